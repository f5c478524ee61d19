import { yearInWords } from '../../scheme/printed-dates.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import type { Counts } from '../../statistics/figure.ts'
import { number } from './measure-words.ts'

/** What one figure counts, in sentences, for one year. docs/methodology.md has the whole definition. */
export function whatIsCounted(
  scheme: Scheme,
  measure: Measure,
  year: ReportingYear,
  counts: Counts,
): readonly string[] {
  const definition = measure.wording.definition(yearInWords(scheme, year))
  return isOfInvestigations(scheme, measure)
    ? [...definition, ...notInvestigated(scheme, counts)]
    : definition
}

/** A share whose base is every investigation, and nothing else. */
function isOfInvestigations(scheme: Scheme, { denominator }: Measure): boolean {
  if (denominator.kind !== 'share') return false
  const { of: base } = denominator
  const investigations = scheme.outcomes.filter(({ isInvestigation }) => isInvestigation)
  return (
    base.length === investigations.length &&
    investigations.every(({ code }) => base.includes(`decided:${code}`))
  )
}

function notInvestigated(scheme: Scheme, counts: Counts): readonly string[] {
  let others = 0
  for (const outcome of scheme.outcomes) {
    if (outcome.isInvestigation) continue
    const count = counts.get(`decided:${outcome.code}`)
    if (count === undefined) return []
    others += count
  }
  if (others === 0) return []
  return [
    others === 1
      ? '1 other decision was not an investigation and is in neither number.'
      : `${number(others)} other decisions were not investigations and are in neither number.`,
  ]
}
