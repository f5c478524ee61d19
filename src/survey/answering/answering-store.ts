import { sql } from 'kysely'
import type { KnownAuthority } from '../../authorities/authority.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Answers } from '../answer.ts'
import type { Survey } from '../survey.ts'

/** Everything here is read and written as a visitor, who sees the schema `visitor` alone. */

/** A survey that was opened, and whether it is closed by now. */
export type SeenSurvey = Survey & { readonly isClosed: boolean }

/** Those that can be answered now by anybody, the one that closes first before the others. */
export async function readOpenSurveys(visitor: Database): Promise<readonly SeenSurvey[]> {
  const { rows } = await sql<SeenRow>`
    ${seen()} where has_open_link and closes_at > visitor.current_moment() order by closes_at, survey_id
  `.execute(visitor)
  return rows.map(seenSurvey)
}

export async function findSeenSurvey(
  visitor: Database | Transaction,
  slug: string,
): Promise<SeenSurvey | undefined> {
  const { rows } = await sql<SeenRow>`${seen()} where slug = ${slug}`.execute(visitor)
  return rows[0] && seenSurvey(rows[0])
}

function seen() {
  return sql`
    select
      survey_id, slug, title, introduction, asks, has_open_link, opens_at, closes_at,
      closes_at <= visitor.current_moment() as is_closed
    from survey
  `
}

type SeenRow = Omit<SeenSurvey, 'id'> & { readonly surveyId: number }

function seenSurvey({ surveyId, ...survey }: SeenRow): SeenSurvey {
  return { id: surveyId, ...survey }
}

/** An authority that somebody may answer for, with what it is found by. */
export type ListedOrganisation = Pick<
  KnownAuthority,
  'id' | 'slug' | 'officialName' | 'shortName' | 'gssCode' | 'kind' | 'endsOn'
> & { readonly otherNames: readonly []; readonly formerNames: readonly [] }

/** The authorities there are on a day, by name. */
export async function readOrganisations(
  visitor: Database | Transaction,
  day: IsoDate,
): Promise<readonly ListedOrganisation[]> {
  const { rows } = await sql<Omit<ListedOrganisation, 'otherNames' | 'formerNames'>>`
    select authority_id as id, slug, official_name, short_name, gss_code, kind, ends_on
    from authority
    where (starts_on is null or starts_on <= ${day}) and (ends_on is null or ends_on >= ${day})
    order by official_name
  `.execute(visitor)
  return rows.map((row) => ({ ...row, otherNames: [], formerNames: [] }))
}

/** By the clock of publication, which visitors have under a name of their own. */
export async function currentVisitorMoment(visitor: Database | Transaction): Promise<Date> {
  const { rows } = await sql<{ moment: Date }>`select visitor.current_moment() as moment`.execute(visitor)
  const [row] = rows
  if (!row) throw new Error('the database does not say what time it is')
  return row.moment
}

/** The invitation whose key the transaction has named. */
export async function findInvitation(
  transaction: Transaction,
): Promise<{ readonly surveyId: number; readonly isUsed: boolean } | undefined> {
  return transaction.selectFrom('surveyInvitation').select(['surveyId', 'isUsed']).executeTakeFirst()
}

/** What was begun to be answered, sealed, by the key that the transaction has named. */
export async function findDraft(
  transaction: Transaction,
): Promise<{ readonly surveyId: number; readonly sealed: Buffer } | undefined> {
  return transaction.selectFrom('surveyDraft').select(['surveyId', 'sealed']).executeTakeFirst()
}

/** Keeps it, in place of what was kept under that key before. */
export async function saveDraft(
  transaction: Transaction,
  draft: { readonly surveyId: number; readonly tokenHash: Buffer; readonly sealed: Buffer },
): Promise<void> {
  await transaction
    .insertInto('surveyDraft')
    .values(draft)
    .onConflict((conflict) =>
      conflict.columns(['surveyId', 'tokenHash']).doUpdateSet({ sealed: draft.sealed }),
    )
    .execute()
}

/** An answer as it is sent. What the survey does not ask stays null. */
export type AnswerToTake = {
  readonly surveyId: number
  /** Of the number that the form carries. */
  readonly formHash: Buffer
  readonly invitationHash: Buffer | null
  readonly draftHash: Buffer | null
  readonly authorityId: number | null
  readonly organisation: string | null
  readonly kind: string | null
  readonly answeredOn: string
  readonly answers: Answers
}

/** What came of an answer: see visitor.take_survey_answer in the migration. */
export type Taking = 'sent' | 'sent-before' | 'closed' | 'not-invited' | 'used-invitation' | 'unknown'

export async function takeAnswer(visitor: Database, answer: AnswerToTake): Promise<Taking> {
  const { rows } = await sql<{ taking: Taking }>`
    select visitor.take_survey_answer(
      ${answer.surveyId}, ${answer.formHash}, ${answer.invitationHash}, ${answer.draftHash},
      ${answer.authorityId}, ${answer.organisation}, ${answer.kind}, ${answer.answeredOn},
      ${JSON.stringify(answer.answers)}::jsonb
    ) as taking
  `.execute(visitor)
  return rows[0]?.taking ?? 'unknown'
}
