import { z } from 'zod'
import type { Authority } from './authority.ts'
import { type AuthorityNames, explainUnknown, findAuthority } from './authority-name-search.ts'
import { type CsvRow, type RowProblem, readCsvTable } from './csv-table.ts'
import { type OfficeHolder, officeHolderKey, officeRoles } from './office-holder.ts'
import { type FileReading, readRows } from './register-files.ts'
import { type RowReading, rowReading } from './row-reading.ts'

const columns = ['authority', 'role', 'post', 'name', 'salutation', 'email', 'from', 'to'] as const

type Column = (typeof columns)[number]
type Cells = RowReading<Column>

/**
 * Reads a file of office holders: authority, role, post, name, salutation, email, from, to. Name and salutation
 * are both there or both empty; an empty `to` means still in office.
 */
export function readOfficeHolders(
  file: Uint8Array,
  names: AuthorityNames<Authority>,
): FileReading<OfficeHolder> {
  const lines = new Map<string, number>()
  return readRows(readCsvTable(file, columns), (row, problems) => {
    const holder = readOfficeHolder(row, problems, names)
    if (holder === undefined) return undefined
    const key = officeHolderKey(holder)
    const earlier = lines.get(key)
    lines.set(key, row.line)
    if (earlier === undefined) return holder
    return rowReading(row, problems).refuse('email', `this repeats line ${earlier}; keep one of them`)
  })
}

/** Reads every cell before it answers, so that a row's problems come all at once. */
function readOfficeHolder(
  row: CsvRow<Column>,
  problems: RowProblem[],
  names: AuthorityNames<Authority>,
): OfficeHolder | undefined {
  const cell = rowReading(row, problems)
  const authority = readAuthoritySlug(cell, names)
  const role = readRole(cell)
  const post = cell.text('post')
  const person = readPerson(cell)
  const email = readEmail(cell)
  const fromOn = cell.date('from')
  const toOn = cell.optionalDate('to')
  if (authority === undefined || role === undefined || post === undefined || person === undefined)
    return undefined
  if (email === undefined || fromOn === undefined || toOn === undefined) return undefined
  if (toOn !== null && toOn < fromOn) return cell.refuse('to', `this is before the first day, ${fromOn}`)
  return { authority, role, post, person, email, fromOn, toOn }
}

function readAuthoritySlug(cell: Cells, names: AuthorityNames<Authority>): string | undefined {
  const text = cell.text('authority')
  if (text === undefined) return undefined
  const known = findAuthority(names, text)
  return known?.slug ?? cell.refuse('authority', explainUnknown(names, text))
}

function readRole(cell: Cells) {
  const text = cell.text('role')
  if (text === undefined) return undefined
  const role = officeRoles.find((code) => code === text.toLowerCase())
  return role ?? cell.refuse('role', `this is no role; write one of ${officeRoles.join(', ')}`)
}

function readEmail(cell: Cells): string | undefined {
  const text = cell.text('email')
  if (text === undefined || z.email().safeParse(text).success) return text
  return cell.refuse('email', 'this is no e-mail address')
}

function readPerson(cell: Cells): OfficeHolder['person'] | undefined {
  const name = cell.optionalText('name')
  const salutation = cell.optionalText('salutation')
  if (name !== null && salutation !== null) return { name, salutation }
  if (name !== null) {
    return cell.refuse('salutation', `this is empty; write what follows "Dear" in a letter to ${name}`)
  }
  if (salutation !== null) return cell.refuse('name', 'there is a salutation but no name; give both')
  return null
}
