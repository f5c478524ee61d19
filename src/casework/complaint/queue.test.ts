import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { daysAfter } from '../../scheme/calendar-days.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { writePlace } from '../import/list-place.ts'
import { readDecidedInTime } from './decided-in-time-store.ts'
import { readQueueCriteria } from './queue.ts'

let site: WholeTestSite
let investigator: SignedIn
let person: string

const today = '2026-05-01'

/** So many cases received on the days before today, each due five days after it was received. */
async function addCases(
  count: number,
  facts: {
    readonly personId?: string | null
    readonly stage?: string
    readonly pausedOn?: string
    readonly dueAfter?: number
  } = {},
): Promise<void> {
  const { database } = site.opened
  const { authorityId } = await database
    .selectFrom('authority')
    .select('authorityId')
    .where('slug', '=', 'larchwick')
    .executeTakeFirstOrThrow()
  const { count: known } = await database
    .selectFrom('complaint')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const days = Array.from({ length: count }, (_, index) => daysAfter(today, -1 - (index % 7)))
  const rows = await database
    .insertInto('complaint')
    .values(
      days.map((receivedOn, index) => ({
        authorityId,
        reference: `26 ${String(100_000 + Number(known) + index).replace(/(\d{3})(\d{3})/, '$1 $2')}`,
        category: 'housing',
        receivedOn,
        origin: 'taken',
      })),
    )
    .returning(['complaintId', 'receivedOn'])
    .execute()
  await database
    .insertInto('caseFile')
    .values(
      rows.map(({ complaintId, receivedOn }) => ({
        authorityId,
        complaintId,
        stage: facts.stage ?? 'intake',
        personId: facts.personId ?? null,
        receivedOn: receivedOn ?? today,
        nextTask: 'acknowledge',
        nextDueOn: daysAfter(receivedOn ?? today, facts.dueAfter ?? 5),
        targetOn: daysAfter(receivedOn ?? today, 182),
        pausedOn: facts.pausedOn ?? null,
        version: 0,
      })),
    )
    .execute()
}

beforeAll(async () => {
  site = await wholeInventedSite()
  await setMoment(site.opened.database, new Date(`${today}T12:00:00Z`))
  investigator = await site.signIn('investigator')
  const { id } = await site.opened.database
    .selectFrom('person')
    .select('id')
    .where('email', '=', investigator.email)
    .executeTakeFirstOrThrow()
  person = id
  // Received on the seven days before 1 May, seventeen on each: those of the first two days were due by now.
  await addCases(119, { personId: person })
  await addCases(14)
  await addCases(3, { stage: 'investigation', personId: person, dueAfter: 20 })
  await addCases(2, { stage: 'investigation', pausedOn: '2026-04-28', dueAfter: 1 })
})

afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

async function textOf(path: string, reader = investigator): Promise<string> {
  const html = await (await reader.get(path)).text()
  return html
    .replace(/<head>.*?<\/head>/s, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}

async function referencesOf(path: string): Promise<readonly string[]> {
  const html = await (await investigator.get(path)).text()
  return [...html.matchAll(/href="\/desk\/cases\/larchwick\/([\d-]+)"/g)].map(
    ([, reference]) => reference ?? '',
  )
}

test('an investigator begins with what is theirs, and sees how pressing it is', async () => {
  const page = await textOf('/desk/casework')
  // 17 cases a day: those received on 24 and 25 April were due on 29 and 30 April.
  for (const words of [
    'You have 122 open cases, 34 of them overdue. 85 more are due within 7 days.',
    '34 overdue',
    '85 due soon',
    '16 nobody’s yet',
    'Mine 122 Nobody’s 16 Everyone’s 138',
    'Every stage Intake (119) Assessment (0) Investigation (3)',
    '2 days overdue Acknowledge by 29 April 2026',
    '7 of 182',
    'Next page',
  ]) {
    expect(page).toContain(words)
  }
})

test('others begin with everyone’s, and cannot take a complaint', async () => {
  const statistician = await site.signIn('statistician')
  const page = await textOf('/desk/casework', statistician)
  expect(page).toContain('There are 138 open cases')
  expect(page).not.toContain('Take a complaint')
  expect((await (await site.signIn('trainer')).get('/desk/casework')).status).toBe(403)
})

test('what is paused is not overdue, and says since when', async () => {
  const page = await textOf('/desk/casework?who=nobody&stage=investigation')
  expect(page).toContain('Paused 3 days')
  expect(page).toContain('nobody yet')
  // Of the fourteen others, two a day, those of two days are overdue.
  expect(page).toContain('4 overdue')
})

test.each(['due', 'age'])('page after page by %s shows every case once, in order', async (order) => {
  const seen: string[] = []
  let path: string | undefined = `/desk/casework?who=everyone&order=${order}`
  let pages = 0
  while (path !== undefined) {
    const html: string = await (await investigator.get(path)).text()
    seen.push(
      ...[...html.matchAll(/href="\/desk\/cases\/larchwick\/([\d-]+)"/g)].map(
        ([, reference]) => reference ?? '',
      ),
    )
    path = /href="([^"]*)">Next page/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    pages += 1
  }
  expect(pages).toBe(3)
  expect(new Set(seen).size).toBe(138)
  expect(seen.length).toBe(138)
  const key = order === 'due' ? 'nextDueOn' : 'receivedOn'
  const rows = await site.opened.database
    .selectFrom('caseFile')
    .innerJoin('complaint', 'complaint.complaintId', 'caseFile.complaintId')
    .select('reference')
    .orderBy(`caseFile.${key}`)
    .orderBy('caseFile.complaintId')
    .execute()
  expect(seen).toEqual(rows.map(({ reference }) => reference.replaceAll(' ', '-')))
})

test('a queue can be narrowed to a stage and a person at once', async () => {
  expect(await referencesOf('/desk/casework?who=mine&stage=investigation')).toHaveLength(3)
  expect(await referencesOf('/desk/casework?who=mine&stage=draft')).toHaveLength(0)
  expect(await textOf('/desk/casework?who=mine&stage=draft')).toContain('No case is in this queue.')
})

test('whatever else an address asks is no question, and no fault', () => {
  const asked = (query: Readonly<Record<string, string>>) =>
    readQueueCriteria((name) => query[name] ?? '', 'mine')
  const usual = { owner: 'mine', order: 'due', stage: null, after: undefined }
  expect(asked({ who: "'; drop table case_file", order: 'x', stage: 'y', after: '2026-13-45_1.1' })).toEqual(
    usual,
  )
  expect(asked({ after: '2026-05-01_1' })).toEqual(usual)
  const place = { at: '2026-05-01', ids: [12, 345] }
  expect(asked({ after: writePlace(place) }).after).toEqual(place)
})

test('the share decided in time counts pauses out, and leaves out what was received nobody knows when', async () => {
  const { database } = site.opened
  const key = await database
    .selectFrom('caseFile')
    .select(['authorityId', 'complaintId', 'receivedOn'])
    .orderBy('complaintId')
    .limit(4)
    .execute()
  const decide = async (index: number, days: number, targetDays = 182) => {
    const { receivedOn = today, authorityId = 0, complaintId = 0 } = key[index] ?? {}
    await database
      .updateTable('complaint')
      .set({ outcome: 'not-upheld', decidedOn: daysAfter(receivedOn, days) })
      .where('authorityId', '=', authorityId)
      .where('complaintId', '=', complaintId)
      .execute()
    await database
      .updateTable('caseFile')
      .set({ targetOn: daysAfter(receivedOn, targetDays) })
      .where('complaintId', '=', complaintId)
      .execute()
  }
  await decide(0, 182)
  await decide(1, 183)
  // A day late by the calendar, and paused for ten.
  await decide(2, 183, 192)
  await decide(3, 193, 192)
  await database
    .updateTable('complaint')
    .set({ decidedOn: '2026-06-01', receivedOn: null })
    .where('reference', '=', '23 000 000')
    .execute()
  expect(await readDecidedInTime(database, scheme, reportingYear(2026))).toEqual({
    year: 2026,
    decided: 4,
    inTime: 2,
    unknown: 1,
  })
  const page = await textOf('/desk/casework/times')
  expect(page).toContain('50% of the cases decided in 2026-27 took 26 weeks or less.')
  expect(page).toContain('2026-27 4 2 50% 1')
})
