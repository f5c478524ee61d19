import { readAuthorities } from '../authorities/authority-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { authorityLookup } from './import/authority-lookup.ts'
import {
  importLines,
  type LineImport,
  type LineImportResult,
  type LineKind,
} from './import/line-import-actions.ts'
import { compareWithCases, readReportLine } from './import/public-report-line.ts'
import type { PublicReport } from './public-report.ts'
import { readReportedCases, readReports, writeReports } from './public-report-store.ts'

/** Brings in files of public reports: all of them or, where anything is wrong, nothing. */
export async function importReports(database: Database, request: LineImport): Promise<LineImportResult> {
  return importLines(database, request, (transaction) => reportLines(transaction, request.scheme))
}

async function reportLines(transaction: Transaction, scheme: Scheme): Promise<LineKind<PublicReport>> {
  const authorities = authorityLookup(await readAuthorities(transaction))
  return {
    action: 'import reports',
    keyName: 'slug',
    keyOf: ({ slug }) => slug,
    subjectOf: (slug) => `report ${slug}`,
    read: (value) => readReportLine(value, authorities),
    check: async (reports) => {
      const references = reports.flatMap(({ cases }) => cases)
      const onRecord = await readReportedCases(transaction, references)
      return reports.map((report) => compareWithCases(report, onRecord, scheme))
    },
    onRecord: (slugs) => readReports(transaction, slugs),
    write: (reports) => writeReports(transaction, scheme, reports),
  }
}
