import type { Database, Transaction } from '../database/connection.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import { type ReviewStep, type RevisionSteps, type StepStage, stages } from './review-stage.ts'

/** Each revision of a year with the steps taken with it, the first revision first. */
export async function readRevisionSteps(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<readonly RevisionSteps[]> {
  const revisions = await database
    .selectFrom('revision')
    .select(['revision', 'sealedAt', 'publishedAt'])
    .where('year', '=', year)
    .orderBy('revision')
    .execute()
  const steps = await database
    .selectFrom('reviewStep')
    .select(['revision', 'stage', 'takenAt', 'takenBy', 'untilOn', 'reason'])
    .where('year', '=', year)
    .orderBy('stepId')
    .execute()
  return revisions.map((revision) => ({
    ...revision,
    steps: steps.filter((step) => step.revision === revision.revision).map(stepOf),
  }))
}

/** Records that somebody took a revision to a stage. */
export async function insertStep(
  transaction: Transaction,
  year: ReportingYear,
  revision: number,
  step: ReviewStep,
): Promise<void> {
  await transaction
    .insertInto('reviewStep')
    .values({ year, revision, ...step })
    .execute()
}

/** Somebody's approval of what a fingerprint stands for. */
export type Approval = {
  readonly approvedBy: string
  readonly approvedAt: Date
  readonly fingerprint: Buffer
}

/** The approvals of a revision, the earliest first; those of an earlier state of it too. */
export async function readApprovals(
  database: Database | Transaction,
  year: ReportingYear,
  revision: number,
): Promise<readonly Approval[]> {
  return database
    .selectFrom('reviewApproval')
    .select(['approvedBy', 'approvedAt', 'fingerprint'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .orderBy('approvedAt')
    .execute()
}

/** Records an approval, in place of one that the same person gave to an earlier state. */
export async function saveApproval(
  transaction: Transaction,
  year: ReportingYear,
  revision: number,
  { approvedBy, approvedAt, fingerprint }: Approval,
): Promise<void> {
  await transaction
    .insertInto('reviewApproval')
    .values({ year, revision, approvedBy, approvedAt, fingerprint })
    .onConflict((conflict) =>
      conflict.columns(['year', 'revision', 'approvedBy']).doUpdateSet({ approvedAt, fingerprint }),
    )
    .execute()
}

/** Forgets every approval of a revision; that they were given stays in the record of who did what. */
export async function dropApprovals(
  transaction: Transaction,
  year: ReportingYear,
  revision: number,
): Promise<void> {
  await transaction
    .deleteFrom('reviewApproval')
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
}

/** Every year that has a cycle, the newest first. */
export async function readYearsUnderReview(
  database: Database | Transaction,
): Promise<readonly ReportingYear[]> {
  const rows = await database.selectFrom('cycle').select('year').orderBy('year', 'desc').execute()
  return rows.map(({ year }) => reportingYear(year))
}

function stepOf(row: Omit<ReviewStep, 'stage'> & { readonly stage: string }): ReviewStep {
  const { stage, takenAt, takenBy, untilOn, reason } = row
  return { stage: stepStage(stage), takenAt, takenBy, untilOn, reason }
}

function stepStage(text: string): StepStage {
  const stage = stages.find((known) => known === text)
  if (stage === undefined || stage === 'published' || stage === 'corrected') {
    throw new Error(`the database holds an unknown stage "${text}"`)
  }
  return stage
}
