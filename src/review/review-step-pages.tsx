import type { Context } from 'hono'
import type { Staff } from '../accounts/person.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import type { SentForm } from '../web/sent-form.ts'
import type { ReviewDesk } from './review-desk.tsx'
import { reviewPage } from './review-page.tsx'
import { askedYear, noSuchReview } from './review-parts.tsx'
import {
  type Actor,
  approveReview,
  calculateReview,
  openChecking,
  type StepTaking,
  takeBack,
} from './review-step-actions.ts'

type Send = (context: Context, desk: ReviewDesk, staff: Staff, form: SentForm) => Promise<Response>

export const sendCalculation: Send = stepForm('calculated', ({ database, scheme }, year, actor) =>
  calculateReview(database, scheme, year, actor),
)

export const sendChecking: Send = stepForm('opened', ({ database, scheme }, year, actor, form) =>
  openChecking(database, scheme, year, { ...actor, until: form.text('until') }),
)

export const sendTakingBack: Send = stepForm('taken-back', ({ database }, year, actor, form) =>
  takeBack(database, year, { ...actor, reason: form.text('reason') }),
)

export const sendApproval: Send = stepForm('approved', ({ database, scheme }, year, actor, form) =>
  approveReview(database, scheme, year, { ...actor, fingerprint: form.text('fingerprint') }),
)

/** Takes a step as a form asks for it; the review's page then says what was done, or what stands in the way. */
function stepForm(
  doneCode: string,
  step: (desk: ReviewDesk, year: ReportingYear, actor: Actor, form: SentForm) => Promise<StepTaking>,
): Send {
  return async (context, desk, staff, form) => {
    const year = askedYear(context)
    if (year === undefined) return noSuchReview(context, desk, staff)
    const actor = { actor: staff.email, seen: form.text('standing') }
    const taking = await step(desk, year, actor, form)
    if (taking.ok) return context.redirect(`${deskAddresses.review(year)}?done=${doneCode}`, 303)
    context.status(taking.isStale ? 409 : 422)
    return reviewPage(context, desk, staff, [taking], form)
  }
}
