import { type CsvRow, type RowProblem, readCsvTable } from '../../authorities/csv-table.ts'
import { type FileReading, readRows } from '../../authorities/register-files.ts'
import { rowReading } from '../../authorities/row-reading.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type CodeVersion, certainties, compareNumbers, type Provision } from './code-version.ts'

/** The columns of a file of provisions, one provision a row. */
export const provisionColumns = [
  'version',
  'in_force_on',
  'section',
  'number',
  'provision',
  'certainty',
  'text',
  'source',
] as const

type ProvisionColumn = (typeof provisionColumns)[number]

type ReadProvision = Provision & {
  readonly line: number
  readonly version: string
  readonly inForceOn: IsoDate
}

const longest = { text: 2_000, source: 300, provision: 60, number: 12 } as const

/**
 * Reads whole versions of the Code. `known` says since when the versions on record are in force, which those of the
 * file have to fit in with.
 */
export function readCodeFile(
  scheme: Scheme,
  file: Uint8Array,
  known: readonly Pick<CodeVersion, 'version' | 'inForceOn'>[],
): FileReading<CodeVersion> {
  const table = readCsvTable(file, provisionColumns)
  const reading = readRows(table, (row, problems) => readProvision(scheme, row, problems))
  const rows = table.ok ? table.rows : []
  // Numbers are looked at in every row, so that a row with a problem of its own hides none of them.
  const repeated = [...repeats(rows, 'number'), ...repeats(rows, 'provision')]
  if (!reading.ok) return { ok: false, problems: inOrder([...reading.problems, ...repeated]) }
  const problems = [
    ...repeated,
    ...datesThatDiffer(reading.values),
    ...versionsOutOfOrder(reading.values, known),
    // A number given twice moves every place behind it, which is said once, of the number.
    ...(repeated.length > 0 ? [] : placesLeftOut(reading.values)),
    ...(reading.values.length === 0 ? [emptyFile] : []),
  ]
  if (problems.length > 0) return { ok: false, problems: inOrder(problems) }
  return { ok: true, values: versionsOf(reading.values) }
}

const emptyFile: RowProblem = {
  line: 1,
  column: null,
  value: null,
  problem: 'the file has no provisions; write one in each row',
}

function readProvision(
  { handlingCode }: Scheme,
  row: CsvRow<ProvisionColumn>,
  problems: RowProblem[],
): ReadProvision | undefined {
  const cell = rowReading(row, problems)
  const refusedBefore = problems.length
  const version = cell.text('version')
  const inForceOn = cell.date('in_force_on')
  const section = cell.count('section')
  const number = cell.text('number')
  const provision = cell.text('provision')
  const written = cell.text('certainty')
  const text = cell.text('text')
  const source = cell.text('source')
  if (version !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(version)) {
    cell.refuse('version', 'write the month the version was issued in, as 2024-02')
  }
  const numbers = handlingCode.sections.map((known) => known.number)
  if (section !== undefined && !numbers.includes(section)) {
    cell.refuse('section', `there is no such section; they are ${numbers.join(', ')}`)
  } else if (number !== undefined && !/^\d+(\.\d+)+$/.test(number)) {
    cell.refuse('number', 'write the section and the number in it, as 6.2')
  } else if (section !== undefined && number?.split('.')[0] !== String(section) && number !== undefined) {
    cell.refuse('number', `a number of section ${section} begins with ${section}, as ${section}.1`)
  }
  if (provision !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(provision)) {
    cell.refuse('provision', 'write it in small letters, digits and hyphens, as stage-1-answered')
  }
  const certainty = certainties.find((one) => one === written)
  if (written !== undefined && certainty === undefined) {
    cell.refuse('certainty', `write ${certainties.slice(0, -1).join(', ')} or ${certainties.at(-1)}`)
  }
  for (const column of ['text', 'source', 'provision', 'number'] as const) {
    if (row.cells[column].length > longest[column]) {
      cell.refuse(
        column,
        `this has more than ${longest[column].toLocaleString('en-GB')} characters; shorten it`,
      )
    }
  }
  if (problems.length > refusedBefore) return undefined
  if (version === undefined || inForceOn === undefined || section === undefined) return undefined
  if (number === undefined || provision === undefined || certainty === undefined) return undefined
  if (text === undefined || source === undefined) return undefined
  return { line: row.line, version, inForceOn, section, number, provision, certainty, text, source }
}

/** Rows that give again, for the same version, what an earlier row gave. */
function repeats(
  rows: readonly CsvRow<ProvisionColumn>[],
  column: 'number' | 'provision',
): readonly RowProblem[] {
  const lines = new Map<string, number>()
  return rows.flatMap(({ line, cells }) => {
    if (cells[column] === '') return []
    const key = `${cells.version} ${cells[column]}`
    const earlier = lines.get(key)
    lines.set(key, earlier ?? line)
    if (earlier === undefined) return []
    const problem = `this repeats line ${earlier}; each ${column} stands once in a version`
    return [{ line, column, value: cells[column], problem }]
  })
}

function datesThatDiffer(rows: readonly ReadProvision[]): readonly RowProblem[] {
  const first = new Map<string, ReadProvision>()
  return rows.flatMap((row) => {
    const earlier = first.get(row.version)
    if (earlier === undefined) first.set(row.version, row)
    if (earlier === undefined || earlier.inForceOn === row.inForceOn) return []
    const problem = `line ${earlier.line} says ${earlier.inForceOn} for the same version; give one date`
    return [{ line: row.line, column: 'in_force_on', value: row.inForceOn, problem }]
  })
}

/** A version that was issued later comes into force later, also beside those on record. */
function versionsOutOfOrder(
  rows: readonly ReadProvision[],
  known: readonly Pick<CodeVersion, 'version' | 'inForceOn'>[],
): readonly RowProblem[] {
  const given = [...new Map(rows.map((row) => [row.version, row])).keys()].flatMap(
    (version) => rows.find((row) => row.version === version) ?? [],
  )
  const others = known.filter(({ version }) => !given.some((row) => row.version === version))
  const all = [...given, ...others]
  return given.flatMap((row) => {
    const wrong = all.find(({ version, inForceOn }) => version < row.version && inForceOn >= row.inForceOn)
    if (wrong === undefined) return []
    const problem = `version ${wrong.version}, issued before ${row.version}, is in force on ${wrong.inForceOn}; give a later day`
    return [{ line: row.line, column: 'in_force_on', value: row.inForceOn, problem }]
  })
}

/** A number that only says a place in its section has to be that place: none before it is left out. */
function placesLeftOut(rows: readonly ReadProvision[]): readonly RowProblem[] {
  const ordered = rows.toSorted((one, other) => compareNumbers(one.number, other.number))
  const counts = new Map<string, number>()
  return ordered.flatMap((row) => {
    const section = `${row.version} ${row.section}`
    const count = (counts.get(section) ?? 0) + 1
    counts.set(section, count)
    const place = `${row.section}.${count}`
    if (row.certainty === 'confirmed' || row.number === place) return []
    const problem = `its number is not confirmed, so it says a place, and the place is ${place}; a number before it is missing`
    return [{ line: row.line, column: 'number', value: row.number, problem }]
  })
}

function inOrder(problems: readonly RowProblem[]): readonly RowProblem[] {
  return problems.toSorted((one, other) => one.line - other.line)
}

function versionsOf(rows: readonly ReadProvision[]): readonly CodeVersion[] {
  const versions = new Map<string, CodeVersion & { provisions: Provision[] }>()
  for (const { line: _, version, inForceOn, ...provision } of rows) {
    const known = versions.get(version) ?? { version, inForceOn, provisions: [] }
    known.provisions.push(provision)
    versions.set(version, known)
  }
  return [...versions.values()].map((version) => ({
    ...version,
    provisions: version.provisions.toSorted((one, other) => compareNumbers(one.number, other.number)),
  }))
}
