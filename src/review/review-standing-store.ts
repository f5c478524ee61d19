import type { Cycle } from '../cycle/cycle.ts'
import { findCycle } from '../cycle/cycle-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'
import { lockYear } from './release-store.ts'
import { type RevisionSteps, type Stage, stageOf } from './review-stage.ts'
import { readRevisionSteps } from './review-step-store.ts'

/** Where a year's review stands: its latest revision, the stage of it, and everything before. */
export type Standing = {
  readonly cycle: Cycle
  /** The latest revision; undefined before the first calculation. */
  readonly current: (RevisionSteps & { readonly stage: Stage }) | undefined
  /** Every revision, the first one first. */
  readonly revisions: readonly (RevisionSteps & { readonly stage: Stage })[]
  /** The database's clock, which also decides what is public. */
  readonly now: Date
}

/** Where a year stands; undefined where it has no cycle. */
export async function readStanding(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<Standing | undefined> {
  const cycle = await findCycle(database, year)
  if (cycle === undefined) return undefined
  const now = await currentMoment(database)
  const plain = await readRevisionSteps(database, year)
  const lastPublic = plain.findLast(({ publishedAt }) => publishedAt !== null && publishedAt <= now)
  const revisions = plain.map((revision) => ({
    ...revision,
    stage: stageOf(revision, now, lastPublic !== undefined && revision.revision < lastPublic.revision),
  }))
  return { cycle, current: revisions.at(-1), revisions, now }
}

/** The same, and until the transaction ends nobody else calculates, changes or moves on this year. */
export async function lockStanding(
  transaction: Transaction,
  year: ReportingYear,
): Promise<Standing | undefined> {
  await lockYear(transaction, year)
  return readStanding(transaction, year)
}

/**
 * The same as it concerns sending: what is sealed and not sent yet goes first, also where somebody has begun to correct
 * it meanwhile.
 */
export function standingToSend(standing: Standing): Standing {
  const waiting = standing.revisions.find(({ stage }) => stage === 'sealed')
  return waiting === undefined ? standing : { ...standing, current: waiting }
}
