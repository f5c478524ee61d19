import { afterAll, beforeAll, expect, test } from 'vitest'
import { homesOmbudsman as scheme } from '../../fixtures/homes-ombudsman.ts'
import { type TestDatabase, testDatabase } from '../../tests/test-database.ts'
import { createApp } from '../app.ts'
import type { CycleSettings } from '../cycle/cycle-settings.ts'
import { releaseYear } from '../review/release-actions.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { calculateYears } from '../statistics/yearly-figures-actions.ts'
import { readFiguresOfAuthority } from '../statistics/yearly-figures-store.ts'

/**
 * Birch Homes, a small association of 800 homes: in 2023 two failures and one severe one among 4 complaints
 * looked into, 1 of 2 orders carried out. Elm Trust, the other small landlord, of 1,200 homes: 3 failures among
 * 6. Nothing of England is in these figures, sentences or pages.
 */
const [birch, elm] = [1, 2] as const
const year = reportingYear(2023)

let opened: TestDatabase
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  opened = await testDatabase()
  await fill()
  expect(await calculateYears(opened.database, scheme, [year])).toMatchObject({ ok: true })
  const release = { actor: 'tests', reason: null }
  expect(await releaseYear(opened.database, scheme, year, release)).toMatchObject({ ok: true })
  app = createApp({
    database: opened.published,
    scheme,
    isDemonstration: false,
    printLetter: () => Promise.reject(new Error('this scheme writes no letters')),
    typeset: () => Promise.reject(new Error('nothing is typeset here')),
    onFault: (error) => console.error(error),
  })
})
afterAll(() => opened.close())

test('figures are of the calendar year, of the scheme’s own outcomes, and per 1,000 homes', async () => {
  const [figures] = await readFiguresOfAuthority(opened.database, birch)
  // Decided on 1 January and 31 December 2023 count, 31 December 2022 and 1 January 2024 do not.
  expect(figures?.figures.get('failures-found')).toMatchObject({ numerator: 3, denominator: 4 })
  expect(figures?.figures.get('failures-per-1000-homes')).toMatchObject({ numerator: 3, denominator: 800 })
  expect(figures?.figures.get('orders-done')).toMatchObject({ numerator: 1, denominator: 2 })
  // 3 of 4 and 3 of 6 are 6 of 10 in the size band.
  expect(figures?.averages.get('failures-found')).toMatchObject({ numerator: 6, denominator: 10 })
})

test('a landlord’s page shows its measures in the scheme’s words', async () => {
  const text = await textOf('/authorities/birch-homes')
  expect(text).toContain('Association')
  expect(text).toContain('800 homes (mid-2023)')
  expect(text).toContain('Failures found something wrong, of complaints looked into Similar landlords: 60%.')
  expect(text).toContain('75% 3 of 4 looked into')
  // 3 × 1,000 ÷ 800 is 3.75.
  expect(text).toContain('3.8 failures per 1,000 homes')
  expect(text).toContain('Orders carried out orders carried out 1 order was not carried out. ')
  expect(text).toContain('50% 1 of 2 orders')
  expect(text).toContain(
    '“In 2023 we looked into 4 complaints about Birch Homes and found failures in 3 (75%).”',
  )
  expect(text).toContain('We looked into 4; 3 showed a failure.')
  // Athens is three hours ahead of Greenwich in July.
  expect(text).toContain('2023, revision 1, 24 July 2024, 11:30am.')
})

test('how a figure was made is told in the scheme’s words', async () => {
  const text = await textOf('/authorities/birch-homes/figures/2023-24/failures-per-1000-homes')
  expect(text).toContain('“In 2023 Birch Homes had 3.8 failures per 1,000 homes (3 among 800).”')
  expect(text).toContain(
    '2 + 1 service failure + severe failure × 1,000 for comparison ÷ 800 homes = 3.75 exactly → 3.8 as printed',
  )
  expect(text).toContain(
    'Failures found from 1 January 2023 to 31 December 2023, beside the number of homes.',
  )
  expect(text).toContain('Register of Landlords, mid-2023, first release: 800')
  expect(text).toContain('This figure is not compared with other landlords.')
})

test('the home page is the scheme’s own', async () => {
  const text = await textOf('/')
  expect(text).toContain('How does your landlord answer complaints?')
  expect(text).toContain('Find your landlord')
  expect(text).toContain('The islands in 2023')
  expect(text).toContain('All landlords together, 1 January 2023 to 31 December 2023.')
  expect(text).toContain('Of every ten complaints looked into, about six showed a failure.')
  expect(text).toContain('Not carried out: 1.')
})

test('the method is the scheme’s own, and says nothing of England', async () => {
  const text = await textOf('/method')
  expect(text).toContain('Complaints in which something was wrong, of those looked into.')
  // Elm Trust has 3 of 6, Birch Homes 3 of 4.
  expect(text).toContain('Worked example: Birch, 2023')
  expect(text).not.toMatch(/council|England|Upheld|Bassetlaw|residents/)
})

test('pages about the site say nothing of England', async () => {
  for (const path of [
    '/corrections',
    '/reviews',
    '/accessibility',
    '/privacy',
    '/feeds',
    '/authorities/birch-homes/letters',
  ]) {
    expect(await textOf(path)).not.toMatch(/council|England/i)
  }
})

async function textOf(path: string): Promise<string> {
  const response = await app.request(path)
  expect([path, response.status]).toEqual([path, 200])
  return (await response.text())
    .replace(/<(head|header|footer|svg|script)\b.*?<\/\1>/gs, ' ')
    .replace(/<span class="big__unit">%<\/span>/g, '%')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:])/g, '$1')
}

const settings: CycleSettings = {
  letterhead: ['Homes Ombudsman'],
  contacts: {
    addressLines: ['1 Harbour Street'],
    telephone: '0800 000 000',
    email: 'office@homes.example',
    website: 'homes.example',
  },
  signatory: { name: 'The Ombudsman', lines: ['Homes Ombudsman'] },
  addresses: {
    map: 'https://homes.example/map',
    method: 'https://homes.example/method',
    handlingCode: 'https://homes.example/code',
    training: 'https://homes.example/training',
    survey: 'https://homes.example/survey',
  },
}

async function fill() {
  const { database } = opened
  await database
    .insertInto('authority')
    .values([
      {
        authorityId: birch,
        slug: 'birch-homes',
        officialName: 'Birch Homes',
        shortName: 'Birch',
        kind: 'association',
      },
      { authorityId: elm, slug: 'elm-trust', officialName: 'Elm Trust', shortName: 'Elm', kind: 'trust' },
    ])
    .execute()
  await database
    .insertInto('cycle')
    .values({
      year,
      edition: null,
      letterDate: '2024-07-17',
      publishedAt: '2024-07-24T08:30:00Z',
      populationYear: 2023,
      populationRelease: 'first',
      settings: JSON.stringify(settings),
    })
    .execute()
  const facts = { year, isCouncil: false, getsLetter: false, isOnMap: false, comparisonGroup: 'small' }
  await database
    .insertInto('cycleAuthority')
    .values([birch, elm].map((authorityId) => ({ authorityId, ...facts })))
    .execute()
  // The column is named after what England counts; here it holds homes.
  await database
    .insertInto('population')
    .values([
      { authorityId: birch, year: 2023, release: 'first', residents: 800 },
      { authorityId: elm, year: 2023, release: 'first', residents: 1_200 },
    ])
    .execute()
  await database
    .insertInto('caseworkCoverage')
    .values(
      [birch, elm].flatMap((authorityId) =>
        ['received', 'decided', 'complied'].map((part) => ({ authorityId, year, part })),
      ),
    )
    .execute()
  const order = { remedyDueOn: '2023-08-01', complianceRecordedOn: '2023-09-01' }
  const cases = [
    complaint(birch, '2023-01-01', 'service-failure', { ...order, complianceOutcome: 'done' }),
    complaint(birch, '2023-06-01', 'service-failure', { ...order, complianceOutcome: 'not-done' }),
    complaint(birch, '2023-06-01', 'severe-failure'),
    complaint(birch, '2023-12-31', 'no-failure'),
    complaint(birch, '2023-06-01', 'outside'),
    complaint(birch, '2022-12-31', 'service-failure'),
    complaint(birch, '2024-01-01', 'service-failure'),
    ...['service-failure', 'service-failure', 'severe-failure', 'no-failure', 'no-failure', 'no-failure'].map(
      (outcome) => complaint(elm, '2023-06-01', outcome),
    ),
  ]
  await database
    .insertInto('complaint')
    .values(cases.map((facts, index) => ({ ...facts, reference: `23 000 0${index + 10}` })))
    .execute()
}

function complaint(
  authorityId: number,
  decidedOn: string,
  outcome: string,
  remedy: { remedyDueOn?: string; complianceRecordedOn?: string; complianceOutcome?: string } = {},
) {
  const none = { remedyDueOn: null, complianceRecordedOn: null, complianceOutcome: null }
  const isFailure = outcome.endsWith('-failure') && outcome !== 'no-failure'
  const facts = { category: 'repairs', receivedOn: '2022-11-01', isRemediedBefore: isFailure ? false : null }
  return { authorityId, decidedOn, outcome, ...facts, ...none, ...remedy }
}

test('a scheme without a map does not lead to one', async () => {
  const page = await (await app.request('/')).text()
  expect(page).toContain('href="/compare"')
  expect(page).not.toContain('href="/map"')
})
