import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { caseColumns, caseParts, columnsOf } from './case-column.ts'
import { spellingKey } from './spelling.ts'
import { totalsColumns, totalsTables } from './totals-column.ts'

const dictionary = await readFile(new URL('../../docs/data-dictionary.md', import.meta.url), 'utf8')

describe('docs/data-dictionary.md', () => {
  test.each(caseColumns.map((column) => [column.heading, column] as const))(
    'explains the column %s, in which files it stands and how else it is spelt',
    (heading, column) => {
      const letters = caseParts.flatMap((part) => {
        const need = column.parts[part]
        if (need === undefined) return []
        return need === 'required' ? part.charAt(0).toUpperCase() : part.charAt(0)
      })
      const row = `| ${heading} | ${letters.join(' ')} | ${column.alsoSpelt.join(', ')} | `
      expect(dictionary).toContain(row)
    },
  )

  test.each(totalsTables)('explains every column of the published table %s', (table) => {
    for (const { key, heading, alsoSpelt } of totalsColumns(scheme, table)) {
      const spellings = [heading, ...alsoSpelt].map((spelling) =>
        key.startsWith('count:') ? spelling : measureIn(spelling),
      )
      for (const spelling of spellings) expect(dictionary.toLowerCase()).toContain(spelling.toLowerCase())
    }
  })

  test('lists every name and spelling that the scheme knows', () => {
    const { categories, outcomes, complianceOutcomes, recommendationKinds } = scheme
    for (const { name, alsoSpelt } of [
      ...categories,
      ...outcomes,
      ...complianceOutcomes,
      ...recommendationKinds,
    ]) {
      expect(dictionary).toContain(`| ${name} | ${alsoSpelt.join('; ')} |`)
    }
  })
})

describe('headings', () => {
  test('no heading can mean two columns of one file', () => {
    const tables = [
      ...caseParts.map((part) => columnsOf(part, false)),
      ...totalsTables.map((table) => totalsColumns(scheme, table)),
    ]
    for (const columns of tables) {
      const owners = new Map<string, string>()
      for (const { key, heading, alsoSpelt } of columns) {
        for (const spelling of [heading, ...alsoSpelt]) {
          const known = spellingKey(spelling)
          expect([spelling, owners.get(known) ?? key]).toEqual([spelling, key])
          owners.set(known, key)
        }
      }
    }
  })
})

/** The measure's name in a heading such as "Average uphold rate of similar authorities". */
function measureIn(heading: string): string {
  return heading.replace(/^Average /, '').replace(/ (?:percentage|average|of similar authorities)$/g, '')
}
