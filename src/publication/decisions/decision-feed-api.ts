import type { Context } from 'hono'
import { addresses } from '../../web/addresses.ts'
import { atomFeed, atomId } from '../../web/atom-feed.ts'
import type { SearchGate } from '../../web/search-limits.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { type AskedSearch, askedSearch } from './asked-search.tsx'
import { type ListedDecision, readLatestPublished } from './decision-search-store.ts'
import { outcomeOf } from './decision-words.ts'
import { categoryName } from './facet-groups.ts'
import { limited } from './limited-search.tsx'
import { searchInWords } from './search-in-words.ts'
import { searchQuery } from './search-request.ts'

/** As many of the latest as a reader that asks once a week misses none of. */
const entryCount = 50

/** A search as a feed: what was published last comes first, whenever it was decided. */
export async function sendDecisionsFeed(
  context: Context,
  publicSite: PublicSite,
  gate: SearchGate,
): Promise<Response> {
  return limited(context, publicSite, gate, async () => {
    const result = await askedSearch(context, publicSite)
    if (!result.ok) return result.refusal
    const { criteria, span } = result.asked
    const decisions =
      span === undefined ? [] : await readLatestPublished(publicSite.database, criteria, span, entryCount)
    context.header('Content-Type', 'application/atom+xml; charset=utf-8')
    return context.body(feedText(context, publicSite, result.asked, decisions))
  })
}

function feedText(
  context: Context,
  { scheme, site }: PublicSite,
  { request, authorities }: AskedSearch,
  decisions: readonly ListedDecision[],
): string {
  const { origin } = new URL(context.req.url)
  const query = searchQuery({ ...request, order: 'newest' })
  const mark = site.isDemonstration ? 'DEMONSTRATION: ' : ''
  return atomFeed({
    id: atomId(`feed ${addresses.decisionsFeed(query)}`),
    title: `${mark}${searchInWords(scheme, request, authorities)}`,
    author: site.publisher,
    updated: decisions[0]?.publishedAt ?? new Date(0),
    self: origin + addresses.decisionsFeed(query),
    page: origin + addresses.decisions(query),
    entries: decisions.map((decision) => {
      const { category, subcategory, reference, authorityId, publishedAt, summary } = decision
      const authority = authorities.get(authorityId)
      return {
        id: atomId(`decision ${authority?.slug} ${reference}`),
        title: `${mark}${authority?.officialName} (${reference}): ${outcomeOf(scheme, decision.outcome).name}`,
        updated: publishedAt,
        link: origin + addresses.decision(category, subcategory, reference),
        summary,
        categories: [categoryName(scheme, category), ...(subcategory === null ? [] : [subcategory])],
      }
    }),
  })
}
