import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { readBankHolidays } from '../../authorities/authority-store.ts'
import { daysBetween } from '../../scheme/calendar-days.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { monthsBefore } from '../../scheme/working-days.ts'
import { CasePart } from '../../web/case-part.tsx'
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
import { Notice, Standing, State } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { closedDay } from '../complaint/case-clock.ts'
import { type Evidence, lastComplete, longestAnswer } from '../evidence/evidence.ts'
import { answerEvidence } from '../evidence/evidence-answer-actions.ts'
import { EvidenceSent } from '../evidence/evidence-sent.tsx'
import { readEvidence } from '../evidence/evidence-store.ts'
import { type ActionNotTaken, readActionNotTaken, whatFollows } from './action-not-taken-store.ts'
import { keyOf, longestMoveReason, moveAction } from './agreed-action-actions.ts'
import { askedNumber, askedRecommendedCase, noSuchRecommendation } from './asked-recommendation.tsx'
import { suggestedSettlement } from './compliance-outcome.ts'
import { printPence } from './pence.ts'
import {
  dueWords,
  isServiceImprovement,
  kindName,
  movedWords,
  recommendationMark,
  recommendationTitle,
} from './recommendation.ts'
import {
  countMovedSince,
  type MovedDueDate,
  type RecommendedCase,
  type RecordedRecommendation,
  readMovedDueDates,
} from './recommendation-store.ts'
import { readFollowUpDays } from './recommendations-page.tsx'
import { longestSettlementReason, settleRecommendation } from './settlement-actions.ts'
import { settlementWords } from './settlement-words.tsx'
import { decideWhatFollows } from './what-follows-actions.ts'

/** One thing an authority agreed to do: what it showed, how it ended, and what follows if it did not do it. */
export async function showRecommendation(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return recommendationPage(context, desk, staff, { problems: [] })
}

/** Records how it ended. */
export async function sendSettlement(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const asked = await askedRecommendedCase(context, desk)
  if (!asked) return noSuchRecommendation(context, desk, staff)
  const settling = await settleRecommendation(desk.database, desk.scheme, {
    ...askedAction(context, staff, asked.known),
    seen: form.text('seen'),
    settlement: form.text('settlement'),
    reason: form.text('reason'),
  })
  if (!settling.ok) return again(context, desk, staff, settling, form)
  return done(context, asked.known, settling.outcome === null ? 'settled' : 'outcome')
}

/** Moves its date. */
export async function sendDueDate(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const asked = await askedRecommendedCase(context, desk)
  if (!asked) return noSuchRecommendation(context, desk, staff)
  const moving = await moveAction(desk.database, desk.scheme, {
    ...askedAction(context, staff, asked.known),
    seen: form.text('seen'),
    due: form.text('due'),
    reason: form.text('move-reason'),
  })
  if (moving.ok) return done(context, asked.known, 'moved')
  const problems = moving.problems.map((one) =>
    one.field === 'reason' ? { ...one, field: 'move-reason' } : one,
  )
  return again(context, desk, staff, { ...moving, problems }, form)
}

/** Tells the authority what is still wanted. */
export async function sendEvidenceAnswer(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const asked = await askedRecommendedCase(context, desk)
  if (!asked) return noSuchRecommendation(context, desk, staff)
  const answering = await answerEvidence(desk.database, {
    ...askedAction(context, staff, asked.known),
    seen: form.text('seen'),
    answer: form.text('answer'),
  })
  return answering.ok ? done(context, asked.known, 'answered') : again(context, desk, staff, answering, form)
}

/** Decides what follows where it was not carried out. */
export async function sendWhatFollows(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const asked = await askedRecommendedCase(context, desk)
  if (!asked) return noSuchRecommendation(context, desk, staff)
  const deciding = await decideWhatFollows(desk.database, desk.scheme, {
    ...askedAction(context, staff, asked.known),
    decision: whatFollows.find((one) => one === form.text('decision')),
    reason: form.text('follow-reason'),
  })
  if (deciding.ok) return done(context, asked.known, 'decided')
  const problems = deciding.problems.map((one) =>
    one.field === 'reason' ? { ...one, field: 'follow-reason' } : one,
  )
  return again(context, desk, staff, { problems }, form)
}

function askedAction(context: Context, staff: Staff, { authority, reference }: RecommendedCase) {
  return { actor: staff.email, slug: authority.slug, reference, number: askedNumber(context) }
}

function done(context: Context, { authority, reference }: RecommendedCase, what: string) {
  const address = deskAddresses.recommendation(authority.slug, reference, askedNumber(context))
  return context.redirect(`${address}?done=${what}`, 303)
}

function again(
  context: Context,
  desk: Desk,
  staff: Staff,
  { problems, isStale = false }: { readonly problems: readonly Problem[]; readonly isStale?: boolean },
  form: SentForm,
): Promise<Response> {
  context.status(isStale ? 409 : 422)
  return recommendationPage(context, desk, staff, { problems, form })
}

const doneSentences: Readonly<Record<string, string>> = {
  settled: 'It is recorded how this action ended. The case has its outcome once the others are settled.',
  outcome: 'It is recorded how this action ended, and with it what became of the case.',
  moved: 'The due date is moved. The authority sees both dates and the reason.',
  answered: 'The authority can read what is still wanted.',
  decided: 'It is decided what follows.',
}

async function recommendationPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  { problems, form }: { readonly problems: readonly Problem[]; readonly form?: SentForm },
): Promise<Response> {
  const asked = await askedRecommendedCase(context, desk)
  const action = asked?.actions.find((one) => one.number === askedNumber(context))
  if (!asked || !action) return noSuchRecommendation(context, desk, staff)
  const { database, scheme } = desk
  const { known, actions } = asked
  const { authority, reference, decidedOn } = known
  const key = keyOf(known, action.number)
  const { today } = await readFollowUpDays(desk)
  const [evidence, moved, notTaken, movedCount, holidays] = await Promise.all([
    readEvidence(database, 'public', key),
    readMovedDueDates(database, key),
    readActionNotTaken(database, key),
    countMovedSince(database, new Date(`${monthsBefore(today, 12)}T00:00:00Z`)),
    readBankHolidays(database),
  ])
  const sent = evidence.filter(({ sentAt }) => sentAt !== null)
  const settles = mayDo(staff, 'settle-recommendations')
  const isOpen = action.openSince !== null
  const free = closedDay(action.dueOn, new Map(holidays.map(({ date, name }) => [date, name])))
  const settings = { desk, staff, known, action, problems, form }
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Action ${action.number} of ${reference}`}
      current={deskAddresses.recommendations()}
      back={{ text: 'Recommendations', href: deskAddresses.recommendations() }}
    >
      <Done code={context.req.query('done')} />
      <ErrorSummary problems={problems} />
      <p class="case-reference">
        <a href={deskAddresses.case(authority.slug, reference)}>{reference}</a> · action {action.number} of{' '}
        {actions.length}
      </p>
      <h1>{authority.officialName}</h1>
      <Standing>
        <strong>
          <HeadState scheme={scheme} known={known} action={action} sent={sent} today={today} />
        </strong>{' '}
        Due on {printDate(action.dueOn)}
        {free !== undefined && `, ${free}`}.
      </Standing>
      <div class="case-document">
        <CasePart
          id="agreed"
          head="What was agreed"
          note={decidedOn === null ? 'not decided yet' : printDate(decidedOn)}
          isChapter={true}
        >
          <blockquote class="agreed-words">{recommendationTitle(scheme, action)}</blockquote>
          <AgreedFacts scheme={scheme} action={action} />
          {moved.map((move) => (
            <p class="note">
              Moved from {printDate(move.fromOn)} to {printDate(move.toOn)} on{' '}
              {printDate(dayOf(scheme, move.movedAt))}: {move.reason}
            </p>
          ))}
        </CasePart>
        <CasePart id="evidence" head="Evidence" note={sent.length === 0 ? 'none yet' : `${sent.length} sent`}>
          {sent.length === 0 && <p class="note">The authority has sent nothing about it.</p>}
          {sent.map((one) => (
            <EvidenceSent
              scheme={scheme}
              evidence={one}
              fileAddress={(file) =>
                deskAddresses.evidenceFile(authority.slug, reference, action.number, one.id, file)
              }
            />
          ))}
          {settles && isOpen && sent.some(({ readAt }) => readAt === null) && <MoreWanted {...settings} />}
        </CasePart>
        {isOpen ? (
          settles && <Settlement {...settings} sent={sent} />
        ) : (
          <Ended scheme={scheme} known={known} action={action} />
        )}
        {settles && isOpen && <MoveDate {...settings} moved={moved} movedCount={movedCount} />}
        {notTaken && <WhatFollows {...settings} notTaken={notTaken} settles={settles} />}
      </div>
    </StaffPage>,
  )
}

/** What was said to be done waits for whoever reads it, whatever its date. */
function HeadState({
  scheme,
  known,
  action,
  sent,
  today,
}: {
  scheme: Scheme
  known: RecommendedCase
  action: RecordedRecommendation
  sent: readonly Evidence[]
  today: string
}) {
  const { settlement, openSince, dueOn } = action
  if (settlement !== null) {
    const { mark, words } = settlementWords(scheme, settlement)
    return <State mark={mark}>{words}.</State>
  }
  if (openSince === null) {
    return (
      <State mark="open">{known.decidedOn === null ? 'Not decided yet.' : 'Closed with its case.'}</State>
    )
  }
  if (sent.some(({ readAt, isComplete }) => readAt === null && isComplete)) {
    return <State mark="attention">Said to be complete; to be read.</State>
  }
  const days = daysBetween(today, dueOn)
  return <State mark={days < 0 ? 'blocks' : 'attention'}>{dueWords(days)}.</State>
}

function Done({ code = '' }: { code?: string | undefined }) {
  const sentence = doneSentences[code]
  return sentence === undefined ? null : <Notice>{sentence}</Notice>
}

function AgreedFacts({ scheme, action }: { scheme: Scheme; action: RecordedRecommendation }) {
  const { kind, amountPence, evidenceWanted, summary } = action
  return (
    <>
      {(action.text ?? summary) !== null && (
        <p class="note">
          {isServiceImprovement(scheme, kind) && 'Service improvement: '}
          {kindName(scheme, kind)}
          {amountPence !== null && `, ${printPence(amountPence)}`}
        </p>
      )}
      {evidenceWanted !== null && <p class="note">Enough for this one: {evidenceWanted}</p>}
      {summary !== null && <p class="note">Public summary: {summary}</p>}
    </>
  )
}

type FormSettings = {
  readonly desk: Desk
  readonly staff: Staff
  readonly known: RecommendedCase
  readonly action: RecordedRecommendation
  readonly problems: readonly Problem[]
  readonly form: SentForm | undefined
}

function MoreWanted({ desk, staff, known, action, problems, form }: FormSettings) {
  const address = deskAddresses.recommendationAnswer(known.authority.slug, known.reference, action.number)
  return (
    <details class="desk-more" open={problemOf(problems, 'answer') !== undefined}>
      <summary>It is not enough yet</summary>
      <DeskForm action={address} token={tokenOf(desk, staff, address)}>
        <input type="hidden" name="seen" value={recommendationMark(action)} />
        <DeskTextArea
          id="answer"
          label="What is still wanted?"
          hint={`The authority reads it. Up to ${longestAnswer.toLocaleString('en-GB')} characters.`}
          rows={4}
          value={form?.text('answer')}
          error={problemOf(problems, 'answer')}
        />
        <Button text="Tell the authority" isSecondary={true} />
      </DeskForm>
    </details>
  )
}

function Settlement({
  desk,
  staff,
  known,
  action,
  problems,
  form,
  sent,
}: FormSettings & { readonly sent: readonly Evidence[] }) {
  const { scheme } = desk
  if (action.agreedBy?.includes(staff.email)) {
    return (
      <CasePart id="outcome" head="Outcome" isChapter={true}>
        <p class="desk-unready">Record the outcome</p>
        <p class="note">You agreed this action with the authority. Somebody else records how it ended.</p>
      </CasePart>
    )
  }
  const address = deskAddresses.recommendationSettlement(known.authority.slug, known.reference, action.number)
  const complete = lastComplete(sent)
  const completeOn = complete?.sentAt ? dayOf(scheme, complete.sentAt) : null
  const suggested = suggestedSettlement(scheme, action.dueOn, completeOn)
  const chosen = form?.text('settlement') ?? suggested
  return (
    <CasePart id="outcome" head="Outcome" note="counts in the year of today" isChapter={true}>
      {completeOn !== null && (
        <p>
          Said to be complete on {printDate(completeOn)}, {completeOn > action.dueOn ? 'after' : 'by'} its
          date. The day it was sent counts, not the day it is read.
        </p>
      )}
      <DeskForm action={address} token={tokenOf(desk, staff, address)}>
        <input type="hidden" name="seen" value={recommendationMark(action)} />
        <DeskRadios
          id="settlement"
          label="How did it end?"
          error={problemOf(problems, 'settlement')}
          choices={scheme.complianceOutcomes.map(({ code, isComplied, isLate }) => ({
            value: code,
            text: settlementWords(scheme, code).words,
            hint: isComplied ? (isLate ? 'After its date; no reason is needed' : 'By its date') : undefined,
            isChosen: code === chosen,
          }))}
        />
        <DeskTextArea
          id="reason"
          label="Why, if it was not carried out"
          hint={`The authority reads it. Up to ${longestSettlementReason.toLocaleString('en-GB')} characters.`}
          rows={3}
          value={form?.text('reason')}
          error={problemOf(problems, 'reason')}
        />
        <Button text="Record the outcome" />
      </DeskForm>
    </CasePart>
  )
}

function Ended({
  scheme,
  known: { complianceOutcome, complianceRecordedOn },
  action,
}: {
  scheme: Scheme
  known: RecommendedCase
  action: RecordedRecommendation
}) {
  const { settlement, settledOn, settlementReason } = action
  return (
    <CasePart
      id="outcome"
      head="Outcome"
      note={settledOn === null ? undefined : printDate(settledOn)}
      isChapter={true}
    >
      {settlement !== null && <p>{settlementWords(scheme, settlement).words}.</p>}
      {settlementReason !== null && <p>{settlementReason}</p>}
      <p class="note">
        {complianceOutcome !== null && complianceRecordedOn !== null
          ? `What became of the case: ${settlementWords(scheme, complianceOutcome).words.toLowerCase()}, recorded on ${printDate(complianceRecordedOn)}.`
          : settlement === null
            ? 'The case is not decided yet.'
            : 'The case has its outcome once the others are settled.'}
      </p>
    </CasePart>
  )
}

function MoveDate({
  desk,
  staff,
  known,
  action,
  problems,
  form,
  movedCount,
}: FormSettings & { readonly moved: readonly MovedDueDate[]; readonly movedCount: number }) {
  const address = deskAddresses.recommendationDueDate(known.authority.slug, known.reference, action.number)
  const isOpen = ['due', 'move-reason'].some((field) => problemOf(problems, field) !== undefined)
  return (
    <CasePart id="move" head="Due date" note={printDate(action.dueOn)}>
      <details class="desk-more" open={isOpen}>
        <summary>Move the date</summary>
        <p>
          A date moves only in exceptional circumstances; what is done after it is late.{' '}
          {movedWords(movedCount)}
        </p>
        <DeskForm action={address} token={tokenOf(desk, staff, address)}>
          <input type="hidden" name="seen" value={recommendationMark(action)} />
          <DeskTextInput
            id="due"
            label="New due date"
            type="date"
            value={form?.text('due')}
            error={problemOf(problems, 'due')}
          />
          <DeskTextArea
            id="move-reason"
            label="Why it is moved"
            hint={`The authority reads it. Up to ${longestMoveReason} characters.`}
            rows={3}
            value={form?.text('move-reason')}
            error={problemOf(problems, 'move-reason')}
          />
          <Button text="Move the date" isSecondary={true} />
        </DeskForm>
      </details>
    </CasePart>
  )
}

const followWords = {
  'new-investigation': {
    text: 'A new investigation',
    hint: 'Opens a case at investigation that follows this one',
    decided: 'A new investigation follows.',
  },
  'public-report': {
    text: 'A public report',
    hint: 'It is prepared among the public reports',
    decided: 'A public report follows.',
  },
  'nothing-further': {
    text: 'Nothing further',
    hint: 'Say why',
    decided: 'Nothing further follows.',
  },
} as const

function WhatFollows({
  desk,
  staff,
  known,
  action,
  problems,
  form,
  notTaken,
  settles,
}: FormSettings & { readonly notTaken: ActionNotTaken; readonly settles: boolean }) {
  const { slug } = known.authority
  if (notTaken.decision !== null) {
    const decision = whatFollows.find((one) => one === notTaken.decision)
    return (
      <CasePart
        id="follows"
        head="What follows"
        note={notTaken.decidedAt ? printDate(dayOf(desk.scheme, notTaken.decidedAt)) : undefined}
      >
        <p>
          {decision && followWords[decision].decided}{' '}
          {decision === 'public-report' && <a href={deskAddresses.publicReports()}>The public reports</a>}
          {notTaken.newReference !== null && (
            <a href={deskAddresses.case(slug, notTaken.newReference)}>Case {notTaken.newReference}</a>
          )}
        </p>
        {notTaken.decisionReason !== null && <p>{notTaken.decisionReason}</p>}
      </CasePart>
    )
  }
  if (!settles) {
    return (
      <CasePart id="follows" head="What follows">
        <p>It is not decided yet what follows.</p>
      </CasePart>
    )
  }
  const address = deskAddresses.whatFollows(slug, known.reference, action.number)
  return (
    <CasePart id="follows" head="What follows" note="to decide">
      <DeskForm action={address} token={tokenOf(desk, staff, address)}>
        <DeskRadios
          id="decision"
          label="What follows?"
          error={problemOf(problems, 'decision')}
          choices={whatFollows.map((value) => ({
            value,
            text: followWords[value].text,
            hint: followWords[value].hint,
            isChosen: form?.text('decision') === value,
          }))}
        />
        <DeskTextArea
          id="follow-reason"
          label="Reason"
          rows={3}
          value={form?.text('follow-reason')}
          error={problemOf(problems, 'follow-reason')}
        />
        <Button text="Decide" />
      </DeskForm>
    </CasePart>
  )
}
