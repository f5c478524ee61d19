import { expect, test } from 'vitest'
import { homesOmbudsman } from '../../fixtures/homes-ombudsman.ts'
import { ombudsmanForEngland } from './ombudsman-for-england.ts'
import { dayOf, printMoment, printYear, yearInWords } from './printed-dates.ts'
import { reportingYear } from './reporting-year.ts'

test('a year from April is printed with both its calendar years, a calendar year with its own', () => {
  expect(printYear(ombudsmanForEngland, reportingYear(2023))).toBe('2023-24')
  expect(printYear(homesOmbudsman, reportingYear(2023))).toBe('2023')
})

test('a year is printed with its first day and its last', () => {
  expect(yearInWords(ombudsmanForEngland, reportingYear(2023))).toEqual({
    year: '2023-24',
    period: '1 April 2023 to 31 March 2024',
    lastDay: '31 March 2024',
  })
  expect(yearInWords(homesOmbudsman, reportingYear(2023)).period).toBe('1 January 2023 to 31 December 2023')
})

test('moments are told by the clocks of the scheme’s country, in summer as in winter', () => {
  // England is an hour ahead of Greenwich in July, Athens three.
  expect(printMoment(ombudsmanForEngland, new Date('2024-07-23T23:01:00Z'))).toBe('24 July 2024, 12:01am')
  expect(printMoment(homesOmbudsman, new Date('2024-07-24T08:30:00Z'))).toBe('24 July 2024, 11:30am')
  expect(dayOf(ombudsmanForEngland, new Date('2024-07-23T23:01:00Z'))).toBe('2024-07-24')
  expect(dayOf(ombudsmanForEngland, new Date('2024-01-23T23:01:00Z'))).toBe('2024-01-23')
  expect(dayOf(homesOmbudsman, new Date('2024-01-23T23:01:00Z'))).toBe('2024-01-24')
})
