import { describe, expect, test } from 'vitest'
import { readRegister } from '../../authorities/register-files.ts'
import { workingCalendar } from '../../handling-code/clock/working-calendar.ts'
import type { OwnComplaint } from '../../handling-code/own-complaints/own-complaint.ts'
import { performanceTotals } from '../../handling-code/own-complaints/performance-totals.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { composePerformanceReport } from './performance-report.ts'

const { bankHolidays } = readRegister()
const year = reportingYear(2025)

/** Received in June and answered within a week, unless something else is said. */
function complaint(answeredOn: string, receivedOn = '2025-06-02'): OwnComplaint {
  return {
    reference: `C ${receivedOn} ${answeredOn}`,
    definition: 'About something',
    category: 'Waste',
    service: null,
    statutoryProcess: null,
    refusal: null,
    remedies: [],
    learning: null,
    stages: [
      {
        receivedOn,
        receivedTime: null,
        acknowledgedOn: receivedOn,
        answeredOn,
        outcome: 'upheld',
        extension: null,
      },
    ],
  }
}

/** What a report says of these complaints, in one line, with the bank holidays up to a day. */
function reportOf(complaints: readonly OwnComplaint[], today = '2026-08-03', holidaysUntil = '2028'): string {
  const calendar = workingCalendar(
    scheme,
    bankHolidays.filter(({ date }) => date < holidaysUntil),
  )
  const { sections } = composePerformanceReport({
    scheme,
    authority: { officialName: 'Larchwick District Council', slug: 'larchwick' },
    year,
    totals: performanceTotals(scheme, calendar, complaints, year, today),
    words: undefined,
    figures: undefined,
    assessment: undefined,
    address: 'https://example.org/report',
    methodAddress: 'https://example.org/method',
    day: today,
    isDemonstration: false,
  })
  return sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'text' ? block.text : []))
    .join(' ')
}

const [inTime, late] = [complaint('2025-06-09'), complaint('2025-09-01')]

describe('a yearly report', () => {
  test('shares what could be counted alone, and says how many could not', () => {
    // Received in December and answered in January, of which no bank holidays are on record here.
    const uncounted = Array.from({ length: 10 }, () => complaint('2026-01-20', '2025-12-15'))
    const report = reportOf(
      [...Array.from({ length: 9 }, () => inTime), late, ...uncounted],
      undefined,
      '2026',
    )
    expect(report).toContain('At the first stage 20 complaints were answered; 90% were in time')
    expect(report).toContain('10 could not be counted: bank holidays are not on record')
  })

  test('of answers none of which could be counted says no share', () => {
    const report = reportOf([complaint('2026-01-20', '2025-12-15')], undefined, '2026')
    expect(report).toContain('At the first stage 1 complaint was answered. ')
    expect(report).not.toMatch(/in time or within|%/)
  })

  test('of a year without answers says so, and nothing of none', () => {
    const report = reportOf([])
    expect(report).toContain('None was answered at the first stage.')
    expect(report).toContain('No complaint that the Code is about was received.')
    expect(report).not.toMatch(/of 0|%/)
  })

  test('of a year that is not over says up to which day it counts', () => {
    expect(reportOf([inTime], '2026-03-31')).toContain(
      'The year is not over: this counts what happened up to 31 March 2026.',
    )
    expect(reportOf([inTime], '2026-04-01')).not.toContain('not over')
  })

  test('of few answers counts them, and hides no single late one behind 100%', () => {
    expect(reportOf([inTime, late])).toContain('1 of 2 were in time')
    const many = Array.from({ length: 299 }, () => inTime)
    expect(reportOf([...many, late])).toContain('299 of 300 were in time')
  })
})
