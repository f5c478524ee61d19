import type { Authority } from '../../authorities/authority.ts'
import {
  type AuthorityNames,
  explainUnknown,
  findAuthority,
} from '../../authorities/authority-name-search.ts'
import { readCsvTable } from '../../authorities/csv-table.ts'
import { type FileReading, readRows } from '../../authorities/register-files.ts'
import { rowReading } from '../../authorities/row-reading.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'

/** What is on record of an authority and the Code. */
export type Adoption = {
  /** Null for a body that has tried it out and not adopted it. */
  readonly adoptedOn: IsoDate | null
  readonly wasPilot: boolean
}

/** Between which days somebody can have adopted the Code: there was none before, and nothing is foretold. */
export type AdoptionDays = { readonly first: IsoDate | undefined; readonly today: IsoDate }

/** Why a day cannot be the one on which the Code was adopted; undefined where it can. */
export function adoptionDayRefusal(day: IsoDate, { first, today }: AdoptionDays): string | undefined {
  if (first === undefined) return 'There is no Code on record yet that could be adopted.'
  if (day < first) return `The Code is in force since ${printDate(first)}. Give a day from then on.`
  if (day > today) return `Today is ${printDate(today)}. Give the day once it has come.`
  return undefined
}

/** The columns of a file of who adopted the Code. */
export const adoptionColumns = ['authority', 'adopted_on', 'pilot'] as const

/** Reads who adopted the Code and who piloted it. A row that says neither takes an authority off the record. */
export function readAdoptionFile(
  file: Uint8Array,
  names: AuthorityNames<Authority>,
  days: AdoptionDays,
): FileReading<Adoption & { readonly authority: string }> {
  const lines = new Map<string, number>()
  return readRows(readCsvTable(file, adoptionColumns), (row, problems) => {
    const cell = rowReading(row, problems)
    const text = cell.text('authority')
    const authority = text === undefined ? undefined : findAuthority(names, text)
    if (text !== undefined && authority === undefined) cell.refuse('authority', explainUnknown(names, text))
    const earlier = authority && lines.get(authority.slug)
    if (authority) lines.set(authority.slug, row.line)
    if (earlier !== undefined) cell.refuse('authority', `this repeats line ${earlier}; keep one`)
    const adoptedOn = cell.optionalDate('adopted_on')
    const wasPilot = cell.yesOrNo('pilot')
    const refusal = adoptedOn ? adoptionDayRefusal(adoptedOn, days) : undefined
    if (refusal !== undefined) cell.refuse('adopted_on', inARow(refusal))
    if (authority === undefined || adoptedOn === undefined || wasPilot === undefined) return undefined
    return { authority: authority.slug, adoptedOn, wasPilot }
  })
}

/** A sentence of a page as a part of one about a row: "the Code is in force since …; give a day from then on". */
function inARow(sentence: string): string {
  const small = sentence
    .replace(/\.$/, '')
    .split('. ')
    .map((part) => part.charAt(0).toLowerCase() + part.slice(1))
  return small.join('; ')
}
