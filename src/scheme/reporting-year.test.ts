import { describe, expect, it } from 'vitest'
import { ombudsmanForEngland as england } from './ombudsman-for-england.ts'
import {
  firstDay,
  formatReportingYear,
  lastDay,
  parseReportingYear,
  reportingYear,
  reportingYearOf,
} from './reporting-year.ts'

describe('a reporting year', () => {
  it('is written 2023-24 and read back', () => {
    expect(parseReportingYear('2023-24')).toBe(2023)
    expect(parseReportingYear('1999-00')).toBe(1999)
    expect(formatReportingYear(reportingYear(2023))).toBe('2023-24')
    expect(formatReportingYear(reportingYear(1999))).toBe('1999-00')
  })

  it.each(['2023-25', '2023', '23-24', '2023-2024', '2023/24', ''])('is not what %j says', (text) => {
    expect(parseReportingYear(text)).toBeUndefined()
  })

  it('runs from 1 April to 31 March', () => {
    expect(firstDay(england, reportingYear(2023))).toBe('2023-04-01')
    expect(lastDay(england, reportingYear(2023))).toBe('2024-03-31')
  })

  it.each([
    ['2024-03-31', 2023],
    ['2024-04-01', 2024],
    ['2024-02-29', 2023],
    ['2023-12-31', 2023],
    ['2024-01-01', 2023],
  ])('takes %s into the year that began in %i', (date, year) => {
    expect(reportingYearOf(england, date)).toBe(year)
  })

  it('ends on 31 December where a scheme counts by calendar years', () => {
    const scheme = { ...england, reportingYear: { firstMonth: 1, firstDay: 1 } }
    expect(lastDay(scheme, reportingYear(2023))).toBe('2023-12-31')
    expect(reportingYearOf(scheme, '2023-12-31')).toBe(2023)
  })
})
