import type { Context } from 'hono'
import { addresses } from './addresses.ts'
import { pageNotFound } from './answers.tsx'
import type { Site } from './layout.tsx'
import type { StaticFiles } from './static-files.ts'

/** One of our own files. Its name changes with its content, so browsers may keep it for ever. */
export function sendAsset(
  context: Context,
  site: Site,
  files: StaticFiles,
  name: string,
): Response | Promise<Response> {
  const file = files.byName.get(name)
  if (!file) return pageNotFound(context, site)
  context.header('Cache-Control', 'public, max-age=31536000, immutable')
  return context.body(file.body, 200, { 'Content-Type': file.type })
}

/** A demonstration is for nobody's index; a real site says where its map is. */
export function robotsText(isDemonstration: boolean, origin: string): string {
  return isDemonstration
    ? 'User-agent: *\nDisallow: /\n'
    : `User-agent: *\nDisallow:\nSitemap: ${origin}${addresses.sitemap()}\n`
}
