import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type SignedIn,
  secretOfTests,
  signInAs,
  siteUrl,
  type WholeTestSite,
  wholeInventedSite,
} from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { repeat } from '../../nightly-work.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { complaintCommands } from './complaint-commands.ts'
import { leaveCasesOfLeavers } from './left-case-actions.ts'
import { keepNoLonger } from './retention-actions.ts'

const name = 'Ms Xenia Invented'
let site: WholeTestSite
let investigator: SignedIn

beforeEach(async () => {
  site = await wholeInventedSite()
  await at('2026-05-01')
  investigator = await site.signIn('investigator')
})

afterEach(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

async function at(day: string): Promise<void> {
  await setMoment(site.opened.database, new Date(`${day}T02:00:00Z`))
}

async function takeAndDecide(): Promise<string> {
  const response = await investigator.post('/desk/casework/complaints', {
    authority: 'Larchwick',
    category: 'housing',
    receivedOn: '28 April 2026',
    text: 'Ms X complains.',
    worker: 'me',
    name,
    address: '1 Invented Street',
  })
  const path = (response.headers.get('location') ?? '').replace(/\?.*/, '')
  await investigator.post(`${path}/steps/decided`, {
    seen: '1',
    outcome: 'referred-back',
    text: 'Too early.',
  })
  return path
}

async function agreed(path: string, settledOn: string | null): Promise<void> {
  const key = await site.opened.database
    .selectFrom('complaint')
    .select(['authorityId', 'complaintId'])
    .where('reference', '=', (path.split('/').at(-1) ?? '').replaceAll('-', ' '))
    .executeTakeFirstOrThrow()
  await site.opened.database
    .insertInto('recommendation')
    .values({
      ...key,
      recommendationNumber: 1,
      kind: 'apology',
      dueOn: '2026-06-01',
      settledOn,
      settlement: settledOn === null ? null : 'satisfied',
    })
    .execute()
  await change(path, { remedyDueOn: '2026-06-01' })
}

/** Changes what is on record of a case, as a file does. */
async function change(
  path: string,
  fields: { remedyDueOn?: string; complianceOutcome?: string; complianceRecordedOn?: string },
): Promise<void> {
  await site.opened.database
    .updateTable('complaint')
    .set(fields)
    .where('reference', '=', (path.split('/').at(-1) ?? '').replaceAll('-', ' '))
    .execute()
}

/** How many complainants the night of a day removes. */
async function removedOn(day: string): Promise<number> {
  await at(day)
  return (await keepNoLonger(site.opened.database, scheme, 'tests')).removed.complainants
}

describe('who complained', () => {
  test('is kept for twelve months after the case was closed, to the day', async () => {
    const path = await takeAndDecide()
    expect(await removedOn('2027-05-01')).toBe(0)
    expect(await removedOn('2027-05-02')).toBe(1)
    const page = await (await investigator.get(path)).text()
    expect(page).toContain('Who complained is not kept any longer.')
    expect(page).toContain('Ms X complains.')
    const looked = await (await investigator.get(`${path}/complainant`)).text()
    expect(looked).toContain('Nothing is kept of who complained.')
  })

  test('is kept until the last agreed action is settled, and twelve months more', async () => {
    const [open, settled] = [await takeAndDecide(), await takeAndDecide()]
    await agreed(open, null)
    await agreed(settled, '2026-06-10')
    expect(await removedOn('2027-06-10')).toBe(0)
    expect(await removedOn('2027-06-11')).toBe(1)
    expect(await removedOn('2031-01-01')).toBe(0)
    // A file may say what became of the case as a whole, and nothing of each action: then nobody waits either.
    await change(open, { complianceOutcome: 'satisfied', complianceRecordedOn: '2031-01-01' })
    expect(await removedOn('2032-01-01')).toBe(0)
    expect(await removedOn('2032-01-02')).toBe(1)
  })

  test('is kept while a review of the decision is under way, and twelve months after it', async () => {
    const path = await takeAndDecide()
    await at('2026-05-20')
    await investigator.post(`${path}/steps/review-asked`, { seen: '2', side: 'authority', text: 'Why?' })
    expect(await removedOn('2027-06-01')).toBe(0)
    await at('2027-06-02')
    await investigator.post(`${path}/steps/review-answered`, { seen: '3', text: 'It stands.' })
    expect(await removedOn('2028-06-02')).toBe(0)
    expect(await removedOn('2028-06-03')).toBe(1)
  })

  test('goes with what was marked in their own record and settled, which says what they are called', async () => {
    const { database } = site.opened
    const path = await takeAndDecide()
    const key = await database
      .selectFrom('complaint')
      .select(['authorityId', 'complaintId'])
      .where('reference', '=', (path.split('/').at(-1) ?? '').replaceAll('-', ' '))
      .executeTakeFirstOrThrow()
    await database
      .insertInto('statementDraft')
      .values({
        ...key,
        summary: 'A xenia of flowers.',
        sections: sql`'[]'::jsonb`,
        writtenBy: 'tests',
        writtenAt: new Date(),
        decidedOn: '2026-05-01',
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const mark = { ...key, place: 'summary', startsAt: 2, endsAt: 7, why: 'Why.', settledAt: new Date() }
    const settled = { marked: 'xenia', settled: 'harmless', settledBy: 'tests', settledReason: 'A word.' }
    await database
      .insertInto('anonymityMark')
      .values([
        { ...mark, ...settled, kind: 'complainant' },
        { ...mark, ...settled, kind: 'name' },
      ])
      .execute()
    expect(await removedOn('2027-05-02')).toBe(1)
    const left = await database.selectFrom('anonymityMark').select('kind').execute()
    expect(left).toEqual([{ kind: 'name' }])
  })

  test('of an open case is never removed', async () => {
    await investigator.post('/desk/casework/complaints', {
      authority: 'Larchwick',
      category: 'housing',
      receivedOn: '28 April 2026',
      text: 'Ms X complains.',
      name,
      address: '1 Invented Street',
    })
    expect(await removedOn('2036-01-01')).toBe(0)
  })
})

/** What a command prints. */
async function ran(name: string, ...operands: string[]): Promise<readonly string[]> {
  const lines: string[] = []
  await complaintCommands
    .find((command) => command.name === name)
    ?.run({
      operands,
      options: {},
      scheme,
      database: async () => site.opened,
      print: (line) => lines.push(line),
      progress: () => {},
      signal: new AbortController().signal,
    })
  return lines
}

test('a year whose cases are all here is said to be complete once, and only where it has a cycle', async () => {
  const { database } = site.opened
  await database.deleteFrom('caseworkCoverage').where('year', '=', 2024).execute()
  expect(await ran('casework complete', '2024-25')).toEqual([
    'The cases of 2024-25 now count as complete for 3 authorities. Calculate again: upheld calculate 2024-25',
  ])
  const { count } = await database
    .selectFrom('caseworkCoverage')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('year', '=', 2024)
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(9)
  expect(await ran('casework complete', '2024-25')).toEqual([
    'The cases of 2024-25 counted as complete before. Nothing was changed.',
  ])
  await expect(ran('casework complete', '2031-32')).rejects.toThrow('There is no cycle 2031-32.')
  await expect(ran('casework complete', 'soon')).rejects.toThrow('Name one year')
})

describe('a night', () => {
  test('removes once, however often it is asked, and says how many and nothing of whom', async () => {
    await takeAndDecide()
    await at('2027-06-01')
    const runs = await Promise.all([1, 2].map(() => keepNoLonger(site.opened.database, scheme, 'tests')))
    expect(runs.map(({ removed, wasDone }) => [removed.complainants, wasDone]).toSorted()).toEqual([
      [1, false],
      [1, true],
    ])
    const lines = await ran('casework retention')
    expect(lines).toEqual([
      'On 1 June 2027 this was done before: 1 complainant removed. Nothing more was removed now.',
    ])
    const administrator = await site.signIn('administrator')
    const page = (await (await administrator.get('/desk/audit/retention')).text()).replace(/<[^>]*>/g, ' ')
    expect(page.replace(/\s+/g, ' ')).toContain('1 June 2027 1 June 2027, 3:00am 1 complainant')
    const entries = await site.opened.database
      .selectFrom('auditEntry')
      .select(['subject', 'after'])
      .where('action', '=', 'remove complainants')
      .execute()
    expect(entries).toEqual([{ subject: 'retention 2027-06-01', after: { complainants: 1 } }])
    expect((await investigator.get('/desk/audit/retention')).status).toBe(403)
  })

  test('leaves the open cases of people who left to nobody, where they are seen, and those of others to them', async () => {
    const { database } = site.opened
    const complaint = {
      authority: 'Larchwick',
      category: 'housing',
      receivedOn: '28 April 2026',
      text: 'Ms X complains.',
      worker: 'me',
      name,
      address: '1 Invented Street',
    }
    const leaver = await signInAs(site.app, database, {
      email: 'leaver@ombudsman.example',
      roles: ['investigator'],
    })
    const pathOf = async (person: SignedIn) =>
      ((await person.post('/desk/casework/complaints', complaint)).headers.get('location') ?? '').replace(
        /\?.*/,
        '',
      )
    const [left, own] = [await pathOf(leaver), await pathOf(investigator)]
    const nobodys = async () => (await investigator.get('/desk/casework?who=nobody')).text()
    await leaveCasesOfLeavers(database, scheme, 'tests')
    expect(await nobodys()).not.toContain(left)
    await database
      .updateTable('appointment')
      .set({ endedAt: new Date(), endedBy: 'tests' })
      .where('personId', 'in', (person) =>
        person.selectFrom('person').select('id').where('email', '=', leaver.email),
      )
      .execute()
    await leaveCasesOfLeavers(database, scheme, 'tests')
    await leaveCasesOfLeavers(database, scheme, 'tests')
    const queue = await nobodys()
    expect(queue).toContain(left)
    expect(queue).not.toContain(own)
    const entries = await database
      .selectFrom('auditEntry')
      .select(['before', 'after'])
      .where('action', '=', 'case assigned')
      .where('actor', '=', 'tests')
      .execute()
    expect(entries).toEqual([{ before: { worker: leaver.email }, after: { worker: null } }])
    expect((await investigator.get(left)).status).toBe(200)
  })

  test('is looked after from the start, one job after the other, also where one fails', async () => {
    const did: string[] = []
    const faults: unknown[] = []
    const work = repeat(
      {
        database: site.opened.database,
        scheme,
        siteUrl,
        secret: secretOfTests,
        onFault: (error) => faults.push(error),
      },
      [
        async () => {
          throw new Error('a job that fails')
        },
        async (database) => {
          await keepNoLonger(database, scheme, 'tests')
          did.push('retention')
        },
      ],
      3_600_000,
    )
    while (did.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    await work.close()
    expect(did).toEqual(['retention'])
    expect(faults).toEqual([new Error('a job that fails')])
  })

  test('is never begun while another goes on, and closing waits for what is under way', async () => {
    let underWay = 0
    let most = 0
    let begun = 0
    const work = repeat(
      { database: site.opened.database, scheme, siteUrl, secret: secretOfTests, onFault: () => {} },
      [
        async () => {
          begun += 1
          underWay += 1
          most = Math.max(most, underWay)
          await new Promise((resolve) => setTimeout(resolve, 40))
          underWay -= 1
        },
      ],
      5,
    )
    while (begun < 3) await new Promise((resolve) => setTimeout(resolve, 5))
    await work.close()
    expect(most).toBe(1)
    expect(underWay).toBe(0)
    const afterwards = begun
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(begun).toBe(afterwards)
  })
})
