import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'

let site: WholeTestSite
let investigator: SignedIn

beforeAll(async () => {
  site = await wholeInventedSite()
  investigator = await site.signIn('investigator')
}, 60_000)
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

/** Takes a complaint on a day; the address of its case. */
async function takenOn(day: string, receivedOn: string): Promise<string> {
  await setMoment(site.opened.database, new Date(`${day}T10:00:00Z`))
  const response = await investigator.post('/desk/casework/complaints', {
    authority: 'Larchwick',
    category: 'housing',
    receivedOn,
    text: 'Ms X complains that nobody answered her complaint.',
    worker: 'me',
    name: 'Ms X (invented)',
    address: '1 Invented Street',
  })
  return (response.headers.get('location') ?? '').replace(/\?.*/, '')
}

async function decide(path: string, code: Readonly<Record<string, string>>): Promise<Response> {
  const page = await (await investigator.get(`${path}/steps/decided`)).text()
  const seen = /name="seen" value="(\d+)"/.exec(page)?.[1] ?? ''
  const decision = { outcome: 'referred-back', text: 'It is too early.', isRemediedBefore: '' }
  return investigator.post(`${path}/steps/decided`, { seen, ...decision, ...code })
}

const pageOf = async (path: string) =>
  (await (await investigator.get(path)).text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('whether the Code was considered', () => {
  test('is neither asked nor kept of a case that is decided the day before casework considers it', async () => {
    const path = await takenOn('2026-03-31', '20 March 2026')
    expect(await pageOf(`${path}/steps/decided`)).not.toContain('Complaint Handling Code')
    await decide(path, { codeConsidered: 'yes', codeProvisions: '6.1' })
    expect(await pageOf(path)).not.toContain('Complaint Handling Code')
  })

  test('is asked from that day on, and stands in the case with the provisions that were named', async () => {
    const path = await takenOn('2026-04-01', '20 March 2026')
    expect(await pageOf(`${path}/steps/decided`)).toContain('Was the Complaint Handling Code considered?')
    expect((await decide(path, { codeConsidered: 'yes', codeProvisions: '6.10, 6.2' })).status).toBe(303)
    expect(await pageOf(path)).toContain('The Complaint Handling Code was considered, 6.2, 6.10.')
    const entry = await site.opened.database
      .selectFrom('auditEntry')
      .select(['actor', 'after'])
      .where('action', '=', 'consider handling code')
      .executeTakeFirstOrThrow()
    expect(entry).toEqual({
      actor: investigator.email,
      after: {
        wasConsidered: true,
        version: '2024-02',
        provisions: ['stage-1-answered', 'stage-2-extended'],
      },
    })
  })

  test.each([
    [
      { codeConsidered: 'yes', codeProvisions: '6.2, 6.99' },
      'codeProvisions',
      'The Code has no provision 6.99.',
    ],
    [{ codeConsidered: 'no', codeProvisions: '6.2' }, 'codeConsidered', 'You named provisions. Choose “Yes”'],
  ])('is refused as %j, and the case stays undecided', async (code, field, reason) => {
    const path = await takenOn('2026-05-04', '1 May 2026')
    const answer = await decide(path, code)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(reason)
    expect(html).toContain(`href="#${field}"`)
    expect(html).toContain(`value="${code.codeProvisions}"`)
    const reference = path.split('/').at(-1)?.replaceAll('-', ' ') ?? ''
    const { decidedOn } = await site.opened.database
      .selectFrom('complaint')
      .select('decidedOn')
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
    expect(decidedOn).toBeNull()
  })

  test('may be left open, and may be no', async () => {
    const open = await takenOn('2026-05-05', '1 May 2026')
    await decide(open, { codeConsidered: '', codeProvisions: '' })
    expect(await pageOf(open)).not.toContain('Complaint Handling Code')
    const not = await takenOn('2026-05-05', '1 May 2026')
    await decide(not, { codeConsidered: 'no', codeProvisions: '' })
    expect(await pageOf(not)).toContain('The Complaint Handling Code was not considered.')
  })
})
