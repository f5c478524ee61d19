import { once } from 'node:events'
import { Hono } from 'hono'
import { readInstallation } from './authorities/installation-store.ts'
import { CommandError, type Invocation } from './command-line/command.ts'
import type { Database } from './database/connection.ts'
import { openPortal } from './database/portal-database.ts'
import { openPublished } from './database/published-database.ts'
import { openVisitor } from './database/visitor-database.ts'
import { loadDemonstration } from './demonstration/demonstration-actions.ts'
import { startLetterWorkers } from './letters/letter-pdf-workers.ts'
import { readMailSettings } from './mail/mail-settings.ts'
import { startMail } from './mail/start-mail.ts'
import { startNightlyWork } from './nightly-work.ts'
import { readExampleAuthority } from './publication/site/example-authority-store.ts'
import type { Scheme } from './scheme/scheme.ts'
import { serve } from './server.ts'
import { readSignInSettings } from './sign-in-settings.ts'
import { addresses } from './web/addresses.ts'
import { createWholeSite } from './whole-site.ts'

/** Serves the site until it is stopped; an empty database is filled with the demonstration first. */
export async function start({
  operands,
  scheme,
  database,
  print,
  progress,
  signal,
}: Invocation): Promise<void> {
  if (operands.length > 0) throw new CommandError('"upheld start" takes no further words.', 2)
  // A port that is taken is said before anything is loaded.
  await (await serve(new Hono())).close()

  const opened = await database()
  const signInSettings = readSignInSettings()
  // What is not set up yet becomes a demonstration.
  const known = await readInstallation(opened.database)
  const mailSettings = readMailSettings(process.env, known?.isDemonstration ?? true)
  if (!mailSettings.ok) throw new CommandError(mailSettings.reason)
  if (known === undefined) {
    progress('The database is empty, so the demonstration is loaded. "upheld init" sets up a real one.')
    await loadDemonstration(opened.database, scheme, progress, signal)
  }
  const installation = await readInstallation(opened.database)
  const isDemonstration = installation?.isDemonstration ?? false
  const onFault = (error: unknown) =>
    progress(error instanceof Error ? (error.stack ?? error.message) : String(error))
  const published = await openPublished(opened.url)
  const portal = await openPortal(opened.url)
  const visitor = await openVisitor(opened.url)
  const letters = startLetterWorkers(1)
  const deskLetters = startLetterWorkers(2)
  const app = createWholeSite({
    ...signInSettings,
    database: published.database,
    ownDatabase: opened.database,
    portalDatabase: portal.database,
    visitorDatabase: visitor.database,
    deskLetters,
    scheme,
    isDemonstration,
    printLetter: letters.print,
    typeset: letters.typeset,
    onFault,
  })
  const server = await serve(app)
  const mail = mailSettings.settings && startMail(opened.database, mailSettings.settings, onFault)
  const nightly = startNightlyWork({
    database: opened.database,
    scheme,
    siteUrl: signInSettings.siteUrl,
    secret: signInSettings.secret,
    onFault,
  })
  try {
    print(`Upheld answers on ${server.address} (Ctrl-C stops it).`)
    for (const line of await linksToTry(published.database, scheme, server.address)) print(line)
    if (!signal.aborted) await once(signal, 'abort')
  } finally {
    await server.close()
    await nightly.close()
    await mail?.close()
    letters.close()
    deskLetters.close()
    await published.database.destroy()
    await portal.database.destroy()
    await visitor.database.destroy()
  }
}

/** An authority, its letter, and how one of its figures was made. */
async function linksToTry(database: Database, scheme: Scheme, address: string): Promise<readonly string[]> {
  const measure = scheme.measures[0]
  const example = measure && (await readExampleAuthority(database, measure.code))
  if (!example) return ['No figures are calculated yet; docs/operating.md says how to begin.']
  const { slug, year } = example
  return [
    `  An authority               ${address}${addresses.authority(slug, year)}`,
    `  Its letter                 ${address}${addresses.letter(slug, year)}`,
    `  How was this figure made?  ${address}${addresses.figure(slug, year, measure.code)}`,
  ]
}
