import type { CountedSet, Measure, Scheme } from '../scheme/scheme.ts'
import type { Figure } from './figure.ts'
import { printBase, printFigure } from './figure-wording.ts'

/** Everything in which one state of a year's figures differs from another. */
export type FigureChanges = {
  readonly figures: readonly FigureChange[]
  readonly averages: readonly AverageChange[]
  readonly counts: readonly CountChange[]
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

/** How many cases of a comparison group, or of the authorities outside them, stood in a set; zero where there was none. */
export type NationalChange = {
  readonly comparisonGroup: string | null
  readonly counted: string
  readonly category: string | null
  readonly before: number
  readonly after: number
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
  { figures, averages }: Pick<FigureChanges, 'figures' | 'averages'>,
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
  const measure = scheme.measures.find((candidate) => candidate.code === code)
  return {
    what: measure?.name ?? code,
    measure: measure?.code,
    before: printedSide(measure, before),
    after: printedSide(measure, after),
  }
}

function printedSide(measure: Measure | undefined, figure: Figure | undefined): PrintedSide {
  if (!measure || !figure) return { value: 'not there', base: '' }
  const value = printFigure(measure, figure)
  const base = printBase(measure, figure)
  return { value, base: base === value ? '' : base }
}

/** A counted set where it stands alone: "Received: Housing", "Decided: Upheld", "Agreed: Apology". */
export function setTitle(scheme: Scheme, set: string): string {
  const [part = set, code] = set.split(':')
  const table =
    part === 'received'
      ? scheme.categories
      : part === 'decided'
        ? scheme.outcomes
        : part === 'complied'
          ? scheme.complianceOutcomes
          : part === 'agreed'
            ? scheme.recommendationKinds
            : []
  const name = table.find((entry) => entry.code === code)?.name
  const words = part.replaceAll('-', ' ')
  const title = words.slice(0, 1).toUpperCase() + words.slice(1)
  return name === undefined ? title : `${title}: ${name}`
}

/** A count where it may not be known. */
export function printCount(count: number | undefined): string {
  return count === undefined ? 'not known' : count.toLocaleString('en-GB')
}
