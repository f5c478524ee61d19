import type { Context } from 'hono'
import { readCaseReference } from '../../casework/case-reference.ts'
import { addresses } from '../../web/addresses.ts'
import type { SearchGate } from '../../web/search-limits.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { type AskedSearch, askedSearch } from './asked-search.tsx'
import { narrows } from './decision-criteria.ts'
import {
  countFacets,
  type ListedDecision,
  pageLength,
  readBestDecisions,
  readDecisionPage,
  readSnippets,
} from './decision-search-store.ts'
import { DecisionSearchPage } from './decision-search-view.tsx'
import { readDecisions } from './decision-store.ts'
import { type FacetCounts, noCounts } from './facet-counts.ts'
import type { CountsByFacet } from './facet-groups.ts'
import { limited } from './limited-search.tsx'
import { type ResultPage, resultPage } from './result-page.ts'
import { type SearchRequest, withSelection } from './search-request.ts'

/** Search of published decisions: the form, the facets with their counts, and one page of results. */
export async function showDecisions(
  context: Context,
  publicSite: PublicSite,
  gate: SearchGate,
): Promise<Response> {
  return limited(context, publicSite, gate, () => answer(context, publicSite))
}

async function answer(context: Context, publicSite: PublicSite): Promise<Response> {
  const direct = await decisionByReference(context, publicSite)
  if (direct !== undefined) return context.redirect(direct, 302)
  const result = await askedSearch(context, publicSite)
  if (!result.ok) return result.refusal
  const { asked } = result
  const [page, counts] = await Promise.all([readPage(publicSite, asked), readCounts(publicSite, asked)])
  const snippets = await snippetsOf(publicSite, asked, page.rows)
  return context.html(
    <DecisionSearchPage
      publicSite={publicSite}
      asked={asked}
      page={page}
      counts={counts}
      snippets={snippets}
    />,
  )
}

/** Somebody who types a reference wants that decision. */
async function decisionByReference(context: Context, { database }: PublicSite): Promise<string | undefined> {
  const reference = readCaseReference(context.req.query('q') ?? '')
  if (reference === undefined) return undefined
  const [decision] = await readDecisions(database, reference)
  return decision && addresses.decision(decision.category, decision.subcategory, decision.reference)
}

async function readPage({ database }: PublicSite, asked: AskedSearch): Promise<ResultPage<ListedDecision>> {
  const { criteria, span, cursor, request } = asked
  if (span === undefined) return resultPage([], undefined, pageLength)
  const rows =
    request.order === 'best'
      ? await readBestDecisions(database, criteria, span, cursor)
      : await readDecisionPage(database, criteria, span, cursor)
  return resultPage(rows, cursor, pageLength)
}

/** Counts of every facet, each without what was chosen in it, so that another choice can be weighed. */
async function readCounts({ database }: PublicSite, asked: AskedSearch): Promise<CountsByFacet> {
  const { request, totals, criteriaOf, span } = asked
  const count = (narrowed: SearchRequest): Promise<FacetCounts> => {
    if (span === undefined) return Promise.resolve(noCounts)
    const criteria = criteriaOf(narrowed)
    return narrows(criteria) ? countFacets(database, criteria, span) : Promise.resolve(totals.counts)
  }
  const all = count(request)
  const { selections } = request
  const of = (facet: 'authority' | 'kind' | 'outcome' | 'remedy' | 'subcategory') =>
    selections[facet].length === 0 ? all : count(withSelection(request, facet, []))
  const isSubjectChosen = selections.category.length + selections.subcategory.length > 0
  const [total, authority, kind, outcome, remedy, subcategory, category] = await Promise.all([
    all,
    of('authority'),
    of('kind'),
    of('outcome'),
    of('remedy'),
    of('subcategory'),
    isSubjectChosen ? count(withSelection(withSelection(request, 'category', []), 'subcategory', [])) : all,
  ])
  return { total, authority, kind, outcome, remedy, subcategory, category }
}

async function snippetsOf(
  { database }: PublicSite,
  { criteria }: AskedSearch,
  rows: readonly ListedDecision[],
): Promise<ReadonlyMap<string, string>> {
  if (criteria.query === null || rows.length === 0) return new Map()
  return readSnippets(database, criteria.query, rows)
}
