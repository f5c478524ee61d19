import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { reportingYear } from '../scheme/reporting-year.ts'
import { addresses, paths } from './addresses.ts'

const year = reportingYear(2023)

const everyAddress = {
  home: ['/', addresses.home()],
  authorities: [
    '/authorities?search=St+Helens+%26+co&kind=district',
    addresses.authorities({ search: 'St Helens & co', kind: 'district' }),
  ],
  authority: ['/authorities/bassetlaw?year=2023-24', addresses.authority('bassetlaw', year)],
  letter: ['/authorities/bassetlaw/letters/2023-24', addresses.letter('bassetlaw', year)],
  letterPdf: ['/authorities/bassetlaw/letters/2023-24.pdf', addresses.letterPdf('bassetlaw', year)],
  figure: [
    '/authorities/bassetlaw/figures/2023-24/complaints-upheld',
    addresses.figure('bassetlaw', year, 'complaints-upheld'),
  ],
  method: ['/method#rounding', addresses.method('rounding')],
  health: ['/health', addresses.health()],
  robots: ['/robots.txt', addresses.robots()],
  asset: ['/assets/upheld.css', addresses.asset('upheld.css')],
} as const satisfies Record<keyof typeof addresses, readonly [string, string]>

test.each(Object.entries(everyAddress))(
  'the address of %s is the one people have been given',
  (_, [promised, built]) => {
    expect(built).toBe(promised)
  },
)

test.each(Object.entries(everyAddress))(
  'the router takes the address of %s to its own page',
  async (name, [promised]) => {
    const app = new Hono()
    for (const [page, path] of Object.entries(paths)) app.get(path, (context) => context.text(page))
    const response = await app.request(promised)
    expect(await response.text()).toBe(name)
  },
)

test('without a year an authority is found at its plain address', () => {
  expect(addresses.authority('bassetlaw')).toBe('/authorities/bassetlaw')
  expect(addresses.authorities()).toBe('/authorities')
  expect(addresses.method()).toBe('/method')
})
