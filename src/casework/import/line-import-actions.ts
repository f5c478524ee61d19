import { basename } from 'node:path'
import type { JsonValue } from '../../audit/audit-chain.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type ImportCounts, waitForOtherImports } from './casework-import-store.ts'
import type { ImportProblem } from './import-problem.ts'
import { readJsonLines } from './json-lines-file.ts'
import type { LineProblem } from './line-reading.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** An import of files that have one JSON object a line. */
export type LineImport = {
  readonly scheme: Scheme
  readonly files: readonly string[]
  /** Who imports, for the audit record. */
  readonly actor: string
  /** Told every problem in the order of files and lines, when there are any. */
  readonly onProblem?: (problem: ImportProblem) => void
  readonly onProgress?: (lineCount: number) => void
  readonly signal?: AbortSignal
}

export type LineImportResult =
  | ({ readonly ok: true; readonly lineCount: number } & ImportCounts)
  | { readonly ok: false; readonly problemCount: number }

/** How the lines of one kind of file are read, checked and kept. */
export type LineKind<Line> = {
  /** For the audit record, such as "import statements". */
  readonly action: string
  readonly read: (
    value: unknown,
  ) =>
    | { readonly ok: true; readonly line: Line }
    | { readonly ok: false; readonly problems: readonly LineProblem[] }
  /** What must be different in every line, such as the reference. */
  readonly keyOf: (line: Line) => string
  readonly keyName: string
  /** How the audit record names what a line is about. */
  readonly subjectOf: (key: string) => string
  /** What does not fit between lines and what is on record, line by line. */
  readonly check: (lines: readonly Line[]) => Promise<readonly (readonly LineProblem[])[]>
  /** Everything kept under these keys, by key. */
  readonly onRecord: (keys: readonly string[]) => Promise<ReadonlyMap<string, Kept>>
  readonly write: (lines: readonly Line[]) => Promise<void>
}

type Kept = { readonly [key: string]: JsonValue }

const linesAtOnce = 500

/**
 * Brings in all lines of all files, or, where anything is wrong in any of them, nothing. The same files again
 * change nothing; what changes leaves an audit entry of its own. Some hundred lines at a time are in memory.
 */
export async function importLines<Line>(
  database: Database,
  request: LineImport,
  kindOf: (transaction: Transaction) => Promise<LineKind<Line>>,
): Promise<LineImportResult> {
  try {
    return await database.transaction().execute(async (transaction) => {
      await waitForOtherImports(transaction)
      const reading = new LineImporting(transaction, request, await kindOf(transaction))
      for (const file of request.files) await reading.readFile(file)
      if (reading.problemCount > 0) throw new RefusedImport(reading.problemCount)
      await reading.finish()
      // The last moment at which Ctrl-C leaves everything as it was.
      request.signal?.throwIfAborted()
      return { ok: true, lineCount: reading.lineCount, ...reading.counts }
    })
  } catch (error) {
    if (error instanceof RefusedImport) return { ok: false, problemCount: error.problemCount }
    throw error
  }
}

/** Takes the transaction back, once every problem has been told. */
class RefusedImport extends Error {
  readonly problemCount: number

  constructor(problemCount: number) {
    super(`${problemCount} problems`)
    this.problemCount = problemCount
  }
}

type PlacedLine<Line> = { readonly line: Line; readonly number: number }

class LineImporting<Line> {
  readonly #transaction: Transaction
  readonly #request: LineImport
  readonly #kind: LineKind<Line>
  /** Where each key was met first. */
  readonly #places = new Map<string, string>()
  #lines: PlacedLine<Line>[] = []
  #problems: { readonly number: number; readonly problem: LineProblem }[] = []
  readonly counts = { inserted: 0, updated: 0, unchanged: 0 }
  lineCount = 0
  problemCount = 0

  constructor(transaction: Transaction, request: LineImport, kind: LineKind<Line>) {
    this.#transaction = transaction
    this.#request = request
    this.#kind = kind
  }

  async readFile(path: string): Promise<void> {
    const file = basename(path)
    try {
      for await (const read of readJsonLines(path)) {
        this.lineCount += 1
        if (this.lineCount % 10_000 === 0) this.#request.onProgress?.(this.lineCount)
        const reading = read.ok
          ? this.#kind.read(read.value)
          : { ok: false as const, problems: [{ problem: read.problem, advice: read.advice }] }
        if (reading.ok) this.#take(reading.line, file, read.number)
        else for (const problem of reading.problems) this.#problems.push({ number: read.number, problem })
        if (this.#lines.length + this.#problems.length >= linesAtOnce) await this.#settle(file)
      }
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      await this.#settle(file)
      this.#tell({ file, problem: error.message, advice: error.advice })
    }
    await this.#settle(file)
  }

  /** The entry that stands for everything new; every change has one of its own. */
  async finish(): Promise<void> {
    const { actor, files } = this.#request
    if (this.counts.inserted + this.counts.updated === 0) return
    const subject = files.map((file) => basename(file)).join(', ')
    await appendAudit(this.#transaction, [
      { actor, action: this.#kind.action, subject, before: null, after: { ...this.counts } },
    ])
  }

  #take(line: Line, file: string, number: number) {
    const key = this.#kind.keyOf(line)
    const earlier = this.#places.get(key)
    if (earlier === undefined) {
      this.#places.set(key, `line ${number} of ${file}`)
      this.#lines.push({ line, number })
      return
    }
    const problem = {
      field: this.#kind.keyName,
      value: key,
      problem: `The same ${this.#kind.keyName} stands in ${earlier}`,
      advice: 'Keep one of the two lines.',
    }
    this.#problems.push({ number, problem })
  }

  /** Checks the lines gathered, tells what is wrong, and keeps them unless anything has been wrong so far. */
  async #settle(file: string): Promise<void> {
    this.#request.signal?.throwIfAborted()
    const placed = this.#lines
    const checked = placed.length === 0 ? [] : await this.#kind.check(placed.map(({ line }) => line))
    for (const [at, problems] of checked.entries()) {
      const number = placed[at]?.number ?? 0
      for (const problem of problems) this.#problems.push({ number, problem })
    }
    for (const { number, problem } of this.#problems.toSorted((one, other) => one.number - other.number)) {
      const { field, ...rest } = problem
      this.#tell({ file, line: number, ...(field === undefined ? {} : { column: field }), ...rest })
    }
    this.#lines = []
    this.#problems = []
    if (this.problemCount === 0 && placed.length > 0) await this.#keep(placed.map(({ line }) => line))
  }

  async #keep(lines: readonly Line[]): Promise<void> {
    const { action, keyOf, onRecord, write, subjectOf } = this.#kind
    const keys = lines.map(keyOf)
    const before = await onRecord(keys)
    await write(lines)
    const after = await onRecord(keys)
    const changes = keys.flatMap((key) => {
      const kept = before.get(key)
      const now = after.get(key)
      if (now === undefined) throw new Error(`${key} was written and is not there`)
      if (kept === undefined) this.counts.inserted += 1
      const difference = kept === undefined ? undefined : differences(kept, now)
      if (difference === undefined) return []
      return [{ actor: this.#request.actor, action, subject: subjectOf(key), ...difference }]
    })
    this.counts.updated += changes.length
    this.counts.unchanged += keys.filter((key) => before.has(key)).length - changes.length
    await appendAudit(this.#transaction, changes)
  }

  #tell(problem: ImportProblem) {
    this.problemCount += 1
    this.#request.onProblem?.(problem)
  }
}

function differences(before: Kept, after: Kept): { before: JsonValue; after: JsonValue } | undefined {
  const differing = Object.keys(after).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  if (differing.length === 0) return undefined
  const only = (kept: Kept) => Object.fromEntries(differing.map((key) => [key, kept[key] ?? null]))
  return { before: only(before), after: only(after) }
}
