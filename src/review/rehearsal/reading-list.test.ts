import { describe, expect, it } from 'vitest'
import { authorityId } from '../../authorities/authority.ts'
import type { ComposedLetter } from '../../letters/compose-letter.ts'
import type { LetterFacts } from '../../letters/letter-facts.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { Figure, YearlyFigures } from '../../statistics/figure.ts'
import { comparableLastYear, compareFigure } from './compared-figure.ts'
import { lettersOfList, placeInList } from './letter-lists.ts'
import { type LetterUnderReview, letterUnderReview } from './letter-under-review.ts'
import { readingList } from './reading-list.ts'
import { reasonsToRead } from './reasons-to-read.ts'

const share = (numerator: number, denominator: number): Figure => ({
  state: 'calculated',
  numerator,
  denominator,
})
const nothing: Figure = { state: 'nothing-to-report' }

/** The other members of the group upheld 630 of 1,000, complied 990 of 1,000 and had 210 of 630 remedied before. */
const averages = new Map(
  Object.entries({
    'complaints-upheld': [630, 1_000],
    compliance: [990, 1_000],
    'satisfactory-remedy': [210, 630],
  }).map(([measure, [numerator = 0, denominator = 0]]) => [
    measure,
    { numerator, denominator, memberCount: 50, groupMemberCount: 50, meanOfRates: null },
  ]),
)

function figuresOf(
  upheld: Figure,
  compliance: Figure,
  remedy: Figure,
  year = reportingYear(2023),
): YearlyFigures {
  const origin = { kind: 'cases' } as const
  return {
    year,
    revision: 1,
    methodVersion: 1,
    comparisonGroup: 'district',
    averages,
    figures: new Map([
      ['complaints-upheld', { ...upheld, origin }],
      ['compliance', { ...compliance, origin }],
      ['satisfactory-remedy', { ...remedy, origin }],
    ]),
  }
}

/** What of a letter a reading list asks about, and no more. */
function letter(
  slug: string,
  figures: YearlyFigures,
  { blocks = ['opening (compared)'], post = 'Chief Executive' } = {},
): LetterUnderReview {
  const facts = {
    authority: { slug, officialName: `${slug} Council` },
    membership: { isCouncil: true, isOnMap: true, comparisonGroup: 'district' },
    figures,
    addressees: [{ post, person: null, body: slug }],
  } as unknown as LetterFacts
  const composed = { ok: true, letter: { slug }, blocksUsed: new Set(blocks) } as unknown as ComposedLetter
  return letterUnderReview(
    {
      ...{ authorityId: authorityId(1), facts, composed, composedWithWords: composed },
      ...{ replaces: null, addedWords: null },
    },
    { state: 'ok', pdfHash: Buffer.from('pdf'), madeAt: new Date(0) },
    undefined,
  )
}

const usual = figuresOf(share(6, 10), share(5, 5), share(2, 6))

describe('which letters a person has to read', () => {
  const list = (letters: readonly LetterUnderReview[], recipients?: readonly string[]) =>
    readingList(
      scheme,
      letters,
      recipients && {
        year: reportingYear(2022),
        figures: new Map(),
        recipients: new Map(
          recipients.map((slug) => [slug, { chiefExecutive: { post: 'Chief Executive', person: null } }]),
        ),
      },
    ).listed

  it.each([
    ['a failure to comply, however few', figuresOf(share(6, 10), share(4, 5), share(2, 6)), 'failures'],
    // 38 of 38 where 63 of 100 are upheld: 0.63^38 is far below one in a thousand.
    ['a share that chance cannot explain', figuresOf(share(38, 38), share(5, 5), share(12, 38)), 'outliers'],
    // 5 of 5: 0.63^5 is 10%, well within what chance does.
    ['a high share of few', figuresOf(share(5, 5), share(5, 5), share(2, 5)), 'usual'],
    ['nothing to report', figuresOf(nothing, nothing, nothing), 'usual'],
  ])('%s', (_, figures, group) => {
    expect(list([letter('a', figures)])[0]?.group).toBe(group)
  })

  it('the first letter to a body, and the post that is new since the last one', () => {
    const [known, first, changed] = list(
      [letter('a', usual), letter('b', usual), letter('c', usual, { post: 'Managing Director' })],
      ['a', 'c'],
    )
    expect([known, first, changed].map((one) => [one?.group, one?.isFirst, one?.newHolder])).toEqual([
      ['usual', false, null],
      ['words', true, null],
      [
        'usual',
        false,
        { now: 'Managing Director, without a name', before: 'Chief Executive, without a name' },
      ],
    ])
  })

  it('a part that few letters have, in so many that few is rare', () => {
    const many = Array.from({ length: 30 }, (_, index) => letter(`n${index}`, usual))
    const listed = list([...many, letter('rare', usual, { blocks: ['opening (closed)'] })])
    const rare = listed.find(({ under }) => under.facts.authority.slug === 'rare')
    expect(rare).toMatchObject({
      group: 'words',
      rareParts: ['opening (closed)'],
      lackedParts: ['opening (compared)'],
    })
    expect(listed.filter(({ group }) => group === 'words')).toHaveLength(1)
    expect(list([letter('a', usual), letter('rare', usual, { blocks: [] })])[0]?.group).toBe('usual')
  })

  it('in order: failures, outliers, held, words; each letter with its neighbours', () => {
    const listed = list([
      letter('a-outlier', figuresOf(share(38, 38), share(5, 5), share(12, 38))),
      letter('b-usual', usual),
      letter('c-failure', figuresOf(share(6, 10), share(4, 5), share(2, 6))),
    ])
    const person = lettersOfList(listed, 'person')
    expect(person.map(({ under }) => under.facts.authority.slug)).toEqual(['c-failure', 'a-outlier'])
    expect(placeInList(person, 'c-failure')).toEqual({ number: 1, previous: undefined, next: 'a-outlier' })
    expect(placeInList(person, 'b-usual')).toBeUndefined()
  })

  it('with the reason in words, a failure standing out', () => {
    const [failed] = list([letter('a', figuresOf(share(38, 38), share(3, 5), share(12, 38)))])
    expect(failed && reasonsToRead(failed, String)).toEqual([
      { text: '2 failures to comply.', isWarning: true },
      { text: 'More complaints upheld than at similar councils.', isWarning: false },
      { text: 'Fewer agreed actions carried out than at similar councils.', isWarning: false },
    ])
  })
})

describe('a figure beside what it is held beside', () => {
  const [upheld] = scheme.measures
  if (!upheld) throw new Error('the scheme has no measures')

  it('stands over its counts, beside last year and average', () => {
    expect(compareFigure(scheme, upheld, usual, figuresOf(share(1, 2), nothing, nothing))).toMatchObject({
      shown: { kind: 'number', main: '60%', below: '6 of 10' },
      lastYear: '50%',
      average: '63%',
    })
  })

  it('is words where there is none, beside a dash where nothing can be compared', () => {
    expect(compareFigure(scheme, upheld, figuresOf(nothing, nothing, nothing), undefined)).toMatchObject({
      shown: { kind: 'words', main: 'None', below: 'investigated' },
      lastYear: '–',
      average: '–',
    })
  })

  it('is never joined to last year across a break', () => {
    const before = figuresOf(share(1, 2), nothing, nothing, reportingYear(2021))
    const after = figuresOf(share(1, 2), nothing, nothing, reportingYear(2022))
    expect(comparableLastYear(scheme, after, before)).toBeUndefined()
    expect(comparableLastYear(scheme, usual, after)).toBe(after)
  })
})
