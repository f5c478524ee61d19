import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  checkedYear,
  officersMoment,
  officersWorld,
  referenceOf,
  step,
} from '../../../tests/officers-world.ts'
import type { SignedIn, WholeTestSite } from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import { daysBetween } from '../../scheme/calendar-days.ts'
import { isOpenForQueries } from './query.ts'
import { countOpenQueries, readQueries } from './query-store.ts'

let world: WholeTestSite
let officer: SignedIn
let staff: SignedIn

beforeAll(async () => {
  world = await officersWorld()
  officer = await world.signIn('link-officer', 'larchwick')
  staff = await world.signIn('investigator')
}, 120_000)
afterAll(() => world.close())
beforeEach(() => setMoment(world.opened.database, officersMoment))
afterEach(() => expect(world.faults).toEqual([]))

const year = '2026-27'
const reference = referenceOf('larchwick', checkedYear)
let count = 0

/** Raises a query, each of another wording, and gives its number. */
async function raise(about: Readonly<Record<string, string>> = { case: reference }): Promise<number> {
  count += 1
  const response = await officer.post('/portal/queries', { year, ...about, text: `This is wrong, ${count}.` })
  expect(response.status).toBe(303)
  const { rows } = await sql<{ id: number }>`select max(query_id) as id from query`.execute(
    world.opened.database,
  )
  return rows[0]?.id ?? 0
}

describe('raising a query', () => {
  test('about a case or a figure leads to the list, where it waits for its answer', async () => {
    await raise()
    await raise({ figure: 'compliance' })
    const response = await officer.get('/portal/queries?done=raised')
    const html = await response.text()
    expect(html).toContain('Your query was sent.')
    expect(html).toContain(`Case ${reference}, ${year}`)
    expect(html).toContain(`Compliance with recommendations, ${year}`)
    expect(html).toContain('Waiting for the Ombudsman')
  })

  test('about a case of a closed council, whose work theirs took over', async () => {
    await raise({ authority: 'old-holm', case: referenceOf('larchwick', checkedYear, true) })
  })

  test('is recorded by post, and in the record of who did what', async () => {
    const id = await raise()
    const { rows } = await sql`
      select actor, action, subject, after ->> 'authority' as authority
      from audit_entry order by entry_id desc limit 1
    `.execute(world.opened.database)
    expect(rows).toEqual([
      {
        actor: 'link-officer@larchwick.example',
        action: 'query',
        subject: `query ${id}`,
        authority: 'larchwick',
      },
    ])
    const [query] = (await readQueries(world.opened.database, checkedYear)).filter((one) => one.id === id)
    expect(query?.raisedPost).toBe('Link officer')
  })

  test.each([
    ['without words', '', 'Say what is wrong, so that it can be looked at.'],
    ['in more than 2,000 characters', 'x'.repeat(2_001), 'That is 2,001 characters; say it in 2,000.'],
  ])('%s is refused, with what was typed still there', async (_, text, reason) => {
    const response = await officer.post('/portal/queries', { year, case: reference, text })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(reason)
    expect(html).toContain(`${text}</textarea>`)
    expect(html).toContain(`name="case" value="${reference}"`)
  })

  test('twice by the same form is done once', async () => {
    const fields = { year, case: reference, text: 'Sent twice by a slow hand.' }
    expect((await officer.post('/portal/queries', fields)).status).toBe(303)
    const again = await officer.post('/portal/queries', fields)
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('Exactly this has been asked already')
  })

  test.each([
    ['of another authority', { case: referenceOf('sedgely', checkedYear) }],
    ['of another authority, named', { authority: 'sedgely', case: referenceOf('sedgely', checkedYear) }],
    ['of another year', { case: referenceOf('larchwick', checkedYear).replace('26', '25') }],
    ['that does not exist', { case: '99 999 999' }],
    ['that is no reference', { case: "' or true --" }],
    ['about a figure there is not', { figure: 'happiness' }],
  ])('about a case %s is answered like any address that leads nowhere', async (_, about) => {
    const before = await total()
    const response = await officer.post('/portal/queries', { year, ...about, text: 'This is wrong.' })
    const nowhere = await officer.get('/portal/cases/2031-32')
    expect(response.status).toBe(404)
    expect(await response.text()).toBe(await nowhere.text())
    expect(await total()).toBe(before)
  })

  test('is open to the end of the last day by clocks in the UK, and not a minute longer', async () => {
    const { database } = world.opened
    await setMoment(database, new Date('2026-07-31T22:59:00Z'))
    await raise()
    await setMoment(database, new Date('2026-07-31T23:00:00Z'))
    const before = await total()
    const late = await officer.post('/portal/queries', { year, case: reference, text: 'Too late.' })
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('Queries about 2026-27 could be raised until 31 July 2026.')
    expect(await total()).toBe(before)
    expect(await (await officer.get(`/portal/cases/${year}`)).text()).not.toContain('Raise a query')
    expect((await officer.get(`/portal/queries/new?year=${year}&case=${reference}`)).status).toBe(409)
  })

  test('about a year whose letters are sent is refused', async () => {
    const fields = { year: '2025-26', figure: 'compliance', text: 'This is wrong.' }
    const response = await officer.post('/portal/queries', fields)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('The figures of 2025-26 are final.')
  })

  test('about a year that was taken back from checking leads nowhere', async () => {
    const { database } = world.opened
    await step(database, checkedYear, 'draft', officersMoment)
    try {
      const fields = { year, case: reference, text: 'Meanwhile.' }
      expect((await officer.post('/portal/queries', fields)).status).toBe(404)
    } finally {
      await step(database, checkedYear, 'checked', officersMoment)
    }
  })

  test('is not for readers, who only read', async () => {
    const reader = await world.signIn('reader', 'larchwick')
    expect((await reader.post('/portal/queries', { year, case: reference, text: 'x' })).status).toBe(403)
    expect(await (await reader.get(`/portal/cases/${year}`)).text()).not.toContain('Raise a query')
  })

  test('keeps what was typed as text, whatever it looks like', async () => {
    const text = '<script>alert(1)</script> & "quotes"\nBcc: somebody@example.org'
    await officer.post('/portal/queries', { year, case: reference, text })
    const html = await (await officer.get('/portal/queries')).text()
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;')
  })
})

describe('answering a query', () => {
  test('stands in a list, unanswered first with their age in days, by post', async () => {
    const id = await raise()
    await setMoment(world.opened.database, new Date('2026-07-23T11:00:00Z'))
    const html = await (await staff.get(`/desk/reviews/${year}/queries`)).text()
    expect(html).toContain(`/desk/reviews/${year}/queries/${id}`)
    expect(html).toContain('Waits 3 days')
    expect(html).toContain('Link officer')
    expect(html).not.toContain('link-officer@')
  })

  test('is done once, with a reason that the authority reads; what is answered is no longer open', async () => {
    const id = await raise()
    const open = await countOpenQueries(world.opened.database, checkedYear)
    const answer = { answer: 'declined', text: 'Our record agrees with your own letter.' }
    const response = await staff.post(`/desk/reviews/${year}/queries/${id}`, answer)
    expect(response.headers.get('location')).toBe(`/desk/reviews/${year}/queries?done=answered`)
    expect(await countOpenQueries(world.opened.database, checkedYear)).toBe(open - 1)
    const html = await (await officer.get('/portal/queries')).text()
    expect(html).toContain('Declined, with the reason')
    expect(html).toContain('Our record agrees with your own letter.')
    expect(html).not.toContain('investigator@')
  })

  test('meanwhile done by somebody else is refused, and theirs stays', async () => {
    const id = await raise()
    const action = `/desk/reviews/${year}/queries/${id}`
    await staff.post(action, { answer: 'explained', text: 'It counts by the day of the decision.' })
    const second = await (await world.signIn('statistician')).post(action, {
      answer: 'declined',
      text: 'No.',
    })
    expect(second.status).toBe(409)
    const html = await second.text()
    expect(html).toContain('Somebody has answered this query since the page was opened')
    expect(html).toContain('It counts by the day of the decision.')
  })

  test.each([
    ['that says nothing', { answer: '', text: '' }, 'Choose an answer.'],
    ['without a reason', { answer: 'declined', text: '' }, 'Say why; the authority reads it as it stands.'],
    [
      'that the case was changed, when it was not',
      { answer: 'changed', text: '' },
      'The case has not been changed since the query was raised.',
    ],
    ['that is too long', { answer: 'explained', text: 'x'.repeat(2_001) }, 'That is 2,001 characters'],
  ])('%s is refused, and nothing is answered', async (_, answer, reason) => {
    const id = await raise()
    const response = await staff.post(`/desk/reviews/${year}/queries/${id}`, answer)
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(reason)
    expect(html).toContain(`${answer.text}</textarea>`)
  })

  test('by a change is possible once the case was changed', async () => {
    const id = await raise()
    await changeCase(reference)
    const response = await staff.post(`/desk/reviews/${year}/queries/${id}`, { answer: 'changed', text: '' })
    expect(response.status).toBe(303)
    expect(await (await officer.get('/portal/queries')).text()).toContain('Changed')
  })

  test('is for those who may: an approver sees it and cannot answer', async () => {
    const id = await raise()
    const approver = await world.signIn('approver')
    const action = `/desk/reviews/${year}/queries/${id}`
    expect(await (await approver.get(action)).text()).not.toContain('Send the answer')
    expect((await approver.post(action, { answer: 'declined', text: 'No.' })).status).toBe(403)
  })

  test.each([
    '/desk/reviews/2026-27/queries/999999',
    '/desk/reviews/2025-26/queries/1',
    '/desk/reviews/2026-27/queries/x',
  ])('of a query that is not there says so: %s', async (path) => {
    const response = await staff.get(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('There is no such query')
  })

  test('cannot be undone, nor a question changed, by the database itself', async () => {
    const id = await raise()
    const { database } = world.opened
    await expect(
      sql`update query set text = 'Another question.' where query_id = ${id}`.execute(database),
    ).rejects.toThrow('otherwise never changes')
    await staff.post(`/desk/reviews/${year}/queries/${id}`, { answer: 'explained', text: 'So.' })
    await expect(
      sql`update query set answer_text = 'Otherwise.' where query_id = ${id}`.execute(database),
    ).rejects.toThrow('is answered once')
  })
})

test('days are counted by the calendar, also across a change of clocks', () => {
  expect(daysBetween('2026-07-19', '2026-07-24')).toBe(5)
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysBetween('2026-07-24', '2026-07-24')).toBe(0)
  expect(isOpenForQueries('2026-07-31', '2026-07-31')).toBe(true)
  expect(isOpenForQueries('2026-07-31', '2026-08-01')).toBe(false)
})

async function total(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from query`.execute(
    world.opened.database,
  )
  return rows[0]?.count ?? 0
}

/** As the pages that change cases record it. */
async function changeCase(of: string): Promise<void> {
  await world.opened.database
    .transaction()
    .execute((transaction) =>
      appendAudit(transaction, [
        { actor: 'tests', action: 'change', subject: `complaint ${of}`, before: {}, after: {} },
      ]),
    )
}
