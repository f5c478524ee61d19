import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import {
  type ActionProblem,
  type ActionToChange,
  keyOf,
  recommendationSubject,
  staleReason,
} from '../recommendation/agreed-action-actions.ts'
import { lockRecommendedCase, readRecommendations } from '../recommendation/recommendation-store.ts'
import { longestAnswer } from './evidence.ts'
import { markEvidenceRead } from './evidence-store.ts'

export type Answering =
  | { readonly ok: true }
  | { readonly ok: false; readonly problems: readonly ActionProblem[]; readonly isStale?: boolean }

/** Says that what was sent was read, and what the authority still has to show. The action stays open. */
export async function answerEvidence(
  database: Database,
  { actor, slug, reference, number, seen, answer }: ActionToChange & { readonly answer: string },
): Promise<Answering> {
  return database.transaction().execute(async (transaction): Promise<Answering> => {
    const known = await lockRecommendedCase(transaction, slug, reference)
    const action =
      known && (await readRecommendations(transaction, known)).find((one) => one.number === number)
    if (!known || !action) return refused('There is no such action.')
    if (action.openSince === null)
      return refused('It is recorded how this action ended; nothing more is asked for.')
    const stale = staleReason(seen, action)
    if (stale !== undefined) return { ...refused(stale), isStale: true }
    if (answer === '') return refused('Say what is still wanted.', 'answer')
    if (answer.length > longestAnswer) {
      return refused(`The answer has ${answer.length} characters. Shorten it to ${longestAnswer}.`, 'answer')
    }
    const readAt = await currentMoment(transaction)
    const count = await markEvidenceRead(transaction, keyOf(known, number), { readAt, readBy: actor, answer })
    if (count === 0) {
      return {
        ...refused('Everything sent was read and answered already; nothing was sent again.'),
        isStale: true,
      }
    }
    await appendAudit(transaction, [
      {
        actor,
        action: 'answer evidence',
        subject: recommendationSubject(reference, number),
        before: null,
        after: { authority: slug },
      },
    ])
    return { ok: true }
  })
}

function refused(reason: string, field?: string): Extract<Answering, { ok: false }> {
  return { ok: false, problems: [{ field, reason }] }
}
