import type { Context } from 'hono'
import { addresses } from '../../web/addresses.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { sharedDecisionAuthorities } from './decision-totals-store.ts'

const lists = {
  decisions: addresses.decisions,
  improvements: addresses.improvements,
  reports: addresses.reports,
} as const

/** An authority's own list is the whole list, narrowed to it: there is one way to search. */
export async function showAuthorityList(
  context: Context,
  publicSite: PublicSite,
  slug: string,
  list: keyof typeof lists,
): Promise<Response> {
  const authorities = await sharedDecisionAuthorities(publicSite)
  const isKnown = [...authorities.values()].some((known) => known.slug === slug)
  if (isKnown) return context.redirect(lists[list]({ authority: slug }), 302)
  const { one, any } = publicSite.scheme.site.authorityWords
  return notFound(
    context,
    publicSite,
    `We do not know this ${one}`,
    <p class="text">No {any} has this address.</p>,
  )
}
