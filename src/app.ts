import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { methodNotAllowed } from 'hono/method-not-allowed'
import type { Database } from './database/connection.ts'
import type { Letter } from './letters/letter.ts'
import { letterStylesheet } from './letters/letter-html.tsx'
import type { PrintedLetter } from './letters/letter-pdf.ts'
import { showAuthority } from './publication/authority/authority-page.tsx'
import { showFigure } from './publication/authority/figure-page.tsx'
import { showAuthorities } from './publication/home/authorities-page.tsx'
import { showHome } from './publication/home/home-page.tsx'
import { sendLetterPdf, showLetter } from './publication/letters/letter-pages.tsx'
import { showMethod } from './publication/method/method-page.tsx'
import { showHealth } from './publication/site/health-api.ts'
import type { PublicSite } from './publication/site/public-site.tsx'
import type { Scheme } from './scheme/scheme.ts'
import { paths } from './web/addresses.ts'
import * as answers from './web/answers.tsx'
import { refuseUnreadable } from './web/request-limits.ts'
import { securityHeaders } from './web/security-headers.ts'
import { robotsText, sendAsset } from './web/site-files.ts'
import { readStaticFiles } from './web/static-files.ts'

export type AppSettings = {
  /** As the role that can read what is published and nothing else. */
  readonly database: Database
  readonly scheme: Scheme
  readonly isDemonstration: boolean
  /** Typesets and verifies a letter, such as `print` of startLetterWorkers. */
  readonly printLetter: (letter: Letter) => Promise<PrintedLetter>
  /** Told of every fault of ours; a visitor never sees it. */
  readonly onFault?: (error: unknown) => void
}

/** The whole site: every address and who answers it. */
export function createApp(settings: AppSettings): Hono {
  const { database, scheme, isDemonstration, printLetter } = settings
  const files = readStaticFiles(letterStylesheet)
  const site = {
    name: scheme.site.name,
    publisher: isDemonstration ? 'The Ombudsman (demonstration)' : `the ${scheme.serviceName}`,
    isDemonstration,
    assets: files.assets,
  }
  const publicSite: PublicSite = { database, scheme, site, printLetter }
  const app = new Hono()

  app.use(securityHeaders)
  app.use(compress())
  app.use(etag())
  app.use(async (context, next) => {
    // Kept by browsers, but asked for again each time: what is public can change at any moment.
    context.header('Cache-Control', 'no-cache')
    if (isDemonstration) context.header('X-Robots-Tag', 'noindex')
    await next()
  })
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) => answers.methodNotAllowed(context, site, methods),
    }),
  )
  app.use(refuseUnreadable((context, problem) => answers.addressRefused(context, site, problem)))

  app.get(paths.home, (context) => showHome(context, publicSite))
  app.get(paths.authorities, (context) => showAuthorities(context, publicSite))
  app.get(paths.authority, (context) => showAuthority(context, publicSite, context.req.param('slug')))
  app.get(paths.letterPdf, (context) => {
    const { slug, file } = context.req.param()
    return sendLetterPdf(context, publicSite, { slug, year: file.replace(/\.pdf$/, '') })
  })
  app.get(paths.letter, (context) => showLetter(context, publicSite, context.req.param()))
  app.get(paths.figure, (context) => showFigure(context, publicSite, context.req.param()))
  app.get(paths.method, (context) => showMethod(context, publicSite))
  app.get(paths.health, (context) => showHealth(context, publicSite))
  app.get(paths.robots, (context) => context.text(robotsText(isDemonstration)))
  app.get(paths.asset, (context) => sendAsset(context, site, files, context.req.param('name')))

  app.notFound((context) => answers.pageNotFound(context, site))
  app.onError((error, context) => {
    settings.onFault?.(error)
    return answers.serverFailed(context, site)
  })
  return app
}
