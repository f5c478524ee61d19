import { once } from 'node:events'
import { createApp } from './app.ts'
import { readInstallation } from './authorities/installation-store.ts'
import { CommandError, type Invocation } from './command-line/command.ts'
import { openPublishedAlone } from './database/published-database.ts'
import { startLetterWorkers } from './letters/letter-pdf-workers.ts'
import { serve } from './server.ts'

/**
 * Serves the public site and nothing else, until it is stopped. It has no address of the database but that of the
 * role which can read what is published, so that any number of them may run wherever visitors are.
 */
export async function site({ operands, scheme, print, progress, signal }: Invocation): Promise<void> {
  if (operands.length > 0) throw new CommandError('"upheld site" takes no further words.', 2)
  const published = await openPublishedAlone()
  const letters = startLetterWorkers(1)
  try {
    const installation = await readInstallation(published.database)
    if (!installation) throw new CommandError('The database is empty. Run "upheld init" first.')
    const app = createApp({
      database: published.database,
      scheme,
      isDemonstration: installation.isDemonstration,
      printLetter: letters.print,
      typeset: letters.typeset,
      onFault: (error) => progress(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    })
    const server = await serve(app)
    print(`The public site answers on ${server.address} (Ctrl-C stops it).`)
    if (!signal.aborted) await once(signal, 'abort')
    await server.close()
  } finally {
    letters.close()
    await published.database.destroy()
  }
}
