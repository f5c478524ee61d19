import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { officeRoles } from '../authorities/office-holder.ts'
import { officeHolderColumns } from '../authorities/office-holder-file.ts'
import { populationColumns } from '../authorities/population-file.ts'
import { authorityColumns } from '../authorities/register-files.ts'
import { cycleFileSchema } from '../cycle/cycle.ts'
import { memberColumns } from '../cycle/cycle-membership-file.ts'
import { adoptionColumns } from '../handling-code/adoption/adoption.ts'
import { provisionColumns } from '../handling-code/provisions/code-file.ts'
import { registerColumns } from '../publication/handling-code/code-register.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { trainingColumns } from './training-total.ts'
import { delegateColumns } from './workshop/attendance-page.tsx'

const dictionary = await readFile(new URL('../../docs/data-dictionary.md', import.meta.url), 'utf8')

describe('docs/data-dictionary.md', () => {
  test.each([
    ['office holders', officeHolderColumns],
    ['training', trainingColumns],
    ['provisions', provisionColumns],
    ['adoption', adoptionColumns],
    ['populations', populationColumns],
    ['cycle members', memberColumns],
    ['authorities update', authorityColumns],
  ] as const)('explains every column of the file %s, and no other', (file, columns) => {
    expect(namesIn(`| ${file} | required | what it says | example |`)).toEqual(columns)
  })

  test('says which columns of an update a new authority needs', () => {
    const needed = tableUnder('| authorities update |').filter(([, required]) => required === 'new')
    expect(needed.map(([name]) => name)).toEqual(['official_name', 'short_name', 'kind'])
  })

  test('explains every column of the register of the Handling Code, in its order', () => {
    const named = namesIn('| register of the Code |').flatMap((names) =>
      names.replaceAll('`', '').split(', '),
    )
    expect(named).toEqual(registerColumns)
  })

  test('explains every column of the list of delegates', () => {
    const named = namesIn('| list of delegates |').flatMap((cell) => cell.replaceAll('`', '').split(', '))
    expect(named).toEqual(delegateColumns)
  })

  test('explains every role', () => {
    expect(namesIn('| role | who |')).toEqual(officeRoles)
  })

  test('explains every key of the cycle file, and no other', () => {
    const named = namesIn('| cycle file |').map((name) => name.replaceAll('`', ''))
    expect(named).toEqual(expect.arrayContaining(keysOf(cycleFileSchema)))
    expect(named.filter((name) => !keysOf(cycleFileSchema).includes(name))).toEqual(['population'])
  })

  test('names every kind of authority, comparison group and edition', () => {
    const cell = (table: string, name: string) =>
      tableUnder(table)
        .find(([first]) => first === name)
        ?.join()
    for (const { code } of scheme.authorityKinds)
      expect(cell('| authorities update |', 'kind')).toContain(code)
    for (const { code } of scheme.comparisonGroups) {
      expect(cell('| cycle members |', 'comparison_group')).toContain(code)
    }
    for (const edition of scheme.letterEditions)
      expect(cell('| cycle file |', '`edition`')).toContain(edition)
  })
})

/** The cells of the table whose heading begins so. */
function tableUnder(heading: string): string[][] {
  const lines = dictionary.split('\n')
  const start = lines.findIndex((line) => line.startsWith(heading))
  expect(start).toBeGreaterThan(0)
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'))
  return lines.slice(start + 2, end < 0 ? undefined : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

function namesIn(heading: string): string[] {
  return tableUnder(heading).map(([name = '']) => name)
}

/** Keys as paths, "settings.contacts.email"; those that hold others only by what they hold. */
function keysOf(schema: z.core.$ZodType, path: readonly string[] = []): string[] {
  const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema
  if (!(inner instanceof z.ZodObject)) return [path.join('.')]
  return Object.entries<z.core.$ZodType>(inner.shape).flatMap(([key, value]) => keysOf(value, [...path, key]))
}
