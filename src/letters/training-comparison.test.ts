import { describe, expect, test } from 'vitest'
import { training2019 } from '../../fixtures/letters/example-facts.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { courseChange, isCareProviderRecord } from './training-comparison.ts'

const inYear = (year: number, courseCount: number, careProviderCourseCount: number | null) => ({
  ...training2019,
  year: reportingYear(year),
  courseCount,
  careProviderCourseCount,
})

describe('the change in courses', () => {
  test('is against the year before, not another one', () => {
    const thisYear = inYear(2019, 118, 34)
    expect(courseChange({ thisYear, earlierYears: [inYear(2018, 71, 20)] })).toBe(47)
    expect(courseChange({ thisYear, earlierYears: [inYear(2017, 71, 20)] })).toBeNull()
  })
})

describe('"more than ever before" is only said when the record proves it', () => {
  const thisYear = inYear(2019, 118, 34)

  test('every earlier year had fewer', () => {
    expect(
      isCareProviderRecord({ thisYear, earlierYears: [inYear(2017, 90, 33), inYear(2018, 71, 20)] }),
    ).toBe(true)
  })

  test.each([
    ['as many in one year', [inYear(2017, 90, 34), inYear(2018, 71, 20)]],
    ['a year whose number is not known', [inYear(2017, 90, null), inYear(2018, 71, 20)]],
    ['no earlier year on record', []],
  ])('not with %s', (_, earlierYears) => {
    expect(isCareProviderRecord({ thisYear, earlierYears })).toBe(false)
  })
})
