import { CommandError } from './command-line/command.ts'
import { chooseCommand, commandHelp, commandList } from './command-line/command-words.ts'
import { commands } from './commands.ts'
import { databaseRefusal } from './database/database-refusal.ts'
import { type OpenDatabase, openDatabase } from './database/open-database.ts'
import { ombudsmanForEngland } from './scheme/ombudsman-for-england.ts'

process.exitCode = await run(process.argv.slice(2))

async function run(words: readonly string[]): Promise<number> {
  // A reader that stops early, such as `head`, is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort())
  let opened: Promise<OpenDatabase> | undefined
  try {
    if (words.length === 0 || words[0] === 'help' || words[0] === '--help') return help(words.slice(1))
    const { command, operands, options } = chooseCommand(commands, words)
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

function help(words: readonly string[]): number {
  process.stdout.write(
    words.length === 0 ? commandList(commands) : commandHelp(chooseCommand(commands, words).command),
  )
  return 0
}

/** What the person reads of an interruption; and of a fault of ours, its words to report. */
function explainFault(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'Stopped. Everything is as it was before this command.'
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `Upheld met an error it does not know. Nothing of this command was kept. Please report this:\n${trace}`
}
