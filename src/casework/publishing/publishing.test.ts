import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { verifyAudit } from '../../audit/audit-store.ts'
import { addresses } from '../../web/addresses.ts'
import { type ListPlace, readPlace, writePlace } from '../import/list-place.ts'
import { publishingLists } from './publishing-queue.ts'
import { countQueues, readQueue } from './publishing-queue-store.ts'

let site: WholeTestSite
let investigator: SignedIn
let officerOfCompliance: SignedIn
let approver: SignedIn

const afterSixWeeks = new Date('2024-08-01T12:00:00Z')
const beforeSixWeeks = new Date('2023-12-01T12:00:00Z')

beforeAll(async () => {
  site = await wholeInventedSite()
  investigator = await site.signIn('investigator')
  officerOfCompliance = await site.signIn('compliance-officer')
  approver = await site.signIn('approver')
}, 120_000)
afterAll(() => site.close())
beforeEach(() => setMoment(site.opened.database, afterSixWeeks))
afterEach(() => expect(site.faults).toEqual([]))

/** Cases of Larchwick that were upheld on 20 November 2023, and those of 2022 and 2023 for which the day is nothing. */
const recent = numbers(0, 9)
const others = [...numbers(29, 43), ...numbers(10, 17)]

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

/** A case of its own for each test. */
function nextCase(from = others) {
  const number = from.shift()
  if (number === undefined) throw new Error('there are no more cases')
  const reference = `23 000 ${String(number).padStart(3, '0')}`
  const path = `/desk/publishing/cases/larchwick/${reference.replaceAll(' ', '-')}`
  return { reference, path }
}

const clean =
  '# The complaint\n\nMs X complains of delay.\n\n# What I found\n\nThe Council was late. That was fault.'

async function write(path: string, statement = clean, version = '0', by = investigator) {
  return by.post(`${path}/statement`, { version, summary: 'The Council was late.', statement })
}

async function page(path: string, by = investigator): Promise<string> {
  const response = await by.get(path)
  expect(response.status).toBe(200)
  return response.text()
}

async function publicly(reference: string) {
  const response = await site.app.request(addresses.decision('housing', 'Allocations', reference))
  return { status: response.status, html: await response.text() }
}

/** Settles every open mark as harmless. */
async function settleAll(path: string, version: string) {
  const html = await page(`${path}/marks`)
  const values = (name: string) =>
    [...html.matchAll(new RegExp(`name="${name}-\\d+" value="([^"]*)"`, 'g'))].map(([, value = '']) =>
      value.replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
    )
  const fields: Record<string, string> = { version }
  for (const [at, marked] of values('marked').entries()) {
    fields[`marked-${at}`] = marked
    fields[`kind-${at}`] = values('kind')[at] ?? ''
    fields[`as-${at}`] = 'harmless'
    fields[`reason-${at}`] = 'Many are called that.'
  }
  return investigator.post(`${path}/marks`, fields)
}

async function addComplainant(reference: string, name: string) {
  await sql`
    insert into case_file (authority_id, complaint_id, stage, received_on, target_on)
    select authority_id, complaint_id, 'decided', received_on, received_on + 182
    from complaint where reference = ${reference}
    on conflict do nothing`.execute(site.opened.database)
  await sql`
    insert into complainant (authority_id, complaint_id, name)
    select authority_id, complaint_id, ${name} from complaint where reference = ${reference}`.execute(
    site.opened.database,
  )
}

async function addStep(reference: string, kind: string) {
  await sql`
    insert into case_file (authority_id, complaint_id, stage, received_on, target_on)
    select authority_id, complaint_id, 'decided', received_on, received_on + 182
    from complaint where reference = ${reference}
    on conflict do nothing`.execute(site.opened.database)
  await sql`
    insert into case_step (authority_id, complaint_id, kind, taken_on, taken_at, taken_by)
    select authority_id, complaint_id, ${kind}, '2024-01-10', '2024-01-10T10:00:00Z', 'tests'
    from complaint where reference = ${reference}`.execute(site.opened.database)
}

describe('a statement', () => {
  test('is written, checked and published at once where six weeks have passed', async () => {
    const { reference, path } = nextCase()
    expect((await publicly(reference)).status).toBe(404)
    const written = await write(path)
    expect([written.status, written.headers.get('location')]).toEqual([303, `${path}?done=written`])
    const html = await page(path)
    expect(html).toContain('Ready to publish.')
    expect(html).toContain('Ms X complains of delay.')
    expect((await publicly(reference)).status).toBe(404)
    expect((await investigator.post(`${path}/publication`, { version: '1' })).status).toBe(303)
    const shown = await publicly(reference)
    expect([shown.status, shown.html.includes('The Council was late. That was fault.')]).toEqual([200, true])
    expect(await page(path)).toContain('Published on 1 August 2024, six weeks or more after the decision.')
  })

  test('waits for its day where six weeks have not passed, and becomes public by itself', async () => {
    const { reference, path } = nextCase(recent)
    await setMoment(site.opened.database, beforeSixWeeks)
    await write(path)
    await investigator.post(`${path}/publication`, { version: '1' })
    expect(await page(path)).toContain('Public from 1 January 2024.')
    expect(await page('/desk/publishing?list=waiting')).toContain(reference)
    await setMoment(site.opened.database, new Date('2023-12-31T23:59:59Z'))
    expect((await publicly(reference)).status).toBe(404)
    await setMoment(site.opened.database, new Date('2024-01-01T00:00:00Z'))
    expect((await publicly(reference)).status).toBe(200)
  })

  test('is written for no case that is not decided so', async () => {
    // Referred back.
    const response = await write('/desk/publishing/cases/larchwick/23-000-026')
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Decisions of this kind are not published')
  })

  test('keeps what was typed where something is wrong with it', async () => {
    const { path } = nextCase()
    const response = await write(path, 'No heading, and Zqtyped.')
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('begins without a heading')
    expect(html).toContain('Zqtyped')
  })

  test('shows what somebody else saved meanwhile, and loses nothing typed', async () => {
    const { path } = nextCase()
    await write(path, '# One\n\nTheirs stands here.', '0', officerOfCompliance)
    const response = await write(path, '# One\n\nMine stands here.')
    expect(response.status).toBe(409)
    const html = await response.text()
    expect(html).toContain('Somebody else changed this statement')
    expect(html).toContain('Mine stands here.')
    expect(html).toContain('Theirs stands here.')
    expect(html).toMatch(/name="version" value="1"/)
  })

  test('that waits for its day goes back to be passed again when it is changed', async () => {
    const { reference, path } = nextCase(recent)
    await setMoment(site.opened.database, beforeSixWeeks)
    await write(path)
    await investigator.post(`${path}/publication`, { version: '1' })
    await write(path, `${clean}\n\nOne more thing.`, '1')
    expect(await page(path)).toContain('Ready to publish.')
    await setMoment(site.opened.database, afterSixWeeks)
    expect((await publicly(reference)).status).toBe(404)
  })

  test('that waits for its day is read again where the decision is changed meanwhile', async () => {
    const { reference, path } = nextCase(recent)
    await setMoment(site.opened.database, beforeSixWeeks)
    await write(path)
    await investigator.post(`${path}/publication`, { version: '1' })
    await sql`update complaint set outcome = 'not-upheld' where reference = ${reference}`.execute(
      site.opened.database,
    )
    expect(await page(path)).toContain('Ready to publish.')
    await setMoment(site.opened.database, afterSixWeeks)
    expect((await publicly(reference)).status).toBe(404)
  })

  test('that is public keeps standing until its change is published', async () => {
    const { reference, path } = nextCase()
    await write(path)
    await investigator.post(`${path}/publication`, { version: '1' })
    await write(path, '# The complaint\n\nMs X complains of a long delay.', '1')
    expect((await publicly(reference)).html).toContain('Ms X complains of delay.')
    expect(await page(path)).toContain('the change is not published yet')
    await investigator.post(`${path}/publication`, { version: '2' })
    const { html } = await publicly(reference)
    expect([html.includes('of a long delay'), html.includes('complains of delay')]).toEqual([true, false])
  })
})

describe('the anonymity check', () => {
  const leaking =
    '# The complaint\n\nMs X complains. Her son Oluwaseun waited. Mr Hargreaves wrote to Mr Hargreaves.'

  test('keeps a statement from being published while a mark is open', async () => {
    const { reference, path } = nextCase()
    await write(path, leaking)
    const response = await investigator.post(`${path}/publication`, { version: '1' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('3 marks of the anonymity check are open. Settle each first.')
    expect((await publicly(reference)).status).toBe(404)
    const html = await page(`${path}/marks`)
    expect(html).toContain('<mark>Oluwaseun</mark>')
    expect(html.match(/<mark>Mr Hargreaves<\/mark>/g)).toHaveLength(1)
    expect(await page('/desk/publishing?list=to-check')).toContain('3 marks open')
  })

  test('lets somebody take words out or find them harmless, and then publish', async () => {
    const { reference, path } = nextCase()
    await write(path, leaking)
    await investigator.post(`${path}/marks`, {
      version: '1',
      'marked-0': 'Oluwaseun',
      'kind-0': 'name',
      'as-0': 'taken-out',
      'instead-0': 'Z',
      'marked-1': 'Mr Hargreaves',
      'kind-1': 'name',
      'as-1': 'harmless',
      'reason-1': 'The minister of the day.',
    })
    expect(await page(path)).toContain('The anonymity check marked 3 places; all were settled by a person.')
    await investigator.post(`${path}/publication`, { version: '2' })
    const { html } = await publicly(reference)
    expect(html).toContain('Her son Z waited. Mr Hargreaves wrote')
    const { rows } = await sql<{ kept: string }>`
      select coalesce(string_agg(marked, ' '), '') as kept from anonymity_mark where settled = 'taken-out'`.execute(
      site.opened.database,
    )
    expect(rows[0]?.kept).toBe('')
  })

  test('forgets nothing settled where the same words stay in the same paragraph', async () => {
    const { path } = nextCase()
    await write(path, leaking)
    await settleAll(path, '1')
    expect(await page(path)).toContain('Ready to publish.')
    await write(path, `# Before\n\nA new section.\n\n${leaking}`, '1')
    expect(await page(path)).toContain('Ready to publish.')
    await write(path, `# Before\n\nMr Hargreaves again.\n\n${leaking}`, '2')
    expect(await page(path)).toContain('1 is open')
  })

  test('marks the words of the complainant’s own record, which need a reason to stay', async () => {
    const { reference, path } = nextCase()
    await addComplainant(reference, 'Ms Zdenka Rarename (invented)')
    await write(path, '# The complaint\n\nThe rarename file was lost.')
    const decision = { version: '1', 'marked-0': 'rarename', 'kind-0': 'complainant', 'as-0': 'harmless' }
    const refused = await investigator.post(`${path}/marks`, { ...decision, 'reason-0': '' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('is in the complainant’s own record. Say why')
    expect((await investigator.post(`${path}/marks`, { ...decision, 'reason-0': 'A word.' })).status).toBe(
      303,
    )
    expect(await page(path)).toContain('Ready to publish.')
  })

  test('reads the text again before it is published, since more may be known by then', async () => {
    const { reference, path } = nextCase()
    await write(path, '# The complaint\n\nThe lateknown file was lost.')
    await addComplainant(reference, 'Ms Lateknown')
    const response = await investigator.post(`${path}/publication`, { version: '1' })
    expect(response.status).toBe(422)
    expect((await publicly(reference)).status).toBe(404)
    expect((await investigator.post(`${path}/check`)).status).toBe(303)
    expect(await page(path)).toContain('1 is open')
  })

  test('has to have read the very version that is published', async () => {
    const { reference, path } = nextCase()
    await write(path)
    await sql`
      update statement_draft set version = 2, sections = '[{"heading":"H","paragraphs":["Her son Daniel."]}]'
      from complaint
      where complaint.authority_id = statement_draft.authority_id
      and complaint.complaint_id = statement_draft.complaint_id and reference = ${reference}`.execute(
      site.opened.database,
    )
    const response = await investigator.post(`${path}/publication`, { version: '2' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('has not read this text yet')
  })
})

/** What a form about a hold carries: which one was seen. */
async function seenHold(path: string, by: SignedIn): Promise<{ seen: string }> {
  return { seen: /name="seen" value="([^"]*)"/.exec(await page(path, by))?.[1] ?? '' }
}

async function agreeToHold(path: string): Promise<Response> {
  return approver.post(`${path}/hold/answer`, { ...(await seenHold(path, approver)), answer: 'agree' })
}

describe('a hold', () => {
  const ask = { ground: 'sole-trader', reason: 'One carer, one village.' }

  test('blocks publication from when it is asked for, and takes effect when somebody else agrees', async () => {
    const { reference, path } = nextCase(recent)
    await setMoment(site.opened.database, beforeSixWeeks)
    await write(path)
    await investigator.post(`${path}/publication`, { version: '1' })
    expect((await investigator.post(`${path}/hold`, ask)).status).toBe(303)
    expect(await page('/desk/publishing?list=to-agree', approver)).toContain(reference)
    await setMoment(site.opened.database, afterSixWeeks)
    expect((await publicly(reference)).status).toBe(404)
    expect((await investigator.post(`${path}/publication`, { version: '1' })).status).toBe(422)
    expect((await agreeToHold(path)).status).toBe(303)
    const html = await page(path)
    expect(html).toContain('Held since 1 August 2024.')
    expect(html).toContain('One carer, one village.')
    expect(await page('/desk/publishing?list=held')).toContain(reference)
  })

  test('is agreed by nobody who asked for it, and by nobody without the permission', async () => {
    const { path } = nextCase()
    await write(path)
    await investigator.post(`${path}/hold`, ask)
    expect((await officerOfCompliance.post(`${path}/hold/answer`, { answer: 'agree' })).status).toBe(403)
    const seen = await seenHold(path, approver)
    await sql`
      update publication_hold set asked_by = ${approver.email} where ended_at is null and agreed_at is null`.execute(
      site.opened.database,
    )
    const response = await approver.post(`${path}/hold/answer`, { answer: 'agree', ...seen })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('You asked for this yourself')
  })

  test('that ended publishes after all what was ready, and one declined goes on its way', async () => {
    const { reference, path } = nextCase()
    await write(path)
    await investigator.post(`${path}/hold`, ask)
    await agreeToHold(path)
    const seen = await seenHold(path, investigator)
    expect((await investigator.post(`${path}/hold/end`, seen)).status).toBe(303)
    expect((await publicly(reference)).status).toBe(200)
    const other = nextCase()
    await write(other.path)
    await investigator.post(`${other.path}/hold`, ask)
    await approver.post(`${other.path}/hold/answer`, {
      ...(await seenHold(other.path, approver)),
      answer: 'decline',
    })
    expect(await page(other.path)).toContain('Ready to publish.')
  })

  test('is ended or agreed as it was seen: not another one, nor one that was agreed meanwhile', async () => {
    const { reference, path } = nextCase()
    await write(path)
    await investigator.post(`${path}/hold`, ask)
    const asked = await seenHold(path, investigator)
    await agreeToHold(path)
    // Whoever takes a request back does not end what a manager has agreed to since, which would publish it.
    const late = await investigator.post(`${path}/hold/end`, asked)
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('Read it as it is now')
    expect((await publicly(reference)).status).toBe(404)
    const other = nextCase()
    await write(other.path)
    await investigator.post(`${other.path}/hold`, ask)
    const first = await seenHold(other.path, approver)
    await investigator.post(`${other.path}/hold/end`, await seenHold(other.path, investigator))
    await setMoment(site.opened.database, new Date(afterSixWeeks.getTime() + 60_000))
    const third = nextCase()
    await write(third.path)
    await investigator.post(`${third.path}/hold`, { ...ask, reason: 'Another reason.' })
    const agreed = await approver.post(`${third.path}/hold/answer`, { ...first, answer: 'agree' })
    expect(agreed.status).toBe(422)
    expect(await page(third.path)).toContain('Hold asked for')
  })

  test('needs a ground and a reason, and comes too late for what everybody reads', async () => {
    const { path } = nextCase()
    const response = await investigator.post(`${path}/hold`, { ground: 'whim', reason: '' })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('Choose the ground.')
    expect(html).toContain('Say why, so that somebody else can agree.')
    await write(path)
    await investigator.post(`${path}/publication`, { version: '1' })
    const late = await investigator.post(`${path}/hold`, ask)
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('Withdraw it instead')
  })

  test('comes by itself with a review of the decision, until that is answered', async () => {
    const { reference, path } = nextCase(recent)
    await setMoment(site.opened.database, beforeSixWeeks)
    await write(path)
    await investigator.post(`${path}/publication`, { version: '1' })
    await addStep(reference, 'review-asked')
    await setMoment(site.opened.database, afterSixWeeks)
    expect((await publicly(reference)).status).toBe(404)
    expect(await page(path)).toContain('Held: a review of the decision is under way.')
    expect(await page('/desk/publishing?list=held')).toContain('The decision is being reviewed')
    expect((await investigator.post(`${path}/publication`, { version: '1' })).status).toBe(422)
    await addStep(reference, 'review-answered')
    expect(await page(path)).toContain('Ready to publish.')
    expect(await page('/desk/publishing?list=to-check')).toContain(reference)
    expect((await investigator.post(`${path}/publication`, { version: '1' })).status).toBe(303)
    expect((await publicly(reference)).status).toBe(200)
  })
})

describe('withdrawing', () => {
  test('leaves a tombstone with a reason for everybody, and is not undone from here', async () => {
    const { reference, path } = nextCase()
    await write(path)
    await investigator.post(`${path}/publication`, { version: '1' })
    const reason = 'It told more of a family than it should.'
    expect((await investigator.post(`${path}/withdrawal`, { reason })).status).toBe(303)
    const gone = await publicly(reference)
    expect(gone.status).toBe(410)
    expect(gone.html).toContain(reason)
    expect(gone.html).not.toContain('complains of delay')
    expect(await page(path)).toContain('Withdrawn on 1 August 2024.')
    expect((await investigator.post(`${path}/publication`, { version: '1' })).status).toBe(422)
    const again = await investigator.post(`${path}/withdrawal`, { reason })
    expect(await again.text()).toContain('It was withdrawn already')
  })

  test('leaves nothing waiting of a change that nobody published', async () => {
    const { reference, path } = nextCase()
    await write(path)
    await investigator.post(`${path}/publication`, { version: '1' })
    await write(path, `${clean}\n\nMore of it.`, '1')
    expect(await page('/desk/publishing?list=to-check')).toContain(reference)
    await investigator.post(`${path}/withdrawal`, { reason: 'It told more of a family than it should.' })
    expect(await page('/desk/publishing?list=to-check')).not.toContain(reference)
  })

  test('refuses no reason, and one that tells who somebody is', async () => {
    const { reference, path } = nextCase()
    await write(path)
    await investigator.post(`${path}/publication`, { version: '1' })
    for (const [reason, says] of [
      ['', 'Say why'],
      ['Mrs Hargreaves asked for it.', '“Mrs Hargreaves” may tell who somebody is'],
    ] as const) {
      const response = await investigator.post(`${path}/withdrawal`, { reason })
      expect(response.status).toBe(422)
      expect(await response.text()).toContain(says)
    }
    expect((await publicly(reference)).status).toBe(200)
  })
})

describe('the page of a case', () => {
  test('says where its publication stands, and leads to what everybody reads', async () => {
    const { reference, path } = nextCase()
    const casePage = `/desk/cases/larchwick/${reference.replaceAll(' ', '-')}`
    expect(await page(casePage)).toContain('The statement is to be written.')
    await write(path)
    await investigator.post(`${path}/publication`, { version: '1' })
    const html = await page(casePage)
    expect(html).toContain('Published on 1 August 2024, six weeks or more after the decision.')
    expect(html).toContain(`href="${addresses.decision('housing', 'Allocations', reference)}"`)
    // A statistician sees the case, and has no business in its publication.
    const statistician = await site.signIn('statistician')
    expect(await page(casePage, statistician)).not.toContain(path)
  })
})

describe('a list', () => {
  test('goes on where its page ended, missing none and repeating none', async () => {
    const { database } = site.opened
    for (const list of publishingLists) {
      const whole = await readQueue(database, list, undefined, 100)
      const found: string[] = []
      let place: ListPlace | undefined
      for (;;) {
        const [next] = await readQueue(database, list, place, 1)
        if (next === undefined) break
        found.push(next.reference)
        // As an address carries it.
        place = readPlace(writePlace(next.place), 2)
        expect(place).toBeDefined()
      }
      expect([list, found]).toEqual([list, whole.map(({ reference }) => reference)])
      expect([list, (await countQueues(database))[list]]).toEqual([list, whole.length])
    }
  })

  test('is shown from its beginning where an address names no place in it', async () => {
    for (const after of [
      'nonsense',
      '2024-01-01_1.x',
      "2024-13-99_1.1'",
      '2024-02-31_1.1',
      '0000-01-01_1.1',
      '2024-01-01_1',
    ]) {
      const asked = new URLSearchParams({ list: 'to-check', after })
      expect((await investigator.get(`/desk/publishing?${asked}`)).status).toBe(200)
    }
  })
})

describe('what is not public', () => {
  const tables = [
    'statement_draft',
    'anonymity_mark',
    'publication_hold',
    'public_report_draft',
    'complainant',
  ]

  test('can be read neither by the public role nor by authorities’ officers', async () => {
    for (const table of tables) {
      for (const database of [site.opened.published, site.opened.portal]) {
        await expect(sql`select from public.${sql.raw(table)}`.execute(database)).rejects.toThrow(
          /permission denied/,
        )
      }
    }
  })

  test('is for officers an address that does not exist, and for others of the office somebody else’s', async () => {
    const { path } = nextCase()
    await write(path)
    const officer = await site.signIn('link-officer', 'larchwick')
    const statistician = await site.signIn('statistician')
    for (const address of ['/desk/publishing', path, `${path}/marks`, '/desk/publishing/reports']) {
      expect([address, (await officer.get(address)).status]).toEqual([address, 404])
      expect([address, (await statistician.get(address)).status]).toEqual([address, 403])
    }
    expect((await officer.post(`${path}/publication`, { version: '1' })).status).toBe(404)
    expect((await approver.post(`${path}/publication`, { version: '1' })).status).toBe(403)
  })

  test('leaves a record of who did what, without a word of what was marked', async () => {
    const { rows } = await sql<{ text: string; count: number }>`
      select string_agg(concat(action, before, after), ' ') as text, count(*)::integer as count
      from audit_entry where subject like 'statement %'`.execute(site.opened.database)
    expect(rows[0]?.count).toBeGreaterThan(20)
    for (const word of ['Oluwaseun', 'Hargreaves', 'rarename', 'Zdenka']) {
      expect([word, rows[0]?.text.includes(word)]).toEqual([word, false])
    }
    expect((await verifyAudit(site.opened.database)).problems).toEqual([])
  })
})
