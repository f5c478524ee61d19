import { beforeAll, describe, expect, test } from 'vitest'
import { council, council2019, letterExamples } from '../../fixtures/letters/example-facts.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { composeLetter } from './compose-letter.ts'
import { loadEdition } from './editions.ts'
import type { Letter } from './letter.ts'
import { letterFonts } from './letter-characters.ts'
import { differencesFromRecord } from './letter-check.ts'
import type { LetterFacts } from './letter-facts.ts'
import { startTypesetter } from './letter-pdf.ts'
import { readLetterPdf } from './reading/letter-file.ts'
import type { LetterResult } from './reading/letter-reading.ts'

function letterOf(facts: LetterFacts): Letter {
  const edition = loadEdition(facts.cycle.edition)
  const composed = edition && composeLetter(facts, edition, ombudsmanForEngland)
  if (!composed?.ok) throw new Error('the example has no letter')
  return composed.letter
}

async function readBack(letter: Letter): Promise<LetterResult> {
  const printed = await startTypesetter(letterFonts())(letter)
  if (!printed.ok) throw new Error(JSON.stringify(printed.problems))
  return readLetterPdf(printed.pdf, [])
}

describe('a finished letter is compared with the record', () => {
  let letter: Letter
  let reading: LetterResult

  beforeAll(async () => {
    letter = letterOf(council)
    reading = await readBack(letter)
  })

  test('and is in order when they agree', () => {
    expect(differencesFromRecord(letter, reading)).toEqual([])
  })

  // Each stands for a fault between the record and the paper.
  test.each<[string, Partial<Letter['record']>]>([
    ['authority', { authority: 'Westmarch County Council' }],
    ['date', { letterDate: '2024-07-18' }],
    ['publication date', { publicationDate: null }],
    ['post of the addressee', { addressees: [{ name: null, post: 'Leader' }] }],
    ['signatory', { signatory: 'Somebody else' }],
    ['complaints upheld, percent', { upheld: { ...upheldRecord(), percent: 51 } }],
    ['complaints upheld, averagePercent', { upheld: { ...upheldRecord(), averagePercent: null } }],
    ['complaints upheld, count', { upheld: { ...upheldRecord(), count: 2 } }],
    ['complaints upheld, base', { upheld: { ...upheldRecord(), base: 3 } }],
    ['complaints upheld, per100000', { upheld: { ...upheldRecord(), per100000: 8 } }],
    ['complaints upheld, averagePer100000', { upheld: { ...upheldRecord(), averagePer100000: 12 } }],
    ['compliance', { compliance: 'nothing' }],
    ['cases complied', { satisfiedCount: 0 }],
    [
      'satisfactory remedy, percent',
      { satisfactoryRemedy: { percent: 21, averagePercent: 21, count: 0, base: 1 } },
    ],
    ['training courses', { training: { courses: 127, peopleMoreThan: 1_700 } }],
    ['people trained', { training: { courses: 126, peopleMoreThan: 1_600 } }],
  ])('and refused for another %s', (name, difference) => {
    const differences = differencesFromRecord(
      { ...letter, record: { ...letter.record, ...difference } },
      reading,
    )
    expect(differences).toHaveLength(1)
    expect(differences[0]?.startsWith(`${name}: the finished letter says`)).toBe(true)
  })

  test('and refused when it is no letter', () => {
    expect(differencesFromRecord(letter, { ok: false, file: '', reason: 'it holds no words' })).toEqual([
      'the finished letter cannot be read: it holds no words',
    ])
  })
})

test('a number changed on paper only is found', async () => {
  const letter = letterOf(council2019)
  const [upheld, ...others] = letter.statistics.boxes
  if (!upheld) throw new Error('no box')
  const changed = { ...upheld, average: 'Similar authorities: 54% on average.' }
  const reading = await readBack({
    ...letter,
    statistics: { ...letter.statistics, boxes: [changed, ...others] },
  })
  expect(differencesFromRecord(letter, reading)).toEqual([
    'complaints upheld, averagePercent: the finished letter says 54, the record 45',
  ])
})

test.each(Object.entries(letterExamples))('%s is read back in full', async (_, facts) => {
  const letter = letterOf(facts)
  const printed = await startTypesetter(letterFonts())(letter)
  if (!printed.ok) throw new Error(JSON.stringify(printed.problems))
  const bodies = [letter.authority, ...letter.addressees.map((lines) => lines.at(-1) ?? '')]
  const result = await readLetterPdf(
    printed.pdf,
    bodies.map((name) => ({ name, kind: '' })),
  )
  expect(differencesFromRecord(letter, result)).toEqual([])
})

function upheldRecord() {
  return { percent: 50, averagePercent: 63, count: 1, base: 2, per100000: 0.8, averagePer100000: 1.2 }
}
