import { readDate } from '../authorities/written-date.ts'
import { readCaseReference } from '../casework/case-reference.ts'
import type { ExpectedColumn } from '../casework/import/column-recognition.ts'
import { findBySpelling } from '../casework/import/spelling.ts'
import type { TableRow } from '../casework/import/table.ts'
import { openTables } from '../casework/import/table-file.ts'
import { type HeadedTable, headedTable } from '../casework/import/table-heading.ts'
import { UnreadableFile } from '../casework/import/unreadable-file.ts'
import { declaredBytes } from '../casework/import/workbook-size.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { CaseListName } from './case-lists.ts'

/** One row of the list an authority keeps itself; what a row leaves empty is null. */
export type OwnRow = {
  /** As a spreadsheet program numbers it. */
  readonly number: number
  /** Of the Ombudsman's. At least one of the two is there. */
  readonly reference: string | null
  readonly ownReference: string | null
  readonly service: string | null
  /** What it says of the case, in the scheme's codes and in days; of the facts its list is about alone. */
  readonly facts: ReadonlyMap<ComparedFact, string>
}

/** What two lists can say differently of one case. */
export type ComparedFact = 'category' | 'received' | 'decided' | 'outcome' | 'due' | 'recorded' | 'result'

/** The facts that each of the three lists is about. */
const factsOf: Readonly<Record<CaseListName, readonly ComparedFact[]>> = {
  received: ['category', 'received'],
  decided: ['category', 'received', 'decided', 'outcome'],
  complied: ['category', 'decided', 'due', 'recorded', 'result'],
}

export type OwnList = {
  readonly rows: readonly OwnRow[]
  /** Which of the facts it has a column for. */
  readonly facts: readonly ComparedFact[]
  /** Words that stand for none of the scheme's, such as "Fault found": they are left out of the comparison. */
  readonly unknownWords: readonly string[]
}

export type OwnListReading =
  | { readonly ok: true; readonly list: OwnList }
  | { readonly ok: false; readonly reason: string }

/** What a file may have: no authority has more cases in ten years. */
export const mostBytesOfList = 5_000_000
const mostRows = 20_000
/** A workbook is an archive: what it says it unpacks to is looked at before it is unpacked. */
const mostUnpackedBytes = 100_000_000

/** Reads the list that an authority keeps itself. What is wrong with it is said in one sentence. */
export async function readOwnList(
  scheme: Scheme,
  name: CaseListName,
  content: Uint8Array,
): Promise<OwnListReading> {
  if (content.length > mostBytesOfList) {
    return refused('The file is larger than 5 MB. Save the rows of one year alone, and send that.')
  }
  try {
    if (declaredBytes(content) > mostUnpackedBytes) {
      return refused('The workbook unpacks to more than 100 MB. Save the sheet with the cases as CSV.')
    }
    const limits = { workbookRowLimit: mostRows, asPercentages: false }
    const columns = columnsOf(scheme, name)
    const headed: HeadedTable<ColumnKey>[] = []
    for (const table of await openTables(content, limits)) {
      const one = await headedTable(table, () => columns)
      if (one) headed.push(one)
    }
    const [best] = headed.toSorted((one, other) => other.positions.size - one.positions.size)
    if (!best) return refused('The file has no rows. Choose the one that has your cases.')
    const fault = headingFault(best)
    return fault === undefined ? await readRows(scheme, name, best) : refused(fault)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const row = error.row === undefined ? '' : `Row ${error.row}: `
    return refused(`${row}${error.message}. ${error.advice}`)
  }
}

function refused(reason: string): OwnListReading & { readonly ok: false } {
  return { ok: false, reason }
}

type ColumnKey = 'reference' | 'own-reference' | 'service' | ComparedFact

function columnsOf(scheme: Scheme, name: CaseListName): readonly ExpectedColumn<ColumnKey>[] {
  const wanted: readonly ColumnKey[] = ['reference', 'own-reference', 'service', ...factsOf[name]]
  return wanted.map((key) => ({ key, isRequired: false, ...spellingsOf(scheme, name, key) }))
}

type Spellings = Pick<ExpectedColumn<ColumnKey>, 'heading' | 'alsoSpelt'>

/** "Our reference" is the authority's here: this is its list. */
function spellingsOf(scheme: Scheme, name: CaseListName, key: ColumnKey): Spellings {
  switch (key) {
    case 'reference': {
      const initials = scheme.serviceName.replace(/\band\b|[^\p{Lu}]/gu, '')
      const theirs = ['Ombudsman', "Ombudsman's", scheme.serviceName, initials]
      const words = [
        'reference',
        'reference number',
        'ref',
        'ref no',
        'case reference',
        'case number',
        'number',
      ]
      return {
        heading: 'Ombudsman reference',
        alsoSpelt: [
          ...theirs.flatMap((whose) => words.map((word) => `${whose} ${word}`)),
          ...['Reference', 'Ref', 'Reference number', 'Case reference', 'Case ref', 'Case number', 'Case ID'],
          ...['Complaint reference', 'Complaint ID', 'Their reference', 'Your reference', 'Your ref'],
        ],
      }
    }
    case 'own-reference':
      return {
        heading: 'Own reference',
        alsoSpelt: [
          ...[
            'Our reference',
            'Our ref',
            'Own ref',
            'Council reference',
            'Council ref',
            'Authority reference',
          ],
          ...['Authority ref', 'Internal reference', 'Local reference', 'Authority_reference'],
        ],
      }
    case 'service':
      return {
        heading: 'Service',
        alsoSpelt: ['Service area', 'Authority service', 'Department', 'Directorate', 'Team', 'Division'],
      }
    case 'category':
      return { heading: 'Category', alsoSpelt: ['Subject', 'Ombudsman category'] }
    case 'received':
      return {
        heading: 'Received',
        alsoSpelt: ['Received on', 'Received date', 'Date received', 'Date of receipt'],
      }
    case 'decided':
      return {
        heading: 'Decided',
        alsoSpelt: ['Decided on', 'Decided date', 'Date decided', 'Decision date', 'Date of decision'],
      }
    case 'outcome':
      return { heading: 'Outcome', alsoSpelt: ['Decision', 'Decision outcome', 'Ombudsman decision'] }
    case 'due':
      return {
        heading: 'Due',
        alsoSpelt: ['Due on', 'Due date', 'Remedy due', 'Remedy due on', 'Remedy due date', 'Target date'],
      }
    case 'recorded':
      return {
        heading: 'Recorded',
        alsoSpelt: [
          ...['Recorded on', 'Date recorded', 'Compliance recorded', 'Compliance recorded on'],
          ...['Compliance date', 'Date closed', 'Closed'],
        ],
      }
    case 'result':
      return {
        heading: 'Compliance outcome',
        alsoSpelt: [
          ...['Compliance', 'Compliance result', 'Remedy outcome', 'Result'],
          ...(name === 'complied' ? ['Outcome'] : []),
        ],
      }
  }
}

function headingFault({ positions, headings, problems }: HeadedTable<ColumnKey>): string | undefined {
  const [problem] = problems
  if (problem) return `${problem.problem}. ${problem.advice}`
  if (positions.has('reference') || positions.has('own-reference')) return undefined
  const met = headings.filter((heading) => heading !== '').slice(0, 6)
  return `No column with references was recognised${
    met.length === 0 ? '' : ` among ${met.map((heading) => `“${shortened(heading)}”`).join(', ')}`
  }. Call one “Ombudsman reference” or “Own reference”.`
}

async function readRows(
  scheme: Scheme,
  name: CaseListName,
  headed: HeadedTable<ColumnKey>,
): Promise<OwnListReading> {
  const facts = factsOf[name].filter((fact) => headed.positions.has(fact))
  const reader = rowReader(scheme, headed, facts)
  const rows: OwnRow[] = []
  for await (const row of headed.rows) {
    if (rows.length === mostRows) return refused(`The list has more than 20,000 rows. ${shorten}`)
    const read = reader.read(row)
    if (!read.ok) return refused(read.reason)
    rows.push(read.row)
  }
  if (rows.length === 0)
    return refused('There are headings but no rows below them. Choose the file with your cases.')
  const double = repeatedReference(rows)
  if (double !== undefined) return refused(double)
  return { ok: true, list: { rows, facts, unknownWords: [...reader.unknownWords] } }
}

const shorten = 'Send the rows of one year alone.'

type RowReading =
  | { readonly ok: true; readonly row: OwnRow }
  | { readonly ok: false; readonly reason: string }

function rowReader(scheme: Scheme, headed: HeadedTable<ColumnKey>, facts: readonly ComparedFact[]) {
  const unknownWords = new Set<string>()
  const named = {
    category: findBySpelling(scheme.categories),
    outcome: findBySpelling(scheme.outcomes),
    result: findBySpelling(scheme.complianceOutcomes),
  }
  const read = ({ number, cells }: TableRow): RowReading => {
    const cell = (key: ColumnKey) => cells[headed.positions.get(key)?.index ?? -1] ?? ''
    const problem = (key: ColumnKey, why: string) => ({
      ok: false as const,
      reason: `Row ${number}, ${headed.positions.get(key)?.heading ?? key}${cell(key) === '' ? '' : ` “${shortened(cell(key))}”`}: ${why}`,
    })
    const ownReference = cell('own-reference').slice(0, 100) || null
    const reference = readCaseReference(cell('reference')) ?? null
    if (reference === null && ownReference === null) {
      return problem(
        headed.positions.has('reference') ? 'reference' : 'own-reference',
        cell('reference') === ''
          ? 'there is no reference. Fill one in or leave the row out.'
          : 'this is no reference of the Ombudsman’s. Write it as 23 001 234.',
      )
    }
    const said = new Map<ComparedFact, string>()
    for (const fact of facts) {
      const text = cell(fact)
      if (text === '') continue
      if (fact === 'category' || fact === 'outcome' || fact === 'result') {
        const known = named[fact](text)
        if (known) said.set(fact, known.code)
        else unknownWords.add(shortened(text))
        continue
      }
      const date = readDate(text)
      if (!date.ok) return problem(fact, `${lower(date.problem)}. ${date.advice}`)
      said.set(fact, date.date satisfies IsoDate)
    }
    return {
      ok: true,
      row: { number, reference, ownReference, service: cell('service').slice(0, 200) || null, facts: said },
    }
  }
  return { read, unknownWords }
}

function repeatedReference(rows: readonly OwnRow[]): string | undefined {
  const seen = new Map<string, number>()
  for (const { number, reference, ownReference } of rows) {
    const name = reference ?? ownReference ?? ''
    const earlier = seen.get(name)
    if (earlier !== undefined) {
      return `${shortened(name)} stands in row ${earlier} and again in row ${number}. Keep one of them.`
    }
    seen.set(name, number)
  }
  return undefined
}

function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
