import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { SearchQuestion } from './search-questions.ts'

/** SQLite with FTS5 over the same decisions, as the Python of this machine brings it; undefined where it does not. */
export function startSqlite(file: string): SqlitePeer | undefined {
  try {
    execFileSync('python3', [
      '-c',
      'import sqlite3; sqlite3.connect(":memory:").execute("create virtual table t using fts5(x)")',
    ])
  } catch {
    return undefined
  }
  return new SqlitePeer(file)
}

/** Which rows are the newest: those of the latest date, or, as rows lie in the order of their dates, the last ones. */
export type NewestFirst = 'by date' | 'by row'

/** Milliseconds: the median by the clock, and the mean of the processors' work. */
export type SearchTime = { readonly wall: number; readonly cpu: number }

type Statement = readonly [sql: string, values: readonly (string | number)[]]

export class SqlitePeer {
  readonly #process: ChildProcess
  readonly #answers: AsyncIterator<string>

  constructor(file: string) {
    const script = fileURLToPath(new URL('search-sqlite.py', import.meta.url))
    this.#process = spawn('python3', [script, file], { stdio: ['pipe', 'pipe', 'inherit'] })
    const { stdout } = this.#process
    if (stdout === null) throw new Error('python3 was started without an output')
    this.#answers = createInterface({ input: stdout })[Symbol.asyncIterator]()
  }

  async load(path: string, start: number): Promise<{ readonly seconds: number; readonly end: number }> {
    const { seconds = 0, end = 0 } = await this.#ask({ do: 'load', path, start })
    return { seconds, end }
  }

  /** Milliseconds of a page of results with its counts. */
  async measure(question: SearchQuestion, runs: number, newest: NewestFirst): Promise<SearchTime> {
    const { wall = Number.NaN, cpu = Number.NaN } = await this.#ask({
      do: 'measure',
      statements: statementsOf(question, newest),
      runs,
    })
    return { wall, cpu }
  }

  stop(): void {
    this.#process.stdin?.end()
  }

  async #ask(asked: object): Promise<Readonly<Record<string, number>>> {
    this.#process.stdin?.write(`${JSON.stringify(asked)}\n`)
    const { value, done } = await this.#answers.next()
    if (done === true) throw new Error('SQLite ended early')
    return JSON.parse(value)
  }
}

/**
 * What our page asks: twenty results with snippets, and counts by facet as far as 10,000 matches.
 */
function statementsOf(
  { words, authority, category, outcome, order }: SearchQuestion,
  newest: NewestFirst,
): readonly Statement[] {
  const match = words === '' ? [] : [words.replaceAll(/-(\w+)/g, 'NOT $1')]
  const from = words === '' ? 'decision as d' : 'search join decision as d on d.rowid = search.rowid'
  const where = [
    ...(words === '' ? [] : ['search match ?']),
    ...(authority === undefined ? [] : ['d.authority = ?']),
    ...(category === undefined ? [] : ['d.category = ?']),
    ...(outcome === undefined ? [] : ['d.outcome = ?']),
  ].join(' and ')
  const values = [...match, ...[authority, category, outcome].filter((value) => value !== undefined)]
  const rowid = words === '' ? 'd.rowid' : 'search.rowid'
  const newestFirst = newest === 'by date' ? 'd.decided_on desc' : `${rowid} desc`
  const sorted = order === 'best' ? 'bm25(search)' : newestFirst
  const snippet = words === '' ? 'd.summary' : "snippet(search, -1, '<mark>', '</mark>', '…', 32)"
  const condition = where === '' ? '' : `where ${where}`
  return [
    [
      `select d.authority, d.reference, d.category, d.subcategory, d.outcome, d.decided_on, d.remedies, ${snippet}
       from ${from} ${condition} order by ${sorted} limit 21`,
      values,
    ],
    [
      `with found as materialized (
         select d.authority, d.category, d.subcategory, d.outcome, d.remedies
         from ${from} ${condition} order by ${rowid} desc limit 10001
       )
       select 'all', '', count(*) from found
       union all select 'authority', authority, count(*) from found group by authority
       union all select 'category', category, count(*) from found group by category
       union all select 'subcategory', category || '/' || subcategory, count(*) from found group by category, subcategory
       union all select 'outcome', outcome, count(*) from found group by outcome
       union all select 'remedies', remedies, count(*) from found group by remedies`,
      values,
    ],
  ]
}
