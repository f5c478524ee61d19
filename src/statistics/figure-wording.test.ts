import { describe, expect, test } from 'vitest'
import { homesOmbudsman } from '../../fixtures/homes-ombudsman.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import type { Figure } from './figure.ts'
import { failureToComply, printBase, printFigure, quotedSentence } from './figure-wording.ts'

const council = { authorityName: 'Oakley District Council', year: reportingYear(2023) }

describe('where rounding would hide a failure or a single success', () => {
  test('one failure among 2,500 prints as counts, not as 100%', () => {
    expect(printFigure(measure('compliance'), share(2499, 2500))).toBe('all but 1 of 2,500')
    expect(printFigure(measure('compliance'), share(199, 200))).toBe('all but 1 of 200') // 99.5 would go up
    expect(printFigure(measure('compliance'), share(198, 200))).toBe('99%')
    expect(printFigure(measure('compliance'), share(2500, 2500))).toBe('100%')
  })

  test('one success among 300 prints as counts, not as 0%', () => {
    expect(printFigure(measure('satisfactory-remedy'), share(1, 300))).toBe('1 of 300')
    expect(printFigure(measure('satisfactory-remedy'), share(1, 200))).toBe('1%') // 0.5 goes up
    expect(printFigure(measure('satisfactory-remedy'), share(0, 300))).toBe('0%')
  })
})

test('a rate that would print as 0 over an upheld complaint is said to be less than 0.1', () => {
  const rate = measure('upheld-per-100000')
  expect(printFigure(rate, share(1, 2_000_001))).toBe('less than 0.1') // 0.0499…
  expect(printFigure(rate, share(1, 2_000_000))).toBe('0.1') // 0.05 goes up
  expect(printFigure(rate, share(0, 2_000_001))).toBe('0')
  expect(quotedSentence(ombudsmanForEngland, rate, council, share(1, 2_500_000))).toBe(
    'In 2023-24 the Ombudsman upheld 1 complaint about Oakley District Council, which is less than 0.1 per 100,000 residents (2,500,000 residents).',
  )
})

test('a failure to comply is said first, in counts, however few', () => {
  const compliance = measure('compliance')
  expect(failureToComply(ombudsmanForEngland, compliance, share(132, 133))).toBe(
    'In 1 case, agreed actions were not carried out.',
  )
  expect(failureToComply(ombudsmanForEngland, compliance, share(0, 1200))).toBe(
    'In 1,200 cases, agreed actions were not carried out.',
  )
  expect(failureToComply(ombudsmanForEngland, compliance, share(133, 133))).toBeUndefined()
  expect(failureToComply(ombudsmanForEngland, compliance, { state: 'nothing-to-report' })).toBeUndefined()
  expect(failureToComply(ombudsmanForEngland, measure('complaints-upheld'), share(1, 2))).toBeUndefined()
})

test('nothing to report says which thing there was none of', () => {
  expect(measure('complaints-upheld').wording.nothing.sentence).toBe(
    'No investigations of complaints were completed.',
  )
  expect(measure('compliance').wording.nothing.sentence).toBe('No outcomes of agreed actions were recorded.')
  expect(measure('satisfactory-remedy').wording.nothing.sentence).toBe('Nothing was upheld.')
})

test('a base stands in words', () => {
  expect(printBase(measure('complaints-upheld'), share(1, 2))).toBe('1 of 2')
  expect(printBase(measure('upheld-per-100000'), share(1, 119_000))).toBe('1 among 119,000 residents')
  expect(printBase(measure('received'), count(1234))).toBe('1,234')
})

describe('the sentence to quote', () => {
  const expected: [string, Figure, string][] = [
    [
      'complaints-upheld',
      share(1, 2),
      'In 2023-24 the Ombudsman investigated 2 complaints about Oakley District Council and upheld 1 (50%).',
    ],
    [
      'complaints-upheld',
      share(0, 1),
      'In 2023-24 the Ombudsman investigated 1 complaint about Oakley District Council and upheld none (0%).',
    ],
    [
      'complaints-upheld',
      share(1, 1),
      'In 2023-24 the Ombudsman investigated 1 complaint about Oakley District Council and upheld 1 (100%).',
    ],
    [
      'complaints-upheld',
      share(2, 2),
      'In 2023-24 the Ombudsman investigated 2 complaints about Oakley District Council and upheld both (100%).',
    ],
    [
      'complaints-upheld',
      share(5, 5),
      'In 2023-24 the Ombudsman investigated 5 complaints about Oakley District Council and upheld all (100%).',
    ],
    [
      'complaints-upheld',
      share(2499, 2500),
      'In 2023-24 the Ombudsman investigated 2,500 complaints about Oakley District Council and upheld 2,499 (all but 1).',
    ],
    [
      'complaints-upheld',
      share(1, 300),
      'In 2023-24 the Ombudsman investigated 300 complaints about Oakley District Council and upheld 1.',
    ],
    [
      'complaints-upheld',
      { state: 'nothing-to-report' },
      'In 2023-24 the Ombudsman completed no investigations of complaints about Oakley District Council.',
    ],
    [
      'complaints-upheld',
      { state: 'not-calculated' },
      'It is not known here how many complaints about Oakley District Council the Ombudsman investigated and upheld in 2023-24.',
    ],
    [
      'upheld-per-100000',
      share(1, 119_000),
      'In 2023-24 the Ombudsman upheld 1 complaint about Oakley District Council, which is 0.8 per 100,000 residents (119,000 residents).',
    ],
    [
      'upheld-per-100000',
      share(0, 119_000),
      'In 2023-24 the Ombudsman upheld no complaints about Oakley District Council, which is 0 per 100,000 residents (119,000 residents).',
    ],
    [
      'upheld-per-100000',
      { state: 'not-calculated' },
      'No rate per 100,000 residents was calculated for Oakley District Council in 2023-24.',
    ],
    [
      'compliance',
      share(1, 1),
      'In 2023-24 agreed actions were carried out in the 1 case about Oakley District Council whose outcome the Ombudsman recorded (100%).',
    ],
    [
      'compliance',
      share(133, 133),
      'In 2023-24 agreed actions were carried out in all 133 cases about Oakley District Council whose outcome the Ombudsman recorded (100%).',
    ],
    [
      'compliance',
      share(132, 133),
      'In 2023-24 agreed actions were not carried out in 1 of the 133 cases about Oakley District Council whose outcome the Ombudsman recorded; they were carried out in 132 (99%).',
    ],
    [
      'compliance',
      share(0, 1),
      'In 2023-24 agreed actions were not carried out in the 1 case about Oakley District Council whose outcome the Ombudsman recorded (0%).',
    ],
    [
      'compliance',
      share(0, 2),
      'In 2023-24 agreed actions were not carried out in either case about Oakley District Council whose outcome the Ombudsman recorded (0%).',
    ],
    [
      'compliance',
      share(2, 2),
      'In 2023-24 agreed actions were carried out in both cases about Oakley District Council whose outcome the Ombudsman recorded (100%).',
    ],
    [
      'compliance',
      share(0, 3),
      'In 2023-24 agreed actions were not carried out in any of the 3 cases about Oakley District Council whose outcome the Ombudsman recorded (0%).',
    ],
    [
      'compliance',
      { state: 'nothing-to-report' },
      'In 2023-24 the Ombudsman recorded no outcomes of agreed actions for Oakley District Council.',
    ],
    [
      'late-compliance',
      share(2, 10),
      'In 2023-24 the Ombudsman recorded agreed actions as carried out in 10 cases about Oakley District Council, after the agreed date in 2 (20%).',
    ],
    [
      'late-compliance',
      share(2, 2),
      'In 2023-24 the Ombudsman recorded agreed actions as carried out in 2 cases about Oakley District Council, after the agreed date in both (100%).',
    ],
    [
      'late-compliance',
      share(0, 1),
      'In 2023-24 the Ombudsman recorded agreed actions as carried out in 1 case about Oakley District Council, after the agreed date in none (0%).',
    ],
    [
      'late-compliance',
      { state: 'nothing-to-report' },
      'In 2023-24 the Ombudsman recorded no agreed actions as carried out in cases about Oakley District Council.',
    ],
    [
      'unsettled',
      count(1),
      'On 31 March 2024 agreed actions were due, and their outcome not yet recorded, in 1 case about Oakley District Council.',
    ],
    [
      'unsettled',
      count(0),
      'On 31 March 2024 agreed actions were due, and their outcome not yet recorded, in no cases about Oakley District Council.',
    ],
    [
      'satisfactory-remedy',
      share(0, 1),
      'In 2023-24 the Ombudsman upheld 1 complaint about Oakley District Council, which had not been put right before the Ombudsman was involved (0%).',
    ],
    [
      'satisfactory-remedy',
      share(1, 1),
      'In 2023-24 the Ombudsman upheld 1 complaint about Oakley District Council, which had already been put right before the Ombudsman was involved (100%).',
    ],
    [
      'satisfactory-remedy',
      share(1, 5),
      'In 2023-24 the Ombudsman upheld 5 complaints about Oakley District Council, of which 1 had been put right before the Ombudsman was involved (20%).',
    ],
    [
      'satisfactory-remedy',
      share(3, 3),
      'In 2023-24 the Ombudsman upheld 3 complaints about Oakley District Council, of which all had been put right before the Ombudsman was involved (100%).',
    ],
    [
      'satisfactory-remedy',
      { state: 'nothing-to-report' },
      'In 2023-24 the Ombudsman upheld no complaints about Oakley District Council.',
    ],
    ['received', count(15), 'In 2023-24 the Ombudsman received 15 complaints about Oakley District Council.'],
    ['received', count(1), 'In 2023-24 the Ombudsman received 1 complaint about Oakley District Council.'],
    ['decided', count(0), 'In 2023-24 the Ombudsman decided no complaints about Oakley District Council.'],
  ]

  test.each(expected)('%s %j', (code, figure, sentence) => {
    expect(quotedSentence(ombudsmanForEngland, measure(code), council, figure)).toBe(sentence)
  })

  test('Bassetlaw 2023-24', () => {
    const bassetlaw = { authorityName: 'Bassetlaw District Council', year: reportingYear(2023) }
    expect(quotedSentence(ombudsmanForEngland, measure('complaints-upheld'), bassetlaw, share(1, 2))).toBe(
      'In 2023-24 the Ombudsman investigated 2 complaints about Bassetlaw District Council and upheld 1 (50%).',
    )
  })

  test('there is one for every measure in every state', () => {
    for (const one of ombudsmanForEngland.measures) {
      const number = one.denominator.kind === 'none' ? count(3) : share(3, 7)
      for (const figure of [number, { state: 'nothing-to-report' }, { state: 'not-calculated' }] as const) {
        const sentence = quotedSentence(ombudsmanForEngland, one, council, figure)
        expect(sentence).toContain('Oakley District Council')
        expect(sentence).toMatch(/^[A-Z].*(2023-24|31 March 2024).*\.$/)
        expect(sentence).not.toMatch(/undefined|NaN/)
      }
    }
  })

  test('another scheme says it in its own words, about its own years', () => {
    const [found, rate] = homesOmbudsman.measures
    const landlord = { authorityName: 'Birch Homes', year: reportingYear(2023) }
    expect(found && quotedSentence(homesOmbudsman, found, landlord, share(1, 2))).toBe(
      'In 2023 we looked into 2 complaints about Birch Homes and found failures in 1 (50%).',
    )
    // 7 × 1,000 ÷ 2,000 is 3.5.
    expect(rate && quotedSentence(homesOmbudsman, rate, landlord, share(7, 2000))).toBe(
      'In 2023 Birch Homes had 3.5 failures per 1,000 homes (7 among 2,000).',
    )
  })
})

function share(numerator: number, denominator: number): Figure {
  return { state: 'calculated', numerator, denominator }
}

function count(numerator: number): Figure {
  return { state: 'calculated', numerator }
}

function measure(code: string) {
  const found = ombudsmanForEngland.measures.find((candidate) => candidate.code === code)
  if (!found) throw new Error(`no measure ${code}`)
  return found
}
