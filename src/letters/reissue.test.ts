import { describe, expect, test } from 'vitest'
import {
  council,
  council2019,
  countyWithFailures,
  emptyCouncil,
  exampleFigures,
} from '../../fixtures/letters/example-facts.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { composeLetter } from './compose-letter.ts'
import { loadEdition } from './editions.ts'
import type { Letter } from './letter.ts'
import type { LetterFacts } from './letter-facts.ts'
import { letterHash } from './letter-hash.ts'
import { letterDocument } from './letter-html.tsx'
import { startPrinter } from './letter-pdf.ts'
import { letterText } from './letter-text.ts'
import { readLetterPdf } from './reading/letter-file.ts'
import { readLetterText } from './reading/letter-reader.ts'
import { reissuedLetter, saysTheSame } from './reissue.ts'

const printer = startPrinter()

// A reason that a careless reader of the letter would take figures and dates from.
const trickyReason =
  "The figures published on 24 July 2026 counted one case twice: 7 courses, 12 delegates from 9 councils. The council's own records show it"
const longReason = 'On review we found fault in how the council dealt with it. '.repeat(8).trim()

function letterOf(facts: LetterFacts): Letter {
  const edition = loadEdition(facts.cycle.edition)
  const composed = edition && composeLetter(facts, edition, ombudsmanForEngland)
  if (!composed?.ok) throw new Error('the example has no letter')
  return composed.letter
}

function reissued(facts: LetterFacts, reason: string): Letter {
  const letter = letterOf(facts)
  return reissuedLetter(letter, letter, { on: '2024-09-02', reason })
}

describe('a reissued letter', () => {
  const letter = reissued(council, 'One case was recorded as upheld by mistake.')

  test('says when, in place of which letter and why, on the page and in the text', () => {
    const mark =
      'Reissued on 2 September 2024: this letter replaces the one of 17 July 2024. One case was recorded as upheld by mistake. Everything below is as corrected.'
    expect(letterText(letter).replace(/\s+/g, ' ')).toContain(mark)
    expect(letterDocument(letter).replaceAll(/<\/?strong>/g, '')).toContain(mark)
  })

  test('that is reissued once more replaces the one reissued before', () => {
    const again = reissuedLetter(letterOf(council), letter, { on: '2024-10-01', reason: 'Another.' })
    expect(again.reissue?.text).toContain('this letter replaces the one reissued on 2 September 2024.')
  })

  test('ends the reason as a sentence, in one line, with curly apostrophes', () => {
    const mark = reissued(council, "It was the council's\n\nown mistake").reissue
    expect(mark?.text).toContain('It was the council’s own mistake. Everything below')
  })

  test.each([
    ['a council', council],
    ['a county that failed to comply', countyWithFailures],
    ['a council with nothing to report', emptyCouncil],
    ['a council of 2019-20', council2019],
  ])('to %s is read back as it was written, from its PDF and its text', async (_name, facts) => {
    for (const reason of [trickyReason, longReason]) {
      const made = reissued(facts, reason)
      // Printing compares the finished PDF with the record, the day of reissue included.
      const printed = await printer.print(made)
      if (!printed.ok) throw new Error(JSON.stringify(printed.problems))
      const bodies = [{ name: made.authority, kind: '' }]
      for (const result of [
        await readLetterPdf(printed.pdf, bodies),
        readLetterText(letterText(made), bodies),
      ]) {
        expect(result).toMatchObject({ ok: true, reissuedOn: '2024-09-02' })
        const plain = readLetterText(letterText(letterOf(facts)), bodies)
        if (!result.ok || !plain.ok) throw new Error('not read')
        expect({ ...result.reading, file: '' }).toEqual({ ...plain.reading, file: '' })
        expect(plain.reissuedOn).toBeNull()
      }
    }
  })

  test('that does not say in print when it was reissued is held', async () => {
    const { reissue, ...rest } = letter
    if (!reissue) throw new Error('not reissued')
    const broken = { ...rest, reissue: { ...reissue, heading: 'Reissued:' } }
    expect(await printer.print(broken)).toMatchObject({
      ok: false,
      problems: [{ block: 'finished PDF', reason: expect.stringContaining('day of reissue') }],
    })
  })
})

describe('whether two letters say the same', () => {
  const letter = letterOf(council)
  const withUpheld = (upheld: readonly [number, number]) =>
    letterOf({
      ...council,
      figures: exampleFigures(
        council.cycle.year,
        { upheld, compliance: [1, 1], remedy: [0, upheld[0]], residents: 98_700 },
        'district',
      ),
    })

  test('another figure says something else', () => {
    expect(saysTheSame(withUpheld([3, 6]), withUpheld([4, 6]))).toBe(false)
    expect(saysTheSame(withUpheld([3, 6]), withUpheld([3, 6]))).toBe(true)
  })

  test('a ring that moves by less than is printed says nothing else, and neither does the mark', () => {
    const [first, ...others] = letter.statistics.boxes
    if (first?.display.state !== 'figure') throw new Error('the example has no figure')
    const display = { ...first.display, ring: { ...first.display.ring, average: 0.631 } }
    const moved = {
      ...letter,
      statistics: { ...letter.statistics, boxes: [{ ...first, display }, ...others] },
    }
    expect(saysTheSame(letter, moved)).toBe(true)
    const marked = reissuedLetter(letter, letter, { on: '2024-09-02', reason: 'Because.' })
    expect(saysTheSame(letter, marked)).toBe(true)
    // What somebody passed is the letter with its mark.
    expect(letterHash(letter).equals(letterHash(marked))).toBe(false)
  })
})
