import type { Child } from 'hono/jsx'
import { type KnownCase, printCaseValue } from '../../casework/case-record.ts'
import { assessmentTests, testWords } from '../../casework/complaint/assessment.ts'
import { closedDay, type Pause, pausedUntil } from '../../casework/complaint/case-clock.ts'
import { type CaseStep, stepsSince, type WholeCaseFile } from '../../casework/complaint/case-file.ts'
import type { CaseOrigin } from '../../casework/complaint/case-file-store.ts'
import {
  isWritable,
  type Side,
  type StepKind,
  sideWords,
  stepWords,
  type TextPart,
} from '../../casework/complaint/case-stage.ts'
import type { RecordedConsideration } from '../../handling-code/consideration/consideration-store.ts'
import { daysBetween } from '../../scheme/calendar-days.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { inDays } from '../../scheme/sentence-words.ts'
import { CasePart } from '../../web/case-part.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { opening } from '../../web/opening.ts'
import { countsFor } from './case-sentence.ts'

/** What the document of a case is made from, and what its reader may do with it. */
export type CaseDocument = {
  readonly scheme: Scheme
  readonly known: KnownCase
  readonly origin: CaseOrigin
  /** The work on it here; undefined where it came with a file and nobody has worked on it. */
  readonly file: WholeCaseFile | undefined
  readonly today: IsoDate
  readonly bankHolidays: ReadonlyMap<IsoDate, string>
  readonly mayWork: boolean
  /** What is written of a case before it is decided is for those who work on cases. */
  readonly mayReadWork: boolean
  readonly maySeeComplainant: boolean
  /** What it says of the Code; undefined where it says nothing. */
  readonly consideration: RecordedConsideration | undefined
}

/** A case from its receipt to its decision, from top to bottom. */
export function CaseFromReceiptToDecision(document: CaseDocument) {
  const { file, mayReadWork, known } = document
  const isOpen = known.record.decidedOn === null
  return (
    <>
      <ComplaintPart {...document} />
      {isOpen && file !== undefined && !mayReadWork ? (
        <CasePart id="work" head="Work on it">
          <p class="note">What is written of a case before it is decided is for those who work on cases.</p>
        </CasePart>
      ) : (
        file !== undefined && (
          <>
            <AssessmentPart {...document} file={file} />
            <InvestigationPart {...document} file={file} />
            <DraftPart {...document} file={file} />
          </>
        )
      )}
      <DecisionPart {...document} />
    </>
  )
}

function ComplaintPart(document: CaseDocument) {
  const { known, origin, file, mayReadWork, maySeeComplainant } = document
  const { receivedOn, decidedOn } = known.record
  const isRead = mayReadWork || decidedOn !== null
  const text = file?.parts.complaint?.text
  const begun = stepOf(file, 'sent-to-assessment')?.takenOn
  return (
    <CasePart
      id="complaint"
      head="Complaint"
      note={receivedOn === null ? 'receipt not recorded' : `received ${printDate(receivedOn)}`}
      isChapter={true}
    >
      {text === undefined && <p class="note">What was complained about is not written here.</p>}
      {text !== undefined && isRead && <Written text={text} />}
      {isRead && <Pauses pauses={pausesIn(file, null, begun ?? null)} today={document.today} />}
      <Follows file={file} />
      <p class="note">
        {cameFrom(origin)} {authorityWords(origin)}
      </p>
      {file?.hasComplainant === true && (
        <p class="note">
          The complainant’s details are kept apart from the case.{' '}
          {maySeeComplainant && (
            <>
              <a href={deskAddresses.complainant(known.authority.slug, known.reference)}>See them</a>{' '}
              (recorded)
            </>
          )}
        </p>
      )}
      {origin.isTakenHere && file?.hasComplainant === false && file.follows === null && (
        <p class="note">Who complained is not kept any longer.</p>
      )}
      <WriteLink document={document} part="complaint" text="Change what is written" />
    </CasePart>
  )
}

function cameFrom({ isTakenHere, cameOn }: CaseOrigin): string {
  const on = cameOn === null ? '' : ` on ${printDate(cameOn)}`
  return isTakenHere ? `Taken here${on}.` : `Came with a file${on}.`
}

function authorityWords({ authorityReference, authorityService }: CaseOrigin): string {
  if (authorityReference === null && authorityService === null) return ''
  const words = [authorityReference, authorityService].filter((word) => word !== null)
  return `The authority calls it ${words.join(', ')}.`
}

function Follows({ file }: { file: WholeCaseFile | undefined }) {
  if (!file?.follows) return null
  const { slug, reference } = file.follows
  return (
    <p class="note">
      It follows from case <a href={deskAddresses.case(slug, reference)}>{reference}</a>, in which what was
      agreed was not carried out.
    </p>
  )
}

function AssessmentPart({ file, today }: CaseDocument & { file: WholeCaseFile }) {
  const begun = stepOf(file, 'sent-to-assessment')
  const { assessment } = file
  if (begun === undefined && assessment === null) return null
  const from = begun?.takenOn
  const to = assessment?.assessedOn
  return (
    <CasePart
      id="assessment"
      head="Assessment"
      note={
        <Lines
          lines={[period(from, to), to === undefined ? undefined : `day ${daysBetween(file.receivedOn, to)}`]}
        />
      }
    >
      {assessment === null ? (
        <p class="note">Under way since {printDate(from ?? today)}.</p>
      ) : (
        <p>
          {assessmentTests.map((test) => (
            <>
              {test !== 'legalBar' && `${testWords[test].name}: `}
              {sentence(assessment[test], test !== 'legalBar')}{' '}
            </>
          ))}
          <strong>{isInvestigated(file) ? 'To be investigated.' : 'Closed at assessment.'}</strong>
        </p>
      )}
      <Pauses pauses={pausesIn(file, from ?? null, to ?? null)} today={today} />
    </CasePart>
  )
}

/** Whether an assessment led to an investigation: one that ended the case is a decision at the same moment. */
function isInvestigated({ steps }: WholeCaseFile): boolean {
  const assessed = steps.findIndex(({ kind }) => kind === 'assessed')
  return steps[assessed + 1]?.kind !== 'decided'
}

function InvestigationPart(document: CaseDocument & { file: WholeCaseFile }) {
  const { file, today, known } = document
  const from = stepOf(file, 'assessed')?.takenOn ?? stepOf(file, 'opened-for-action-not-taken')?.takenOn
  if (from === undefined || !isInvestigated(file)) return null
  const text = file.parts.investigation?.text
  const pauses = pausesIn(file, from, null)
  const end = known.record.decidedOn
  const pausedDays = pauses.reduce((sum, pause) => sum + pausedUntil(pause, end ?? today), 0)
  return (
    <CasePart
      id="investigation"
      head="Investigation"
      note={
        <Lines
          lines={[
            period(from, end ?? undefined),
            pausedDays === 0 ? undefined : `clock paused ${inDays(pausedDays)}`,
          ]}
        />
      }
    >
      {text === undefined ? (
        <p class="note">Nothing is written yet of what was found.</p>
      ) : (
        <Written text={text} />
      )}
      <Pauses pauses={pauses} today={today} />
      <WriteLink
        document={document}
        part="investigation"
        text={text === undefined ? 'Write what was found' : 'Change what is written'}
      />
      {file.parts.draft === undefined && (
        <WriteLink document={document} part="draft" text="Write the draft decision" />
      )}
    </CasePart>
  )
}

function DraftPart(document: CaseDocument & { file: WholeCaseFile }) {
  const { file, today, bankHolidays, known } = document
  const sent = file.steps.findLast(({ kind }) => kind === 'draft-sent')
  const text = file.parts.draft?.text
  if (sent === undefined && text === undefined) return null
  const comments = file.steps.filter(({ kind }) => kind === 'comment')
  const until = sent?.untilOn ?? null
  const closed = until === null ? undefined : closedDay(until, bankHolidays)
  return (
    <CasePart
      id="draft"
      head="Draft decision"
      note={sent === undefined ? 'not sent yet' : printDate(sent.takenOn)}
    >
      {text !== undefined && <Written text={text} />}
      {sent !== undefined && (
        <p class="note">
          Sent to both sides.{' '}
          {until !== null && (
            <>
              {until >= today && known.record.decidedOn === null ? 'They may' : 'They could'} comment until{' '}
              {printDate(until)}
              {closed !== undefined && `, ${closed}`}.
            </>
          )}
        </p>
      )}
      {comments.map(({ side, takenOn, text: comment }) => (
        <blockquote class="case-comment">
          <p class="note">
            {side !== null && sideWords[side]}, {printDate(takenOn)}
          </p>
          <Written text={comment ?? ''} />
        </blockquote>
      ))}
      <WriteLink document={document} part="draft" text="Change what is written" />
    </CasePart>
  )
}

function DecisionPart({ scheme, known, file, consideration }: CaseDocument) {
  const { record } = known
  const { decidedOn, outcome, stageReached } = record
  if (decidedOn === null) return null
  const text = file?.parts.decision?.text
  const name = printCaseValue(scheme, 'outcome', outcome)
  const reviews = file?.steps.filter(isOfReview) ?? []
  return (
    <CasePart id="decision" head="Decision" note={printDate(decidedOn)}>
      <Written text={text === undefined ? `${name}.` : opensWith(text, name)} />
      <p class="note">
        {countsFor(scheme, record)}
        {stageReached !== null && stageReached !== 'investigation' && ` Decided at ${stageReached}.`}
        {file !== undefined && reviews.length === 0 && ' No review asked for.'}
      </p>
      {consideration && <Considered name={scheme.handlingCode.name} consideration={consideration} />}
      {reviews.map(({ kind, side, takenOn, text: said }) => (
        <blockquote class="case-comment">
          <p class="note">
            {kind === 'review-asked'
              ? `${side === null ? '' : sideWords[side]} asked for a review, ${printDate(takenOn)}`
              : `Answered, ${printDate(takenOn)}`}
          </p>
          <Written text={said ?? ''} />
        </blockquote>
      ))}
    </CasePart>
  )
}

function Considered({
  name,
  consideration: { wasConsidered, numbers },
}: {
  name: string
  consideration: RecordedConsideration
}) {
  const named = numbers.length === 0 ? '' : `, ${numbers.join(', ')}`
  return (
    <p class="note">
      {wasConsidered ? `The ${name} was considered${named}.` : `The ${name} was not considered.`}
    </p>
  )
}

function isOfReview({ kind }: CaseStep): boolean {
  return kind === 'review-asked' || kind === 'review-answered'
}

/** The decision says first how the case ended. */
function opensWith(text: string, outcome: string): string {
  return text.toLowerCase().startsWith(outcome.toLowerCase()) ? text : `${outcome}. ${text}`
}

/** The steps that somebody has not seen who began to fill in a form, with what they said. */
export function StepsMeanwhile({
  file,
  seen,
  posts,
}: {
  file: WholeCaseFile
  seen: number | undefined
  posts: ReadonlyMap<string, string>
}) {
  const steps = seen === undefined ? [] : stepsSince(file, seen)
  if (steps.length === 0) return null
  return (
    <section class="case-meanwhile" aria-labelledby="meanwhile">
      <h2 id="meanwhile">Done since you opened it</h2>
      <ul>
        {steps.map(({ kind, takenBy, takenOn, side, text }) => (
          <li>
            {posts.get(takenBy) ?? takenBy} {stepWords[kind]}, {printDate(takenOn)}
            {side !== null && ` (${sideWords[side as Side].toLowerCase()})`}
            {text !== null && <>: “{opening(text, 300)}”</>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A text as it was written, paragraph by paragraph. */
export function Written({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p class="case-text">{paragraph}</p>
      ))}
    </>
  )
}

function WriteLink({
  document: { known, file, mayWork },
  part,
  text,
}: {
  document: CaseDocument
  part: TextPart
  text: string
}) {
  if (!mayWork || file === undefined || !isWritable(part, file.stage)) return null
  return (
    <p class="note">
      <a href={deskAddresses.casePart(known.authority.slug, known.reference, part)}>{text}</a>
    </p>
  )
}

function Pauses({ pauses, today }: { pauses: readonly Pause[]; today: IsoDate }) {
  return (
    <>
      {pauses.map(({ fromOn, untilOn, reason }) => (
        <p class="note">
          {untilOn === null
            ? `Paused since ${printDate(fromOn)}, ${inDays(daysBetween(fromOn, today))}: `
            : `Paused from ${printDate(fromOn)} to ${printDate(untilOn)}: `}
          {sentence(reason, false)}
        </p>
      ))}
    </>
  )
}

/** The pauses that began in one part of a case. */
function pausesIn(
  file: WholeCaseFile | undefined,
  from: IsoDate | null,
  to: IsoDate | null,
): readonly Pause[] {
  if (file === undefined) return []
  return file.pauses.filter(({ fromOn }) => (from === null || fromOn >= from) && (to === null || fromOn < to))
}

function stepOf(file: WholeCaseFile | undefined, kind: StepKind): CaseStep | undefined {
  return file?.steps.find((step) => step.kind === kind)
}

function Lines({ lines }: { lines: readonly (string | undefined)[] }) {
  const known = lines.filter((line) => line !== undefined)
  return (
    <>
      {known.map(
        (line, index): Child => (
          <>
            {index > 0 && <br />}
            {line}
          </>
        ),
      )}
    </>
  )
}

/** "5 June 2023 to 19 June 2023", "since 5 June 2023", "19 June 2023". */
function period(from: IsoDate | undefined, to: IsoDate | undefined): string | undefined {
  if (from === undefined) return to === undefined ? undefined : printDate(to)
  if (to === undefined) return `since ${printDate(from)}`
  if (from === to) return printDate(from)
  const start = from.slice(0, 4) === to.slice(0, 4) ? printDate(from).replace(/ \d{4}$/, '') : printDate(from)
  return `${start} to ${printDate(to)}`
}

/** A text with its full stop; what follows a name and a colon begins in small letters only where it was typed so. */
function sentence(text: string, isInner: boolean): string {
  const ended = /[.!?…”]$/.test(text) ? text : `${text}.`
  return isInner ? ended : ended.slice(0, 1).toUpperCase() + ended.slice(1)
}
