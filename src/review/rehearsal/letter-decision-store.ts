import type { AuthorityId } from '../../authorities/authority.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { LetterDecision } from './letter-under-review.ts'

/** The decisions about a revision's letters, by authority; also those about a content that has changed since. */
export async function readLetterDecisions(
  database: Database | Transaction,
  year: ReportingYear,
  revision: number,
): Promise<ReadonlyMap<number, LetterDecision>> {
  const rows = await database
    .selectFrom('letterDecision')
    .select(['authorityId', 'decision', 'reason', 'contentHash', 'decidedBy', 'decidedAt', 'isTogether'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
  return new Map(
    rows.map(({ authorityId, decision, ...row }) => [
      authorityId,
      { ...row, decision: decisionOf(decision) },
    ]),
  )
}

/** Records decisions, each in place of the one before about the same letter. */
export async function saveLetterDecisions(
  transaction: Transaction,
  year: ReportingYear,
  revision: number,
  decisions: readonly (LetterDecision & { readonly authorityId: AuthorityId })[],
): Promise<void> {
  if (decisions.length === 0) return
  await transaction
    .insertInto('letterDecision')
    .values(decisions.map((decision) => ({ year, revision, ...decision })))
    .onConflict((conflict) =>
      conflict.columns(['authorityId', 'year', 'revision']).doUpdateSet((excluded) => ({
        decision: excluded.ref('excluded.decision'),
        reason: excluded.ref('excluded.reason'),
        contentHash: excluded.ref('excluded.contentHash'),
        decidedBy: excluded.ref('excluded.decidedBy'),
        decidedAt: excluded.ref('excluded.decidedAt'),
        isTogether: excluded.ref('excluded.isTogether'),
      })),
    )
    .execute()
}

function decisionOf(text: string): LetterDecision['decision'] {
  if (text === 'passed' || text === 'held' || text === 'left-out') return text
  throw new Error(`the database holds an unknown decision "${text}"`)
}
