import { once } from 'node:events'
import { chmodSync, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Database } from '../src/database/connection.ts'
import { openDatabase } from '../src/database/open-database.ts'
import { openPublished } from '../src/database/published-database.ts'
import {
  inventedStatements,
  type SuppliedStatement,
  suppliedKind,
} from '../src/demonstration/invented-statements-supply.ts'
import {
  insertSuppliedAuthorities,
  insertSuppliedStatements,
} from '../src/demonstration/invented-statements-supply-store.ts'
import { decisionCriteria } from '../src/publication/decisions/decision-criteria.ts'
import {
  compileSearch,
  countFacets,
  readBestDecisions,
  readDecisionPage,
  readSnippets,
} from '../src/publication/decisions/decision-search-store.ts'
import {
  sharedDecisionAuthorities,
  sharedDecisionTotals,
} from '../src/publication/decisions/decision-totals-store.ts'
import { readSearchWords } from '../src/publication/decisions/search-words.ts'
import { keptReads } from '../src/publication/site/kept-reads.ts'
import { type SqlitePeer, startSqlite } from './search-peer.ts'
import { type SearchQuestion, searchQuestions } from './search-questions.ts'

const sizes = process.argv.includes('--million') ? [200_000, 1_000_000] : [200_000]
const runCount = 15
const lotLength = 2_000
const { keptByState, enter } = keptReads()

/**
 * How long a page of results with its counts takes among 200,000 decisions, and with `--million` among a million,
 * beside SQLite FTS5 over the same texts.
 */
export async function benchSearch(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'upheld-bench-'))
  // The embedded server may run as another user, who must be able to reach its folder.
  chmodSync(folder, 0o755)
  process.env.UPHELD_HOME = join(folder, 'home')
  delete process.env.DATABASE_URL
  const opened = await openDatabase()
  const published = await openPublished(opened.url)
  const sqlite = startSqlite(join(folder, 'decisions.sqlite'))
  if (sqlite === undefined)
    console.error('SQLite is left out: there is no python3 with FTS5 on this machine.')
  try {
    await insertSuppliedAuthorities(opened.database)
    const supply = inventedStatements(sizes.at(-1) ?? 0, 1)
    const file = join(folder, 'statements.jsonl')
    let loaded = 0
    let sqliteAt = 0
    for (const size of sizes) {
      console.error(`Loading ${count(size - loaded)} decisions …`)
      const { seconds, memory } = await load(opened.database, supply, size - loaded, file)
      loaded = size
      const peer = await sqlite?.load(file, sqliteAt)
      sqliteAt = peer?.end ?? 0
      console.log(
        `\n${count(size)} decisions: loaded and indexed in ${seconds.toFixed(0)} s, memory of the program ${memory}` +
          `${peer ? `; SQLite ${peer.seconds.toFixed(0)} s` : ''}\n`,
      )
      // As the site does when what is public has changed.
      enter(`${size} decisions`)
      await printQuestions({ database: opened.database, published: published.database }, sqlite, size)
    }
  } finally {
    sqlite?.stop()
    await published.database.destroy()
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Loads so many more, a lot at a time, and says by how much this program grew on the way. */
async function load(database: Database, supply: Generator<SuppliedStatement>, more: number, file: string) {
  const started = performance.now()
  await sql`drop index decision_statement_search`.execute(database)
  const copy = createWriteStream(file, { flags: 'a' })
  const memory: number[] = []
  for (let done = 0; done < more; done += lotLength) {
    const lot = Array.from({ length: lotLength }, () => supply.next().value).filter(isStatement)
    await insertSuppliedStatements(database, lot)
    if (!copy.write(lot.map(lineOf).join(''))) await once(copy, 'drain')
    if (done % 50_000 === 0) memory.push(Math.round(process.memoryUsage().rss / 1e6))
  }
  copy.end()
  await once(copy, 'finish')
  // Decisions are published as they are made, so that they lie in the order of time; these were made in any order.
  await sql`cluster decision_statement using decision_statement_newest`.execute(database)
  await sql.raw(searchIndex).execute(database)
  await sql`vacuum analyze decision_statement`.execute(database)
  return {
    seconds: (performance.now() - started) / 1000,
    memory: `${memory[1] ?? memory[0]} MB early, ${memory.at(-1)} MB late`,
  }
}

/** As in the migration that makes it. */
const searchIndex = `
  create index decision_statement_search on decision_statement using gin (
    search,
    (array[
      'quarter ' || (extract(year from decided_on) * 4 + extract(quarter from decided_on))::integer,
      'authority ' || authority_id,
      'category ' || category,
      'subcategory ' || category || '/' || subcategory,
      'outcome ' || outcome
    ]),
    remedy_kinds
  )`

function isStatement(value: unknown): value is SuppliedStatement {
  return value !== undefined
}

function lineOf(statement: SuppliedStatement): string {
  const { authority, reference, category, subcategory, outcome, decidedOn, year, remedyKinds, summary } =
    statement
  const body = statement.sections.flatMap(({ paragraphs }) => paragraphs).join(' ')
  const kind = suppliedKind(authority)
  return `${JSON.stringify([authority, kind, reference, category, subcategory, outcome, decidedOn, year, remedyKinds.join(' '), summary, body])}\n`
}

async function printQuestions(
  { database, published }: { readonly database: Database; readonly published: Database },
  sqlite: SqlitePeer | undefined,
  size: number,
): Promise<void> {
  const [processor] = cpus()
  console.log(
    `${cpus().length} × ${processor?.model ?? 'unknown processor'}, Node ${process.version}; ${runCount} runs: median by the clock, mean of the processors’ work\n`,
  )
  console.log(
    `| first page with its counts among ${count(size)} | matches | Upheld | CPU | SQLite FTS5, newest by date | CPU | SQLite FTS5, newest by row | CPU | ratio of CPU by date | by row |`,
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|')
  for (const question of searchQuestions) {
    const ours = await measure(database, published, question)
    const none = { wall: Number.NaN, cpu: Number.NaN }
    const byDate = (await sqlite?.measure(question, runCount, 'by date')) ?? none
    const byRow = (await sqlite?.measure(question, runCount, 'by row')) ?? none
    const times = [ours.wall, ours.cpu, byDate.wall, byDate.cpu, byRow.wall, byRow.cpu].map(printed)
    const ratios = [ours.cpu / byDate.cpu, ours.cpu / byRow.cpu].map((ratio) =>
      Number.isNaN(ratio) ? '–' : ratio.toFixed(2),
    )
    console.log(`| ${[question.name, ours.total, ...times, ...ratios].join(' | ')} |`)
  }
}

async function measure(database: Database, published: Database, question: SearchQuestion) {
  let total = await search(published, question)
  const serverIds = await serverProcesses(database)
  const walls: number[] = []
  const before = cpuMilliseconds(serverIds)
  for (let run = 0; run < runCount; run += 1) {
    const started = performance.now()
    total = await search(published, question)
    walls.push(performance.now() - started)
  }
  return { total, wall: median(walls), cpu: (cpuMilliseconds(serverIds) - before) / runCount }
}

async function serverProcesses(database: Database): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database()
  `.execute(database)
  return rows.map(({ pid }) => pid)
}

/** Our own, and where the system tells us (Linux) that of the server's processes, in ticks of 10 ms. */
function cpuMilliseconds(serverIds: readonly number[]): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000 + serverIds.reduce((sum, id) => sum + serverMilliseconds(id), 0)
}

function serverMilliseconds(id: number): number {
  try {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0
  }
}

/** What the page does between reading its address and writing its text. */
async function search(database: Database, question: SearchQuestion): Promise<string> {
  const { words, authority, category, outcome, order } = question
  const source = { database, keptByState }
  const [totals, authorities, compiled] = await Promise.all([
    sharedDecisionTotals(source),
    sharedDecisionAuthorities(source),
    compileSearch(database, readSearchWords(words).terms),
  ])
  const selections = {
    authority: authority === undefined ? [] : [`body-${authority}`],
    kind: [],
    category: category === undefined ? [] : [category],
    subcategory: [],
    outcome: outcome === undefined ? [] : [outcome],
    remedy: [],
  }
  const criteria = decisionCriteria(
    { words, selections, from: null, to: null, order: order ?? 'newest' },
    compiled,
    authorities,
  )
  const { span } = totals
  const { query } = compiled
  if (span === null) throw new Error('there are no decisions')
  const [rows, counts] = await Promise.all([
    order === 'best'
      ? readBestDecisions(database, criteria, span, undefined)
      : readDecisionPage(database, criteria, span, undefined),
    query === null && authority === undefined ? totals.counts : countFacets(database, criteria, span),
  ])
  if (query !== null) await readSnippets(database, query, rows.slice(0, 20))
  return `${counts.isMore ? 'more than ' : ''}${count(counts.total)}`
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

function printed(milliseconds: number): string {
  return Number.isNaN(milliseconds) ? '–' : `${milliseconds.toFixed(milliseconds < 20 ? 1 : 0)} ms`
}

function count(value: number): string {
  return value.toLocaleString('en-GB')
}
