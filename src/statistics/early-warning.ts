import type { ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { chanceOfAtLeast, type Expectation, resultsInside } from './comparison.ts'
import { breaksBetween } from './years-together.ts'

/** Complaints upheld about one authority, by service area (category code); an area that is absent had none. */
export type UpheldByArea = ReadonlyMap<string, number>

/** A service area with more upheld than the authority's own earlier years lead to expect. */
export type EarlyWarning = {
  readonly category: string
  readonly upheld: number
  readonly earlier: { readonly upheld: number; readonly yearCount: number }
  /** How probable so many or more are, if nothing has changed. */
  readonly chance: number
}

export type EarlyWarnings = {
  readonly warnings: readonly EarlyWarning[]
  /** How many warnings chance alone would give: never shown apart. */
  readonly expectedByChance: number
}

/** Of 200 service areas in which nothing has changed, at most one a year is warned of. */
const falseAlarmRate = 1 / 200

/**
 * Warns of service areas in which one authority had more upheld in a year than its own earlier years since the
 * last break lead to expect (docs/methodology.md, "Early warning"). Years whose decisions are not known in full
 * are not given. Undefined where the year itself, or every earlier year it could be held against, is not known.
 */
export function earlyWarnings(
  scheme: Scheme,
  year: ReportingYear,
  upheldByYear: ReadonlyMap<ReportingYear, UpheldByArea>,
): EarlyWarnings | undefined {
  const current = upheldByYear.get(year)
  const earlierYears = [...upheldByYear].filter(
    ([earlier]) => earlier < year && breaksBetween(scheme, earlier, year).length === 0,
  )
  const yearCount = earlierYears.length
  if (!current || yearCount === 0) return undefined
  const warnings: EarlyWarning[] = []
  let expectedByChance = 0
  for (const { code: category } of scheme.categories) {
    const upheld = current.get(category) ?? 0
    const upheldEarlier = earlierYears.reduce((sum, [, areas]) => sum + (areas.get(category) ?? 0), 0)
    // If nothing has changed, each of them is as likely to fall in one year as in another.
    const expectation = { trials: upheld + upheldEarlier, chance: { of: 1, in: yearCount + 1 } }
    const leastWarned = leastWarnedOf(expectation)
    expectedByChance += chanceOfAtLeast(expectation, leastWarned)
    if (upheld < leastWarned) continue
    warnings.push({
      category,
      upheld,
      earlier: { upheld: upheldEarlier, yearCount },
      chance: chanceOfAtLeast(expectation, upheld),
    })
  }
  return { warnings, expectedByChance }
}

/** The least number in the last year, of all these, that is warned of; one more than all if none is. */
export function leastWarnedOf(expectation: Expectation): number {
  return resultsInside(expectation, falseAlarmRate).most + 1
}
