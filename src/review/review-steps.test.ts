import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addReviewUnderWay, beginning, yearUnderWay } from '../../tests/review-under-way.ts'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../tests/signed-in.ts'
import { verifyAudit } from '../audit/audit-store.ts'
import { formatReportingYear } from '../scheme/reporting-year.ts'
import { readStanding } from './review-standing-store.ts'
import { standingMark } from './seen-standing.ts'

const name = formatReportingYear(yearUnderWay)
const page = `/desk/reviews/${name}`

describe('the steps of a review', () => {
  let site: WholeTestSite
  let statistician: SignedIn
  let approver: SignedIn
  const standing = async () => {
    const read = await readStanding(site.opened.database, yearUnderWay)
    if (!read) throw new Error('the review is not there')
    return read
  }
  const send = async (
    who: SignedIn,
    step: string,
    fields: Readonly<Record<string, string>> = {},
    seen?: string,
  ) => who.post(`${page}/${step}`, { standing: seen ?? standingMark((await standing()).current), ...fields })
  const textOf = async (response: Response) =>
    (await response.text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

  beforeAll(async () => {
    site = await wholeInventedSite()
    await addReviewUnderWay(site.opened.database)
    statistician = await site.signIn('statistician')
    approver = await site.signIn('approver')
  })
  afterAll(() => site.close())

  it('begin with nothing but a cycle, and the page says so', async () => {
    const text = await textOf(await statistician.get(page))
    expect(text).toContain('Nothing calculated yet.')
    expect(text).toContain('Figures not calculated')
    expect(text).toContain('Calculate the figures')
  })

  it('are taken by those whose task they are, and by nobody else', async () => {
    for (const step of ['calculation', 'checking', 'withdrawal']) {
      expect([step, (await send(approver, step)).status]).toEqual([step, 403])
    }
    expect((await send(statistician, 'approval')).status).toBe(403)
    expect((await standing()).current).toBeUndefined()
  })

  it('calculate the figures, recorded with who and when', async () => {
    expect((await send(statistician, 'calculation')).status).toBe(303)
    expect((await standing()).current).toMatchObject({
      revision: 1,
      stage: 'draft',
      steps: [{ stage: 'draft', takenBy: statistician.email, takenAt: beginning }],
    })
  })

  it.each([
    ['', 'no day'],
    ['yesterday', 'no day'],
    ['2026-05-19', 'has passed'],
    ['2026-07-15', 'queries have to end before that day'],
    ['2026-02-31', 'no day'],
  ])('do not open it for checking until "%s"', async (until, why) => {
    const refused = await send(statistician, 'checking', { until })
    expect(refused.status).toBe(422)
    expect(await textOf(refused)).toContain(why)
    expect((await standing()).current?.stage).toBe('draft')
  })

  it('open it for checking until a day', async () => {
    expect((await send(statistician, 'checking', { until: '2026-06-12' })).status).toBe(303)
    expect(await textOf(await statistician.get(page))).toContain(
      'Being checked by authorities until 12 June.',
    )
  })

  it('refuse a page that is no longer true, and the same form sent twice', async () => {
    const seen = standingMark((await standing()).current)
    expect((await send(statistician, 'withdrawal', { reason: 'A case is missing.' }, seen)).status).toBe(303)
    const twice = await send(statistician, 'withdrawal', { reason: 'A case is missing.' }, seen)
    expect(twice.status).toBe(409)
    expect(await textOf(twice)).toContain('This review has moved on since the page was opened')
    expect((await standing()).current?.steps).toHaveLength(3)
  })

  it('take it back with a reason alone', async () => {
    await send(statistician, 'checking', { until: '2026-06-12' })
    const refused = await send(statistician, 'withdrawal')
    expect(refused.status).toBe(422)
    expect(await textOf(refused)).toContain('Say why it is taken back.')
  })

  it('let nobody approve while something blocks, and name what does', async () => {
    const refused = await send(approver, 'approval', { fingerprint: 'anything' })
    expect([409, 422]).toContain(refused.status)
    const text = await textOf(await approver.get(page))
    expect(text).toContain('Letters not read back from their PDF')
    expect(text).toContain('Wording of the year not approved')
    expect(text).toContain('Possible once nothing blocks.')
  })

  it('leave an unbroken record', async () => {
    const { problems } = await verifyAudit(site.opened.database)
    expect(problems).toEqual([])
    const entries = await site.opened.database
      .selectFrom('auditEntry')
      .select(['action', 'actor'])
      .where('action', 'like', 'review %')
      .orderBy('entryId')
      .execute()
    expect(entries.map(({ action }) => action)).toEqual([
      'review calculate',
      'review checked',
      'review taken back',
      'review checked',
    ])
    expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set([statistician.email]))
    expect(site.faults).toEqual([])
  })
})
