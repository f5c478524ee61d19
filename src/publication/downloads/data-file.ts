import { formatReportingYear, parseReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'

export const dataFormats = ['csv', 'xlsx', 'json'] as const
export type DataFormat = (typeof dataFormats)[number]

/**
 * What a file's name asks for: a set, perhaps of one year, perhaps as it stood in an earlier state. A state is a
 * revision of a year, or a version of all years together.
 */
export type DataFileName = {
  readonly set: string
  readonly format: DataFormat
  readonly year: ReportingYear | undefined
  readonly state: number | undefined
}

/** Reads `figures.csv`, `figures-2023-24.xlsx`, `figures-2023-24-r2.json`, `figures-v12.csv`; undefined for others. */
export function parseDataFileName(name: string): DataFileName | undefined {
  const parts = /^([a-z]+)(?:-(\d{4}-\d{2})(?:-r(\d{1,5}))?|-v(\d{1,5}))?\.(csv|xlsx|json)$/.exec(name)
  if (!parts) return undefined
  const [, set = '', yearText, revision, version, formatText] = parts
  const format = dataFormats.find((known) => known === formatText)
  const year = yearText === undefined ? undefined : parseReportingYear(yearText)
  if (!format || (yearText !== undefined && year === undefined)) return undefined
  const state = revision ?? version
  return { set, format, year, state: state === undefined ? undefined : Number(state) }
}

/** The name of a file, with the state it was made from where one is given. */
export function dataFileName({ set, format, year, state }: DataFileName): string {
  const ofYear = year === undefined ? '' : `-${formatReportingYear(year)}`
  const ofState = state === undefined ? '' : `${year === undefined ? '-v' : '-r'}${state}`
  return `${set}${ofYear}${ofState}.${format}`
}

/** As it is saved: a file that escapes its site still says what it is. */
export function savedName(name: string, isDemonstration: boolean): string {
  return isDemonstration ? `DEMONSTRATION-${name}` : name
}
