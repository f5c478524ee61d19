import { readFileSync } from 'node:fs'
import { parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Authority, BankHoliday, Place, PopulationEstimate } from './authority.ts'
import { type CsvRow, type CsvTable, describeRowProblem, type RowProblem, readCsvTable } from './csv-table.ts'
import type { CycleMembership, Register } from './register.ts'
import { type RowReading, rowReading } from './row-reading.ts'

/** The values read from a file, or everything that is wrong with it. */
export type FileReading<T> =
  | { readonly ok: true; readonly values: readonly T[] }
  | { readonly ok: false; readonly problems: readonly RowProblem[] }

/** Reads the reference tables the product ships. They are ours, so a fault in them is a fault of the program. */
export function readRegister(): Register {
  return {
    authorities: shipped('authorities.csv', readAuthorities),
    populations: shipped('populations.csv', readPopulations),
    bankHolidays: shipped('bank-holidays.csv', readBankHolidayFile),
    membership: shipped('cycle-membership.csv', readMembership),
  }
}

const referenceFolder = new URL('../../reference/', import.meta.url)

function shipped<T>(name: string, read: (file: Uint8Array) => FileReading<T>): readonly T[] {
  const reading = read(readFileSync(new URL(name, referenceFolder)))
  if (reading.ok) return reading.values
  throw new Error(
    reading.problems.map((problem) => describeRowProblem(`reference/${name}`, problem)).join('\n'),
  )
}

/** The columns of `reference/authorities.csv`, and of a file that updates the register. */
export const authorityColumns = [
  'slug',
  'official_name',
  'short_name',
  'gss_code',
  'kind',
  'region',
  'county',
  'starts_on',
  'ends_on',
  'longitude',
  'latitude',
  'successors',
  'other_names',
  'former_names',
] as const

type AuthorityColumn = (typeof authorityColumns)[number]

function readAuthorities(file: Uint8Array): FileReading<Authority> {
  return readRows(readCsvTable(file, authorityColumns), (row, problems) =>
    readAuthority(row, new Set(authorityColumns), undefined, problems),
  )
}

/** What an update of the register says, as far as it can be read; of a row with a problem nothing is kept. */
export type AuthorityUpdate = {
  readonly values: readonly Authority[]
  readonly problems: readonly RowProblem[]
  /** The line of every slug, also of a row with a problem. */
  readonly lines: ReadonlyMap<string, number>
}

/**
 * Reads a file that updates the register. A row changes the authority of its slug in the columns the file
 * has and leaves the others as they are; a slug that is not known yet makes a new authority.
 */
export function readAuthorityUpdate(file: Uint8Array, known: readonly Authority[]): AuthorityUpdate {
  const bySlug = new Map(known.map((authority) => [authority.slug, authority]))
  const table = readCsvTable(
    file,
    ['slug'],
    authorityColumns.filter((column) => column !== 'slug'),
  )
  if (!table.ok) return { values: [], problems: table.problems, lines: new Map() }
  const lines = new Map<string, number>()
  const problems: RowProblem[] = []
  const values = table.rows.flatMap((row) => {
    const { slug } = row.cells
    if (lines.has(slug)) {
      problems.push({
        line: row.line,
        column: 'slug',
        value: slug,
        problem: 'this authority stands there twice',
      })
    }
    lines.set(slug, row.line)
    const authority = readAuthority(row, table.columns, bySlug.get(slug), problems)
    return authority === undefined ? [] : [authority]
  })
  return { values, problems, lines }
}

function readAuthority(
  row: CsvRow<AuthorityColumn>,
  columns: ReadonlySet<AuthorityColumn>,
  known: Authority | undefined,
  problems: RowProblem[],
): Authority | undefined {
  const cell = rowReading(row, problems)
  const given = <T>(column: AuthorityColumn, read: (column: AuthorityColumn) => T, otherwise: T): T =>
    columns.has(column) ? read(column) : otherwise
  const text = (column: AuthorityColumn, otherwise: string | undefined) =>
    columns.has(column) || otherwise === undefined ? cell.text(column) : otherwise
  const names = (column: AuthorityColumn) => cell.list(column, ';')
  const slug = cell.text('slug')
  const officialName = text('official_name', known?.officialName)
  const shortName = text('short_name', known?.shortName)
  const kind = text('kind', known?.kind)
  const startsOn = given('starts_on', cell.optionalDate, known?.startsOn ?? null)
  const endsOn = given('ends_on', cell.optionalDate, known?.endsOn ?? null)
  const centre =
    columns.has('longitude') || columns.has('latitude') ? readCentre(cell) : (known?.centre ?? null)
  if (slug === undefined || officialName === undefined || shortName === undefined || kind === undefined) {
    return undefined
  }
  if (startsOn === undefined || endsOn === undefined || centre === undefined) return undefined
  return {
    slug,
    officialName,
    shortName,
    kind,
    startsOn,
    endsOn,
    centre,
    gssCode: given('gss_code', cell.optionalText, known?.gssCode ?? null),
    region: given('region', cell.optionalText, known?.region ?? null),
    county: given('county', cell.optionalText, known?.county ?? null),
    successors: given('successors', (column) => cell.list(column, ' '), known?.successors ?? []),
    otherNames: given('other_names', names, known?.otherNames ?? []),
    formerNames: given('former_names', names, known?.formerNames ?? []),
  }
}

function readCentre(cell: RowReading<AuthorityColumn>): Place | null | undefined {
  const longitude = cell.optionalNumber('longitude')
  const latitude = cell.optionalNumber('latitude')
  if (longitude === undefined || latitude === undefined) return undefined
  if (longitude === null && latitude === null) return null
  if (longitude === null || latitude === null) {
    return cell.refuse('longitude', 'give both longitude and latitude, or neither')
  }
  return { longitude, latitude }
}

function readPopulations(file: Uint8Array): FileReading<PopulationEstimate> {
  return readRows(readCsvTable(file, ['slug', 'year', 'release', 'residents']), (row, problems) => {
    const cell = rowReading(row, problems)
    const authority = cell.text('slug')
    const year = cell.count('year')
    const release = cell.text('release')
    const residents = cell.count('residents')
    if (authority === undefined || year === undefined) return undefined
    if (release === undefined || residents === undefined) return undefined
    return { authority, year, release, residents }
  })
}

/** Reads bank holidays, a day a row. */
export function readBankHolidayFile(file: Uint8Array): FileReading<BankHoliday> {
  return readRows(readCsvTable(file, ['date', 'name']), (row, problems) => {
    const cell = rowReading(row, problems)
    const date = cell.date('date')
    const name = cell.text('name')
    return date === undefined || name === undefined ? undefined : { date, name }
  })
}

const membershipColumns = [
  'slug',
  'first_year',
  'last_year',
  'is_council',
  'gets_letter',
  'is_on_map',
  'comparison_group',
] as const

function readMembership(file: Uint8Array): FileReading<CycleMembership> {
  return readRows(readCsvTable(file, membershipColumns), (row, problems) => {
    const cell = rowReading(row, problems)
    const year = (column: 'first_year' | 'last_year'): ReportingYear | undefined =>
      parseReportingYear(row.cells[column]) ?? cell.refuse(column, 'write the year as 2023-24')
    const authority = cell.text('slug')
    const firstYear = year('first_year')
    const lastYear = row.cells.last_year === '' ? null : year('last_year')
    const isCouncil = cell.yesOrNo('is_council')
    const getsLetter = cell.yesOrNo('gets_letter')
    const isOnMap = cell.yesOrNo('is_on_map')
    const comparisonGroup = cell.optionalText('comparison_group')
    if (authority === undefined || firstYear === undefined || lastYear === undefined) return undefined
    if (isCouncil === undefined || getsLetter === undefined || isOnMap === undefined) return undefined
    return { authority, firstYear, lastYear, isCouncil, getsLetter, isOnMap, comparisonGroup }
  })
}

/** Reads every row with the given rule. The values are only there if no row had a problem. */
export function readRows<Column extends string, T>(
  table: CsvTable<Column>,
  read: (row: CsvRow<Column>, problems: RowProblem[]) => T | undefined,
): FileReading<T> {
  if (!table.ok) return table
  const problems: RowProblem[] = []
  const values = table.rows.flatMap((row) => {
    const value = read(row, problems)
    return value === undefined ? [] : [value]
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, values }
}
