import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SignedIn, siteUrl, type WholeTestSite, wholeInventedSite } from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { considerBy, monthsAfter, readTypedReport } from './report-draft.ts'
import { dueReminder } from './report-reminder.ts'
import { remindOfReports } from './report-reminder-actions.ts'

let site: WholeTestSite
let writer: SignedIn
let approver: SignedIn

const moment = new Date('2024-08-01T12:00:00Z')
const reports = '/desk/publishing/reports'

beforeAll(async () => {
  site = await wholeInventedSite()
  writer = await site.signIn('compliance-officer')
  approver = await site.signIn('approver')
  await sql`
    insert into office_holder (authority_id, role, post, email, from_on)
    select authority_id, 'monitoring-officer', 'Monitoring Officer', 'mo@larchwick.example', '2020-01-01'
    from authority where slug = 'larchwick'`.execute(site.opened.database)
}, 120_000)
afterAll(() => site.close())
beforeEach(() => setMoment(site.opened.database, moment))
afterEach(() => expect(site.faults).toEqual([]))

const typed = {
  authority: 'larchwick',
  title: 'Allocations: months of delay',
  summary: 'A complaint about allocations was upheld. Others may have been affected.',
  slug: '',
  cases: '23 000 001\n23 000 002',
  publishOn: '2024-08-05',
}

let count = 0

/** Begins a report of its own title, and gives the path of its draft. */
async function begin(more: Readonly<Record<string, string>> = {}, by = writer): Promise<string> {
  count += 1
  const response = await by.post(`${reports}/new`, { ...typed, slug: `report-${count}`, ...more })
  expect(response.status).toBe(303)
  return (response.headers.get('location') ?? '').replace(/\?.*/, '')
}

async function issue(path: string, version = '1') {
  return approver.post(`${path}/issue`, { version })
}

async function publicly(slug: string) {
  const response = await site.app.request(`/reports/${slug}`)
  return { status: response.status, html: await response.text() }
}

async function mailsOf(slug: string) {
  const { rows } = await sql<{ key: string; to: string }>`
    select replace(mail_key, ${`report/${slug}/`}, '') as key,
      (select string_agg(address, ' ' order by place) from mail_recipient where mail_recipient.mail_id = mail.mail_id) as to
    from mail where mail_key like ${`report/${slug}/%`} order by mail_id`.execute(site.opened.database)
  return rows
}

describe('a report', () => {
  test('is issued by an approver, becomes public on its day, and gives three months to consider it', async () => {
    const path = await begin()
    const issued = await issue(path)
    expect(issued.headers.get('location')).toBe(`${reports}/issued/report-1?done=issued`)
    expect((await publicly('report-1')).status).toBe(404)
    const html = await (await writer.get(`${reports}/issued/report-1`)).text()
    expect(html).toContain('The authority has to consider it by 5 November 2024.')
    await setMoment(site.opened.database, new Date('2024-08-04T23:00:00Z'))
    const shown = await publicly('report-1')
    expect(shown.status).toBe(200)
    expect(shown.html).toContain('by 5 November 2024')
    const list = await (await writer.get(reports)).text()
    expect(list).toContain('92 days left')
  })

  test('is not issued by somebody who wrote some of it, nor without the permission', async () => {
    const path = await begin()
    expect((await writer.post(`${path}/issue`, { version: '1' })).status).toBe(403)
    await sql`update public_report_draft set writers = writers || ${approver.email}::text`.execute(
      site.opened.database,
    )
    const response = await issue(path)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('You wrote some of this report yourself')
  })

  test('goes through the anonymity check before it is issued', async () => {
    const path = await begin({ summary: 'Mrs Hargreaves complained. Her son Oluwaseun waited.' })
    const refused = await issue(path)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('2 marks of the anonymity check are open')
    await writer.post(`${path}/marks`, {
      version: '1',
      'marked-0': 'Mrs Hargreaves',
      'kind-0': 'name',
      'as-0': 'taken-out',
      'instead-0': 'Mrs X',
      'marked-1': 'Oluwaseun',
      'kind-1': 'name',
      'as-1': 'taken-out',
      'instead-1': 'Y',
    })
    expect((await issue(path, '2')).status).toBe(303)
    await setMoment(site.opened.database, new Date('2024-08-06T12:00:00Z'))
    expect((await publicly(`report-${count}`)).html).toContain('Mrs X complained. Her son Y waited.')
  })

  test('of several cases shows whose own record a word stands in, whichever case comes first', async () => {
    await sql`
      with file as (
        insert into case_file (authority_id, complaint_id, stage, received_on, target_on)
        select authority_id, complaint_id, 'decided', received_on, received_on from complaint
        where reference = '23 000 002'
        returning authority_id, complaint_id
      )
      insert into complainant (authority_id, complaint_id, name)
      select authority_id, complaint_id, 'Ms Hargreaves (invented)' from file`.execute(site.opened.database)
    const path = await begin({ summary: 'Mrs Hargreaves complained.' })
    await writer.post(`${path}/marks`, {
      version: '1',
      'marked-0': 'Mrs Hargreaves',
      'kind-0': 'name',
      'as-0': 'harmless',
      'reason-0': '',
    })
    const refused = await issue(path, '2')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('1 mark of the anonymity check is open')
    expect(await (await writer.get(path)).text()).toContain('complainant’s own record')
  })

  test('is refused with what is wrong, and keeps what was typed', async () => {
    for (const [more, says] of [
      [{ title: '' }, 'Write the title.'],
      [{ cases: '12' }, '“12” is no reference'],
      [{ cases: '' }, 'Name the case'],
      [{ cases: '99 000 000' }, 'no such case is on record'],
      [{ cases: '23 000 060' }, 'on record as a complaint about Sedgely'],
      [{ publishOn: '2024-07-31' }, '31 July 2024 is past'],
      [{ slug: 'Not So' }, 'Write small letters'],
      [{ slug: 'report-1' }, 'Another report has the address'],
    ] as const) {
      const response = await writer.post(`${reports}/new`, { ...typed, summary: 'Zqkept.', ...more })
      const html = await response.text()
      expect([says, response.status, html.includes(says), html.includes('Zqkept.')]).toEqual([
        says,
        422,
        true,
        true,
      ])
    }
  })

  test('shows what somebody else saved meanwhile, and issues no other version than was read', async () => {
    const path = await begin()
    const text = { ...typed, slug: `report-${count}`, version: '1' }
    expect((await writer.post(`${path}/text`, { ...text, summary: 'Theirs.' })).status).toBe(303)
    const stale = await writer.post(`${path}/text`, { ...text, summary: 'Mine.' })
    const html = await stale.text()
    expect([stale.status, html.includes('Theirs.'), html.includes('Mine.')]).toEqual([409, true, true])
    expect((await issue(path, '1')).status).toBe(409)
  })
})

describe('the authority’s duty', () => {
  test('is reminded of at issue, a month before the end and at the end, each once', async () => {
    const path = await begin()
    await issue(path)
    const slug = `report-${count}`
    expect(await mailsOf(slug)).toEqual([
      { key: 'issued', to: 'chief-executive@larchwick.example mo@larchwick.example' },
    ])
    const remind = async (at: string) => {
      await setMoment(site.opened.database, new Date(at))
      await remindOfReports(site.opened.database, scheme, siteUrl)
      return (await mailsOf(slug)).map(({ key }) => key)
    }
    expect(await remind('2024-10-04T12:00:00Z')).toEqual(['issued'])
    expect(await remind('2024-10-05T12:00:00Z')).toEqual(['issued', 'month-before'])
    await Promise.all([1, 2, 3].map(() => remindOfReports(site.opened.database, scheme, siteUrl)))
    expect(await remind('2024-10-20T12:00:00Z')).toEqual(['issued', 'month-before'])
    expect(await remind('2024-11-05T12:00:00Z')).toEqual(['issued', 'month-before', 'end'])
    expect(await remind('2025-01-05T12:00:00Z')).toEqual(['issued', 'month-before', 'end'])
  })

  test('ends with the answer, which everybody reads; one that is not enough leads to a further report', async () => {
    const path = await begin()
    await issue(path)
    const slug = `report-${count}`
    await setMoment(site.opened.database, new Date('2024-10-01T12:00:00Z'))
    const answer = {
      consideredOn: '2024-09-20',
      response: 'The Council will write to everybody.',
      isEnough: 'no',
    }
    expect((await writer.post(`${reports}/issued/${slug}`, answer)).status).toBe(303)
    const { html } = await publicly(slug)
    expect(html).toContain('The authority considered this report on 20 September 2024')
    expect(html).toContain('The Council will write to everybody.')
    expect(html).toContain('We do not consider that enough.')
    await setMoment(site.opened.database, new Date('2024-11-20T12:00:00Z'))
    await remindOfReports(site.opened.database, scheme, siteUrl)
    expect((await mailsOf(slug)).map(({ key }) => key)).toEqual(['issued'])
    expect((await writer.post(`${reports}/issued/${slug}`, answer)).status).toBe(409)

    const further = await begin({ furtherTo: slug, publishOn: '2024-11-20' })
    await issue(further)
    expect((await publicly(slug)).html).toContain('A further report followed')
    expect((await publicly(`report-${count}`)).html).toContain('This is a further report.')
  })

  test('is answered by nothing that is no answer', async () => {
    const path = await begin()
    await issue(path)
    const address = `${reports}/issued/report-${count}`
    await setMoment(site.opened.database, new Date('2024-10-01T12:00:00Z'))
    for (const [more, says] of [
      [{ consideredOn: '2024-13-01' }, 'Write the day'],
      [{ consideredOn: '2024-10-02' }, '2 October 2024 is still to come.'],
      [{ consideredOn: '2024-08-01' }, '1 August 2024 is before the report'],
      [{ response: '' }, 'Write what the authority answered.'],
      [{ isEnough: '' }, 'Say whether it is enough.'],
      [{ response: 'Mrs Hargreaves will be paid.' }, '“Mrs Hargreaves” may tell who somebody is'],
    ] as const) {
      const answer = { consideredOn: '2024-09-20', response: 'It will.', isEnough: 'yes', ...more }
      const response = await writer.post(address, answer)
      expect([says, response.status, (await response.text()).includes(says)]).toEqual([says, 422, true])
    }
    const confirmed = {
      consideredOn: '2024-09-20',
      response: 'Mrs Hargreaves will be paid.',
      isEnough: 'yes',
      isRead: 'yes',
    }
    expect((await writer.post(address, confirmed)).status).toBe(303)
  })

  test('opens no further report while there is time to answer', async () => {
    const path = await begin()
    await issue(path)
    const response = await writer.post(`${reports}/new`, {
      ...typed,
      slug: 'too-soon',
      furtherTo: `report-${count}`,
    })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('still has time to answer')
  })
})

describe('the days of a duty', () => {
  test.each([
    ['2024-08-05', '2024-11-05'],
    ['2023-11-30', '2024-02-29'],
    ['2024-12-31', '2025-03-31'],
  ])('of a report of %s end on %s', (published, end) => {
    expect(considerBy(scheme, published)).toBe(end)
  })

  test('go back over months too', () => {
    expect(monthsAfter('2024-03-31', -1)).toBe('2024-02-29')
    expect(monthsAfter('2024-01-15', -1)).toBe('2023-12-15')
  })

  test.each([
    ['2024-08-05', [], 'issued'],
    ['2024-10-04', ['issued'], undefined],
    ['2024-10-05', ['issued'], 'month-before'],
    // Nobody is told that there are three months when there is one.
    ['2024-10-05', [], 'month-before'],
    ['2024-11-05', ['issued'], 'end'],
    ['2024-12-24', ['issued', 'end'], undefined],
  ] as const)('on %s, after %j, call for the reminder %s', (today, sent, due) => {
    expect(dueReminder(scheme, '2024-11-05', today, new Set(sent))).toBe(due)
  })

  test('a report makes its address from authority and title where none is written', () => {
    const reading = readTypedReport({ ...typed, cases: '23000001, 23 000 001' }, '2024-08-01')
    expect(reading).toMatchObject({
      ok: true,
      report: { slug: 'larchwick-allocations-months-of-delay', caseReferences: ['23 000 001'] },
    })
  })
})
