import type { OpenDatabase } from '../database/open-database.ts'
import type { Scheme } from '../scheme/scheme.ts'

/** One command of `upheld`, such as `upheld calculate YEAR`. */
export type Command = {
  /** The words that call it: "import received". */
  readonly name: string
  /** What it does, in one line of the command list. */
  readonly summary: string
  /** The operands as the usage line shows them: "AUTHORITY YEAR MEASURE". */
  readonly operands: string
  readonly options: Readonly<Record<string, CommandOption>>
  readonly run: (invocation: Invocation) => Promise<void>
}

export type CommandOption =
  | { readonly type: 'boolean'; readonly summary: string }
  /** `value` is what the usage line shows for it: "DIR". */
  | { readonly type: 'string'; readonly value: string; readonly summary: string }

/** What a command is given. It reports refusals by throwing CommandError. */
export type Invocation = {
  readonly operands: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly scheme: Scheme
  /** Opens the database on first use; it is closed when the command ends. */
  readonly database: () => Promise<OpenDatabase>
  /** Writes one line of result to standard output. */
  readonly print: (line: string) => void
  /** Writes one line for the person waiting, to standard error; never part of the result. */
  readonly progress: (line: string) => void
  /** Aborted when the person presses Ctrl-C. */
  readonly signal: AbortSignal
}

/** A refusal in words: says what is wrong and what to do. Carries the exit code of the process. */
export class CommandError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.name = 'CommandError'
    this.exitCode = exitCode
  }
}
