import type { Child } from 'hono/jsx'
import { mayDo, type Staff } from '../accounts/person.ts'
import { tokenOf } from '../accounts/signed-in-route.tsx'
import { daysAfter } from '../scheme/calendar-days.ts'
import { printDate } from '../scheme/printed-dates.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { DeskForm, DeskTextArea, DeskTextInput, type Problem, problemOf } from '../web/desk-form-controls.tsx'
import { Button, ButtonLink } from '../web/form-controls.tsx'
import type { SentForm } from '../web/sent-form.ts'
import type { ReviewChecklist } from './checklist-actions.ts'
import type { ReviewDesk } from './review-desk.tsx'
import { approvalsNeeded, canStep, type StepStage, stepPermissions } from './review-stage.ts'
import type { Standing } from './review-standing-store.ts'
import { printFingerprint } from './sealing/fingerprint.ts'
import { standingMark } from './seen-standing.ts'

type StepFormsSettings = {
  readonly desk: ReviewDesk
  readonly staff: Staff
  readonly standing: Standing
  readonly checked: ReviewChecklist
  readonly posts: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
  readonly form: SentForm | undefined
}

/** The steps that can be taken from where a review stands; those that cannot yet stay visible and say why. */
export function StepForms(settings: StepFormsSettings) {
  const { standing } = settings
  const stage = standing.current?.stage ?? 'draft'
  const revision = standing.current?.revision ?? 1
  const can = (to: StepStage) => standing.current !== undefined && canStep(stage, to, revision)
  return (
    <>
      {(stage === 'draft' || stage === 'checked') && <Calculation {...settings} />}
      {can('checked') && <Checking {...settings} />}
      {can('approved') && <Approval {...settings} />}
      {can('sealed') && <Sealing {...settings} />}
      {can('sent') && <Sending {...settings} />}
      {stage === 'sent' && <Links {...settings} />}
      {(stage === 'published' || stage === 'corrected') && <Published {...settings} />}
      {can('draft') && <TakingBack {...settings} />}
    </>
  )
}

function Calculation(settings: StepFormsSettings) {
  const { staff, standing, checked } = settings
  if (!mayDo(staff, 'prepare-review')) return null
  const { figures } = checked.facts
  if (figures !== null && !figures.isOutdated) return null
  return (
    <StepForm {...settings} action={deskAddresses.calculation(standing.cycle.year)}>
      <Button text={figures === null ? 'Calculate the figures' : 'Calculate again'} />
    </StepForm>
  )
}

function Checking(settings: StepFormsSettings) {
  const { staff, standing, checked, problems, form } = settings
  const { figures } = checked.facts
  if (figures?.isOutdated !== false) {
    return <NotYet text="Open for checking">Possible once the figures are calculated again.</NotYet>
  }
  if (!mayDo(staff, stepPermissions.checked)) {
    return <NotYet text="Open for checking">A statistician opens it.</NotYet>
  }
  return (
    <StepForm {...settings} action={deskAddresses.checking(standing.cycle.year)}>
      <h3>Open it for checking</h3>
      <DeskTextInput
        id="until"
        label="Authorities may raise queries until the end of"
        hint={`Letters are dated ${printDate(standing.cycle.letterDate)}`}
        type="date"
        width={10}
        value={form?.text('until') ?? daysAfter(standing.cycle.letterDate, -7)}
        error={problemOf(problems, 'until')}
      />
      <Button text="Open for checking" />
    </StepForm>
  )
}

function Approval(settings: StepFormsSettings) {
  const { staff, standing, checked, posts } = settings
  const { approvals, authors, fingerprint } = checked
  const waiting = approvalsNeeded - approvals.length
  const given = approvals.map(({ approvedBy }) => posts.get(approvedBy) ?? approvedBy)
  const said = given.length > 0 && `Approved already by one ${given.join(' and one ')}.`
  if (checked.checklist.blocks.length > 0) {
    return (
      <NotYet text="Approve">
        Possible once nothing blocks.{' '}
        {mayDo(staff, 'approve-review') && !authors.has(staff.email)
          ? 'You did not prepare this review, so you may be one of the two who approve it.'
          : 'Two people who did not prepare it approve it.'}
      </NotYet>
    )
  }
  if (!mayDo(staff, 'approve-review')) {
    return (
      <NotYet text="Approve">
        {said} {waiting === 1 ? 'One approver has' : 'Two approvers have'} to approve it.
      </NotYet>
    )
  }
  if (authors.has(staff.email)) {
    return (
      <NotYet text="Approve">{said} You prepared this review, so somebody else has to approve it.</NotYet>
    )
  }
  if (approvals.some(({ approvedBy }) => approvedBy === staff.email)) {
    return <NotYet text="Approve">You have approved it. Somebody else has to as well.</NotYet>
  }
  return (
    <StepForm {...settings} action={deskAddresses.approval(standing.cycle.year)}>
      <input type="hidden" name="fingerprint" value={fingerprint?.toString('hex')} />
      <div class="desk-actions">
        <Button text="Approve" />
        <p class="note">
          {said} You approve exactly these figures and letters: {fingerprint && printFingerprint(fingerprint)}
        </p>
      </div>
    </StepForm>
  )
}

function Sealing(settings: StepFormsSettings) {
  const { staff, standing, checked } = settings
  if (checked.checklist.blocks.length > 0) {
    return (
      <NotYet text="Seal">
        Something has changed since it was approved. Take it back, settle it, and have it approved again.
      </NotYet>
    )
  }
  if (!mayDo(staff, stepPermissions.sealed)) return <NotYet text="Seal">An approver seals it.</NotYet>
  return (
    <StepForm {...settings} action={deskAddresses.seal(standing.cycle.year)}>
      <div class="desk-actions">
        <Button text="Seal" />
        <p class="note">
          Freezes figures, counted cases, letters and wording. It cannot be undone: what is wrong afterwards
          is corrected in the open.
        </p>
      </div>
    </StepForm>
  )
}

function Sending(settings: StepFormsSettings) {
  const { staff, standing } = settings
  const { year } = standing.cycle
  return (
    <>
      <SealLink {...settings} />
      {mayDo(staff, stepPermissions.sent) ? (
        <ButtonLink text="See who would get what" href={deskAddresses.sending(year)} />
      ) : (
        <NotYet text="Send">A statistician sends the letters.</NotYet>
      )}
    </>
  )
}

function Links(settings: StepFormsSettings) {
  const { year } = settings.standing.cycle
  return (
    <>
      <SealLink {...settings} />
      <p>
        <a href={deskAddresses.sending(year)}>Who was sent what, and what their servers said</a>
      </p>
    </>
  )
}

function SealLink({ standing }: StepFormsSettings) {
  return (
    <p>
      <a href={deskAddresses.seal(standing.cycle.year)}>Its seal and fingerprint</a>
    </p>
  )
}

function Published(settings: StepFormsSettings) {
  const { year } = settings.standing.cycle
  return (
    <>
      <Links {...settings} />
      <p>
        Where something was wrong, change the <a href={deskAddresses.cases()}>case</a>: before it is saved you
        see everything that changes with it.{' '}
        <a href={deskAddresses.correction(year)}>Corrections of this year</a>.
      </p>
    </>
  )
}

function TakingBack(settings: StepFormsSettings) {
  const { staff, standing, problems, form } = settings
  if (!mayDo(staff, stepPermissions.draft)) return null
  return (
    <details class="desk-more" open={problemOf(problems, 'reason') !== undefined}>
      <summary>Take it back to a draft</summary>
      <StepForm {...settings} action={deskAddresses.withdrawal(standing.cycle.year)}>
        <DeskTextArea
          id="reason"
          label="Why?"
          hint="Authorities no longer see it. Approvals count for nothing once something changes."
          rows={3}
          value={form?.text('reason')}
          error={problemOf(problems, 'reason')}
        />
        <Button text="Take it back" isSecondary />
      </StepForm>
    </details>
  )
}

function StepForm({
  desk,
  staff,
  standing,
  action,
  children,
}: StepFormsSettings & { action: string; children: Child }) {
  return (
    <DeskForm action={action} token={tokenOf(desk, staff, action)}>
      <input type="hidden" name="standing" value={standingMark(standing.current)} />
      {children}
    </DeskForm>
  )
}

/** What cannot be done yet stays in its place and says why. */
function NotYet({ text, children }: { text: string; children: Child }) {
  return (
    <div class="desk-actions">
      <span class="desk-unready">{text}</span>
      <p class="note">{children}</p>
    </div>
  )
}
