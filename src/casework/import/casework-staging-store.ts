import { sql } from 'kysely'
import type { Transaction } from '../../database/connection.ts'
import { arrayParameter } from '../array-parameter-store.ts'
import type { CaseFileProblem } from './case-file.ts'
import type { CaseRow } from './case-row.ts'

/** A row and a problem with the table they stand in, counted from 0 over all files of one import. */
export type StagedRow = CaseRow & { readonly source: number; readonly row: number }
export type StagedProblem = CaseFileProblem & { readonly source: number }

/** Makes the tables in which rows and problems wait until all of them have been seen; they end with the transaction. */
export async function createStaging(transaction: Transaction): Promise<void> {
  // A million rows are sorted and joined some times over; the usual few megabytes would all go by the disk.
  await sql`set local work_mem = '64MB'`.execute(transaction)
  await sql`
    create temporary table staged_row (
      source integer not null,
      row_number integer not null,
      authority_id integer not null,
      reference text not null,
      category text,
      subcategory text,
      received_on date,
      decided_on date,
      outcome text,
      stage_reached text,
      is_remedied_before boolean,
      recommendation_kind text,
      recommendation_due_on date,
      compliance_outcome text,
      compliance_recorded_on date,
      authority_reference text,
      authority_service text
    ) on commit drop`.execute(transaction)
  await sql`
    create temporary table staged_problem (
      problem_number bigint generated always as identity,
      source integer not null,
      row_number integer,
      column_key text,
      value text,
      problem text not null,
      advice text not null
    ) on commit drop`.execute(transaction)
}

async function stageRows(transaction: Transaction, rows: readonly StagedRow[]): Promise<void> {
  const column = (value: (row: (typeof rows)[number]) => string | number | boolean | null, type: string) =>
    arrayParameter(rows.map(value), type)
  await sql`
    insert into staged_row
    select * from unnest(
      ${column((row) => row.source, 'integer')},
      ${column((row) => row.row, 'integer')},
      ${column((row) => row.authorityId, 'integer')},
      ${column((row) => row.reference, 'text')},
      ${column((row) => row.category, 'text')},
      ${column((row) => row.subcategory, 'text')},
      ${column((row) => row.receivedOn, 'date')},
      ${column((row) => row.decidedOn, 'date')},
      ${column((row) => row.outcome, 'text')},
      ${column((row) => row.stageReached, 'text')},
      ${column((row) => row.isRemediedBefore, 'boolean')},
      ${column((row) => row.recommendationKind, 'text')},
      ${column((row) => row.recommendationDueOn, 'date')},
      ${column((row) => row.complianceOutcome, 'text')},
      ${column((row) => row.complianceRecordedOn, 'date')},
      ${column((row) => row.authorityReference, 'text')},
      ${column((row) => row.authorityService, 'text')}
    )`.execute(transaction)
}

async function stageProblems(transaction: Transaction, problems: readonly StagedProblem[]): Promise<void> {
  const column = (value: (problem: StagedProblem) => string | number | null, type: string) =>
    arrayParameter(problems.map(value), type)
  await sql`
    insert into staged_problem (source, row_number, column_key, value, problem, advice)
    select * from unnest(
      ${column((problem) => problem.source, 'integer')},
      ${column((problem) => problem.row, 'integer')},
      ${column((problem) => problem.column, 'text')},
      ${column((problem) => problem.value, 'text')},
      ${column((problem) => problem.problem, 'text')},
      ${column((problem) => problem.advice, 'text')}
    )`.execute(transaction)
}

export async function stagedProblemCount(transaction: Transaction): Promise<number> {
  const { rows } = await sql<{ problemCount: number }>`
    select count(*)::integer as problem_count from staged_problem`.execute(transaction)
  return rows[0]?.problemCount ?? 0
}

/** The problems in the order of the files and rows, a thousand at a time. */
export async function* stagedProblems(transaction: Transaction): AsyncGenerator<StagedProblem> {
  await sql`
    declare problems_in_order no scroll cursor for
    select source, row_number as row, column_key as column, value, problem, advice
    from staged_problem
    order by source, row_number nulls first, problem_number`.execute(transaction)
  for (;;) {
    const { rows } = await sql<StagedProblem>`fetch 1000 from problems_in_order`.execute(transaction)
    if (rows.length === 0) break
    yield* rows
  }
  await sql`close problems_in_order`.execute(transaction)
}

const rowsPerStatement = 4_000

/**
 * Gathers rows and problems and stages them some thousands at a time, so that no file is ever whole in memory.
 * While the database takes one lot in, the next is being read.
 */
export class CaseworkStaging {
  readonly #transaction: Transaction
  #rows: StagedRow[] = []
  #problems: StagedProblem[] = []
  #underWay: Promise<void> = Promise.resolve()

  constructor(transaction: Transaction) {
    this.#transaction = transaction
  }

  async addRow(row: StagedRow): Promise<void> {
    this.#rows.push(row)
    if (this.#rows.length >= rowsPerStatement) await this.#send()
  }

  async addProblem(problem: StagedProblem): Promise<void> {
    this.#problems.push(problem)
    if (this.#problems.length >= rowsPerStatement) await this.#send()
  }

  /** Stages what is left; afterwards everything added is in the database. */
  async finish(): Promise<void> {
    await this.#send()
    await this.#underWay
  }

  async #send(): Promise<void> {
    await this.#underWay
    const [rows, problems] = [this.#rows, this.#problems]
    this.#rows = []
    this.#problems = []
    this.#underWay = stage(this.#transaction, rows, problems)
    // Whoever waits for it next is told; until then a failure must not look like one nobody handles.
    this.#underWay.catch(() => {})
  }
}

async function stage(
  transaction: Transaction,
  rows: readonly StagedRow[],
  problems: readonly StagedProblem[],
): Promise<void> {
  if (rows.length > 0) await stageRows(transaction, rows)
  if (problems.length > 0) await stageProblems(transaction, problems)
}
