import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ownComplaintColumns } from '../../handling-code/own-complaints/own-complaint-column.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { performanceColumns } from './performance-table-api.ts'

const dictionary = readFileSync(new URL('../../../docs/data-dictionary.md', import.meta.url), 'utf8')

describe('docs/data-dictionary.md', () => {
  test("explains every column of an authority's own complaints, in its order, and which must be there", () => {
    const rows = rowsUnder('| own complaints |')
    expect(rows.map(([name]) => name)).toEqual(ownComplaintColumns.map(({ heading }) => heading))
    expect(rows.map(([, required]) => required === 'yes')).toEqual(
      ownComplaintColumns.map(({ isRequired }) => isRequired),
    )
  })

  test('names every word that stands for a process, an outcome, a ground or a remedy', () => {
    const { statutoryProcesses, outcomes, refusalGrounds, remedies } = scheme.ownComplaints
    for (const { name } of [...statutoryProcesses, ...outcomes, ...refusalGrounds, ...remedies]) {
      expect(dictionary).toContain(`\`${name}\``)
    }
  })

  test('explains every column of the table of complaints performance', () => {
    const text = rowsUnder('| performance table |').flat().join(' ')
    const named = [...text.matchAll(/`([a-z0-9_]+)`/g)].map(([, name]) => name)
    expect(performanceColumns.filter((column) => !named.includes(column))).toEqual([])
  })
})

function rowsUnder(heading: string): string[][] {
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
