import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear, reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import type { DecisionAuthorities } from './decision-authority.ts'
import type { DecisionSpan } from './decision-criteria.ts'
import type { FacetCounts } from './facet-counts.ts'
import type { Facet, SearchRequest, Selections } from './search-request.ts'

/** One value that a search can be narrowed by, and how many decisions would then be found. */
export type FacetValue = {
  readonly value: string
  readonly text: string
  /** What an official word means. */
  readonly plainWords?: string
  readonly count: number
  readonly isChosen: boolean
}

export type FacetGroup = {
  readonly facet: Facet
  readonly heading: string
  readonly values: readonly FacetValue[]
  /** The counting stopped: every count may be higher. */
  readonly isMore: boolean
}

/** The counts of each facet, each made without what was chosen in that facet. */
export type CountsByFacet = Readonly<Record<Facet | 'total', FacetCounts>>

/** The facets as lists of boxes to tick, those that have anything to offer. Authorities are too many for a list. */
export function facetGroups(
  scheme: Scheme,
  { selections }: Pick<SearchRequest, 'selections'>,
  counts: CountsByFacet,
  authorities: DecisionAuthorities,
): readonly FacetGroup[] {
  const group = (
    facet: Facet,
    heading: string,
    values: readonly Omit<FacetValue, 'isChosen'>[],
  ): FacetGroup => ({
    facet,
    heading,
    isMore: counts[facet].isMore,
    values: values
      .map((value) => ({ ...value, isChosen: selections[facet].includes(value.value) }))
      .filter(({ count, isChosen }) => count > 0 || isChosen),
  })
  const groups = [
    group(
      'outcome',
      'Outcome',
      scheme.outcomes.toReversed().map(({ code, name, plainWords }) => ({
        value: code,
        text: name,
        plainWords,
        count: counts.outcome.outcome.get(code) ?? 0,
      })),
    ),
    group(
      'category',
      'Subject',
      mostFirst(
        scheme.categories.map(({ code, name }) => ({
          value: code,
          text: name,
          count: counts.category.category.get(code) ?? 0,
        })),
      ),
    ),
    ...selections.category.map((code) =>
      group('subcategory', `Within ${categoryName(scheme, code)}`, subcategories(code, selections, counts)),
    ),
    group('kind', `Kind of ${scheme.site.authorityWords.one}`, mostFirst(kinds(scheme, counts, authorities))),
    group(
      'remedy',
      'Remedy',
      mostFirst(
        scheme.recommendationKinds.map(({ code, name }) => ({
          value: code,
          text: name,
          count: counts.remedy.remedy.get(code) ?? 0,
        })),
      ),
    ),
  ]
  return groups.filter(({ values }) => values.length > 0)
}

/** The authorities that have decisions to show, by name. */
export function authorityValues(
  counts: FacetCounts,
  authorities: DecisionAuthorities,
): readonly Omit<FacetValue, 'isChosen'>[] {
  return [...authorities.values()]
    .map(({ id, slug, officialName }) => ({
      value: slug,
      text: officialName,
      count: counts.authority.get(id) ?? 0,
    }))
    .filter(({ count }) => count > 0)
}

/** Something that narrows a search, and the search without it. */
export type Chip = { readonly text: string; readonly without: SearchRequest }

export function chips(
  scheme: Scheme,
  request: SearchRequest,
  authorities: DecisionAuthorities,
): readonly Chip[] {
  const { selections, from, to } = request
  const names: Readonly<Record<Facet, (value: string) => string>> = {
    authority: (slug) => [...authorities.values()].find((known) => known.slug === slug)?.officialName ?? slug,
    outcome: (code) => scheme.outcomes.find((known) => known.code === code)?.name ?? code,
    category: (code) => categoryName(scheme, code),
    subcategory: (value) => value.slice(value.indexOf('/') + 1),
    kind: (code) => capital(scheme.authorityKinds.find((known) => known.code === code)?.name ?? code),
    remedy: (code) => scheme.recommendationKinds.find((known) => known.code === code)?.name ?? code,
  }
  const ofFacet = (facet: Facet): readonly Chip[] =>
    selections[facet].map((value) => ({
      text: names[facet](value),
      without: without(request, facet, value),
    }))
  return [
    ...(['authority', 'outcome', 'category', 'subcategory', 'kind', 'remedy'] as const).flatMap(ofFacet),
    ...(from === null
      ? []
      : [{ text: `From ${printYear(scheme, from)}`, without: { ...request, from: null } }]),
    ...(to === null ? [] : [{ text: `To ${printYear(scheme, to)}`, without: { ...request, to: null } }]),
  ]
}

/** The reporting years in which there are decisions, newest first. */
export function yearValues(
  scheme: Scheme,
  span: DecisionSpan | null,
): readonly { readonly value: string; readonly text: string; readonly year: ReportingYear }[] {
  if (span === null) return []
  const newest = reportingYearOf(scheme, span.newest)
  const count = newest - reportingYearOf(scheme, span.oldest) + 1
  return Array.from({ length: count }, (_, index) => {
    const year = (newest - index) as ReportingYear
    return { value: formatReportingYear(year), text: printYear(scheme, year), year }
  })
}

export function categoryName(scheme: Scheme, code: string): string {
  return scheme.categories.find((category) => category.code === code)?.name ?? code
}

/** A subject goes with what was chosen within it. */
function without(request: SearchRequest, facet: Facet, value: string): SearchRequest {
  const { selections } = request
  const rest: Selections = {
    ...selections,
    [facet]: selections[facet].filter((chosen) => chosen !== value),
    ...(facet === 'category' && {
      subcategory: selections.subcategory.filter((chosen) => !chosen.startsWith(`${value}/`)),
    }),
  }
  return { ...request, selections: rest }
}

function subcategories(code: string, { subcategory }: Selections, counts: CountsByFacet) {
  const counted = counts.subcategory.subcategory
  const values = [...new Set([...counted.keys(), ...subcategory])].filter((value) =>
    value.startsWith(`${code}/`),
  )
  return mostFirst(
    values.map((value) => ({ value, text: value.slice(code.length + 1), count: counted.get(value) ?? 0 })),
  )
}

function kinds(scheme: Scheme, counts: CountsByFacet, authorities: DecisionAuthorities) {
  const byKind = new Map<string, number>()
  for (const [id, count] of counts.kind.authority) {
    const kind = authorities.get(id)?.kind
    if (kind !== undefined) byKind.set(kind, (byKind.get(kind) ?? 0) + count)
  }
  return scheme.authorityKinds.map(({ code, name }) => ({
    value: code,
    text: capital(name),
    count: byKind.get(code) ?? 0,
  }))
}

function mostFirst<Counted extends { readonly count: number }>(
  values: readonly Counted[],
): readonly Counted[] {
  return values.toSorted((one, other) => other.count - one.count)
}
