import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskRadios,
  DeskTextArea,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { askedCase, noSuchCase } from '../asked-case.tsx'
import type { KnownCase } from '../case-record.ts'
import { askHold, withdrawPublished } from './publishing-actions.ts'
import { backToPublication } from './publishing-parts.tsx'

/** Where somebody asks that a decision is not published. */
export async function showHold(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const known = await askedCase(context, desk)
  return known === undefined ? noSuchCase(context, desk, staff) : holdPage(context, desk, staff, known, [])
}

/** Asks for it. */
export async function sendHold(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const { slug } = known.authority
  const result = await askHold(desk.database, desk.scheme, {
    slug,
    reference: known.reference,
    actor: staff.email,
    ground: form.text('ground'),
    reason: form.text('reason'),
  })
  if (result.ok)
    return context.redirect(`${deskAddresses.publication(slug, known.reference)}?done=asked`, 303)
  context.status(422)
  return holdPage(context, desk, staff, known, result.problems, form)
}

function holdPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  known: KnownCase,
  problems: readonly Problem[],
  form?: SentForm,
): Response | Promise<Response> {
  const action = deskAddresses.publicationHold(known.authority.slug, known.reference)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Not publishing ${known.reference}`}
      current={deskAddresses.publishing()}
      back={backToPublication(known)}
    >
      <ErrorSummary problems={problems} />
      <h1>
        Ask that <span class="unbroken">{known.reference}</span> is not published
      </h1>
      <Standing>
        <strong>Decisions are published unless there is a ground not to.</strong> Your request takes effect
        when an approver agrees; it is not published meanwhile.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <DeskRadios
          id="ground"
          label="On which ground?"
          error={problemOf(problems, 'ground')}
          choices={desk.scheme.decisionPublication.holdGrounds.map(({ code, name }) => ({
            value: code,
            text: name,
            isChosen: form?.text('ground') === code,
          }))}
        />
        <DeskTextArea
          id="reason"
          label="Reason"
          hint="For whoever agrees, in up to 1,000 characters. It is not public."
          value={form?.text('reason')}
          error={problemOf(problems, 'reason')}
        />
        <Button text="Ask for it" />
      </DeskForm>
    </StaffPage>,
  )
}

/** Where a published decision is withdrawn. */
export async function showStatementWithdrawal(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const known = await askedCase(context, desk)
  return known === undefined
    ? noSuchCase(context, desk, staff)
    : withdrawalPage(context, desk, staff, known, [])
}

/** Withdraws it. */
export async function sendStatementWithdrawal(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const { slug } = known.authority
  const result = await withdrawPublished(desk.database, desk.scheme, known, {
    actor: staff.email,
    reason: form.text('reason'),
  })
  if (result.ok) {
    return context.redirect(`${deskAddresses.publication(slug, known.reference)}?done=withdrawn`, 303)
  }
  context.status(422)
  return withdrawalPage(context, desk, staff, known, result.problems, form)
}

function withdrawalPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  known: KnownCase,
  problems: readonly Problem[],
  form?: SentForm,
): Response | Promise<Response> {
  const action = deskAddresses.statementWithdrawal(known.authority.slug, known.reference)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Withdrawing ${known.reference}`}
      current={deskAddresses.publishing()}
      back={backToPublication(known)}
    >
      <ErrorSummary problems={problems} />
      <h1>
        Withdraw <span class="unbroken">{known.reference}</span>
      </h1>
      <Standing>
        <strong>The statement goes at once, and is not published again.</strong> At its address everybody
        reads that it was here, and your reason.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <DeskTextArea
          id="reason"
          label="Reason, for everybody to read"
          hint="In up to 1,000 characters. It must not tell who somebody is."
          value={form?.text('reason')}
          error={problemOf(problems, 'reason')}
        />
        <Button text="Withdraw it" />
      </DeskForm>
    </StaffPage>,
  )
}
