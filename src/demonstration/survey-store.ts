import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import type { Answers } from '../survey/answer.ts'

/** An answer that was made up. */
export type InventedAnswer = {
  readonly authorityId: number | null
  readonly organisation: string | null
  readonly kind: string | null
  readonly answeredOn: string | null
  readonly answers: Answers
}

/** Keeps answers in the order of their keys, which say nothing. */
export async function insertAnswers(
  transaction: Transaction,
  { id, asks }: { readonly id: number; readonly asks: string },
  answers: readonly InventedAnswer[],
): Promise<void> {
  await sql`
    insert into survey_answer (survey_id, asks, authority_id, organisation, kind, answered_on, answers)
    select ${id}, ${asks}, authority_id, organisation, kind, answered_on, answers
    from unnest(
      ${answers.map(({ authorityId }) => authorityId)}::integer[],
      ${answers.map(({ organisation }) => organisation)}::text[],
      ${answers.map(({ kind }) => kind)}::text[],
      ${answers.map(({ answeredOn }) => answeredOn)}::date[],
      ${answers.map((one) => JSON.stringify(one.answers))}::jsonb[]
    ) as given (authority_id, organisation, kind, answered_on, answers)
  `.execute(transaction)
}
