import type { Context } from 'hono'
import type { Officer } from '../accounts/person.ts'
import { savedName } from '../publication/downloads/data-file.ts'
import type { ReviewDesk } from '../review/review-desk.tsx'
import { formatReportingYear } from '../scheme/reporting-year.ts'
import { type Cell, csvAnswer } from '../web/csv-answer.ts'
import { type CaseListName, caseListNames, type ListedCase } from './case-lists.ts'
import { findCases, recordIfEarly } from './cases-page.tsx'
import { readAsOfficer, unknownToOfficer } from './officer-page.tsx'

/** A year's three lists as one file: one after the other as CSV, each on a sheet of its own as a workbook. */
export async function sendCases(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const found = await readAsOfficer(desk, officer, (transaction) => findCases(context, officer, transaction))
  if (!found) return unknownToOfficer(context, desk, officer)
  await recordIfEarly(desk, officer, found, 'cases-file')
  const { authority, revision, lists } = found
  const { isDemonstration } = desk.site
  const isWorkbook = context.req.param('file')?.endsWith('.xlsx') ?? false
  const format = isWorkbook ? 'xlsx' : 'csv'
  const name = `${authority.slug}-cases-${formatReportingYear(revision.year)}.${format}`
  const rowsOf = (list: CaseListName) =>
    (lists.find((one) => one.name === list)?.cases ?? []).map((listed) =>
      caseCells(list, listed, isDemonstration),
    )
  if (!isWorkbook) {
    return csvAnswer(context, savedName(name, isDemonstration), caseColumns, caseListNames.flatMap(rowsOf))
  }
  return workbookAnswer(
    context,
    savedName(name, isDemonstration),
    caseListNames.map((list) => ({ name: sheetNames[list], rows: rowsOf(list) })),
  )
}

const sheetNames: Readonly<Record<CaseListName, string>> = {
  received: 'Received',
  decided: 'Decided',
  complied: 'Agreed actions',
}

const caseColumns = [
  'list',
  'reference',
  'authority_reference',
  'authority_service',
  'category',
  'subcategory',
  'received_on',
  'decided_on',
  'outcome',
  'remedied_before',
  'remedy_due_on',
  'compliance_recorded_on',
  'compliance_outcome',
  'demonstration',
] as const

function caseCells(list: CaseListName, listed: ListedCase, isDemonstration: boolean): readonly Cell[] {
  return [
    list,
    listed.reference,
    listed.authorityReference,
    listed.authorityService,
    listed.category,
    listed.subcategory,
    listed.receivedOn,
    listed.decidedOn,
    listed.outcome,
    listed.isRemediedBefore,
    listed.remedyDueOn,
    listed.complianceRecordedOn,
    listed.complianceOutcome,
    isDemonstration,
  ]
}

async function workbookAnswer(
  context: Context,
  fileName: string,
  sheets: readonly { readonly name: string; readonly rows: readonly (readonly Cell[])[] }[],
): Promise<Response> {
  // Loaded on first use: it is large, and most pages need no workbook.
  const { writeXlsx } = await import('hucre/xlsx')
  const workbook = await writeXlsx({
    sheets: sheets.map(({ name, rows }) => ({
      name,
      rows: [[...caseColumns], ...rows.map((cells) => cells.map(plainCell))],
      columns: caseColumns.map((column) => ({ width: Math.max(12, column.length + 2) })),
      freezePane: { rows: 1 },
    })),
  })
  context.header('Content-Disposition', `attachment; filename="${fileName}"`)
  return context.body(new Uint8Array(workbook), 200, {
    'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
}

/** "yes" and "no", as in the other form of the file. */
function plainCell(cell: Cell): string | number | null {
  return typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : cell
}
