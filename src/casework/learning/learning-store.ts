import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { FoundFault, LearningRecord, PromisedImprovement } from './learning.ts'

/** Everything on record of these authorities, published or not, by their numbers. */
export async function readLearning(
  database: Database,
  scheme: Scheme,
  authorityIds: readonly number[],
): Promise<ReadonlyMap<number, LearningRecord>> {
  const [promises, faults] = await Promise.all([
    sql<PromisedImprovement & { authorityId: number }>`
      select
        complaint.authority_id, reference, category, subcategory, decided_on, kind, coalesce(summary, text) as text,
        settled_on, settlement
      from recommendation
      join complaint using (authority_id, complaint_id)
      where recommendation.authority_id = any (${authorityIds}) and kind = any (${improvementKinds(scheme)})
      and coalesce(summary, text) is not null and decided_on is not null
    `.execute(database),
    sql<FoundFault & { authorityId: number }>`
      select authority_id, reference, category, subcategory, decided_on, summary
      from decision_statement
      where authority_id = any (${authorityIds}) and outcome = any (${upheldOutcomes(scheme)})
    `.execute(database),
  ])
  return new Map(
    authorityIds.map((id) => [
      id,
      {
        promises: promises.rows.filter(({ authorityId }) => authorityId === id),
        faults: faults.rows.filter(({ authorityId }) => authorityId === id),
      },
    ]),
  )
}

/** What is public of one authority up to a year: of published decisions alone. */
export async function readPublishedLearning(
  database: Database,
  scheme: Scheme,
  authorityId: number,
  upTo: ReportingYear,
): Promise<LearningRecord> {
  const [promises, faults] = await Promise.all([
    sql<PromisedImprovement>`
      select
        reference, category, subcategory, decided_on, kind, recommendation.summary as text, settled_on, settlement
      from recommendation
      join decision_statement using (authority_id, complaint_id)
      where authority_id = ${authorityId} and year <= ${upTo} and kind = any (${improvementKinds(scheme)})
      and recommendation.summary is not null
    `.execute(database),
    sql<FoundFault>`
      select reference, category, subcategory, decided_on, summary
      from decision_statement
      where authority_id = ${authorityId} and year <= ${upTo} and outcome = any (${upheldOutcomes(scheme)})
    `.execute(database),
  ])
  return { promises: promises.rows, faults: faults.rows }
}

function improvementKinds({ recommendationKinds }: Scheme): readonly string[] {
  return recommendationKinds
    .filter(({ isServiceImprovement }) => isServiceImprovement)
    .map(({ code }) => code)
}

function upheldOutcomes({ outcomes }: Scheme): readonly string[] {
  return outcomes.filter(({ isUpheld }) => isUpheld).map(({ code }) => code)
}

/** An authority and how many improvements it promised. */
export type PromisingAuthority = {
  readonly id: number
  readonly slug: string
  readonly officialName: string
  readonly promiseCount: number
}

/** Authorities by how many improvements they promised, most first; one more than asked for tells that there are more. */
export async function readPromisingAuthorities(
  database: Database,
  scheme: Scheme,
  { search, skipped, count }: { readonly search: string; readonly skipped: number; readonly count: number },
): Promise<readonly PromisingAuthority[]> {
  const { rows } = await sql<PromisingAuthority>`
    select authority_id as id, slug, official_name, promise_count
    from (
      select authority_id, count(*)::integer as promise_count
      from recommendation
      where kind = any (${improvementKinds(scheme)}) and coalesce(summary, text) is not null
      group by authority_id
    ) as promised
    join authority using (authority_id)
    where strpos(lower(official_name), lower(${search})) > 0
    order by promise_count desc, official_name
    limit ${count + 1} offset ${skipped}
  `.execute(database)
  return rows
}
