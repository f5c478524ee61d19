import { type CaseClock, clockAt, type Pause } from '../casework/complaint/case-clock.ts'
import type { CaseDecision } from '../casework/complaint/case-decision.ts'
import type { CaseFile, CaseStep } from '../casework/complaint/case-file.ts'
import { life } from '../casework/complaint/case-stage.ts'
import { dueOn, effectOfStep, type StepRequest } from '../casework/complaint/case-step.ts'
import type { Complainant } from '../casework/complaint/complainant.ts'
import { daysAfter } from '../scheme/calendar-days.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import { reportingYearOf } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { yearUnderReview } from './calibration.ts'
import type { SettledCase } from './invented-settlements.ts'
import { type Random, random, shuffled } from './random.ts'
import { statementMatter } from './statement-matters.ts'
import { statementSlots } from './statement-slots.ts'
import { writeText } from './statement-template.ts'

/** A case that is worked on now, with everything done and written so far. */
export type InventedOpenCase = {
  /** Slug. */
  readonly authority: string
  readonly category: string
  readonly subcategory: string | null
  readonly receivedOn: IsoDate
  /** Whether the demonstration's investigator has it; nobody has it otherwise. */
  readonly isAssigned: boolean
  readonly file: CaseFile
  readonly steps: readonly CaseStep[]
  readonly pauses: readonly Pause[]
  readonly texts: Readonly<Partial<Record<'complaint' | 'investigation' | 'draft' | 'decision', string>>>
  readonly assessment: {
    readonly request: StepRequest & { readonly kind: 'assessed' }
    readonly on: IsoDate
  } | null
  readonly decision: (CaseDecision & { readonly on: IsoDate }) | null
  readonly complainant: Complainant
}

/** So many cases are at each place of their life, by the day on which they stand there. */
const places = [
  { place: 'new', count: 16, days: [0, 6] },
  { place: 'acknowledged', count: 26, days: [3, 20] },
  { place: 'assessed-now', count: 44, days: [12, 30] },
  { place: 'investigated', count: 150, days: [34, 130] },
  { place: 'commented', count: 36, days: [110, 175] },
  { place: 'to-decide', count: 20, days: [130, 200] },
  { place: 'decided', count: 24, days: [120, 200] },
  { place: 'reviewed', count: 6, days: [140, 210] },
] as const

type Place = (typeof places)[number]['place']

/**
 * Cases that are open on a day, in the pattern of those decided last. Only complaints received after the year under
 * review are made up, so that no figure of that year counts any.
 */
export function inventOpenCases(
  scheme: Scheme,
  seed: number,
  cases: readonly SettledCase[],
  today: IsoDate,
): readonly InventedOpenCase[] {
  const chance = random(seed, 'open cases')
  const last = cases.filter(({ decidedOn }) => decidedOn !== null && decidedOn >= `${yearUnderReview}-10-01`)
  const patterns = shuffled(chance, last)
  const planned = places.flatMap(({ place, count, days: [least, most] }) =>
    Array.from({ length: count }, () => ({ place, days: chance.between(least, most) })),
  )
  return planned
    .flatMap(({ place, days }, index) => {
      const pattern = patterns[index]
      const receivedOn = daysAfter(today, -days)
      const isOfReviewedYear = reportingYearOf(scheme, receivedOn) <= yearUnderReview
      return pattern === undefined || isOfReviewedYear
        ? []
        : [openCase(scheme, chance, pattern, { place, receivedOn, today })]
    })
    .toSorted((one, other) => (one.receivedOn < other.receivedOn ? -1 : 1))
}

function openCase(
  scheme: Scheme,
  chance: Random,
  { authority, category, subcategory }: SettledCase,
  {
    place,
    receivedOn,
    today,
  }: { readonly place: Place; readonly receivedOn: IsoDate; readonly today: IsoDate },
): InventedOpenCase {
  const texts = inventTexts(chance, { category, subcategory, receivedOn })
  const plan = planOf(scheme, chance, texts, { place, receivedOn, today })
  const { file, steps, pauses } = play(scheme, receivedOn, plan)
  const isInvestigated = steps.some(({ kind }) => kind === 'assessed')
  const isDrafted = steps.some(({ kind }) => kind === 'draft-sent')
  const decided = plan.find(isDecision)
  const assessed = plan.find(isAssessment)
  return {
    authority,
    category,
    subcategory,
    receivedOn,
    isAssigned: chance.unit() < (place === 'new' ? 0.4 : 0.92),
    file,
    steps,
    pauses,
    texts: {
      complaint: texts.complaint,
      ...(isInvestigated && chance.unit() < 0.8 ? { investigation: texts.investigation } : {}),
      ...(isDrafted ? { draft: texts.draft } : {}),
      ...(decided === undefined ? {} : { decision: texts.draft }),
    },
    assessment: assessed === undefined ? null : { request: assessed.request, on: assessed.on },
    decision: decided === undefined ? null : { ...decided.request.decision, on: decided.on },
    complainant: inventComplainant(texts.name),
  }
}

type Planned<Request extends StepRequest = StepRequest> = { readonly request: Request; readonly on: IsoDate }

function isDecision(planned: Planned): planned is Planned<StepRequest & { readonly kind: 'decided' }> {
  return planned.request.kind === 'decided'
}

function isAssessment(planned: Planned): planned is Planned<StepRequest & { readonly kind: 'assessed' }> {
  return planned.request.kind === 'assessed'
}

/** What was done in a case until today, for it to stand where it does. */
function planOf(
  scheme: Scheme,
  chance: Random,
  texts: InventedTexts,
  {
    place,
    receivedOn,
    today,
  }: { readonly place: Place; readonly receivedOn: IsoDate; readonly today: IsoDate },
): readonly Planned[] {
  const on = (days: number) => daysAfter(receivedOn, days)
  const plan: Planned[] = []
  const add = (request: StepRequest, day: IsoDate) => {
    plan.push({ request, on: day })
  }
  if (place === 'new') return plan
  add({ kind: 'acknowledged' }, on(chance.between(1, 3)))
  if (place === 'acknowledged') return plan
  add({ kind: 'sent-to-assessment' }, on(chance.between(6, 10)))
  if (place === 'assessed-now') return plan
  const assessedOn = on(chance.between(18, 31))
  add({ kind: 'assessed', assessment: texts.assessment, conclusion: { kind: 'investigate' } }, assessedOn)
  if (place === 'investigated') {
    planPauses(chance, assessedOn, today, add)
    return plan
  }
  const draftDaysAgo = {
    commented: chance.between(1, 13),
    'to-decide': chance.between(13, 20),
    decided: 0,
    reviewed: 0,
  }
  const decidedDaysAgo = place === 'reviewed' ? chance.between(30, 45) : chance.between(1, 38)
  const isOver = place === 'decided' || place === 'reviewed'
  const sentOn = daysAfter(today, -(isOver ? decidedDaysAgo + chance.between(15, 24) : draftDaysAgo[place]))
  const untilOn = daysAfter(sentOn, scheme.casework.commentDays)
  add({ kind: 'draft-sent', text: texts.draft, untilOn }, sentOn)
  const commentsOn = daysAfter(sentOn, place === 'commented' ? 1 : chance.between(8, 12))
  if (place !== 'commented' || chance.unit() < 0.5) {
    add({ kind: 'comment', side: 'authority', text: 'The Council accepts the draft.' }, commentsOn)
  }
  if (place === 'commented') return plan.filter(({ on: day }) => day <= today)
  add(
    { kind: 'comment', side: 'complainant', text: `${texts.name} agrees, and asks that it be done soon.` },
    commentsOn,
  )
  if (place === 'to-decide') return plan
  const decidedOn = daysAfter(today, -decidedDaysAgo)
  const { outcome, isRemediedBefore } = texts
  add({ kind: 'decided', decision: { outcome, isRemediedBefore, text: texts.draft } }, decidedOn)
  if (place === 'reviewed') {
    add(
      {
        kind: 'review-asked',
        side: chance.unit() < 0.7 ? 'complainant' : 'authority',
        text: 'They say that a letter they sent was not taken into account.',
      },
      daysAfter(decidedOn, chance.between(5, 25)),
    )
  }
  return plan
}

/** Some wait for records, and some did. */
function planPauses(
  chance: Random,
  assessedOn: IsoDate,
  today: IsoDate,
  add: (request: StepRequest, day: IsoDate) => void,
): void {
  if (chance.unit() > 0.3) return
  const from = daysAfter(assessedOn, chance.between(1, 12))
  const reasons = [
    'Waiting for the Council’s records.',
    'Waiting for the outcome of an appeal about the same matter.',
    'The complainant asked for time, being in hospital.',
  ]
  if (from >= today) return
  add({ kind: 'paused', reason: reasons[chance.between(0, reasons.length - 1)] ?? '' }, from)
  const until = daysAfter(from, chance.between(8, 45))
  if (until < today) add({ kind: 'resumed' }, until)
}

/** Takes one step after the other, by the rules by which people take them. */
function play(scheme: Scheme, receivedOn: IsoDate, plan: readonly Planned[]) {
  const { targetOn }: CaseClock = clockAt(scheme, receivedOn, [], receivedOn)
  const begun = life.taken.to
  if (begun?.task == null) throw new Error('a complaint that is taken has nothing next')
  let file: CaseFile = {
    ...begun,
    dueOn: dueOn(scheme, { receivedOn, targetOn }, begun.task, receivedOn),
    targetOn,
    receivedOn,
    worker: null,
    pausedOn: null,
    version: 0,
  }
  const steps: CaseStep[] = [stepOn('taken', receivedOn)]
  const pauses: Pause[] = []
  for (const { request, on } of plan) {
    const reading = effectOfStep(scheme, file, steps, request, on)
    if (!reading.ok) throw new Error(`the demonstration cannot take a step: ${reading.reason}`)
    file = { ...file, ...reading.effect }
    steps.push({
      ...stepOn(request.kind, on),
      side: 'side' in request ? request.side : null,
      text: request.kind === 'paused' ? request.reason : 'side' in request ? request.text : null,
      untilOn: request.kind === 'draft-sent' ? request.untilOn : null,
    })
    if (request.kind === 'paused') pauses.push({ fromOn: on, untilOn: null, reason: request.reason })
    const last = pauses.at(-1)
    if (request.kind === 'resumed' && last !== undefined) pauses.splice(-1, 1, { ...last, untilOn: on })
  }
  return { file, steps, pauses }
}

function stepOn(kind: CaseStep['kind'], takenOn: IsoDate): CaseStep {
  return { kind, takenOn, takenBy: '', side: null, text: null, untilOn: null }
}

type InventedTexts = {
  /** "Miss X", as the texts call whoever complained. */
  readonly name: string
  readonly complaint: string
  readonly investigation: string
  readonly draft: string
  readonly outcome: string
  readonly isRemediedBefore: boolean | null
  readonly assessment: (StepRequest & { readonly kind: 'assessed' })['assessment']
}

function inventTexts(
  chance: Random,
  {
    category,
    subcategory,
    receivedOn,
  }: { readonly category: string; readonly subcategory: string | null; readonly receivedOn: IsoDate },
): InventedTexts {
  const matter = statementMatter(category, subcategory)
  const issue = matter.issues[chance.between(0, matter.issues.length - 1)]
  if (issue === undefined) throw new Error(`there is no issue of ${category}, ${subcategory}`)
  const slots = statementSlots(chance, { bodyNoun: 'the Council', category, subcategory })
  const write = (template: string) => writeText(template, slots, chance)
  const isUpheld = chance.unit() < 0.8
  const events = issue.events
    .slice(0, 4)
    .map((event, index) => `In ${monthOf(receivedOn, index - 9)}, ${write(event)}.`)
  const finding = isUpheld ? `${write(issue.fault)} ${write(issue.harm)}` : write(issue.sound)
  return {
    name: slots.X ?? '',
    complaint: `${write(`{X} complains that {the council} ${issue.problem}.`)} ${write(`{X} says ${issue.effect}.`)}`,
    investigation: events.join(' '),
    draft: `${isUpheld ? 'Upheld' : 'Not upheld'}. ${finding}`,
    outcome: isUpheld ? 'upheld' : 'not-upheld',
    isRemediedBefore: isUpheld ? chance.unit() < 0.12 : null,
    assessment: {
      legalBar: 'No legal bar. The Council has given its final answer.',
      publicInterest: 'others may be in the same position.',
      injustice: write(issue.effect),
      fault: 'the records so far do not show why it happened.',
      remedy: 'an apology, and something that puts it right for others too.',
    },
  }
}

/** "May 2026", so many months after a day. */
function monthOf(day: IsoDate, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date)
}

/** Nobody: whoever complains in the demonstration is called so that nobody takes them for a person. */
function inventComplainant(name: string): Complainant {
  return {
    name: `${name} (invented)`,
    address: '1 Invented Street, Nowhere',
    email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@complainant.example`,
    telephone: null,
    adjustments: null,
    representative: null,
  }
}
