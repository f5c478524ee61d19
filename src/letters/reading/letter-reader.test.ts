import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLetterText } from './letter-reader.ts'
import type { LetterReading } from './letter-reading.ts'
import {
  councilLetter,
  countyLetter,
  earlierLetter,
  emptyLetter,
  inventedAuthorities,
  lostPageLetter,
} from './sample-letters.ts'

function reading(text: string, known = inventedAuthorities): LetterReading {
  const result = readLetterText(text, known, 'letter.txt')
  if (!result.ok) throw new Error(result.reason)
  return result.reading
}

const council: LetterReading = {
  file: 'letter.txt',
  authority: 'Harrowmere District Council',
  authorityKind: 'district',
  yearEnding: '2024-03-31',
  letterDate: '2024-07-17',
  publicationDate: '2024-07-24',
  edition: '2023-24',
  addressee: { name: 'Ms Example-Smith', post: 'Interim Chief Executive' },
  delivery: 'email',
  signatory: 'The Ombudsman',
  upheld: {
    percent: 50,
    averagePercent: 63,
    count: 1,
    base: 2,
    baseLabel: 'investigations',
    per100000: 0.8,
    averagePer100000: 1.2,
  },
  compliance: { percent: 100, averagePercent: 99, base: 1, baseLabel: 'compliance outcome' },
  satisfactoryRemedy: { percent: 0, averagePercent: 21, count: 0, base: 1, baseLabel: 'upheld decision' },
  training: { courses: 126, moreThanLastYear: null, peopleMoreThan: 1700 },
  seminars: null,
  findings: [],
}

describe('a letter read back', () => {
  it('gives everything a council with all three measures was told', () => {
    expect(reading(councilLetter)).toEqual(council)
  })

  it('gives large numbers, and failures to comply, as printed', () => {
    expect(reading(countyLetter)).toEqual({
      ...council,
      authority: 'Westmarch County Council',
      authorityKind: 'county',
      addressee: { name: null, post: 'Chief Executive' },
      upheld: {
        percent: 90,
        averagePercent: 85,
        count: 1052,
        base: 1164,
        baseLabel: 'investigations',
        per100000: 6.4,
        averagePer100000: 4.5,
      },
      compliance: { percent: 96, averagePercent: 99, base: 48, baseLabel: 'compliance outcomes' },
      satisfactoryRemedy: {
        percent: 10,
        averagePercent: 21,
        count: 105,
        base: 1052,
        baseLabel: 'upheld decisions',
      },
    })
    const result = readLetterText(countyLetter, inventedAuthorities)
    expect(result.ok && result.satisfiedCount).toBe(46)
  })

  it('says nothing to report, three times, and never 0%', () => {
    expect(reading(emptyLetter)).toEqual({
      ...council,
      authority: 'Severn Reach Combined Authority',
      authorityKind: 'combined',
      addressee: { name: null, post: 'Chief Executive' },
      upheld: 'nothing',
      compliance: 'nothing',
      satisfactoryRemedy: 'nothing',
    })
  })

  it('gives an earlier form, and finds that its third base is not its denominator', () => {
    expect(reading(earlierLetter)).toEqual({
      file: 'letter.txt',
      authority: 'Saltby-on-Sea and Fenwick District Council',
      authorityKind: 'district',
      yearEnding: '2020-03-31',
      letterDate: '2020-07-22',
      publicationDate: '2020-07-29',
      edition: '2019-20',
      addressee: { name: 'Dr Sample', post: 'Director of Corporate Matters' },
      delivery: 'email',
      signatory: 'Sam Sample',
      upheld: {
        percent: 38,
        averagePercent: 45,
        count: 3,
        base: 8,
        baseLabel: 'detailed investigations',
        per100000: null,
        averagePer100000: null,
      },
      compliance: { percent: 100, averagePercent: 99, base: 2, baseLabel: 'compliance outcomes' },
      satisfactoryRemedy: {
        percent: 33,
        averagePercent: 20,
        count: 1,
        base: 8,
        baseLabel: 'detailed investigations',
      },
      training: { courses: 118, moreThanLastYear: 47, peopleMoreThan: 1400 },
      seminars: { delegates: 178, authorities: 143 },
      findings: [
        'satisfactory remedy is a share of upheld cases (3), but its base line says 8 detailed investigations',
      ],
    })
  })

  it('tells a lost statistics page from nothing to report', () => {
    const { upheld, compliance, satisfactoryRemedy, findings } = reading(lostPageLetter)
    expect([upheld, compliance, satisfactoryRemedy]).toEqual([null, null, null])
    expect(findings).toEqual(['the document has no statistics page'])
  })
})

describe('each box stands alone', () => {
  const nothing: Readonly<Record<string, string>> = {
    upheld: 'We carried out no investigations about your organisation in this period.',
    compliance: 'No recommendations fell due in this period.',
    satisfactoryRemedy: 'We upheld no complaints about your organisation in this period.',
  }
  const boxes = {
    upheld: /50%, 1 of 2[\s\S]*?of 2 investigations\./,
    compliance: /100%, 1 of 1[\s\S]*?outcome recorded\./,
    satisfactoryRemedy: /0%, 0 of 1[\s\S]*?of 1 upheld decision\./,
  }
  const measures = ['upheld', 'compliance', 'satisfactoryRemedy'] as const

  it('when any of them is empty while its neighbours are not', () => {
    for (let pattern = 0; pattern < 8; pattern += 1) {
      const empty = measures.filter((_, bit) => pattern & (1 << bit))
      const text = empty.reduce(
        (letter, box) => letter.replace(boxes[box], nothing[box] ?? ''),
        councilLetter,
      )
      const read = reading(text)
      for (const box of measures) {
        expect(read[box], `${box} with ${empty} empty`).toEqual(
          empty.includes(box) ? 'nothing' : council[box],
        )
      }
    }
  })

  it('when any of them is missing, which is found and is not nothing to report', () => {
    const read = reading(councilLetter.replace(boxes.compliance, ''))
    expect(read.compliance).toBeNull()
    expect([read.upheld, read.satisfactoryRemedy]).toEqual([council.upheld, council.satisfactoryRemedy])
    expect(read.findings).toEqual([
      'compliance: the statistics page has no such box, or none that could be read',
    ])
  })
})

describe('layout makes no difference', () => {
  const letters = { councilLetter, countyLetter, emptyLetter, earlierLetter, lostPageLetter }
  for (const [name, letter] of Object.entries(letters)) {
    it(`to the ${name}, however it is wrapped, emphasised and typed`, () => {
      const expected = reading(letter)
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          expect(reading(disguise(letter, seed))).toEqual(expected)
        }),
        { numRuns: 150 },
      )
    })
  }
})

const realLetters = new URL('../../../../shared/letters/', import.meta.url)
const hasRealLetters = existsSync(new URL('expected.json', realLetters))

describe.skipIf(!hasRealLetters)(
  `published letters${hasRealLetters ? '' : ' (skipped: ../shared/letters is not here)'}`,
  () => {
    const expected: readonly LetterReading[] = hasRealLetters
      ? JSON.parse(readFileSync(new URL('expected.json', realLetters), 'utf8'))
      : []
    const known = expected.map(({ authority, authorityKind }) => ({
      name: authority,
      kind: authorityKind ?? '',
    }))
    const textOf = (file: string): string => readFileSync(new URL(file, realLetters), 'utf8')

    it('are read as a careful person reads them', () => {
      for (const letter of expected) {
        expect(readLetterText(textOf(letter.file), known, letter.file)).toMatchObject({ reading: letter })
        expect(readLetterText(textOf(letter.file), [], letter.file)).toMatchObject({ reading: letter })
      }
    })

    it('are read the same however they are wrapped, emphasised and typed', () => {
      fc.assert(
        fc.property(fc.integer(), fc.constantFrom(...expected), (seed, letter) => {
          const result = readLetterText(disguise(textOf(letter.file), seed), known, letter.file)
          expect(result).toMatchObject({ ok: true, reading: letter })
        }),
        { numRuns: 250 },
      )
    })
  },
)

describe('names of authorities', () => {
  const addressed = (body: string): string => councilLetter.replaceAll('Harrowmere District Council', body)

  it('are known however they are printed', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['The London Borough of Thamesend', 'London Borough of Thamesend'],
      ['Thamesend London Borough Council', 'London Borough of Thamesend'],
      ['Ouseby City Council', 'City of Ouseby Council'],
      ['SALTBY ON SEA & FENWICK DISTRICT COUNCIL', 'Saltby-on-Sea and Fenwick District Council'],
      ['Mere Metropolitan Council', 'Mere Council'],
    ]
    for (const [printed, official] of cases) {
      const read = reading(addressed(printed))
      expect(read.authority).toBe(official)
      expect(read.addressee).toEqual(council.addressee)
    }
  })

  it('are not taken for a part of a longer name', () => {
    const read = reading(addressed('North Mere Council'))
    expect(read.authority).toBe('North Mere Council')
    expect(read.authorityKind).toBeNull()
    expect(read.findings).toEqual(['North Mere Council is not in the register of authorities'])
  })

  it('are read where none is known, and the kind where the name shows it', () => {
    expect(reading(councilLetter, [])).toEqual(council)
    expect(reading(emptyLetter, [])).toMatchObject({
      authorityKind: 'combined',
      addressee: { post: 'Chief Executive' },
    })
  })

  it('are read where they say no kind of body, if the statistics page repeats them', () => {
    const read = reading(addressed('Isles of Saltby'), [])
    expect(read).toMatchObject({
      authority: 'Isles of Saltby',
      authorityKind: null,
      addressee: council.addressee,
    })
  })

  it('are those of the closed body where the letter goes to its successor', () => {
    const closed = councilLetter
      .replace('about your organisation were', 'about Harrowmere District Council were')
      .replace(
        'Interim Chief Executive\nHarrowmere District Council',
        'Interim Chief Executive\nMere Council',
      )
    expect(reading(closed)).toEqual(council)
  })

  it('come with the second addressee said where a letter has two', () => {
    const two = emptyLetter.replace(
      'The Chief Executive\nSevern Reach Combined Authority',
      'The Chief Executive\nMere Council\n\nThe Chief Executive\nWestmarch County Council',
    )
    expect(reading(two)).toMatchObject({
      authority: 'Mere Council',
      addressee: { name: null, post: 'Chief Executive' },
      findings: expect.arrayContaining(['the letter is also addressed to Westmarch County Council']),
    })
  })
})

describe('what disagrees inside a letter is found', () => {
  const cases: readonly (readonly [string, string, string, RegExp])[] = [
    [
      'a count that does not make its rate',
      '1 upheld decision, of 2',
      '1 upheld decision, of 3',
      /both 2 and 3/,
    ],
    ['a rate that is not its count', '50%', '40%', /1 of 2 is not 40%/],
    ['a count above its base', '1 of 2', '3 of 2', /both 3 and 1/],
    ['a large figure unlike its sentence', '50%, 1 of 2', '60%, 1 of 2', /both 50% and 60%/],
    ['an impossible rate', '50%', '150%', /150% is impossible/],
    ['an impossible average', '63%', '163%', /163% is impossible/],
    ['a base no count could give', '100%, 1 of 1\nIn 100%', 'In 60%', /no number of 1 makes 60%/],
    [
      'failures that are not in the rate',
      'In 100% of cases',
      'In 1 case our recommendations were not carried out. In 100% of cases',
      /leaves 0 not carried out, not 1/,
    ],
    ['a rate of something where nothing was upheld', '50%, 1 of 2\nWe upheld 50%', 'We upheld 0%', /./],
    ['a title of another year', 'letter 2023-24', 'letter 2022-23', /title says 2022-23/],
    [
      'statistics of another year',
      '1 April 2023 to 31 March 2024',
      '1 April 2022 to 31 March 2023',
      /31 March 2023/,
    ],
    ['a date before the year ended', '17 July 2024', '17 July 2023', /before the end of the year/],
    ['a greeting for somebody else', 'Dear Ms Example-Smith', 'Dear Mr Other', /greets Mr Other/],
    [
      'a statistics page of another body',
      'Harrowmere District Council\n=',
      'Mere Council\n=',
      /headed Mere Council/,
    ],
  ]
  for (const [what, from, to, finding] of cases) {
    it(what, () => {
      const { findings } = reading(councilLetter.replaceAll(from, to))
      expect(findings.join('\n')).toMatch(finding)
    })
  }
})

/** The same words with other line breaks, emphasis, dashes, quotes, spaces and case of headings. */
function disguise(letter: string, seed: number): string {
  const random = randomFrom(seed)
  const chance = (share: number): boolean => random() < share
  const pick = (choices: readonly string[]): string => choices[Math.floor(random() * choices.length)] ?? ''
  const headings =
    /^(?:#+ )?(?:complaints upheld|compliance with [a-z ]+|satisfactory remed[a-z ]+|annual review letter [\d-]+)\b/gim
  const rewraps = chance(0.7)
  const wrapping = random() * 0.4
  const emphasis = random() * 0.15
  return letter
    .replace(headings, (heading) => (chance(0.3) ? heading.toUpperCase() : heading))
    .split(/(\s+)/)
    .map((part) => {
      if (part === '' || /[<>[\]()*_#|=]|--|@|:\/\//.test(part)) return part
      if (/^\s+$/.test(part)) {
        if (rewraps && !part.includes('\n\n'))
          return chance(wrapping) ? pick(['\n', '\r\n', '\n> ', '  \n']) : ' '
        return part.includes('\n\n') && chance(0.3)
          ? pick(['\n\n\n', '\n \n', '\r\n\r\n', '\n\nPage 2 of 3\n\n'])
          : part.replace(' ', pick([' ', ' ', '\u00a0', '  ']))
      }
      const word = part
        .replace(/'/g, () => pick(["'", '\u2019']))
        .replace(/-/g, () => pick(['-', '-', '\u2010', '\u2011', '\u2013']))
        .replace(/%$/, () => pick(['%', ' %', ' per cent', '%']))
      if (!chance(emphasis)) return word
      const mark = pick(['*', '**', '_', '***'])
      return chance(0.8) ? `${mark}${word}${mark}` : `<b>${word}</b>`
    })
    .join('')
}

/** A small generator of pseudo-random numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
