import { expect, test } from 'vitest'
import { homesOmbudsman } from '../../../fixtures/homes-ombudsman.ts'
import { daysAfter, daysBetween } from '../../scheme/calendar-days.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { clockAt, closedDay, type Pause } from './case-clock.ts'
import { percentInTime } from './decided-in-time.ts'

const pause = (fromOn: string, untilOn: string | null): Pause => ({ fromOn, untilOn, reason: 'Waiting.' })

test.each([
  // 27 May to 14 November 2023 are 171 days; 1 to 27 August are 26 of them; 182 + 26 days after receipt is 21 December.
  [
    'a pause that is over',
    '2023-05-27',
    [pause('2023-08-01', '2023-08-27')],
    '2023-11-14',
    171,
    26,
    '2023-12-21',
  ],
  ['no pause', '2023-05-27', [], '2023-11-14', 171, 0, '2023-11-25'],
  ['the day of receipt', '2023-05-27', [], '2023-05-27', 0, 0, '2023-11-25'],
  ['a pause that goes on', '2023-05-27', [pause('2023-06-06', null)], '2023-06-16', 20, 10, '2023-12-05'],
  ['a pause that begins today', '2023-05-27', [pause('2023-06-16', null)], '2023-06-16', 20, 0, '2023-11-25'],
  [
    'a pause over on the day it began',
    '2023-05-27',
    [pause('2023-06-06', '2023-06-06')],
    '2023-06-16',
    20,
    0,
    '2023-11-25',
  ],
  [
    'a pause that ended only later',
    '2023-05-27',
    [pause('2023-06-06', '2023-07-01')],
    '2023-06-16',
    20,
    10,
    '2023-12-05',
  ],
  [
    'two pauses',
    '2024-02-01',
    [pause('2024-02-10', '2024-02-20'), pause('2024-03-01', '2024-03-06')],
    '2024-04-01',
    60,
    15,
    '2024-08-16',
  ],
] as const)('the clock of a case with %s', (_, receivedOn, pauses, today, days, pausedDays, targetOn) => {
  expect(clockAt(scheme, receivedOn, pauses, today)).toEqual({ days, pausedDays, targetDays: 182, targetOn })
})

test('how long a case may take is a fact of the scheme', () => {
  expect(clockAt(homesOmbudsman, '2024-01-01', [], '2024-01-11')).toEqual({
    days: 10,
    pausedDays: 0,
    targetDays: 84,
    targetOn: '2024-03-25',
  })
})

test('days are counted by the calendar, also where clocks change and years leap', () => {
  expect(daysAfter('2024-02-28', 2)).toBe('2024-03-01')
  expect(daysBetween('2024-03-30', '2024-04-01')).toBe(2)
  expect(daysBetween('2024-10-26', '2024-10-28')).toBe(2)
  expect(daysBetween('2024-04-01', '2024-03-30')).toBe(-2)
})

test.each([
  ['2024-05-06', 'a bank holiday (Early May bank holiday)'],
  ['2024-05-04', 'a Saturday'],
  ['2024-05-05', 'a Sunday'],
  ['2024-05-07', undefined],
])('%s is said to be %s', (day, said) => {
  expect(closedDay(day, new Map([['2024-05-06', 'Early May bank holiday']]))).toBe(said)
})

test.each([
  [0, 0, undefined],
  [1, 1, '100%'],
  // 1 of 8 is 12.5%.
  [1, 8, '13%'],
  [2, 3, '67%'],
  [0, 5, '0%'],
])('%i of %i decided in time is printed %s', (inTime, decided, printed) => {
  expect(percentInTime({ inTime, decided })).toBe(printed)
})
