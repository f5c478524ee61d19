import type { Context } from 'hono'
import { mayDo, type Officer } from '../../accounts/person.ts'
import { tokenOf } from '../../accounts/signed-in-route.tsx'
import { countedInWords, standingWords } from '../../handling-code/clock/clock-words.ts'
import { missingHolidaysAdvice } from '../../handling-code/clock/working-calendar.ts'
import {
  clockOf,
  datesOf,
  lastStage,
  nameOf,
  type OwnComplaint,
  type OwnStage,
  type StageNumber,
} from '../../handling-code/own-complaints/own-complaint.ts'
import { removeOwnComplaint } from '../../handling-code/own-complaints/own-complaint-actions.ts'
import { findOwnComplaint } from '../../handling-code/own-complaints/own-complaint-store.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { printDate } from '../../scheme/printed-dates.ts'
import { CasePart } from '../../web/case-part.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskCheckboxes,
  DeskForm,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Button } from '../../web/form-controls.tsx'
import { isText, type SentForm } from '../../web/sent-form.ts'
import { OfficerPage, readAsOfficer, unknownToOfficer } from '../officer-page.tsx'
import { clocked, type OwnClock, OwnStanding, readOwnClock } from './own-clock.tsx'

/** One complaint of an authority, from its receipt to its last answer, with how its days were counted. */
export function showOwnComplaint(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  return complaintPage(context, desk, officer, context.req.query('reference') ?? '', [])
}

/** Takes a complaint off the record here. */
export async function sendOwnRemoval(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const reference = form.text('reference')
  if (form.text('sure') !== 'yes') {
    context.status(422)
    const reason = 'Tick the box if it is to be taken off the record here; nothing was changed.'
    return complaintPage(context, desk, officer, reference, [{ field: 'sure', reason }])
  }
  const isRemoved = await removeOwnComplaint(desk.database, officer, reference)
  if (!isRemoved) return unknownToOfficer(context, desk, officer)
  return context.redirect(`${deskAddresses.portalOwnComplaints()}?done=removed`, 303)
}

async function complaintPage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  reference: string,
  problems: readonly Problem[],
): Promise<Response> {
  const complaint = isText(reference)
    ? await readAsOfficer(desk, officer, (transaction) =>
        findOwnComplaint(transaction, officer.authority.id, reference),
      )
    : undefined
  if (!complaint) return unknownToOfficer(context, desk, officer)
  const clock = await readOwnClock(desk)
  const { scheme } = desk
  const [first, second] = complaint.stages
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={`Complaint ${complaint.reference}`}
      current={deskAddresses.portalOwnComplaints()}
      back={{ text: 'All own complaints', href: deskAddresses.portalOwnList() }}
    >
      <ErrorSummary problems={problems} />
      <p class="note own-complaints__above">
        {complaint.category}
        {complaint.service !== null && `, ${complaint.service}`}
      </p>
      <h1>{complaint.reference}</h1>
      <div class="own-complaints__standing">
        <OwnStanding scheme={scheme} one={clocked(clock, complaint)} />
      </div>
      <CasePart id="definition" head="Complaint" isChapter={true}>
        <p class="case-text">{complaint.definition}</p>
      </CasePart>
      <StagePart clock={clock} complaint={complaint} number={1} stage={first} />
      {complaint.refusal && (
        <CasePart id="refusal" head="Refused" note={printDate(complaint.refusal.on)}>
          <p>{nameOf(scheme.ownComplaints.refusalGrounds, complaint.refusal.ground)}.</p>
        </CasePart>
      )}
      {second && <StagePart clock={clock} complaint={complaint} number={2} stage={second} />}
      {complaint.remedies.length > 0 && (
        <CasePart id="remedies" head="Put right">
          <p>{complaint.remedies.map((code) => nameOf(scheme.ownComplaints.remedies, code)).join('; ')}.</p>
        </CasePart>
      )}
      {complaint.learning !== null && (
        <CasePart id="learning" head="Learned">
          <p class="case-text">{complaint.learning}</p>
        </CasePart>
      )}
      {mayDo(officer, 'keep-own-complaints') && (
        <Removal desk={desk} officer={officer} complaint={complaint} problems={problems} />
      )}
    </OfficerPage>,
  )
}

function StagePart({
  clock: { scheme, calendar, today },
  complaint,
  number,
  stage,
}: {
  clock: OwnClock
  complaint: OwnComplaint
  number: StageNumber
  stage: OwnStage
}) {
  const reading = clockOf(scheme, calendar, complaint, number, today)
  const { outcome, answeredOn, extension } = stage
  return (
    <CasePart
      id={`stage-${number}`}
      head={`Stage ${number}`}
      note={`from ${printDate(stage.receivedOn)}${answeredOn === null ? '' : ` to ${printDate(answeredOn)}`}`}
    >
      <dl class="own-complaints__days">
        <Day name="Received" day={stage.receivedOn} more={stage.receivedTime} />
        <Day name="Acknowledged" day={stage.acknowledgedOn} />
        {extension && <Day name="Extended until" day={extension.untilOn} />}
        <Day name={outcomeIsWithdrawn(scheme, outcome) ? 'Withdrawn' : 'Answered'} day={answeredOn} />
      </dl>
      {outcome !== null && (
        <p>
          <strong>{nameOf(scheme.ownComplaints.outcomes, outcome)}.</strong>
          {reading?.ok &&
            reading.clock.standing.kind === 'answered' &&
            ` ${standingWords(reading.clock.standing)}.`}
        </p>
      )}
      {extension && <p>Why it was extended: {extension.reason}</p>}
      {reading?.ok === true && (
        <details class="desk-more" open={number === lastStage(complaint).number}>
          <summary>How the days of stage {number} were counted</summary>
          <ul class="own-complaints__counted">
            {countedInWords(scheme, calendar, datesOf(scheme, stage), number, reading.clock).map(
              (sentence) => (
                <li>{sentence}</li>
              ),
            )}
          </ul>
        </details>
      )}
      {reading?.ok === false && <p class="note">{missingHolidaysAdvice(reading.missingYear)}</p>}
    </CasePart>
  )
}

function outcomeIsWithdrawn({ ownComplaints }: OwnClock['scheme'], outcome: string | null): boolean {
  return ownComplaints.outcomes.some(({ code, isWithdrawn }) => isWithdrawn && code === outcome)
}

function Day({ name, day, more = null }: { name: string; day: string | null; more?: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {day === null ? (
          <span class="note">not yet</span>
        ) : (
          `${printDate(day)}${more === null ? '' : `, ${more}`}`
        )}
      </dd>
    </div>
  )
}

function Removal({
  desk,
  officer,
  complaint,
  problems,
}: {
  desk: ReviewDesk
  officer: Officer
  complaint: OwnComplaint
  problems: readonly Problem[]
}) {
  const action = deskAddresses.portalOwnRemoval()
  return (
    <CasePart id="removal" head="Take it off the record">
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
        <input type="hidden" name="reference" value={complaint.reference} />
        <p>
          It disappears here, and from the numbers of every report that is not published yet. Your own system
          keeps it; a file that still has it brings it back.
        </p>
        <DeskCheckboxes
          id="sure"
          label="Are you sure?"
          error={problemOf(problems, 'sure')}
          choices={[{ value: 'yes', text: 'Yes, take it off the record here' }]}
        />
        <Button text="Take it off" isSecondary={true} />
      </DeskForm>
    </CasePart>
  )
}
