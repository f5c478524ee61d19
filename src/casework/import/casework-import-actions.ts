import { basename } from 'node:path'
import type { JsonValue } from '../../audit/audit-chain.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import {
  formatReportingYear,
  type IsoDate,
  type ReportingYear,
  reportingYear,
} from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { authorityLookup, type FoundAuthority, type NamedAuthority } from './authority-lookup.ts'
import type { CasePart } from './case-column.ts'
import { type CaseFileItem, type CaseTablePlace, readCaseFile } from './case-file.ts'
import type { CaseRowRules } from './case-row.ts'
import {
  type CaseChange,
  type CaseImportCounts,
  casesAfterTheEnd,
  casesMissingFromFiles,
  changedCases,
  compareWithRecord,
  type LateCases,
  type MissingCases,
  noteCoverage,
  stageProblemsBetweenRows,
  waitForOtherImports,
  writeCases,
  yearsWithCycle,
  yearsWithFigures,
} from './casework-import-store.ts'
import {
  CaseworkStaging,
  createStaging,
  type StagedProblem,
  stagedProblemCount,
  stagedProblems,
} from './casework-staging-store.ts'
import type { ImportNotice, ImportProblem } from './import-problem.ts'

export type CaseImport = {
  readonly scheme: Scheme
  readonly part: CasePart
  readonly files: readonly string[]
  /** Where given, the files are about this authority alone, and complete for it alone. */
  readonly authority?: NamedAuthority
  /** Where given, every row must be of this reporting year. */
  readonly year?: ReportingYear
  readonly today: IsoDate
  /** Who imports, for the audit record. */
  readonly actor: string
  /** Told every problem in the order of files and rows, when there are any. */
  readonly onProblem?: (problem: ImportProblem) => void
  /** Told now and then how many rows have been read. */
  readonly onProgress?: (rowCount: number) => void
  readonly signal?: AbortSignal
}

export type CaseImportResult =
  | ({
      readonly ok: true
      readonly rowCount: number
      readonly notices: readonly ImportNotice[]
      /** The years whose cases now count as complete, and for how many authorities. */
      readonly complete: readonly { readonly year: string; readonly authorityCount: number }[]
      /** Cases on record for these years that the files do not have; they still count. */
      readonly missing: readonly (Omit<MissingCases, 'year'> & { readonly year: string })[]
      readonly afterTheEnd: readonly LateCases[]
      /** The years that had figures before this import changed something. */
      readonly toCalculate: readonly string[]
    } & CaseImportCounts)
  | { readonly ok: false; readonly problemCount: number; readonly notices: readonly ImportNotice[] }

/**
 * Brings in case-level files: all of them, or, where anything is wrong in any of them, nothing. The same files
 * again change nothing.
 */
export async function importCases(database: Database, request: CaseImport): Promise<CaseImportResult> {
  return database.transaction().execute(async (transaction) => {
    await waitForOtherImports(transaction)
    await createStaging(transaction)
    const reading = await readFiles(transaction, request)
    const { places, notices, rowCount } = reading
    await stageProblemsBetweenRows(transaction, request.part, places.map(nameOfPlace))
    const problemCount = await stagedProblemCount(transaction)
    if (problemCount > 0) {
      for await (const problem of stagedProblems(transaction)) request.onProblem?.(located(problem, places))
      return { ok: false, problemCount, notices }
    }
    request.signal?.throwIfAborted()
    const counts = await compareWithRecord(transaction, request.scheme)
    request.signal?.throwIfAborted()
    await writeCases(transaction)
    const coverage = await noteCoverage(transaction, request.scheme, request.part, request.authority?.id)
    const complete = coverage.map(({ year, authorityCount }) => withYearInWords({ year, authorityCount }))
    const { scheme, part, authority } = request
    const missing = await casesMissingFromFiles(transaction, scheme, part, authority?.id)
    const afterTheEnd = await casesAfterTheEnd(transaction, part)
    const isChange =
      counts.inserted + counts.added + counts.updated > 0 || coverage.some(({ isNew }) => isNew)
    if (isChange) await recordImport(transaction, request, { ...counts, complete })
    const calculated = await yearsWithFigures(
      transaction,
      coverage.map(({ year }) => year),
    )
    // The last moment at which Ctrl-C leaves everything as it was.
    request.signal?.throwIfAborted()
    return {
      ok: true,
      rowCount,
      notices,
      complete,
      missing: missing.map(withYearInWords),
      afterTheEnd,
      toCalculate: isChange ? [...calculated].map((year) => formatReportingYear(reportingYear(year))) : [],
      ...counts,
    }
  })
}

function withYearInWords<Row extends { readonly year: number }>(row: Row) {
  return { ...row, year: formatReportingYear(reportingYear(row.year)) }
}

type Reading = {
  /** The tables of all files, in order; a staged row or problem names its own by number. */
  readonly places: CaseTablePlace[]
  readonly notices: ImportNotice[]
  rowCount: number
}

async function readFiles(transaction: Transaction, request: CaseImport): Promise<Reading> {
  const { scheme, part, today, authority, year, files } = request
  const rules: CaseRowRules = {
    scheme,
    part,
    today,
    authorities: authorityLookup(await readAuthorities(transaction)),
    yearsWithCycle: await yearsWithCycle(transaction),
    ...(authority ? { onlyAuthority: authority } : {}),
    ...(year === undefined ? {} : { onlyYear: year }),
  }
  const reading: Reading = { places: [], notices: [], rowCount: 0 }
  const staging = new CaseworkStaging(transaction)
  for (const file of files) {
    for await (const item of readCaseFile(file, rules)) await stageItem(item, staging, reading, request)
  }
  await staging.finish()
  return reading
}

async function stageItem(
  item: CaseFileItem,
  staging: CaseworkStaging,
  reading: Reading,
  { signal, onProgress }: CaseImport,
): Promise<void> {
  const source = reading.places.length - 1
  switch (item.kind) {
    case 'table':
      reading.places.push(item.place)
      break
    case 'row':
      reading.rowCount += 1
      if (reading.rowCount % 1_000 === 0) signal?.throwIfAborted()
      if (reading.rowCount % 100_000 === 0) onProgress?.(reading.rowCount)
      await staging.addRow({ ...item.row, source, row: item.number })
      break
    case 'problem':
      signal?.throwIfAborted()
      await staging.addProblem({ ...item, source })
      break
    case 'notice':
      reading.notices.push(item.notice)
  }
}

function nameOfPlace({ file, sheet }: CaseTablePlace): string {
  return sheet === undefined ? file : `${file}, sheet ${sheet}`
}

function located(staged: StagedProblem, places: readonly CaseTablePlace[]): ImportProblem {
  const place = places[staged.source]
  if (place === undefined) throw new Error(`a problem is staged for the unknown table ${staged.source}`)
  const { row, column, value, problem, advice } = staged
  return {
    file: place.file,
    ...(place.sheet === undefined ? {} : { sheet: place.sheet }),
    ...(row === null ? {} : { row }),
    ...(column === null ? {} : { column: place.headings.get(column) ?? column }),
    ...(value === null || value === '' ? {} : { value }),
    problem,
    advice,
  }
}

/** Every correction has an entry of its own; new cases share one, since the cases themselves say the rest. */
async function recordImport(
  transaction: Transaction,
  request: CaseImport,
  result: { readonly [key: string]: JsonValue },
): Promise<void> {
  const action = `import ${request.part}`
  for await (const changes of changedCases(transaction)) {
    await appendAudit(
      transaction,
      changes.map((change) => ({
        actor: request.actor,
        action,
        subject: `complaint ${change.reference}`,
        ...differences(change),
      })),
    )
  }
  const subject = request.files.map((file) => basename(file)).join(', ')
  await appendAudit(transaction, [{ actor: request.actor, action, subject, before: null, after: result }])
}

function differences({ before, after }: CaseChange): { before: JsonValue; after: JsonValue } {
  const differing = Object.keys(after).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  const ofAuthority = differing.filter((key) => wordsOfAuthority.includes(key))
  const only = (values: CaseChange['before']) =>
    Object.fromEntries(
      differing.filter((key) => !ofAuthority.includes(key)).map((key) => [key, values[key] ?? null]),
    )
  return {
    before: only(before),
    after: { ...only(after), ...(ofAuthority.length > 0 && { changed: ofAuthority }) },
  }
}

/** That these changed is on record, and not what they say: an authority may call a case by somebody's name. */
const wordsOfAuthority: readonly string[] = ['authority_reference', 'authority_service']

/** The authority a person names on the command line, by slug or any of its names. */
export async function authorityForImport(database: Database, text: string): Promise<FoundAuthority> {
  return authorityLookup(await readAuthorities(database)).find(text)
}
