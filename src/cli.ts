import { auditCommands } from './audit/audit-commands.ts'
import { authoritiesCommands } from './authorities/authority-commands.ts'
import { caseworkCommands } from './casework/casework-commands.ts'
import { type Command, CommandError } from './command-line/command.ts'
import { chooseCommand, commandHelp, commandList } from './command-line/command-words.ts'
import { cycleCommands } from './cycle/cycle-commands.ts'
import { databaseCommands } from './database/database-commands.ts'
import { databaseRefusal } from './database/database-refusal.ts'
import { type OpenDatabase, openDatabase } from './database/open-database.ts'
import { demonstrationCommands } from './demonstration/demonstration-commands.ts'
import { bespokeParagraphCommands } from './letters/bespoke-paragraph-commands.ts'
import { letterCommands } from './letters/letter-commands.ts'
import { readingCommands } from './letters/reading/reading-commands.ts'
import { ombudsmanForEngland } from './scheme/ombudsman-for-england.ts'
import { statisticsCommands } from './statistics/statistics-commands.ts'
import { trainingCommands } from './training/training-commands.ts'

const commands: readonly Command[] = [
  {
    name: 'start',
    summary: 'Serve the site; an empty database is filled with the demonstration first.',
    operands: '',
    options: {},
    // The site is loaded for this command alone; the others start the quicker for it.
    run: async (invocation) => (await import('./start.ts')).start(invocation),
  },
  ...demonstrationCommands,
  ...authoritiesCommands,
  ...cycleCommands,
  ...trainingCommands,
  ...caseworkCommands,
  ...statisticsCommands,
  ...letterCommands,
  ...bespokeParagraphCommands,
  ...readingCommands,
  ...databaseCommands,
  ...auditCommands,
]

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
