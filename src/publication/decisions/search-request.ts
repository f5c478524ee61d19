import { formatReportingYear, parseReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'

/** What a search of decisions is narrowed by. Within one facet any value will do; all facets have to be met. */
export type Selections = {
  /** Slugs. */
  readonly authority: readonly string[]
  readonly kind: readonly string[]
  readonly category: readonly string[]
  /** A category and a subcategory of it: `housing/Allocations`. */
  readonly subcategory: readonly string[]
  readonly outcome: readonly string[]
  readonly remedy: readonly string[]
}

export type Facet = keyof Selections

export type SearchOrder = 'newest' | 'best'

export type SearchRequest = {
  readonly words: string
  readonly selections: Selections
  /** The first and the last reporting year; null where there is no limit. */
  readonly from: ReportingYear | null
  readonly to: ReportingYear | null
  readonly order: SearchOrder
}

/** A sentence each on what cannot be searched for. */
export type RequestProblems = readonly string[]

/** More than any visitor chooses; each value makes the search a little slower. */
const mostSelected = 30

const facetNames = ['authority', 'kind', 'category', 'subcategory', 'outcome', 'remedy'] as const

/**
 * Reads what an address asks for. Codes that the scheme does not know are problems; an unknown authority or
 * subcategory is found out later, since only the database knows those.
 */
export function readSearchRequest(
  scheme: Scheme,
  query: URLSearchParams,
):
  | { readonly ok: true; readonly request: SearchRequest }
  | { readonly ok: false; readonly problems: RequestProblems } {
  const problems: string[] = []
  const known: Partial<Record<Facet, readonly { readonly code: string }[]>> = {
    kind: scheme.authorityKinds,
    category: scheme.categories,
    outcome: scheme.outcomes,
    remedy: scheme.recommendationKinds,
  }
  const chosen = (facet: Facet) => [...new Set(query.getAll(facet).filter((value) => value !== ''))]
  for (const facet of facetNames) {
    const codes = known[facet]?.map(({ code }) => code)
    const unknown = codes && chosen(facet).find((value) => !codes.includes(value))
    if (codes && unknown !== undefined) {
      problems.push(`There is no ${facet} “${shortened(unknown)}”; there are ${codes.join(', ')}.`)
    }
  }
  const categories = scheme.categories.map(({ code }) => code)
  const strange = chosen('subcategory').find((value) => !categories.includes(value.split('/')[0] ?? ''))
  if (strange !== undefined) {
    problems.push(
      `“${shortened(strange)}” is no subcategory; one is written with its category, such as housing/Repairs.`,
    )
  }
  const selected = facetNames.reduce((count, facet) => count + chosen(facet).length, 0)
  if (selected > mostSelected) {
    problems.push(`${selected} values were chosen; a search can be narrowed by ${mostSelected} at once.`)
  }
  if (query.has('page')) {
    problems.push(
      'Pages have no numbers here, as new decisions would move them; follow the links “Next page” and “Previous page”.',
    )
  }
  const order = query.get('order') ?? ''
  if (!['', 'newest', 'best'].includes(order)) {
    problems.push(`“${shortened(order)}” is no order; there are newest and best.`)
  }
  const years = (['from', 'to'] as const).map((name) => readYear(query.get(name), problems))
  if (problems.length > 0) return { ok: false, problems }
  const [from = null, to = null] = inOrder(years)
  const words = (query.get('q') ?? '').trim()
  return {
    ok: true,
    request: {
      words,
      selections: {
        authority: chosen('authority'),
        kind: chosen('kind'),
        category: chosen('category'),
        subcategory: chosen('subcategory'),
        outcome: chosen('outcome'),
        remedy: chosen('remedy'),
      },
      from,
      to,
      order: order === 'best' && words !== '' ? 'best' : 'newest',
    },
  }
}

/** Words and selections as they stand in an address, without where in the results one is. */
export function searchQuery(request: SearchRequest): Record<string, string | readonly string[] | undefined> {
  const { words, selections, from, to, order } = request
  return {
    q: words === '' ? undefined : words,
    ...Object.fromEntries(facetNames.map((facet) => [facet, selections[facet]])),
    from: from === null ? undefined : formatReportingYear(from),
    to: to === null ? undefined : formatReportingYear(to),
    order: order === 'best' ? order : undefined,
  }
}

export function withSelection(
  request: SearchRequest,
  facet: Facet,
  values: readonly string[],
): SearchRequest {
  return { ...request, selections: { ...request.selections, [facet]: values } }
}

function readYear(text: string | null, problems: string[]): ReportingYear | null {
  if (text === null || text === '') return null
  const year = parseReportingYear(text)
  if (year === undefined) problems.push(`“${shortened(text)}” is no year; a year is written like 2023-24.`)
  return year ?? null
}

/** Two years in the wrong order mean what they mean in the right one. */
function inOrder([
  from = null,
  to = null,
]: readonly (ReportingYear | null)[]): readonly (ReportingYear | null)[] {
  return from !== null && to !== null && from > to ? [to, from] : [from, to]
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
