import type { Context } from 'hono'
import { authorityNames, searchAuthorities } from '../../authorities/authority-name-search.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { addresses } from '../../web/addresses.ts'
import { ErrorPage } from '../../web/error-page.tsx'
import type { PublicSite } from '../site/public-site.tsx'
import type { DecisionAuthorities } from './decision-authority.ts'
import { type DecisionCriteria, type DecisionSpan, daysOf, decisionCriteria } from './decision-criteria.ts'
import { compileSearch } from './decision-search-store.ts'
import {
  type DecisionTotals,
  sharedDecisionAuthorities,
  sharedDecisionTotals,
} from './decision-totals-store.ts'
import { readCursor, type SearchCursor } from './search-cursor.ts'
import { readSearchRequest, type SearchRequest } from './search-request.ts'
import { emptySearchRemark, readSearchWords } from './search-words.ts'

/** A search that an address asks for, as far as it can be told without searching. */
export type AskedSearch = {
  readonly request: SearchRequest
  readonly criteria: DecisionCriteria
  /** The days between which it looks; undefined where nothing can be found. */
  readonly span: DecisionSpan | undefined
  readonly cursor: SearchCursor | undefined
  /** A sentence each on what was read otherwise than typed. */
  readonly remarks: readonly string[]
  readonly authorities: DecisionAuthorities
  readonly totals: DecisionTotals
  /** The same search without what was chosen in one place. */
  readonly criteriaOf: (request: SearchRequest) => DecisionCriteria
}

export type Asked =
  | { readonly ok: true; readonly asked: AskedSearch }
  | { readonly ok: false; readonly refusal: Response | Promise<Response> }

/** Reads the search of an address, or refuses it with what there is instead. */
export async function askedSearch(context: Context, publicSite: PublicSite): Promise<Asked> {
  const { database, scheme } = publicSite
  const query = new URL(context.req.url).searchParams
  const read = readSearchRequest(scheme, query)
  if (!read.ok) return { ok: false, refusal: refuse(context, publicSite, read.problems) }
  const cursorText = query.get('cursor') ?? ''
  const cursor = cursorText === '' ? undefined : readCursor(cursorText)
  if (cursorText !== '' && cursor === undefined) {
    return { ok: false, refusal: refuse(context, publicSite, [cursorProblem]) }
  }
  const words = readSearchWords(read.request.words)
  const [totals, authorities, compiled] = await Promise.all([
    sharedDecisionTotals(publicSite),
    sharedDecisionAuthorities(publicSite),
    compileSearch(database, words.terms),
  ])
  const unknown = await unknownAuthorities(publicSite, read.request, authorities)
  if (unknown.length > 0) return { ok: false, refusal: refuse(context, publicSite, unknown) }
  const order = compiled.isSearchable ? read.request.order : 'newest'
  if (cursor !== undefined && (cursor.rank !== null) !== (order === 'best')) {
    return { ok: false, refusal: refuse(context, publicSite, [cursorProblem]) }
  }
  const request: SearchRequest = { ...read.request, order }
  const criteriaOf = (narrowed: SearchRequest) => decisionCriteria(narrowed, compiled, authorities)
  const criteria = criteriaOf(request)
  const remark = emptySearchRemark(words, compiled.isSearchable)
  return {
    ok: true,
    asked: {
      request,
      criteria,
      span: daysOf(scheme, request, totals.span),
      cursor,
      remarks: remark === undefined ? words.remarks : [...words.remarks, remark],
      authorities,
      totals,
      criteriaOf,
    },
  }
}

const cursorProblem = 'This place in the results is none that this site made; begin at the first page.'

/** A page with what is wrong with an address, and where to go on. */
export function refuse(
  context: Context,
  { site }: PublicSite,
  problems: readonly string[],
  again = addresses.decisions(),
): Response | Promise<Response> {
  context.header('Cache-Control', 'no-store')
  return context.html(
    <ErrorPage site={site} title="This cannot be searched for">
      {problems.map((problem) => (
        <p class="text">{problem}</p>
      ))}
      <p class="text">
        <a class="link" href={again}>
          Begin again
        </a>
        .
      </p>
    </ErrorPage>,
    400,
  )
}

async function unknownAuthorities(
  { database, scheme }: PublicSite,
  { selections }: SearchRequest,
  authorities: DecisionAuthorities,
): Promise<readonly string[]> {
  const known = new Set([...authorities.values()].map(({ slug }) => slug))
  const unknown = selections.authority.filter((slug) => !known.has(slug))
  if (unknown.length === 0) return []
  const names = authorityNames(await readAuthorities(database))
  return unknown.slice(0, 3).map((slug) => {
    const near = searchAuthorities(names, slug.slice(0, 60), 3).map((authority) => authority.slug)
    const instead = near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`
    return `No ${scheme.site.authorityWords.any} has the address “${slug.slice(0, 60)}”.${instead}`
  })
}
