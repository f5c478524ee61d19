import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { readBankHolidays } from '../../authorities/authority-store.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskRadios,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Notice, Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { closedDay } from '../complaint/case-clock.ts'
import { longestActionText, longestEvidenceWanted, type TypedAction } from './agreed-action.ts'
import {
  type ActionChange,
  agreeAction,
  caseRefusal,
  changeAction,
  removeAction,
} from './agreed-action-actions.ts'
import { askedNumber, askedRecommendedCase, noSuchRecommendation } from './asked-recommendation.tsx'
import { printPence } from './pence.ts'
import { longestSummary } from './public-summary.ts'
import { recommendationMark } from './recommendation.ts'
import type { RecommendedCase, RecordedRecommendation } from './recommendation-store.ts'

/** The form with which an investigator agrees one more action in a case. */
export async function showNewAction(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return actionPage(context, desk, staff, { problems: [] })
}

export async function sendNewAction(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const asked = await askedRecommendedCase(context, desk)
  if (!asked) return noSuchRecommendation(context, desk, staff)
  const { authority, reference } = asked.known
  const typed = typedAction(form)
  const change = await agreeAction(desk.database, desk.scheme, {
    actor: staff.email,
    slug: authority.slug,
    reference,
    typed,
  })
  return change.ok
    ? context.redirect(await afterwards(desk, asked.known, change.number, typed.due), 303)
    : again(context, desk, staff, change, typed)
}

/** The form with which an action is changed or taken back. */
export async function showAction(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return actionPage(context, desk, staff, { problems: [] })
}

export async function sendAction(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const asked = await askedRecommendedCase(context, desk)
  if (!asked) return noSuchRecommendation(context, desk, staff)
  const { authority, reference } = asked.known
  const typed = typedAction(form)
  const number = askedNumber(context)
  const change = await changeAction(desk.database, desk.scheme, {
    actor: staff.email,
    slug: authority.slug,
    reference,
    number,
    seen: form.text('seen'),
    typed,
  })
  return change.ok
    ? context.redirect(await afterwards(desk, asked.known, number, typed.due), 303)
    : again(context, desk, staff, change, typed)
}

export async function sendActionRemoval(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const asked = await askedRecommendedCase(context, desk)
  if (!asked) return noSuchRecommendation(context, desk, staff)
  const { authority, reference } = asked.known
  const change = await removeAction(desk.database, desk.scheme, {
    actor: staff.email,
    slug: authority.slug,
    reference,
    number: askedNumber(context),
    seen: form.text('seen'),
  })
  return change.ok
    ? context.redirect(`${deskAddresses.case(authority.slug, reference)}#agreed`, 303)
    : again(context, desk, staff, change, undefined)
}

function typedAction(form: SentForm): TypedAction {
  return {
    kind: form.text('kind'),
    text: form.text('text'),
    amount: form.text('amount'),
    due: form.text('due'),
    evidence: form.text('evidence'),
    summary: form.text('summary'),
  }
}

/** A date on which offices are closed is taken, and said. */
async function afterwards(
  { database }: Desk,
  { authority, reference }: RecommendedCase,
  number: number,
  due: string,
): Promise<string> {
  const holidays = new Map((await readBankHolidays(database)).map(({ date, name }) => [date, name]))
  return due !== '' && closedDay(due, holidays) !== undefined
    ? `${deskAddresses.action(authority.slug, reference, number)}?done=closed-day`
    : `${deskAddresses.case(authority.slug, reference)}#agreed`
}

function again(
  context: Context,
  desk: Desk,
  staff: Staff,
  change: Extract<ActionChange, { ok: false }>,
  typed: TypedAction | undefined,
): Promise<Response> {
  context.status(change.isStale ? 409 : 422)
  return actionPage(context, desk, staff, { problems: change.problems, typed })
}

async function actionPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  { problems, typed }: { readonly problems: readonly Problem[]; readonly typed?: TypedAction | undefined },
): Promise<Response> {
  const asked = await askedRecommendedCase(context, desk)
  const number = askedNumber(context)
  const action = asked?.actions.find((one) => one.number === number)
  if (!asked || (number > 0 && !action)) return noSuchRecommendation(context, desk, staff)
  const { known } = asked
  const { authority, reference } = known
  const refusal = caseRefusal(desk.scheme, known)
  const title = action ? 'Change an agreed action' : 'Agree an action'
  const holidays = new Map((await readBankHolidays(desk.database)).map(({ date, name }) => [date, name]))
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`${title}: ${reference}`}
      current={deskAddresses.casework()}
      back={{ text: `Case ${reference}`, href: `${deskAddresses.case(authority.slug, reference)}#agreed` }}
    >
      {context.req.query('done') === 'closed-day' && action && (
        <Notice>
          It is saved. {printDate(action.dueOn)} is {closedDay(action.dueOn, holidays) ?? 'a working day'}:
          that is allowed, and the authority may need to send its evidence before.
        </Notice>
      )}
      <ErrorSummary problems={problems} />
      <p class="case-reference">
        {reference} · {authority.officialName}
      </p>
      <h1>{title}</h1>
      {refusal !== undefined ? (
        <Standing>
          <strong>{refusal}</strong>
        </Standing>
      ) : (
        <>
          <Standing>
            The authority reads it as it stands here. Whoever agrees it does not say how it ended.
          </Standing>
          {action && typed && problems.length > 0 && <OnRecord desk={desk} action={action} />}
          <ActionForm
            desk={desk}
            staff={staff}
            known={known}
            action={action}
            problems={problems}
            typed={typed}
          />
          {action && <Removal desk={desk} staff={staff} known={known} action={action} />}
        </>
      )}
    </StaffPage>,
  )
}

/** What stands on record, beside what was typed, where both may differ. */
function OnRecord({ desk: { scheme }, action }: { desk: Desk; action: RecordedRecommendation }) {
  const kind = scheme.recommendationKinds.find(({ code }) => code === action.kind)?.name ?? action.kind
  return (
    <p class="note">
      On record now: {kind}
      {action.amountPence !== null && `, ${printPence(action.amountPence)}`}, due {printDate(action.dueOn)}.{' '}
      {action.text}
    </p>
  )
}

function ActionForm({
  desk,
  staff,
  known: { authority, reference, decidedOn },
  action,
  problems,
  typed,
}: {
  desk: Desk
  staff: Staff
  known: RecommendedCase
  action: RecordedRecommendation | undefined
  problems: readonly Problem[]
  typed: TypedAction | undefined
}) {
  const address = action
    ? deskAddresses.action(authority.slug, reference, action.number)
    : deskAddresses.newAction(authority.slug, reference)
  const value = typed ?? asTyped(action)
  const isMoved = action !== undefined && decidedOn !== null
  return (
    <DeskForm action={address} token={tokenOf(desk, staff, address)}>
      {action && <input type="hidden" name="seen" value={recommendationMark(action)} />}
      <DeskRadios
        id="kind"
        label="What kind of action is it?"
        error={problemOf(problems, 'kind')}
        choices={desk.scheme.recommendationKinds.map(({ code, name, isServiceImprovement }) => ({
          value: code,
          text: name,
          hint: isServiceImprovement ? 'Service improvement: everybody may read its summary' : undefined,
          isChosen: value.kind === code,
        }))}
      />
      <DeskTextArea
        id="text"
        label="What will the authority do?"
        hint={`Up to ${longestActionText.toLocaleString('en-GB')} characters.`}
        value={value.text}
        error={problemOf(problems, 'text')}
      />
      <DeskTextInput
        id="amount"
        label="Amount, where money is paid"
        hint="In pounds, such as £350 or £1,350.50."
        width={10}
        value={value.amount}
        error={problemOf(problems, 'amount')}
      />
      {isMoved ? (
        <p>
          Due on {printDate(action.dueOn)}. A date that was agreed with a decision is moved only with a
          reason,{' '}
          <a href={`${deskAddresses.recommendation(authority.slug, reference, action.number)}#move`}>
            by a compliance officer
          </a>
          .
        </p>
      ) : (
        <DeskTextInput
          id="due"
          label="Due date"
          hint="A weekend or a bank holiday is allowed, and said."
          type="date"
          value={value.due}
          error={problemOf(problems, 'due')}
        />
      )}
      <DeskTextArea
        id="evidence"
        label="What would be enough to show that it is done?"
        hint={`The authority reads it. Up to ${longestEvidenceWanted.toLocaleString('en-GB')} characters; it may be left empty.`}
        rows={3}
        value={value.evidence}
        error={problemOf(problems, 'evidence')}
      />
      <DeskTextArea
        id="summary"
        label="Public summary, for a service improvement"
        hint={`One sentence that everybody may read, up to ${longestSummary} characters: nobody’s details, no dates and no periods.`}
        rows={2}
        value={value.summary}
        error={problemOf(problems, 'summary')}
      />
      <Button text={action ? 'Save the action' : 'Agree the action'} />
    </DeskForm>
  )
}

function asTyped(action: RecordedRecommendation | undefined): TypedAction {
  return {
    kind: action?.kind ?? '',
    text: action?.text ?? '',
    amount: action?.amountPence == null ? '' : printPence(action.amountPence),
    due: action?.dueOn ?? '',
    evidence: action?.evidenceWanted ?? '',
    summary: action?.summary ?? '',
  }
}

function Removal({
  desk,
  staff,
  known: { authority, reference },
  action,
}: {
  desk: Desk
  staff: Staff
  known: RecommendedCase
  action: RecordedRecommendation
}) {
  if (action.settlement !== null) return null
  const address = deskAddresses.actionRemoval(authority.slug, reference, action.number)
  return (
    <details class="desk-more">
      <summary>Remove this action</summary>
      <DeskForm action={address} token={tokenOf(desk, staff, address)}>
        <input type="hidden" name="seen" value={recommendationMark(action)} />
        <p>
          It is gone as if it had not been agreed. That can be done while the authority has shown nothing.
        </p>
        <Button text="Remove it" isSecondary={true} />
      </DeskForm>
    </details>
  )
}
