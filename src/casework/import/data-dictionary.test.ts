import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { caseColumns, caseParts, columnsOf } from './case-column.ts'
import { statementLineSchema } from './decision-statement-line.ts'
import { reportLineSchema } from './public-report-line.ts'
import { spellingKey } from './spelling.ts'
import { totalsColumns, totalsTables } from './totals-column.ts'

const dictionary = await readFile(new URL('../../../docs/data-dictionary.md', import.meta.url), 'utf8')

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

  test.each([
    ['statement', statementLineSchema],
    ['report', reportLineSchema],
  ])('explains every key of a %s and nothing else', (kind, schema) => {
    const [, table = ''] = dictionary.split(`| key of a ${kind} |`)
    const explained = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `([^`]+)`/gm)].map(([, key]) => key)
    expect(explained).toEqual(keysOf(z.toJSONSchema(schema)))
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

/** The keys of an object and of the objects in it, such as "sections.heading". */
function keysOf(schema: unknown): string[] {
  const { properties = {}, items, anyOf = [] } = jsonSchema.parse(schema)
  const within = [items, ...anyOf].flatMap((part) => (part === undefined ? [] : keysOf(part)))
  const own = Object.entries(properties).flatMap(([key, part]) => [
    key,
    ...keysOf(part).map((inner) => `${key}.${inner}`),
  ])
  return [...own, ...within]
}

const jsonSchema = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
})

/** The measure's name in a heading such as "Average uphold rate of similar authorities". */
function measureIn(heading: string): string {
  return heading.replace(/^Average /, '').replace(/ (?:percentage|average|of similar authorities)$/g, '')
}
