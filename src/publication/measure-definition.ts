import { formatDate } from '../letters/letter-words.ts'
import type { ReportingYear } from '../scheme/reporting-year.ts'
import { lastDay } from '../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../scheme/scheme.ts'
import type { Counts } from '../statistics/figure.ts'
import { periodOf } from './dates.ts'
import { number } from './measure-words.ts'

/** What one figure counts, in sentences, for one year. docs/methodology.md has the whole definition. */
export function whatIsCounted(
  scheme: Scheme,
  measure: Measure,
  year: ReportingYear,
  counts: Counts,
): readonly string[] {
  const period = periodOf(scheme, year)
  switch (measure.code) {
    case 'complaints-upheld':
      return [
        `Decisions made from ${period} after an investigation, also where fault was accepted before it began.`,
        ...notInvestigated(scheme, counts),
      ]
    case 'upheld-per-100000':
      return [
        `Complaints upheld from ${period}, set beside the number of residents so that large and small councils can be compared.`,
      ]
    case 'compliance':
      return [
        `Cases whose agreed actions were settled from ${period}, whenever the complaint was decided. Each case counts once.`,
        'Actions carried out late count as carried out.',
      ]
    case 'late-compliance':
      return [
        `Of the cases whose agreed actions were carried out from ${period}, those settled after the agreed date.`,
      ]
    case 'unsettled':
      return [
        `Cases whose agreed actions were due by ${formatDate(lastDay(scheme, year))} and whose outcome had not been recorded on that day.`,
      ]
    case 'satisfactory-remedy':
      return [
        `Complaints upheld from ${period} where the council had already offered what the Ombudsman agreed was a proper remedy.`,
      ]
    case 'received':
      return [`Complaints that reached the Ombudsman from ${period}, whenever they were decided.`]
    case 'decided':
      return [`Complaints the Ombudsman decided from ${period}, whenever they came, whatever the outcome.`]
    default:
      return [`${measure.name}: ${measure.plainWords}, from ${period}.`]
  }
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
