import { spellingKey } from './spelling.ts'

/** The three case-level files of a year. */
export const caseParts = ['received', 'decided', 'compliance'] as const
export type CasePart = (typeof caseParts)[number]

/** What stands in each of the files: "the file of decided complaints". */
export const partWords: Readonly<Record<CasePart, string>> = {
  received: 'received complaints',
  decided: 'decided complaints',
  compliance: 'compliance results',
}

export type CaseColumnKey =
  | 'reference'
  | 'authority'
  | 'category'
  | 'subcategory'
  | 'received'
  | 'decided'
  | 'outcome'
  | 'investigated'
  | 'upheld'
  | 'remedied-before'
  | 'recommendation'
  | 'recommendation-due'
  | 'compliance-result'
  | 'recorded'
  | 'authority-reference'
  | 'authority-service'

type CaseColumn = {
  readonly key: CaseColumnKey
  readonly heading: string
  /** Other headings met in files; case, spaces and punctuation do not count. */
  readonly alsoSpelt: readonly string[]
  /** In which files it may stand, and in which it must. */
  readonly parts: Readonly<Partial<Record<CasePart, 'required' | 'optional'>>>
}

/** Every column of the case-level files; docs/data-dictionary.md explains each of them. */
export const caseColumns: readonly CaseColumn[] = [
  {
    key: 'reference',
    heading: 'Reference',
    alsoSpelt: [
      'Ref',
      'Reference number',
      'Case reference',
      'Case ref',
      'Case number',
      'Case ID',
      'Complaint reference',
      'Complaint ID',
      'Our reference',
    ],
    parts: { received: 'required', decided: 'required', compliance: 'required' },
  },
  {
    key: 'authority',
    heading: 'Authority',
    alsoSpelt: [
      'Authority name',
      'Local authority',
      'Council',
      'Council name',
      'Organisation',
      'Organisation name',
      'Body',
      'Authority code',
      'GSS code',
    ],
    parts: { received: 'required', decided: 'required', compliance: 'required' },
  },
  {
    key: 'category',
    heading: 'Category',
    alsoSpelt: ['Subject', 'Service', 'Service area'],
    parts: { received: 'required', decided: 'optional', compliance: 'optional' },
  },
  {
    key: 'subcategory',
    heading: 'Subcategory',
    alsoSpelt: ['Topic', 'Subject detail', 'Subsubject'],
    parts: { received: 'optional', decided: 'optional', compliance: 'optional' },
  },
  {
    key: 'received',
    heading: 'Received',
    alsoSpelt: ['Received on', 'Received date', 'Date received', 'Date of receipt'],
    parts: { received: 'required', decided: 'optional' },
  },
  {
    key: 'decided',
    heading: 'Decided',
    alsoSpelt: ['Decided on', 'Decided date', 'Date decided', 'Decision date', 'Date of decision'],
    parts: { decided: 'required', compliance: 'optional' },
  },
  {
    key: 'outcome',
    heading: 'Outcome',
    alsoSpelt: ['Decision', 'Decision outcome', 'Complaint outcome', 'Outcome of decision'],
    parts: { decided: 'required' },
  },
  {
    key: 'investigated',
    heading: 'Investigated',
    alsoSpelt: ['Was investigated', 'Is investigated', 'Investigation'],
    parts: { decided: 'optional' },
  },
  {
    key: 'upheld',
    heading: 'Upheld',
    alsoSpelt: ['Was upheld', 'Is upheld', 'Complaint upheld'],
    parts: { decided: 'optional' },
  },
  {
    key: 'remedied-before',
    heading: 'Remedied before',
    alsoSpelt: [
      'Already remedied',
      'Remedy before',
      'Remedied before the Ombudsman was involved',
      'Satisfactory remedy',
      'Satisfactory remedy before',
      'Satisfactorily remedied before',
    ],
    parts: { decided: 'required' },
  },
  {
    key: 'recommendation',
    heading: 'Recommendation',
    alsoSpelt: ['Recommendation kind', 'Recommendation type', 'Agreed action', 'Remedy', 'Remedy type'],
    parts: { decided: 'optional', compliance: 'optional' },
  },
  {
    key: 'recommendation-due',
    heading: 'Recommendation due',
    alsoSpelt: [
      'Recommendation due date',
      'Due',
      'Due on',
      'Due date',
      'Remedy due',
      'Remedy due date',
      'Target date',
      'Remedy target date',
    ],
    parts: { decided: 'optional', compliance: 'optional' },
  },
  {
    key: 'compliance-result',
    heading: 'Compliance result',
    alsoSpelt: [
      'Compliance',
      'Compliance outcome',
      'Remedy outcome',
      'Satisfaction outcome',
      'Result',
      'Outcome',
    ],
    parts: { compliance: 'required' },
  },
  {
    key: 'recorded',
    heading: 'Recorded',
    alsoSpelt: [
      'Recorded on',
      'Recorded date',
      'Date recorded',
      'Compliance date',
      'Compliance recorded',
      'Date compliance recorded',
      'Outcome recorded',
      'Date outcome recorded',
    ],
    parts: { compliance: 'required' },
  },
  {
    key: 'authority-reference',
    heading: 'Authority reference',
    alsoSpelt: [
      "Authority's reference",
      "Authority's own reference",
      'Council reference',
      'Council ref',
      "Council's reference",
      'Their reference',
    ],
    parts: { received: 'optional', decided: 'optional', compliance: 'optional' },
  },
  {
    key: 'authority-service',
    heading: 'Authority service',
    alsoSpelt: ["Authority's service", 'Council service', "Council's service", 'Service label', 'Department'],
    parts: { received: 'optional', decided: 'optional', compliance: 'optional' },
  },
]

/** The columns of one file. Where every row is about one given authority, the file need not name it. */
export function columnsOf(
  part: CasePart,
  isOneAuthority: boolean,
): readonly (CaseColumn & { readonly isRequired: boolean })[] {
  return caseColumns.flatMap((column) => {
    const need = column.parts[part]
    if (need === undefined) return []
    const isRequired = need === 'required' && !(isOneAuthority && column.key === 'authority')
    return [{ ...column, isRequired }]
  })
}

/**
 * The file that a table's headings rather belong to, with those headings that this one does not know. A file of
 * decisions may well have all that a file of receipts needs, and yet not hold all the complaints received.
 */
export function otherPartOf(
  headings: readonly string[],
  part: CasePart,
  isOneAuthority: boolean,
): { readonly part: CasePart; readonly headings: readonly string[] } | undefined {
  const known = spellingsIn(columnsOf(part, isOneAuthority))
  const present = new Set(headings.map(spellingKey))
  const isPresent = (column: SpeltColumn) => [...spellingsIn([column])].some((key) => present.has(key))
  const own = columnsOf(part, isOneAuthority).filter(({ isRequired }) => isRequired)
  for (const other of caseParts) {
    if (other === part) continue
    const columns = columnsOf(other, isOneAuthority)
    const required = columns.filter(({ isRequired }) => isRequired)
    const ofOther = spellingsIn(columns)
    const ofRequired = spellingsIn(required)
    const isForeign = (heading: string) =>
      !known.has(spellingKey(heading)) && ofOther.has(spellingKey(heading))
    const foreign = headings.filter(isForeign)
    const foreignRequired = foreign.filter((heading) => ofRequired.has(spellingKey(heading)))
    if (foreignRequired.length >= 2) return { part: other, headings: foreign }
    const isWholly = required.every(isPresent) && !own.every(isPresent)
    const hasNoneOfOwn = own.every((column) => !isPresent(column) || isAmong(column, columns))
    if (isWholly && (foreign.length > 0 || hasNoneOfOwn)) return { part: other, headings: foreign }
  }
  return undefined
}

function isAmong({ key }: CaseColumn, columns: readonly CaseColumn[]): boolean {
  return columns.some((column) => column.key === key)
}

type SpeltColumn = Pick<CaseColumn, 'heading' | 'alsoSpelt'>

function spellingsIn(columns: readonly SpeltColumn[]): ReadonlySet<string> {
  return new Set(columns.flatMap(({ heading, alsoSpelt }) => [heading, ...alsoSpelt]).map(spellingKey))
}
