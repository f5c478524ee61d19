import { createHash } from 'node:crypto'
import { getDocument, OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  closedAuthority,
  council,
  council2019,
  countyWithFailures,
  emptyCouncil,
  exampleFigures,
  letterExamples,
  named,
  veryLongName,
} from '../../fixtures/letters/example-facts.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { composeLetter } from './compose-letter.ts'
import { loadEdition } from './editions.ts'
import type { Letter } from './letter.ts'
import { letterFonts } from './letter-characters.ts'
import type { LetterFacts } from './letter-facts.ts'
import { type LetterPrinter, startPrinter, startTypesetter } from './letter-pdf.ts'
import { type LetterWorkers, startLetterWorkers } from './letter-pdf-workers.ts'

const printer: LetterPrinter = startPrinter()

function letterOf(facts: LetterFacts): Letter {
  const edition = loadEdition(facts.cycle.edition)
  const composed = edition && composeLetter(facts, edition, ombudsmanForEngland)
  if (!composed?.ok) throw new Error('the example has no letter')
  return composed.letter
}

async function pdfOf(facts: LetterFacts): Promise<Uint8Array> {
  const printed = await printer.print(letterOf(facts))
  if (!printed.ok) throw new Error(JSON.stringify(printed.problems))
  return printed.pdf
}

async function open(pdf: Uint8Array): Promise<PDFDocumentProxy> {
  return getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('the PDF of a letter', () => {
  let document: PDFDocumentProxy
  let bytes: Uint8Array

  beforeAll(async () => {
    bytes = await pdfOf(countyWithFailures)
    document = await open(bytes)
  })
  afterAll(() => document.destroy())

  test('has a title that says it is a demonstration, a language, tags and the PDF/UA mark', async () => {
    const { info, metadata } = await document.getMetadata()
    expect(info).toMatchObject({
      Title: 'DEMONSTRATION: Annual review letter 2023-24, Westmarch County Council',
      Language: 'en-GB',
    })
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true })
    expect(String(metadata?.getRaw())).toMatch(/<pdfuaid:part>1</)
    expect(String(await document.getViewerPreferences().then((set) => JSON.stringify(set)))).toMatch(
      /DisplayDocTitle/,
    )
  })

  test('has two pages of letter and one of statistics', () => {
    expect(document.numPages).toBe(3)
  })

  test('has bookmarks for its parts', async () => {
    const outline = await document.getOutline()
    const titles = (items: typeof outline): string[] =>
      items.flatMap((item) => [item.title, ...titles(item.items)])
    expect(titles(outline)).toEqual([
      'Annual review letter 2023-24',
      'Your figures',
      'Publication',
      'Handling complaints well',
      'Westmarch County Council',
      'Complaints upheld',
      'Compliance with recommendations',
      'Satisfactory remedy',
      'Reading the rings',
    ])
  })

  test('says in words what each ring shows', async () => {
    const page = await document.getPage(3)
    const alternatives = JSON.stringify(await page.getStructTree()).match(/"alt":"[^"]+"/g)
    expect(alternatives).toEqual([
      '"alt":"Ring filled to 90%, with a tick at 63%, the average of similar organisations."',
      '"alt":"Ring filled to 96%, with a tick at 99%, the average of similar organisations."',
      '"alt":"Ring filled to 10%, with a tick at 21%, the average of similar organisations."',
    ])
  })

  test('draws each ring’s share in the accent colour', async () => {
    const page = await document.getPage(3)
    const { fnArray, argsArray } = await page.getOperatorList()
    const strokes = argsArray.filter((_, index) => fnArray[index] === OPS.setStrokeRGBColor)
    expect(strokes.filter((colour) => String(colour) === '#0b5c63')).toHaveLength(3)
  })

  test('embeds Source Sans 3 and no other font', () => {
    const names = new Set(
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\/FontName\s*\/[\w+-]+/g),
    )
    expect(names.size).toBe(3)
    for (const name of names) expect(name).toMatch(/[A-Z]{6}\+SourceSans3-(Regular|SemiBold|Bold)$/)
  })

  test('says DEMONSTRATION on every page', async () => {
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      expect(items.map((item) => ('str' in item ? item.str : '')).join('')).toContain('DEMONSTRATION')
    }
  })
})

describe('the layout holds', () => {
  const failuresOf2019 = {
    figures: {
      ...council2019.figures,
      figures: exampleFigures(
        council2019.cycle.year,
        { upheld: [52, 58], compliance: [46, 48], remedy: [5, 52] },
        'district',
      ).figures,
    },
  }

  test.each(Object.entries(letterExamples))('%s keeps to three pages', async (_, facts) => {
    const document = await open(await pdfOf(facts))
    expect(document.numPages).toBe(3)
    await document.destroy()
  })

  // Beyond these lengths the template measures; up to them it relies on there being room.
  test.each([
    ['eighty letters without failures', council, 80],
    ['forty letters with failures', countyWithFailures, 40],
    ['eighty letters with failures', countyWithFailures, 80],
    ['eighty letters and nothing to report', emptyCouncil, 80],
    ['eighty letters with failures, in 2019-20', { ...council2019, ...failuresOf2019 }, 80],
  ])('for a name of %s', async (_, facts, length) => {
    const name = 'Mommersmouth and Wimblewomham with Great and Little Hammerwommington Borough Council'
    const document = await open(await pdfOf({ ...facts, ...named(name.slice(0, length), 'long') }))
    expect(document.numPages).toBe(3)
    await document.destroy()
  })

  test('for an address in print, which stands on the line of its sentence', async () => {
    const document = await open(await pdfOf(council))
    const page = await document.getPage(2)
    const { items } = await page.getTextContent()
    const heightOf = (words: string): number => {
      const found = items.find((item) => 'str' in item && item.str.includes(words))
      if (!found || !('str' in found)) throw new Error(`the page does not say "${words}"`)
      return found.transform[5]
    }
    expect(heightOf('ombudsman.example/training')).toBeCloseTo(heightOf('To book, visit'), 1)
    expect(heightOf('ombudsman.example/survey')).toBeCloseTo(heightOf('doing at'), 1)
    await document.destroy()
  })

  test('for two successors with long names', async () => {
    const body = veryLongName.authority.officialName
    const addressees = [...veryLongName.addressees, ...veryLongName.addressees]
    const authority = { ...closedAuthority.authority, successorNames: [body, body] }
    const printed = await startTypesetter(letterFonts())(
      letterOf({ ...closedAuthority, addressees, authority }),
    )
    if (!printed.ok) throw new Error(JSON.stringify(printed.problems))
    const document = await open(printed.pdf)
    expect(document.numPages).toBe(3)
    await document.destroy()
  })

  test('a letter is only refused, never cut, when its statistics do not fit on a page', async () => {
    const endless = { ...council, ...named(`${'Great and Little '.repeat(60)}Council`, 'endless') }
    expect(await printer.print(letterOf(endless))).toEqual({
      ok: false,
      problems: [{ block: 'typesetting', reason: expect.stringContaining('do not fit on one page') }],
    })
  })
})

test('a character the font lacks refuses the letter and names its block', async () => {
  const facts = { ...council, bespokeParagraph: { text: 'Thank you 漢', isApproved: true } }
  expect(await printer.print(letterOf(facts))).toEqual({
    ok: false,
    problems: [{ block: 'bespoke paragraph', reason: 'the font lacks the character "漢" (U+6F22)' }],
  })
})

test('names that look like typesetting commands are printed as they are', async () => {
  const facts = { ...council, ...named('#import "x": *; $ \\ ] } Council', 'odd') }
  const pdf = await pdfOf(facts)
  expect(pdf.length).toBeGreaterThan(10_000)
})

describe('the same letter has the same bytes', () => {
  const examples = [council, countyWithFailures, emptyCouncil]
  let expected: string[]
  let workers: LetterWorkers | undefined

  beforeAll(async () => {
    expected = []
    for (const facts of examples) expected.push(hash(await pdfOf(facts)))
  })
  afterAll(() => workers?.close())

  test('when it is made again', async () => {
    for (const [index, facts] of examples.toReversed().entries()) {
      expect(hash(await pdfOf(facts))).toBe(expected.at(-1 - index))
    }
  })

  test.each([1, 2])('from %i worker processes, in another time zone', async (count) => {
    const zone = process.env.TZ
    process.env.TZ = 'Asia/Tokyo'
    try {
      workers = startLetterWorkers(count)
      const printed = await Promise.all(examples.map((facts) => workers?.print(letterOf(facts))))
      expect(printed.map((letter) => (letter?.ok ? hash(letter.pdf) : letter))).toEqual(expected)
    } finally {
      workers?.close()
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })
})

test('letters asked for after the workers were stopped are refused, not forgotten', async () => {
  const workers = startLetterWorkers(1)
  const underWay = [
    workers.print(letterOf(council)),
    workers.print(letterOf(emptyCouncil)),
    workers.print(letterOf(council)),
  ]
  workers.close()
  for (const printed of await Promise.all([...underWay, workers.print(letterOf(council))])) {
    expect(printed).toMatchObject({ ok: false, problems: [{ block: 'typesetting' }] })
  }
})
