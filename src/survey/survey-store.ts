import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import type { Question, QuestionKind } from './question.ts'
import type { KeptSurvey, SurveySettings } from './survey.ts'

/** A survey with what has come of it so far. */
export type ListedSurvey = KeptSurvey & {
  readonly questionCount: number
  readonly answerCount: number
  readonly invitedCount: number
  /** How many invitations were used. */
  readonly usedCount: number
}

/** Every survey, the latest first. */
export async function readSurveys(database: Database | Transaction): Promise<readonly ListedSurvey[]> {
  const { rows } = await sql<SurveyRow>`${listed()} order by opens_at desc, survey_id desc`.execute(database)
  return rows.map(keptSurvey)
}

export async function findSurvey(
  database: Database | Transaction,
  id: number,
): Promise<ListedSurvey | undefined> {
  const { rows } = await sql<SurveyRow>`${listed()} where survey_id = ${id}`.execute(database)
  return rows[0] && keptSurvey(rows[0])
}

/** The same, and until the transaction ends nobody changes or answers it. */
export async function lockSurvey(transaction: Transaction, id: number): Promise<ListedSurvey | undefined> {
  await sql`select from survey where survey_id = ${id} for update`.execute(transaction)
  return findSurvey(transaction, id)
}

function listed() {
  return sql`
    select
      survey_id, slug, title, introduction, asks, has_open_link, opens_at, closes_at, opened_at, version,
      (select count(*) from survey_question where survey_question.survey_id = survey.survey_id) as question_count,
      (select count(*) from survey_answer where survey_answer.survey_id = survey.survey_id) as answer_count,
      (select count(*) from survey_invitation where survey_invitation.survey_id = survey.survey_id) as invited_count,
      (
        select count(*) from survey_invitation where survey_invitation.survey_id = survey.survey_id and is_used
      ) as used_count
    from survey
  `
}

type SurveyRow = Omit<ListedSurvey, 'id'> & { readonly surveyId: number }

function keptSurvey({ surveyId, ...survey }: SurveyRow): ListedSurvey {
  return { id: surveyId, ...survey }
}

/** Undefined where another survey has the address already. */
export async function insertSurvey(
  transaction: Transaction,
  settings: SurveySettings,
): Promise<number | undefined> {
  const row = await transaction
    .insertInto('survey')
    .values(settings)
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('surveyId')
    .executeTakeFirst()
  return row?.surveyId
}

export async function isSlugTaken(transaction: Transaction, slug: string, besides: number): Promise<boolean> {
  const row = await transaction
    .selectFrom('survey')
    .select('surveyId')
    .where('slug', '=', slug)
    .where('surveyId', '!=', besides)
    .executeTakeFirst()
  return row !== undefined
}

/** Changes what is given of a survey; each change counts. */
export async function updateSurvey(
  transaction: Transaction,
  id: number,
  change: Partial<SurveySettings> & { openedBy?: string | null; openedAt?: Date | null },
): Promise<void> {
  await transaction
    .updateTable('survey')
    .set({ ...change, version: sql`version + 1` })
    .where('surveyId', '=', id)
    .execute()
}

/** The questions of a survey in their order; also as a visitor, of those they may see. */
export async function readQuestions(
  database: Database | Transaction,
  surveyId: number,
): Promise<readonly Question[]> {
  const rows = await database
    .selectFrom('surveyQuestion')
    .selectAll()
    .where('surveyId', '=', surveyId)
    .orderBy('questionNumber')
    .execute()
  return rows.map((row) => ({
    number: row.questionNumber,
    kind: row.kind as QuestionKind,
    text: row.text,
    hint: row.hint,
    isRequired: row.isRequired,
    options: row.options,
    scale:
      row.scalePoints === null
        ? null
        : { points: row.scalePoints, lowest: row.lowestLabel ?? '', highest: row.highestLabel ?? '' },
    pageHeading: row.pageHeading,
  }))
}

/** Puts these questions in place of those there are. */
export async function replaceQuestions(
  transaction: Transaction,
  surveyId: number,
  questions: readonly Question[],
): Promise<void> {
  await transaction.deleteFrom('surveyQuestion').where('surveyId', '=', surveyId).execute()
  if (questions.length === 0) return
  await transaction
    .insertInto('surveyQuestion')
    .values(
      questions.map(({ number, scale, options, ...question }) => ({
        ...question,
        surveyId,
        questionNumber: number,
        options: [...options],
        scalePoints: scale?.points ?? null,
        lowestLabel: scale?.lowest ?? null,
        highestLabel: scale?.highest ?? null,
      })),
    )
    .execute()
}

/** What is wanted to invite somebody. */
export type NewInvitation = {
  readonly email: string
  readonly authorityId: number | null
  readonly tokenHash: Buffer
}

/** Invites those who are not invited already; tells whom, with the invitations' numbers. */
export async function insertInvitations(
  transaction: Transaction,
  surveyId: number,
  invitations: readonly NewInvitation[],
): Promise<readonly { readonly invitationId: number; readonly email: string }[]> {
  const { rows } = await sql<{ invitationId: number; email: string }>`
    insert into survey_invitation (survey_id, email, authority_id, token_hash)
    select ${surveyId}, email, authority_id, token_hash
    from unnest(
      ${invitations.map(({ email }) => email)}::text[],
      ${invitations.map(({ authorityId }) => authorityId)}::integer[],
      ${invitations.map(({ tokenHash }) => tokenHash)}::bytea[]
    ) as invited (email, authority_id, token_hash)
    on conflict do nothing
    returning invitation_id, email
  `.execute(transaction)
  return rows
}

/** The link officers in office on a day, of authorities there are on that day. */
export async function readLinkOfficers(
  database: Database | Transaction,
  day: string,
): Promise<readonly { readonly authorityId: number; readonly email: string }[]> {
  const { rows } = await sql<{ authorityId: number; email: string }>`
    select distinct on (lower(email)) authority_id, email
    from office_holder
    join authority using (authority_id)
    where role = 'link-officer' and email is not null
    and (from_on is null or from_on <= ${day}) and (to_on is null or to_on >= ${day})
    and (ends_on is null or ends_on >= ${day})
    order by lower(email), authority_id
  `.execute(database)
  return rows
}

/** When letters of a day tell people to answer, is a survey open that anybody may answer? */
export async function isSurveyOpenOn(
  database: Database | Transaction,
  from: Date,
  until: Date,
): Promise<boolean> {
  const { rows } = await sql`
    select from survey
    where opened_at is not null and has_open_link and opens_at < ${until} and closes_at > ${from}
    limit 1
  `.execute(database)
  return rows.length > 0
}
