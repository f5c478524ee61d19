import { sql } from 'kysely'
import type { AuthorityId } from '../../authorities/authority.ts'
import type { Database } from '../../database/connection.ts'
import type { Adoption } from '../../handling-code/adoption/adoption.ts'
import { readAdoptions } from '../../handling-code/adoption/adoption-store.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { Source } from '../site/shared-reads-store.ts'
import type { PublishedAnswer, PublishedAssessment, StandingAssessment } from './published-assessment.ts'

/** The published assessments of one authority, the latest first. */
export async function readPublishedAssessments(
  database: Database,
  authorityId: AuthorityId,
): Promise<readonly PublishedAssessment[]> {
  const rows = await database
    .selectFrom('selfAssessment')
    .select([
      'authorityId',
      'year',
      'revision',
      'codeVersion',
      'reason',
      'approvedPost',
      'approvedAt',
      'publishedAt',
      'withdrawnAt',
      'withdrawalReason',
    ])
    .where('authorityId', '=', authorityId)
    .where('publishedAt', 'is not', null)
    .orderBy('year', 'desc')
    .orderBy('revision', 'desc')
    .$narrowType<{ publishedAt: Date }>()
    .execute()
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** The answers of one published assessment, by provision. */
export async function readPublishedAnswers(
  database: Database,
  { authorityId, year, revision }: Pick<PublishedAssessment, 'authorityId' | 'year' | 'revision'>,
): Promise<ReadonlyMap<string, PublishedAnswer>> {
  const rows = await database
    .selectFrom('selfAssessmentAnswer')
    .select(['provision', 'isFollowed', 'evidence', 'commentary', 'change', 'changeBy'])
    .where('authorityId', '=', authorityId)
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
  return new Map(rows.map((row) => [row.provision, row]))
}

/** The assessment that stands of every authority, with which provisions it says are followed and which are not. */
async function readStandingAssessments(database: Database): Promise<readonly StandingAssessment[]> {
  const { rows } = await sql<StandingAssessment & { year: number }>`
    with latest_of_year as (
      select distinct on (authority_id, year) authority_id, year, revision, published_at, withdrawn_at
      from self_assessment
      order by authority_id, year, revision desc
    ), standing as (
      select distinct on (authority_id) authority_id, year, revision, published_at
      from latest_of_year
      where withdrawn_at is null
      order by authority_id, year desc
    )
    select
      authority_id, year, revision, published_at,
      coalesce(array_agg(provision) filter (where is_followed), '{}') as followed,
      coalesce(array_agg(provision) filter (where not is_followed), '{}') as not_followed
    from standing
    join self_assessment_answer using (authority_id, year, revision)
    group by authority_id, year, revision, published_at
  `.execute(database)
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** The same, which several pages are made from. */
export function sharedStandingAssessments({
  database,
  keptByState,
}: Source): Promise<readonly StandingAssessment[]> {
  return keptByState('standing self-assessments', () => readStandingAssessments(database))
}

/** Who adopted or piloted the Code, which several pages are made from. */
export function sharedAdoptions({ database, keptByState }: Source): Promise<ReadonlyMap<number, Adoption>> {
  return keptByState('adoptions of the Code', () => readAdoptions(database))
}
