import { canonicalJson, type JsonValue } from '../audit/audit-chain.ts'
import type { AuthorityId } from '../authorities/authority.ts'
import { printDate } from '../scheme/printed-dates.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { CaseReference } from './case-reference.ts'

export const caseStages = ['intake', 'assessment', 'investigation'] as const
export type CaseStage = (typeof caseStages)[number]

/** What is on record of a case. Null is what nobody has recorded. */
export type CaseRecord = {
  readonly category: string
  readonly subcategory: string | null
  readonly receivedOn: IsoDate | null
  readonly decidedOn: IsoDate | null
  readonly outcome: string | null
  readonly stageReached: CaseStage | null
  readonly isRemediedBefore: boolean | null
  /** The latest due date of its recommendations. */
  readonly remedyDueOn: IsoDate | null
  readonly complianceOutcome: string | null
  readonly complianceRecordedOn: IsoDate | null
}

export type CaseField = keyof CaseRecord

/** A case with where it stands. */
export type KnownCase = {
  readonly authority: {
    readonly id: AuthorityId
    readonly slug: string
    readonly officialName: string
    readonly startsOn: IsoDate | null
  }
  readonly complaintId: number
  readonly reference: CaseReference
  readonly record: CaseRecord
}

/** What each field of a record is called, in the order in which a case goes. */
export const caseFieldNames: Readonly<Record<CaseField, string>> = {
  category: 'Category',
  subcategory: 'Subcategory',
  receivedOn: 'Received',
  decidedOn: 'Decided',
  outcome: 'Outcome',
  stageReached: 'Stage reached',
  isRemediedBefore: 'Remedied before it came here',
  remedyDueOn: 'Remedy due',
  complianceOutcome: 'Compliance outcome',
  complianceRecordedOn: 'Compliance recorded',
}

/** Object.keys loses the type of its keys. */
export const caseFields = Object.keys(caseFieldNames) as readonly CaseField[]

/** The fields in which two records differ. */
export function changedFields(before: CaseRecord, after: CaseRecord): readonly CaseField[] {
  return caseFields.filter((field) => before[field] !== after[field])
}

/** Some fields of a record, and no others. */
export function fieldsOf(record: CaseRecord, fields: readonly CaseField[]): Partial<CaseRecord> {
  return Object.fromEntries(fields.map((field) => [field, record[field]]))
}

/**
 * Names exactly what was on record when a page was made. A form carries it, so that whoever acts on the form can tell
 * whether somebody else changed the case meanwhile, and what.
 */
export function recordMark(record: CaseRecord): string {
  return canonicalJson(record)
}

/** What was changed since a mark was made; undefined where the text is no mark of ours. */
export function changesSince(mark: string, record: CaseRecord): readonly RecordChange[] | undefined {
  const seen = parseMark(mark)
  if (seen === undefined) return undefined
  return changedFields(seen, record).map((field) => ({ field, before: seen[field], after: record[field] }))
}

/** One field of a case that was changed. */
export type RecordChange = {
  readonly field: CaseField
  readonly before: CaseRecord[CaseField]
  readonly after: CaseRecord[CaseField]
}

function parseMark(mark: string): CaseRecord | undefined {
  try {
    const value: JsonValue = JSON.parse(mark)
    const isRecord =
      typeof value === 'object' &&
      value !== null &&
      caseFields.every((field) => field in value && isPlain((value as Record<string, JsonValue>)[field]))
    return isRecord ? (value as CaseRecord) : undefined
  } catch {
    return undefined
  }
}

function isPlain(value: JsonValue | undefined): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean'
}

/** A value of a record as people read it: "Upheld", "20 November 2023", "yes", "not recorded". */
export function printCaseValue(scheme: Scheme, field: CaseField, value: CaseRecord[CaseField]): string {
  if (value === null) return 'not recorded'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  switch (field) {
    case 'category':
      return nameIn(scheme.categories, value)
    case 'outcome':
      return nameIn(scheme.outcomes, value)
    case 'complianceOutcome':
      return nameIn(scheme.complianceOutcomes, value)
    case 'receivedOn':
    case 'decidedOn':
    case 'remedyDueOn':
    case 'complianceRecordedOn':
      return isDate(value) ? printDate(value) : value
    default:
      return value
  }
}

function nameIn(entries: readonly { readonly code: string; readonly name: string }[], code: string): string {
  return entries.find((entry) => entry.code === code)?.name ?? code
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text)
}
