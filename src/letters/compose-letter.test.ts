import { describe, expect, test } from 'vitest'
import * as examples from '../../fixtures/letters/example-facts.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { composeLetter } from './compose-letter.ts'
import { edition202324 } from './editions/2023-24/edition.ts'
import { editionOf, loadEdition } from './editions.ts'
import type { Letter } from './letter.ts'
import type { LetterFacts } from './letter-facts.ts'
import { letterText } from './letter-text.ts'

const { council, letterExamples } = examples

function compose(facts: LetterFacts) {
  const edition = loadEdition(facts.cycle.edition)
  if (!edition) throw new Error(`no edition ${facts.cycle.edition}`)
  return composeLetter(facts, edition, ombudsmanForEngland)
}

function letterOf(facts: LetterFacts): Letter {
  const composed = compose(facts)
  if (!composed.ok) throw new Error(JSON.stringify(composed.problems))
  return composed.letter
}

function problemsOf(facts: LetterFacts) {
  const composed = compose(facts)
  return composed.ok ? [] : composed.problems.map(({ block, reason }) => `${block}: ${reason}`)
}

/** The running text of a letter, without its line breaks. */
const words = (facts: LetterFacts) => letterText(letterOf(facts)).replaceAll('\n', ' ')

describe('the wording of each kind of letter', () => {
  test.each(Object.entries(letterExamples))('%s', async (name, facts) => {
    await expect(letterText(letterOf(facts))).toMatchFileSnapshot(`../../fixtures/letters/${name}.txt`)
  })
})

describe('a letter is held, with the block and the reason,', () => {
  test('when nothing was recorded but something was due', () => {
    expect(problemsOf(examples.unsettled)).toEqual([
      'box compliance: no compliance outcome is recorded, but 2 cases are due and unsettled; record the outcome',
    ])
  })

  test('when a council has no Leader or scrutiny chair to share it with, in 2023-24 only', () => {
    expect(problemsOf({ ...council, hasLeader: false })).toEqual([
      'sharing: no Leader is on record to share the letter with; add the office holder',
    ])
    expect(problemsOf({ ...council, hasLeader: false, hasScrutinyChair: false })).toEqual([
      'sharing: no Leader and no Chair of a scrutiny committee is on record to share the letter with; add the office holder',
    ])
    expect(problemsOf({ ...examples.council2019, hasLeader: false, hasScrutinyChair: false })).toEqual([])
    expect(problemsOf(examples.combinedAuthority)).toEqual([])
  })

  test('when nobody is on record to write to', () => {
    expect(problemsOf({ ...council, addressees: [] })).toContain(
      'addressee: no chief executive is on record to write to; add the post',
    )
  })

  test('when the population is missing', () => {
    const figures = examples.exampleFigures(
      council.cycle.year,
      { upheld: [1, 2], compliance: [1, 1], remedy: [0, 1] },
      'district',
    )
    expect(problemsOf({ ...council, figures })).toEqual([
      'box complaints upheld: there is no rate per 100,000 residents: the population of the cycle is missing',
    ])
  })

  test('when a figure is not calculated', () => {
    const figures = { ...council.figures, figures: new Map(council.figures.figures) }
    figures.figures.delete('compliance')
    expect(problemsOf({ ...council, figures })).toEqual([
      'box compliance: the figure compliance of 2023-24 is not calculated',
    ])
  })

  test('when its group has no average', () => {
    const figures = { ...council.figures, averages: new Map() }
    expect(problemsOf({ ...council, figures })[0]).toBe(
      'box complaints upheld: the average of the group district for complaints-upheld is not calculated',
    )
  })

  test('when its bespoke paragraph is not approved', () => {
    expect(problemsOf({ ...council, bespokeParagraph: { text: 'Well done.', isApproved: false } })).toEqual([
      'bespoke paragraph: it is written but not approved by a second person',
    ])
  })

  test('when there are no training totals of the year', () => {
    expect(problemsOf({ ...council, training: { thisYear: null, earlierYears: [] } })).toEqual([
      'training (several): there is no value for {courses}',
      'training (several): there is no value for {people}',
    ])
  })

  test('when somebody has written a placeholder that does not exist', () => {
    const edition = loadEdition('2023-24')
    if (!edition) throw new Error('no edition')
    const blocks = new Map(edition.wording.blocks)
    blocks.set('survey', new Map([['', [[{ text: 'Tell us, {mayor}.' }]]]]))
    const composed = composeLetter(
      council,
      { ...edition, wording: { ...edition.wording, blocks } },
      ombudsmanForEngland,
    )
    expect(composed).toEqual({
      ok: false,
      problems: [{ block: 'survey', reason: '{mayor} is not a placeholder of this edition' }],
    })
    expect(() => editionOf(edition202324, '')).toThrow()
  })

  test('when it would show a demonstration’s invented figures about a real body', () => {
    const real = { ...council, authority: { ...council.authority, isInvented: false } }
    expect(problemsOf(real)).toHaveLength(3)
    expect(problemsOf({ ...real, demonstrationNote: null })).toEqual([])
  })
})

describe('what a letter says', () => {
  test('the published averages of districts: 63, 99, 21 and 1.2', () => {
    const { boxes } = letterOf(council).statistics
    expect(boxes.map(({ average }) => average)).toEqual([
      'Similar organisations: 63% on average.',
      'Similar organisations: 99% on average.',
      'Similar organisations: 21% on average.',
    ])
    expect(boxes[0]?.rate).toBe('0.8 upheld decisions per 100,000 residents; 1.2 at similar organisations.')
  })

  test('the noun is singular at exactly 1 as printed', () => {
    const rateOf = (residents: number) => {
      const figures = examples.exampleFigures(
        council.cycle.year,
        { upheld: [1, 2], compliance: [1, 1], remedy: [0, 1], residents },
        'district',
      )
      return letterOf({ ...council, figures }).statistics.boxes[0]?.rate
    }
    // 1 in 100,000 is 1; 1 in 119,000 is 0.84; 1 in 98,000 is 1.02 and prints as 1.
    expect(rateOf(100_000)).toMatch(/^1 upheld decision per/)
    expect(rateOf(119_000)).toMatch(/^0\.8 upheld decisions per/)
    expect(rateOf(98_000)).toMatch(/^1 upheld decision per/)
  })

  test('outside the comparison groups nothing is compared', () => {
    const text = words(examples.outsideTheGroups)
    expect(text).not.toMatch(/on average|averages for|per 100,000/)
    expect(text).toContain('in none of these groups')
  })

  test('an empty box says so in words, never as 0%, and leaves out the average', () => {
    const [, compliance] = letterOf(examples.emptyBox).statistics.boxes
    expect(compliance?.display).toEqual({ state: 'nothing', lines: ['None', 'due'] })
    expect(compliance?.average).toBeNull()
    expect(words(examples.combinedAuthority)).not.toMatch(/\b0%(?!\.| or)/)
  })

  test('a failure to comply is said first, in counts, also where the rate rounds to 100%', () => {
    const figures = examples.exampleFigures(
      council.cycle.year,
      { upheld: [1, 2], compliance: [2_499, 2_500], remedy: [0, 1], residents: 119_000 },
      'district',
    )
    const [, compliance] = letterOf({ ...council, figures }).statistics.boxes
    expect(compliance?.display).toMatchObject({ percent: '100', count: '2,499 of 2,500' })
    expect(compliance?.warning).toBe('In 1 case our recommendations were not carried out.')
  })

  test('the base of the remedy box is investigations in 2019-20 and upheld decisions in 2023-24', () => {
    expect(letterOf(examples.council2019).statistics.boxes[2]?.base).toBe(
      '1 satisfactory remedy. Based on 8 detailed investigations.',
    )
    expect(letterOf(council).statistics.boxes[2]?.base).toBe('0 satisfactory remedies, of 1 upheld decision.')
  })

  test('its words are authority in 2019-20 and organisation in 2023-24', () => {
    expect(words(examples.council2019)).not.toMatch(/organisation/)
    expect(words(council)).not.toMatch(/similar authorities|your authority/)
  })

  test.each([
    ['council-2024-25', 'We dealt with 11 complaints in that time and investigated 2 of them.'],
    ['nothing-at-all-2024-25', 'We dealt with 3 complaints in that time and investigated none of them:'],
    ['closed-authority-2024-25', 'We dealt with 3 complaints in that time and investigated all of them.'],
    ['one-complaint-2024-25', 'We dealt with 1 complaint in that time, and investigated it.'],
  ])('in 2024-25 %s says first what was dealt with', (name, sentence) => {
    const facts = letterExamples[name]
    expect(facts && words(facts)).toContain(sentence)
  })

  test('in 2024-25 nothing is said of complaints dealt with where there were none or it is not known', () => {
    const { figures } = examples.council2024.figures
    const without = new Map([...figures].filter(([measure]) => measure !== 'decided'))
    const unknown = { ...examples.council2024.figures, figures: without }
    expect(words({ ...examples.council2024, figures: unknown })).not.toContain('We dealt with')
    const none = letterExamples['combined-authority-2024-25']
    expect(none && words(none)).not.toContain('We dealt with')
  })

  test('the Code is considered from April 2026 in 2024-25, and only councils are asked to adopt it', () => {
    expect(words(examples.council2024)).toMatch(/from April 2026 we consider it.*adopted it/s)
    const other = letterExamples['combined-authority-2024-25']
    expect(other && words(other)).toMatch(/from April 2026 we consider it in our casework about them/)
    expect(other && words(other)).not.toMatch(/adopted it/)
  })

  test('a body that is not a council is not asked to adopt the Code nor told of its Leader', () => {
    const text = words(examples.combinedAuthority)
    expect(text).not.toMatch(/Leader|adopt it soon|to their council/)
    expect(text).toMatch(/bodies such as yours/)
    expect(text).not.toMatch(/We will publish/)
  })

  test('a name is used where it is on record, and the post where it is not', () => {
    expect(letterOf(examples.withName)).toMatchObject({
      addressees: [['Dr Example', 'Interim Chief Executive', 'Harrowmere District Council']],
      salutation: 'Dear Dr Example',
    })
    expect(letterOf(council)).toMatchObject({
      addressees: [['The Chief Executive', 'Harrowmere District Council']],
      salutation: 'Dear Chief Executive',
    })
  })

  test('a bespoke paragraph stands between the measures and the publication, as it was written', () => {
    const text = 'One *paragraph* with [marks](x) and {braces}.\n\nAnother.'
    const letter = letterOf({ ...council, bespokeParagraph: { text, isApproved: true } })
    const figures = letter.sections.find(({ heading }) => heading === 'Your figures')
    expect(figures?.paragraphs.slice(-2).map(({ runs }) => runs)).toEqual([
      [{ text: 'One *paragraph* with [marks](x) and {braces}.' }],
      [{ text: 'Another.' }],
    ])
  })
})
