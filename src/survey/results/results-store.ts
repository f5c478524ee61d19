import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import type { GivenAnswer } from './survey-results.ts'

/** Every answer to a survey: by day where days are kept, else in the order of their keys, which are drawn by lot. */
export async function readGivenAnswers(
  database: Database | Transaction,
  surveyId: number,
): Promise<readonly GivenAnswer[]> {
  const { rows } = await sql<GivenAnswer>`
    select
      coalesce(official_name, organisation) as organisation, survey_answer.kind, answered_on, answers
    from survey_answer
    left join authority using (authority_id)
    where survey_id = ${surveyId}
    order by answered_on, answer_id
  `.execute(database)
  return rows
}

/**
 * Writes the answers to anonymous surveys anew, with new keys and in an order drawn by lot, where any came since: the
 * order in which the database keeps rows, and the transaction it notes beside each, tell nothing then of when an answer
 * came, and so not beside which invitation.
 */
export async function mixAnswers(transaction: Transaction): Promise<void> {
  const { rows } = await sql<{ surveyId: number }>`
    select survey_id
    from survey_answer
    where asks <> 'organisation'
    group by survey_id
    having count(distinct xmin::text) > 1
  `.execute(transaction)
  for (const { surveyId } of rows) {
    // Whoever answers meanwhile waits, and is mixed the next time.
    await sql`select from survey where survey_id = ${surveyId} for update`.execute(transaction)
    await sql`
      with taken as (
        delete from survey_answer where survey_id = ${surveyId} returning asks, kind, answers
      )
      insert into survey_answer (survey_id, asks, kind, answers)
      select ${surveyId}, asks, kind, answers from taken order by random()
    `.execute(transaction)
  }
}

/** Erases what nobody needs of surveys once they are closed: to whom invitations went, in the outbox too, and answers that were only begun. */
export async function forgetWhomClosedSurveysAsked(transaction: Transaction, now: Date): Promise<void> {
  await sql`
    update survey_invitation
    set email = null, authority_id = null
    from survey
    where survey.survey_id = survey_invitation.survey_id and closes_at <= ${now} and opened_at is not null
    and email is not null
  `.execute(transaction)
  await sql`
    delete from mail
    using survey
    where mail_key like 'survey-invitation/' || survey_id || '/%' and closes_at <= ${now} and opened_at is not null
  `.execute(transaction)
  await sql`
    delete from survey_draft
    using survey
    where survey.survey_id = survey_draft.survey_id and closes_at <= ${now} and opened_at is not null
  `.execute(transaction)
}

/** How many different organisations have answered a survey that asks for them. */
export async function countAnswerers(database: Database, surveyId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct coalesce(authority_id::text, lower(organisation))) as count
    from survey_answer
    where survey_id = ${surveyId}
  `.execute(database)
  return rows[0]?.count ?? 0
}
