import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addUpheldCase, wordsOf } from '../../../tests/agreed-actions.ts'
import { caseOf, change } from '../../../tests/changed-case.ts'
import { checkedYear, officersMoment, officersWorld, step } from '../../../tests/officers-world.ts'
import { type SignedIn, signInAs, type WholeTestSite } from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { calculateYears } from '../../statistics/yearly-figures-actions.ts'
import { readYearlyFigures } from '../../statistics/yearly-figures-store.ts'
import { readCaseChange, typedCase } from '../case-change.ts'
import { takeStep } from '../complaint/case-step-actions.ts'

let world: WholeTestSite
let investigator: SignedIn
let compliance: SignedIn

beforeAll(async () => {
  world = await officersWorld()
  investigator = await world.signIn('investigator')
  compliance = await world.signIn('compliance-officer')
}, 120_000)
afterAll(() => world.close())
// A Monday in the year that is being checked.
beforeEach(() => setMoment(world.opened.database, officersMoment))
afterEach(() => expect(world.faults).toEqual([]))

let lastReference = 0

/** A case of Larchwick's of its own for each test, decided on 1 June 2026. */
async function upheldCase(
  actions: Parameters<typeof addUpheldCase>[4],
  slug = 'larchwick',
): Promise<{ reference: string; dashed: string }> {
  lastReference += 1
  const reference = `26 550 ${String(lastReference).padStart(3, '0')}`
  await addUpheldCase(world.opened.database, slug, reference, '2026-06-01', actions)
  return { reference, dashed: reference.replaceAll(' ', '-') }
}

async function onRecord(reference: string) {
  const { rows } = await sql<{
    remedyDueOn: string | null
    complianceOutcome: string | null
    complianceRecordedOn: string | null
    actions: readonly {
      kind: string
      text: string | null
      amount: number | null
      due: string
      settlement: string | null
      year: number | null
      open: string | null
    }[]
  }>`
    select remedy_due_on, compliance_outcome, compliance_recorded_on, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'kind', kind, 'text', text, 'amount', amount_pence, 'due', due_on, 'settlement', settlement,
        'year', settled_year, 'open', open_since
      ) order by recommendation_number), '[]')
      from recommendation
      where recommendation.authority_id = complaint.authority_id
      and recommendation.complaint_id = complaint.complaint_id
    ) as actions
    from complaint
    where reference = ${reference}
  `.execute(world.opened.database)
  const [row] = rows
  if (row === undefined) throw new Error(`there is no case ${reference}`)
  return row
}

/** What a form that a page shows carries besides what somebody types. */
async function hiddenOf(person: SignedIn, page: string): Promise<{ seen: string }> {
  const html = await (await person.get(page)).text()
  const seen = /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? ''
  return { seen: seen.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&') }
}

const payment = {
  kind: 'payment',
  text: 'Pay for the distress.',
  amount: '£1,350',
  due: '2026-09-01',
  evidence: 'A remittance note.',
  summary: '',
}

describe('what is agreed in a case', () => {
  test('is on record in pence, and the case is due when its last action is', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-08-03' }])
    const sent = await investigator.post(`/desk/cases/larchwick/${dashed}/actions/new`, payment)
    expect(sent.status).toBe(303)
    expect(await onRecord(reference)).toMatchObject({
      remedyDueOn: '2026-09-01',
      actions: [
        { due: '2026-08-03' },
        { kind: 'payment', amount: 135_000, due: '2026-09-01', open: '2026-06-01' },
      ],
    })
    expect(await wordsOf(investigator.get(`/desk/cases/larchwick/${dashed}`))).toMatch(
      /What was agreed 2 actions last one due 1 September 2026 .*Payment, £1,350: Pay for the distress\./,
    )
  })

  test.each([
    ['amount', '12.5', 'does not say the pence in full'],
    ['amount', '12,50', 'has a comma where none stands'],
    ['amount', '-5', 'is less than nothing'],
    ['due', '2026-05-31', 'cannot be due before it is agreed'],
    ['due', '2026-02-30', 'is no day'],
    ['text', '', 'Say what the authority will do'],
    ['summary', 'Pay everybody', 'Only service improvements are public'],
  ])('is refused with its %s “%s”, and what was typed is kept', async (field, typed, reason) => {
    const { reference, dashed } = await upheldCase([])
    const text = 'Pay for the distress, typed with care.'
    const answer = await investigator.post(`/desk/cases/larchwick/${dashed}/actions/new`, {
      ...payment,
      text,
      [field]: typed,
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(reason)
    if (field !== 'text') expect(html).toContain(text)
    expect((await onRecord(reference)).actions).toEqual([])
  })

  test('has a public summary without dates where it improves a service', async () => {
    const { reference, dashed } = await upheldCase([])
    const improvement = { ...payment, kind: 'training', amount: '', text: 'Train the team by March.' }
    const path = `/desk/cases/larchwick/${dashed}/actions/new`
    const refused = await investigator.post(path, {
      ...improvement,
      summary: 'Train the team within 3 months',
    })
    expect(await wordsOf(refused)).toContain('The public summary has a period: “within 3 months”.')
    expect((await investigator.post(path, { ...improvement, summary: 'Train the team' })).status).toBe(303)
    expect((await onRecord(reference)).actions).toMatchObject([{ kind: 'training', amount: null }])
  })

  test('may be due on a bank holiday, which is said', async () => {
    const { reference, dashed } = await upheldCase([])
    await sql`
      insert into bank_holiday (holiday_on, name) values ('2026-08-31', 'Summer bank holiday') on conflict do nothing
    `.execute(world.opened.database)
    const sent = await investigator.post(`/desk/cases/larchwick/${dashed}/actions/new`, {
      ...payment,
      due: '2026-08-31',
    })
    const page = await wordsOf(investigator.get(sent.headers.get('location') ?? ''))
    expect(page).toContain('31 August 2026 is a bank holiday (Summer bank holiday): that is allowed')
    expect((await onRecord(reference)).remedyDueOn).toBe('2026-08-31')
  })

  test('is agreed by investigators alone, and in no case without fault', async () => {
    const { reference, dashed } = await upheldCase([])
    const path = `/desk/cases/larchwick/${dashed}/actions/new`
    expect((await compliance.post(path, payment)).status).toBe(403)
    await sql`update complaint set outcome = 'not-upheld', is_remedied_before = null where reference = ${reference}`.execute(
      world.opened.database,
    )
    const refused = await investigator.post(path, payment)
    expect(refused.status).toBe(422)
    expect(await wordsOf(refused)).toContain('No fault was found in this case')
    expect((await onRecord(reference)).actions).toEqual([])
  })

  test('is changed by whoever saw it last: the second learns what the first changed and keeps what they typed', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-08-03', text: 'Apologise.' }])
    const path = `/desk/cases/larchwick/${dashed}/actions/1`
    const form = { kind: 'apology', amount: '', due: '', evidence: '', summary: '' }
    const seenByBoth = await hiddenOf(investigator, path)
    expect(
      (await investigator.post(path, { ...form, ...seenByBoth, text: 'Apologise in writing.' })).status,
    ).toBe(303)
    const second = await investigator.post(path, {
      ...form,
      ...seenByBoth,
      text: 'Apologise to the whole family.',
    })
    expect(second.status).toBe(409)
    const page = await wordsOf(second)
    expect(page).toContain(
      'Somebody else changed this action’s text since you opened it, so nothing was saved.',
    )
    expect(page).toContain('On record now: Apology, due 3 August 2026. Apologise in writing.')
    expect(page).toContain('Apologise to the whole family.')
    expect((await onRecord(reference)).actions).toMatchObject([{ text: 'Apologise in writing.' }])
  })

  test('is taken back while nothing was sent, and the case is due as the others are', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-08-03' }, { dueOn: '2026-10-01' }])
    const seen = await hiddenOf(investigator, `/desk/cases/larchwick/${dashed}/actions/2`)
    const removed = await investigator.post(`/desk/cases/larchwick/${dashed}/actions/2/removal`, seen)
    expect(removed.status).toBe(303)
    expect(await onRecord(reference)).toMatchObject({
      remedyDueOn: '2026-08-03',
      actions: [{ due: '2026-08-03' }],
    })
  })

  test('stays where it is the last open one and another has ended: what became of the case hangs on it', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-08-03' }, { dueOn: '2026-10-01' }])
    expect((await settle(dashed, 1, 'satisfied')).status).toBe(303)
    const seen = await hiddenOf(investigator, `/desk/cases/larchwick/${dashed}/actions/2`)
    const refused = await investigator.post(`/desk/cases/larchwick/${dashed}/actions/2/removal`, seen)
    expect(refused.status).toBe(422)
    expect(await wordsOf(refused)).toContain('It is the last open action of this case')
    expect((await onRecord(reference)).actions).toHaveLength(2)
  })

  test('is a correction where it would change what an approved year counts as unsettled', async () => {
    // Due on record within 2025-26, whose letters are sent, and in no action.
    const { reference, dashed } = await upheldCase([])
    await sql`update complaint set received_on = '2025-06-01', decided_on = '2025-12-01', remedy_due_on = '2026-06-01'
      where reference = ${reference}`.execute(world.opened.database)
    const refused = await investigator.post(`/desk/cases/larchwick/${dashed}/actions/new`, {
      ...payment,
      due: '2026-03-01',
    })
    expect(refused.status).toBe(422)
    expect(await wordsOf(refused)).toContain('2025-26 is approved or released')
    expect((await onRecord(reference)).remedyDueOn).toBe('2026-06-01')
  })

  test('leaves a record of who did what, without its words', async () => {
    const { reference, dashed } = await upheldCase([])
    await investigator.post(`/desk/cases/larchwick/${dashed}/actions/new`, {
      ...payment,
      text: 'Pay Ms Zephyrine for the distress.',
    })
    const entries = await world.opened.database
      .selectFrom('auditEntry')
      .select(['actor', 'action', 'subject', 'after'])
      .where('subject', 'like', `%${reference}`)
      .execute()
    expect(entries).toMatchObject([
      { actor: investigator.email, action: 'agree action', subject: `action 1 of complaint ${reference}` },
      { subject: `complaint ${reference}`, after: { remedy_due_on: '2026-09-01' } },
    ])
    expect(JSON.stringify(entries)).not.toContain('Zephyrine')
  })
})

describe('what is agreed with a draft decision', () => {
  test('is taken back before the case can be decided without fault; with the decision it is open', async () => {
    const { database } = world.opened
    const { reference, dashed } = await upheldCase([])
    await sql`
      update complaint set decided_on = null, outcome = null, is_remedied_before = null where reference = ${reference}
    `.execute(database)
    const known = await caseOf(database, 'larchwick', reference)
    await sql`
      insert into case_file (authority_id, complaint_id, stage, received_on, next_task, next_due_on, target_on)
      values (${known.authority.id}, ${known.complaintId}, 'draft', '2026-02-21', 'decide', '2026-07-30', '2026-08-22')
    `.execute(database)
    await investigator.post(`/desk/cases/larchwick/${dashed}/actions/new`, payment)
    // Nothing is due before the decision, and no year counts it as unsettled.
    expect(await onRecord(reference)).toMatchObject({
      remedyDueOn: null,
      actions: [{ due: '2026-09-01', open: null }],
    })
    const decide = (outcome: string) =>
      database.transaction().execute((transaction) =>
        takeStep(transaction, scheme, known, {
          actor: investigator.email,
          seen: 1,
          request: { kind: 'decided', decision: { outcome, text: 'As it is.', isRemediedBefore: null } },
        }),
      )
    expect(await decide('not-upheld')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('Remove them first.'),
    })
    await setMoment(database, new Date('2026-09-02T11:00:00Z'))
    expect(await decide('upheld')).toMatchObject({
      ok: false,
      reason: 'Action 1 is due on 1 September 2026, before the decision. Agree a later day for it first.',
    })
    await setMoment(database, officersMoment)
    expect(await decide('upheld')).toEqual({ ok: true })
    expect(await onRecord(reference)).toMatchObject({
      remedyDueOn: '2026-09-01',
      actions: [{ open: '2026-07-20' }],
    })
  })
})

describe('a due date', () => {
  test('is moved with a reason, which is on record and shown; the page says how often that was done', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-08-03' }])
    const page = `/desk/recommendations/larchwick/${dashed}/1`
    const seen = await hiddenOf(compliance, page)
    const without = await compliance.post(`${page}/due-date`, {
      ...seen,
      due: '2026-09-07',
      'move-reason': '',
    })
    expect(await wordsOf(without)).toContain('Say why the date is moved.')
    expect((await onRecord(reference)).remedyDueOn).toBe('2026-08-03')
    const moved = await compliance.post(`${page}/due-date`, {
      ...seen,
      due: '2026-09-07',
      'move-reason': 'The office was flooded.',
    })
    expect(moved.status).toBe(303)
    expect(await onRecord(reference)).toMatchObject({
      remedyDueOn: '2026-09-07',
      actions: [{ due: '2026-09-07' }],
    })
    const words = await wordsOf(compliance.get(page))
    expect(words).toContain(
      'Moved from 3 August 2026 to 7 September 2026 on 20 July 2026: The office was flooded.',
    )
    expect(words).toMatch(/1 due date was moved within a year/)
    const officer = await world.signIn('link-officer', 'larchwick')
    expect(await wordsOf(officer.get(`/portal/recommendations/${dashed}/1`))).toContain(
      'Its date was moved from 3 August 2026 to 7 September 2026: The office was flooded.',
    )
  })

  test('is moved by a compliance officer, and not changed by the investigator any more', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-08-03', text: 'Apologise.' }])
    const page = `/desk/recommendations/larchwick/${dashed}/1`
    const seen = await hiddenOf(compliance, page)
    const asked = { ...seen, due: '2026-09-07', 'move-reason': 'Because.' }
    expect((await investigator.post(`${page}/due-date`, asked)).status).toBe(403)
    await investigator.post(`/desk/cases/larchwick/${dashed}/actions/1`, {
      ...seen,
      ...{ kind: 'apology', text: 'Apologise.', amount: '', evidence: '', summary: '', due: '2027-01-01' },
    })
    expect((await onRecord(reference)).remedyDueOn).toBe('2026-08-03')
  })

  test('stays where it decides what a released year counts as unsettled', async () => {
    // Due within 2025-26, whose letters are sent.
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-08-03' }])
    await sql`update recommendation set due_on = '2026-03-01' where (authority_id, complaint_id) in (
      select authority_id, complaint_id from complaint where reference = ${reference}
    )`.execute(world.opened.database)
    await sql`update complaint set received_on = '2025-06-01', decided_on = '2025-12-01', remedy_due_on = '2026-03-01' where reference = ${reference}`.execute(
      world.opened.database,
    )
    const page = `/desk/recommendations/larchwick/${dashed}/1`
    const refused = await compliance.post(`${page}/due-date`, {
      ...(await hiddenOf(compliance, page)),
      due: '2026-09-07',
      'move-reason': 'Because.',
    })
    expect(refused.status).toBe(422)
    expect(await wordsOf(refused)).toContain(
      '2025-26 is approved or released and counts this case as due or not.',
    )
    expect((await onRecord(reference)).remedyDueOn).toBe('2026-03-01')
  })
})

async function settle(dashed: string, number: number, settlement: string, reason = '', by = compliance) {
  const page = `/desk/recommendations/larchwick/${dashed}/${number}`
  return by.post(`${page}/settlement`, { ...(await hiddenOf(by, page)), settlement, reason })
}

describe('how an action ended', () => {
  test('makes the case’s outcome when it is the last, on that day, and the year of that day counts it', async () => {
    const { database } = world.opened
    const { reference, dashed } = await upheldCase([
      { dueOn: '2026-07-01', agreedBy: investigator.email },
      { dueOn: '2026-07-10', agreedBy: investigator.email },
    ])
    const larchwick = (await readAuthorities(database)).find(({ slug }) => slug === 'larchwick')
    const complianceOf = async () => {
      const calculation = await calculateYears(database, scheme, [checkedYear])
      expect(calculation.ok).toBe(true)
      const figures = await readYearlyFigures(database, larchwick?.id ?? 0, checkedYear)
      const figure = figures?.figures.get('compliance')
      return figure?.state === 'calculated' ? figure : undefined
    }
    const before = await complianceOf()
    expect((await settle(dashed, 1, 'satisfied-late')).status).toBe(303)
    expect(await onRecord(reference)).toMatchObject({
      complianceOutcome: null,
      // Told with no year before the case is done.
      actions: [{ settlement: 'satisfied-late', year: null, open: null }, { settlement: null }],
    })
    expect((await settle(dashed, 2, 'satisfied')).status).toBe(303)
    expect(await onRecord(reference)).toMatchObject({
      complianceOutcome: 'satisfied-late',
      complianceRecordedOn: '2026-07-20',
      actions: [
        { settlement: 'satisfied-late', year: 2026 },
        { settlement: 'satisfied', year: 2026 },
      ],
    })
    const after = await complianceOf()
    expect(after).toMatchObject({
      numerator: Number(before?.numerator) + 1,
      denominator: Number(before?.denominator) + 1,
    })
  })

  test('is not recorded by whoever agreed it', async () => {
    const both = await signInAs(world.app, world.opened.database, {
      email: 'both@ombudsman.example',
      roles: ['investigator', 'compliance-officer'],
    })
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-07-01', agreedBy: both.email }])
    const refused = await settle(dashed, 1, 'satisfied', '', both)
    expect(refused.status).toBe(422)
    expect(await wordsOf(refused)).toContain('Somebody else records how it ended.')
    expect((await onRecord(reference)).complianceOutcome).toBeNull()
    expect((await settle(dashed, 1, 'satisfied')).status).toBe(303)
  })

  test('is not recorded by whoever agreed it, also where a colleague changed it afterwards', async () => {
    const both = await signInAs(world.app, world.opened.database, {
      email: 'both.too@ombudsman.example',
      roles: ['investigator', 'compliance-officer'],
    })
    const { reference, dashed } = await upheldCase([
      { dueOn: '2026-08-01', text: 'Apologise.', agreedBy: both.email },
    ])
    const path = `/desk/cases/larchwick/${dashed}/actions/1`
    const form = { kind: 'apology', text: 'Apologise in writing.', amount: '', evidence: '', summary: '' }
    await investigator.post(path, { ...form, ...(await hiddenOf(investigator, path)) })
    expect((await onRecord(reference)).actions).toMatchObject([{ text: 'Apologise in writing.' }])
    const seen = await hiddenOf(investigator, path)
    const refused = await both.post(`/desk/recommendations/larchwick/${dashed}/1/settlement`, {
      ...seen,
      settlement: 'satisfied',
      reason: '',
    })
    expect(refused.status).toBe(422)
    expect((await onRecord(reference)).complianceOutcome).toBeNull()
  })

  test('is waited for by nobody once the case is changed to a decision without fault', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-08-01' }])
    const known = await caseOf(world.opened.database, 'larchwick', reference)
    const reading = readCaseChange(
      { ...typedCase(known.record), outcome: 'not-upheld', isRemediedBefore: '' },
      known,
      { scheme, yearsWithCycle: new Set([2025, 2026]), today: '2026-07-20' },
    )
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
    expect(await change(world.opened.database, known, reading.record)).toMatchObject({ ok: true })
    expect(await onRecord(reference)).toMatchObject({ remedyDueOn: null, actions: [{ open: null }] })
    const officer = await world.signIn('link-officer', 'larchwick')
    expect(await wordsOf(officer.get(`/portal/recommendations/${dashed}/1`))).toContain(
      'Closed with its case',
    )
    const found = { ...reading.record, outcome: 'upheld', isRemediedBefore: false, remedyDueOn: '2026-08-01' }
    const again = await caseOf(world.opened.database, 'larchwick', reference)
    expect(await change(world.opened.database, again, found)).toMatchObject({ ok: true })
    expect((await onRecord(reference)).actions).toMatchObject([{ open: '2026-06-01' }])
  })

  test('is recorded by compliance officers alone', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-07-01' }])
    expect((await settle(dashed, 1, 'satisfied', '', investigator)).status).toBe(403)
    expect((await onRecord(reference)).complianceOutcome).toBeNull()
  })

  test('needs a reason where it was not carried out, and none where it was late', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-07-01' }])
    const refused = await settle(dashed, 1, 'not-satisfied')
    expect(await wordsOf(refused)).toContain('Say why it counts as not carried out.')
    expect((await onRecord(reference)).complianceOutcome).toBeNull()
    expect((await settle(dashed, 1, 'satisfied-late')).status).toBe(303)
  })

  test('is recorded once: of two at the same form the second learns what the first recorded', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-07-01' }])
    const page = `/desk/recommendations/larchwick/${dashed}/1`
    const seen = await hiddenOf(compliance, page)
    const answers = await Promise.all(
      ['satisfied', 'satisfied-late'].map((settlement) =>
        compliance.post(`${page}/settlement`, { ...seen, settlement, reason: '' }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect((await onRecord(reference)).actions).toMatchObject([{ year: 2026 }])
  })

  test('is a correction where the year of today is approved', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-07-01' }])
    await step(world.opened.database, checkedYear, 'approved', officersMoment)
    try {
      const refused = await settle(dashed, 1, 'satisfied')
      expect(refused.status).toBe(422)
      expect(await wordsOf(refused)).toContain(
        '2026-27 is approved or released, and this would change its figures.',
      )
      expect((await onRecord(reference)).complianceOutcome).toBeNull()
    } finally {
      await step(world.opened.database, checkedYear, 'checked', officersMoment)
    }
  })

  test('is nothing to say of a case whose outcome came with a file', async () => {
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-07-01' }])
    await sql`
      update complaint set compliance_outcome = 'satisfied', compliance_recorded_on = '2026-07-02' where reference = ${reference}
    `.execute(world.opened.database)
    expect((await onRecord(reference)).actions).toMatchObject([{ open: null }])
    const refused = await settle(dashed, 1, 'satisfied-late')
    expect(await wordsOf(refused)).toContain('What became of this case is recorded.')
    expect((await onRecord(reference)).complianceOutcome).toBe('satisfied')
  })
})

describe('what follows where an action was not carried out', () => {
  test('is a new investigation of the same complainant, decided once', async () => {
    const { database } = world.opened
    const { reference, dashed } = await upheldCase([{ dueOn: '2026-07-01' }])
    await settle(dashed, 1, 'not-satisfied', 'Asked for three times.')
    expect(await wordsOf(compliance.get('/desk/recommendations?list=not-kept'))).toContain(reference)
    const page = `/desk/recommendations/larchwick/${dashed}/1`
    const decided = await compliance.post(`${page}/what-follows`, {
      decision: 'new-investigation',
      'follow-reason': '',
    })
    expect(decided.status).toBe(303)
    const { rows } = await sql<{
      reference: string
      stage: string
      follows: string
      kind: string
      received: string
    }>`
      select opened.reference, stage, followed.reference as follows, kind, opened.received_on as received
      from case_file
      join case_step using (authority_id, complaint_id)
      join complaint as opened using (authority_id, complaint_id)
      join complaint as followed on followed.complaint_id = follows_complaint_id
    `.execute(database)
    expect(rows).toMatchObject([
      {
        stage: 'investigation',
        follows: reference,
        kind: 'opened-for-action-not-taken',
        received: '2026-07-20',
      },
    ])
    expect(await wordsOf(compliance.get(page))).toContain(
      `A new investigation follows. Case ${rows[0]?.reference}`,
    )
    const again = await compliance.post(`${page}/what-follows`, {
      decision: 'nothing-further',
      'follow-reason': 'No.',
    })
    expect(again.status).toBe(422)
    expect(await wordsOf(again)).toContain('Somebody has decided that already')
    expect(await wordsOf(compliance.get('/desk/recommendations?list=not-kept'))).not.toContain(reference)
  })

  test('is nothing only with a reason', async () => {
    const { dashed } = await upheldCase([{ dueOn: '2026-07-01' }])
    await settle(dashed, 1, 'not-satisfied', 'Asked for three times.')
    const page = `/desk/recommendations/larchwick/${dashed}/1`
    const refused = await compliance.post(`${page}/what-follows`, {
      decision: 'nothing-further',
      'follow-reason': '',
    })
    expect(await wordsOf(refused)).toContain('Say why nothing follows.')
    const reason = 'The service has closed.'
    const decided = await compliance.post(`${page}/what-follows`, {
      decision: 'nothing-further',
      'follow-reason': reason,
    })
    expect(decided.status).toBe(303)
    expect(await wordsOf(compliance.get(page))).toContain(reason)
  })
})

describe('the lists', () => {
  test('hold what is overdue, nearly due and long outstanding, each page after the other', async () => {
    const { database } = world.opened
    await sql`update complaint set compliance_outcome = 'satisfied', compliance_recorded_on = '2026-07-02'
      where reference like '26 550%' and compliance_outcome is null`.execute(database)
    const overdue = await upheldCase(
      Array.from({ length: 52 }, (_, at) => ({ dueOn: `2026-06-${String((at % 28) + 1).padStart(2, '0')}` })),
    )
    // Ten working days from 20 July end on 3 August.
    const soon = await upheldCase([{ dueOn: '2026-08-03' }, { dueOn: '2026-07-20' }, { dueOn: '2026-08-04' }])
    await sql`update complaint set received_on = '2025-05-01', decided_on = '2025-08-20' where reference = ${soon.reference}`.execute(
      database,
    )
    const first = await (await compliance.get('/desk/recommendations')).text()
    expect(await wordsOf(new Response(first))).toMatch(
      /52 overdue .* Overdue 52 Evidence to read 0 Nearly due 2 Long outstanding 3/,
    )
    expect(numbersIn(first, overdue.dashed)).toHaveLength(50)
    const next = /href="(\/desk\/recommendations\?list=overdue&amp;after=[^"]+)"/.exec(first)?.[1] ?? ''
    const second = await (await compliance.get(next.replaceAll('&amp;', '&'))).text()
    expect(new Set([...numbersIn(first, overdue.dashed), ...numbersIn(second, overdue.dashed)]).size).toBe(52)
    expect(
      numbersIn(await (await compliance.get('/desk/recommendations?list=due-soon')).text(), soon.dashed),
    ).toEqual([2, 1])
    const long = await (await compliance.get('/desk/recommendations?list=long-outstanding')).text()
    expect(numbersIn(long, soon.dashed)).toEqual([1, 2, 3])
    expect((await compliance.get('/desk/recommendations?list=overdue&after=nonsense')).status).toBe(200)
  })

  test('are for compliance officers and investigators', async () => {
    const approver = await world.signIn('approver')
    expect((await approver.get('/desk/recommendations')).status).toBe(403)
    expect((await investigator.get('/desk/recommendations')).status).toBe(200)
  })
})

function numbersIn(html: string, dashed: string): readonly number[] {
  return [...html.matchAll(new RegExp(`/desk/recommendations/larchwick/${dashed}/(\\d+)"`, 'g'))].map(
    ([, number]) => Number(number),
  )
}
