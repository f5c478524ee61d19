import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addUpheldCase, wordsOf } from '../../../tests/agreed-actions.ts'
import { checkedYear, officersMoment, officersWorld, referenceOf } from '../../../tests/officers-world.ts'
import { type SignedIn, siteUrl, type WholeTestSite } from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { tellOfficers } from './notice-actions.ts'

let world: WholeTestSite
let link: SignedIn
let monitoring: SignedIn

beforeAll(async () => {
  world = await officersWorld()
  link = await world.signIn('link-officer', 'larchwick')
  monitoring = await world.signIn('monitoring-officer', 'larchwick')
  await world.signIn('reader', 'larchwick')
  await world.signIn('link-officer', 'sedgely')
  // What was sent before these tests is told once, and then out of their way.
  await tell('2026-07-20T11:00:00Z')
}, 120_000)
afterAll(() => world.close())
afterEach(() => expect(world.faults).toEqual([]))

/** The mails that one look puts on their way. */
async function tell(moment: string) {
  const { database } = world.opened
  await setMoment(database, new Date(moment))
  const { rows: before } = await sql<{
    last: number
  }>`select coalesce(max(mail_id), 0) as last from mail`.execute(database)
  await tellOfficers(database, scheme, siteUrl)
  const { rows } = await sql<{ to: string; subject: string; body: string }>`
    select address as to, subject, body
    from mail
    join mail_recipient using (mail_id)
    where mail_id > ${before[0]?.last ?? 0}
    order by address, mail_id
  `.execute(database)
  return rows
}

async function choose(person: SignedIn, how: 'each' | 'weekly') {
  expect((await person.post('/portal/notices', { how })).status).toBe(303)
}

describe('officers are told by e-mail', () => {
  test('when evidence is due in ten working days, each thing once, by reference and link alone', async () => {
    await addUpheldCase(world.opened.database, 'larchwick', '26 550 001', '2026-06-01', [
      { dueOn: '2026-08-04', text: 'Apologise to ZqLarchperson.' },
    ])
    // Eleven working days before, then ten.
    expect(await tell('2026-07-20T12:00:00Z')).toEqual([])
    const mails = await tell('2026-07-21T12:00:00Z')
    expect(mails).toMatchObject([
      { to: link.email, subject: 'Evidence about case 26 550 001, action 1, is due on 4 August 2026' },
    ])
    expect(mails[0]?.body).toContain(`${siteUrl}/portal/recommendations/26-550-001/1\n`)
    expect(mails[0]?.body).toContain(`${siteUrl}/portal/notices\n`)
    expect(mails[0]?.body).not.toContain('ZqLarch')
    expect(await tell('2026-07-22T12:00:00Z')).toEqual([])
  })

  test('when it is overdue, the monitoring officer too; not when they have said that it is done', async () => {
    await addUpheldCase(world.opened.database, 'larchwick', '26 550 002', '2026-06-01', [
      { dueOn: '2026-07-22' },
    ])
    const path = '/portal/recommendations/26-550-002/1'
    expect((await tell('2026-07-22T13:00:00Z')).map(({ to }) => to)).toEqual([link.email])
    const overdue = await tell('2026-07-23T13:00:00Z')
    expect(overdue).toMatchObject([
      { to: link.email, subject: 'Evidence about case 26 550 002, action 1, was due on 22 July 2026' },
      { to: monitoring.email },
    ])
    await addUpheldCase(world.opened.database, 'larchwick', '26 550 003', '2026-06-01', [
      { dueOn: '2026-07-23' },
    ])
    await sql`
      insert into evidence (
        authority_id, complaint_id, recommendation_number, text, is_complete, begun_by, begun_post, begun_at, sent_at,
        sent_by, sent_post
      )
      select authority_id, complaint_id, 1, 'Done.', true, person.id, 'Link officer', ${officersMoment}, ${officersMoment},
        person.id, 'Link officer'
      from complaint, person
      where reference = '26 550 003' and email = ${link.email}
    `.execute(world.opened.database)
    expect(await tell('2026-07-24T13:00:00Z')).toEqual([])
    expect((await link.get(path)).status).toBe(200)
  })

  test('anew where a date was moved', async () => {
    await sql`update recommendation set due_on = '2026-08-06' where (authority_id, complaint_id) in (
      select authority_id, complaint_id from complaint where reference = '26 550 001'
    )`.execute(world.opened.database)
    expect(await tell('2026-07-24T14:00:00Z')).toMatchObject([
      { subject: 'Evidence about case 26 550 001, action 1, is due on 6 August 2026' },
    ])
  })

  test('when a query is answered', async () => {
    await setMoment(world.opened.database, new Date('2026-07-24T15:00:00Z'))
    const year = formatReportingYear(checkedYear)
    const reference = referenceOf('larchwick', checkedYear)
    await link.post('/portal/queries', { year, case: reference, text: 'This is not ours.' })
    expect(await tell('2026-07-24T15:00:00Z')).toEqual([])
    const staff = await world.signIn('statistician')
    const query = await world.opened.database.selectFrom('query').select('queryId').executeTakeFirstOrThrow()
    await staff.post(`/desk/reviews/${year}/queries/${query.queryId}`, {
      answer: 'declined',
      text: 'It is yours.',
    })
    expect(await tell('2026-07-24T16:00:00Z')).toMatchObject([
      { to: link.email, subject: `The Ombudsman has answered your query about case ${reference}` },
    ])
  })

  test('when their letter is ready', async () => {
    const { rows } = await sql<{ to: string; subject: string; body: string }>`
      select address as to, subject, body from mail join mail_recipient using (mail_id) where subject like '%letter%' order by 1
    `.execute(world.opened.database)
    expect(rows).toMatchObject([
      { to: link.email, subject: 'Your annual review letter 2025-26 is ready to be read' },
      { to: 'link-officer@sedgely.example' },
    ])
    expect(rows[0]?.body).toContain(`${siteUrl}/portal/letters/2025-26/revisions/1\n`)
  })

  test('once a week, on Mondays, where they chose that; and nothing of it again', async () => {
    await choose(link, 'weekly')
    expect(await wordsOf(link.get('/portal/notices'))).toContain('Once a week, on Mondays.')
    await addUpheldCase(world.opened.database, 'larchwick', '26 550 004', '2026-06-01', [
      { dueOn: '2026-07-30' },
      { dueOn: '2026-07-31' },
    ])
    // Friday, Sunday, Monday, and Monday again.
    expect(await tell('2026-07-24T17:00:00Z')).toEqual([])
    expect(await tell('2026-07-26T17:00:00Z')).toEqual([])
    const digest = await tell('2026-07-27T05:00:00Z')
    expect(digest).toMatchObject([{ to: link.email, subject: '2 things for your authority' }])
    expect(digest[0]?.body).toContain('Evidence about case 26 550 004, action 1, is due on 30 July 2026.\n')
    expect(digest[0]?.body).toContain('Evidence about case 26 550 004, action 2, is due on 31 July 2026.\n')
    await addUpheldCase(world.opened.database, 'larchwick', '26 550 005', '2026-06-01', [
      { dueOn: '2026-08-03' },
    ])
    expect(await tell('2026-07-27T06:00:00Z')).toEqual([])
    // By the next Monday what was due is overdue, which is for the monitoring officer at once.
    const next = await tell('2026-08-03T05:00:00Z')
    expect(next.filter(({ to }) => to === link.email)).toHaveLength(1)
    expect(next.filter(({ to }) => to === monitoring.email)).toHaveLength(2)
    expect(await tell('2026-08-03T06:00:00Z')).toEqual([])
    await choose(link, 'each')
  })

  test('of no authority for which they no longer act, though they now act for another', async () => {
    await addUpheldCase(world.opened.database, 'larchwick', '26 550 007', '2026-06-01', [
      { dueOn: '2026-08-07' },
    ])
    await choose(monitoring, 'weekly')
    await tell('2026-08-08T12:00:00Z')
    const move = (slug: string) =>
      sql`
        update appointment set authority_id = (select authority_id from authority where slug = ${slug})
        where role = 'monitoring-officer'
        and person_id = (select id from person where email = ${monitoring.email})
      `.execute(world.opened.database)
    await move('sedgely')
    try {
      const mails = await tell('2026-08-17T12:00:00Z')
      expect(mails.filter(({ to }) => to === monitoring.email)).toEqual([])
    } finally {
      await move('larchwick')
    }
  })

  test('not any more when they no longer act for it, nor by two programs at once twice', async () => {
    await addUpheldCase(world.opened.database, 'larchwick', '26 550 006', '2026-06-01', [
      { dueOn: '2026-08-05' },
    ])
    await sql`update appointment set ended_at = now(), ended_by = 'tests' where role = 'monitoring-officer'`.execute(
      world.opened.database,
    )
    await setMoment(world.opened.database, new Date('2026-08-06T05:00:00Z'))
    const { database } = world.opened
    await Promise.all([tellOfficers(database, scheme, siteUrl), tellOfficers(database, scheme, siteUrl)])
    const { rows } = await sql<{ to: string }>`
      select address as to from mail join mail_recipient using (mail_id) where subject like '%26 550 006%'
    `.execute(database)
    expect(rows).toEqual([{ to: link.email }])
  })
})
