import { appendAudit } from '../../audit/audit-store.ts'
import type { KnownCase } from '../../casework/case-record.ts'
import { lockCase } from '../../casework/case-record-store.ts'
import type { CaseReference } from '../../casework/case-reference.ts'
import type { StepRequest } from '../../casework/complaint/case-step.ts'
import { type StepResult, type StepSettings, takeStep } from '../../casework/complaint/case-step-actions.ts'
import { beginWorkHere, type WorkBegun } from '../../casework/complaint/complaint-actions.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import type { Consideration } from '../../handling-code/consideration/consideration.ts'
import { saveConsideration } from '../../handling-code/consideration/consideration-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { countedYearRefusal } from './counted-year-actions.ts'

type AskedCase = { readonly slug: string; readonly reference: CaseReference }

/**
 * Takes a step with a case. A decision counts today, so the figures of this year must not be beyond change; it may say
 * whether the Code was considered.
 */
export async function takeCaseStep(
  database: Database,
  scheme: Scheme,
  {
    slug,
    reference,
    consideration,
    ...settings
  }: StepSettings & AskedCase & { readonly consideration?: Consideration | undefined },
): Promise<StepResult> {
  return database.transaction().execute(async (transaction): Promise<StepResult> => {
    const known = await lockCase(transaction, slug, reference)
    if (known === undefined) return { ok: false, reason: 'There is no such case.' }
    if (decides(settings.request)) {
      const today = dayOf(scheme, await currentMoment(transaction))
      const refusal = await countedYearRefusal(transaction, scheme, today)
      if (refusal !== undefined) return { ok: false, reason: refusal }
    }
    const step = await takeStep(transaction, scheme, known, settings)
    if (step.ok && consideration !== undefined) {
      await consider(transaction, known, settings.actor, consideration)
    }
    return step
  })
}

async function consider(
  transaction: Transaction,
  known: KnownCase,
  actor: string,
  consideration: Consideration,
): Promise<void> {
  const recordedAt = await currentMoment(transaction)
  await saveConsideration(transaction, known, consideration, { recordedBy: actor, recordedAt })
  await appendAudit(transaction, [
    {
      actor,
      action: 'consider handling code',
      subject: `case ${known.reference} of ${known.authority.slug}`,
      before: null,
      after: consideration,
    },
  ])
}

function decides(request: StepRequest): boolean {
  return request.kind === 'decided' || (request.kind === 'assessed' && request.conclusion.kind === 'close')
}

/** Begins to work here on a case that came with a file. */
export async function beginCaseWork(
  database: Database,
  scheme: Scheme,
  { slug, reference, ...by }: AskedCase & { readonly actor: string; readonly personId: string | null },
): Promise<WorkBegun> {
  return database.transaction().execute(async (transaction): Promise<WorkBegun> => {
    const known = await lockCase(transaction, slug, reference)
    if (known === undefined) return { ok: false, reason: 'There is no such case.' }
    return beginWorkHere(transaction, scheme, known, by)
  })
}
