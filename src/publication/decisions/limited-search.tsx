import type { Context } from 'hono'
import { ErrorPage } from '../../web/error-page.tsx'
import { clientOf, type SearchGate } from '../../web/search-limits.ts'
import type { PublicSite } from '../site/public-site.tsx'

/** After so many seconds whoever was sent away may ask again. */
const retryAfterSeconds = 5

/** Answers when it is this client's turn; a flood is told to come back. */
export async function limited(
  context: Context,
  { site }: PublicSite,
  gate: SearchGate,
  answer: () => Promise<Response>,
): Promise<Response> {
  const passed = await gate.pass(clientOf(context), answer)
  if (passed !== undefined) return passed.made
  context.header('Retry-After', String(retryAfterSeconds))
  context.header('Cache-Control', 'no-store')
  return context.html(
    <ErrorPage site={site} title="Too many searches at once">
      <p class="text">
        Many searches came from your address in a moment. Wait {retryAfterSeconds} seconds, then load the page
        again.
      </p>
    </ErrorPage>,
    429,
  )
}
