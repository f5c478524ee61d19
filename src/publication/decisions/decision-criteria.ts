import { firstDay, type IsoDate, lastDay, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { DecisionAuthorities } from './decision-authority.ts'
import type { SearchRequest, Selections } from './search-request.ts'

/** A search as the database is asked. Lists that are null do not narrow it; an empty one leaves nothing. */
export type DecisionCriteria = {
  /** A search as the database compiled it; null where no words are sought. */
  readonly query: string | null
  /** The search only says what must not be found, of which no index knows where it is. */
  readonly isExclusion: boolean
  /** What the index knows: of each list one has to be met. */
  readonly facets: readonly (readonly string[])[]
  /** Numbers of the authorities of the chosen kinds. */
  readonly authorityIds: readonly number[] | null
  readonly remedyKinds: readonly string[] | null
  readonly from: ReportingYear | null
  readonly to: ReportingYear | null
}

/** The words of a search as the database reads them. */
export type CompiledSearch = {
  readonly query: string | null
  /** False where nothing is left to look for but what must not be found. */
  readonly isSearchable: boolean
}

/** Few enough authorities that the index is asked for each of them. */
const mostAuthoritiesAskedFor = 50

export function decisionCriteria(
  request: SearchRequest,
  { query, isSearchable }: CompiledSearch,
  authorities: DecisionAuthorities,
): DecisionCriteria {
  const { selections, from, to } = request
  const all = [...authorities.values()]
  const ofKind =
    selections.kind.length === 0
      ? null
      : all.filter(({ kind }) => selections.kind.includes(kind)).map(({ id }) => id)
  const chosen =
    selections.authority.length === 0
      ? null
      : all.filter(({ slug }) => selections.authority.includes(slug)).map(({ id }) => id)
  const asFacets = (ids: readonly number[]) => ids.map((id) => `authority ${id}`)
  return {
    query,
    isExclusion: query !== null && !isSearchable,
    facets: [
      ...(chosen === null ? [] : [asFacets(chosen)]),
      ...(ofKind !== null && ofKind.length <= mostAuthoritiesAskedFor ? [asFacets(ofKind)] : []),
      ...(selections.outcome.length === 0 ? [] : [selections.outcome.map((code) => `outcome ${code}`)]),
      ...subjectFacets(selections),
    ],
    authorityIds: ofKind,
    remedyKinds: selections.remedy.length === 0 ? null : selections.remedy,
    from,
    to,
  }
}

/** A category of which subcategories were chosen is narrowed to those; others are whole. */
function subjectFacets({ category, subcategory }: Selections): readonly (readonly string[])[] {
  if (category.length === 0 && subcategory.length === 0) return []
  const whole = category.filter((code) => !subcategory.some((chosen) => chosen.startsWith(`${code}/`)))
  return [
    [...whole.map((code) => `category ${code}`), ...subcategory.map((chosen) => `subcategory ${chosen}`)],
  ]
}

/** False where the search finds all decisions there are. */
export function narrows(criteria: DecisionCriteria): boolean {
  const { query, facets, authorityIds, remedyKinds, from, to } = criteria
  return facets.length > 0 || [query, authorityIds, remedyKinds, from, to].some((limit) => limit !== null)
}

/** The days between which decisions are looked for; undefined where there can be none. */
export function daysOf(
  scheme: Scheme,
  { from, to }: Pick<DecisionCriteria, 'from' | 'to'>,
  span: DecisionSpan | null,
): DecisionSpan | undefined {
  if (span === null) return undefined
  const oldest = from === null ? span.oldest : later(span.oldest, firstDay(scheme, from))
  const newest = to === null ? span.newest : earlier(span.newest, lastDay(scheme, to))
  return oldest > newest ? undefined : { oldest, newest }
}

/** The days of the oldest and of the newest decision that is public. */
export type DecisionSpan = { readonly oldest: IsoDate; readonly newest: IsoDate }

function later(one: IsoDate, other: IsoDate): IsoDate {
  return one > other ? one : other
}

function earlier(one: IsoDate, other: IsoDate): IsoDate {
  return one < other ? one : other
}
