import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/test-database.ts'
import { verifyAudit } from '../audit/audit-store.ts'
import { beginInstallation } from '../authorities/register-actions.ts'
import { readRegister } from '../authorities/register-files.ts'
import type { OpenDatabase } from '../database/open-database.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { loadDemonstration } from './demonstration-actions.ts'

let opened: OpenDatabase

beforeAll(async () => {
  opened = await testDatabase()
})

afterAll(async () => {
  await opened.close()
})

describe('loading the demonstration', () => {
  test('stopped in the middle, it leaves nothing behind', async () => {
    const stopped = new AbortController()
    const whenItLoadsCases = (line: string) => {
      if (line.includes('cases')) stopped.abort(new Error('stopped by hand'))
    }
    await expect(load(whenItLoadsCases, stopped.signal)).rejects.toThrow('stopped by hand')
    const counts = Object.values(await rowCounts())
    expect(counts.every((count) => count === 0)).toBe(true)
  }, 60_000)

  test('fills an empty database and says what it is doing', async () => {
    const lines: string[] = []
    expect(await load((line) => lines.push(line))).toMatchObject({ state: 'loaded', authorityCount: 468 })
    expect(lines.length).toBeGreaterThan(2)
    expect(await rowCounts()).toMatchObject({ authority: 468, installation: 1, cycle: 6 })
    expect((await verifyAudit(opened.database)).problems).toEqual([])
  }, 60_000)

  test('the calculated averages print as published', async () => {
    expect(await printedAverages(2023, 'district')).toEqual(['63', '99', '21', '1.2'])
    expect(await printedAverages(2023, 'county')).toEqual(['85', '100', '7', '4.5'])
    expect(await printedAverages(2023, 'london')).toEqual(['85', '99', '12', '8.2'])
    expect(await printedAverages(2023, 'unitary')).toEqual(['79', '99', '12', '4.6'])
    expect(await printedAverages(2019, 'district')).toEqual(['45', '99', '20', undefined])
  })

  test('nothing but the figures of their letters is stored about the five real authorities', async () => {
    const { rows } = await sql<{
      slug: string
      year: number
      measure: string
      state: string
      origin: string
    }>`
      select slug, year, measure, state, origin
      from authority join figure using (authority_id)
      where not is_invented and state <> 'not-calculated'
      order by slug, year, measure
    `.execute(opened.database)
    expect(
      rows.map(({ slug, year, measure, state, origin }) => [slug, year, measure, state, origin]),
    ).toEqual([
      ['bassetlaw', 2023, 'complaints-upheld', 'calculated', 'published-letter'],
      ['bassetlaw', 2023, 'compliance', 'calculated', 'published-letter'],
      ['bassetlaw', 2023, 'satisfactory-remedy', 'calculated', 'published-letter'],
      ['bassetlaw', 2023, 'upheld-per-100000', 'calculated', 'published-letter'],
      ['bolsover', 2019, 'complaints-upheld', 'calculated', 'published-letter'],
      ['bolsover', 2019, 'compliance', 'calculated', 'published-letter'],
      ['bolsover', 2019, 'satisfactory-remedy', 'calculated', 'published-letter'],
      ['bromsgrove', 2023, 'complaints-upheld', 'calculated', 'published-letter'],
      ['bromsgrove', 2023, 'compliance', 'calculated', 'published-letter'],
      ['bromsgrove', 2023, 'satisfactory-remedy', 'calculated', 'published-letter'],
      ['bromsgrove', 2023, 'upheld-per-100000', 'calculated', 'published-letter'],
      ['east-midlands', 2023, 'complaints-upheld', 'nothing-to-report', 'published-letter'],
      ['east-midlands', 2023, 'compliance', 'nothing-to-report', 'published-letter'],
      ['east-midlands', 2023, 'satisfactory-remedy', 'nothing-to-report', 'published-letter'],
    ])
  })

  test('done again, it changes nothing', async () => {
    const before = await rowCounts()
    expect(await load()).toEqual({ state: 'unchanged' })
    expect(await rowCounts()).toEqual(before)
  })

  test('stopped before its figures were calculated, it calculates and releases them when asked again', async () => {
    const before = await rowCounts()
    for (const table of ['figure', 'counted_set', 'group_average', 'letter', 'revision']) {
      await sql`delete from ${sql.table(table)}`.execute(opened.database)
    }
    expect(await load()).toEqual({ state: 'completed' })
    // Each of the six years is released once more, which the record of who did what keeps.
    expect(await rowCounts()).toEqual({ ...before, audit_entry: Number(before.audit_entry) + 6 })
  })
})

describe('a database that holds something else', () => {
  test('a real installation refuses it and stays as it was', async () => {
    const installed = await testDatabase()
    await beginInstallation(installed.database, readRegister(), 'test')
    const result = await loadDemonstration(installed.database, ombudsmanForEngland, () => {})
    expect(result).toEqual({ state: 'refused', reason: 'real-installation' })
    const { rows } = await sql`select from complaint`.execute(installed.database)
    expect(rows).toEqual([])
    await installed.close()
  })
})

async function load(progress: (line: string) => void = () => {}, signal?: AbortSignal) {
  return loadDemonstration(opened.database, ombudsmanForEngland, progress, signal)
}

async function rowCounts(): Promise<Record<string, number>> {
  const tables = [
    'installation',
    'authority',
    'complaint',
    'recommendation',
    'cycle',
    'figure',
    'audit_entry',
  ]
  const counts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ count: number }>`select count(*) from ${sql.table(table)}`.execute(
        opened.database,
      )
      return [table, rows[0]?.count ?? 0] as const
    }),
  )
  return Object.fromEntries(counts)
}

/** Upheld, complied and remedied as whole percentages, and the rate to one decimal. */
async function printedAverages(year: number, group: string): Promise<(string | undefined)[]> {
  const { rows } = await sql<{ measure: string; printed: string }>`
    select measure, case measure
      when 'upheld-per-100000' then round(numerator * 100000.0 / denominator, 1)::text
      else round(numerator * 100.0 / denominator)::text
    end as printed
    from group_average
    where year = ${year} and comparison_group = ${group}
  `.execute(opened.database)
  const measures = ['complaints-upheld', 'compliance', 'satisfactory-remedy', 'upheld-per-100000']
  return measures.map((measure) => rows.find((row) => row.measure === measure)?.printed)
}
