import packageFile from '../package.json' with { type: 'json' }
import { editDistance } from './authorities/authority-name-search.ts'
import { CommandError } from './command-line/command.ts'
import { chooseCommand, helpPage } from './command-line/command-words.ts'
import { fileFault } from './command-line/file-fault.ts'
import { commands } from './commands.ts'
import { databaseRefusal } from './database/database-refusal.ts'
import { type OpenDatabase, openDatabase } from './database/open-database.ts'
import { ombudsmanForEngland } from './scheme/ombudsman-for-england.ts'

const exitCode = await run(process.argv.slice(2))
if (exitCode !== 0) process.exitCode = exitCode

async function run(words: readonly string[]): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', explainUnwritten)
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort())
  let opened: Promise<OpenDatabase> | undefined
  try {
    const page =
      words[0] === '--version' ? `${packageFile.version}\n` : helpPage(commands, words, editDistance)
    if (page !== undefined) {
      process.stdout.write(page)
      return 0
    }
    const { command, operands, options } = chooseCommand(commands, words, editDistance)
    await command.run({
      operands,
      options,
      scheme: ombudsmanForEngland,
      database: () => {
        opened ??= openDatabase()
        return opened
      },
      print: (line) => process.stdout.write(`${line}\n`),
      progress: (line) => process.stderr.write(`${line}\n`),
      signal: interruption.signal,
    })
    return 0
  } catch (error) {
    const refusal = error instanceof CommandError ? error : databaseRefusal(error)
    process.stderr.write(`${refusal?.message ?? explainFault(error, interruption.signal)}\n`)
    return refusal?.exitCode ?? (interruption.signal.aborted ? 130 : 1)
  } finally {
    await opened?.then(
      ({ close }) => close(),
      () => {},
    )
  }
}

/**
 * A reader that stops early, such as `head`, is no error: the command goes on unread, so that what it changes
 * is whole, the database is closed and the exit code is its own. Anything else is a result that got lost.
 */
function explainUnwritten(error: Error & { readonly code?: string }): void {
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return
  if (process.exitCode === undefined) {
    process.stderr.write(`The result could not be written: ${fileFault(error)}.\n`)
  }
  process.exitCode = 1
}

/** What the person reads of an interruption; and of a fault of ours, its words to report. */
function explainFault(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'Stopped. Everything is as it was before this command.'
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `Upheld met an error it does not know. Nothing of this command was kept. Please report this:\n${trace}`
}
