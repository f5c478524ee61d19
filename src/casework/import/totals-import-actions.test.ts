import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/test-database.ts'
import { verifyAudit } from '../../audit/audit-store.ts'
import type { OpenDatabase } from '../../database/open-database.ts'
import { ombudsmanForEngland } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { describeProblem } from './import-problem.ts'
import { importTotals } from './totals-import-actions.ts'

const fixtures = new URL('../../../fixtures/casework/', import.meta.url).pathname
const all = ['received', 'decided', 'compliance'].map((table) => `${fixtures}totals-${table}.csv`)
let opened: OpenDatabase
let folder: string

beforeEach(async () => {
  opened = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'upheld-totals-'))
  await sql`
    insert into authority (slug, official_name, short_name, kind)
    values ('exampleton', 'Exampleton District Council', 'Exampleton', 'district'),
           ('sampleford', 'Sampleford District Council', 'Sampleford', 'district'),
           ('northshire', 'Northshire County Council', 'Northshire', 'county'),
           ('wexcombe', 'Wexcombe Fire Authority', 'Wexcombe', 'fire')`.execute(opened.database)
})

afterEach(async () => {
  await opened.close()
  await rm(folder, { recursive: true })
})

describe('published tables of a year', () => {
  test('counts, rates and averages are kept as published, with the document they stand in', async () => {
    expect(await importAll(all)).toMatchObject({
      ok: true,
      tables: ['received', 'decided', 'compliance'],
      rowCount: 7,
      updated: 0,
      findings: [],
    })
    // Two bodies × nine categories, three × six outcomes, two × three results and the remedied.
    expect(await numbersIn('published_count')).toHaveLength(2 * 9 + 3 * 6 + 2 * 4)
    expect(await numbersIn('published_count')).toContain(
      'northshire complied:satisfied-late 2 Review 2015-16',
    )
    expect(await numbersIn('published_rate')).toEqual([
      'exampleton complaints-upheld 67.00 Review 2015-16',
      'exampleton compliance 100.00 Review 2015-16',
      'exampleton late-compliance 50.00 Review 2015-16',
      'exampleton satisfactory-remedy 0.00 Review 2015-16',
      'northshire complaints-upheld 60.00 Review 2015-16',
      'northshire compliance 92.00 Review 2015-16',
      'northshire late-compliance 17.00 Review 2015-16',
      'northshire satisfactory-remedy 20.00 Review 2015-16',
    ])
    expect(await averages()).toEqual([
      'county complaints-upheld 60.00',
      'county compliance 92.00',
      'county satisfactory-remedy 20.00',
      'district complaints-upheld 67.00',
      'district compliance 100.00',
      'district satisfactory-remedy 0.00',
    ])
  })

  test('the same tables again change nothing', async () => {
    await importAll(all)
    const before = await auditCount()
    expect(await importAll(all)).toMatchObject({ inserted: 0, updated: 0, unchanged: 44 + 8 + 6 })
    expect(await auditCount()).toEqual(before)
  })

  test('a corrected table updates its numbers and leaves what stood there in the audit record', async () => {
    await importAll(all)
    const corrected = await decidedFile(['Exampleton,1,1,5,4,1,3,15,75%'])
    expect(await importAll([corrected])).toMatchObject({ inserted: 0, updated: 2, unchanged: 5 })
    const { rows } = await sql<{ subject: string; before: unknown; after: unknown }>`
      select subject, before, after from audit_entry where before is not null order by entry_id`.execute(
      opened.database,
    )
    expect(rows.map(({ before, after }) => [before, after])).toEqual([
      [
        { value: 2, document: 'Review 2015-16' },
        { value: 3, document: 'Review 2015-16' },
      ],
      [
        { value: 67, document: 'Review 2015-16' },
        { value: 75, document: 'Review 2015-16' },
      ],
    ])
    expect((await verifyAudit(opened.database)).problems).toEqual([])
  })

  test('a rate that its own counts do not give is kept and reported', async () => {
    // 2 of 3 is 66.67, so 67 fits and 66 does not; 1 of 8 is 12.5, which rounds up to 13.
    const path = await decidedFile([
      'Exampleton,0,0,0,0,1,2,3,66%',
      'Sampleford,0,0,0,0,7,1,8,13%',
      'Northshire,0,0,0,0,0,0,0,50%',
    ])
    const result = await importAll([path])
    expect(result).toMatchObject({ ok: true })
    if (!result.ok) return
    expect(result.findings).toEqual([
      {
        file: 'decided.csv',
        row: 2,
        column: 'Uphold rate',
        value: '66%',
        finding: "The published rate does not fit the row's own counts, 2 of 3",
      },
      expect.objectContaining({
        row: 4,
        finding: "The published rate does not fit the row's own counts, 0 of 0",
      }),
    ])
    expect(await numbersIn('published_rate')).toContain('exampleton complaints-upheld 66.00 Review 2015-16')
  })

  test("an average that differs from its members' counts pooled is kept and reported", async () => {
    const path = await decidedFile(
      ['Exampleton,0,0,0,0,1,1,2,50%,district,60%', 'Sampleford,0,0,0,0,1,3,4,75%,district,60%'],
      ',Group,Average uphold rate',
    )
    const result = await importAll([path])
    // Pooled, 4 of 6 is 67%; the mean of 50% and 75% would be 63%.
    expect(result).toMatchObject({
      findings: [{ row: 2, finding: expect.stringContaining('counts pooled, 4 of 6') }],
    })
    expect(await averages()).toEqual(['district complaints-upheld 60.00'])
  })

  test('without a cycle or a column for the group, averages cannot be placed, and this is said', async () => {
    const path = await decidedFile(['Exampleton,0,0,0,0,1,1,2,50%,60%'], ',Average uphold rate')
    expect(await importAll([path])).toMatchObject({
      findings: [
        {
          finding:
            'The average is not kept for Exampleton District Council whose comparison group in 2015-16 is not known; a column Group would say it',
        },
      ],
    })
    expect(await averages()).toEqual([])
  })

  test('every problem is told at once and nothing changes', async () => {
    const path = await decidedFile(
      [
        'Exampelton,0,0,0,0,1,1,2,50%,district,60%',
        'Exampleton,0,0,0,0,1,1,3,50%,district,60%',
        'Sampleford,0,0,0,,1,1.5,3,150%,parish,x',
        'Northshire,0,0,0,0,1,1,2,50%,district,60%',
        'Northshire County Council,0,0,0,0,1,1,2,50%,district,61%',
      ],
      ',Group,Average uphold rate',
    )
    const result = await importAll([path])
    expect(result.ok ? [] : result.problems.map(describeProblem)).toEqual([
      "decided.csv, row 2, Authority, 'Exampelton': There is no such authority. The nearest known is Exampleton District Council.",
      "decided.csv, row 3, Total, '3': The parts of the row add up to 2. Correct the total or the part that is wrong.",
      "decided.csv, row 4, Group, 'parish': There is no such comparison group. Write county, district, metropolitan, unitary, london, or none.",
      'decided.csv, row 4, Closed after initial enquiries: The number is missing. Write 0 where there were none.',
      "decided.csv, row 4, Upheld, '1.5': This is not a whole number. Write digits only.",
      "decided.csv, row 4, Uphold rate, '150%': This is more than 100%. Correct the rate.",
      "decided.csv, row 4, Average uphold rate, 'x': This is not a rate. Write 80, 80% or 80.25, or leave the cell empty.",
      "decided.csv, row 6, Authority, 'Northshire County Council': The same authority stands in row 5. Keep one of the two rows.",
      "decided.csv, row 6, Average uphold rate, '61': The average of the group district is 60 in row 5. Give every member of a group the same average.",
    ])
    expect(await numbersIn('published_count')).toEqual([])
  })

  test('a workbook with the tables on its sheets, percentages as the sheets show them', async () => {
    const heading =
      'Authority,Invalid or incomplete,Advice given,Referred back,Closed after initial enquiries,Not upheld,Upheld,Uphold rate'
    const path = join(folder, 'tables.xlsx')
    await writeFile(
      path,
      await writeXlsx({
        sheets: [
          { name: 'Cover', rows: [['Review of complaints']] },
          {
            name: 'Decided',
            rows: [['Complaints decided'], heading.split(','), ['Exampleton', 0, 0, 0, 0, 1, 2, 2 / 3]],
            cells: new Map([['2,7', { value: 2 / 3, type: 'number', style: { numFmt: '0%' } }]]),
          },
        ],
      }),
    )
    expect(await importAll([path])).toMatchObject({
      ok: true,
      findings: [],
      notices: [{ sheet: 'Cover', notice: 'The sheet is none of the three tables and is not used' }],
    })
    expect(await numbersIn('published_rate')).toEqual(['exampleton complaints-upheld 67.00 Review 2015-16'])
  })

  test('a file that is none of the three tables is refused in words', async () => {
    const result = await importAll([`${fixtures}received.csv`])
    expect(result.ok ? [] : result.problems.map(({ problem }) => problem)).toEqual([
      'The file has none of the three tables: received, decided or compliance',
    ])
  })
})

async function decidedFile(rows: readonly string[], moreHeadings = '') {
  const heading =
    'Authority,Invalid or incomplete,Advice given,Referred back,Closed after initial enquiries,Not upheld,Upheld,Total,Uphold rate'
  const path = join(folder, 'decided.csv')
  await writeFile(path, [`${heading}${moreHeadings}`, ...rows].join('\n'))
  return path
}

async function importAll(files: readonly string[]) {
  return importTotals(opened.database, {
    scheme: ombudsmanForEngland,
    files,
    year: reportingYear(2015),
    document: 'Review 2015-16',
    actor: 'test',
  })
}

async function numbersIn(table: 'published_count' | 'published_rate'): Promise<string[]> {
  const what = table === 'published_count' ? sql`counted_set, complaint_count` : sql`measure, value`
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', slug, ${what}, document) as line
    from ${sql.table(table)} join authority using (authority_id)
    where year = 2015
    order by 1`.execute(opened.database)
  return rows.map(({ line }) => line)
}

async function averages(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', comparison_group, measure, value) as line
    from published_average order by 1`.execute(opened.database)
  return rows.map(({ line }) => line)
}

async function auditCount() {
  const { rows } = await sql`select count(*) from audit_entry`.execute(opened.database)
  return rows[0]
}
