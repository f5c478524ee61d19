import { describe, expect, test } from 'vitest'
import { readRegister } from '../authorities/register-files.ts'
import { outcomeOfSettlements } from '../casework/import/decision-statement-line.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { mattersOf } from './complaint-subjects.ts'
import { makeDemonstration } from './demonstration.ts'
import { inventStatement, type StatementCase, type StatementText } from './invented-statements.ts'
import { inventedStatements, suppliedAuthorityCount } from './invented-statements-supply.ts'
import { publishedAuthorities } from './published-letters.ts'

const register = readRegister()
const demonstration = makeDemonstration(register)
const publications = [...demonstration.publications()]
const caseOf = new Map(demonstration.cases.map((one) => [one.reference, one]))

describe('the statement of a decision', () => {
  test('can be written about everything people complain of, however it ended', () => {
    for (const { code } of scheme.categories) {
      const subcategories = code === 'other' ? [null] : mattersOf(code).map(({ value }) => value)
      for (const subcategory of subcategories) {
        for (const decided of everyEnding(code, subcategory)) {
          for (let seed = 0; seed < 6; seed++) expectWellWritten(inventStatement(seed, decided))
        }
      }
    }
  })

  test('is the same for the same case and seed, and another for another', () => {
    const decided = aCase({ category: 'housing', subcategory: 'Homelessness' })
    expect(inventStatement(1, decided)).toEqual(inventStatement(1, decided))
    expect(inventStatement(2, decided)).not.toEqual(inventStatement(1, decided))
    expect(inventStatement(1, { ...decided, reference: '23 000 002' })).not.toEqual(
      inventStatement(1, decided),
    )
  })

  test('says what was agreed and by when, and calls the body what it is', () => {
    const decided = aCase({
      bodyNoun: 'the Authority',
      category: 'planning',
      subcategory: 'Enforcement',
      outcome: 'upheld',
      recommendations: [
        { kind: 'apology', dueOn: '2024-04-14', summary: null },
        { kind: 'training', dueOn: '2024-06-12', summary: 'Train officers on conditions' },
      ],
    })
    const { summary, sections } = inventStatement(1, decided)
    const agreed = sections.find(({ heading }) => heading === 'Agreed action')?.paragraphs ?? []
    expect(agreed[0]).toMatch(/14 April 2024.*apologise/)
    expect(agreed[1]).toMatch(/12 June 2024.*train officers on conditions/)
    expect(summary).toContain('apologise and train staff')
    expect(JSON.stringify(sections)).not.toMatch(/the council/i)
  })

  test('tells things in order, all of them before the complaint was received', () => {
    for (const { reference, sections } of publications.slice(0, 3_000)) {
      const found = sections.find(({ heading }) => heading === 'What I found')?.paragraphs ?? []
      const months = found.flatMap((text) =>
        [...text.matchAll(/(?:In|In early|Late in|On \d+) ([A-Z][a-z]+ \d{4}),/g)].map(
          ([, month]) => `1 ${month}`,
        ),
      )
      const times = [...months, caseOf.get(reference)?.receivedOn ?? ''].map((month) => Date.parse(month))
      expect(times).toEqual(times.toSorted((one, other) => one - other))
    }
  })
})

describe('the published decisions of the demonstration', () => {
  test('are between 25,000 and 30,000, of the kinds that the scheme publishes, and six weeks old or more', () => {
    expect(publications.length).toBeGreaterThan(25_000)
    expect(publications.length).toBeLessThan(30_000)
    const wrong = publications.filter(({ authority, reference, publishedOn, year }) => {
      const { decidedOn, outcome, ...decided } = caseOf.get(reference) ?? noCase
      const waited = (Date.parse(publishedOn) - Date.parse(decidedOn ?? '')) / 86_400_000
      return (
        decided.authority !== authority ||
        !scheme.decisionPublication.outcomes.includes(outcome ?? '') ||
        !(waited >= scheme.decisionPublication.daysAfterDecision && waited < 70) ||
        ![2021, 2022, 2023].includes(year)
      )
    })
    expect(wrong).toEqual([])
  })

  test('are about invented bodies alone, and name nobody and no real place', () => {
    const real = register.authorities.flatMap(({ officialName, shortName }) => [officialName, shortName])
    const names = new RegExp(`\\b(?:${real.map((name) => name.replace(/[.()]/g, '\\$&')).join('|')})\\b`)
    const named = publications.flatMap(({ authority, summary, sections }) => {
      if (publishedAuthorities.has(authority)) return [authority]
      const text = [summary, ...sections.flatMap(({ paragraphs }) => paragraphs)].join(' ')
      return names.exec(text) ?? /\b(?:Mr|Mrs|Miss|Ms) (?![A-Z]\b)\S+/.exec(text) ?? []
    })
    expect(named).toEqual([])
  })

  test('have 8 to 20 paragraphs after an investigation and 4 to 6 without one', () => {
    const wrong = publications.filter(({ reference, summary, sections }) => {
      const count = sections.flatMap(({ paragraphs }) => paragraphs).length
      const isClosed = caseOf.get(reference)?.outcome === 'closed-after-initial-enquiries'
      const isFit = isClosed ? count >= 4 && count <= 6 : count >= 8 && count <= 20
      return !isFit || summary.split('. ').length > 4
    })
    expect(wrong).toEqual([])
  })

  test('are hardly ever told in the same words', () => {
    const summaries = new Set(publications.map(({ summary }) => summary))
    expect(summaries.size / publications.length).toBeGreaterThan(0.95)
  })

  test('a handful of them were withdrawn, each with its reason', () => {
    const withdrawn = publications.flatMap(({ withdrawal, publishedOn }) =>
      withdrawal === null ? [] : [{ ...withdrawal, publishedOn }],
    )
    expect(withdrawn.length).toBeGreaterThanOrEqual(3)
    expect(withdrawn.length).toBeLessThanOrEqual(12)
    for (const { on, reason, publishedOn } of withdrawn) {
      expect(on > publishedOn).toBe(true)
      expect(reason).toMatch(/^Withdrawn .*\.$/)
    }
  })
})

describe('what was promised', () => {
  const promised = demonstration.cases.filter(({ recommendations }) => recommendations.length > 0)

  test('ended in such a way that together it makes the compliance outcome of the case', () => {
    const wrong = promised.filter(
      ({ recommendations, complianceOutcome, complianceRecordedOn, decidedOn }) => {
        const settlements = recommendations.map(({ settlement }) => settlement)
        const areDated = recommendations.every(({ settledOn, settlement, dueOn }) => {
          if (settledOn === null) return complianceRecordedOn === null
          if (settledOn < (decidedOn ?? '') || settledOn > (complianceRecordedOn ?? '')) return false
          return settlement === 'not-satisfied' || settledOn > dueOn === (settlement === 'satisfied-late')
        })
        return !areDated || (outcomeOfSettlements(settlements, scheme)?.code ?? null) !== complianceOutcome
      },
    )
    expect(wrong).toEqual([])
  })

  test('to improve a service is said without people and times, and nothing else is said in public', () => {
    const improvements = new Set(
      scheme.recommendationKinds
        .filter((kind) => kind.isServiceImprovement)
        .map(({ code }) => code as string),
    )
    for (const { kind, summary } of promised.flatMap(({ recommendations }) => recommendations)) {
      expect(summary !== null).toBe(improvements.has(kind))
      if (summary === null) continue
      expect(summary).toMatch(/^[A-Z][^{}[\]|]+[^.]$/)
      expect(summary).not.toMatch(/\b(?:Mr|Mrs|Miss|Ms)\b|\d|\bwithin\b|\bmonths of\b/)
    }
  })
})

describe('public reports', () => {
  const { reports } = demonstration

  test('are 12 to 25 a year, each about upheld cases of one body that no other report has', () => {
    for (const year of [2021, 2022, 2023]) {
      const ofYear = reports.filter(({ cases }) => publicationOf(cases[0])?.year === year)
      expect(ofYear.length).toBeGreaterThanOrEqual(12)
      expect(ofYear.length).toBeLessThanOrEqual(25)
    }
    const cases = reports.flatMap((report) => report.cases)
    expect(new Set(cases).size).toBe(cases.length)
    for (const { authority, cases } of reports) {
      for (const reference of cases)
        expect(caseOf.get(reference)).toMatchObject({ authority, outcome: 'upheld' })
    }
  })

  test('have an address of their own and come no sooner than the decisions they are about', () => {
    expect(new Set(reports.map(({ slug }) => slug)).size).toBe(reports.length)
    for (const { slug, cases, publishedOn } of reports) {
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      for (const reference of cases) {
        expect((publicationOf(reference)?.publishedOn ?? '9') <= publishedOn).toBe(true)
      }
    }
  })
})

describe('statements to measure with', () => {
  test('are as many as asked for, the same every time, each with a reference of its own', () => {
    const statements = [...inventedStatements(2_000, 7)]
    expect(statements).toEqual([...inventedStatements(2_000, 7)])
    expect(new Set(statements.map(({ reference }) => reference)).size).toBe(2_000)
    for (const { authority, decidedOn, receivedOn, reference } of statements) {
      expect(authority >= 0 && authority < suppliedAuthorityCount).toBe(true)
      expect(receivedOn < decidedOn).toBe(true)
      expect(reference).toMatch(/^\d{2} \d{3} \d{3}$/)
    }
  })

  test('are made one by one, so that the first of a million is there at once', () => {
    const [first] = inventedStatements(1_000_000, 7)
    expect(first?.reference).toMatch(/ 000 000$/)
    expect(() => inventedStatements(1_000_001, 7).next()).toThrow('for a million statements')
  })
})

const noCase = { authority: '', decidedOn: null, outcome: null }

function publicationOf(reference: string | undefined) {
  return publications.find((one) => one.reference === reference)
}

function everyEnding(category: string, subcategory: string | null): StatementCase[] {
  const upheld = {
    category,
    subcategory,
    outcome: 'upheld',
    isRemediedBefore: false,
    recommendations: ['apology', 'payment', 'provide-service', 'reassess', 'other'].map((kind) => ({
      kind,
      dueOn: '2024-04-14',
      summary: null,
    })),
  }
  return [
    aCase(upheld),
    aCase({ ...upheld, isRemediedBefore: true }),
    aCase({ ...upheld, isRemediedBefore: true, recommendations: [] }),
    aCase({ ...upheld, stageReached: 'assessment' }),
    aCase({ category, subcategory, outcome: 'not-upheld' }),
    aCase({ category, subcategory, outcome: 'closed-after-initial-enquiries', stageReached: 'assessment' }),
  ]
}

function aCase(facts: Partial<StatementCase>): StatementCase {
  return {
    bodyNoun: 'the Council',
    reference: '23 000 001',
    category: 'housing',
    subcategory: 'Homelessness',
    receivedOn: '2023-05-02',
    decidedOn: '2023-11-14',
    outcome: 'not-upheld',
    stageReached: 'investigation',
    isRemediedBefore: null,
    recommendations: [],
    ...facts,
  }
}

function expectWellWritten({ summary, sections }: StatementText) {
  for (const text of [
    summary,
    ...sections.flatMap(({ heading, paragraphs }) => [`${heading}.`, ...paragraphs]),
  ]) {
    expect(text).toMatch(/^[A-Z].*[.?]$/)
    expect(text).not.toMatch(/[{}[\]|]|undefined| {2}| [.,;]|\.\.|,,/)
  }
}
