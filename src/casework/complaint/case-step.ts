import { daysAfter, daysBetween } from '../../scheme/calendar-days.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { Assessment, AssessmentConclusion } from './assessment.ts'
import { clockAt } from './case-clock.ts'
import type { CaseDecision } from './case-decision.ts'
import { type CaseFile, type CaseStep, placeOf } from './case-file.ts'
import { type CaseTask, canTake, life, type Side, type StepKind, stageWords } from './case-stage.ts'

/** A step somebody wants to take with a case. */
export type StepRequest =
  | { readonly kind: 'assigned'; readonly worker: { readonly id: string; readonly email: string } | null }
  | { readonly kind: 'acknowledged' | 'sent-to-assessment' | 'resumed' }
  | {
      readonly kind: 'assessed'
      readonly assessment: Assessment
      readonly conclusion: AssessmentConclusion
    }
  | { readonly kind: 'paused'; readonly reason: string }
  | { readonly kind: 'draft-sent'; readonly text: string; readonly untilOn: IsoDate }
  | { readonly kind: 'comment' | 'review-asked'; readonly side: Side; readonly text: string }
  | { readonly kind: 'decided'; readonly decision: CaseDecision }
  | { readonly kind: 'review-answered'; readonly text: string }

/** What a step makes of the work on a case; what it does not name stays as it is. */
export type StepEffect = Partial<Pick<CaseFile, 'stage' | 'task' | 'dueOn' | 'targetOn' | 'pausedOn'>> & {
  readonly personId?: string | null
}

export type StepReading =
  | { readonly ok: true; readonly effect: StepEffect }
  | { readonly ok: false; readonly reason: string; readonly field?: string }

/** Where a case stands after a step, or why the step cannot be taken now. */
export function effectOfStep(
  scheme: Scheme,
  file: CaseFile,
  steps: readonly CaseStep[],
  request: StepRequest,
  today: IsoDate,
): StepReading {
  const refusal = refusalOf(file, request.kind)
  if (refusal !== undefined) return { ok: false, reason: refusal }
  switch (request.kind) {
    case 'assigned':
      return { ok: true, effect: { personId: request.worker?.id ?? null } }
    case 'paused':
      return { ok: true, effect: { pausedOn: today } }
    case 'resumed':
      return { ok: true, effect: resumed(file, today) }
    case 'draft-sent':
      if (request.untilOn <= today) {
        return {
          ok: false,
          field: 'until',
          reason: 'Both sides need time to comment. Choose a day after today.',
        }
      }
      return { ok: true, effect: { stage: 'draft', task: 'await-comments', dueOn: request.untilOn } }
    case 'comment':
      return { ok: true, effect: haveBothCommented(steps, request.side) ? toDecide(scheme, file, today) : {} }
    case 'decided': {
      const waiting = commentsAwaited(file, today)
      return waiting === undefined
        ? { ok: true, effect: decidedFile }
        : { ok: false, reason: `Both sides may comment until ${printDate(waiting)}. ${afterwards}` }
    }
    case 'assessed':
      if (request.conclusion.kind === 'close') return { ok: true, effect: decidedFile }
      return { ok: true, effect: onward(scheme, file, 'assessed', today) }
    default:
      return { ok: true, effect: onward(scheme, file, request.kind, today) }
  }
}

/** Why a step cannot be taken with a case now; undefined where it can. */
export function refusalOf(file: CaseFile, kind: StepKind): string | undefined {
  const place = placeOf(file)
  if (canTake(kind, place)) return undefined
  if (place.isPaused && canTake(kind, { ...place, isPaused: false })) {
    return 'The clock of this case is paused. Let it run again first.'
  }
  return `That cannot be done with this case as it stands: ${lowerFirst(stageWords[file.stage].standing)}.`
}

/** The last day on which sides may still comment on the draft; undefined where the decision need not wait. */
export function commentsAwaited({ stage, task, dueOn }: CaseFile, today: IsoDate): IsoDate | undefined {
  const isWaiting = stage === 'draft' && task === 'await-comments' && dueOn !== null && dueOn >= today
  return isWaiting ? dueOn : undefined
}

const afterwards = 'Decide once that day is over, or once both have commented.'

const decidedFile: StepEffect = { stage: 'decided', task: null, dueOn: null }

/** Days on which the clock stood still count for nothing: whatever is due is due so many days later. */
function resumed({ pausedOn, dueOn, targetOn }: CaseFile, today: IsoDate): StepEffect {
  const days = pausedOn === null ? 0 : Math.max(0, daysBetween(pausedOn, today))
  return {
    pausedOn: null,
    targetOn: daysAfter(targetOn, days),
    dueOn: dueOn === null ? null : daysAfter(dueOn, days),
  }
}

function haveBothCommented(steps: readonly CaseStep[], side: Side): boolean {
  const sent = steps.findLastIndex(({ kind }) => kind === 'draft-sent')
  const commented = steps.slice(sent + 1).filter(({ kind }) => kind === 'comment')
  return new Set([side, ...commented.map((step) => step.side)]).size === 2
}

function toDecide(scheme: Scheme, file: CaseFile, today: IsoDate): StepEffect {
  return file.task === 'decide' ? {} : { task: 'decide', dueOn: dueOn(scheme, file, 'decide', today) }
}

function onward(scheme: Scheme, file: CaseFile, kind: StepKind, today: IsoDate): StepEffect {
  const { to } = life[kind]
  if (to === undefined) return {}
  return { ...to, dueOn: to.task === null ? null : dueOn(scheme, file, to.task, today) }
}

/** By when something is due that is next from today on. */
export function dueOn(
  scheme: Scheme,
  { receivedOn, targetOn }: Pick<CaseFile, 'receivedOn' | 'targetOn'>,
  task: CaseTask,
  today: IsoDate,
): IsoDate {
  const { dueAfterDays, commentDays } = scheme.casework
  if (task === 'await-comments') return daysAfter(today, commentDays)
  if (task === 'decide' || task === 'review') return daysAfter(today, dueAfterDays[task])
  const pausedDays = daysBetween(clockAt(scheme, receivedOn, [], receivedOn).targetOn, targetOn)
  return daysAfter(receivedOn, dueAfterDays[task] + pausedDays)
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
