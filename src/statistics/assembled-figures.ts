import type { CountedSet, Measure, Scheme } from '../scheme/scheme.ts'
import type { Counts, Figure, FigureOrigin, GroupAverage } from './figure.ts'
import { figureFromCounts, figureOf } from './figures-from-counts.ts'
import { groupAverage } from './group-average.ts'
import { groupBy } from './grouping.ts'

/** Everything one authority's figures of one year are made from. */
export type FigureSources = {
  readonly comparisonGroup: string | null
  /** The estimate the cycle names; null where it has none, and for a closed authority's late cases. */
  readonly residents: number | null
  readonly counts: Counts
  /** The document of each count that was published without its cases. */
  readonly documents: ReadonlyMap<CountedSet, string>
  /** By measure code. */
  readonly publishedFigures: ReadonlyMap<string, PublishedFigure>
}

/** A figure as a published letter states it. */
export type PublishedFigure = {
  readonly numerator: number
  /** Null for a plain count, and for a rate whose letter does not state the population. */
  readonly denominator: number | null
  readonly document: string
}

export type FigureWithOrigin = Figure & { readonly origin: FigureOrigin }

/**
 * One authority's figures of one year, by measure code. Cases come first, then what a published letter
 * states, then published tables: a figure never mixes them.
 */
export function assembleFigures(scheme: Scheme, sources: FigureSources): Map<string, FigureWithOrigin> {
  return new Map(scheme.measures.map((measure) => [measure.code, assembleFigure(measure, sources)]))
}

function assembleFigure(measure: Measure, sources: FigureSources): FigureWithOrigin {
  const sets = [...measure.numerator, ...(measure.denominator.kind === 'share' ? measure.denominator.of : [])]
  const isFromCases = sets.every((set) => sources.counts.has(set) && !sources.documents.has(set))
  const published = isFromCases ? undefined : sources.publishedFigures.get(measure.code)
  if (published) {
    return {
      ...figureAsPublished(measure, published, sources.residents),
      origin: { kind: 'published-letter', document: published.document },
    }
  }
  const bases = new Map(sources.residents === null ? [] : [['residents', sources.residents]])
  const figure = figureFromCounts(measure, sources.counts, bases)
  const document = sets.map((set) => sources.documents.get(set)).find((name) => name !== undefined)
  return {
    ...figure,
    origin: document === undefined ? { kind: 'cases' } : { kind: 'published-tables', document },
  }
}

function figureAsPublished(measure: Measure, published: PublishedFigure, residents: number | null): Figure {
  const { numerator, denominator } = published
  switch (measure.denominator.kind) {
    case 'none':
      return figureOf(numerator)
    case 'share':
      return denominator === null ? { state: 'not-calculated' } : figureOf(numerator, denominator)
    case 'rate': {
      const base = denominator ?? residents
      return base === null ? { state: 'not-calculated' } : figureOf(numerator, base)
    }
  }
}

/** The averages of every comparison group: by group, then by measure code. */
export function groupAverages(
  scheme: Scheme,
  members: readonly {
    readonly comparisonGroup: string | null
    readonly figures: ReadonlyMap<string, Figure>
  }[],
): Map<string, Map<string, GroupAverage>> {
  const byGroup = groupBy(
    members.filter(({ comparisonGroup }) => comparisonGroup !== null),
    ({ comparisonGroup }) => comparisonGroup ?? '',
  )
  return new Map([...byGroup].map(([group, figuresOfGroup]) => [group, averagesOf(scheme, figuresOfGroup)]))
}

function averagesOf(
  scheme: Scheme,
  members: readonly { readonly figures: ReadonlyMap<string, Figure> }[],
): Map<string, GroupAverage> {
  return new Map(
    scheme.measures.flatMap((measure) => {
      const figures = members
        .map(({ figures }) => figures.get(measure.code))
        .filter((figure) => figure !== undefined)
      const average = groupAverage(measure, figures)
      return average ? [[measure.code, average] as const] : []
    }),
  )
}
