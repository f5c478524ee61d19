import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addReviewUnderWay } from '../../../tests/review-under-way.ts'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { saveBankHolidays } from '../../authorities/authority-store.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { calculateYears } from '../../statistics/yearly-figures-actions.ts'
import { readYearlyFigures } from '../../statistics/yearly-figures-store.ts'

// The site stands at noon of 1 August 2024: 2022-23 and 2023-24 are published, 2024-25 is sent with its moment to come,
// and 2025-26 has no figures.
let site: WholeTestSite
let investigator: SignedIn

const text = 'Ms X complains that she was left without a home for eleven weeks.'
const complainant = {
  name: 'Ms Xenia Invented',
  address: '1 Invented Street',
  email: 'xenia@complainant.example',
  telephone: '',
  adjustments: 'Large print',
  representative: '',
}
const complaint = {
  authority: 'Larchwick',
  category: 'housing',
  subcategory: 'Homelessness',
  receivedOn: '28 April 2026',
  authorityReference: 'HO/2026/17',
  authorityService: 'Homes and landlords',
  text,
  worker: 'me',
  ...complainant,
}
const assessment = {
  legalBar: 'No legal bar. The Council had given its final answer.',
  publicInterest: 'others may be in the same position',
  injustice: 'distress',
  fault: 'its records do not show why',
  remedy: 'an apology',
}

const firstOfMay = new Date('2026-05-01T12:00:00Z')

async function openSite(): Promise<void> {
  site = await wholeInventedSite()
  investigator = await site.signIn('investigator')
}

async function beginOnFirstOfMay(): Promise<void> {
  await setMoment(site.opened.database, firstOfMay)
}

async function closeSite(): Promise<void> {
  expect(site.faults).toEqual([])
  await site.close()
}

async function take(fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await investigator.post('/desk/casework/complaints', { ...complaint, ...fields })
  const location = response.headers.get('location') ?? ''
  if (response.status !== 303) throw new Error(plain(await response.text()))
  return location.replace(/\?.*/, '')
}

/** Takes a step from its own page, as somebody does who has just opened it. */
async function step(path: string, kind: string, fields: Readonly<Record<string, string>> = {}) {
  const page = `${path}/steps/${kind}`
  const seen = seenIn(await (await investigator.get(page)).text())
  return investigator.post(page, { seen, ...fields })
}

async function taken(
  path: string,
  kind: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  const response = await step(path, kind, fields)
  if (response.status !== 303) throw new Error(plain(await response.text()))
}

function seenIn(html: string): string {
  return /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? ''
}

async function toAssessment(path: string): Promise<void> {
  await taken(path, 'acknowledged')
  await taken(path, 'sent-to-assessment')
}

async function toInvestigation(path: string): Promise<void> {
  await toAssessment(path)
  await taken(path, 'assessed', { ...assessment, outcome: 'investigate' })
}

const draft = { text: 'Upheld. There was fault, and it caused injustice.', until: '15 May 2026' }

async function toDraft(path: string): Promise<void> {
  await toInvestigation(path)
  await taken(path, 'draft-sent', draft)
}

async function bothComment(path: string): Promise<void> {
  await taken(path, 'comment', { side: 'complainant', text: 'She agrees.' })
  await taken(path, 'comment', { side: 'authority', text: 'It accepts the fault.' })
}

const upheld = { outcome: 'upheld', isRemediedBefore: 'no', text: draft.text }

async function toDecision(path: string): Promise<void> {
  await toDraft(path)
  await bothComment(path)
  await taken(path, 'decided', upheld)
}

async function pageOf(path: string, person = investigator): Promise<string> {
  return plain(await (await person.get(path)).text())
}

function plain(html: string): string {
  const body = html.replace(/<head>.*?<\/head>/s, ' ')
  return body
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1')
}

async function recordOf(path: string) {
  const reference = (path.split('/').at(-1) ?? '').replaceAll('-', ' ')
  return site.opened.database
    .selectFrom('complaint')
    .select(['decidedOn', 'outcome', 'stageReached', 'isRemediedBefore', 'origin', 'receivedOn'])
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow()
}

async function everythingOfCases(): Promise<string> {
  const { database } = site.opened
  const tables = [
    'complaint',
    'caseFile',
    'casePart',
    'caseStep',
    'casePause',
    'complainant',
    'auditEntry',
  ] as const
  const rows = await Promise.all(tables.map((table) => database.selectFrom(table).selectAll().execute()))
  return JSON.stringify(rows)
}

describe('a complaint', () => {
  beforeAll(openSite)
  beforeEach(beginOnFirstOfMay)
  afterAll(closeSite)

  test('goes from receipt to decision, and its page reads from top to bottom', async () => {
    await site.opened.database
      .transaction()
      .execute((transaction) =>
        saveBankHolidays(transaction, [{ date: '2026-05-25', name: 'Spring bank holiday' }]),
      )
    const path = await take()
    expect(path).toBe('/desk/cases/larchwick/26-000-001')
    expect(await pageOf(path)).toContain(
      'Not assessed yet. Day 3 of 182. To be acknowledged by 3 May 2026. You work on it.',
    )
    await toInvestigation(path)
    await taken(path, 'paused', { reason: 'Waiting for the Council’s records' })
    expect(await pageOf(path)).toContain('Being investigated, and the clock is paused. Day 3 of 182.')
    await setMoment(site.opened.database, new Date('2026-05-11T12:00:00Z'))
    await taken(path, 'resumed')
    await investigator.post(`${path}/parts/investigation`, {
      seen: '0',
      text: 'The decision letter was never sent.',
    })
    await taken(path, 'draft-sent', { text: draft.text, until: '25 May 2026' })
    expect(await pageOf(path)).toContain(
      'Draft decision sent. Day 3 of 182; 10 days of pause not counted. Both sides may comment until 25 May 2026.',
    )
    await bothComment(path)
    await setMoment(site.opened.database, new Date('2026-05-20T12:00:00Z'))
    const decision = 'Upheld. The Council sent no decision, and Ms X had no home.'
    await taken(path, 'decided', { ...upheld, text: decision })
    const page = await pageOf(path)
    const inOrder = [
      '26 000 001 · Housing, Homelessness',
      'Larchwick District Council',
      'Upheld. Decided on 20 May 2026, after 22 days, 10 of them paused.',
      'Complaint received 28 April 2026',
      text,
      'Taken here',
      'The authority calls it HO/2026/17, Homes and landlords.',
      'The complainant’s details are kept apart from the case. See them (recorded)',
      'Assessment 1 May 2026 day 3',
      'No legal bar. The Council had given its final answer. Public interest: others may be in the same position. Injustice: distress. Fault: its records do not show why. Remedy: an apology. To be investigated.',
      'Investigation 1 May to 20 May 2026 clock paused 10 days',
      'The decision letter was never sent.',
      'Paused from 1 May 2026 to 11 May 2026: Waiting for the Council’s records.',
      'Draft decision 11 May 2026',
      'Sent to both sides. They could comment until 25 May 2026, a bank holiday (Spring bank holiday).',
      'The complainant, 11 May 2026 She agrees.',
      'The authority, 11 May 2026 It accepts the fault.',
      'Decision 20 May 2026',
      decision,
      'Counts for 2026-27: investigated, upheld, not remedied before it came here. No review asked for.',
      'Where it counts',
      'Changes so far',
      'Next Record a request for review',
      'Change this case',
    ]
    expect(inOrder.filter((words) => !page.includes(words))).toEqual([])
    const places = inOrder.map((words) => page.indexOf(words))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(await recordOf(path)).toEqual({
      origin: 'taken',
      receivedOn: '2026-04-28',
      decidedOn: '2026-05-20',
      outcome: 'upheld',
      stageReached: 'investigation',
      isRemediedBefore: false,
    })
  })

  test('gets the next reference of the year in which it was received', async () => {
    const [first, second] = [await take(), await take({ authority: 'Sedgely' })]
    const number = (path: string) => Number(path.split('/').at(-1)?.replaceAll('-', ''))
    expect(number(second)).toBe(number(first) + 1)
    expect(second).toContain('/sedgely/')
    expect(await take({ receivedOn: '31 March 2026' })).toContain('/25-000-001')
  })

  test.each([
    ['invalid-or-incomplete', 'Invalid or incomplete'],
    ['advice-given', 'Advice given'],
    ['referred-back', 'Referred back for local resolution'],
  ])('may end at intake as %s, without being investigated', async (outcome, name) => {
    const path = await take()
    await taken(path, 'decided', { outcome, text: 'It is too early.' })
    expect(await recordOf(path)).toMatchObject({
      outcome,
      stageReached: 'intake',
      isRemediedBefore: null,
      decidedOn: '2026-05-01',
    })
    expect(await pageOf(path)).toContain(
      `${name}. It is too early. Counts for 2026-27: not investigated, ${name.toLowerCase()}. Decided at intake.`,
    )
  })

  test('may be closed at assessment, or upheld there on an early remedy and count as investigated', async () => {
    const closed = await take()
    await toAssessment(closed)
    await taken(closed, 'assessed', {
      ...assessment,
      outcome: 'closed-after-initial-enquiries',
      text: 'There is too little injustice to investigate.',
    })
    expect(await recordOf(closed)).toMatchObject({
      outcome: 'closed-after-initial-enquiries',
      stageReached: 'assessment',
      isRemediedBefore: null,
    })
    const early = await take()
    await toAssessment(early)
    await taken(early, 'assessed', {
      ...assessment,
      outcome: 'upheld',
      isRemediedBefore: 'yes',
      text: 'Upheld: the Council has agreed to put it right.',
    })
    expect(await recordOf(early)).toMatchObject({
      outcome: 'upheld',
      stageReached: 'assessment',
      isRemediedBefore: true,
    })
    const page = await pageOf(early)
    expect(page).toContain('Remedy: an apology. Closed at assessment.')
    expect(page).toContain(
      'Counts for 2026-27: investigated, upheld, remedied before it came here. Decided at assessment.',
    )
    expect(page).not.toContain('Investigation')
  })

  test('is given to somebody, or to nobody', async () => {
    const path = await take({ worker: 'nobody' })
    expect(await pageOf(path)).toContain('Nobody works on it yet.')
    const id = await personId(investigator.email)
    await taken(path, 'assigned', { worker: id })
    expect(await pageOf(path)).toContain('You work on it.')
    expect((await step(path, 'assigned', { worker: 'nobody-at-all' })).status).toBe(422)
    await taken(path, 'assigned', { worker: '' })
    expect(await pageOf(path)).toContain('Nobody works on it yet.')
  })
})

describe('what is refused', () => {
  beforeAll(openSite)
  beforeEach(beginOnFirstOfMay)
  afterAll(closeSite)

  test.each([
    [
      { receivedOn: '2 May 2024' },
      'The figures of 2024-25, in which 2 May 2024 falls, are published: what they count changes only as a correction.',
    ],
    [{ receivedOn: '2 May 2026' }, '2 May 2026 is not yet over. Write the day it was received.'],
    [{ authority: 'Zzqqxx', name: '' }, 'Write the name of whoever complained.'],
  ])('a complaint of %o, with everything typed still there and nothing changed', async (wrong, reason) => {
    const before = await everythingOfCases()
    const response = await investigator.post('/desk/casework/complaints', { ...complaint, ...wrong })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(plain(html)).toContain(reason)
    expect(html).toContain(text)
    expect(html).toContain('value="HO/2026/17"')
    expect(await everythingOfCases()).toBe(before)
  })

  test('a decision while both sides may comment; once that time is over it is taken', async () => {
    const path = await take()
    await toDraft(path)
    const before = await everythingOfCases()
    const response = await step(path, 'decided', { ...upheld, text: 'Upheld after all.' })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(plain(html)).toContain('Both sides may comment until 15 May 2026.')
    expect(html).toContain('Upheld after all.')
    expect(await everythingOfCases()).toBe(before)
    await setMoment(site.opened.database, new Date('2026-05-16T12:00:00Z'))
    await taken(path, 'decided', upheld)
    expect(await recordOf(path)).toMatchObject({ outcome: 'upheld', decidedOn: '2026-05-16' })
  })

  test('a step that the case is not ready for, and nobody is asked to fill in its form', async () => {
    const path = await take()
    const page = await pageOf(`${path}/steps/draft-sent`)
    expect(page).toContain('That cannot be done with this case as it stands: not assessed yet.')
    expect(page).not.toContain('Comments until')
    const { version } = await versionOf(path)
    const response = await investigator.post(`${path}/steps/draft-sent`, { ...draft, seen: String(version) })
    expect(response.status).toBe(422)
    expect((await investigator.get(`${path}/steps/taken`)).status).toBe(404)
  })

  test('a comment period that ends on a holiday is not: it is said', async () => {
    const path = await take()
    await toInvestigation(path)
    const page = `${path}/steps/draft-sent`
    const html = await (await investigator.get(page)).text()
    // Fourteen days after 1 May 2026.
    expect(html).toContain('value="15 May 2026"')
    const wrong = await step(path, 'draft-sent', { ...draft, until: '31 February 2026' })
    expect(plain(await wrong.text())).toContain('There is no such day in the calendar.')
    const late = await step(path, 'draft-sent', { ...draft, until: '1 May 2026' })
    expect(plain(await late.text())).toContain('Choose a day after today.')
    const response = await step(path, 'draft-sent', { text: '', until: '23 May 2026' })
    expect(plain(await response.text())).toContain(
      '23 May 2026 is a Saturday, on which many offices are closed.',
    )
    await taken(path, 'draft-sent', { ...draft, until: '23 May 2026' })
    expect(await pageOf(path)).toContain('They may comment until 23 May 2026, a Saturday.')
  })

  test('a decision by way of changing what is on record, while the case is worked on', async () => {
    await addReviewUnderWay(site.opened.database)
    await beginOnFirstOfMay()
    const path = await take({ receivedOn: '2 March 2026' })
    const html = await (await investigator.get(`${path}/change`)).text()
    const fields = {
      seen: hidden(html, 'seen'),
      category: 'planning',
      subcategory: '',
      outcome: 'advice-given',
      decidedOn: '30 March 2026',
      stageReached: '',
      isRemediedBefore: '',
      complianceOutcome: '',
      complianceRecordedOn: '',
    }
    const shown = await (await investigator.post(`${path}/change`, fields)).text()
    const response = await investigator.post(`${path}/correction`, {
      ...fields,
      standings: hidden(shown, 'standings'),
    })
    expect(response.status).toBe(422)
    expect(plain(await response.text())).toContain('Decide it on its own page.')
    expect(await recordOf(path)).toMatchObject({ outcome: null, decidedOn: null })
  })
})

describe('two people with one case', () => {
  beforeAll(openSite)
  beforeEach(beginOnFirstOfMay)
  afterAll(closeSite)

  test('the second to take a step sees what the first did, and loses nothing typed', async () => {
    const path = await take()
    await toInvestigation(path)
    const seen = seenIn(await (await investigator.get(`${path}/steps/draft-sent`)).text())
    await taken(path, 'paused', { reason: 'Waiting for the care records' })
    const before = await everythingOfCases()
    const response = await investigator.post(`${path}/steps/draft-sent`, { ...draft, seen })
    expect(response.status).toBe(409)
    const html = await response.text()
    expect(plain(html)).toContain('Somebody else took a step with this case since you opened it')
    expect(plain(html)).toContain(
      'Done since you opened it Investigator paused the clock, 1 May 2026: “Waiting for the care records”',
    )
    expect(html).toContain(draft.text)
    expect(html).toContain('value="15 May 2026"')
    expect(await everythingOfCases()).toBe(before)
  })

  test('what the second typed can be sent again once they have seen it', async () => {
    const path = await take()
    await toInvestigation(path)
    const seen = seenIn(await (await investigator.get(`${path}/steps/draft-sent`)).text())
    await taken(path, 'assigned', { worker: '' })
    const html = await (await investigator.post(`${path}/steps/draft-sent`, { ...draft, seen })).text()
    const again = await investigator.post(`${path}/steps/draft-sent`, { ...draft, seen: seenIn(html) })
    expect(again.status).toBe(303)
  })

  test('a decision sent twice is taken once', async () => {
    const path = await take()
    const { version } = await versionOf(path)
    const fields = { seen: String(version), outcome: 'advice-given', text: 'Go to the tribunal.' }
    const statuses = await Promise.all(
      [1, 2].map(async () => (await investigator.post(`${path}/steps/decided`, fields)).status),
    )
    expect(statuses.toSorted()).toEqual([303, 409])
  })

  test('two may write different parts; of the same part the second sees what the first wrote', async () => {
    const path = await take()
    await toInvestigation(path)
    const writes = (part: string, seen: string, words: string) =>
      investigator.post(`${path}/parts/${part}`, { seen, text: words, authorityReference: 'NEW/1' })
    expect((await writes('investigation', '0', 'The first one wrote this.')).status).toBe(303)
    expect((await writes('complaint', '1', 'Ms X complains of two things.')).status).toBe(303)
    const response = await writes('investigation', '0', 'The second one typed this.')
    expect(response.status).toBe(409)
    const html = await response.text()
    expect(plain(html)).toContain('What stands there now The first one wrote this.')
    expect(html).toContain('The second one typed this.</textarea>')
    const again = await writes('investigation', seenIn(html), 'Both agree on this.')
    expect(again.status).toBe(303)
    const page = await pageOf(path)
    expect(page).toContain('Both agree on this.')
    expect(page).toContain('The authority calls it NEW/1.')
    expect((await writes('investigation', '2', '')).status).toBe(422)
  })

  test('a decided case is not written any more', async () => {
    const path = await take()
    await toDecision(path)
    const response = await investigator.post(`${path}/parts/draft`, { seen: '1', text: 'Otherwise.' })
    expect(response.status).toBe(422)
    expect(plain(await response.text())).toContain('This part is not written at this stage any more')
  })
})

describe('who complained', () => {
  beforeAll(openSite)
  beforeEach(beginOnFirstOfMay)
  afterAll(closeSite)

  test('is seen by those whose work needs it, each look on record, and nowhere else', async () => {
    const path = await take()
    for (const role of ['investigator', 'compliance-officer'] as const) {
      const person = await site.signIn(role)
      const page = await person.get(`${path}/complainant`)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain(complainant.name)
    }
    for (const role of ['statistician', 'approver', 'trainer', 'administrator'] as const) {
      const person = await site.signIn(role)
      expect((await person.get(`${path}/complainant`)).status).toBe(403)
      expect(await (await person.get(path)).text()).not.toContain(complainant.name)
    }
    const officer = await site.signIn('link-officer', 'larchwick')
    expect((await officer.get(`${path}/complainant`)).status).toBe(404)
    expect(await (await investigator.get(path)).text()).not.toContain(complainant.name)
    const looks = await audited('see complainant')
    expect(looks.map(({ actor, subject }) => [actor, subject])).toEqual([
      ['investigator@ombudsman.example', 'complaint 26 000 001'],
      ['compliance-officer@ombudsman.example', 'complaint 26 000 001'],
    ])
  })

  test('is changed by whoever works on the case alone, and the record says no more than which fields', async () => {
    const path = await take()
    const page = `${path}/complainant`
    const seen = seenIn(await (await investigator.get(page)).text())
    const changed = { ...complainant, telephone: '01234 567 890', seen }
    expect((await investigator.post(page, { ...changed, email: 'nobody' })).status).toBe(422)
    expect((await investigator.post(page, changed)).status).toBe(303)
    const response = await investigator.post(page, { ...changed, name: 'Ms Second Invented' })
    expect(response.status).toBe(409)
    const html = await response.text()
    expect(html).toContain('value="Ms Second Invented"')
    expect(plain(html)).toContain('Telephone 01234 567 890')
    await taken(path, 'assigned', { worker: '' })
    const refused = await investigator.post(page, {
      ...changed,
      seen: seenIn(html),
      name: 'Ms Other Invented',
    })
    expect(refused.status).toBe(422)
    expect(plain(await refused.text())).toContain('Only whoever works on this case changes who complained.')
    expect((await audited('change complainant')).map(({ after }) => after)).toEqual([
      { changed: ['telephone'] },
    ])
  })

  test('and what was written of a case never reach the record of who did what', async () => {
    const path = await take()
    await toDraft(path)
    await bothComment(path)
    const entries = JSON.stringify(await site.opened.database.selectFrom('auditEntry').selectAll().execute())
    for (const words of [complainant.name, complainant.email, complainant.address, text, 'She agrees']) {
      expect(entries).not.toContain(words)
    }
    expect(entries).toContain('case comment')
  })

  test('what is written of an open case is for those who work on cases', async () => {
    const path = await take()
    await toDraft(path)
    const statistician = await site.signIn('statistician')
    const page = await pageOf(path, statistician)
    expect(page).toContain('What is written of a case before it is decided is for those who work on cases.')
    for (const words of [draft.text, assessment.legalBar]) expect(page).not.toContain(words)
    expect((await statistician.get(`${path}/steps/decided`)).status).toBe(403)
    expect((await statistician.get(`${path}/parts/draft`)).status).toBe(403)
    expect((await statistician.get('/desk/casework/complaints')).status).toBe(403)
  })
})

describe('a request for review', () => {
  beforeEach(async () => {
    await openSite()
    await beginOnFirstOfMay()
  })
  afterEach(closeSite)

  const asked = { side: 'authority', text: 'A letter was not taken into account.' }

  test('is answered once, and the decision stands', async () => {
    const path = await take()
    await toDecision(path)
    await taken(path, 'review-asked', asked)
    expect(await pageOf(path)).toContain(
      'A review of the decision was asked for, to be answered by 29 May 2026.',
    )
    const seen = String((await versionOf(path)).version)
    expect((await investigator.post(`${path}/steps/review-asked`, { ...asked, seen })).status).toBe(422)
    await taken(path, 'review-answered', { text: 'The letter says nothing new.' })
    const page = await pageOf(path)
    expect(page).toContain(
      'The authority asked for a review, 1 May 2026 A letter was not taken into account.',
    )
    expect(page).toContain('Answered, 1 May 2026 The letter says nothing new.')
    expect(await recordOf(path)).toMatchObject({ outcome: 'upheld' })
  })

  test('changes a decision of a year without figures at once, and answers it in the same breath', async () => {
    const path = await take()
    await toDecision(path)
    await taken(path, 'review-asked', asked)
    const form = await (await investigator.get(`${path}/change`)).text()
    expect(plain(form)).toContain('Why the decision is changed')
    const fields = {
      seen: hidden(form, 'seen'),
      category: 'housing',
      subcategory: 'Homelessness',
      outcome: 'not-upheld',
      decidedOn: '1 May 2026',
      stageReached: 'investigation',
      isRemediedBefore: '',
      complianceOutcome: '',
      complianceRecordedOn: '',
      reviewAnswer: 'The letter shows that there was no fault.',
    }
    const shown = await (await investigator.post(`${path}/change`, fields)).text()
    expect(plain(shown)).toContain('No figure counts what changes here')
    const response = await investigator.post(`${path}/correction`, {
      ...fields,
      standings: hidden(shown, 'standings'),
      reviewAnswer: hidden(shown, 'reviewAnswer'),
    })
    expect(response.status).toBe(303)
    expect(await recordOf(path)).toMatchObject({ outcome: 'not-upheld', isRemediedBefore: null })
    const page = await pageOf(path)
    expect(page).toContain('Not upheld. Decided on 1 May 2026')
    expect(page).toContain('Answered, 1 May 2026 The letter shows that there was no fault.')
    expect(page).toContain('Outcome: Upheld → Not upheld')
  })

  test('that changes a decision into one of a kind that is published has its statement written', async () => {
    const path = await take()
    const decided = await step(path, 'decided', { outcome: 'advice-given', text: 'Advice.' })
    expect(decided.status).toBe(303)
    const toWrite = async () => (await investigator.get('/desk/publishing?list=to-write')).text()
    const reference = (path.split('/').at(-1) ?? '').replaceAll('-', ' ')
    expect(await toWrite()).not.toContain(reference)
    await taken(path, 'review-asked', asked)
    const fields = {
      seen: hidden(await (await investigator.get(`${path}/change`)).text(), 'seen'),
      category: 'housing',
      subcategory: 'Homelessness',
      outcome: 'upheld',
      decidedOn: '1 May 2026',
      stageReached: 'investigation',
      isRemediedBefore: 'no',
      complianceOutcome: '',
      complianceRecordedOn: '',
      reviewAnswer: 'There was fault.',
    }
    const shown = await (await investigator.post(`${path}/change`, fields)).text()
    const response = await investigator.post(`${path}/correction`, {
      ...fields,
      standings: hidden(shown, 'standings'),
    })
    expect(response.status).toBe(303)
    expect(await toWrite()).toContain(reference)
  })

  test('takes no decision back: it is changed into another', async () => {
    const path = await take()
    await toDecision(path)
    const form = await (await investigator.get(`${path}/change`)).text()
    const fields = {
      seen: hidden(form, 'seen'),
      category: 'housing',
      subcategory: 'Homelessness',
      outcome: '',
      decidedOn: '',
      stageReached: '',
      isRemediedBefore: '',
      complianceOutcome: '',
      complianceRecordedOn: '',
    }
    for (const action of ['change', 'correction']) {
      const response = await investigator.post(`${path}/${action}`, fields)
      expect(response.status).toBe(422)
      expect(plain(await response.text())).toContain('Outcome: the outcome is missing.')
    }
    expect(await recordOf(path)).toMatchObject({ outcome: 'upheld', decidedOn: '2026-05-01' })
  })

  test('of a case that came with a file and is published goes the way of a correction', async () => {
    const path = '/desk/cases/larchwick/23-000-005'
    expect(await pageOf(path)).toContain('A review was asked for')
    expect((await investigator.post(`${path}/work`)).headers.get('location')).toBe(
      `${path}/steps/review-asked`,
    )
    expect((await investigator.post(`${path}/work`)).status).toBe(422)
    await taken(path, 'review-asked', asked)
    const form = await (await investigator.get(`${path}/change`)).text()
    const fields = {
      seen: hidden(form, 'seen'),
      category: 'housing',
      subcategory: 'Allocations',
      outcome: 'not-upheld',
      decidedOn: '20 November 2023',
      stageReached: '',
      isRemediedBefore: '',
      complianceOutcome: 'satisfied',
      complianceRecordedOn: '1 February 2024',
      reviewAnswer: 'There was no fault.',
    }
    const shown = await (await investigator.post(`${path}/change`, fields)).text()
    expect(plain(shown)).toContain('Before you save this correction')
    const sent = { ...fields, standings: hidden(shown, 'standings') }
    const refused = await investigator.post(`${path}/correction`, { ...sent, reason: '' })
    expect(refused.status).toBe(422)
    expect(await pageOf(path)).toContain('to be answered by')
    const saved = await investigator.post(`${path}/correction`, { ...sent, reason: 'No fault on review.' })
    expect(saved.headers.get('location')).toBe(`${path}?done=corrected`)
    const page = await pageOf(path)
    expect(page).toContain('Answered, 1 May 2026 There was no fault.')
    expect(page).toContain('Corrected: No fault on review. 2023-24, revision 2')
  })
})

describe('a case that came with a file', () => {
  beforeAll(openSite)
  beforeEach(beginOnFirstOfMay)
  afterAll(closeSite)

  test('shows the same page with what is known, and where it came from', async () => {
    const page = await pageOf('/desk/cases/larchwick/23-000-005')
    for (const words of [
      'Upheld. Decided on 20 November 2023, after 202 days. Compliance: remedy complete and satisfied.',
      'What was complained about is not written here. Came with a file on',
      'Decision 20 November 2023 Upheld. Counts for 2023-24: investigated, upheld, not remedied before it came here.',
      'Next A review was asked for Change this case',
    ]) {
      expect(page).toContain(words)
    }
  })

  test('and is not decided can be worked on here', async () => {
    const { database } = site.opened
    const authority = await database
      .selectFrom('authority')
      .select('authorityId')
      .where('slug', '=', 'larchwick')
      .executeTakeFirstOrThrow()
    await database
      .insertInto('complaint')
      .values({ ...authority, reference: '26 500 000', category: 'housing', receivedOn: '2026-04-20' })
      .execute()
    const path = '/desk/cases/larchwick/26-500-000'
    expect(await pageOf(path)).toContain('Not decided yet. Received on 20 April 2026.')
    expect((await investigator.post(`${path}/work`)).status).toBe(303)
    expect(await pageOf(path)).toContain(
      'Not assessed yet. Day 11 of 182. To be acknowledged by 25 April 2026, 6 days ago. You work on it.',
    )
    expect(await take()).toContain('26-500-001')
  })
})

describe('the figures of a year', () => {
  beforeAll(openSite)
  beforeEach(beginOnFirstOfMay)
  afterAll(closeSite)

  test('count what was decided here exactly as it was decided', async () => {
    const { database } = site.opened
    await addReviewUnderWay(database)
    const year = reportingYear(2025)
    await setMoment(database, new Date('2026-02-02T12:00:00Z'))
    const received = { receivedOn: '30 January 2026' }
    const [whole, early, sent] = [await take(received), await take(received), await take(received)]
    await calculated(year)
    const before = await figuresOf(year)
    await toInvestigation(whole)
    await taken(whole, 'draft-sent', { ...draft, until: '16 February 2026' })
    await bothComment(whole)
    await taken(whole, 'decided', { outcome: 'not-upheld', text: 'Not upheld.', isRemediedBefore: '' })
    await toAssessment(early)
    await taken(early, 'assessed', {
      ...assessment,
      outcome: 'upheld',
      isRemediedBefore: 'yes',
      text: 'Upheld on an early remedy.',
    })
    await taken(sent, 'decided', { outcome: 'referred-back', text: 'Too early.' })
    await calculated(year)
    const after = await figuresOf(year)
    // One upheld of two more that were investigated, remedied before; three more decided.
    expect(difference(before, after, 'complaints-upheld')).toEqual([1, 2])
    expect(difference(before, after, 'satisfactory-remedy')).toEqual([1, 1])
    expect(difference(before, after, 'decided')).toEqual([3, 0])
  })

  test('that are published take no decision any more', async () => {
    const { database } = site.opened
    await setMoment(database, new Date('2024-03-30T12:00:00Z'))
    const response = await investigator.post('/desk/casework/complaints', {
      ...complaint,
      receivedOn: '20 March 2024',
    })
    expect(response.status).toBe(422)
    expect(plain(await response.text())).toContain('The figures of 2023-24')
  })

  async function calculated(year: ReturnType<typeof reportingYear>): Promise<void> {
    const calculation = await calculateYears(site.opened.database, scheme, [year])
    if (!calculation.ok) throw new Error(calculation.problems.join(' '))
  }

  async function figuresOf(year: ReturnType<typeof reportingYear>): Promise<YearlyFigures> {
    const { authorityId } = await site.opened.database
      .selectFrom('authority')
      .select('authorityId')
      .where('slug', '=', 'larchwick')
      .executeTakeFirstOrThrow()
    const figures = await readYearlyFigures(site.opened.database, authorityId, year)
    if (figures === undefined) throw new Error(`${year} has no figures`)
    return figures
  }
})

/** By how much the counts of a measure differ. */
function difference(before: YearlyFigures, after: YearlyFigures, measure: string) {
  const [one, other] = [before, after].map(({ figures }) => {
    const figure = figures.get(measure)
    if (figure === undefined) throw new Error(`there is no figure ${measure}`)
    return figure.state === 'calculated' ? figure : { numerator: 0, denominator: 0 }
  })
  return [
    (other?.numerator ?? 0) - (one?.numerator ?? 0),
    (other?.denominator ?? 0) - (one?.denominator ?? 0),
  ]
}

async function versionOf(path: string) {
  const reference = (path.split('/').at(-1) ?? '').replaceAll('-', ' ')
  return site.opened.database
    .selectFrom('caseFile')
    .innerJoin('complaint', 'complaint.complaintId', 'caseFile.complaintId')
    .select('version')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow()
}

async function personId(email: string): Promise<string> {
  const { id } = await site.opened.database
    .selectFrom('person')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  return id
}

async function audited(action: string) {
  return site.opened.database
    .selectFrom('auditEntry')
    .select(['actor', 'subject', 'after'])
    .where('action', '=', action)
    .orderBy('entryId')
    .execute()
}

function hidden(html: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  return value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}
