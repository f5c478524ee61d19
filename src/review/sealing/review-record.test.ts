import { expect, test } from 'vitest'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { parseFingerprint, printFingerprint } from './fingerprint.ts'
import { type AuthorityRecord, hashOfCases, hashRecord, type ReviewRecord } from './review-record.ts'

const salt = Buffer.alloc(32, 7)

const larchwick: AuthorityRecord = {
  slug: 'larchwick',
  residents: 341_000,
  membership: { isCouncil: true, getsLetter: true, isOnMap: true, comparisonGroup: 'district' },
  figures: [
    figure('complaints-upheld', 18, 24),
    figure('compliance', 17, 18),
    { ...figure('satisfactory-remedy', 0, 0), state: 'nothing-to-report', numerator: null },
  ],
  countedSets: [
    { set: 'decided:upheld', count: 18 },
    { set: 'decided:not-upheld', count: 6 },
  ],
  casesHash: 'ab'.repeat(32),
  letter: { revision: 1, contentHash: 'cd'.repeat(32), pdfHash: 'ef'.repeat(32) },
}

const record: ReviewRecord = {
  common: {
    year: reportingYear(2023),
    revision: 1,
    reason: null,
    cycle: {
      edition: '2023-24',
      letterDate: '2024-07-17',
      population: { year: 2022, release: 'first' },
      settings: {
        letterhead: ['The Ombudsman'],
        contacts: { addressLines: ['PO Box 1'], telephone: '1', email: 'a@b.example', website: 'b.example' },
        signatory: { name: 'The Ombudsman', lines: ['Ombudsman'] },
        addresses: {
          map: 'https://b.example/1',
          method: 'https://b.example/2',
          handlingCode: 'https://b.example/3',
          training: 'https://b.example/4',
          survey: 'https://b.example/5',
        },
      },
    },
    averages: [
      {
        comparisonGroup: 'district',
        measure: 'complaints-upheld',
        numerator: 63,
        denominator: 100,
        memberCount: 2,
        groupMemberCount: 2,
        meanOfRates: 0.1 + 0.2,
      },
    ],
    nationalCounts: [
      { comparisonGroup: null, counted: 'decided:upheld', category: null, count: 63 },
      { comparisonGroup: 'district', counted: 'decided:upheld', category: 'housing', count: 3 },
    ],
    wordingHash: '12'.repeat(32),
  },
  authorities: [larchwick, { ...larchwick, slug: 'ashmere', letter: null }],
}

test('the order in which a record was read does not change its fingerprint', () => {
  const { common, authorities } = record
  const turned: ReviewRecord = {
    common: {
      ...common,
      nationalCounts: common.nationalCounts.toReversed(),
      cycle: { ...common.cycle, settings: turnedKeys(common.cycle.settings) },
    },
    authorities: authorities.toReversed().map((authority) => ({
      ...authority,
      figures: authority.figures.toReversed(),
      countedSets: authority.countedSets.toReversed(),
    })),
  }
  expect(hashRecord(turned).fingerprint).toEqual(hashRecord(record).fingerprint)
})

test.each<[string, (record: ReviewRecord) => ReviewRecord]>([
  ['a numerator', (one) => ofLarchwick(one, { figures: [figure('complaints-upheld', 17, 24)] })],
  [
    'a state',
    (one) =>
      ofLarchwick(one, { figures: larchwick.figures.map((row) => ({ ...row, state: 'not-calculated' })) }),
  ],
  ['a count', (one) => ofLarchwick(one, { countedSets: [{ set: 'decided:upheld', count: 18 }] })],
  ['the residents', (one) => ofLarchwick(one, { residents: null })],
  ['the cases', (one) => ofLarchwick(one, { casesHash: '00'.repeat(32) })],
  ['the letter', (one) => ofLarchwick(one, { letter: null })],
  ['the PDF', (one) => ofLarchwick(one, { letter: { ...letterOf(), pdfHash: null } })],
  ['the place in the cycle', (one) => ofLarchwick(one, { membership: null })],
  ['who is in it', (one) => ({ ...one, authorities: one.authorities.slice(1) })],
  ['the revision', (one) => ({ ...one, common: { ...one.common, revision: 2 } })],
  ['the reason', (one) => ({ ...one, common: { ...one.common, reason: 'One was counted twice.' } })],
  ['the wording', (one) => ({ ...one, common: { ...one.common, wordingHash: null } })],
  [
    'the last digit of a mean',
    (one) => ({
      ...one,
      common: { ...one.common, averages: one.common.averages.map((row) => ({ ...row, meanOfRates: 0.3 })) },
    }),
  ],
])('%s stands in the fingerprint', (_, change) => {
  expect(hashRecord(change(record)).fingerprint).not.toEqual(hashRecord(record).fingerprint)
})

test('the hash of the cases says nothing without the salt, and does not depend on their order', () => {
  const sets = [
    { set: 'decided:upheld', cases: [3, 20, 100] },
    { set: 'unsettled', cases: null },
  ]
  const hash = hashOfCases(salt, 'larchwick', sets)
  expect(hashOfCases(salt, 'larchwick', [{ set: 'decided:upheld', cases: [100, 3, 20] }])).toBe(hash)
  expect(hashOfCases(Buffer.alloc(32), 'larchwick', sets)).not.toBe(hash)
  expect(hashOfCases(salt, 'ashmere', sets)).not.toBe(hash)
  expect(hashOfCases(salt, 'larchwick', [{ set: 'decided:not-upheld', cases: [3, 20, 100] }])).not.toBe(hash)
})

test('a fingerprint is printed in groups and read in whatever form it is copied', () => {
  const { fingerprint } = hashRecord(record)
  const printed = printFingerprint(fingerprint)
  expect(printed).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/)
  expect(parseFingerprint(`${printed.toUpperCase()}\n`)).toEqual(fingerprint)
  expect(parseFingerprint(printed.slice(1))).toBeUndefined()
  expect(parseFingerprint(printed.replace(/.$/, 'g'))).toBeUndefined()
})

function figure(measure: string, numerator: number, denominator: number) {
  return {
    ...{ measure, state: 'calculated', numerator, denominator, origin: 'cases', document: null },
    ...{ methodVersion: 1, comparisonGroup: 'district' },
  }
}

function letterOf() {
  if (larchwick.letter === null) throw new Error('Larchwick has a letter')
  return larchwick.letter
}

function ofLarchwick(one: ReviewRecord, changed: Partial<AuthorityRecord>): ReviewRecord {
  return {
    ...one,
    authorities: one.authorities.map((authority) =>
      authority.slug === 'larchwick' ? { ...authority, ...changed } : authority,
    ),
  }
}

function turnedKeys<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).toReversed()) as Value
}
