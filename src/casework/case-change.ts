import { printDate } from '../scheme/printed-dates.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { type CaseField, type CaseRecord, caseFieldNames, caseStages, type KnownCase } from './case-record.ts'
import { authorityLookup } from './import/authority-lookup.ts'
import type { CaseColumnKey, CasePart } from './import/case-column.ts'
import { type CaseRow, caseRowReader } from './import/case-row.ts'

/** The fields of a case that somebody can change, as text; empty for what is not recorded. */
export type TypedCase = Readonly<Record<ChangeableField, string>>

export const changeableFields = [
  'category',
  'subcategory',
  'outcome',
  'decidedOn',
  'stageReached',
  'isRemediedBefore',
  'complianceOutcome',
  'complianceRecordedOn',
] as const satisfies readonly CaseField[]
export type ChangeableField = (typeof changeableFields)[number]

export type CaseChangeReading =
  | { readonly ok: true; readonly record: CaseRecord }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

type FieldProblem = { readonly field: ChangeableField; readonly reason: string }

export type CaseChangeRules = {
  readonly scheme: Scheme
  readonly yearsWithCycle: ReadonlySet<number>
  readonly today: IsoDate
}

/** A record as a form shows it before anything is typed. */
export function typedCase(record: CaseRecord): TypedCase {
  return {
    category: record.category,
    subcategory: record.subcategory ?? '',
    outcome: record.outcome ?? '',
    decidedOn: typedDate(record.decidedOn),
    stageReached: record.stageReached ?? '',
    isRemediedBefore: record.isRemediedBefore === null ? '' : record.isRemediedBefore ? 'yes' : 'no',
    complianceOutcome: record.complianceOutcome ?? '',
    complianceRecordedOn: typedDate(record.complianceRecordedOn),
  }
}

function typedDate(date: IsoDate | null): string {
  return date === null ? '' : printDate(date)
}

/**
 * Reads what somebody typed over a case by the rules of the files in which cases come, or says everything that is
 * wrong with it. A part of the case that nobody touched is not asked about.
 */
export function readCaseChange(
  typed: TypedCase,
  known: KnownCase,
  rules: CaseChangeRules,
): CaseChangeReading {
  const readings = partsTouched(typed, known.record).map((part) => ({
    part,
    ...readerOf(part, known, rules)((column) => cellOf(column, typed, known)),
  }))
  const problems = [
    ...formProblems(typed),
    ...readings.flatMap((reading) => (reading.ok ? [] : reading.problems.flatMap(problemOfColumn))),
  ]
  if (problems.length > 0) return { ok: false, problems: withoutRepetition(problems) }
  let { record } = known
  for (const reading of readings)
    if (reading.ok) record = withPart(rules.scheme, record, reading.part, reading.row, typed)
  return { ok: true, record }
}

function partsTouched(typed: TypedCase, record: CaseRecord): readonly CasePart[] {
  const before = typedCase(record)
  const isTouched = (...fields: readonly ChangeableField[]) =>
    fields.some((field) => typed[field] !== before[field])
  const parts: CasePart[] = []
  if (isTouched('category', 'subcategory')) parts.push('received')
  if (isTouched('outcome', 'decidedOn', 'stageReached', 'isRemediedBefore')) parts.push('decided')
  if (isTouched('complianceOutcome', 'complianceRecordedOn')) parts.push('compliance')
  return parts
}

function readerOf(part: CasePart, { authority }: KnownCase, rules: CaseChangeRules) {
  const { startsOn, id, slug, officialName } = authority
  return caseRowReader({
    ...rules,
    part,
    authorities: authorityLookup([]),
    onlyAuthority: {
      id,
      slug,
      officialName,
      startsOn,
      shortName: officialName,
      gssCode: null,
      kind: '',
      endsOn: null,
      otherNames: [],
      formerNames: [],
    },
  })
}

/** The cells of a row of a file that says the same. */
function cellOf(column: CaseColumnKey, typed: TypedCase, { reference, record }: KnownCase): string {
  switch (column) {
    case 'reference':
      return reference
    case 'category':
      return typed.category
    case 'subcategory':
      return typed.subcategory
    case 'received':
      return record.receivedOn ?? ''
    case 'decided':
      return typed.decidedOn
    case 'outcome':
      return typed.outcome
    case 'investigated':
      return typed.stageReached === '' ? '' : typed.stageReached === 'investigation' ? 'yes' : 'no'
    case 'remedied-before':
      return typed.isRemediedBefore
    case 'recommendation-due':
      return record.remedyDueOn ?? ''
    case 'compliance-result':
      return typed.complianceOutcome
    case 'recorded':
      return typed.complianceRecordedOn
    default:
      return ''
  }
}

function formProblems(typed: TypedCase): readonly FieldProblem[] {
  if (typed.stageReached === '' || caseStages.some((stage) => stage === typed.stageReached)) return []
  return [{ field: 'stageReached', reason: 'Stage reached: this is none of the stages. Choose one.' }]
}

/** What stands in the way of a column that the form has not cannot be put right there, and was so before. */
function problemOfColumn(fault: {
  readonly column: CaseColumnKey
  readonly problem: string
  readonly advice: string
}): readonly FieldProblem[] {
  const field = fieldOfColumn[fault.column]
  if (field === undefined) return []
  const reason = `${caseFieldNames[field]}: ${lowerFirst(fault.problem)}. ${fault.advice}`
  return [{ field, reason: reason.replace(/\b\d{4}-\d\d-\d\d\b/g, printDate) }]
}

const fieldOfColumn: Readonly<Partial<Record<CaseColumnKey, ChangeableField>>> = {
  category: 'category',
  subcategory: 'subcategory',
  outcome: 'outcome',
  decided: 'decidedOn',
  // A remedy that would be due before the decision: the date of the decision is what was typed.
  'recommendation-due': 'decidedOn',
  investigated: 'stageReached',
  'remedied-before': 'isRemediedBefore',
  'compliance-result': 'complianceOutcome',
  recorded: 'complianceRecordedOn',
}

function withoutRepetition(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems.filter(
    ({ field, reason }, index) =>
      problems.findIndex((other) => other.field === field && other.reason === reason) === index,
  )
}

function withPart(
  { outcomes }: Scheme,
  record: CaseRecord,
  part: CasePart,
  row: CaseRow,
  typed: TypedCase,
): CaseRecord {
  const hasFault = outcomes.some(({ code, isUpheld }) => isUpheld && code === row.outcome)
  switch (part) {
    case 'received':
      return { ...record, category: row.category ?? record.category, subcategory: row.subcategory }
    case 'decided':
      return {
        ...record,
        decidedOn: row.decidedOn,
        outcome: row.outcome,
        stageReached: caseStages.find((stage) => stage === typed.stageReached) ?? null,
        isRemediedBefore: row.isRemediedBefore,
        // Without fault there is nothing to put right, and nobody waits for it.
        remedyDueOn: hasFault || record.complianceOutcome !== null ? record.remedyDueOn : null,
      }
    case 'compliance':
      return {
        ...record,
        complianceOutcome: row.complianceOutcome,
        complianceRecordedOn: row.complianceRecordedOn,
      }
  }
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
