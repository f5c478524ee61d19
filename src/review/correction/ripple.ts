import type { Letter } from '../../letters/letter.ts'
import type { LetterProblem } from '../../letters/letter-facts.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { FigureChanges, NationalChange } from '../../statistics/figure-changes.ts'
import type { Stage } from '../review-stage.ts'
import { standingMark } from '../seen-standing.ts'

/** Everything that would be another if a case were changed, year by year. */
export type Ripple = {
  readonly years: readonly YearRipple[]
  /** Names where those years stood, so that a form can tell whether one has moved on. */
  readonly standings: string
}

export type YearRipple = {
  readonly year: ReportingYear
  /** The latest revision, with which everything is compared, and where it stands. */
  readonly revision: number
  readonly stage: Stage
  /** When the last release of the year became public, or will; null before one is sent. */
  readonly publishedAt: Date | null
  readonly changes: FigureChanges
  readonly national: readonly NationalChange[]
  readonly letters: readonly LetterRipple[]
  /** How many letters the year would have in all. */
  readonly letterCount: number
}

/** A letter before and after; null where there is none, with what stands in its way. */
export type LetterRipple = {
  readonly slug: string
  readonly officialName: string
  readonly before: Letter | null
  readonly after: Letter | null
  readonly problems: readonly LetterProblem[]
}

/** Names where years stand in which a change of a case would count. */
export function standingsMark(
  standings: readonly {
    readonly cycle: { readonly year: ReportingYear }
    readonly current: Parameters<typeof standingMark>[0]
  }[],
): string {
  return standings.map(({ cycle, current }) => `${cycle.year}:${standingMark(current)}`).join(' ')
}

/**
 * What becomes of a year whose figures change: the draft of its first revision is calculated anew, or another revision
 * corrects what was released. What two people have approved, or are about to seal, stays as they approved it.
 */
export type Effect = 'draft' | 'correction' | 'refused'

export function effectOn({ revision, stage }: { readonly revision: number; readonly stage: Stage }): Effect {
  if (stage === 'approved') return 'refused'
  const isFirstDraft = revision === 1 && (stage === 'draft' || stage === 'checked')
  return isFirstDraft ? 'draft' : 'correction'
}

/** The revision in which the change will stand: the draft there is, or the next. */
export function revisionAfter({
  revision,
  stage,
}: {
  readonly revision: number
  readonly stage: Stage
}): number {
  return stage === 'draft' || stage === 'checked' || stage === 'approved' ? revision : revision + 1
}

/** Why a case of an approved year cannot be changed; undefined where no year is approved. */
export function approvedRefusal(
  years: readonly { readonly year: ReportingYear; readonly revision: number; readonly stage: Stage }[],
): string | undefined {
  const approved = years.filter((year) => effectOn(year) === 'refused')
  if (approved.length === 0) return undefined
  const names = approved.map(({ year }) => formatReportingYear(year)).join(' and ')
  const verb = approved.length === 1 ? 'is' : 'are'
  return `${names} ${verb} approved exactly as it stands, and this case counts there. Take it back to a draft first, then change the case.`
}

/** Whether anything of a year would be another, whatever is printed. */
export function isTouched({ changes, national, letters }: YearRipple): boolean {
  const { figures, averages, counts } = changes
  return [figures, averages, counts, national, letters].some((list) => list.length > 0)
}

/** What of the public site is made again from a year that is corrected. */
export type MadeAgain = {
  readonly downloads: readonly string[]
  /** Of the authorities whose figures change, and the map. */
  readonly charts: readonly string[]
  /** Those authorities. */
  readonly pages: readonly string[]
  /** The groups whose average moves in the charts and tables of all their members. */
  readonly groups: readonly string[]
}

/**
 * The downloads, charts and pages that say something else once a correction is public. Every figure of the year then
 * bears the number of the new revision, so that the year's files change also where their numbers do not.
 */
export function madeAgain(scheme: Scheme, { changes, letters }: YearRipple): MadeAgain {
  const { figures, averages, counts } = changes
  const owners = [...new Map(figures.map(({ slug, officialName }) => [slug, officialName])).values()]
  const changed = new Set(figures.map(({ measure }) => measure))
  const isOnMap = scheme.site.map?.measures.some(({ measure }) => changed.has(measure)) ?? false
  const hasCounts = (part: string) => counts.some(({ set }) => set.startsWith(part))
  const [main] = scheme.site.largeMeasures
  return {
    downloads: [
      'figures',
      'counts',
      'averages',
      ...(letters.length > 0 ? ['letters'] : []),
      'years',
      'revisions',
      ...(figures.length > 0 ? ['corrections'] : []),
    ],
    charts: [
      ...scheme.site.largeMeasures.flatMap(({ measure }) =>
        changed.has(measure) ? [`ring of ${nameOf(scheme, measure)}`] : [],
      ),
      ...(changed.has(main.measure) ? ['over time', 'funnel'] : []),
      ...(hasCounts('decided:') ? ['outcomes'] : []),
      ...(hasCounts('received:') ? ['received'] : []),
      ...(isOnMap ? ['map'] : []),
    ],
    pages: owners,
    groups: scheme.comparisonGroups
      .filter(({ code }) => averages.some(({ comparisonGroup }) => comparisonGroup === code))
      .map(({ plural }) => plural),
  }
}

function nameOf({ measures }: Scheme, code: string): string {
  const name = measures.find((measure) => measure.code === code)?.name ?? code
  return name.slice(0, 1).toLowerCase() + name.slice(1)
}
