import { describe, expect, test } from 'vitest'
import { homesOmbudsman } from '../../../fixtures/homes-ombudsman.ts'
import { readRegister } from '../../authorities/register-files.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { readStageClock, type StageClock, type StageDates } from './stage-clock.ts'
import { workingCalendar } from './working-calendar.ts'

const { bankHolidays } = readRegister()
const calendar = workingCalendar(scheme, bankHolidays)

/** Dates as people write them down: received "2024-06-07 18:10", acknowledged, and told of an extension until. */
type Written = {
  readonly stage?: 1 | 2
  readonly received: string
  readonly acknowledged?: IsoDate
  readonly answered?: IsoDate
  readonly until?: IsoDate
  readonly told?: IsoDate
}

function datesOf({ received, acknowledged, answered, until, told }: Written): StageDates {
  const [receivedOn = '', receivedTime = null] = received.split(' ')
  return {
    receivedOn,
    receivedTime,
    acknowledgedOn: acknowledged ?? null,
    answeredOn: answered ?? null,
    isWithdrawn: false,
    extension: until && told ? { untilOn: until, reason: 'A witness is away.', toldOn: told } : null,
  }
}

function clockOf(written: Written, today = '2026-01-02'): StageClock {
  const reading = readStageClock(scheme, calendar, written.stage ?? 1, datesOf(written), today)
  if (!reading.ok) throw new Error(`${reading.missingYear} is missing`)
  return reading.clock
}

describe('a complaint is acknowledged within five working days; the day after receipt is day 1', () => {
  test.each([
    // Mon 3 June: Tue 4, Wed 5, Thu 6, Fri 7, Mon 10.
    ['on an ordinary Monday', '2024-06-03', '2024-06-10'],
    // Fri 7 June: Mon 10 to Fri 14.
    ['on a Friday within hours', '2024-06-07 16:59', '2024-06-14'],
    ['on a Friday at the very end of hours', '2024-06-07 17:00', '2024-06-14'],
    // Counts as received on Mon 10 June: Tue 11 to Fri 14, Mon 17.
    ['on a Friday evening', '2024-06-07 18:10', '2024-06-17'],
    ['on a Saturday morning', '2024-06-08 09:00', '2024-06-17'],
    ['on a Sunday', '2024-06-09', '2024-06-17'],
    // Fri 20 Dec: Mon 23, Tue 24, Fri 27, Mon 30, Tue 31.
    ['before Christmas', '2024-12-20', '2024-12-31'],
    // Tue 24 Dec at six counts as Fri 27: Mon 30, Tue 31, Thu 2 Jan, Fri 3, Mon 6.
    ['on the evening of 24 December', '2024-12-24 18:00', '2025-01-06'],
    ['on Christmas Day', '2024-12-25', '2025-01-06'],
    // Boxing Day 2026 is a Saturday, its substitute Mon 28. Tue 29, Wed 30, Thu 31, Mon 4 Jan, Tue 5.
    ['before a Christmas with a substitute day', '2026-12-24', '2027-01-05'],
    // Mon 14 April: Tue 15, Wed 16, Thu 17, Tue 22, Wed 23.
    ['before Easter', '2025-04-14', '2025-04-23'],
    // Counts as Tue 22 April: Wed 23, Thu 24, Fri 25, Mon 28, Tue 29.
    ['on Good Friday', '2025-04-18', '2025-04-29'],
    // Thu 22 May: Fri 23, Tue 27, Wed 28, Thu 29, Fri 30.
    ['before the spring bank holiday', '2025-05-22', '2025-05-30'],
    // Fri 28 Aug: Tue 1 Sep to Fri 4, Mon 7.
    ['before the summer bank holiday', '2026-08-28', '2026-09-07'],
    // Mon 26 Feb: Tue 27, Wed 28, Thu 29, Fri 1 March, Mon 4.
    ['before a leap day', '2024-02-26', '2024-03-04'],
    ['on a leap day', '2024-02-29', '2024-03-07'],
    // The same Monday a year later: Tue 25, Wed 26, Thu 27, Fri 28, Mon 3 March.
    ['at the end of February in another year', '2025-02-24', '2025-03-03'],
  ])('received %s', (_, received, expected) => {
    expect(clockOf({ received }).acknowledgeBy).toBe(expected)
  })
})

describe('it is answered within ten working days of the acknowledgement, at the second stage within twenty', () => {
  test.each<[string, Written, IsoDate]>([
    // Wed 5 June: Thu 6 to Wed 19.
    ['in ordinary weeks', { received: '2024-06-03', acknowledged: '2024-06-05' }, '2024-06-19'],
    // Mon 23 Dec: 24, 27, 30, 31, 2 Jan, 3, 6, 7, 8, 9.
    ['over Christmas', { received: '2024-12-20', acknowledged: '2024-12-23' }, '2025-01-09'],
    // Thu 1 May: 2, 6, 7, 8, 9, 12, 13, 14, 15, 16.
    ['over the early May holiday', { received: '2025-04-30', acknowledged: '2025-05-01' }, '2025-05-16'],
    // Mon 2 Dec: 3-6, 9-13, 16-20, 23, 24, 27, 30, 31, 2 Jan.
    [
      'at the second stage over Christmas',
      { stage: 2, received: '2024-12-02', acknowledged: '2024-12-02' },
      '2025-01-02',
    ],
    // An automatic mail on Friday evening: both count as Mon 10 June. 11-14, 17-21, 24.
    [
      'acknowledged by an automatic mail at night',
      { received: '2024-06-07 18:10', acknowledged: '2024-06-07' },
      '2024-06-24',
    ],
  ])('%s', (_, written, expected) => {
    expect(clockOf(written).answerBy).toBe(expected)
  })

  test('counted from a late acknowledgement, with the day it would have been due beside it', () => {
    // Received Mon 3 June, acknowledged on Wed 12 instead of Mon 10: Thu 13 to Wed 26; otherwise Tue 11 to Mon 24.
    expect(clockOf({ received: '2024-06-03', acknowledged: '2024-06-12' })).toMatchObject({
      acknowledgement: 'late',
      answerBy: '2024-06-26',
      answerByIfAcknowledgedInTime: '2024-06-24',
    })
  })

  test('counted from the last day for acknowledging where nobody acknowledged it', () => {
    expect(clockOf({ received: '2024-06-03' }, '2024-06-20')).toMatchObject({
      acknowledgement: 'waiting',
      answerBy: '2024-06-24',
      standing: {
        kind: 'waiting',
        for: 'acknowledgement',
        byOn: '2024-06-10',
        urgency: 'late',
        daysLeft: -8,
      },
    })
    expect(clockOf({ received: '2024-06-03', answered: '2024-06-25' })).toMatchObject({
      acknowledgement: 'late',
      standing: { kind: 'answered', when: 'late', workingDays: 16 },
    })
    expect(clockOf({ received: '2024-06-03', answered: '2024-06-07' })).toMatchObject({
      acknowledgement: 'in-time',
      standing: { kind: 'answered', when: 'in-time', workingDays: 4 },
    })
  })
})

describe('an extension', () => {
  // Acknowledged on Mon 3 June: due on Mon 17 June, extendable to Mon 1 July; at the second stage Mon 1 and Mon 29 July.
  const from = { received: '2024-06-03', acknowledged: '2024-06-03' }

  test.each<[string, Partial<Written>, StageClock['extension'], IsoDate]>([
    ['to the last day allowed counts', { until: '2024-07-01', told: '2024-06-17' }, 'counts', '2024-07-01'],
    [
      'of one day more counts to the last day allowed',
      { until: '2024-07-02', told: '2024-06-17' },
      'too-long',
      '2024-07-01',
    ],
    [
      'told a day too late is worth nothing',
      { until: '2024-06-28', told: '2024-06-18' },
      'told-late',
      '2024-06-17',
    ],
    [
      'to a day that was due anyway changes nothing',
      { until: '2024-06-14', told: '2024-06-10' },
      'not-needed',
      '2024-06-17',
    ],
    [
      'at the second stage gives twenty days',
      { stage: 2, until: '2024-07-29', told: '2024-07-01' },
      'counts',
      '2024-07-29',
    ],
    [
      'at the second stage gives no more',
      { stage: 2, until: '2024-07-30', told: '2024-07-01' },
      'too-long',
      '2024-07-29',
    ],
  ])('%s', (_, written, extension, dueOn) => {
    expect(clockOf({ ...from, ...written })).toMatchObject({ extension, dueOn })
  })

  test('makes an answer on its last day in time, and one a day later late', () => {
    const told = { ...from, until: '2024-07-01', told: '2024-06-17' }
    expect(clockOf({ ...told, answered: '2024-06-17' }).standing).toMatchObject({ when: 'in-time' })
    expect(clockOf({ ...told, answered: '2024-07-01' }).standing).toMatchObject({ when: 'in-extension' })
    expect(clockOf({ ...told, answered: '2024-07-02' }).standing).toMatchObject({ when: 'late' })
  })
})

describe('what waits is', () => {
  const from = { received: '2024-06-03', acknowledged: '2024-06-03' }

  test.each([
    // Due on Mon 17 June.
    ['in time with three working days left', '2024-06-12', 'in-time', 3],
    ['nearly late with two', '2024-06-13', 'nearly-late', 2],
    ['nearly late on the weekend before', '2024-06-15', 'nearly-late', 1],
    ['nearly late on its last day', '2024-06-17', 'nearly-late', 0],
    ['late the day after', '2024-06-18', 'late', -1],
    ['late by three working days', '2024-06-20', 'late', -3],
  ])('%s', (_, today, urgency, daysLeft) => {
    expect(clockOf(from, today).standing).toEqual({
      kind: 'waiting',
      for: 'answer',
      byOn: '2024-06-17',
      urgency,
      daysLeft,
    })
  })
})

test('nothing is counted into a year whose bank holidays are not on record, and the year is named', () => {
  const read = (received: string) => readStageClock(scheme, calendar, 1, datesOf({ received }), '2027-12-31')
  expect(read('2027-12-06')).toMatchObject({ ok: true })
  expect(read('2027-12-20')).toEqual({ ok: false, missingYear: '2028' })
  expect(read('2017-12-20')).toEqual({ ok: false, missingYear: '2017' })
  const halfYear = workingCalendar(scheme, [...bankHolidays, { date: '2028-01-03', name: "New Year's Day" }])
  expect(readStageClock(scheme, halfYear, 1, datesOf({ received: '2027-12-20' }), '2027-12-31')).toEqual({
    ok: false,
    missingYear: '2028',
  })
})

test('another scheme has times of its own', () => {
  const nine = [...bankHolidays, { date: '2024-06-06', name: 'A day of theirs' }]
  const reading = readStageClock(
    homesOmbudsman,
    workingCalendar(homesOmbudsman, nine),
    1,
    datesOf({ received: '2024-06-03 16:30' }),
    '2024-06-04',
  )
  // After four: counts as Tue 4 June. Wed 5, Fri 7, Mon 10; then eight more.
  expect(reading).toMatchObject({ ok: true, clock: { acknowledgeBy: '2024-06-10', answerBy: '2024-06-20' } })
})
