import { z } from 'zod'
import type { Authority } from './authority.ts'
import { type AuthorityNames, explainUnknown, findAuthority } from './authority-name-search.ts'
import { type CsvRow, type RowProblem, readCsvTable } from './csv-table.ts'
import { type OfficeHolder, officeHolderKey, officeRoles, soleRoles } from './office-holder.ts'
import { type FileReading, readRows } from './register-files.ts'
import { type RowReading, rowReading } from './row-reading.ts'

/** The columns of a file of office holders. */
export const officeHolderColumns = [
  'authority',
  'role',
  'post',
  'name',
  'salutation',
  'email',
  'from',
  'to',
] as const

type Column = (typeof officeHolderColumns)[number]
type Cells = RowReading<Column>

/**
 * Reads a file of office holders: authority, role, post, name, salutation, email, from, to. Name and salutation
 * are both there or both empty; an empty `to` means still in office. Refuses two holders at a time of a role that
 * one person holds, in the file or together with those `onRecord`.
 */
export function readOfficeHolders(
  file: Uint8Array,
  names: AuthorityNames<Authority>,
  onRecord: readonly OfficeHolder[] = [],
): FileReading<OfficeHolder> {
  const lines = new Map<string, number>()
  const terms: Term[] = []
  const reading = readRows(readCsvTable(file, officeHolderColumns), (row, problems) => {
    const holder = readOfficeHolder(row, problems, names)
    if (holder === undefined) return undefined
    const key = officeHolderKey(holder)
    const earlier = lines.get(key)
    lines.set(key, row.line)
    if (earlier !== undefined) {
      return rowReading(row, problems).refuse('email', `this repeats line ${earlier}; keep one of them`)
    }
    terms.push({ holder, row })
    return holder
  })
  const kept = onRecord.filter((holder) => !lines.has(officeHolderKey(holder)))
  const overlaps = overlapProblems([...terms, ...kept.map((holder) => ({ holder, row: undefined }))])
  if (overlaps.length === 0) return reading
  return { ok: false, problems: reading.ok ? overlaps : [...reading.problems, ...overlaps] }
}

/** Somebody's time in a role, and the row that says so; undefined where it is on record only. */
type Term = { readonly holder: OfficeHolder; readonly row: CsvRow<Column> | undefined }

/** Where somebody comes into a role that another still holds, and the file says at least one of the two. */
function overlapProblems(terms: readonly Term[]): RowProblem[] {
  const sole = terms.filter(({ holder }) => soleRoles.includes(holder.role))
  const byRole = new Map<string, Term[]>()
  for (const term of sole) {
    const role = `${term.holder.role} of ${term.holder.authority}`
    byRole.set(role, [...(byRole.get(role) ?? []), term])
  }
  return [...byRole].flatMap(([role, holders]) => {
    const inOrder = holders.toSorted((a, b) => (a.holder.fromOn < b.holder.fromOn ? -1 : 1))
    return inOrder.flatMap((later, index) => {
      const earlier = inOrder[index - 1]
      const row = later.row ?? earlier?.row
      if (earlier === undefined || row === undefined) return []
      if (earlier.holder.toOn !== null && earlier.holder.toOn < later.holder.fromOn) return []
      const advice = `give the one from ${earlier.holder.fromOn} a last day in "to" before ${later.holder.fromOn}`
      return {
        line: row.line,
        column: 'from',
        value: row.cells.from,
        problem: `two hold the role ${role} at the same time: ${describeTerm(earlier)}, and ${describeTerm(later)}; ${advice}`,
      }
    })
  })
}

function describeTerm({ holder: { email, fromOn, toOn }, row }: Term): string {
  const place = row === undefined ? 'on record' : `line ${row.line}`
  return `${email} from ${fromOn}${toOn === null ? '' : ` to ${toOn}`} (${place})`
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
