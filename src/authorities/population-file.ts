import type { Authority, PopulationEstimate } from './authority.ts'
import { type AuthorityNames, explainUnknown, findAuthority } from './authority-name-search.ts'
import { readCsvTable } from './csv-table.ts'
import { type FileReading, readRows } from './register-files.ts'
import { rowReading } from './row-reading.ts'

/** The columns of a file of population estimates. */
export const populationColumns = ['authority', 'year', 'release', 'residents'] as const

/** Reads a file of population estimates: authority, year, release, residents. */
export function readPopulationFile(
  file: Uint8Array,
  names: AuthorityNames<Authority>,
): FileReading<PopulationEstimate> {
  const lines = new Map<string, number>()
  const table = readCsvTable(file, populationColumns)
  return readRows(table, (row, problems) => {
    const cell = rowReading(row, problems)
    const text = cell.text('authority')
    const authority = text === undefined ? undefined : findAuthority(names, text)
    if (text !== undefined && authority === undefined) cell.refuse('authority', explainUnknown(names, text))
    const year = cell.count('year')
    if (year !== undefined && (year < 1900 || year > 2999)) cell.refuse('year', 'write a year such as 2022')
    const release = cell.text('release')
    const residents = cell.count('residents')
    if (residents === 0) cell.refuse('residents', 'nobody lives there; leave the row out')
    if (authority === undefined || year === undefined) return undefined
    if (release === undefined || residents === undefined) return undefined
    const key = `${authority.slug} ${year} ${release}`
    const earlier = lines.get(key)
    lines.set(key, row.line)
    if (earlier !== undefined)
      return cell.refuse('authority', `this repeats line ${earlier}; keep one of them`)
    return { authority: authority.slug, year, release, residents }
  })
}
