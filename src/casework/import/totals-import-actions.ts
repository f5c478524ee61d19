import { basename } from 'node:path'
import { appendAudit } from '../../audit/audit-store.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { authorityLookup } from './authority-lookup.ts'
import { type ImportCounts, waitForOtherImports } from './casework-import-store.ts'
import type { ImportNotice, ImportProblem } from './import-problem.ts'
import { fitsCounts, type StatedRate, valueOfRate } from './stated-rate.ts'
import type { TotalsTable } from './totals-column.ts'
import { type ImportFinding, type PlacedRow, readTotalsFile, type TotalsReading } from './totals-file.ts'
import {
  comparisonGroups,
  type PublishedKind,
  type PublishedNumber,
  publishedNumbers,
  writePublishedNumbers,
} from './totals-import-store.ts'
import { shareOf } from './totals-row.ts'

export type TotalsImport = {
  readonly scheme: Scheme
  readonly files: readonly string[]
  readonly year: ReportingYear
  /** Title of the published document in which the tables stand. */
  readonly document: string
  readonly actor: string
  readonly signal?: AbortSignal
}

export type TotalsImportResult =
  | ({
      readonly ok: true
      readonly tables: readonly TotalsTable[]
      readonly rowCount: number
      readonly findings: readonly ImportFinding[]
      readonly notices: readonly ImportNotice[]
    } & ImportCounts)
  | {
      readonly ok: false
      readonly problems: readonly ImportProblem[]
      readonly notices: readonly ImportNotice[]
    }

/**
 * Brings in a year's published tables, for years or installations without the cases behind them: all of the
 * files, or, where anything is wrong in any of them, nothing. The same files again change nothing.
 */
export async function importTotals(database: Database, request: TotalsImport): Promise<TotalsImportResult> {
  return database.transaction().execute(async (transaction) => {
    await waitForOtherImports(transaction)
    const authorities = authorityLookup(await readAuthorities(transaction))
    const reading: TotalsReading = { rows: [], problems: [], findings: [], notices: [] }
    for (const file of request.files) await readTotalsFile(file, request, authorities, reading)
    findRepetitions(reading)
    const groups = await comparisonGroups(transaction, request.year)
    const averages = averagesIn(reading, groups, request)
    if (reading.problems.length > 0)
      return { ok: false, problems: reading.problems, notices: reading.notices }
    const counts = await writeAll(transaction, request, reading, averages)
    request.signal?.throwIfAborted()
    return {
      ok: true,
      tables: [...new Set(reading.rows.map(({ table }) => table))],
      rowCount: reading.rows.length,
      findings: reading.findings,
      notices: reading.notices,
      ...counts,
    }
  })
}

function findRepetitions(reading: TotalsReading) {
  const seen = new Map<string, PlacedRow>()
  for (const row of reading.rows) {
    const key = `${row.table} ${row.authority.id}`
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, row)
    else {
      const where = earlier.place.file === row.place.file ? '' : ` of ${earlier.place.file}`
      reading.problems.push({
        ...row.place,
        row: row.number,
        column: row.headingOf('authority'),
        value: row.authority.officialName,
        problem: `The same authority stands in row ${earlier.number}${where}`,
        advice: 'Keep one of the two rows.',
      })
    }
  }
}

type GroupAverages = Map<string, { readonly stated: StatedRate; readonly row: PlacedRow }>

/** The averages by group and measure; every row of a group must state the same one. */
function averagesIn(
  reading: TotalsReading,
  cycleGroups: ReadonlyMap<number, string | null>,
  request: TotalsImport,
): readonly PublishedNumber[] {
  const averages = new Map<string, GroupAverages>()
  const withoutGroup: PlacedRow[] = []
  for (const row of reading.rows.filter(({ averages: stated }) => stated.size > 0)) {
    const group = row.comparisonGroup === undefined ? cycleGroups.get(row.authority.id) : row.comparisonGroup
    if (!group) withoutGroup.push(row)
    else
      for (const [measure, stated] of row.averages) addAverage(averages, group, measure, stated, row, reading)
  }
  reportWithoutGroup(withoutGroup, reading, cycleGroups.size > 0, request.year)
  const measures = new Map(request.scheme.measures.map((measure) => [measure.code, measure]))
  return [...averages].flatMap(([group, byMeasure]) =>
    [...byMeasure].map(([code, { stated, row }]) => {
      const members = reading.rows.filter(
        (member) => (member.comparisonGroup ?? cycleGroups.get(member.authority.id)) === group,
      )
      comparePooled(measures.get(code), group, stated, row, members, reading)
      return { of: group, what: code, value: valueOfRate(stated), document: request.document }
    }),
  )
}

function addAverage(
  averages: Map<string, GroupAverages>,
  group: string,
  measure: string,
  stated: StatedRate,
  row: PlacedRow,
  reading: TotalsReading,
) {
  const ofGroup: GroupAverages = averages.get(group) ?? new Map()
  averages.set(group, ofGroup)
  const earlier = ofGroup.get(measure)
  if (earlier === undefined) ofGroup.set(measure, { stated, row })
  else if (valueOfRate(earlier.stated) !== valueOfRate(stated)) {
    reading.problems.push({
      ...row.place,
      row: row.number,
      column: row.headingOf(`average:${measure}`),
      value: String(valueOfRate(stated)),
      problem: `The average of the group ${group} is ${valueOfRate(earlier.stated)} in row ${earlier.row.number}`,
      advice: 'Give every member of a group the same average.',
    })
  }
}

function reportWithoutGroup(
  rows: readonly PlacedRow[],
  reading: TotalsReading,
  isCycleKnown: boolean,
  year: ReportingYear,
) {
  const [first] = rows
  if (first === undefined) return
  const names = rows.length === 1 ? first.authority.officialName : `${rows.length} authorities`
  const why =
    isCycleKnown || first.comparisonGroup !== undefined
      ? 'in no comparison group'
      : `whose comparison group in ${formatReportingYear(year)} is not known; a column Group would say it`
  reading.findings.push({
    ...first.place,
    row: first.number,
    finding: `The average is not kept for ${names} ${why}`,
  })
}

/** Whether the average published for a group is what its members' published counts give when pooled. */
function comparePooled(
  measure: Measure | undefined,
  group: string,
  stated: StatedRate,
  row: PlacedRow,
  members: readonly PlacedRow[],
  reading: TotalsReading,
) {
  if (measure === undefined) return
  const shares = members.flatMap((member) => shareOf(measure, member.counts) ?? [])
  const numerator = shares.reduce((sum, share) => sum + share.numerator, 0)
  const denominator = shares.reduce((sum, share) => sum + share.denominator, 0)
  if (denominator === 0 || fitsCounts(stated, numerator, denominator, 100)) return
  reading.findings.push({
    ...row.place,
    row: row.number,
    column: row.headingOf(`average:${measure.code}`),
    value: String(valueOfRate(stated)),
    finding: `The published average of the group ${group} is not its members' counts pooled, ${numerator} of ${denominator}; it is kept as published`,
  })
}

async function writeAll(
  transaction: Transaction,
  request: TotalsImport,
  reading: TotalsReading,
  averages: readonly PublishedNumber[],
): Promise<ImportCounts> {
  const { document } = request
  const counts = reading.rows.flatMap(({ authority, counts }) =>
    [...counts].map(([what, value]) => ({ of: authority.id, what, value, document })),
  )
  const rates = reading.rows.flatMap(({ authority, rates }) =>
    [...rates].map(([what, stated]) => ({ of: authority.id, what, value: valueOfRate(stated), document })),
  )
  const total = { inserted: 0, updated: 0, unchanged: 0 }
  for (const [kind, numbers] of [
    ['count', counts],
    ['rate', rates],
    ['average', averages],
  ] as const) {
    const written = await writeKind(transaction, request, kind, numbers)
    total.inserted += written.inserted
    total.updated += written.updated
    total.unchanged += written.unchanged
  }
  if (total.inserted + total.updated > 0) {
    const subject = `${formatReportingYear(request.year)}: ${request.files.map((file) => basename(file)).join(', ')}`
    await appendAudit(transaction, [
      { actor: request.actor, action: 'import totals', subject, before: null, after: { document, ...total } },
    ])
  }
  return total
}

async function writeKind(
  transaction: Transaction,
  request: TotalsImport,
  kind: PublishedKind,
  numbers: readonly PublishedNumber[],
): Promise<ImportCounts> {
  const keyOf = ({ of, what }: PublishedNumber) => `${of} ${what}`
  const onRecord = new Map(
    (await publishedNumbers(transaction, kind, request.year)).map((number) => [keyOf(number), number]),
  )
  const added = numbers.filter((number) => !onRecord.has(keyOf(number)))
  const changed = numbers.flatMap((number) => {
    const before = onRecord.get(keyOf(number))
    const isSame = before?.value === number.value && before.document === number.document
    return before === undefined || isSame ? [] : [{ before, number }]
  })
  const toWrite = [...added, ...changed.map(({ number }) => number)]
  if (toWrite.length > 0) await writePublishedNumbers(transaction, kind, request.year, toWrite)
  await appendAudit(
    transaction,
    changed.map(({ before, number }) => ({
      actor: request.actor,
      action: 'import totals',
      subject: `published ${kind} ${formatReportingYear(request.year)} ${number.of} ${number.what}`,
      before: { value: before.value, document: before.document },
      after: { value: number.value, document: number.document },
    })),
  )
  return {
    inserted: added.length,
    updated: changed.length,
    unchanged: numbers.length - toWrite.length,
  }
}
