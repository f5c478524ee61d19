import { appendFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { officerRoutes, staffRoutes } from '../src/signed-in-routes.ts'
import { formatReportingYear } from '../src/scheme/reporting-year.ts'
import { readStanding } from '../src/review/review-standing-store.ts'
import { standingMark } from '../src/review/seen-standing.ts'
import { addReviewUnderWay, yearUnderWay } from './review-under-way.ts'
import { signInAs, type SignedIn, type WholeTestSite, wholeInventedSite } from './signed-in.ts'

const name = formatReportingYear(yearUnderWay)
let site: WholeTestSite
let all: SignedIn
let officer: SignedIn
beforeAll(async () => {
  site = await wholeInventedSite()
  await addReviewUnderWay(site.opened.database)
  all = await signInAs(site.app, site.opened.database, {
    email: 'all@ombudsman.example',
    roles: ['statistician', 'approver', 'investigator', 'compliance-officer', 'trainer', 'administrator'],
  })
  officer = await site.signIn('link-officer', 'larchwick')
  const mark = async () => standingMark((await readStanding(site.opened.database, yearUnderWay))?.current)
  await all.post(`/desk/reviews/${name}/calculation`, { standing: await mark() })
  const r = await all.post(`/desk/reviews/${name}/checking`, { standing: await mark(), until: '2026-06-12' })
  expect(r.status).toBe(303)
  await officer.post('/portal/queries', { year: name, figure: 'complaints-upheld', text: 'wrong' })
})
afterAll(() => site.close())

const names = `standing seen reason password to email code again address decision text revision authority words wording until time standings role post person name moment list letters leave-out-reason hold-reason from fingerprint decided date current correction content answer year case figure query receivedOn decidedOn outcome category subcategory`.split(' ')
const values = ['a'.repeat(9_000), '1\r\nBcc: evil@example.org', '9'.repeat(400), '99999999999', '2147483648', '-1', 'NaN', '2025-13-45', '0000-01-01', '99999-01-01', '__proto__', 'constructor', '\u{202e}x', '😀\u{ffff}', "'; drop table x --", '24:61', '[]', '{}', '2026-07-22', '1.5', 'pass', 'hold', 'write','changed']
const parts: Record<string, string[]> = {
  year: [name, '2099-00'], slug: ['larchwick', '__proto__'], reference: ['23-000-005', '99-999-999'],
  query: ['1', '999999999999999', '99999999999999'], copy: ['1-0', '99999999999999999999-0', '1-99999', '2147483648-32768'], person: ['x', all0()], invitation: ['1', '99999999999'],
  appointment: ['1', '99999999999'], file: ['1.pdf', 'letter.pdf', 'letter.txt', 'page-1.svg', '2023-24.csv','page-99999999999.svg', '99999.pdf'], revision: ['1', '99999', '9999'],
}
function all0() { return '00000000-0000-0000-0000-000000000000' }
function filled(path: string): string[] {
  const part = /:([a-z]+)(?:\{((?:[^{}]|\{[^{}]*\})*)\})?/i.exec(path)
  if (!part) return [path]
  return (parts[part[1] ?? ''] ?? ['1']).flatMap((t) => filled(path.replace(part[0], encodeURIComponent(t))))
}
it('fuzz', async () => {
  const bad = { push: (t: string) => appendFileSync('/tmp/fuzz.out', t + '\n'), length: 0 }
  const log = async (what: string, response: Response) => {
    const text = await response.text()
    if (response.status >= 500) bad.push(`${what}: ${response.status} ${String(site.faults.at(-1)).slice(0, 200)}`)
    else if (/Internal|undefined|NaN/.test(text.replace(/value="NaN"/g, '').replaceAll(/<script[\s\S]*?<\/script>/g, '')) && response.status === 200) bad.push(`${what}: says undefined/NaN`)
  }
  for (const [who, routes] of [[all, staffRoutes], [officer, officerRoutes]] as const) {
    for (const route of routes) {
      if (route.path === '/desk/reviews/:year/calculation') continue
      for (const address of filled(route.path)) {
        if (route.method === 'get') {
          for (const q of ['', '?year=9999-00', '?show=zz&list=zz&done=zz&q=%F0%9F%98%80&search=%27&authority=__proto__&find=((&cursor=99999999999999999999&look=1&all=1&kind=x&revision=99999999999', `?year=${name}&case=25%20000%20001&figure=x`, '?cursor=abc&from=9999-99-99&until=0000-00-00&to=99999-01-01&find=' + 'a'.repeat(300), '?from=0001-01-01&to=9999-12-31&page=-1', '?cursor=9223372036854775808', '?page=99999999999999999999']) {
            await log(`GET ${address}${q}`, await who.get(address + q))
          }
        } else {
          const mark = standingMark((await readStanding(site.opened.database, yearUnderWay))?.current)
          await log(`POST ${address} {}`, await who.post(address, {}))
          await log(`POST ${address} standing`, await who.post(address, { standing: mark }))
          for (const v of values) {
            await log(`POST ${address} ${v.slice(0, 20)}`, await who.post(address, Object.fromEntries(names.map((n) => [n, v]))))
            await log(`POST ${address} +s ${v.slice(0, 20)}`, await who.post(address, { ...Object.fromEntries(names.map((n) => [n, v])), standing: mark, year: name }))
          }
        }
      }
    }
  }
  appendFileSync('/tmp/fuzz.out', 'END\n')
  const stage = (await readStanding(site.opened.database, yearUnderWay))?.current
  console.log(stage?.stage, stage?.steps.length, site.faults.length)
}, 600_000)
