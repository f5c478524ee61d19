import { describe, expect, it } from 'vitest'
import { homesOmbudsman } from '../../fixtures/homes-ombudsman.ts'
import { ombudsmanForEngland } from './ombudsman-for-england.ts'
import type { CountedSet, Scheme } from './scheme.ts'

describe.each([ombudsmanForEngland, homesOmbudsman])('the tables of the $name', (scheme) => {
  it('use every code once', () => {
    const tables = [
      scheme.authorityKinds,
      scheme.comparisonGroups,
      scheme.categories,
      scheme.outcomes,
      scheme.complianceOutcomes,
      scheme.recommendationKinds,
      scheme.measures,
      ...namedInFiles(scheme),
    ]
    for (const table of tables) {
      const codes = table.map(({ code }) => code)
      expect(new Set(codes).size).toBe(codes.length)
    }
  })

  it('never let one spelling mean two things', () => {
    for (const table of [
      scheme.categories,
      scheme.outcomes,
      scheme.complianceOutcomes,
      scheme.recommendationKinds,
      scheme.measures,
      ...namedInFiles(scheme),
    ]) {
      const normalised = new Map<string, string>()
      for (const { code, name, alsoSpelt } of table) {
        for (const spelling of [name, ...alsoSpelt]) {
          const key = spelling.toLowerCase().replaceAll(/[^a-z]/g, '')
          expect(normalised.get(key) ?? code).toBe(code)
          normalised.set(key, code)
        }
      }
    }
  })

  it('make every measure from sets that exist', () => {
    const known = countedSets(scheme)
    for (const measure of scheme.measures) {
      const used = [
        ...measure.numerator,
        ...(measure.denominator.kind === 'share' ? measure.denominator.of : []),
      ]
      expect(used.filter((set) => !known.has(set))).toEqual([])
    }
  })

  it('name no measure on the site that does not exist', () => {
    const codes = scheme.measures.map(({ code }) => code)
    for (const { measure, rate, late, unsettled } of scheme.site.largeMeasures) {
      for (const named of [measure, rate, late?.measure, unsettled?.measure]) {
        if (named !== undefined) expect(codes).toContain(named)
      }
    }
  })

  it('put only shares large, and beside them rates of the same numerator', () => {
    const byCode = new Map(scheme.measures.map((measure) => [measure.code, measure]))
    for (const { measure, rate } of scheme.site.largeMeasures) {
      expect(byCode.get(measure)?.denominator.kind).toBe('share')
      if (rate === undefined) continue
      expect(byCode.get(rate)).toMatchObject({
        numerator: byCode.get(measure)?.numerator,
        denominator: { kind: 'rate' },
      })
    }
  })

  it('count rates against the population that estimates are kept of', () => {
    for (const { denominator } of scheme.measures) {
      if (denominator.kind === 'rate') expect(denominator.base).toBe(scheme.population.counted)
    }
  })

  it('count everything upheld as investigated', () => {
    expect(scheme.outcomes.filter((outcome) => outcome.isUpheld && !outcome.isInvestigation)).toEqual([])
  })
})

function countedSets(scheme: Scheme): ReadonlySet<CountedSet> {
  return new Set<CountedSet>([
    ...scheme.categories.map(({ code }) => `received:${code}` as const),
    ...scheme.outcomes.map(({ code }) => `decided:${code}` as const),
    ...scheme.complianceOutcomes.map(({ code }) => `complied:${code}` as const),
    'remedied-before',
    'unsettled',
  ])
}

/** The tables that files of an authority's own complaints name entries of. */
function namedInFiles({ ownComplaints }: Scheme) {
  const { statutoryProcesses, outcomes, refusalGrounds, remedies } = ownComplaints
  return [statutoryProcesses, outcomes, refusalGrounds, remedies]
}
