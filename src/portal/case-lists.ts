import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'

/** A case of one authority, as it is shown to that authority. */
export type ListedCase = {
  readonly reference: string
  /** What the authority itself calls the case, and the service it counts it under. */
  readonly authorityReference: string | null
  readonly authorityService: string | null
  readonly category: string
  readonly subcategory: string | null
  readonly receivedOn: IsoDate | null
  readonly decidedOn: IsoDate | null
  readonly outcome: string | null
  readonly isRemediedBefore: boolean | null
  readonly remedyDueOn: IsoDate | null
  readonly complianceRecordedOn: IsoDate | null
  readonly complianceOutcome: string | null
}

/** A counted set of one authority and year, and its cases; null where only their number was ever published. */
export type CountedCaseSet = {
  readonly set: string
  readonly count: number
  readonly cases: readonly ListedCase[] | null
}

/** The three populations of a year. A case can stand in any of them alone. */
export const caseListNames = ['received', 'decided', 'complied'] as const

export type CaseListName = (typeof caseListNames)[number]

export type CaseList = {
  readonly name: CaseListName
  readonly count: number
  /** By date, the earliest first; null where the cases behind the number are not on record. */
  readonly cases: readonly ListedCase[] | null
}

/** The year's three lists as its figures count them; what was due and not settled stands with what was. */
export function caseLists(sets: readonly CountedCaseSet[]): readonly CaseList[] {
  return caseListNames.map((name) => {
    const own = sets.filter(({ set }) => listOf(set) === name)
    const counted = own.filter(({ set }) => set !== 'unsettled')
    return {
      name,
      count: counted.reduce((sum, { count }) => sum + count, 0),
      cases: own.some(({ cases }) => cases === null)
        ? null
        : own.flatMap(({ cases }) => cases ?? []).toSorted(byDate(name)),
    }
  })
}

function listOf(set: string): CaseListName | undefined {
  if (set === 'unsettled') return 'complied'
  return caseListNames.find((name) => set.startsWith(`${name}:`))
}

function byDate(name: CaseListName) {
  return (one: ListedCase, other: ListedCase) =>
    `${dateIn(name, one)} ${one.reference}` < `${dateIn(name, other)} ${other.reference}` ? -1 : 1
}

/** The date that puts a case into a list. */
function dateIn(
  name: CaseListName,
  { receivedOn, decidedOn, complianceRecordedOn, remedyDueOn }: ListedCase,
) {
  switch (name) {
    case 'received':
      return receivedOn
    case 'decided':
      return decidedOn
    case 'complied':
      return complianceRecordedOn ?? remedyDueOn
  }
}

/** "Housing: Allocations". */
export function subjectWords(scheme: Scheme, { category, subcategory }: ListedCase): string {
  const name = scheme.categories.find(({ code }) => code === category)?.name ?? category
  return subcategory === null ? name : `${name}: ${subcategory}`
}

export function outcomeWords(scheme: Scheme, { outcome }: ListedCase): string {
  return scheme.outcomes.find(({ code }) => code === outcome)?.name ?? outcome ?? ''
}

/** What became of what was agreed, or that it was due and is not settled. */
export function complianceWords(scheme: Scheme, { complianceOutcome }: ListedCase): string {
  if (complianceOutcome === null) return 'Due, not settled'
  return scheme.complianceOutcomes.find(({ code }) => code === complianceOutcome)?.name ?? complianceOutcome
}
