import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  checkedYear,
  embargoedYear,
  embargoMoment,
  markerOf,
  officersMoment,
  officersWorld,
  referenceOf,
  step,
} from '../../tests/officers-world.ts'
import type { SignedIn, WholeTestSite } from '../../tests/signed-in.ts'
import { setMoment } from '../../tests/test-moment.ts'
import { readAsSession } from '../database/portal-database.ts'
import { releaseYear } from '../review/release-actions.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { calculateYears } from '../statistics/yearly-figures-actions.ts'

let world: WholeTestSite
let officer: SignedIn
let reader: SignedIn

beforeAll(async () => {
  world = await officersWorld()
  officer = await world.signIn('link-officer', 'larchwick')
  reader = await world.signIn('reader', 'larchwick')
}, 120_000)
afterAll(() => world.close())
beforeEach(() => setMoment(world.opened.database, officersMoment))
afterEach(() => expect(world.faults).toEqual([]))

const letter = '/portal/letters/2025-26/revisions/1'

describe('what needs doing', () => {
  test('comes by date, each with its days, and says whose it is to do', async () => {
    const text = await wordsOf(officer.get('/portal'))
    expect(text).toContain('Two things for Larchwick District Council. A letter to read before 24 July 2026.')
    expect(text).toMatch(
      /Until 24 July Read your letter before it is published Sent on 17 July\..* Anyone .*11 days left Check your cases and figures of 2026-27 Say by 31 July 2026 what is wrong\./,
    )
  })

  test('shows the embargoed letter with its moment in the first sentence, by clocks in the UK', async () => {
    const text = await wordsOf(officer.get('/portal'))
    expect(text).toContain(
      'Annual review letter 2025-26 Yours until 9:30am on Friday 24 July; then everyone’s.',
    )
    expect(text).toMatch(/46 % Complaints upheld Similar councils 46%\. .* 6 of 13 investigated/)
  })

  test('ends with the way to the committee pack, and until when it leaves a year out', async () => {
    const text = await wordsOf(officer.get('/portal'))
    expect(text).toContain(
      'Make the committee pack of 2024-25, as a page, PDF or Word document. It leaves out the figures of 2025-26 until 24 July 2026.',
    )
    expect((await world.app.request('/authorities/larchwick/committee-pack/2024-25')).status).toBe(200)
    expect((await world.app.request('/authorities/larchwick/committee-pack/2025-26')).status).toBe(404)
  })

  test('is nothing in a year that is public, and nobody is recorded for reading what everybody can', async () => {
    await step(world.opened.database, checkedYear, 'draft', officersMoment)
    try {
      await setMoment(world.opened.database, embargoMoment)
      const before = await countAccesses()
      const text = await wordsOf(officer.get('/portal'))
      expect(text).toContain('Nothing for Larchwick District Council.')
      expect(text).toContain('Public since 24 July 2026.')
      await officer.get(letter)
      await officer.get('/portal/cases/2025-26')
      expect(await countAccesses()).toBe(before)
    } finally {
      await step(world.opened.database, checkedYear, 'checked', officersMoment)
    }
  })
})

describe('what an officer sees of a year', () => {
  test('are the three lists of their cases and the figures these make, while the year is being checked', async () => {
    const text = await wordsOf(officer.get('/portal/cases/2026-27'))
    expect(text).toContain(
      'Say by 31 July 2026 what is wrong. A draft, which nobody sees but you and the Ombudsman.',
    )
    expect(text).toMatch(/Complaints upheld fault found, of complaints investigated 50% 6 of 12/)
    expect(text).toMatch(/Received: 12 .* Decided: 12 .* Agreed actions: 6 /)
    expect(text).toContain(`${referenceOf('larchwick', checkedYear)} Housing: ZqLarchsubject2026`)
  })

  test('is also what belongs to a closed council whose work theirs took over', async () => {
    const text = await wordsOf(officer.get('/portal/cases/2026-27?authority=old-holm'))
    expect(text).toContain('Old Holm District Council')
    expect(text).toContain(referenceOf('larchwick', checkedYear, true))
  })

  test.each([
    ['a draft', 'draft'],
    ['approved', 'approved'],
  ] as const)('is nothing when the year is %s', async (_, stage) => {
    const never = await officer.get('/portal/cases/2031-32')
    await step(world.opened.database, checkedYear, stage, officersMoment)
    try {
      const response = await officer.get('/portal/cases/2026-27')
      expect(response.status).toBe(404)
      expect(await response.text()).toBe(await never.text())
      expect(await wordsOf(officer.get('/portal'))).not.toContain('2026-27')
    } finally {
      await step(world.opened.database, checkedYear, 'checked', officersMoment)
    }
  })

  test('are draft figures without the averages, by which two councils alone could tell each other’s', async () => {
    const seen = await asOfficer(sql<{ year: number }>`select distinct year from group_average order by year`)
    expect(seen.map(({ year }) => year)).toEqual([2022, 2023, 2024, 2025])
  })

  test('is every case as a file that says it is a demonstration', async () => {
    const response = await officer.get('/portal/cases/2026-27.csv')
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="DEMONSTRATION-larchwick-cases-2026-27.csv"',
    )
    const lines = (await response.text()).trim().split('\r\n')
    expect(lines).toHaveLength(1 + 12 + 12 + 6)
    expect(lines[1]).toBe(
      'received,26 100 001,,,housing,ZqLarchsubject2026,2026-05-02,2026-11-20,upheld,yes,2027-01-15,2027-02-01,satisfied,yes',
    )
  })

  test('is their letter as a page and as PDF, in every year', async () => {
    expect(await wordsOf(officer.get(letter))).toContain(
      'Yours until 9:30am on Friday 24 July; then everyone’s.',
    )
    const pdf = await officer.get(`${letter}.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect((await pdf.text()).slice(0, 5)).toBe('%PDF-')
    const list = await wordsOf(officer.get('/portal/letters'))
    expect(list).toMatch(
      /2025-26 .* Until 9:30am on Friday 24 July .* 2023-24 .* Public 24 July 2024, 9:30am/,
    )
  })

  test('is the PDF to the byte as it was sent, where that was kept', async () => {
    const { rows } = await sql<{ pdf: Buffer | null }>`
      select pdf from letter join authority using (authority_id) where slug = 'larchwick' and year = 2025
    `.execute(world.opened.database)
    const kept = rows[0]?.pdf
    const sent = Buffer.from(await (await officer.get(`${letter}.pdf`)).arrayBuffer())
    if (kept) expect(sent.equals(kept)).toBe(true)
    expect(sent.equals(Buffer.from(await (await officer.get(`${letter}.pdf`)).arrayBuffer()))).toBe(true)
  })

  test('is refused to staff of the Ombudsman, whose pages are others', async () => {
    const staff = await world.signIn('statistician')
    expect((await staff.get('/portal')).status).toBe(404)
  })
})

describe('early access', () => {
  test('is recorded in the same request: who, by post, what and when; and in the record of who did what', async () => {
    const before = await countAccesses()
    await reader.get(letter)
    const { rows } = await sql`
      select slug, year, revision, email, post, seen, was_checking, seen_at
      from early_access
      join authority using (authority_id)
      join person on person.id = person_id
      order by early_access_id desc limit 1
    `.execute(world.opened.database)
    expect(await countAccesses()).toBe(before + 1)
    expect(rows).toEqual([
      {
        slug: 'larchwick',
        year: embargoedYear,
        revision: 1,
        email: 'reader@larchwick.example',
        post: 'Reader',
        seen: 'letter',
        wasChecking: false,
        seenAt: officersMoment,
      },
    ])
    const audit = await sql<{ actor: string; subject: string }>`
      select actor, subject from audit_entry where action = 'early access' order by entry_id desc limit 1
    `.execute(world.opened.database)
    expect(audit.rows).toEqual([
      { actor: 'reader@larchwick.example', subject: 'larchwick 2025-26, revision 1' },
    ])
  })

  test.each([
    '/portal',
    letter,
    `${letter}.pdf`,
    '/portal/cases/2025-26',
    '/portal/cases/2025-26.csv',
    '/portal/cases/2026-27',
    '/portal/cases/2026-27.csv',
  ])('%s is not shown where that cannot be recorded', async (path) => {
    const { database } = world.opened
    await sql`alter table early_access rename to hidden`.execute(database)
    try {
      const response = await officer.get(path)
      expect(response.status).toBe(500)
      expect(await response.text()).not.toMatch(/Zq|%PDF|46/)
    } finally {
      await sql`alter table hidden rename to early_access`.execute(database)
      ;(world.faults as unknown[]).length = 0
    }
  })

  test('is recorded for a look at the headers alone, too', async () => {
    const before = await countAccesses()
    await world.app.request(letter, { method: 'HEAD', headers: { cookie: officer.cookie } })
    expect(await countAccesses()).toBe(before + 1)
  })

  test('is told on the home page to colleagues, by how many', async () => {
    await officer.get(letter)
    await reader.get(letter)
    expect(await wordsOf(officer.get('/portal'))).toContain('Two of your officers have opened it here.')
  })

  test('is public after the moment, by post and never by name, and not there before', async () => {
    await reader.get(letter)
    await addMails()
    const path = '/reviews/2025-26/early-access'
    const early = await world.app.request(path)
    const never = await world.app.request('/reviews/2031-32/early-access')
    expect(early.status).toBe(404)
    expect(await early.text()).toBe(await never.text())
    await setMoment(world.opened.database, embargoMoment)
    const text = await wordsOf(world.app.request(path))
    expect(text).toContain('Larchwick District Council')
    expect(text).toContain('Reader: opened here under embargo, 20 July 2026, 12:00pm')
    expect(text).not.toContain('@')
    // What a server took before the moment; neither a rehearsal nor what it took after.
    expect(text).toContain('Chief Executive: letter sent by mail, 17 July 2026, 9:12am')
    expect(text).not.toContain('Leader')
    expect(text).not.toContain('Clerk')
  })

  test('stays as it was recorded', async () => {
    await reader.get(letter)
    await expect(sql`delete from early_access`.execute(world.opened.database)).rejects.toThrow('append-only')
    await expect(
      sql`update early_access set post = 'Somebody'`.execute(world.opened.database),
    ).rejects.toThrow('append-only')
  })
})

describe('the session of an officer', () => {
  test('shows the same to every query: one that names no authority sees its own alone', async () => {
    const rows = await asOfficer(sql<{ slug: string }>`select slug from authority order by slug`)
    expect(rows.map(({ slug }) => slug)).toEqual(['larchwick', 'old-holm'])
    const cases = await asOfficer(sql<{ subcategory: string }>`select distinct subcategory from complaint`)
    expect(cases.length).toBeGreaterThan(1)
    expect(JSON.stringify(cases)).not.toContain(markerOf('sedgely'))
  })

  test('is forgotten with the transaction: the next one on the same connection sees nothing', async () => {
    const { portal } = world.opened
    await asOfficer(sql`select slug from authority`)
    for (let count = 0; count < 12; count += 1) {
      expect((await sql`select slug from authority`.execute(portal)).rows).toEqual([])
    }
  })

  test('ends with the appointment, for every query after it', async () => {
    const { database } = world.opened
    const gone = await world.signIn('monitoring-officer', 'larchwick')
    const token = await tokenOf(gone)
    const count = () =>
      readAsSession(
        world.opened.portal,
        token,
        async (transaction) => (await sql`select from complaint`.execute(transaction)).rows.length,
      )
    expect(await count()).toBeGreaterThan(0)
    await sql`
      update appointment set ended_by = 'tests', ended_at = now()
      where person_id = (select id from person where email = ${gone.email})
    `.execute(database)
    expect(await count()).toBe(0)
    expect((await gone.get('/portal')).status).toBe(303)
  })
})

/** Three mails with the letter: one taken in time, one rehearsal, one taken after the moment. */
async function addMails(): Promise<void> {
  for (const [number, post, isRehearsal, answeredAt] of [
    [1, 'Chief Executive', false, '2026-07-17T09:12:00+01:00'],
    [2, 'Leader', true, '2026-07-16T09:12:00+01:00'],
    [3, 'Clerk', false, '2026-07-24T09:31:00+01:00'],
  ] as const) {
    await sql`
      with made as (
        insert into mail (mail_key, message_id, subject, body, is_rehearsal)
        values (${`key ${number}`}, ${String(number).repeat(32)}, 'Annual review letter', 'Attached.', ${isRehearsal})
        returning mail_id
      ), linked as (
        insert into letter_mail (authority_id, year, revision, mail_id)
        select authority_id, 2025, 1, mail_id from made cross join authority where slug = 'larchwick'
        returning mail_id
      )
      insert into mail_recipient (mail_id, place, address, post, is_copy, state, answered_at)
      select mail_id, 0, 'ce@larchwick.example', ${post}, false, 'taken', ${answeredAt}::timestamptz
      from linked
    `.execute(world.opened.database)
  }
}

describe('a correction of a year under embargo', () => {
  const shown = () =>
    asOfficer(
      sql<{ revision: number; reason: string | null }>`
        select revision, reason from revision where year = ${embargoedYear} order by revision
      `,
    )

  test('is not there while it is a draft, and tells no reason that is about others once it is sent', async () => {
    const { database } = world.opened
    await sql`
      update complaint set outcome = 'not-upheld', is_remedied_before = null
      where subcategory = 'ZqFarsubject' and decided_on between '2025-04-01' and '2026-03-31'
    `.execute(database)
    const calculation = await calculateYears(database, scheme, [embargoedYear])
    expect(calculation.ok).toBe(true)
    expect(await shown()).toEqual([{ revision: 1, reason: null }])
    expect(await asOfficer(sql`select from figure where year = ${embargoedYear} and revision = 2`)).toEqual(
      [],
    )

    const reason = 'ZqFar: a case of Farshire was not upheld.'
    const release = await releaseYear(database, scheme, embargoedYear, { actor: 'tests', reason })
    expect(release).toMatchObject({ ok: true, revision: 2 })
    expect(await shown()).toEqual([
      { revision: 1, reason: null },
      { revision: 2, reason: null },
    ])
    await setMoment(database, new Date(embargoMoment.getTime() + 60_000))
    expect(await shown()).toEqual([
      { revision: 1, reason: null },
      { revision: 2, reason },
    ])
  })
})

async function asOfficer<Row>(query: { execute(executor: never): Promise<{ rows: Row[] }> }): Promise<Row[]> {
  return readAsSession(
    world.opened.portal,
    await tokenOf(officer),
    async (transaction) => (await query.execute(transaction as never)).rows,
  )
}

async function tokenOf({ sessionId }: SignedIn): Promise<string> {
  const { token } = await world.opened.database
    .selectFrom('session')
    .select('token')
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow()
  return token
}

async function countAccesses(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from early_access`.execute(
    world.opened.database,
  )
  return rows[0]?.count ?? 0
}

/** The words of a page as they follow one another. */
async function wordsOf(answer: Response | Promise<Response>): Promise<string> {
  const html = await (await answer).text()
  return html
    .replace(/[\s\S]*<main/, '<main')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
}
