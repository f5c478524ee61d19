import type { IsoDate } from '../scheme/reporting-year.ts'
import { yearUnderReview } from './calibration.ts'
import { dateOf, dayOf } from './day.ts'
import type { InventedCase } from './invented-casework.ts'
import { type Random, random } from './random.ts'
import type { StatementActions } from './statement-matter.ts'
import { statementMatter } from './statement-matters.ts'
import { writeText } from './statement-template.ts'

/** A recommendation with what becomes public of it. */
export type SettledRecommendation = {
  readonly kind: string
  readonly dueOn: IsoDate
  /** What an improvement to a service is; null for a remedy of the person's own. */
  readonly summary: string | null
  readonly settledOn: IsoDate | null
  readonly settlement: Settlement | null
}

export type SettledCase = Omit<InventedCase, 'recommendations'> & {
  readonly recommendations: readonly SettledRecommendation[]
}

type Settlement = 'satisfied' | 'satisfied-late' | 'not-satisfied'

/**
 * Says of every recommendation what it is and how it ended, so that together they make the case's compliance
 * outcome.
 */
export function settleRecommendations(seed: number, cases: readonly InventedCase[]): SettledCase[] {
  return cases.map((invented) => {
    if (invented.recommendations.length === 0) return { ...invented, recommendations: [] }
    const chance = random(seed, `recommendations ${invented.reference}`)
    // What ended in the year under review leaves the words chosen for earlier years as they were.
    const end = isAfterReleases(invented.complianceRecordedOn)
      ? random(seed, `settlements ${invented.reference}`)
      : chance
    const last = invented.recommendations.length - 1
    return {
      ...invented,
      recommendations: invented.recommendations.map(({ kind, dueOn }, at) => ({
        kind,
        dueOn,
        summary: improvementSummary(chance, invented, kind),
        ...settle(end, invented, dueOn, at === last),
      })),
    }
  })
}

function isAfterReleases(day: IsoDate | null): boolean {
  return day !== null && day >= `${yearUnderReview}-04-01`
}

/** What was due last decides how the case ends; whatever came before it was done on time. */
function settle(
  chance: Random,
  { decidedOn, complianceOutcome, complianceRecordedOn }: InventedCase,
  dueOn: IsoDate,
  isDeciding: boolean,
): Pick<SettledRecommendation, 'settledOn' | 'settlement'> {
  if (complianceOutcome === null || complianceRecordedOn === null || decidedOn === null) {
    return { settledOn: null, settlement: null }
  }
  if (isDeciding && complianceOutcome === 'not-satisfied') {
    return { settledOn: complianceRecordedOn, settlement: 'not-satisfied' }
  }
  if (isDeciding && complianceOutcome === 'satisfied-late') {
    const settledOn = dateOf(chance.between(dayOf(dueOn) + 1, dayOf(complianceRecordedOn)))
    return { settledOn, settlement: 'satisfied-late' }
  }
  const latest = Math.min(dayOf(dueOn), dayOf(complianceRecordedOn))
  const earliest = Math.min(latest, Math.max(dayOf(decidedOn) + 3, latest - 20))
  return { settledOn: dateOf(chance.between(earliest, latest)), settlement: 'satisfied' }
}

const improvementsAnywhere: Readonly<Pick<StatementActions, 'procedure' | 'training' | 'information'>> = {
  procedure: [
    'review a sample of similar cases to see whether others were affected, and put right what it finds',
    'review its procedure with what was learned from this case',
  ],
  training: [
    'share this decision with the staff concerned and discuss what can be learned from it',
    'include this case, without names, in the training of new staff',
  ],
  information: [
    'remind the staff concerned of what its procedure says',
    'add what was learned to its guidance for staff',
  ],
}

function improvementSummary(
  chance: Random,
  { category, subcategory }: InventedCase,
  kind: string,
): string | null {
  if (kind !== 'procedure' && kind !== 'training' && kind !== 'information') return null
  const own = statementMatter(category, subcategory).actions[kind]
  const choices = chance.unit() < 0.75 ? own : improvementsAnywhere[kind]
  const text = writeText(choices[chance.between(0, choices.length - 1)] ?? '', {}, chance)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
