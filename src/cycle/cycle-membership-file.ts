import type { Authority } from '../authorities/authority.ts'
import { type AuthorityNames, explainUnknown, findAuthority } from '../authorities/authority-name-search.ts'
import { readCsvTable } from '../authorities/csv-table.ts'
import { type FileReading, readRows } from '../authorities/register-files.ts'
import { rowReading } from '../authorities/row-reading.ts'
import { firstDay, lastDay, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { CycleAuthority } from './cycle.ts'

/** What a file or the register says of a member, who is known there by slug alone. */
export type StatedMember = Omit<CycleAuthority, 'id'>

/** The columns of a file of a year's members. */
export const memberColumns = [
  'authority',
  'is_council',
  'gets_letter',
  'is_on_map',
  'comparison_group',
] as const

/** Reads who takes part in one year as what. */
export function readMembers(
  file: Uint8Array,
  names: AuthorityNames<Authority>,
  scheme: Scheme,
  year: ReportingYear,
): FileReading<StatedMember> {
  const groups = scheme.comparisonGroups.map(({ code }) => code)
  const lines = new Map<string, number>()
  return readRows(readCsvTable(file, memberColumns), (row, problems) => {
    const cell = rowReading(row, problems)
    const text = cell.text('authority')
    const authority = text === undefined ? undefined : findAuthority(names, text)
    if (text !== undefined && authority === undefined) cell.refuse('authority', explainUnknown(names, text))
    const isCouncil = cell.yesOrNo('is_council')
    const getsLetter = cell.yesOrNo('gets_letter')
    const isOnMap = cell.yesOrNo('is_on_map')
    const comparisonGroup = cell.optionalText('comparison_group')
    if (comparisonGroup !== null && !groups.includes(comparisonGroup)) {
      cell.refuse('comparison_group', `this is no group; write one of ${groups.join(', ')}, or nothing`)
    }
    if (authority !== undefined && comparisonGroup !== null) {
      const absence = absenceIn(authority, scheme, year)
      if (absence !== undefined) {
        cell.refuse(
          'comparison_group',
          `${authority.officialName} ${absence}, so it has no similar authorities that year; leave this empty`,
        )
      }
    }
    if (authority === undefined || isCouncil === undefined) return undefined
    if (getsLetter === undefined || isOnMap === undefined) return undefined
    const earlier = lines.get(authority.slug)
    lines.set(authority.slug, row.line)
    if (earlier !== undefined)
      return cell.refuse('authority', `this repeats line ${earlier}; keep one of them`)
    return { slug: authority.slug, isCouncil, getsLetter, isOnMap, comparisonGroup }
  })
}

/** Why a body cannot be compared in a year, in which it may still have late cases. */
function absenceIn({ startsOn, endsOn }: Authority, scheme: Scheme, year: ReportingYear): string | undefined {
  const begins = firstDay(scheme, year)
  const ends = lastDay(scheme, year)
  if (endsOn !== null && endsOn < begins) return `ended on ${endsOn}, before the year began on ${begins}`
  if (startsOn !== null && startsOn > ends) return `began on ${startsOn}, after the year ended on ${ends}`
  return undefined
}
