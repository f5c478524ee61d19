import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { mayDo, type Officer } from '../../accounts/person.ts'
import { tokenOf } from '../../accounts/signed-in-route.tsx'
import { bySection } from '../../handling-code/provisions/code-version.ts'
import { assessmentStateWords } from '../../handling-code/self-assessment/assessment-words.ts'
import {
  type AssessmentState,
  isBeingWritten,
  progressOf,
  type SectionProgress,
  stateOf,
} from '../../handling-code/self-assessment/self-assessment.ts'
import {
  type AssessmentStep,
  approveAssessment,
  beginAssessment,
  publishAssessment,
  sendAssessmentBack,
  submitAssessment,
  withdrawAssessment,
} from '../../handling-code/self-assessment/self-assessment-actions.ts'
import { AssessmentDocument } from '../../publication/handling-code/assessment-document.tsx'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { withNoun } from '../../scheme/count-noun.ts'
import { dayOf, printDate, printMoment, printYear } from '../../scheme/printed-dates.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskTextArea,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { OfficerPage, unknownToOfficer } from '../officer-page.tsx'
import { assessmentYear, findOwnAssessment, type OwnAssessment } from './own-assessment.tsx'
import { ownCodePage } from './own-code-page.tsx'

/** How far the assessment of a year is, what it says, and what can be done with it next. */
export async function showAssessment(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  return assessmentPage(context, desk, officer, { problems: [] })
}

/** Begins the assessment of a year, or another revision of a published one. */
export async function sendBeginning(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const reason = form.text('reason')
  return afterStep(context, desk, officer, { done: 'begun', typed: { reason } }, (year) =>
    beginAssessment(desk.database, desk.scheme, officer, { year, reason }),
  )
}

/** Gives it to the member responsible. */
export async function sendSubmission(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  return afterStep(context, desk, officer, { done: 'submitted' }, (year) =>
    submitAssessment(desk.database, officer, year),
  )
}

/** The member responsible approves it, or sends it back. */
export async function sendAssessmentApproval(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const reason = form.text('back')
  if (form.text('do') === 'approve') {
    return afterStep(context, desk, officer, { done: 'approved', typed: { back: reason } }, (year) =>
      approveAssessment(desk.database, officer, year, form.text('seen')),
    )
  }
  return afterStep(context, desk, officer, { done: 'sent-back', typed: { back: reason } }, (year) =>
    sendAssessmentBack(desk.database, officer, year, reason),
  )
}

/** Makes it public. */
export async function sendAssessmentPublication(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  return afterStep(context, desk, officer, { done: 'published' }, (year) =>
    publishAssessment(desk.database, officer, year),
  )
}

/** Says of what is published that it no longer stands. */
export async function sendAssessmentWithdrawal(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const reason = form.text('withdrawal')
  return afterStep(context, desk, officer, { done: 'withdrawn', typed: { withdrawal: reason } }, (year) =>
    withdrawAssessment(desk.database, officer, year, reason),
  )
}

const doneWords: Readonly<Record<string, string>> = {
  begun: 'It was begun. Answer section by section; everything is kept as a draft.',
  saved: 'The section was saved.',
  submitted: 'It is with the member responsible now.',
  approved: 'It was approved, and can be published.',
  'sent-back': 'It was sent back, with your reason.',
  published: 'It was published. Everybody can read it.',
  withdrawn: 'It was withdrawn. It stays readable, with your reason.',
}

type Typed = { readonly reason?: string; readonly back?: string; readonly withdrawal?: string }

async function afterStep(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  { done, typed }: { readonly done: string; readonly typed?: Typed },
  step: (year: ReportingYear) => Promise<AssessmentStep>,
): Promise<Response> {
  const year = assessmentYear(context)
  if (year === undefined) return unknownToOfficer(context, desk, officer)
  const result = await step(year)
  if (result.ok) return context.redirect(`${deskAddresses.portalAssessment(year)}?done=${done}`, 303)
  if (result.isUnknown) return unknownToOfficer(context, desk, officer)
  context.status(422)
  return assessmentPage(context, desk, officer, { problems: result.problems, typed })
}

async function assessmentPage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  { problems, typed = {} }: { readonly problems: readonly Problem[]; readonly typed?: Typed | undefined },
): Promise<Response> {
  const own = await findOwnAssessment(context, desk, officer)
  if (own === undefined) {
    // What could not be begun is no page yet.
    return problems.length > 0
      ? ownCodePage(context, desk, officer, { problems })
      : unknownToOfficer(context, desk, officer)
  }
  const { scheme } = desk
  const { assessment, version, answers } = own
  const state = stateOf(assessment)
  const done = doneWords[context.req.query('done') ?? '']
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={`Self-assessment ${printYear(scheme, assessment.year)}`}
      current={deskAddresses.portalHandlingCode()}
      back={{ text: 'Handling Code', href: deskAddresses.portalHandlingCode() }}
    >
      <ErrorSummary problems={problems} />
      {done !== undefined && problems.length === 0 && <Notice>{done}</Notice>}
      <h1>
        Self-assessment <span class="portal-whole">{printYear(scheme, assessment.year)}</span>
        {assessment.revision > 1 && `, revision ${assessment.revision}`}
      </h1>
      <AssessmentStanding own={own} state={state} />
      <History desk={desk} own={own} />
      {isBeingWritten(assessment) && <SectionsTable desk={desk} officer={officer} own={own} />}
      <NextSteps desk={desk} officer={officer} own={own} problems={problems} typed={typed} />
      <Withdrawal desk={desk} officer={officer} own={own} problems={problems} typed={typed} />
      {!isBeingWritten(assessment) && (
        <AssessmentDocument scheme={scheme} provisions={version.provisions} answers={answers} />
      )}
    </OfficerPage>,
  )
}

function AssessmentStanding({ own, state }: { own: OwnAssessment; state: AssessmentState }) {
  const { version, answers } = own
  const progress = progressOf(version.provisions, answers)
  const answered = sum(progress, 'answeredCount')
  const carried = sum(progress, 'carriedOverCount')
  const notFollowed = [...answers.values()].filter(({ isFollowed }) => isFollowed === false).length
  return (
    <Standing>
      <strong>
        {isBeingWritten(own.assessment)
          ? `${answered} of ${version.provisions.length} answered.`
          : `${assessmentStateWords[state]}.`}
      </strong>{' '}
      {notFollowed === 0
        ? 'None so far is said not to be followed.'
        : `${withNoun(notFollowed, { one: 'provision is', many: 'provisions are' })} said not to be followed.`}
      {carried > 0 &&
        ` ${withNoun(carried, { one: 'answer is', many: 'answers are' })} last year’s and wait to be confirmed.`}
    </Standing>
  )
}

/** Why it is as it is: replaced what, sent back why, approved by which post. */
function History({ desk: { scheme }, own }: { desk: ReviewDesk; own: OwnAssessment }) {
  const { reason, sentBackAt, sentBackReason, approvedAt, approvedPost, withdrawnAt, withdrawalReason } =
    own.assessment
  const day = (moment: Date) => printDate(dayOf(scheme, moment))
  return (
    <>
      {reason !== null && <p>Replaces what is published: {reason}</p>}
      {sentBackAt !== null && (
        <p>
          <State mark="attention">Sent back on {day(sentBackAt)}</State> {sentBackReason}
        </p>
      )}
      {approvedAt !== null && approvedPost !== null && (
        <p class="note">
          Approved on {day(approvedAt)} by the {approvedPost.toLowerCase()}.
        </p>
      )}
      {withdrawnAt !== null && (
        <p>
          <State mark="blocks">Withdrawn on {day(withdrawnAt)}</State> {withdrawalReason}
        </p>
      )}
    </>
  )
}

function SectionsTable({ desk, officer, own }: { desk: ReviewDesk; officer: Officer; own: OwnAssessment }) {
  const { scheme } = desk
  const { assessment, version, answers, saved } = own
  const mayWrite = mayDo(officer, 'write-self-assessment')
  const progress = progressOf(version.provisions, answers)
  return (
    <table class="desk-table desk-table--list code-sections">
      <thead>
        <tr>
          <th scope="col">Section</th>
          <th scope="col" class="number">
            Answered
          </th>
          <th scope="col">State</th>
          <th scope="col">Last saved</th>
        </tr>
      </thead>
      <tbody>
        {bySection(scheme, version.provisions).map(({ number, title }) => {
          const part = progress.find(({ section }) => section === number)
          const save = saved.find(({ section }) => section === number)
          const name = `${number}. ${title}`
          return (
            <tr>
              <th scope="row">
                {mayWrite ? (
                  <a href={deskAddresses.portalAssessment(assessment.year, `sections/${number}`)}>{name}</a>
                ) : (
                  name
                )}
              </th>
              <td class="number">
                {part?.answeredCount} of {part?.provisionCount}
              </td>
              <td>{part && <SectionState part={part} />}</td>
              <td>
                {save && (
                  <span class="note">
                    {save.savedPost}, {printMoment(scheme, save.savedAt)}
                  </span>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function SectionState({ part }: { part: SectionProgress }) {
  if (part.answeredCount === part.provisionCount) return <State mark="done">Complete</State>
  if (part.carriedOverCount > 0) return <State mark="attention">To confirm</State>
  return part.answeredCount === 0 ? (
    <State mark="open">Not begun</State>
  ) : (
    <State mark="attention">Begun</State>
  )
}

type StepsSettings = {
  readonly desk: ReviewDesk
  readonly officer: Officer
  readonly own: OwnAssessment
  readonly problems: readonly Problem[]
  readonly typed: Typed
}

/** What can be done next, by whom; what somebody else has to do is said. */
function NextSteps(settings: StepsSettings) {
  const { own } = settings
  switch (stateOf(own.assessment)) {
    case 'draft':
    case 'sent-back':
      return <Submission {...settings} />
    case 'submitted':
      return <Approval {...settings} />
    case 'approved':
      return (
        <>
          <Publication {...settings} />
          <SendingBack {...settings} />
        </>
      )
    case 'published':
    case 'withdrawn':
      return <Published {...settings} />
  }
}

function Submission({ desk, officer, own }: StepsSettings) {
  if (!mayDo(officer, 'write-self-assessment')) return null
  const action = deskAddresses.portalAssessment(own.assessment.year, 'submission')
  const open =
    own.version.provisions.length - sum(progressOf(own.version.provisions, own.answers), 'answeredCount')
  return (
    <div class="desk-actions">
      {open === 0 ? (
        <DeskForm action={action} token={tokenOf(desk, officer, action)}>
          <Button text="Give it to the member responsible" />
        </DeskForm>
      ) : (
        <>
          <span class="desk-unready">Give it to the member responsible</span>
          <p class="note">
            Once every provision is answered. {withNoun(open, { one: 'is', many: 'are' })} still open.
          </p>
        </>
      )}
    </div>
  )
}

function Approval(settings: StepsSettings) {
  const { desk, officer, own } = settings
  if (!mayDo(officer, 'approve-self-assessment')) {
    return (
      <p>
        The member responsible for complaints reads it now, and approves it or sends it back. Who that is
        stands under <a href={deskAddresses.portalColleagues()}>Colleagues</a>.
      </p>
    )
  }
  const action = deskAddresses.portalAssessment(own.assessment.year, 'approval')
  return (
    <>
      <div class="desk-actions">
        <DeskForm action={action} token={tokenOf(desk, officer, action)}>
          <input type="hidden" name="seen" value={own.assessment.submittedAt?.toISOString() ?? ''} />
          <Button text="Approve it" does="approve" />
        </DeskForm>
        <p class="note">
          Read it below first. Once you have approved it, your authority’s officers can publish it.
        </p>
      </div>
      <SendingBack {...settings} />
    </>
  )
}

function SendingBack({ desk, officer, own, problems, typed }: StepsSettings) {
  if (!mayDo(officer, 'approve-self-assessment')) return null
  const action = deskAddresses.portalAssessment(own.assessment.year, 'approval')
  return (
    <More text="Send it back" isOpen={problemOf(problems, 'back') !== undefined}>
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
        <DeskTextArea
          id="back"
          label="What should change?"
          hint="Your colleagues read it. Up to 1,000 characters."
          rows={3}
          value={typed.back}
          error={problemOf(problems, 'back')}
        />
        <Button text="Send it back" does="send-back" isSecondary={true} />
      </DeskForm>
    </More>
  )
}

function Publication({ desk, officer, own }: StepsSettings) {
  if (!mayDo(officer, 'publish-own-pages')) {
    return <p>Its link officer or monitoring officer can publish it.</p>
  }
  const action = deskAddresses.portalAssessment(own.assessment.year, 'publication')
  return (
    <div class="desk-actions">
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
        <Button text="Publish it" />
      </DeskForm>
      <p class="note">At once, for everybody, exactly as it stands below.</p>
    </div>
  )
}

function Published({ desk, officer, own, problems, typed }: StepsSettings) {
  const { year, revision } = own.assessment
  const begin = deskAddresses.portalAssessment(year)
  return (
    <>
      <p>
        <a href={addresses.selfAssessmentRevision(officer.authority.slug, year, revision)}>
          As everybody reads it
        </a>
      </p>
      {mayDo(officer, 'write-self-assessment') && (
        <More
          text="Say something else in a new revision"
          isOpen={problemOf(problems, 'reason') !== undefined}
        >
          <DeskForm action={begin} token={tokenOf(desk, officer, begin)}>
            <DeskTextArea
              id="reason"
              label="Why is it replaced?"
              hint="Everybody reads it with the new revision. What is published stays until that is published too."
              rows={3}
              value={typed.reason}
              error={problemOf(problems, 'reason')}
            />
            <Button text="Begin a new revision" isSecondary={true} />
          </DeskForm>
        </More>
      )}
    </>
  )
}

/** What is published can be withdrawn at any time, also while another revision is being written. */
function Withdrawal({ desk, officer, own, problems, typed }: StepsSettings) {
  const published = [own.assessment, ...own.earlier].find(({ publishedAt }) => publishedAt !== null)
  if (published?.withdrawnAt !== null || !mayDo(officer, 'publish-own-pages')) return null
  const text = published === own.assessment ? 'Withdraw it' : `Withdraw revision ${published.revision}`
  const action = deskAddresses.portalAssessment(published.year, 'withdrawal')
  return (
    <More text={text} isOpen={problemOf(problems, 'withdrawal') !== undefined}>
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
        <DeskTextArea
          id="withdrawal"
          label="Why does it no longer stand?"
          hint="It stays readable, and everybody reads this with it."
          rows={3}
          value={typed.withdrawal}
          error={problemOf(problems, 'withdrawal')}
        />
        <Button text={text} isSecondary={true} />
      </DeskForm>
    </More>
  )
}

/** What is seldom wanted, behind one line that says what it is. */
function More({ text, isOpen, children }: { text: string; isOpen: boolean; children: Child }) {
  return (
    <details class="desk-more" open={isOpen}>
      <summary>{text}</summary>
      {children}
    </details>
  )
}

function sum(progress: readonly SectionProgress[], count: 'answeredCount' | 'carriedOverCount'): number {
  return progress.reduce((total, part) => total + part[count], 0)
}
