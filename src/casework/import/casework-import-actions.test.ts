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
import { parseReportingYear } from '../../scheme/reporting-year.ts'
import type { CasePart } from './case-column.ts'
import { authorityForImport, type CaseImport, importCases } from './casework-import-actions.ts'
import { describeProblem, type ImportProblem } from './import-problem.ts'

const fixtures = new URL('../../../fixtures/casework/', import.meta.url).pathname
let opened: OpenDatabase
let folder: string

beforeEach(async () => {
  opened = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'upheld-casework-'))
  await sql`
    insert into authority (slug, official_name, short_name, gss_code, kind, starts_on)
    values ('exampleton', 'Exampleton District Council', 'Exampleton', 'E07999001', 'district', null),
           ('northshire', 'Northshire County Council', 'Northshire', 'E10999002', 'county', null),
           ('wexcombe', 'Wexcombe Fire Authority', 'Wexcombe', null, 'fire', null),
           ('newbury-vale', 'Newbury Vale Council', 'Newbury Vale', null, 'unitary', '2023-10-01')`.execute(
    opened.database,
  )
  await sql`
    insert into cycle (year, edition, letter_date, published_at, settings)
    values (2023, '2023-24', '2024-07-17', '2024-07-24', '{}')`.execute(opened.database)
  await sql`
    insert into cycle_authority (authority_id, year, is_council, gets_letter, is_on_map, comparison_group)
    select authority_id, 2023, true, true, true, null from authority`.execute(opened.database)
})

afterEach(async () => {
  await opened.close()
  await rm(folder, { recursive: true })
})

const moved = '22 000 901,Northshire County Council,Housing,Apology,2024-06-30,,'

describe('a year of cases', () => {
  test('the three files of a year become cases with their decisions, recommendations and compliance', async () => {
    expect(await importFixture('received')).toMatchObject({ inserted: 4, updated: 0, unchanged: 0 })
    // 23 000 101, 102 and 104 are on record from their receipt; 22 000 900 is known by its decision alone.
    expect(await importFixture('decided')).toMatchObject({
      inserted: 1,
      added: 3,
      updated: 0,
      unchanged: 0,
    })
    expect(await importFixture('compliance')).toMatchObject({
      inserted: 1,
      added: 1,
      updated: 0,
      unchanged: 0,
    })
    expect(await cases()).toEqual([
      '22 000 900 northshire adult-care decided 2023-04-01 closed-after-initial-enquiries',
      '22 000 901 northshire housing due 2024-02-28 [payment 2024-02-28]',
      '23 000 101 exampleton housing Allocations received 2023-04-03 decided 2023-09-12 upheld investigation due 2023-12-12 satisfied-late 2024-01-15 [apology 2023-10-12, training 2023-12-12]',
      '23 000 102 exampleton planning Enforcement received 2023-05-17 decided 2023-10-02 not-upheld investigation',
      '23 000 103 exampleton benefits-and-tax received 2023-06-02',
      '23 000 104 northshire education-and-children Special needs received 2024-03-31 decided 2024-03-31 upheld assessment remedied-before',
    ])
  })

  test('what was agreed stays as it is once it is followed up here, whatever a later file says of it', async () => {
    await importFixture('received')
    await importFixture('decided')
    await importFixture('compliance')
    const agreed = async () => (await cases()).filter((line) => line.startsWith('22 000 901'))
    const text = [
      'Reference,Authority,Category,Recommendation,Recommendation due,Compliance result,Recorded',
      moved,
    ]
    await sql`
      insert into moved_due_date (
        authority_id, complaint_id, recommendation_number, moved_at, from_on, to_on, reason, moved_by
      )
      select authority_id, complaint_id, 1, now(), '2024-02-28', '2024-03-28', 'The office was flooded.', 'tests'
      from complaint where reference = '22 000 901'
    `.execute(opened.database)
    const before = await agreed()
    expect(await importText('compliance', text)).toMatchObject({ updated: 0, unchanged: 1 })
    expect(await agreed()).toEqual(before)
    await sql`delete from moved_due_date`.execute(opened.database)
    expect(await importText('compliance', text)).toMatchObject({ updated: 1 })
    expect(await agreed()).toEqual([expect.stringContaining('[apology 2024-06-30]')])
  })

  test('the same files again change nothing, not even the audit record', async () => {
    for (const part of ['received', 'decided', 'compliance'] as const) await importFixture(part)
    const before = await everything()
    expect(await importFixture('received')).toMatchObject({ inserted: 0, updated: 0, unchanged: 4 })
    expect(await importFixture('decided')).toMatchObject({ inserted: 0, updated: 0, unchanged: 4 })
    expect(await importFixture('compliance')).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 })
    expect(await everything()).toEqual(before)
  })

  test('a corrected row updates its case and leaves what stood there in the audit record', async () => {
    await importFixture('decided')
    await importText('decided', [
      'Reference,Authority,Category,Decided,Outcome,Remedied before,Recommendation,Recommendation due',
      '23 000 101,Exampleton,Housing,2023-09-12,Upheld,no,Payment,2023-11-30',
    ])
    const { rows } = await sql<{ subject: string; before: unknown; after: unknown }>`
      select subject, before, after from audit_entry where subject like 'complaint %'`.execute(
      opened.database,
    )
    expect(rows).toEqual([
      {
        subject: 'complaint 23 000 101',
        before: {
          stage_reached: 'investigation',
          remedy_due_on: '2023-12-12',
          recommendations: [
            ['2023-10-12', 'apology'],
            ['2023-12-12', 'training'],
          ],
        },
        after: {
          stage_reached: null,
          remedy_due_on: '2023-11-30',
          recommendations: [['2023-11-30', 'payment']],
        },
      },
    ])
    expect((await verifyAudit(opened.database)).problems).toEqual([])
    expect(await cases()).toContain(
      '23 000 101 exampleton housing decided 2023-09-12 upheld due 2023-11-30 [payment 2023-11-30]',
    )
  })

  test('a decision corrected to not upheld keeps nothing of the remedy that an upheld one had', async () => {
    const heading = 'Reference,Authority,Category,Decided,Outcome,Remedied before'
    await importText('decided', [heading, '23 000 101,Exampleton,Housing,2023-09-12,Upheld,yes'])
    await importText('decided', [heading, '23 000 101,Exampleton,Housing,2023-09-12,Not upheld,'])
    expect(await cases()).toEqual([
      '23 000 101 exampleton housing decided 2023-09-12 not-upheld investigation',
    ])
  })

  test('importing the year says that no case means none, for everybody in the cycle', async () => {
    const result = await importFixture('received')
    expect(result).toMatchObject({ complete: [{ year: '2023-24', authorityCount: 4 }] })
    expect(await coverage()).toEqual([
      'exampleton 2023 received',
      'newbury-vale 2023 received',
      'northshire 2023 received',
      'wexcombe 2023 received',
    ])
  })

  test('a file for one authority is complete for that authority alone, and may leave its name out', async () => {
    const path = await fileOf(['Reference,Category,Received', '23 000 101,Housing,2023-04-03'])
    const found = await authorityForImport(opened.database, 'exampleton')
    if (found.kind !== 'known') throw new Error('the authority is not known')
    expect(await importFiles('received', [path], { authority: found.authority })).toMatchObject({
      inserted: 1,
    })
    expect(await coverage()).toEqual(['exampleton 2023 received'])
    const other = await fileOf([
      'Reference,Council,Category,Received',
      '23 000 105,Northshire,Housing,2023-04-03',
    ])
    expect(await problemsOf('received', [other], { authority: found.authority })).toEqual([
      "rows.csv, row 2, Council, 'Northshire': This import is for Exampleton District Council alone. Remove the row, or import the file without --authority.",
    ])
  })

  test('with a year given, a row of another year is refused', async () => {
    const year = parseReportingYear('2023-24')
    if (year === undefined) throw new Error('no year')
    const path = await fileOf([
      'Reference,Authority,Category,Received',
      '23 000 101,Exampleton,Housing,2024-04-01',
    ])
    expect(await problemsOf('received', [path], { year })).toEqual([
      "rows.csv, row 2, Received, '2024-04-01': The date is outside the year given with --year. Correct the date or remove the row.",
    ])
  })
})

describe('what the authority calls a case', () => {
  const received = [
    "Reference,Authority,Category,Received,Council's reference,Service label",
    '23 000 101,Exampleton,Housing,2023-04-03,HO/23/0017, Homes  and landlords',
    '23 000 102,Exampleton,Housing,2023-04-04,,',
  ]

  test('comes with its case, stays where a later file says nothing, and is corrected on record', async () => {
    await importText('received', received)
    expect(await words()).toEqual(['23 000 101 HO/23/0017 Homes and landlords', '23 000 102'])
    const decided = [
      'Reference,Authority,Decided,Outcome,Remedied before,Authority reference',
      '23 000 101,Exampleton,2023-09-12,Not upheld,,',
      '23 000 102,Exampleton,2023-09-12,Not upheld,,HO/23/0018',
    ]
    expect(await importText('decided', decided)).toMatchObject({ added: 2, updated: 0 })
    expect(await words()).toEqual(['23 000 101 HO/23/0017 Homes and landlords', '23 000 102 HO/23/0018'])
    const corrected = received.map((line) => line.replace('HO/23/0017', 'HO/23/0019'))
    expect(await importText('received', corrected)).toMatchObject({ updated: 1, unchanged: 1 })
    expect((await words())[0]).toContain('HO/23/0019')
    // That it changed is on record for good, and not what it says: an authority may call a case by somebody's name.
    const entries = JSON.stringify(await opened.database.selectFrom('auditEntry').selectAll().execute())
    expect(entries).toContain('"changed":["authority_reference"]')
    expect(entries).not.toContain('HO/23')
  })

  test('is refused where it is too long, or two rows of a case disagree', async () => {
    const long = await fileOf([
      received[0] ?? '',
      `23 000 101,Exampleton,Housing,2023-04-03,${'x'.repeat(101)},`,
    ])
    expect(await problemsOf('received', [long])).toEqual([expect.stringContaining("Council's reference")])
    const rows = await fileOf([
      'Reference,Authority,Category,Decided,Outcome,Remedied before,Recommendation,Recommendation due,Department',
      '23 000 101,Exampleton,Housing,2023-09-12,Upheld,no,Apology,2023-10-12,Homes',
      '23 000 101,Exampleton,Housing,2023-09-12,Upheld,no,Payment,2023-10-12,Roads',
    ])
    expect(await problemsOf('decided', [rows])).toEqual([
      expect.stringContaining('of the same case says Homes'),
    ])
  })

  async function words(): Promise<readonly string[]> {
    const { rows } = await sql<{ line: string }>`
      select concat_ws(' ', reference, authority_reference, authority_service) as line
      from complaint order by reference`.execute(opened.database)
    return rows.map(({ line }) => line)
  }
})

test('a case that a file says is decided is in no queue any more', async () => {
  await importText('received', [
    'Reference,Authority,Category,Received',
    '23 000 101,Exampleton,Housing,2023-04-03',
    '23 000 102,Exampleton,Housing,2023-04-03',
  ])
  await sql`
    insert into case_file (authority_id, complaint_id, stage, received_on, next_task, next_due_on, target_on, paused_on)
    select authority_id, complaint_id, 'investigation', received_on, 'investigate', '2023-09-01', '2023-10-02', '2023-08-01'
    from complaint`.execute(opened.database)
  await importText('decided', [
    'Reference,Authority,Decided,Outcome,Remedied before',
    '23 000 101,Exampleton,2023-09-12,Not upheld,',
  ])
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', reference, stage, next_task, paused_on) as line
    from case_file join complaint using (authority_id, complaint_id)
    order by reference`.execute(opened.database)
  expect(rows.map(({ line }) => line)).toEqual([
    '23 000 101 decided',
    '23 000 102 investigation investigate 2023-08-01',
  ])
})

test('what was agreed with a draft here is due once a file says the decision, and no more once that finds no fault', async () => {
  await importText('received', [
    'Reference,Authority,Category,Received',
    '23 000 101,Exampleton,Housing,2023-04-03',
  ])
  await sql`
    insert into recommendation (authority_id, complaint_id, recommendation_number, kind, due_on, agreed_by)
    select authority_id, complaint_id, 1, 'apology', '2023-11-12', array['tests'] from complaint
  `.execute(opened.database)
  const due = async () => {
    const { rows } = await sql<{ due: string | null; open: string | null }>`
      select remedy_due_on as due, open_since as open
      from complaint join recommendation using (authority_id, complaint_id)
    `.execute(opened.database)
    return rows
  }
  expect(await due()).toEqual([{ due: null, open: null }])
  const decided = (outcome: string) => [
    'Reference,Authority,Decided,Outcome,Remedied before',
    `23 000 101,Exampleton,2023-09-12,${outcome}`,
  ]
  await importText('decided', decided('Upheld,no'))
  expect(await due()).toEqual([{ due: '2023-11-12', open: '2023-09-12' }])
  await importText('decided', decided('Not upheld,'))
  expect(await due()).toEqual([{ due: null, open: null }])
})

describe('a file that says what it cannot mean', () => {
  const decisions = [
    'Reference,Authority,Category,Received,Decided,Outcome,Remedied before',
    '23 000 101,Exampleton,Housing,2023-04-03,2023-09-12,Upheld,no',
  ]

  test('a file of decisions is no file of the complaints received, even with their dates', async () => {
    expect(await problemsOf('received', [await fileOf(decisions)])).toEqual([
      "rows.csv, row 1: This looks like the file of decided complaints. Use upheld import decided, or remove what is not part of received complaints: 'Decided', 'Outcome', 'Remedied before'.",
    ])
    expect(await importText('decided', decisions)).toMatchObject({ inserted: 1 })
  })

  test.each([
    ['received', 'decided', 'decided complaints'],
    ['received', 'compliance', 'compliance results'],
    ['decided', 'received', 'received complaints'],
    ['decided', 'compliance', 'compliance results'],
    ['compliance', 'received', 'received complaints'],
    ['compliance', 'decided', 'decided complaints'],
  ] as const)('imported as %s, the file %s is refused in words', async (part, file, words) => {
    expect(await problemsOf(part, [`${fixtures}${file}.csv`])).toEqual([
      expect.stringContaining(`This looks like the file of ${words}. Use upheld import ${file}`),
    ])
  })

  test('a date in a year without a cycle is refused, with its row and the year', async () => {
    const path = await fileOf([
      'Reference,Authority,Category,Received',
      '23 000 101,Exampleton,Housing,2023-04-03',
      '23 000 102,Exampleton,Housing,2022-04-03',
    ])
    expect(await problemsOf('received', [path])).toEqual([
      "rows.csv, row 3, Received, '2022-04-03': There is no cycle 2022-23. Set it with upheld cycle set, or correct the date.",
    ])
  })
})

describe('what an import says', () => {
  const heading = 'Reference,Authority,Category,Received'

  test('which cases on record the file lacks, of the years and the authority it speaks for', async () => {
    const many = Array.from({ length: 7 }, (_, index) => `23 000 20${index},Exampleton,Housing,2023-04-03`)
    await importText('received', [heading, ...many, '23 000 300,Northshire,Housing,2023-04-03'])
    const file = [heading, '23 000 200,Exampleton,Housing,2023-04-03']
    const references = ['23 000 201', '23 000 202', '23 000 203', '23 000 204', '23 000 205']
    expect(await importText('received', file)).toMatchObject({
      missing: [{ year: '2023-24', caseCount: 7, references }],
    })
    const found = await authorityForImport(opened.database, 'exampleton')
    if (found.kind !== 'known') throw new Error('the authority is not known')
    const { authority } = found
    expect(await importFiles('received', [await fileOf(file)], { authority })).toMatchObject({
      missing: [{ year: '2023-24', caseCount: 6, references }],
    })
    expect(await cases()).toHaveLength(8)
  })

  test('added where only empty places were filled, corrected where a value was replaced', async () => {
    await importText('received', [heading, '23 000 101,Exampleton,Housing,2023-04-03'])
    const decided = 'Reference,Authority,Category,Decided,Outcome,Remedied before'
    const row = '23 000 101,Exampleton,Housing,2023-09-12,Upheld'
    expect(await importText('decided', [decided, `${row},no`])).toMatchObject({ added: 1, updated: 0 })
    expect(await importText('decided', [decided, `${row},yes`])).toMatchObject({ added: 0, updated: 1 })
  })
})

describe('a file with problems', () => {
  test('every problem is told at once, with file, row, column, value and what to do', async () => {
    const path = await fileOf([
      'Ref,Council,Category,Date received,Notes',
      '2300010,Exampletown District Council,Housing,31/02/2023,x',
      ',Nowhere at all,Housing,01/04/23,x',
      '23 000 101,Exampleton,Houses,2023-04-03,x',
      '23 000 102,Exampleton,,2025-01-01,x',
      '23 000 103,Exampleton,Housing,45017,x',
      '23 000 104,Newbury Vale,Housing,2023-09-30,x',
    ])
    const { problems, notices } = await refusal('received', [path])
    expect(problems.map(describeProblem)).toEqual([
      "rows.csv, row 2, Ref, '2300010': The reference has seven digits; a spreadsheet may have dropped a leading zero. Format the column as text and write it as 09 001 234.",
      "rows.csv, row 2, Council, 'Exampletown District Council': There is no such authority. The nearest known is Exampleton District Council.",
      "rows.csv, row 2, Date received, '31/02/2023': There is no such day in the calendar. Write it as 2023-05-31 or 31/05/2023.",
      'rows.csv, row 3, Ref: The reference is missing. Write it as 23 001 234.',
      "rows.csv, row 3, Council, 'Nowhere at all': There is no such authority. Write its official name, short name or GSS code; upheld authorities lists them.",
      "rows.csv, row 3, Date received, '01/04/23': The year has two digits only. Write the year in full, as in 31/05/2023.",
      expect.stringContaining(
        "rows.csv, row 4, Category, 'Houses': This is none of the values known here. Write one of: Adult care",
      ),
      "rows.csv, row 5, Date received, '2025-01-01': The date is in the future (today is 2024-12-31). Correct the date.",
      'rows.csv, row 5, Category: The category is missing. Write the category of the complaint.',
      "rows.csv, row 6, Date received, '45017': This is the number a spreadsheet keeps for a date, not a date. Format the column as a date in the spreadsheet, then save it again.",
      "rows.csv, row 7, Date received, '2023-09-30': Newbury Vale Council did not exist before 2023-10-01. Name the authority that stood before it, or correct the date.",
    ])
    expect(notices).toEqual([{ file: 'rows.csv', notice: "The column 'Notes' is not used" }])
    expect(await cases()).toEqual([])
    expect(await coverage()).toEqual([])
  })

  test('a good file beside a bad one changes nothing either', async () => {
    const bad = await fileOf(['Reference,Authority,Category,Received', '1,Exampleton,Housing,2023-04-03'])
    await refusal('received', [`${fixtures}received.csv`, bad])
    expect(await cases()).toEqual([])
  })

  test('missing, doubled and misspelt columns are named', async () => {
    const path = await fileOf(['Reference,Ref,Authority,Catgory', '23 000 101,x,Exampleton,Housing'])
    expect(await problemsOf('received', [path])).toEqual([
      "rows.csv, row 1, Ref: The columns 'Reference' and 'Ref' (A and B) both mean Reference. Keep one of them.",
      "rows.csv, row 1, Catgory: The column 'Catgory' is not known. If it is Category, write that as its heading; if not, remove the column.",
      "rows.csv, row 1: The column Category is missing. Add it, or rename the column that holds it to 'Category'.",
      "rows.csv, row 1: The column Received is missing. Add it, or rename the column that holds it to 'Received'.",
    ])
  })

  test('one reference twice is told with both rows, also across files', async () => {
    const heading = 'Reference,Authority,Category,Received'
    const row = '23 000 101,Exampleton,Housing,2023-04-03'
    const first = await fileOf([heading, row, '23 000 102,Exampleton,Housing,2023-04-03', row], 'first.csv')
    const second = await fileOf([heading, row], 'second.csv')
    expect(await problemsOf('received', [first, second])).toEqual([
      "first.csv, row 4, Reference, '23 000 101': The same reference stands in row 2. Keep one of the two rows.",
      "second.csv, row 2, Reference, '23 000 101': The same reference stands in row 2 of first.csv. Keep one of the two rows.",
    ])
  })

  test('the rows of one case must agree on everything but their recommendations', async () => {
    const path = await fileOf([
      'Reference,Authority,Category,Decided,Outcome,Remedied before,Recommendation,Recommendation due',
      '23 000 101,Exampleton,Housing,2023-09-12,Upheld,no,Apology,2023-10-12',
      '23 000 101,Exampleton,Housing,2023-09-13,Upheld,no,Payment,2023-10-12',
      '23 000 101,Exampleton,Housing,2023-09-12,Upheld,no,Apology,2023-10-12',
    ])
    expect(await problemsOf('decided', [path])).toEqual([
      "rows.csv, row 3, Decided, '2023-09-13': Row 2 of the same case says 2023-09-12. Give every row of a case the same values, but for its recommendations.",
      "rows.csv, row 4, Reference, '23 000 101': The same reference and recommendation stands in row 2. Keep one of the two rows.",
    ])
  })

  test('what a decision says about itself must be of one piece', async () => {
    const path = await fileOf([
      'Reference,Authority,Category,Received,Decided,Outcome,Investigated,Upheld,Remedied before,Recommendation,Recommendation due',
      '23 000 101,Exampleton,Housing,,2023-09-12,Not upheld,yes,yes,no,,',
      '23 000 102,Exampleton,Housing,,2023-09-12,Not upheld,no,no,yes,,',
      '23 000 103,Exampleton,Housing,,2023-09-12,Upheld,yes,yes,,,',
      '23 000 104,Exampleton,Housing,2023-09-13,2023-09-12,Referred back,yes,no,,,',
      '23 000 105,Exampleton,Housing,,2023-09-12,Advice given,no,maybe,,Apology,',
      '23 000 106,Exampleton,Housing,,2023-09-12,Upheld,yes,yes,no,Apology,2023-09-11',
    ])
    expect((await problemsOf('decided', [path])).map((line) => line.split('. ')[0])).toEqual([
      "rows.csv, row 2, Upheld, 'yes': This does not agree with the outcome Not upheld",
      "rows.csv, row 3, Investigated, 'no': This does not agree with the outcome Not upheld",
      "rows.csv, row 3, Remedied before, 'yes': Only an upheld complaint can have this, not Not upheld",
      'rows.csv, row 4, Remedied before: An upheld complaint needs this',
      "rows.csv, row 5, Decided, '2023-09-12': The decision is before the receipt (2023-09-13)",
      "rows.csv, row 5, Investigated, 'yes': This does not agree with the outcome Referred back for local resolution",
      'rows.csv, row 6, Recommendation due: The date the recommendation is due is missing',
      "rows.csv, row 6, Upheld, 'maybe': This is neither yes nor no",
      "rows.csv, row 6, Recommendation, 'Apology': Only an upheld complaint has recommendations, not Advice given",
      "rows.csv, row 7, Recommendation due, '2023-09-11': The recommendation is due before the decision (2023-09-12)",
    ])
  })

  test('a case must fit what earlier files said of it', async () => {
    await importFixture('received')
    const decided = await fileOf([
      'Reference,Authority,Decided,Outcome,Remedied before',
      '23 000 101,Exampleton,2023-04-02,Not upheld,',
      '23 000 104,Exampleton,2024-03-31,Not upheld,',
      '23 000 109,Exampleton,2024-03-31,Not upheld,',
    ])
    expect((await problemsOf('decided', [decided])).map((line) => line.split('. ')[0])).toEqual([
      "rows.csv, row 2, Decided, '2023-04-02': The decision is before the receipt on record of 2023-04-03",
      "rows.csv, row 3, Authority, 'Exampleton District Council': This reference is on record as a complaint about Northshire County Council",
      'rows.csv, row 3, Category: The case is not on record yet, so its category is needed',
      'rows.csv, row 4, Category: The case is not on record yet, so its category is needed',
    ])
    await importFixture('decided')
    const late = await fileOf([
      'Reference,Authority,Category,Received',
      '23 000 101,Exampleton,Housing,2023-09-13',
    ])
    expect(await problemsOf('received', [late])).toEqual([
      "rows.csv, row 2, Received, '2023-09-13': The receipt is after the decision on record of 2023-09-12. Correct this date; if the one on record is wrong, import that correction first.",
    ])
    const early = await fileOf([
      'Reference,Authority,Compliance result,Recorded',
      '23 000 101,Exampleton,Satisfied,2023-09-11',
    ])
    expect((await problemsOf('compliance', [early]))[0]).toContain(
      'Compliance is recorded before the decision on record of 2023-09-12',
    )
  })

  test('a compliance result and its date stand together, or a due date stands alone', async () => {
    const path = await fileOf([
      'Reference,Authority,Category,Recommendation due,Compliance result,Recorded',
      '23 000 101,Exampleton,Housing,,Satisfied,',
      '23 000 102,Exampleton,Housing,,,2024-01-05',
      '23 000 103,Exampleton,Housing,,,',
      '23 000 104,Exampleton,Housing,2024-01-05,,',
    ])
    expect((await problemsOf('compliance', [path])).map((line) => line.split(': ')[0])).toEqual([
      'rows.csv, row 2, Recorded',
      'rows.csv, row 3, Compliance result',
      'rows.csv, row 4, Compliance result',
    ])
  })

  test('a row with a comma too many is not read into the wrong columns', async () => {
    const path = await fileOf([
      'Reference,Authority,Category,Received',
      '23 000 101,Exampleton,Environmental services, public protection and regulation,2023-04-03',
    ])
    expect(await problemsOf('received', [path])).toEqual([
      "rows.csv, row 2, '2023-04-03': The row has more cells than the 4 headings. Put a cell that contains a comma in quotation marks.",
    ])
  })

  test('stopping in the middle leaves everything as it was', async () => {
    const stop = new AbortController()
    stop.abort()
    const lines = Array.from(
      { length: 2_000 },
      (_, index) =>
        `23 00${Math.floor(index / 1000)} ${String(index % 1000).padStart(3, '0')},Exampleton,Housing,2023-04-03`,
    )
    const path = await fileOf(['Reference,Authority,Category,Received', ...lines])
    await expect(importFiles('received', [path], { signal: stop.signal })).rejects.toThrow()
    expect(await cases()).toEqual([])
    expect(await importFiles('received', [path])).toMatchObject({ inserted: 2_000 })
  })
})

describe('kinds of file', () => {
  const heading = 'Reference,Authority,Category,Subcategory,Received'
  const row = '23 000 101,Exampleton,Housing,Café – “heating”,2023-04-03'
  const expected = ['23 000 101 exampleton housing Café – “heating” received 2023-04-03']

  test('a UTF-8 file with its mark, and line ends of Windows', async () => {
    const path = await fileOf(`\ufeff${heading}\r\n${row}\r\n`)
    await importFiles('received', [path])
    expect(await cases()).toEqual(expected)
  })

  test('a Windows-1252 file, though its only foreign letters stand in the last row', async () => {
    const plain = Array.from(
      { length: 3_000 },
      (_, index) =>
        `24 ${String(Math.floor(index / 1000)).padStart(3, '0')} ${String(index % 1000).padStart(3, '0')},Exampleton,Housing,,2023-04-03`,
    )
    const bytes = Buffer.from(
      [heading, ...plain, row]
        .join('\n')
        .replace('–', '\u0096')
        .replace('“', '\u0093')
        .replace('”', '\u0094'),
      'latin1',
    )
    const path = join(folder, 'rows.csv')
    await writeFile(path, bytes)
    await importFiles('received', [path])
    expect((await cases())[0]).toEqual(expected[0])
  })

  test("a spreadsheet program's Unicode text, separated by tabs", async () => {
    const path = join(folder, 'rows.txt')
    await writeFile(
      path,
      Buffer.from(`\ufeff${[heading, row].join('\r\n').replaceAll(',', '\t')}`, 'utf16le'),
    )
    await importFiles('received', [path])
    expect(await cases()).toEqual(expected)
  })

  test('a file separated by semicolons, with a title above its headings', async () => {
    const path = await fileOf(
      `Complaints received\n\n${heading.replaceAll(',', ';')}\n${row.replaceAll(',', ';')}\n`,
    )
    await importFiles('received', [path])
    expect(await cases()).toEqual(expected)
  })

  test('a workbook with date cells, numbers for references and a sheet of notes', async () => {
    const path = join(folder, 'rows.xlsx')
    await writeFile(
      path,
      await writeXlsx({
        sheets: [
          { name: 'Notes', rows: [['These are the complaints received.']] },
          {
            name: 'Received',
            rows: [
              heading.split(','),
              [23000101, 'Exampleton', 'Housing', 'Café – “heating”', new Date('2023-04-03T00:00:00Z')],
            ],
          },
        ],
      }),
    )
    expect(await importFiles('received', [path])).toMatchObject({
      inserted: 1,
      notices: [
        { file: 'rows.xlsx', sheet: 'Notes', notice: 'The sheet has none of the headings and is not used' },
      ],
    })
    expect(await cases()).toEqual(expected)
  })

  test('a workbook with too many rows is to be saved as CSV', async () => {
    const path = join(folder, 'rows.xlsx')
    const rows = [heading.split(','), ...Array.from({ length: 200_100 }, () => ['x'])]
    await writeFile(path, await writeXlsx({ sheets: [{ name: 'Received', rows }] }))
    expect(await problemsOf('received', [path])).toEqual([
      'rows.xlsx: A sheet of the workbook has more than 200,000 rows. Save it as CSV and import that.',
    ])
  })

  test.each([
    ['a missing file', undefined, 'There is no such file'],
    ['an empty file', '', 'The file is empty'],
    ['a file of blank lines', '\n\n', 'The file has no row'],
    ['headings without rows', `${heading}\n`, 'There are headings but no row below them'],
    [
      'a picture',
      Buffer.from('89504e470d0a1a0a0000000d', 'hex'),
      'This is neither a CSV file nor a workbook',
    ],
    ['a damaged workbook', Buffer.from('504b030401020304', 'hex'), 'The workbook is damaged'],
    [
      'a protected workbook',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'The workbook is protected by a password',
    ],
    [
      'a quotation mark without its end',
      `${heading}\n${row}\n23 000 102,"Exampleton,Housing,,2023-04-03\n`,
      'A quotation mark in this row does not fit',
    ],
    [
      'a quotation mark inside a cell',
      `${heading}\n${row}\n23 000 102,Exam"pleton,Housing,,2023-04-03\n`,
      'A quotation mark in this row does not fit',
    ],
  ])('%s is refused in words', async (_name, content, problem) => {
    const path = join(folder, 'rows.csv')
    if (content !== undefined) await writeFile(path, content)
    const problems = await problemsOf('received', [path])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(problem)
    if (problem.startsWith('A quotation mark')) expect(problems[0]).toContain('rows.csv, row 3: ')
  })

  test('a folder is refused in words', async () => {
    expect(await problemsOf('received', [folder])).toEqual([
      expect.stringContaining('This is a folder. Name the files in it'),
    ])
  })
})

async function importFixture(part: CasePart) {
  return importFiles(part, [`${fixtures}${part}.csv`])
}

async function importText(part: CasePart, lines: readonly string[]) {
  return importFiles(part, [await fileOf(lines)])
}

/** Imports files that are expected to be good. */
async function importFiles(part: CasePart, files: readonly string[], more: Partial<CaseImport> = {}) {
  const problems: ImportProblem[] = []
  const result = await importCases(opened.database, request(part, files, problems, more))
  expect(problems).toEqual([])
  return result
}

async function refusal(part: CasePart, files: readonly string[], more: Partial<CaseImport> = {}) {
  const problems: ImportProblem[] = []
  const before = await everything()
  const result = await importCases(opened.database, request(part, files, problems, more))
  expect(result).toMatchObject({ ok: false, problemCount: problems.length })
  expect(await everything()).toEqual(before)
  return { problems, notices: result.notices }
}

async function problemsOf(part: CasePart, files: readonly string[], more: Partial<CaseImport> = {}) {
  return (await refusal(part, files, more)).problems.map(describeProblem)
}

function request(
  part: CasePart,
  files: readonly string[],
  problems: ImportProblem[],
  more: Partial<CaseImport>,
): CaseImport {
  return {
    scheme: ombudsmanForEngland,
    part,
    files,
    today: '2024-12-31',
    actor: 'test',
    onProblem: (problem) => problems.push(problem),
    ...more,
  }
}

async function fileOf(content: string | readonly string[], name = 'rows.csv') {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : content.join('\n'))
  return path
}

async function cases(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', reference, slug, category, subcategory,
                     'received ' || received_on, 'decided ' || decided_on, outcome, stage_reached,
                     case when is_remedied_before then 'remedied-before' end,
                     'due ' || remedy_due_on, compliance_outcome, compliance_recorded_on,
                     (select '[' || string_agg(recommendation.kind || ' ' || due_on, ', ' order by recommendation_number) || ']'
                      from recommendation where recommendation.complaint_id = complaint.complaint_id)) as line
    from complaint join authority using (authority_id)
    order by reference`.execute(opened.database)
  return rows.map(({ line }) => line)
}

async function coverage(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', slug, year, part) as line
    from casework_coverage join authority using (authority_id) order by 1`.execute(opened.database)
  return rows.map(({ line }) => line)
}

async function everything() {
  const { rows } = await sql<{ entries: number }>`select count(*) as entries from audit_entry`.execute(
    opened.database,
  )
  return { cases: await cases(), coverage: await coverage(), audit: rows }
}
