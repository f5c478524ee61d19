import { type CaseField, type CaseRecord, printCaseValue } from '../../casework/case-record.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { CountedSet, Scheme } from '../../scheme/scheme.ts'

/** How one field of a case changes: "the outcome changes from not upheld to" and, in ink, "upheld". */
export type PrintedFieldChange = { readonly opening: string; readonly value: string }

/** Each changed field of a case in words. */
export function fieldChanges(
  scheme: Scheme,
  fields: readonly CaseField[],
  before: CaseRecord,
  after: CaseRecord,
): readonly PrintedFieldChange[] {
  return fields.map((field) => ({
    opening: `${changeWords[field]} changes from ${inSentence(scheme, field, before[field])} to`,
    value: inSentence(scheme, field, after[field]),
  }))
}

const changeWords: Readonly<Record<CaseField, string>> = {
  category: 'the category',
  subcategory: 'the subcategory',
  receivedOn: 'the day of receipt',
  decidedOn: 'the day of the decision',
  outcome: 'the outcome',
  stageReached: 'the stage reached',
  isRemediedBefore: '“remedied before it came here”',
  remedyDueOn: 'the day the remedy is due',
  complianceOutcome: 'the compliance outcome',
  complianceRecordedOn: 'the day compliance was recorded',
}

function inSentence(scheme: Scheme, field: CaseField, value: CaseRecord[CaseField]): string {
  const printed = printCaseValue(scheme, field, value)
  return field === 'subcategory' ? printed : printed.slice(0, 1).toLowerCase() + printed.slice(1)
}

/** Counted sets in the order in which a case goes: received, decided, complied. */
export function inCaseOrder(sets: readonly CountedSet[]): readonly CountedSet[] {
  const order = ['received', 'decided', 'remedied-before', 'complied', 'unsettled']
  const place = (set: CountedSet) => order.indexOf(set.split(':')[0] ?? '')
  return sets.toSorted((one, other) => place(one) - place(other))
}

/** The measures that count a case of these sets, and those in whose base alone it stands. */
export function measuresOf(
  scheme: Scheme,
  sets: readonly CountedSet[],
): { readonly counted: readonly string[]; readonly inBase: readonly string[] } {
  const isIn = (others: readonly CountedSet[]) => others.some((set) => sets.includes(set))
  const counted = scheme.measures.filter(({ numerator }) => isIn(numerator))
  const inBase = scheme.measures.filter(
    (measure) =>
      !counted.includes(measure) && measure.denominator.kind === 'share' && isIn(measure.denominator.of),
  )
  return { counted: counted.map(({ name }) => name), inBase: inBase.map(({ name }) => name) }
}

/** How a case stands in one sentence, its outcome first. */
export function caseStanding(
  scheme: Scheme,
  record: CaseRecord,
): { readonly decisive: string; readonly rest: string } {
  const { decidedOn, receivedOn, outcome, complianceOutcome, remedyDueOn } = record
  if (outcome === null || decidedOn === null) {
    const received = receivedOn === null ? '' : `Received on ${printDate(receivedOn)}.`
    return { decisive: 'Not decided yet.', rest: received }
  }
  const compliance =
    complianceOutcome !== null
      ? ` Compliance: ${inSentence(scheme, 'complianceOutcome', complianceOutcome)}.`
      : remedyDueOn !== null
        ? ` The remedy is due on ${printDate(remedyDueOn)}.`
        : ''
  return {
    decisive: `${printCaseValue(scheme, 'outcome', outcome)}.`,
    rest: `Decided on ${printDate(decidedOn)}.${compliance}`,
  }
}
