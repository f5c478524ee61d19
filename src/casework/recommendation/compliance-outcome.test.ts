import { describe, expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { complianceOutcome, suggestedSettlement } from './compliance-outcome.ts'

const [good, late, not] = ['satisfied', 'satisfied-late', 'not-satisfied'] as const

describe('what becomes of a case', () => {
  test.each([
    [[good], good],
    [[late], late],
    [[not], not],
    [[good, good, good], good],
    [[good, late, good], late],
    [[late, late], late],
    [[good, not], not],
    [[not, late], not],
    [[late, good, not], not],
    // One is not settled yet.
    [[good, null], null],
    [[not, null], null],
    // Nothing was agreed.
    [[], null],
  ] as const)('whose actions ended %j is %s', (settlements, outcome) => {
    expect(complianceOutcome(scheme, settlements)).toBe(outcome)
  })
})

describe('whether an action was on time', () => {
  test.each([
    ['2024-07-08', '2024-07-08', good],
    ['2024-07-08', '2024-07-01', good],
    ['2024-07-08', '2024-07-09', late],
    ['2024-07-08', null, null],
  ])('due on %s and said to be complete on %s: %s', (dueOn, sentOn, suggested) => {
    expect(suggestedSettlement(scheme, dueOn, sentOn)).toBe(suggested)
  })
})
