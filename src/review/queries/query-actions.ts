import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import { type AnswerKind, textRefusal } from './query.ts'
import { isChangedSince, lockQuery, saveAnswer } from './query-store.ts'

export type Answering =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly reason: string
      readonly field?: 'answer' | 'text'
      /** Somebody else has answered meanwhile, or there is no such query. */
      readonly isStale?: boolean
    }

/**
 * Answers a query, once: that the record was changed, which it has to be by then; or why it stays, or what explains it.
 */
export async function answerQuery(
  database: Database,
  year: ReportingYear,
  id: number,
  {
    actor,
    answer,
    text,
  }: { readonly actor: string; readonly answer: AnswerKind | undefined; readonly text: string },
): Promise<Answering> {
  return database.transaction().execute(async (transaction): Promise<Answering> => {
    const query = await lockQuery(transaction, year, id)
    if (!query) return { ok: false, isStale: true, reason: 'There is no such query; nothing was changed.' }
    if (query.answer !== null) {
      const reason = 'Somebody has answered this query since the page was opened, so nothing was changed.'
      return { ok: false, isStale: true, reason }
    }
    if (answer === undefined) return { ok: false, field: 'answer', reason: 'Choose an answer.' }
    if (answer === 'changed' && !(await isChangedSince(transaction, id))) {
      return { ok: false, field: 'answer', reason: notChanged(query.about.kind) }
    }
    const refusal =
      answer === 'changed' && text === ''
        ? undefined
        : textRefusal(text, 'Say why; the authority reads it as it stands.')
    if (refusal !== undefined) return { ok: false, field: 'text', reason: refusal }
    const answerText = text === '' ? null : text
    const answeredAt = await currentMoment(transaction)
    await saveAnswer(transaction, id, { answer, answerText, answeredBy: actor, answeredAt })
    await appendAudit(transaction, [
      { actor, action: 'answer', subject: `query ${id}`, before: null, after: { answer, text: answerText } },
    ])
    return { ok: true }
  })
}

function notChanged(about: 'case' | 'figure'): string {
  return about === 'case'
    ? 'The case has not been changed since the query was raised. Change it first, then answer.'
    : 'No case of the authority has been changed since the query was raised. Change one first, then answer.'
}
