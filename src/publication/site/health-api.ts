import type { Context } from 'hono'
import { isDatabaseAnswering } from './health-store.ts'
import type { PublicSite } from './public-site.tsx'

/** For whoever watches over the service: 200 while pages can be made, 503 while they cannot. */
export async function showHealth(context: Context, { database }: PublicSite): Promise<Response> {
  const isAnswering = await isDatabaseAnswering(database)
  context.header('Cache-Control', 'no-store')
  return context.json(
    { status: isAnswering ? 'ok' : 'failing', database: isAnswering ? 'ok' : 'not answering' },
    isAnswering ? 200 : 503,
  )
}
