import { type SelfAssessment, stateOf } from '../handling-code/self-assessment/self-assessment.ts'
import { answerWords, type Query } from '../review/queries/query.ts'
import { daysBetween } from '../scheme/calendar-days.ts'
import { dayOf, printDate, printYear } from '../scheme/printed-dates.ts'
import type { IsoDate, ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { capital, inDays, numberInWords } from '../scheme/sentence-words.ts'
import { mayBeQueried, type ShownRevision, visibilityOf } from './shown-revision.ts'

/** Something an authority agreed to do and has not shown to be done. */
export type OpenAction = {
  readonly slug: string
  readonly reference: string
  readonly number: number
  readonly kind: string
  readonly text: string | null
  readonly amountPence: number | null
  readonly summary: string | null
  readonly category: string
  readonly subcategory: string | null
  readonly dueOn: IsoDate
  /** When the authority said that it is done: then it waits for the Ombudsman. */
  readonly completeSentAt: Date | null
}

/** What an authority has to do, or can, by when. */
export type ToDo =
  | {
      readonly kind: 'check'
      readonly year: ReportingYear
      readonly by: IsoDate
      readonly daysLeft: number
      readonly openCount: number
    }
  | {
      readonly kind: 'read'
      readonly year: ReportingYear
      readonly revision: number
      /** The day on which it becomes public. */
      readonly by: IsoDate
      readonly sentOn: IsoDate | null
    }
  | {
      readonly kind: 'evidence'
      readonly action: OpenAction
      readonly by: IsoDate
      /** Below 0 where its day has passed. */
      readonly daysLeft: number
    }
  | { readonly kind: 'assess'; readonly assessment: SelfAssessment; readonly state: AssessmentToDo }
  | { readonly kind: 'wait'; readonly query: Query; readonly raisedOn: IsoDate }
  | { readonly kind: 'answered'; readonly query: Query; readonly answer: string }

/** A self-assessment that somebody at the authority has to do something with. */
export type AssessmentToDo = 'submitted' | 'approved' | 'sent-back'

/**
 * What needs doing, the nearest date first; then what waits for somebody at the authority, for the Ombudsman, then what was answered about a year
 * that is not public yet.
 */
export function toDoList(
  scheme: Scheme,
  {
    now,
    revisions,
    letters,
    queries,
    actions,
    assessments,
    soonUntil,
  }: {
    readonly now: Date
    /** Those that this authority has figures in. */
    readonly revisions: readonly ShownRevision[]
    readonly letters: readonly { readonly year: ReportingYear; readonly revision: number }[]
    readonly queries: readonly Query[]
    readonly actions: readonly OpenAction[]
    readonly assessments: readonly SelfAssessment[]
    /** The last day that counts as soon for an action. */
    readonly soonUntil: IsoDate
  },
): readonly ToDo[] {
  const today = dayOf(scheme, now)
  const dated = revisions.flatMap((revision): (ToDo & { readonly by: IsoDate })[] => {
    const { year, untilOn, publishedAt, sentAt } = revision
    if (untilOn !== null && mayBeQueried(scheme, revision, now)) {
      const openCount = queries.filter((query) => query.year === year && query.answer === null).length
      return [{ kind: 'check', year, by: untilOn, daysLeft: daysBetween(today, untilOn), openCount }]
    }
    const hasLetter = letters.some((one) => one.year === year && one.revision === revision.revision)
    if (publishedAt === null || visibilityOf(revision, now) !== 'embargoed' || !hasLetter) return []
    const by = dayOf(scheme, publishedAt)
    const sentOn = sentAt && dayOf(scheme, sentAt)
    return [{ kind: 'read', year, revision: revision.revision, by, sentOn }]
  })
  const evidence = actions
    .filter(({ dueOn, completeSentAt }) => completeSentAt === null && dueOn <= soonUntil)
    .map((action) => ({
      kind: 'evidence' as const,
      action,
      by: action.dueOn,
      daysLeft: daysBetween(today, action.dueOn),
    }))
  const isPublic = (year: ReportingYear) =>
    revisions.some((revision) => revision.year === year && visibilityOf(revision, now) === 'public')
  const waiting = queries
    .filter(({ answer }) => answer === null)
    .map((query): ToDo => ({ kind: 'wait', query, raisedOn: dayOf(scheme, query.raisedAt) }))
  const answered = queries.flatMap((query): ToDo[] =>
    query.answer === null || isPublic(query.year)
      ? []
      : [{ kind: 'answered', query, answer: answerWords[query.answer.kind].given }],
  )
  const byDate = [...evidence, ...dated].toSorted((one, other) =>
    one.by < other.by ? -1 : Number(one.by > other.by),
  )
  const toAssess = assessments.flatMap((assessment): ToDo[] => {
    const state = stateOf(assessment)
    return state === 'submitted' || state === 'approved' || state === 'sent-back'
      ? [{ kind: 'assess', assessment, state }]
      : []
  })
  return [...byDate, ...toAssess, ...waiting, ...answered]
}

/** "Two things for Harrowmere District Council." and "The first ends in 5 days." */
export function toDoSummary(scheme: Scheme, name: string, list: readonly ToDo[]): readonly [string, string] {
  const count = list.length === 1 ? 'One thing' : `${capital(numberInWords(list.length))} things`
  if (list.length === 0) return [`Nothing for ${name}.`, '']
  const [first] = list
  const overdue = list.filter((item) => item.kind === 'evidence' && item.daysLeft < 0).length
  if (overdue > 0) {
    const how = overdue === 1 ? 'One is overdue.' : `${capital(numberInWords(overdue))} are overdue.`
    return [`${count} for ${name}.`, how]
  }
  const decisive =
    first?.kind === 'check'
      ? checkingWords(scheme, first.year, first.daysLeft)
      : first?.kind === 'read'
        ? `A letter to read before ${printDate(first.by)}.`
        : first?.kind === 'evidence'
          ? `Evidence is due on ${printDate(first.by)}.`
          : ''
  return [`${count} for ${name}.`, decisive]
}

function checkingWords(scheme: Scheme, year: ReportingYear, days: number): string {
  const ends = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`
  return `Checking ${printYear(scheme, year)} ends ${ends}.`
}

/** "5 days left", "1 day left", "Ends today". */
export function daysLeftWords(days: number): string {
  return days === 0 ? 'Ends today' : `${inDays(days)} left`
}

/** "case 23 001 234", or the name of the measure. */
export function aboutWords(scheme: Scheme, { about }: Pick<Query, 'about'>): string {
  if (about.kind === 'case') return `case ${about.reference}`
  return scheme.measures.find(({ code }) => code === about.measure)?.name ?? about.measure
}
