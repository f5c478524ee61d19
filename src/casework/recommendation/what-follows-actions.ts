import { appendAudit } from '../../audit/audit-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import { formatReportingYear, reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { savePart } from '../complaint/case-file-store.ts'
import { openCase } from '../complaint/complaint-actions.ts'
import {
  copyComplainant,
  readActionNotTaken,
  saveWhatFollows,
  type WhatFollows,
} from './action-not-taken-store.ts'
import {
  type ActionOfCase,
  type ActionProblem,
  keyOf,
  recommendationSubject,
} from './agreed-action-actions.ts'
import { lockRecommendedCase, lockSettledYears, type RecommendedCase } from './recommendation-store.ts'

export type FollowUp =
  | { readonly ok: true; readonly newReference: string | null }
  | { readonly ok: false; readonly problems: readonly ActionProblem[] }

const longestReason = 2_000

/** Decides what follows where an agreed action was not carried out. Once. */
export async function decideWhatFollows(
  database: Database,
  scheme: Scheme,
  {
    actor,
    slug,
    reference,
    number,
    decision,
    reason,
  }: ActionOfCase & {
    readonly number: number
    readonly decision: WhatFollows | undefined
    readonly reason: string
  },
): Promise<FollowUp> {
  return database.transaction().execute(async (transaction): Promise<FollowUp> => {
    const known = await lockRecommendedCase(transaction, slug, reference)
    const key = known && keyOf(known, number)
    const notTaken = key && (await readActionNotTaken(transaction, key))
    if (!known || !key || !notTaken) return refused('There is nothing to decide about this action.')
    if (notTaken.decision !== null) return refused('Somebody has decided that already; it stands below.')
    if (decision === undefined) return refused('Say what follows.', 'decision')
    if (decision === 'nothing-further' && reason === '') return refused('Say why nothing follows.', 'reason')
    if (reason.length > longestReason) {
      return refused(`The reason has ${reason.length} characters. Shorten it to ${longestReason}.`, 'reason')
    }
    const now = await currentMoment(transaction)
    const opened =
      decision === 'new-investigation' ? await open(transaction, scheme, known, { actor, number, now }) : null
    if (opened?.ok === false) return opened
    await saveWhatFollows(transaction, key, {
      decision,
      decisionReason: reason === '' ? null : reason,
      decidedBy: actor,
      decidedAt: now,
      newComplaintId: opened?.complaintId ?? null,
    })
    await appendAudit(transaction, [
      {
        actor,
        action: 'decide what follows',
        subject: recommendationSubject(reference, number),
        before: null,
        after: { decision, authority: slug, newCase: opened?.reference ?? null },
      },
    ])
    return { ok: true, newReference: opened?.reference ?? null }
  })
}

async function open(
  transaction: Transaction,
  scheme: Scheme,
  known: RecommendedCase,
  { actor, number, now }: { readonly actor: string; readonly number: number; readonly now: Date },
) {
  const today = dayOf(scheme, now)
  const year = reportingYearOf(scheme, today)
  const [settled] = await lockSettledYears(transaction, year, year)
  if (settled !== undefined) {
    return refused(
      `${formatReportingYear(settled)} is approved or released, so that no case can be received in it. Try again once the year of today is open.`,
    )
  }
  const { authority, category, subcategory, complaintId, decidedOn, reference } = known
  const { key, reference: newReference } = await openCase(
    transaction,
    scheme,
    {
      authority: { ...authority, startsOn: null },
      complaint: {
        category,
        subcategory,
        receivedOn: today,
        authorityReference: null,
        authorityService: null,
      },
      actor,
      personId: null,
    },
    { kind: 'opened-for-action-not-taken', followsComplaintId: complaintId },
  )
  const decided = decidedOn === null ? '' : `, decided on ${printDate(decidedOn)}`
  await savePart(transaction, key, 'complaint', {
    text: `Action ${number} agreed in case ${reference}${decided}, was not carried out. This investigation follows from it.`,
    writtenBy: actor,
    writtenAt: now,
  })
  await copyComplainant(transaction, known, key.complaintId)
  return { ok: true as const, complaintId: key.complaintId, reference: newReference }
}

function refused(reason: string, field?: string): Extract<FollowUp, { ok: false }> {
  return { ok: false, problems: [{ field, reason }] }
}
