import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ombudsmanForEngland } from '../../scheme/ombudsman-for-england.ts'
import { formatReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { Figure, FigureOrigin, GroupAverage } from '../../statistics/figure.ts'
import { composeLetter } from '../compose-letter.ts'
import { loadEdition } from '../editions.ts'
import type { Letter } from '../letter.ts'
import { differencesFromRecord } from '../letter-check.ts'
import type { Addressee, LetterFacts } from '../letter-facts.ts'
import { startPrinter } from '../letter-pdf.ts'
import { letterText } from '../letter-text.ts'
import { readLetterPdf } from './letter-file.ts'
import { readLetterText } from './letter-reader.ts'
import { inventedAuthorities } from './sample-letters.ts'

/** Counts of one authority and its group, from which its letter is made. */
type Counts = {
  readonly investigated: number
  readonly upheld: number
  readonly outcomes: number
  readonly satisfied: number
  readonly remedied: number
}

const counts: fc.Arbitrary<Counts> = fc
  .record({
    investigated: fc.nat(3000),
    upheld: fc.nat(),
    outcomes: fc.nat(1200),
    satisfied: fc.nat(),
    remedied: fc.nat(),
  })
  .chain((some) =>
    fc.constantFrom(some, { ...some, investigated: some.investigated % 4, outcomes: some.outcomes % 4 }),
  )
  .map(({ investigated, outcomes, ...some }) => {
    const upheld = some.upheld % (investigated + 1)
    return {
      investigated,
      upheld,
      outcomes,
      satisfied: some.satisfied % (outcomes + 1),
      remedied: some.remedied % (upheld + 1),
    }
  })

const addressee: fc.Arbitrary<Omit<Addressee, 'body'>> = fc.record({
  post: fc.constantFrom(
    'Chief Executive',
    'Interim Chief Executive',
    'Director of Corporate Matters',
    'Town Clerk and Chief Executive',
    'Director of Finance (S151 Officer)',
    'Chief Executive & Section 151 Officer',
  ),
  person: fc.constantFrom(
    null,
    { name: 'Ms Sample', salutation: 'Ms Sample' },
    { name: "Dr Sam O'Sample-Jones OBE", salutation: "Dr O'Sample-Jones" },
    { name: 'Sam Sample', salutation: 'Mr Sample' },
  ),
})

const letters: fc.Arbitrary<Letter> = fc
  .record({
    edition: fc.constantFrom('2019-20', '2023-24', '2024-25'),
    authority: fc.constantFrom(...inventedAuthorities),
    successor: fc.option(fc.constantFrom(...inventedAuthorities)),
    own: counts,
    group: counts,
    otherCount: fc.nat(3),
    isGrouped: fc.boolean(),
    residents: fc.integer({ min: 2000, max: 1_500_000 }),
    addressee,
    courseCount: fc.integer({ min: 1, max: 400 }),
    coursesBefore: fc.option(fc.integer({ min: 1, max: 400 })),
    peopleCount: fc.integer({ min: 1, max: 20_000 }),
    isOnMap: fc.boolean(),
    isDemonstration: fc.boolean(),
    bespoke: fc.option(
      fc.constantFrom('In 2 of 3 cases your answers were 10 days late.\n\nPlease see to it by 1 May 2030.'),
    ),
  })
  .map((some) => {
    const { authority, own, group, edition } = some
    const year = reportingYear(Number(edition.slice(0, 4)))
    const hasSuccessor = some.successor !== null && some.successor !== authority
    const facts: LetterFacts = {
      authority: {
        slug: 'some-body',
        officialName: authority.name,
        isInvented: true,
        endsOn: hasSuccessor ? `${year + 1}-03-31` : null,
        successorNames: hasSuccessor && some.successor ? [some.successor.name] : [],
      },
      cycle: {
        year,
        edition,
        letterDate: `${year + 1}-07-17`,
        publicationDate: `${year + 1}-07-24`,
        settings: {
          letterhead: ['Local Government and', 'Social Care Ombudsman'],
          contacts: {
            addressLines: ['PO Box 100, Exampleton', 'EX1 0AA'],
            telephone: '0300 000 0000',
            email: 'reviews@ombudsman.example',
            website: 'ombudsman.example',
          },
          signatory: {
            name: 'The Ombudsman (demonstration)',
            lines: ['Local Government and Social Care Ombudsman'],
          },
          anniversary: '50 years, 1974 to 2024',
          addresses: {
            map: 'https://ombudsman.example/map',
            method: 'https://ombudsman.example/method',
            handlingCode: 'https://ombudsman.example/code',
            training: 'https://ombudsman.example/training',
            survey: 'https://ombudsman.example/survey',
          },
        },
      },
      membership: {
        isCouncil: true,
        isOnMap: some.isOnMap,
        comparisonGroup: some.isGrouped ? 'district' : null,
      },
      figures: {
        year,
        revision: 1,
        methodVersion: 1,
        figures: new Map([
          ['complaints-upheld', figure(own.upheld, own.investigated)],
          ['upheld-per-100000', figure(own.upheld, some.residents)],
          ['compliance', figure(own.satisfied, own.outcomes)],
          ['satisfactory-remedy', figure(own.remedied, own.upheld)],
          ['unsettled', { state: 'calculated', numerator: 0, origin: { kind: 'cases' } }],
          [
            'decided',
            { state: 'calculated', numerator: own.investigated + some.otherCount, origin: { kind: 'cases' } },
          ],
        ]),
        comparisonGroup: some.isGrouped ? 'district' : null,
        averages: some.isGrouped
          ? new Map([
              [
                'complaints-upheld',
                average(own.upheld + group.upheld, own.investigated + group.investigated),
              ],
              ['upheld-per-100000', average(own.upheld + group.upheld, some.residents * 3)],
              ['compliance', average(own.satisfied + group.satisfied, own.outcomes + group.outcomes)],
              ['satisfactory-remedy', average(own.remedied + group.remedied, own.upheld + group.upheld)],
            ])
          : new Map(),
      },
      addressees: [
        { ...some.addressee, body: hasSuccessor && some.successor ? some.successor.name : authority.name },
      ],
      hasLeader: true,
      hasScrutinyChair: true,
      training: {
        thisYear: { ...trainingTotal(year), courseCount: some.courseCount, peopleCount: some.peopleCount },
        earlierYears:
          some.coursesBefore === null
            ? []
            : [{ ...trainingTotal(reportingYear(year - 1)), courseCount: some.coursesBefore }],
      },
      bespokeParagraph: some.bespoke === null ? null : { text: some.bespoke, isApproved: true },
      demonstrationNote: some.isDemonstration
        ? 'Nowhere is an invented council. Its figures are invented.'
        : null,
    }
    const form = loadEdition(edition)
    if (!form) throw new Error(`no edition ${edition}`)
    const composed = composeLetter(facts, form, ombudsmanForEngland)
    if (!composed.ok) throw new Error(JSON.stringify(composed.problems))
    return composed.letter
  })

function figure(numerator: number, denominator: number): Figure & { readonly origin: FigureOrigin } {
  const origin: FigureOrigin = { kind: 'cases' }
  return denominator === 0
    ? { state: 'nothing-to-report', origin }
    : { state: 'calculated', numerator, denominator, origin }
}

function average(numerator: number, denominator: number): GroupAverage {
  return { numerator, denominator, memberCount: 2, groupMemberCount: 2, meanOfRates: null }
}

function trainingTotal(
  year: ReturnType<typeof reportingYear>,
): LetterFacts['training']['earlierYears'][number] {
  return {
    year,
    courseCount: 100,
    peopleCount: 1700,
    careProviderCourseCount: 12,
    comingModules: ['adult social care'],
    seminarPlaces: ['Exampleton', 'Sampleby'],
    seminarDelegateCount: 178,
    seminarAuthorityCount: 143,
  }
}

describe('every letter we make is read back in full', () => {
  const check = (letter: Letter, result: ReturnType<typeof readLetterText>): void => {
    expect(differencesFromRecord(letter, result)).toEqual([])
    if (!result.ok) throw new Error(result.reason)
    expect(result.reading).toMatchObject({ edition: formatReportingYear(letter.year), delivery: 'email' })
    const unexpected = result.reading.findings.filter(
      (finding) => !/^satisfactory remedy is a share/.test(finding),
    )
    expect(unexpected).toEqual([])
  }

  it('from its plain text', () => {
    fc.assert(
      fc.property(letters, (letter) =>
        check(letter, readLetterText(letterText(letter), inventedAuthorities)),
      ),
      {
        numRuns: 400,
      },
    )
  })

  it('from its PDF', { timeout: 60_000 }, async () => {
    const printer = startPrinter()
    await fc.assert(
      fc.asyncProperty(letters, async (letter) => {
        const printed = await printer.print(letter)
        if (!printed.ok) throw new Error(JSON.stringify(printed.problems))
        check(letter, await readLetterPdf(printed.pdf, inventedAuthorities))
      }),
      { numRuns: 25, endOnFailure: true },
    )
  })
})
