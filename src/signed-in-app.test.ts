import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addReviewUnderWay, yearUnderWay } from '../tests/review-under-way.ts'
import {
  formRequest,
  type SignedIn,
  tokenFor,
  type WholeTestSite,
  wholeInventedSite,
} from '../tests/signed-in.ts'
import { endAppointment } from './accounts/appointment-actions.ts'
import { readAppointments } from './accounts/person-store.ts'
import { readStanding } from './review/review-standing-store.ts'
import { standingMark } from './review/seen-standing.ts'
import { formatReportingYear } from './scheme/reporting-year.ts'
import { tokenField } from './web/sent-form.ts'

const year = formatReportingYear(yearUnderWay)
const page = `/desk/reviews/${year}`

let site: WholeTestSite
let statistician: SignedIn
let officer: SignedIn

beforeAll(async () => {
  site = await wholeInventedSite()
  await addReviewUnderWay(site.opened.database)
  statistician = await site.signIn('statistician')
  officer = await site.signIn('link-officer', 'larchwick')
  await statistician.post(`${page}/calculation`, { standing: await seen() })
  await statistician.post(`${page}/checking`, { standing: await seen(), until: '2026-06-12' })
  const query = { year, figure: 'complaints-upheld', text: 'One was decided before.' }
  expect((await officer.post('/portal/queries', query)).status).toBe(303)
})
afterAll(() => site.close())

async function seen(): Promise<string> {
  return standingMark((await readStanding(site.opened.database, yearUnderWay))?.current)
}

test('a form that arrives so slowly that its sender is appointed as nothing any more does nothing', async () => {
  const { database } = site.opened
  const slow = await site.signIn('investigator')
  const address = `${page}/queries/1`
  const fields = { answer: 'declined', text: 'It stays.', [tokenField]: tokenFor(slow.sessionId, address) }
  const { body, ...request } = formRequest(fields, { cookie: slow.cookie, origin: 'http://localhost:3000' })
  const { personId } = await database
    .selectFrom('session')
    .select('personId')
    .where('id', '=', slow.sessionId)
    .executeTakeFirstOrThrow()
  const arriving = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (const { id } of await readAppointments(database, personId)) {
          await endAppointment(database, id, 'tests')
        }
        controller.enqueue(new TextEncoder().encode(String(body)))
        controller.close()
      },
    },
    // Nothing of it is read ahead.
    { highWaterMark: 0 },
  )
  const response = await site.app.request(address, {
    ...request,
    body: arriving,
    duplex: 'half',
  } as RequestInit)
  expect([response.status, response.headers.get('location')]).toEqual([303, '/account/sign-in'])
  const { answer } = await database.selectFrom('query').select('answer').executeTakeFirstOrThrow()
  expect(answer).toBeNull()
})

describe('whoever looks at what is not public yet is on record, once for each look', () => {
  test.each([
    [page, `review ${year}, revision 1`, 'review'],
    [`${page}/queries`, `review ${year}, revision 1`, 'queries'],
    [`${page}/queries/1`, `review ${year}, revision 1`, 'query 1'],
    [`${page}/correction`, `review ${year}, revision 1`, 'correction'],
    [`${page}/sending`, `review ${year}, revision 1`, 'sending'],
    [`${page}/seal`, `review ${year}, revision 1`, 'seal'],
    [`${page}/rehearsal`, `letters of ${year}, revision 1`, 'rehearsal, '],
    [`${page}/wording`, `wording of the letters of ${year}`, 'page'],
    ['/desk/cases?find=larchwick', 'cases', 'list about Larchwick District Council'],
    ['/desk/cases/larchwick/25-100-003/change', 'case 25 100 003 of larchwick', 'form'],
  ])('%s', async (address, subject, as) => {
    const before = await looks()
    expect((await statistician.get(address)).status).toBe(200)
    const [look, ...others] = (await looks()).slice(before.length)
    expect(others).toEqual([])
    expect(look).toMatchObject({ actor: statistician.email, action: 'read', subject })
    expect(look?.after).toEqual({ as: expect.stringContaining(as) })
  })

  test('and nobody is who looks at a year that everybody sees', async () => {
    const before = await looks()
    expect((await statistician.get('/desk/reviews/2023-24/sending')).status).toBe(200)
    expect(await looks()).toEqual(before)
  })
})

async function looks() {
  return site.opened.database
    .selectFrom('auditEntry')
    .select(['actor', 'action', 'subject', 'after'])
    .where('action', '=', 'read')
    .orderBy('entryId')
    .execute()
}
