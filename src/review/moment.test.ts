import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addReviewUnderWay, publicationMoment, yearUnderWay } from '../../tests/review-under-way.ts'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../tests/signed-in.ts'
import { setMoment } from '../../tests/test-moment.ts'
import { findCycle } from '../cycle/cycle-store.ts'
import { formatReportingYear, type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import { readMomentChanges } from './moment-store.ts'
import { readStanding } from './review-standing-store.ts'
import { standingMark } from './seen-standing.ts'

/** Its letters are sent; it waits for its moment. */
const sentYear = reportingYear(2024)
const page = `/desk/reviews/${formatReportingYear(yearUnderWay)}/moment`

describe('the moment of publication', () => {
  let site: WholeTestSite
  let approver: SignedIn
  const moment = async () => (await findCycle(site.opened.database, yearUnderWay))?.publishedAt
  const move = async (fields: Readonly<Record<string, string>>, who = approver) => {
    const standing = await readStanding(site.opened.database, yearUnderWay)
    return who.post(page, {
      standing: standingMark(standing?.current),
      moment: (await moment())?.toISOString() ?? '',
      date: '2026-07-23',
      time: '09:30',
      reason: 'A bank holiday was overlooked.',
      ...fields,
    })
  }

  beforeAll(async () => {
    site = await wholeInventedSite()
    await addReviewUnderWay(site.opened.database)
    approver = await site.signIn('approver')
  })
  afterAll(() => site.close())

  it('is shown by clocks in the UK, to those who may change it', async () => {
    expect(await (await approver.get(page)).text()).toContain('22 July 2026, 9:30am')
    expect((await (await site.signIn('statistician')).get(page)).status).toBe(403)
    expect((await (await site.signIn('link-officer', 'larchwick')).get(page)).status).toBe(404)
  })

  it.each([
    ['to what has passed', { date: '2026-05-19' }, 'nothing becomes public in the past'],
    ['to a day before the letters', { date: '2026-07-14' }, 'Choose a later day'],
    ['to where it is', { date: '2026-07-22' }, 'nothing was changed'],
    ['to an hour that does not exist', { date: '2027-03-28', time: '01:30' }, 'skip 01:30'],
    ['to an hour that comes twice', { date: '2026-10-25', time: '01:30' }, 'comes twice'],
    ['without a reason', { reason: '' }, 'Say why the moment changes'],
    ['with a reason nobody reads to its end', { reason: 'a'.repeat(501) }, '500 characters'],
    ['to no day at all', { date: '31/07/2026' }, 'is no day'],
  ])('is not moved %s', async (_, fields, why) => {
    const refused = await move(fields)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(why)
    expect(await moment()).toEqual(publicationMoment)
  })

  it('is put back with a reason that stays on record', async () => {
    expect((await move({})).status).toBe(303)
    expect(await moment()).toEqual(new Date('2026-07-23T08:30:00Z'))
    expect(await readMomentChanges(site.opened.database, yearUnderWay)).toMatchObject([
      {
        momentBefore: publicationMoment,
        reason: 'A bank holiday was overlooked.',
        changedBy: approver.email,
      },
    ])
    const [entry] = await site.opened.database
      .selectFrom('auditEntry')
      .select(['actor', 'before', 'after'])
      .where('action', '=', 'moment change')
      .execute()
    expect(entry).toMatchObject({
      actor: approver.email,
      before: { publishedAt: '2026-07-22T08:30:00.000Z' },
    })
  })

  it('is not moved by a page that shows an earlier one', async () => {
    const refused = await move({ moment: publicationMoment.toISOString(), date: '2026-07-30' })
    expect(refused.status).toBe(409)
    expect(await moment()).toEqual(new Date('2026-07-23T08:30:00Z'))
  })

  it('takes along a revision that waits for it', async () => {
    const { database } = site.opened
    await setMoment(database, new Date('2025-07-20T09:00:00Z'))
    expect((await moveOf(sentYear, { date: '2025-07-28', time: '12:00' })).status).toBe(303)
    const standing = await readStanding(database, sentYear)
    expect(standing?.current?.publishedAt).toEqual(new Date('2025-07-28T11:00:00Z'))
    expect(standing?.current?.stage).toBe('sent')
  })

  it('stays in its last minute, when it may come before the change is made', async () => {
    await setMoment(site.opened.database, new Date('2025-07-28T10:59:30Z'))
    const refused = await moveOf(sentYear, { date: '2026-08-01', time: '09:30' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('becomes public within a minute; that moment stays.')
  })

  it('stays once it has come', async () => {
    await setMoment(site.opened.database, new Date('2025-07-28T11:00:00Z'))
    const refused = await moveOf(sentYear, { date: '2026-08-01', time: '09:30' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('has been public since 28 July 2025, 12:00pm; that moment stays.')
  })

  async function moveOf(year: ReportingYear, to: { readonly date: string; readonly time: string }) {
    const standing = await readStanding(site.opened.database, year)
    return approver.post(`/desk/reviews/${formatReportingYear(year)}/moment`, {
      standing: standingMark(standing?.current),
      moment: standing?.cycle.publishedAt.toISOString() ?? '',
      reason: 'People were told of another.',
      ...to,
    })
  }
})
