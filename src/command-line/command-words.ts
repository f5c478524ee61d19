import { parseArgs } from 'node:util'
import { type Command, CommandError } from './command.ts'

/** A command found in what was typed, with its operands and options read. */
type Chosen = {
  readonly command: Command
  readonly operands: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

/**
 * How many letters two texts differ by; `limit + 1` where it is more than the limit. Where it is not given,
 * nothing is suggested for a misspelt command.
 */
type Distance = (from: string, to: string, limit: number) => number

/**
 * Finds the command that the typed words begin with (the longest name wins, so `authorities check` is not
 * `authorities` with an operand) and reads its options. Throws CommandError where nothing fits.
 */
export function chooseCommand(
  commands: readonly Command[],
  words: readonly string[],
  distance?: Distance,
): Chosen {
  const command = findCommand(commands, words)
  if (!command) throw unknownCommand(commands, words, distance)
  const { positionals, values } = readOptions(command, words.slice(command.name.split(' ').length))
  refuseStrayOperands(command, positionals)
  return { command, operands: positionals, options: values }
}

/** The page that typed words ask for with "help", "--help" or "-h"; undefined where they ask for none. */
export function helpPage(
  commands: readonly Command[],
  words: readonly string[],
  distance?: Distance,
): string | undefined {
  const subject = words[0] === 'help' ? words.slice(1) : wordsBeforeHelp(words)
  if (words.length > 0 && subject === undefined) return undefined
  if (subject === undefined || subject.length === 0) return commandList(commands)
  const command = findCommand(commands, subject)
  if (command) return commandHelp(command)
  const group = groupOf(commands, subject)
  if (group.length === 0) throw unknownCommand(commands, subject, distance)
  return listed(group)
}

function wordsBeforeHelp(words: readonly string[]): readonly string[] | undefined {
  const asked = words.findIndex((word) => ['--help', '-h', '--'].includes(word))
  if (asked === -1 || words[asked] === '--') return undefined
  // "upheld --help letters" asks what "upheld letters --help" does.
  return asked === 0 ? words.slice(1) : words.slice(0, asked)
}

function findCommand(commands: readonly Command[], words: readonly string[]): Command | undefined {
  return commands
    .filter(({ name }) => startsWith(words, name.split(' ')))
    .sort((a, b) => b.name.length - a.name.length)[0]
}

/** The commands whose names begin with the first of the words. */
function groupOf(commands: readonly Command[], [first]: readonly string[]): readonly Command[] {
  return commands.filter(({ name }) => name.split(' ')[0] === first)
}

function unknownCommand(
  commands: readonly Command[],
  words: readonly string[],
  distance?: Distance,
): CommandError {
  const group = groupOf(commands, words)
  const isGroupAlone = group.length > 0 && (words[1] === undefined || words[1].startsWith('-'))
  if (isGroupAlone) {
    return new CommandError(`"${words[0]}" needs a further word:\n\n${listed(group).trimEnd()}`, 2)
  }
  const typed = words.slice(0, group.length > 0 ? 2 : 1).join(' ')
  const nearest = distance && nearestName(commands, words, distance)
  const suggestion = nearest === undefined ? '' : ` Did you mean "${nearest}"?`
  const advice =
    group.length > 0
      ? ` These begin with "${words[0]}":\n\n${listed(group).trimEnd()}`
      : ' "upheld help" lists the commands.'
  return new CommandError(`There is no command "${typed}".${suggestion}${advice}`, 2)
}

/** The name, or the first word of names, that the typed words are a slip of. */
function nearestName(
  commands: readonly Command[],
  words: readonly string[],
  distance: Distance,
): string | undefined {
  const names = commands.flatMap(({ name }) => [name, name.split(' ')[0] ?? name])
  const [nearest] = [...new Set(names)]
    .map((name) => {
      const nameWords = name.split(' ')
      const limit = Math.min(2, Math.floor(name.length / 3))
      const edits = distance(words.slice(0, nameWords.length).join(' '), name, limit)
      return { name, edits, isNear: edits > 0 && edits <= limit, wordCount: nameWords.length }
    })
    .filter(({ isNear }) => isNear)
    // Of names as near as each other, the one that accounts for more of what was typed.
    .sort((a, b) => a.edits - b.edits || b.wordCount - a.wordCount)
  return nearest?.name
}

/** A word too many may be a second year or a forgotten "--out": it is said rather than passed over. */
function refuseStrayOperands(command: Command, operands: readonly string[]): void {
  if (command.operands.endsWith('…')) return
  const stray = operands[command.operands.split(' ').filter((word) => word !== '').length]
  if (stray === undefined) return
  throw new CommandError(`"${stray}" is a word too many. Usage: ${usage(command)}`, 2)
}

function startsWith(words: readonly string[], nameWords: readonly string[]): boolean {
  return nameWords.every((word, index) => words[index] === word)
}

function readOptions(command: Command, args: readonly string[]) {
  const declared = Object.fromEntries(
    Object.entries(command.options).map(([name, { type }]) => [name, { type }] as const),
  )
  try {
    return parseArgs({ args: [...args], options: declared, allowPositionals: true })
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error)
    throw new CommandError(`${reason}. Usage: ${usage(command)}`, 2)
  }
}

/** "upheld explain AUTHORITY YEAR MEASURE [--json]" */
export function usage(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) =>
    option.type === 'string' ? `[--${name} ${option.value}]` : `[--${name}]`,
  )
  return ['upheld', command.name, command.operands, ...options].filter((part) => part !== '').join(' ')
}

function commandList(commands: readonly Command[]): string {
  return [
    "Upheld turns an ombudsman's casework into public accountability.",
    '',
    listed(commands),
    'Any of them with --help says which options it has.',
    '',
  ].join('\n')
}

/** One line for each command. */
function listed(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return commands.map(({ name, summary }) => `  upheld ${name.padEnd(width)}   ${summary}\n`).join('')
}

function commandHelp(command: Command): string {
  const entries = Object.entries(command.options)
  const options = entries.map(([name, option]) => {
    const words = option.type === 'string' ? `--${name} ${option.value}` : `--${name}`
    return `  ${words.padEnd(24)} ${option.summary}`
  })
  return [
    command.summary,
    '',
    `  ${usage(command)}`,
    ...(options.length > 0 ? ['', ...options] : []),
    '',
  ].join('\n')
}
