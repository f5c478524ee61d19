import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../tests/signed-in.ts'
import type { AuditEntry } from '../audit/audit-chain.ts'
import { auditCommands } from '../audit/audit-commands.ts'
import { appendAudit, verifyAudit } from '../audit/audit-store.ts'
import { chooseCommand } from '../command-line/command-words.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { checkAudit } from './audit-actions.ts'

let site: WholeTestSite
let approver: SignedIn

beforeAll(async () => {
  site = await wholeInventedSite()
  approver = await site.signIn('approver')
  await append([
    ...Array.from({ length: 120 }, (_, number) => entry(number)),
    {
      actor: 'investigator@ombudsman.example',
      action: 'change case',
      subject: 'complaint 23 001 234',
      before: { outcome: 'not-upheld', decidedOn: '2023-09-01' },
      after: { outcome: 'upheld', decidedOn: '2023-09-01', reason: 'The <heron> was right.' },
    },
  ])
}, 60_000)

afterAll(() => site.close())

describe('searching the record', () => {
  test('shows the newest first, with what stood there before and since', async () => {
    const page = await found('?what=change+case')
    expect(page).toContain('<strong>change case</strong>, complaint 23 001 234')
    expect(page).toMatch(/<span class="audit-changes__old">not-upheld<\/span>.*became.*upheld/s)
    // What stayed as it was is not told as a change.
    expect(page).not.toContain('<dt>decided on</dt>')
    expect(page).toContain('The &lt;heron&gt; was right.')
    expect(page).not.toContain('<heron>')
  })

  test.each([
    ['?words=heron&what=change+case', 1],
    ['?words=heron+unicorn&what=change+case', 0],
    ['?words=Heron+investigator&what=change+case', 1],
    ['?words=investigator%40ombudsman.example&what=change+case', 1],
    ['?words=heron+23+001+234&what=change+case', 1],
    ['?words=heron+-right&what=change+case', 0],
    ['?words=%3Cheron%3E&what=change+case', 1],
    ['?words=%22not-upheld%22&what=change+case', 1],
    ['?who=investigator%40ombudsman.example', 1],
    ['?who=investigator', 0],
    ['?subject=complaint+23+001', 1],
    ['?subject=%25', 0],
    ['?words=heron&who=statistician%40ombudsman.example&what=change+case', 0],
    ['?what=read+letter&subject=letter+7', 11],
    ['?words=%22%29%28%26%7C%21%3A*&what=change+case', 0],
  ])('%s finds %i', async (query, count) => {
    expect(entriesOf(await found(query)).length).toBe(count)
  })

  test('goes on from page to page without a gap or a repetition, also while the record grows', async () => {
    const seen: number[] = []
    let address: string | undefined = '?what=read+letter'
    while (address !== undefined) {
      const page = await found(address)
      seen.push(...entriesOf(page))
      await append([entry(500 + seen.length)])
      address = /<a href="\/desk\/audit(\?[^"]+)">Older entries/.exec(page)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen.length).toBe(120)
    expect(new Set(seen).size).toBe(120)
    expect(seen).toEqual(seen.toSorted((one, other) => other - one))
  })

  test('a day is one of the UK, from its first moment to its last', async () => {
    // 30 March 2025: clocks go forward at one in the morning, and in the evening UTC is an hour behind.
    await site.opened.pool.query(`
      insert into audit_entry (entry_id, at, actor, action, subject, previous_hash, hash) values
        (-1, '2025-03-29T23:59:59.999Z', 'a', 'at night', 'before', '', ''),
        (-2, '2025-03-30T00:00:00Z', 'a', 'at night', 'first', '', ''),
        (-3, '2025-03-30T22:59:59.999Z', 'a', 'at night', 'last', '', ''),
        (-4, '2025-03-30T23:00:00Z', 'a', 'at night', 'after', '', '')`)
    const page = await found('?what=at+night&from=2025-03-30&to=2025-03-30')
    expect(entriesOf(page)).toEqual([-3, -2])
    await withoutGuard("delete from audit_entry where action = 'at night'")
  })

  test('stands in the record itself, with what was asked', async () => {
    await found('?words=pelican')
    const { rows } = await site.opened.pool.query(
      "select actor, after from audit_entry where action = 'search audit' order by entry_id desc limit 1",
    )
    expect(rows).toEqual([{ actor: approver.email, after: { words: 'pelican' } }])
  })

  test.each([
    ['?from=2025-02-30', '“2025-02-30” is no day; write it as 2025-07-24.'],
    ['?to=yesterday', '“yesterday” is no day; write it as 2025-07-24.'],
    ['?from=2025-05-02&to=2025-05-01', 'The last day is before the first one.'],
    ['?older=12%27--', 'There is no such place in the record; search again.'],
    [`?words=${'x'.repeat(201)}`, 'That is too long to search for: take 200 characters.'],
  ])('%s is refused in a sentence, and what was typed is still there', async (query, reason) => {
    const response = await approver.get(`/desk/audit${query}&subject=kept`)
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain(reason)
    expect(page).toContain('value="kept"')
    expect(entriesOf(page)).toEqual([])
  })

  test.each([
    ['statistician', undefined, 200],
    ['administrator', undefined, 200],
    ['investigator', undefined, 403],
    ['compliance-officer', undefined, 403],
    ['link-officer', 'larchwick', 404],
  ] as const)('a %s (of %s) gets %i', async (role, authority, status) => {
    const person = await site.signIn(role, authority)
    expect((await person.get('/desk/audit')).status).toBe(status)
    expect((await person.post('/desk/audit/check', { from: 'beginning' })).status).toBe(
      status === 200 ? 303 : status,
    )
  })

  test('the field says what is asked for, also where that was never done', async () => {
    const page = await found('?what=never+done')
    expect(page).toMatch(/<option value="never done" selected="">/)
    expect(page).toContain('Nothing in the record fits.')
  })

  test('leads there by a tab, for those who may', async () => {
    expect(await found('')).toContain('<a href="/desk/audit" aria-current="page">Audit</a>')
  })
})

describe('checking the record', () => {
  test('says how far it went, by whom, and that all is as it was written', async () => {
    const sent = await approver.post('/desk/audit/check', { from: 'beginning' })
    expect(sent.headers.get('location')).toBe('/desk/audit?done=check')
    const page = await found('?done=check')
    expect(page).toMatch(/Up to entry \d+ everything is as it was written\./)
    expect(page).toContain(`by ${approver.email}`)
    expect(page).toContain('The record was checked.')
  })

  test('a long record is checked a stretch at a time, each going on where the one before ended', async () => {
    const { database } = site.opened
    const { entryCount } = await verifyAudit(database)
    // Entries are read by five thousand.
    await append(Array.from({ length: 5_001 }, (_, number) => entry(1_000 + number)))
    const first = await checkAudit(database, approver.email, 'beginning', 1)
    expect(first).toMatchObject({ firstEntry: 1, lastEntry: 5_000, isWhole: false, problemCount: 0 })
    expect(await found('')).toContain('Go on from entry 5,001')
    const second = await checkAudit(database, approver.email, 'last check', 1)
    // The first check left an entry of its own, and looking at it another.
    expect(second).toMatchObject({
      firstEntry: 5_001,
      lastEntry: entryCount + 5_003,
      isWhole: true,
      problemCount: 0,
    })
    expect(await checkAudit(database, approver.email, 'last check')).toMatchObject({ firstEntry: 1 })
  })

  test.each([
    [
      'changed',
      "update audit_entry set action = 'nothing' where entry_id = 3",
      /entry 3 is not as it was written/,
    ],
    ['taken out', 'delete from audit_entry where entry_id = 4', /entry 4 is missing/],
    [
      'put in',
      `insert into audit_entry
        select 900000, at, actor, action, subject, before, after, previous_hash, hash from audit_entry
        where entry_id = 5`,
      /entry 900000 was not written by Upheld/,
    ],
  ])('an entry that was %s is found', async (_, change, words) => {
    await withoutGuard('create table kept as table audit_entry')
    await withoutGuard(change)
    const { printed, refusal } = await runVerify()
    expect(printed.join('; ')).toMatch(words)
    expect(refusal).toMatch(/The record is not as it was written: 1 of \d+ entries do not fit/)
    await approver.post('/desk/audit/check', { from: 'beginning' })
    const page = await found('')
    expect(page).toMatch(words)
    expect(page).toMatch(/1 thing does not fit/)
    expect(page).toContain('Compare it with a backup')
    await withoutGuard(`
      delete from audit_entry where entry_id in (3, 4, 900000);
      insert into audit_entry select * from kept where entry_id in (3, 4);
      drop table kept`)
    expect(await runVerify()).toEqual({
      printed: [expect.stringMatching(/^\d+ entries, all as they were written\. Last hash: [0-9a-f]{64}$/)],
      refusal: null,
    })
  })
})

function entry(number: number): AuditEntry {
  return {
    actor: 'statistician@ombudsman.example',
    action: number < 500 ? 'read letter' : 'read letter again',
    subject: `letter ${number}`,
    before: null,
    after: { number },
  }
}

async function append(entries: readonly AuditEntry[]): Promise<void> {
  await site.opened.database.transaction().execute((transaction) => appendAudit(transaction, entries))
}

async function found(query: string): Promise<string> {
  const response = await approver.get(`/desk/audit${query}`)
  expect(response.status).toBe(200)
  return response.text()
}

/** "upheld audit verify" over the database of the site. */
async function runVerify(): Promise<{
  readonly printed: readonly string[]
  readonly refusal: string | null
}> {
  const printed: string[] = []
  const { command, operands, options } = chooseCommand(auditCommands, ['audit', 'verify'])
  try {
    await command.run({
      operands,
      options,
      scheme: ombudsmanForEngland,
      database: async () => site.opened,
      print: (line) => printed.push(line),
      progress: () => {},
      signal: new AbortController().signal,
    })
    return { printed, refusal: null }
  } catch (error) {
    return { printed, refusal: String(error) }
  }
}

function entriesOf(page: string): number[] {
  return [...page.matchAll(/id="entry-(-?\d+)"/g)].map((match) => Number(match[1]))
}

/** What somebody with the password of the database could do. */
async function withoutGuard(statement: string): Promise<void> {
  await site.opened.pool.query('alter table audit_entry disable trigger all')
  await site.opened.pool.query(statement)
  await site.opened.pool.query('alter table audit_entry enable trigger all')
}
