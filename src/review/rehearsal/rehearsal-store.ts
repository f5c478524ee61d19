import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'

/** The last time all letters of a revision were made as they would leave. */
export type Rehearsal = {
  readonly askedBy: string
  readonly startedAt: Date
  /** Null while it is under way, and where its program ended before it was done. */
  readonly finishedAt: Date | null
  readonly isUnderWay: boolean
  readonly letterCount: number
  readonly doneCount: number
  readonly workedMs: number | null
  /** Of the letters it found; other letters wait for another rehearsal. Null before it is done. */
  readonly fingerprint: Buffer | null
}

/** One run of a rehearsal, which nobody else takes part in. */
export type RehearsalRun = { readonly year: ReportingYear; readonly revision: number; readonly run: string }

/** After so long without a sign of life its program has ended. */
const silence = sql`interval '30 seconds'`

/** The rehearsal of a revision; undefined before the first. */
export async function readRehearsal(
  database: Database | Transaction,
  year: ReportingYear,
  revision: number,
): Promise<Rehearsal | undefined> {
  return database
    .selectFrom('rehearsal')
    .select(['askedBy', 'startedAt', 'finishedAt', 'letterCount', 'doneCount', 'workedMs', 'fingerprint'])
    .select(isUnderWay().as('isUnderWay'))
    .where('year', '=', year)
    .where('revision', '=', revision)
    .executeTakeFirst()
}

/** Begins a rehearsal of a revision; undefined while another is under way. */
export async function beginRun(
  transaction: Transaction,
  year: ReportingYear,
  revision: number,
  askedBy: string,
): Promise<RehearsalRun | undefined> {
  const startedAt = await currentMoment(transaction)
  const { rows } = await sql<{ run: string }>`
    insert into rehearsal (year, revision, asked_by, started_at, seen_at)
    values (${year}, ${revision}, ${askedBy}, ${startedAt}, clock_timestamp())
    on conflict (year, revision) do update
    set asked_by = excluded.asked_by,
      started_at = excluded.started_at,
      seen_at = excluded.seen_at,
      finished_at = null,
      run = excluded.run,
      worked_ms = null,
      letter_count = 0,
      done_count = 0,
      fingerprint = null,
      unused_blocks = '{}'
    where not ${isUnderWay()}
    returning run
  `.execute(transaction)
  const [row] = rows
  return row && { year, revision, run: row.run }
}

/** Says how far a run is, and that it is alive. False where another took its place, which then goes on alone. */
export async function saveProgress(
  database: Database | Transaction,
  run: RehearsalRun,
  progress: { readonly letterCount: number; readonly doneCount: number },
): Promise<boolean> {
  const { numUpdatedRows } = await rowOf(database, run)
    .set({ ...progress, seenAt: sql`clock_timestamp()` })
    .executeTakeFirst()
  return numUpdatedRows > 0
}

/** Ends a run that is whole. */
export async function finishRun(
  database: Database | Transaction,
  run: RehearsalRun,
  done: {
    readonly workedMs: number
    readonly fingerprint: Buffer
    readonly unusedBlocks: readonly string[]
  },
): Promise<void> {
  await rowOf(database, run)
    .set({ ...done, unusedBlocks: [...done.unusedBlocks], finishedAt: await currentMoment(database) })
    .execute()
}

/** Ends a run that cannot go on, so that another may begin at once. */
export async function abandonRun(database: Database | Transaction, run: RehearsalRun): Promise<void> {
  await rowOf(database, run).set({ seenAt: sql`'-infinity'` }).execute()
}

function rowOf(database: Database | Transaction, { year, revision, run }: RehearsalRun) {
  return database
    .updateTable('rehearsal')
    .where('year', '=', year)
    .where('revision', '=', revision)
    .where('run', '=', run)
}

function isUnderWay() {
  return sql<boolean>`(rehearsal.finished_at is null and rehearsal.seen_at > clock_timestamp() - ${silence})`
}
