import type { AuditEntry } from '../../audit/audit-chain.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { formatReportingYear, reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { caseSubject } from '../case-record-store.ts'
import { markEvidenceRead } from '../evidence/evidence-store.ts'
import { insertActionNotTaken } from './action-not-taken-store.ts'
import {
  type ActionProblem,
  type ActionToChange,
  keyOf,
  recommendationSubject,
  staleReason,
} from './agreed-action-actions.ts'
import { complianceOutcome } from './compliance-outcome.ts'
import {
  lockRecommendedCase,
  lockSettledYears,
  type RecommendedCase,
  readRecommendations,
  saveComplianceOutcome,
  saveSettlement,
} from './recommendation-store.ts'

export type Settling =
  | {
      readonly ok: true
      /** What became of the case with it; null while another action is open. */
      readonly outcome: string | null
    }
  | { readonly ok: false; readonly problems: readonly ActionProblem[]; readonly isStale?: boolean }

export const longestSettlementReason = 2_000

/**
 * Records how an agreed action ended, by somebody other than who agreed it. With the last of a case the case has its
 * compliance outcome, recorded today and counted in the year of today.
 */
export async function settleRecommendation(
  database: Database,
  scheme: Scheme,
  {
    actor,
    slug,
    reference,
    number,
    seen,
    settlement,
    reason,
  }: ActionToChange & { readonly settlement: string; readonly reason: string },
): Promise<Settling> {
  return database.transaction().execute(async (transaction): Promise<Settling> => {
    const known = await lockRecommendedCase(transaction, slug, reference)
    const actions = known ? await readRecommendations(transaction, known) : []
    const action = actions.find((one) => one.number === number)
    if (!known || !action) return refused('There is no such action.')
    if (action.openSince === null && action.settlement === null) return refused(notOpenReason(known))
    const stale = staleReason(seen, action)
    if (stale !== undefined) return { ...refused(stale), isStale: true }
    if (action.openSince === null) return refused('It is recorded already how this action ended.')
    if (action.agreedBy?.includes(actor)) {
      return refused('You agreed this action with the authority. Somebody else records how it ended.')
    }
    const ended = scheme.complianceOutcomes.find(({ code }) => code === settlement)
    if (ended === undefined) return refused('Say how it ended.', 'settlement')
    if (!ended.isComplied && reason === '') return refused('Say why it counts as not carried out.', 'reason')
    if (reason.length > longestSettlementReason) {
      return refused(
        `The reason has ${reason.length} characters. Shorten it to ${longestSettlementReason}.`,
        'reason',
      )
    }
    const now = await currentMoment(transaction)
    const today = dayOf(scheme, now)
    const outcome = complianceOutcome(
      scheme,
      actions.map((one) => (one === action ? ended.code : one.settlement)),
    )
    const counted = outcome === null ? undefined : await countedRefusal(transaction, scheme, today)
    if (counted !== undefined) return refused(counted)
    const key = keyOf(known, number)
    await saveSettlement(transaction, key, {
      settlement: ended.code,
      settledOn: today,
      settledBy: actor,
      settlementReason: ended.isComplied || reason === '' ? null : reason,
    })
    await markEvidenceRead(transaction, key, { readAt: now, readBy: actor })
    if (!ended.isComplied) await insertActionNotTaken(transaction, key, now)
    const entries: AuditEntry[] = [
      {
        actor,
        action: 'settle action',
        subject: recommendationSubject(reference, number),
        before: null,
        after: { settlement: ended.code, authority: slug },
      },
    ]
    if (outcome !== null) entries.push(await record(transaction, scheme, known, { actor, outcome, today }))
    await appendAudit(transaction, entries)
    return { ok: true, outcome }
  })
}

async function record(
  transaction: Transaction,
  scheme: Scheme,
  known: RecommendedCase,
  { actor, outcome, today }: { readonly actor: string; readonly outcome: string; readonly today: string },
): Promise<AuditEntry> {
  const year = reportingYearOf(scheme, today)
  await saveComplianceOutcome(transaction, known, { outcome, recordedOn: today, year })
  return {
    actor,
    action: 'record compliance',
    subject: caseSubject(known.reference),
    before: { compliance_outcome: null, compliance_recorded_on: null },
    after: { compliance_outcome: outcome, compliance_recorded_on: today },
  }
}

function notOpenReason({ decidedOn }: RecommendedCase): string {
  return decidedOn === null
    ? 'The case is not decided yet, so there is nothing to settle.'
    : 'What became of this case is recorded. To change that is a change of the case, and a correction once it is released.'
}

/** What is recorded today counts in the year of today, unless two people have approved that year as it stands. */
async function countedRefusal(
  transaction: Transaction,
  scheme: Scheme,
  today: string,
): Promise<string | undefined> {
  const year = reportingYearOf(scheme, today)
  const [settled] = await lockSettledYears(transaction, year, year)
  return settled === undefined
    ? undefined
    : `${formatReportingYear(settled)} is approved or released, and this would change its figures. Change the case instead: that is a correction.`
}

function refused(reason: string, field?: string): Extract<Settling, { ok: false }> {
  return { ok: false, problems: [{ field, reason }] }
}
