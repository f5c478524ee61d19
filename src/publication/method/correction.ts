import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { CountedSet, Scheme } from '../../scheme/scheme.ts'
import type { Figure } from '../../statistics/figure.ts'
import { printBase, printFigure } from '../../statistics/figure-wording.ts'
import { measureOf } from '../site/measure-view.ts'
import { capital, number } from '../site/measure-words.ts'

/** Everything that one revision changed in what was public before it. */
export type Correction = {
  readonly year: ReportingYear
  readonly revision: number
  readonly publishedAt: Date
  readonly reason: string
  readonly figures: readonly FigureChange[]
  readonly averages: readonly AverageChange[]
  readonly counts: readonly CountChange[]
  readonly letters: readonly ReissuedLetter[]
}

type NamedAuthority = { readonly slug: string; readonly officialName: string }

/** A figure before and after; undefined on the side where there was none. */
export type FigureChange = NamedAuthority & {
  readonly measure: string
  readonly before: Figure | undefined
  readonly after: Figure | undefined
}

export type AverageChange = {
  readonly comparisonGroup: string
  readonly measure: string
  readonly before: Figure | undefined
  readonly after: Figure | undefined
}

/** How many cases stood in a counted set, and how many do; undefined where it was not known. */
export type CountChange = NamedAuthority & {
  readonly set: CountedSet
  readonly before: number | undefined
  readonly after: number | undefined
}

export type ReissuedLetter = NamedAuthority & {
  /** The revision of the letter it takes the place of; undefined for a first letter. */
  readonly before: number | undefined
}

/** A change as a table shows it. */
export type PrintedChange = {
  readonly who: string
  /** Of an authority; undefined for a group. */
  readonly slug: string | undefined
  readonly what: string
  readonly measure: string | undefined
  readonly before: PrintedSide
  readonly after: PrintedSide
}
export type PrintedSide = { readonly value: string; readonly base: string }

/** The changes of a revision: those a reader of any page sees, and those that print as before. */
export function printedChanges(
  scheme: Scheme,
  { figures, averages }: Pick<Correction, 'figures' | 'averages'>,
): { readonly seen: readonly PrintedChange[]; readonly unseen: readonly PrintedChange[] } {
  const all = [
    ...figures.map((change) => ({
      ...printedSides(scheme, change),
      who: change.officialName,
      slug: change.slug,
    })),
    ...averages.map((change) => ({
      ...printedSides(scheme, change),
      who: `Average: ${scheme.comparisonGroups.find(({ code }) => code === change.comparisonGroup)?.plural ?? change.comparisonGroup}`,
      slug: undefined,
    })),
  ]
  return {
    seen: all.filter(({ before, after }) => before.value !== after.value),
    unseen: all.filter(({ before, after }) => before.value === after.value),
  }
}

function printedSides(
  scheme: Scheme,
  { measure: code, before, after }: Pick<FigureChange, 'measure' | 'before' | 'after'>,
): Pick<PrintedChange, 'what' | 'measure' | 'before' | 'after'> {
  const measure = measureOf(scheme, code)
  const side = (figure: Figure | undefined): PrintedSide => {
    if (!measure || !figure) return { value: 'not there', base: '' }
    const value = printFigure(measure, figure)
    const base = printBase(measure, figure)
    return { value, base: base === value ? '' : base }
  }
  return { what: measure?.name ?? code, measure: measure?.code, before: side(before), after: side(after) }
}

/** A counted set where it stands alone: "Received: Housing", "Decided: Upheld". */
export function setTitle(scheme: Scheme, set: CountedSet): string {
  const [part, code] = set.split(':')
  const table =
    part === 'received'
      ? scheme.categories
      : part === 'decided'
        ? scheme.outcomes
        : part === 'complied'
          ? scheme.complianceOutcomes
          : []
  const name = table.find((entry) => entry.code === code)?.name
  const title = capital((part ?? set).replaceAll('-', ' '))
  return name === undefined ? title : `${title}: ${name}`
}

/** A count where it may not be known. */
export function printCount(count: number | undefined): string {
  return count === undefined ? 'not known' : number(count)
}
