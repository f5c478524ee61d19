import { sql } from 'kysely'
import { arrayParameter } from '../casework/array-parameter-store.ts'
import { type CaseReference, readCaseReference } from '../casework/case-reference.ts'
import type { Database } from '../database/connection.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'

/** A case decided here that has no statement yet. */
export type DecidedHere = {
  readonly authorityId: number
  readonly complaintId: number
  /** Slug of the authority. */
  readonly authority: string
  readonly reference: CaseReference
  readonly category: string
  readonly subcategory: string | null
  readonly receivedOn: IsoDate
  readonly decidedOn: IsoDate
  readonly outcome: string
  readonly stageReached: string | null
  readonly isRemediedBefore: boolean | null
  readonly isUnderReview: boolean
}

/** Cases decided here whose decisions are to be published, the earliest first. */
export async function readDecidedHere(
  database: Database,
  { decisionPublication }: Scheme,
): Promise<readonly DecidedHere[]> {
  const { rows } = await sql<DecidedHere>`
    select authority_id, complaint_id, slug as authority, reference, category, subcategory, complaint.received_on,
      decided_on, outcome, stage_reached, is_remedied_before,
      is_decision_under_review(authority_id, complaint_id) as is_under_review
    from case_file
    join complaint using (authority_id, complaint_id)
    join authority using (authority_id)
    where stage = 'decided' and decided_on is not null
    and outcome = any(${arrayParameter(decisionPublication.outcomes, 'text')})
    order by decided_on, complaint_id
  `.execute(database)
  return rows
}

/** Whether any statement is on its way. */
export async function hasStatementsUnderWay(database: Database): Promise<boolean> {
  const row = await database.selectFrom('statementDraft').select('complaintId').limit(1).executeTakeFirst()
  return row !== undefined
}

/** The latest published upheld cases about one subject of one of these authorities: a report could be about them. */
export async function readCasesForReport(
  database: Database,
  authorities: readonly string[],
  count: number,
): Promise<
  readonly {
    readonly authority: string
    readonly subcategory: string
    readonly references: readonly CaseReference[]
  }[]
> {
  const { rows } = await sql<{ authority: string; subcategory: string; references: readonly string[] }>`
    select slug as authority, subcategory, (array_agg(reference order by decided_on desc))[1:2] as references
    from decision_statement
    join authority using (authority_id)
    where slug = any(${arrayParameter(authorities, 'text')}) and outcome = 'upheld' and subcategory is not null
    and not exists (
      select
      from public_report_case as reported
      where reported.authority_id = decision_statement.authority_id
      and reported.complaint_id = decision_statement.complaint_id
    )
    group by slug, subcategory
    having count(*) > 1
    order by max(decided_on) desc, slug, subcategory
    limit ${count}
  `.execute(database)
  return rows.map(({ references, ...row }) => ({
    ...row,
    references: references.flatMap((reference) => readCaseReference(reference) ?? []),
  }))
}
