import type { Hono } from 'hono'
import { createAccounts } from './accounts/accounts.tsx'
import type { IdentityProvider } from './accounts/identity-provider.ts'
import { VisitorLimits } from './accounts/visitor-limits.ts'
import { type AppSettings, createApp, siteOf } from './app.ts'
import type { Database } from './database/connection.ts'
import type { LetterWorkers } from './letters/letter-pdf-workers.ts'
import { createSignedInApp, joinSites } from './signed-in-app.tsx'

export type WholeSiteSettings = AppSettings & {
  /** As the owner, for the pages behind the sign-in; `database` is what the public site reads. */
  readonly ownDatabase: Database
  /** As the role of authorities' own pages. */
  readonly portalDatabase: Database
  /** As the role of people without an account, who book places and answer surveys. */
  readonly visitorDatabase: Database
  /** Printers of their own, so that a rehearsal of all letters keeps no visitor waiting. */
  readonly deskLetters: Pick<LetterWorkers, 'print' | 'draw' | 'wake'>
  readonly onFault: (error: unknown) => void
  /** Signs cookies and forms, and encrypts the secrets of second factors. */
  readonly secret: string
  /** The address of the site as people type it. */
  readonly siteUrl: string
  readonly provider?: IdentityProvider | undefined
}

/** The public site and what lies behind the sign-in. */
export function createWholeSite(settings: WholeSiteSettings): Hono {
  const { scheme, isDemonstration, ownDatabase, secret, siteUrl, provider, onFault } = settings
  const { portalDatabase: portal, deskLetters } = settings
  const { print: printLetter, draw: drawLetter, wake: wakePrinters } = deskLetters
  const site = siteOf(scheme, isDemonstration)
  const desk = {
    database: ownDatabase,
    portal,
    scheme,
    site,
    siteUrl,
    secret,
    printLetter,
    drawLetter,
    typeset: settings.typeset,
    wakePrinters,
    onFault,
  }
  const accounts = createAccounts(desk, provider)
  const visitorDesk = {
    visitor: settings.visitorDatabase,
    scheme,
    site,
    siteUrl,
    secret,
    limits: new VisitorLimits(),
    typeset: settings.typeset,
  }
  return joinSites(createApp(settings), createSignedInApp({ desk, visitorDesk, ...accounts }))
}
