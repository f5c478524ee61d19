import { type IsoDate, type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import type { Demonstration } from './demonstration.ts'
import type { InventedCase } from './invented-casework.ts'

/** A case that is put on record wrongly before its year is released, and put right afterwards. */
export type InventedMistake = {
  readonly year: ReportingYear
  /** Slug of the authority. */
  readonly authority: string
  readonly reference: string
  /** As it was released. The invented case itself says what is right. */
  readonly wrong: MistakenFacts
  readonly right: MistakenFacts
  readonly correctedAt: Date
  readonly reason: string
}

/** What the mistakes are about: how a case was decided, and how its agreed actions ended. */
export type MistakenFacts = Pick<InventedCase, 'outcome' | 'isRemediedBefore' | 'complianceOutcome'>

type MistakeToMake = Pick<InventedMistake, 'correctedAt' | 'reason'> & {
  readonly year: number
  /** It is made about the first such case of an authority of this kind. */
  readonly kind: string
  readonly counts: 'decidedOn' | 'complianceRecordedOn'
  readonly right: Partial<MistakenFacts>
  readonly wrong: Partial<MistakenFacts>
}

/** One of a year whose letters have an edition, so that a letter is written again; one that changes no letter. */
const mistakesToMake: readonly MistakeToMake[] = [
  {
    year: 2019,
    kind: 'london',
    counts: 'complianceRecordedOn',
    right: { complianceOutcome: 'satisfied' },
    wrong: { complianceOutcome: 'not-satisfied' },
    correctedAt: new Date('2020-11-12T10:00:00Z'),
    reason:
      'In one case the agreed actions were recorded as not carried out. They had been, and in time: the evidence had been filed with another case.',
  },
  {
    year: 2022,
    kind: 'unitary',
    counts: 'decidedOn',
    right: { outcome: 'not-upheld' },
    wrong: { outcome: 'upheld', isRemediedBefore: false },
    correctedAt: new Date('2024-07-02T09:00:00Z'),
    reason: 'One case was recorded as upheld. The investigation had found no fault.',
  },
]

export const mistakenYears: readonly number[] = mistakesToMake.map(({ year }) => year)

/** The mistakes of the demonstration, in the order in which they were corrected. */
export function inventMistakes({
  authorities,
  cases,
}: Pick<Demonstration, 'authorities' | 'cases'>): readonly InventedMistake[] {
  const kinds = new Map(authorities.map(({ slug, kind }) => [slug, kind]))
  const inOrder = cases.toSorted((one, other) => (one.reference < other.reference ? -1 : 1))
  return mistakesToMake.map(({ year, kind, counts, right, wrong, correctedAt, reason }) => {
    const found = inOrder.find(
      (candidate) =>
        kinds.get(candidate.authority) === kind &&
        isIn(year, candidate[counts]) &&
        Object.entries(right).every(([fact, value]) => candidate[fact as keyof MistakenFacts] === value),
    )
    if (!found) throw new Error(`the demonstration of ${year} has no case to be mistaken about`)
    const { authority, reference, outcome, isRemediedBefore, complianceOutcome } = found
    const facts = { outcome, isRemediedBefore, complianceOutcome }
    return {
      year: reportingYear(year),
      authority,
      reference,
      right: facts,
      wrong: { ...facts, ...wrong },
      correctedAt,
      reason,
    }
  })
}

/** Whether a day is one of the reporting year that begins in April of this year. */
function isIn(year: number, day: IsoDate | null): boolean {
  return day !== null && day >= `${year}-04-01` && day <= `${year + 1}-03-31`
}
