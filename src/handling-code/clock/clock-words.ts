import { withNoun } from '../../scheme/count-noun.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { numberInWords } from '../../scheme/sentence-words.ts'
import type { StageClock, StageDates, StageStanding } from './stage-clock.ts'
import { holidaysBetween, type WorkingCalendar } from './working-calendar.ts'

/** "3 working days late", "answered in time": how a stage stands, in a few words. */
export function standingWords(standing: StageStanding): string {
  switch (standing.kind) {
    case 'withdrawn':
      return 'Withdrawn'
    case 'answered':
      return answeredWords[standing.when]
    case 'waiting':
      if (standing.daysLeft < 0) return `${workingDays(-standing.daysLeft)} late`
      return standing.daysLeft === 0 ? 'Due today' : `${workingDays(standing.daysLeft)} left`
  }
}

const answeredWords = {
  'in-time': 'Answered in time',
  'in-extension': 'Answered in the extension',
  late: 'Answered late',
} as const

/** From what the day is counted by which somebody waits: "10 working days after 6 November 2026". */
export function dueInWords(
  { ownComplaints }: Scheme,
  stage: 1 | 2,
  waitsFor: 'acknowledgement' | 'answer',
  { countsFrom, answerFrom, answerBy, extension }: StageClock,
): string {
  if (waitsFor === 'acknowledgement') {
    return `${workingDays(ownComplaints.acknowledgeWithin)} after ${printDate(countsFrom)}`
  }
  if (extension === 'counts') return `extended from ${printDate(answerBy)}`
  if (extension === 'too-long') return `extended from ${printDate(answerBy)} as far as the Code allows`
  const { answerWithin } = ownComplaints.stages[stage - 1] ?? ownComplaints.stages[0]
  return `${workingDays(answerWithin)} after ${printDate(answerFrom)}`
}

/** How the days of a stage were counted, one sentence after the other, so that anybody can count them again. */
export function countedInWords(
  scheme: Scheme,
  calendar: WorkingCalendar,
  dates: StageDates,
  stage: 1 | 2,
  clock: StageClock,
): readonly string[] {
  const { acknowledgeWithin, stages } = scheme.ownComplaints
  const { answerWithin, extendableBy } = stages[stage - 1] ?? stages[0]
  return [
    receivedWords(scheme, dates, clock),
    `${count(acknowledgeWithin)} working days to acknowledge end on ${dayInWords(clock.acknowledgeBy)}.`,
    acknowledgedWords(dates, clock),
    `${count(answerWithin)} working days after ${dayInWords(clock.answerFrom)} the time for the answer ends: on ${dayInWords(clock.answerBy)}.`,
    ...lateAcknowledgementWords(clock),
    ...extensionWords(dates, clock, extendableBy),
    ...skippedWords(calendar, clock),
  ]
}

function receivedWords(
  { ownComplaints }: Scheme,
  { receivedOn, receivedTime }: StageDates,
  { countsFrom }: StageClock,
): string {
  const at = receivedTime === null ? '' : ` at ${receivedTime}`
  const received = `Received on ${dayInWords(receivedOn)}${at}`
  if (countsFrom === receivedOn) return `${received}; the day after is day 1.`
  const isAfterHours = receivedTime !== null && receivedTime > ownComplaints.hoursEndAt
  const why = isAfterHours ? `after ${ownComplaints.hoursEndAt} or on a day off` : 'on a day off'
  return `${received}, ${why}: it counts as received on ${dayInWords(countsFrom)}, and the day after is day 1.`
}

function acknowledgedWords(
  { acknowledgedOn, answeredOn }: StageDates,
  { acknowledgement }: StageClock,
): string {
  if (acknowledgedOn !== null) {
    return `Acknowledged on ${dayInWords(acknowledgedOn)}, ${acknowledgement === 'late' ? 'late' : 'in time'}.`
  }
  if (answeredOn === null)
    return 'It is not acknowledged, so the answer is counted from the last day for that.'
  return acknowledgement === 'in-time'
    ? 'It was answered within the time for acknowledging, so it needed no acknowledgement.'
    : 'It was never acknowledged, so the answer is counted from the last day for that.'
}

function lateAcknowledgementWords({
  acknowledgement,
  answerBy,
  answerByIfAcknowledgedInTime: inTime,
}: StageClock): readonly string[] {
  if (acknowledgement !== 'late' || inTime >= answerBy) return []
  return [
    `Had it been acknowledged in time, the last day would have been ${dayInWords(inTime)} at the latest.`,
  ]
}

function extensionWords(
  { extension }: StageDates,
  { extension: worth, extendableTo, answerBy }: StageClock,
  extendableBy: number,
): readonly string[] {
  if (extension === null || worth === null) return []
  const until = `Extended until ${dayInWords(extension.untilOn)}`
  const told = `told on ${dayInWords(extension.toldOn)}`
  switch (worth) {
    case 'counts':
      return [`${until}, ${told}, which was in time.`]
    case 'told-late':
      return [
        `${until}, but ${told}, after the time had ended on ${dayInWords(answerBy)}: it does not count.`,
      ]
    case 'not-needed':
      return [`${until}, which is no later than the time ended anyway.`]
    case 'too-long':
      return [
        `${until}, but the Code allows no more than ${numberInWords(extendableBy)} working days without good reason: it counts until ${extendableTo === null ? '' : dayInWords(extendableTo)}.`,
      ]
  }
}

function skippedWords(calendar: WorkingCalendar, { countsFrom, dueOn }: StageClock): readonly string[] {
  const skipped = holidaysBetween(calendar, countsFrom, dueOn)
  if (skipped.length === 0) return []
  const names = skipped.map(({ date, name }) => `${name} (${dayInWords(date)})`)
  return [`Not counted: ${names.join(', ')}, and weekends.`]
}

/** "Friday 7 June 2024": people count by the days of the week. */
function dayInWords(day: IsoDate): string {
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
  return `${weekday} ${printDate(day)}`
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function count(days: number): string {
  const words = numberInWords(days)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function workingDays(days: number): string {
  return withNoun(days.toLocaleString('en-GB'), { one: 'working day', many: 'working days' })
}
