import type { Context } from 'hono'
import { authorityNames, findNames } from '../../authorities/authority-name-search.ts'
import { addresses } from '../../web/addresses.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { sharedAuthorities } from '../site/shared-reads-store.ts'
import { aboutFound } from './found-name.ts'

const mostSuggestions = 8

/** What a name that is being typed may become: those that match first, then those that come near. */
export async function sendSuggestions(context: Context, publicSite: PublicSite): Promise<Response> {
  const { keptByState, scheme, site } = publicSite
  const search = context.req.query('search') ?? ''
  const names = await keptByState('names', async () => authorityNames(await sharedAuthorities(publicSite)))
  const { matches, near } = findNames(names, search)
  return context.json({
    isDemonstration: site.isDemonstration,
    suggestions: [...matches, ...near].slice(0, mostSuggestions).map((found) => ({
      name: found.authority.officialName,
      about: aboutFound(scheme, found),
      address: addresses.authority(found.authority.slug),
    })),
  })
}
