import { describe, expect, test } from 'vitest'
import { summaryProblem } from './public-summary.ts'

describe('the public summary of a service improvement', () => {
  test.each([
    'Change the planning enforcement guidance so that people who report a breach are told the outcome',
    'Train the council tax team in writing decisions that give reasons',
    'Review its procedure for reviews under section 21 and the Care Act, and tell staff',
    'Put in place a check that decision letters have gone out before interim accommodation ends',
    'Remind staff that a duty may arise at the age of 18',
    'Write a plan that makes sure calls are answered in order',
  ])('may say: %s', (summary) => {
    expect(summaryProblem(summary)).toBeUndefined()
  })

  test.each([
    ['Train staff within three months', 'a period: “within three months”'],
    ['Train staff in the next 6 weeks', 'a period: “in the next 6 weeks”'],
    ['Report after 20 working days', 'a period: “after 20 working days”'],
    ['Publish the policy next month', 'a period: “next month”'],
    ['Publish the policy by 31 March', 'a date: “31 March”'],
    ['Publish the policy by the end of April', 'a date: “by the end of April”'],
    ['Publish the policy by 31/03/2025', 'a date: “31/03/2025”'],
    ['Publish the 2025 policy', 'a year: “2025”'],
    ['Write to Mrs Smith about charges', 'a person: “Mrs Smith”'],
    ['Write to jo@example.org about charges', 'an e-mail address: “jo@example.org”'],
    ['Ring 020 7946 0000 about charges', 'a telephone number: “020 7946 0000”'],
    ['Repair the road at NG10 1AA', 'a postcode: “NG10 1AA”'],
  ])('may not say: %s', (summary, what) => {
    expect(summaryProblem(summary)).toContain(what)
  })

  test('is not longer than its column of the public list', () => {
    expect(summaryProblem('a'.repeat(300))).toBeUndefined()
    expect(summaryProblem('a'.repeat(301))).toContain('Shorten it to 300')
  })
})
