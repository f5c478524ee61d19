import { parseArgs } from 'node:util'
import { type Command, CommandError } from './command.ts'

/** A command found in what was typed, with its operands and options read. */
type Chosen = {
  readonly command: Command
  readonly operands: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

/**
 * Finds the command that the typed words begin with (the longest name wins, so `authorities check` is not
 * `authorities` with an operand) and reads its options. Throws CommandError where nothing fits.
 */
export function chooseCommand(commands: readonly Command[], words: readonly string[]): Chosen {
  const command = commands
    .filter(({ name }) => startsWith(words, name.split(' ')))
    .sort((a, b) => b.name.length - a.name.length)[0]
  if (!command) {
    throw new CommandError(`There is no command "${words[0]}". "upheld help" lists the commands.`, 2)
  }
  const { positionals, values } = readOptions(command, words.slice(command.name.split(' ').length))
  return { command, operands: positionals, options: values }
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

/** The page that `upheld help` prints. */
export function commandList(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  upheld ${name.padEnd(width)}   ${summary}`)
  return ["Upheld turns an ombudsman's casework into public accountability.", '', ...lines, ''].join('\n')
}

/** The page that `upheld help COMMAND` prints. */
export function commandHelp(command: Command): string {
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
