import type { CountedSet, Measure, Scheme } from '../scheme/scheme.ts'
import type { Counts, Figure, FigureOrigin, GroupAverage } from './figure.ts'
import { figureFromCounts, figureOf, type RateBases } from './figures-from-counts.ts'
import { groupAverage } from './group-average.ts'
import { groupBy } from './grouping.ts'

/** Everything one authority's figures of one year are made from. */
export type FigureSources = {
  readonly comparisonGroup: string | null
  /** The scheme's population by the estimate the cycle names; null where it names none, and for late cases. */
  readonly residents: number | null
  /** It ended before the year began: only late cases are left, and they have no rate. */
  readonly isClosed: boolean
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
  return new Map(scheme.measures.map((measure) => [measure.code, assembleFigure(scheme, measure, sources)]))
}

function assembleFigure(scheme: Scheme, measure: Measure, sources: FigureSources): FigureWithOrigin {
  const sets = setsOf(measure)
  const isFromCases = sets.every((set) => sources.counts.has(set) && !sources.documents.has(set))
  const published = isFromCases ? undefined : sources.publishedFigures.get(measure.code)
  if (published) {
    return {
      ...figureAsPublished(measure, published, sources),
      origin: { kind: 'published-letter', document: published.document },
    }
  }
  const figure = figureFromCounts(measure, sources.counts, rateBasesOf(scheme, sources))
  const documents = documentsOf(sets, sources)
  return {
    ...figure,
    origin:
      documents.length === 0
        ? { kind: 'cases' }
        : { kind: 'published-tables', document: documents.join('; ') },
  }
}

/** The sets that a measure sums above and below the line. */
export function setsOf({ numerator, denominator }: Measure): readonly CountedSet[] {
  return [...numerator, ...(denominator.kind === 'share' ? denominator.of : [])]
}

export function rateBasesOf(scheme: Scheme, { residents }: FigureSources): RateBases {
  return new Map(residents === null ? [] : [[scheme.population.counted, residents]])
}

/** Every document that some of these sets were published in. */
export function documentsOf(
  sets: readonly CountedSet[],
  { documents }: Pick<FigureSources, 'documents'>,
): readonly string[] {
  return [...new Set(sets.flatMap((set) => documents.get(set) ?? []))]
}

function figureAsPublished(
  measure: Measure,
  published: PublishedFigure,
  { residents, isClosed }: FigureSources,
): Figure {
  const { numerator, denominator } = published
  switch (measure.denominator.kind) {
    case 'none':
      return figureOf(numerator)
    case 'share':
      return denominator === null ? { state: 'not-calculated' } : figureOf(numerator, denominator)
    case 'rate': {
      const base = isClosed ? null : (denominator ?? residents)
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
