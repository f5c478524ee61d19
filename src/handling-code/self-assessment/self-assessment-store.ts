import { sql } from 'kysely'
import type { AuthorityId } from '../../authorities/authority.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { Answer, SelfAssessment } from './self-assessment.ts'

/** Which revision of which year of an authority. */
export type AssessmentKey = {
  readonly authorityId: AuthorityId
  readonly year: ReportingYear
  readonly revision: number
}

/** The assessments of an authority, the latest first, as far as the connection may see them. */
export async function readAssessments(
  database: Database | Transaction,
  authorityId: AuthorityId,
): Promise<readonly SelfAssessment[]> {
  const rows = await database
    .selectFrom('selfAssessment')
    .select([
      'year',
      'revision',
      'codeVersion',
      'reason',
      'begunAt',
      'submittedAt',
      'sentBackAt',
      'sentBackReason',
      'approvedPost',
      'approvedAt',
      'publishedAt',
      'withdrawnAt',
      'withdrawalReason',
    ])
    .where('authorityId', '=', authorityId)
    .orderBy('year', 'desc')
    .orderBy('revision', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** An answer, and the version of its section in which it last changed. */
export type KeptAnswer = Answer & { readonly changedIn: number }

/** The answers of one assessment by provision, as far as the connection may see them. */
export async function readKeptAnswers(
  database: Database | Transaction,
  { authorityId, year, revision }: AssessmentKey,
): Promise<ReadonlyMap<string, KeptAnswer>> {
  const rows = await database
    .selectFrom('selfAssessmentAnswer')
    .select([
      'provision',
      'isFollowed',
      'evidence',
      'commentary',
      'change',
      'changeBy',
      'isCarriedOver',
      'changedIn',
    ])
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
  return new Map(rows.map((row) => [row.provision, row]))
}

/** By whom a section was last saved. */
export type SavedSection = {
  readonly section: number
  readonly version: number
  readonly savedPost: string
  readonly savedAt: Date
}

/** The sections of an assessment that were saved, as far as the connection may see them. */
export async function readSavedSections(
  database: Database | Transaction,
  { authorityId, year, revision }: AssessmentKey,
): Promise<readonly SavedSection[]> {
  return database
    .selectFrom('selfAssessmentSection')
    .select(['section', 'version', 'savedPost', 'savedAt'])
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
}

/** Until the transaction ends nobody else changes the assessments of this authority. */
export async function lockAssessments(transaction: Transaction, authorityId: AuthorityId): Promise<void> {
  await sql`select from authority where authority_id = ${authorityId} for no key update`.execute(transaction)
}

export async function insertAssessment(
  transaction: Transaction,
  assessment: AssessmentKey & {
    readonly codeVersion: string
    readonly reason: string | null
    readonly begunBy: string
    readonly begunAt: Date
    /** Of the answers it begins with. */
    readonly authors: readonly string[]
  },
): Promise<void> {
  const { begunBy, authors } = assessment
  await transaction
    .insertInto('selfAssessment')
    .values({ ...assessment, authors: [...new Set([...authors, begunBy])] })
    .execute()
}

/** Adds answers to an assessment, or brings those that are there to the given state. */
export async function saveAnswers(
  transaction: Transaction,
  key: AssessmentKey,
  codeVersion: string,
  answers: readonly KeptAnswer[],
): Promise<void> {
  if (answers.length === 0) return
  await transaction
    .insertInto('selfAssessmentAnswer')
    .values(answers.map((answer) => ({ ...key, codeVersion, ...answer })))
    .onConflict((conflict) =>
      conflict.columns(['authorityId', 'year', 'revision', 'provision']).doUpdateSet(({ ref }) => ({
        isFollowed: ref('excluded.isFollowed'),
        evidence: ref('excluded.evidence'),
        commentary: ref('excluded.commentary'),
        change: ref('excluded.change'),
        changeBy: ref('excluded.changeBy'),
        isCarriedOver: ref('excluded.isCarriedOver'),
        changedIn: ref('excluded.changedIn'),
      })),
    )
    .execute()
}

/** Puts on record that somebody saved a section, and has them among the authors of the assessment. */
export async function saveSection(
  transaction: Transaction,
  { authorityId, year, revision }: AssessmentKey,
  {
    savedBy,
    ...saved
  }: SavedSection & {
    readonly savedBy: string
  },
): Promise<void> {
  const key = { authorityId, year, revision }
  const changed = { ...saved, savedBy }
  await transaction
    .insertInto('selfAssessmentSection')
    .values({ ...key, ...changed })
    .onConflict((conflict) =>
      conflict.columns(['authorityId', 'year', 'revision', 'section']).doUpdateSet(changed),
    )
    .execute()
  await sql`
    update self_assessment set authors = array_append(authors, ${savedBy}::text)
    where authority_id = ${authorityId} and year = ${year} and revision = ${revision}
    and ${savedBy}::text <> all (authors)
  `.execute(transaction)
}

/** What a step of its life puts on record of an assessment. */
type StepFacts = Partial<{
  readonly submittedBy: string | null
  readonly submittedAt: Date | null
  readonly sentBackAt: Date | null
  readonly sentBackReason: string | null
  readonly approvedBy: string | null
  readonly approvedPost: string | null
  readonly approvedAt: Date | null
  readonly publishedBy: string
  readonly publishedAt: Date
  readonly withdrawnBy: string
  readonly withdrawnAt: Date
  readonly withdrawalReason: string
}>

export async function changeAssessment(
  transaction: Transaction,
  { authorityId, year, revision }: AssessmentKey,
  facts: StepFacts,
): Promise<void> {
  await transaction
    .updateTable('selfAssessment')
    .set(facts)
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
}

/** Who wrote in an assessment, by their addresses. */
export async function readAuthors(
  transaction: Transaction,
  { authorityId, year, revision }: AssessmentKey,
): Promise<readonly string[]> {
  const { authors } = await transaction
    .selectFrom('selfAssessment')
    .select('authors')
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  return authors
}
