import { formatDate } from '../../letters/letter-words.ts'
import { daysBetween } from '../../scheme/calendar-days.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { type IsoDate, lastDay, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { CountedSet, Scheme } from '../../scheme/scheme.ts'
import type { Counts } from '../../statistics/figure.ts'
import { promiseState, promiseStateName } from '../site/promise-state.ts'
import { complianceWords } from './figure-sum.ts'

/** One thing an authority agreed to do because of a published decision. */
export type AgreedAction = {
  readonly kind: string
  readonly dueOn: IsoDate
  /** What it is, for everybody to read; null where that was not written down. */
  readonly summary: string | null
  readonly settledOn: IsoDate | null
  readonly settledYear: number | null
  /** One of the scheme's compliance outcomes; null while it is not settled, or not yet public. */
  readonly settlement: string | null
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
}

/** How what was settled in a year ended, one outcome of the scheme after the other. */
export type Ending = {
  readonly words: string
  readonly count: number
  readonly isComplied: boolean
  readonly isLate: boolean
}

/** The year's settled actions of published decisions, by how they ended. */
export function endingsOfActions(
  scheme: Scheme,
  year: ReportingYear,
  actions: readonly AgreedAction[],
): readonly Ending[] {
  return endings(
    scheme,
    (code) =>
      actions.filter(({ settledYear, settlement }) => settledYear === year && settlement === code).length,
  )
}

/** The year's settled cases, published or not, by how they ended; empty where that is not known. */
export function endingsOfCases(scheme: Scheme, counts: Counts): readonly Ending[] {
  const set = (code: string): CountedSet => `complied:${code}`
  const isKnown = scheme.complianceOutcomes.every(({ code }) => counts.has(set(code)))
  return isKnown ? endings(scheme, (code) => counts.get(set(code)) ?? 0) : []
}

function endings(scheme: Scheme, countOf: (code: string) => number): readonly Ending[] {
  return scheme.complianceOutcomes.map((outcome) => ({
    words: complianceWords(outcome),
    count: countOf(outcome.code),
    isComplied: outcome.isComplied,
    isLate: outcome.isLate,
  }))
}

/** "26 actions were carried out on time and 4 late." What failed is said apart. */
export function endingsInWords(
  ended: readonly Ending[],
  noun: { readonly one: string; readonly many: string },
): string | undefined {
  const count = (isLate: boolean) =>
    ended
      .filter((ending) => ending.isComplied && ending.isLate === isLate)
      .reduce((sum, ending) => sum + ending.count, 0)
  const onTime = count(false)
  const late = count(true)
  if (onTime + late === 0) return undefined
  if (late === 0)
    return `${withNoun(onTime.toLocaleString('en-GB'), noun)} ${was(onTime)} carried out on time.`
  if (onTime === 0) return `${withNoun(late.toLocaleString('en-GB'), noun)} ${was(late)} carried out late.`
  return `${withNoun(onTime.toLocaleString('en-GB'), noun)} ${was(onTime)} carried out on time and ${late.toLocaleString('en-GB')} late.`
}

function was(count: number): 'was' | 'were' {
  return count === 1 ? 'was' : 'were'
}

/** A service improvement as a page lists it. */
export type Improvement = {
  readonly summary: string
  readonly action: AgreedAction
  readonly state: { readonly words: string; readonly isFailure: boolean }
}

/**
 * Promises that change how a service works, those not kept first, then late ones, open ones and kept ones.
 * `latestYear` is the last year whose outcomes are public: of what falls due later nothing can be said yet.
 */
export function improvements(
  scheme: Scheme,
  actions: readonly AgreedAction[],
  latestYear: ReportingYear,
): readonly Improvement[] {
  const kinds = new Set(
    scheme.recommendationKinds
      .filter(({ isServiceImprovement }) => isServiceImprovement)
      .map(({ code }) => code),
  )
  return actions
    .flatMap((action) => {
      if (!kinds.has(action.kind) || action.summary === null) return []
      const { rank, ...state } = stateOf(scheme, action, latestYear)
      return [{ rank, improvement: { summary: action.summary, action, state } }]
    })
    .sort((one, other) => one.rank - other.rank)
    .map(({ improvement }) => improvement)
}

function stateOf(scheme: Scheme, action: AgreedAction, latestYear: ReportingYear) {
  const state = promiseState(scheme, action.settlement)
  const words = promiseStateName(state)
  const end = lastDay(scheme, latestYear)
  if (state === 'open') {
    const isDue = action.dueOn <= end
    return { rank: 2, words: isDue ? `Not settled by ${formatDate(end)}` : words, isFailure: false }
  }
  if (state === 'not-carried-out') return { rank: 0, words, isFailure: true }
  if (state === 'on-time') return { rank: 3, words, isFailure: false }
  const days = action.settledOn === null ? 0 : daysBetween(action.dueOn, action.settledOn)
  const lateness = days > 0 ? `, ${withNoun(days, { one: 'day', many: 'days' })} late` : ' late'
  return { rank: 1, words: `Kept${lateness}`, isFailure: false }
}

/** "31 actions were settled in 2023-24." */
export function settledInWords(scheme: Scheme, year: ReportingYear, ended: readonly Ending[]): string {
  const total = ended.reduce((sum, { count }) => sum + count, 0)
  return `${withNoun(total.toLocaleString('en-GB'), { one: 'action', many: 'actions' })} of published decisions ${was(total)} settled in ${printYear(scheme, year)}.`
}
