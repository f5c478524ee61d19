import { afterAll, beforeAll, expect, test } from 'vitest'
import { approvedReview } from '../../../tests/approved-review.ts'
import { yearUnderWay } from '../../../tests/review-under-way.ts'
import { type WholeTestSite, wholeInventedSite } from '../../../tests/signed-in.ts'
import { startLetterWorkers } from '../../letters/letter-pdf-workers.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'

const address = deskAddresses.seal(yearUnderWay)
const fingerprintAddress = deskAddresses.fingerprint(yearUnderWay)

let site: WholeTestSite

beforeAll(async () => {
  site = await wholeInventedSite()
  const workers = startLetterWorkers(1)
  await approvedReview(site.opened.database, workers.print)
  workers.close()
})
afterAll(() => site.close())

test('an approver seals from the page of the review, and no statistician does', async () => {
  const statistician = await site.signIn('statistician')
  const approver = await site.signIn('approver')
  expect((await statistician.post(address, { standing: '1.3.approved' })).status).toBe(403)
  expect(await (await approver.get(address)).text()).toContain('Not sealed yet.')

  const stale = await approver.post(address, { standing: '1.2.checked' })
  expect(stale.status).toBe(409)
  expect(await stale.text()).toContain('This review has moved on since the page was opened')

  const sealed = await approver.post(address, { standing: '1.3.approved' })
  expect([sealed.status, sealed.headers.get('location')]).toEqual([
    303,
    `${deskAddresses.review(yearUnderWay)}?done=sealed`,
  ])
  const again = await approver.post(address, { standing: '1.3.approved' })
  expect(again.status).toBe(409)
  expect(site.faults).toEqual([])
})

test('an approver shows the fingerprint, once; the page then says since when', async () => {
  const statistician = await site.signIn('statistician')
  const approver = await site.signIn('approver')
  expect(await (await statistician.get(address)).text()).toContain('An approver can show it.')
  expect((await statistician.post(fingerprintAddress, { revision: '1' })).status).toBe(403)

  const unknown = await approver.post(fingerprintAddress, { revision: '7' })
  expect([unknown.status, await unknown.text()]).toEqual([
    422,
    expect.stringContaining('Revision 7 of 2025-26 is not sealed, so it has no fingerprint.'),
  ])
  const before = await (await site.app.request('/seals')).text()
  const shown = await approver.post(fingerprintAddress, { revision: '1' })
  expect(shown.headers.get('location')).toBe(`${deskAddresses.review(yearUnderWay)}?done=fingerprint-shown`)
  const after = await (await site.app.request('/seals')).text()
  expect(before).not.toContain('2025-26')
  expect(after).toContain('2025-26')
  expect(await (await approver.get(address)).text()).toContain('Public since')
  expect(await (await approver.post(fingerprintAddress, { revision: '1' })).text()).toContain(
    'This fingerprint is public already.',
  )
})
