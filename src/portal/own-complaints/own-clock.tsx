import { readBankHolidays } from '../../authorities/authority-store.ts'
import { shortDate } from '../../casework/recommendation/recommendation.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dueInWords, standingWords } from '../../handling-code/clock/clock-words.ts'
import type { ClockReading, StageStanding } from '../../handling-code/clock/stage-clock.ts'
import {
  missingHolidaysAdvice,
  type WorkingCalendar,
  workingCalendar,
} from '../../handling-code/clock/working-calendar.ts'
import {
  clockOf,
  lastStage,
  nameOf,
  type OwnComplaint,
} from '../../handling-code/own-complaints/own-complaint.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type Mark, State } from '../../web/desk-page.tsx'

/** What the Code's clocks are read by. */
export type OwnClock = {
  readonly scheme: Scheme
  readonly calendar: WorkingCalendar
  readonly today: IsoDate
}

export async function readOwnClock({ database, scheme }: ReviewDesk): Promise<OwnClock> {
  const today = dayOf(scheme, await currentMoment(database))
  return { scheme, calendar: workingCalendar(scheme, await readBankHolidays(database)), today }
}

/** A complaint at the stage it has reached, with the clocks of that; undefined where none run. */
export type ClockedComplaint = {
  readonly complaint: OwnComplaint
  readonly reading: ClockReading | undefined
}

export function clocked({ scheme, calendar, today }: OwnClock, complaint: OwnComplaint): ClockedComplaint {
  return { complaint, reading: clockOf(scheme, calendar, complaint, lastStage(complaint).number, today) }
}

/** How a complaint stands by the clocks of the stage it has reached. */
export function OwnStanding({
  scheme,
  one: { complaint, reading },
}: {
  scheme: Scheme
  one: ClockedComplaint
}) {
  const { refusal, statutoryProcess } = complaint
  const { ownComplaints } = scheme
  if (refusal !== null) {
    return (
      <>
        <State mark="open">Refused</State>{' '}
        <span class="note">{nameOf(ownComplaints.refusalGrounds, refusal.ground)}</span>
      </>
    )
  }
  if (statutoryProcess !== null) {
    return (
      <>
        <State mark="open">No clock</State>{' '}
        <span class="note">
          {nameOf(ownComplaints.statutoryProcesses, statutoryProcess)}: a statutory process
        </span>
      </>
    )
  }
  if (!reading?.ok) {
    return (
      <>
        <State mark="attention">Not counted</State>{' '}
        {reading && <span class="note">bank holidays of {reading.missingYear} are missing</span>}
      </>
    )
  }
  const { standing } = reading.clock
  return (
    <>
      <State mark={markOf(standing)}>{standingWords(standing)}</State>{' '}
      {standing.kind === 'waiting' && (
        <>
          <span class="note">
            {standing.for === 'answer' ? 'Answer' : 'Acknowledgement'} due {shortDate(standing.byOn)}
          </span>{' '}
          <span class="note">
            {dueInWords(scheme, lastStage(complaint).number, standing.for, reading.clock)}
          </span>
        </>
      )}
    </>
  )
}

function markOf(standing: StageStanding): Mark {
  switch (standing.kind) {
    case 'withdrawn':
      return 'open'
    case 'answered':
      return standing.when === 'late' ? 'blocks' : 'done'
    case 'waiting':
      return { late: 'blocks', 'nearly-late': 'attention', 'in-time': 'open' }[standing.urgency] as Mark
  }
}

/** Says once which years are missing from the bank holidays, where any complaint could not be counted. */
export function MissingHolidays({ readings }: { readings: readonly (ClockReading | undefined)[] }) {
  const years = new Set(readings.flatMap((reading) => (reading?.ok === false ? [reading.missingYear] : [])))
  return (
    <>
      {[...years].sort().map((year) => (
        <p class="own-complaints__missing">{missingHolidaysAdvice(year)}</p>
      ))}
    </>
  )
}
