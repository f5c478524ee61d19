import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { homesOmbudsman } from '../../../fixtures/homes-ombudsman.ts'
import { type TestDatabase, testDatabase } from '../../../tests/test-database.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { verifyAudit } from '../../audit/audit-store.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { importStatements, withdrawStatement } from '../decision-statement-actions.ts'
import { importReports } from '../public-report-actions.ts'
import { outcomeOfSettlements } from './decision-statement-line.ts'
import { describeProblem, type ImportProblem } from './import-problem.ts'

let opened: TestDatabase
let folder: string

beforeEach(async () => {
  opened = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'upheld-statements-'))
  await sql`
    insert into authority (slug, official_name, short_name, kind)
    values ('exampleton', 'Exampleton District Council', 'Exampleton', 'district'),
           ('northshire', 'Northshire County Council', 'Northshire', 'county')`.execute(opened.database)
  await sql`
    insert into complaint (
      authority_id, reference, category, subcategory, received_on, decided_on, outcome, compliance_recorded_on,
      compliance_outcome)
    select authority_id, reference, 'housing', 'Homelessness', '2023-04-03', decided::date, outcome,
           recorded::date, compliance
    from authority
    join (values
      ('exampleton', '23 000 101', '2023-09-12', 'upheld', '2024-01-15', 'satisfied-late'),
      ('exampleton', '23 000 102', '2023-10-02', 'not-upheld', null, null),
      ('exampleton', '23 000 103', null, null, null, null),
      ('exampleton', '23 000 104', '2023-05-02', 'referred-back', null, null),
      ('northshire', '23 000 105', '2023-11-20', 'closed-after-initial-enquiries', null, null)
    ) as decision (slug, reference, decided, outcome, recorded, compliance) using (slug)`.execute(
    opened.database,
  )
  await sql`
    insert into recommendation (authority_id, complaint_id, recommendation_number, kind, due_on)
    select authority_id, complaint_id, number, kind, due::date
    from complaint, (values (1, 'apology', '2023-10-12'), (2, 'training', '2023-12-12')) as due (number, kind, due)
    where reference = '23 000 101'`.execute(opened.database)
  await setMoment(opened.database, new Date('2024-06-01T12:00:00Z'))
})

afterEach(async () => {
  await opened.close()
  await rm(folder, { recursive: true })
})

const upheldLine = {
  authority: 'Exampleton District Council',
  reference: '23 000 101',
  summary: 'The Council took too long to find Miss X a home. It will apologise and train staff.',
  sections: [
    { heading: 'The complaint', paragraphs: ['Miss X complains of delay.', 'She slept on sofas.'] },
    { heading: 'Final decision', paragraphs: ['I uphold this complaint.'] },
  ],
  recommendations: [
    { number: 1, kind: 'Apology', due: '2023-10-12', settledOn: '2023-10-10', settlement: 'Satisfied' },
    {
      number: 2,
      kind: 'Train staff',
      due: '2023-12-12',
      summary: 'Train housing officers on suitability',
      settledOn: '2024-01-15',
      settlement: 'satisfied-late',
    },
  ],
}
const closedLine = {
  authority: 'northshire',
  reference: '23-000-105',
  summary: 'We will not investigate.',
  sections: [{ heading: 'The complaint', paragraphs: ['Mr Y complains about his place on a list.'] }],
}

describe('a file of statements', () => {
  test('publishes decisions six weeks after they were made, for as long as the scheme says', async () => {
    expect(await importLines([upheldLine, closedLine])).toMatchObject({ ok: true, lineCount: 2, inserted: 2 })
    expect(await statements()).toEqual([
      {
        reference: '23 000 101',
        category: 'housing',
        subcategory: 'Homelessness',
        outcome: 'upheld',
        year: 2023,
        remedyKinds: ['apology', 'training'],
        publishedAt: new Date('2023-10-23T23:00:00Z'),
        expiresAt: new Date('2033-10-23T23:00:00Z'),
        withdrawalReason: null,
      },
      {
        reference: '23 000 105',
        category: 'housing',
        subcategory: 'Homelessness',
        outcome: 'closed-after-initial-enquiries',
        year: 2023,
        remedyKinds: [],
        publishedAt: new Date('2024-01-01T00:00:00Z'),
        expiresAt: new Date('2034-01-01T00:00:00Z'),
        withdrawalReason: null,
      },
    ])
    expect(await seenByThePublic()).toEqual(['23 000 101', '23 000 105'])
    await setMoment(opened.database, new Date('2023-12-31T23:59:59Z'))
    expect(await seenByThePublic()).toEqual(['23 000 101'])
    await setMoment(opened.database, new Date('2033-10-23T23:00:00Z'))
    expect(await seenByThePublic()).toEqual(['23 000 105'])
  })

  test('says what each improvement is and how each promise ended', async () => {
    await importLines([upheldLine])
    const { rows } = await sql`
      select recommendation_number as number, summary, settled_on, settled_year, settlement
      from recommendation order by 1`.execute(opened.database)
    expect(rows).toEqual([
      { number: 1, summary: null, settledOn: '2023-10-10', settledYear: 2023, settlement: 'satisfied' },
      {
        number: 2,
        summary: 'Train housing officers on suitability',
        settledOn: '2024-01-15',
        settledYear: 2023,
        settlement: 'satisfied-late',
      },
    ])
  })

  test('again changes nothing, not even the audit record', async () => {
    await importLines([upheldLine, closedLine])
    const before = await everything()
    expect(await importLines([upheldLine, closedLine])).toMatchObject({
      inserted: 0,
      updated: 0,
      unchanged: 2,
    })
    expect(await everything()).toEqual(before)
  })

  test('that differs changes the statement and leaves in the audit record what stood there', async () => {
    await importLines([upheldLine, closedLine])
    const corrected = {
      ...closedLine,
      summary: 'We did not investigate.',
      publishedAt: '2024-02-01T09:30:00Z',
    }
    expect(await importLines([corrected])).toMatchObject({ inserted: 0, updated: 1, unchanged: 0 })
    const { rows } = await sql`
      select action, before, after from audit_entry where subject = 'statement 23 000 105'`.execute(
      opened.database,
    )
    expect(rows).toMatchObject([
      {
        action: 'import statements',
        before: { summary: 'We will not investigate.' },
        after: { summary: 'We did not investigate.' },
      },
    ])
    // The day of publication that was moved stays where a line leaves it open.
    await importLines([{ ...corrected, publishedAt: undefined }])
    const [, second] = await statements()
    expect(second?.publishedAt).toEqual(new Date('2024-02-01T09:30:00Z'))
    expect((await verifyAudit(opened.database)).problems).toEqual([])
  })

  test('names everything that is wrong at once, with its line, and then changes nothing', async () => {
    const before = await everything()
    const problems = await problemsOf([
      upheldLine,
      { ...closedLine, authority: 'Northshyre' },
      { ...closedLine, reference: '23 000 1' },
      '{"authority": ',
      {
        ...closedLine,
        authority: 'Northshyre',
        summary: '',
        sections: [{ heading: 'x', paragraphs: [] }],
        colour: 'red',
      },
      { ...upheldLine, reference: '23 000 999' },
      { ...upheldLine, reference: '23 000 103', recommendations: [] },
      { ...upheldLine, reference: '23 000 104', recommendations: [] },
      { ...upheldLine, reference: '23 000 105' },
      { ...upheldLine, reference: '23 000 102', publishedAt: '2023-11-12', recommendations: undefined },
      upheldLine,
    ])
    expect(problems).toEqual([
      "lines.jsonl, line 2, authority, 'Northshyre': There is no such authority. The nearest known is Northshire County Council.",
      "lines.jsonl, line 3, reference, '23 000 1': This is not a reference. A reference has eight digits: 23 001 234.",
      'lines.jsonl, line 4: This line is no JSON. Each line has to be one whole JSON object; check its brackets, commas and quotation marks.',
      'lines.jsonl, line 5, summary: This must not be empty. Fill it or remove it.',
      'lines.jsonl, line 5, sections 1, paragraphs: This must not be empty. Fill it or remove it.',
      "lines.jsonl, line 5: Not known here: 'colour'. Check the spelling, or remove it.",
      "lines.jsonl, line 5, authority, 'Northshyre': There is no such authority. The nearest known is Northshire County Council.",
      "lines.jsonl, line 6, reference, '23 000 999': No such case is on record. Import its decision first.",
      "lines.jsonl, line 7, reference, '23 000 103': The case is not decided yet. Import its decision first.",
      "lines.jsonl, line 8, reference, '23 000 104': Decisions “Referred back for local resolution” are not published. Remove the line.",
      "lines.jsonl, line 9, authority, 'Exampleton District Council': This reference is on record as a complaint about Northshire County Council. Correct the authority or the reference.",
      "lines.jsonl, line 10, publishedAt, '2023-11-12': This is sooner than 42 days after the decision of 2023-10-02. Write 2023-11-13 or later, or leave it out.",
      "lines.jsonl, line 11, reference, '23 000 101': The same reference stands in line 1 of lines.jsonl. Keep one of the two lines.",
    ])
    expect(await everything()).toEqual(before)
  })

  test('keeps nothing of a long file whose very last line is wrong', async () => {
    await sql`
      insert into complaint (authority_id, reference, category, decided_on, outcome)
      select authority_id, '22 000 ' || lpad(number::text, 3, '0'), 'housing', '2023-01-10', 'not-upheld'
      from authority, generate_series(1, 700) as number
      where slug = 'northshire'`.execute(opened.database)
    const lines = Array.from({ length: 700 }, (_, at) => ({
      ...closedLine,
      reference: `22 000 ${String(at + 1).padStart(3, '0')}`,
    }))
    const before = await everything()
    expect(await problemsOf([...lines, { ...closedLine, reference: '22 000 999' }])).toEqual([
      "lines.jsonl, line 701, reference, '22 000 999': No such case is on record. Import its decision first.",
    ])
    expect(await everything()).toEqual(before)
    expect(await importLines(lines)).toMatchObject({ inserted: 700 })
  })

  test('may not promise or settle what is not on record, or otherwise than the case is counted', async () => {
    const [apology, training] = upheldLine.recommendations
    const problems = async (recommendations: unknown[]) => problemsOf([{ ...upheldLine, recommendations }])
    expect(
      await problems([
        { ...apology, number: 3 },
        { ...training, kind: 'Payment', due: '2023-12-13' },
      ]),
    ).toEqual([
      "lines.jsonl, line 1, recommendations 2, summary, 'Train housing officers on suitability': Only an improvement to a service has one, not Payment. Remove it: what was agreed for one person may say who that is.",
    ])
    expect(
      await problems([
        { ...apology, number: 3 },
        { ...training, kind: 'Procedure', due: '2023-12-13' },
      ]),
    ).toEqual([
      "lines.jsonl, line 1, recommendations 1, number, '3': The case has 2 recommendations on record. Correct the number, or import the decision again.",
      "lines.jsonl, line 1, recommendations 2, kind, 'procedure': On record it is training. Correct one of the two.",
      "lines.jsonl, line 1, recommendations 2, due, '2023-12-13': On record it is due on 2023-12-12. Correct one of the two.",
    ])
    expect(await problems([apology, { ...training, settlement: 'Satisfied' }])).toEqual([
      'lines.jsonl, line 1, recommendations: Together they make “Remedy complete and satisfied”, but the case is on record with “Remedy completed late”. Correct the settlements, or import the compliance of the case again.',
    ])
    expect(
      await problems([
        { ...apology, settledOn: null },
        { ...training, settlement: 'soon' },
      ]),
    ).toEqual([
      'lines.jsonl, line 1, recommendations 1, settledOn: This is missing. Write both or neither of settledOn and settlement.',
      "lines.jsonl, line 1, recommendations 2, settlement, 'soon': This is none of the results known here. Write one of: Remedy complete and satisfied; Remedy completed late; Remedy not complete.",
    ])
  })

  test('publishes nothing that is held or under review here, and settles nothing that was settled here', async () => {
    await sql`
      insert into publication_hold (authority_id, complaint_id, ground, reason, asked_by, asked_at)
      select authority_id, complaint_id, 'sole-trader', 'Why.', 'tests', now() from complaint
      where reference = '23 000 101'`.execute(opened.database)
    const refused = async () => (await problemsOf([upheldLine])).join(' ')
    expect(await refused()).toContain('Somebody asked that this decision is not published')
    await sql`update publication_hold set ended_by = 'tests', ended_at = now()`.execute(opened.database)
    await sql`
      insert into case_file (authority_id, complaint_id, stage, received_on, target_on)
      select authority_id, complaint_id, 'decided', received_on, received_on from complaint
      where reference = '23 000 101'`.execute(opened.database)
    const step = (kind: string) =>
      sql`
        insert into case_step (authority_id, complaint_id, kind, taken_on, taken_at, taken_by)
        select authority_id, complaint_id, ${kind}, '2023-10-01', '2023-10-01T10:00:00Z', 'tests'
        from complaint where reference = '23 000 101'`.execute(opened.database)
    await step('review-asked')
    expect(await refused()).toContain('A review of this decision is under way')
    await step('review-answered')
    await sql`
      update recommendation set settled_on = '2023-10-11', settlement = 'satisfied', settled_by = 'tests'
      where recommendation_number = 1`.execute(opened.database)
    expect(await refused()).toContain('How this ended was recorded here on 2023-10-11')
    expect(await statements()).toEqual([])
  })

  test('that is no such file is refused in words', async () => {
    const path = join(folder, 'none.jsonl')
    const problems: ImportProblem[] = []
    const request = {
      scheme,
      files: [path, folder],
      actor: 'test',
      onProblem: (one: ImportProblem) => problems.push(one),
    }
    expect(await importStatements(opened.database, request)).toEqual({ ok: false, problemCount: 2 })
    expect(problems.map(describeProblem)).toEqual([
      'none.jsonl: There is no such file. Check the name and the folder.',
      `${basename(folder)}: This is a folder. Name the file in it.`,
    ])
    await writeFile(path, Buffer.from([0x7b, 0xe9, 0x7d]))
    expect(await problemsOfFile(path)).toEqual([
      'none.jsonl: The file is not in UTF-8. Save it with the encoding UTF-8.',
    ])
    await writeFile(path, '\n \n')
    expect(await problemsOfFile(path)).toEqual([
      'none.jsonl: The file is empty. Choose the file that has the lines.',
    ])
  })
})

describe('a decision that is taken down', () => {
  const withdrawal = {
    authority: 'exampleton',
    reference: '23 000 101',
    reason: 'A person could be recognised.',
    actor: 'test',
  }

  test('leaves a tombstone with its reason, and nothing of its text', async () => {
    await importLines([upheldLine])
    expect(await withdrawStatement(opened.database, withdrawal)).toEqual({ ok: true })
    await setMoment(opened.database, new Date('2030-01-01T00:00:00Z'))
    expect(await seenByThePublic()).toEqual([])
    const { rows } = await sql`select reference, withdrawal_reason from decision_tombstone`.execute(
      opened.published,
    )
    expect(rows).toEqual([{ reference: '23 000 101', withdrawalReason: 'A person could be recognised.' }])
    const { rows: entries } = await sql`
      select actor, subject, after from audit_entry where action = 'decisions withdraw'`.execute(
      opened.database,
    )
    expect(entries).toEqual([
      {
        actor: 'test',
        subject: 'statement 23 000 101',
        after: { authority: 'exampleton', reason: 'A person could be recognised.' },
      },
    ])
  })

  test('cannot be taken down twice, nor before it is there', async () => {
    expect(await withdrawStatement(opened.database, withdrawal)).toEqual({
      ok: false,
      problem: 'not-published',
    })
    await importLines([upheldLine])
    await withdrawStatement(opened.database, withdrawal)
    expect(await withdrawStatement(opened.database, { ...withdrawal, reason: 'Another.' })).toMatchObject({
      problem: 'withdrawn',
      reason: 'A person could be recognised.',
    })
  })

  test('stays down when its file comes again, until a line says that it is not withdrawn', async () => {
    await importLines([upheldLine])
    await withdrawStatement(opened.database, withdrawal)
    expect(await importLines([upheldLine])).toMatchObject({ updated: 0, unchanged: 1 })
    expect((await statements())[0]?.withdrawalReason).toBe('A person could be recognised.')
    expect(await importLines([{ ...upheldLine, withdrawn: null }])).toMatchObject({ updated: 1 })
    expect((await statements())[0]?.withdrawalReason).toBeNull()
    await importLines([{ ...upheldLine, withdrawn: { at: '2024-05-02', reason: 'By order of a court.' } }])
    expect((await statements())[0]?.withdrawalReason).toBe('By order of a court.')
  })
})

describe('a file of reports', () => {
  const line = {
    authority: 'exampleton',
    slug: 'homelessness-2024',
    title: 'Homelessness: what went wrong',
    summary: 'Two complaints showed the same fault.',
    publishedAt: '2024-02-01',
    cases: ['23 000 101', '23 000 102'],
  }

  test('publishes reports with their cases, and again without changing anything', async () => {
    await importLines([upheldLine])
    expect(await importLines([line], importReports)).toMatchObject({ inserted: 1 })
    const before = await everything()
    expect(await importLines([line], importReports)).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 })
    expect(await everything()).toEqual(before)
    expect(await importLines([{ ...line, cases: ['23 000 101'] }], importReports)).toMatchObject({
      updated: 1,
    })
    const { rows } = await sql`
      select slug, title, published_at, (select count(*)::integer from public_report_case) as cases
      from public_report`.execute(opened.published)
    expect(rows).toEqual([
      { slug: line.slug, title: line.title, publishedAt: new Date('2024-02-01T00:00:00Z'), cases: 1 },
    ])
  })

  test('with anything wrong changes nothing', async () => {
    const before = await everything()
    const problems = await problemsOf(
      [
        line,
        { ...line, slug: 'Two Words', publishedAt: 'tomorrow', cases: ['23 000 101', '23 000 101'] },
        { ...line, slug: 'others', cases: ['23 000 105', '23 000 999', '23 000 103'] },
      ],
      importReports,
    )
    expect(problems).toEqual([
      "lines.jsonl, line 2, slug, 'Two Words': This cannot stand in an address. Write small letters, digits and hyphens, such as homelessness-2024.",
      "lines.jsonl, line 2, publishedAt, 'tomorrow': This is no day and no moment. Write a day as 2024-04-25, or a moment with its time zone as 2024-04-25T09:30:00+01:00.",
      "lines.jsonl, line 2, cases 2, '23 000 101': This case stands twice. Keep one.",
      "lines.jsonl, line 3, cases 1, '23 000 105': This is on record as a complaint about Northshire County Council. Correct the reference, or the authority of the report.",
      "lines.jsonl, line 3, cases 2, '23 000 999': No such case is on record. Import its decision first.",
      "lines.jsonl, line 3, cases 3, '23 000 103': This case has no decision of a kind that is published. Remove it, or import its decision.",
    ])
    expect(await everything()).toEqual(before)
  })
})

test('what settlements come to is the worst of them, in the words of the scheme', () => {
  const outcome = (...settlements: (string | null)[]) => outcomeOfSettlements(settlements, scheme)?.code
  expect(outcome('satisfied', 'satisfied-late', 'not-satisfied')).toBe('not-satisfied')
  expect(outcome('satisfied', 'satisfied-late')).toBe('satisfied-late')
  expect(outcome('satisfied')).toBe('satisfied')
  expect(outcome('satisfied', null)).toBeUndefined()
  expect(outcome()).toBeUndefined()
})

test('another scheme publishes other decisions, sooner and for a shorter time', async () => {
  await sql`update complaint set outcome = 'service-failure' where reference = '23 000 105'`.execute(
    opened.database,
  )
  const path = join(folder, 'homes.jsonl')
  await writeFile(path, JSON.stringify(closedLine))
  const request = { scheme: homesOmbudsman, files: [path], actor: 'test' }
  expect(await importStatements(opened.database, request)).toMatchObject({ inserted: 1 })
  // Midnight in Athens, a week after the decision of 20 November; three years later it is gone.
  expect(await statements()).toMatchObject([
    {
      year: 2023,
      publishedAt: new Date('2023-11-26T22:00:00Z'),
      expiresAt: new Date('2026-11-26T22:00:00Z'),
    },
  ])
})

async function importLines(lines: readonly unknown[], importFiles = importStatements) {
  const path = await fileOf(lines)
  const problems: ImportProblem[] = []
  const result = await importFiles(opened.database, {
    scheme,
    files: [path],
    actor: 'test',
    onProblem: (problem) => problems.push(problem),
  })
  expect(problems).toEqual([])
  return result
}

async function problemsOf(lines: readonly unknown[], importFiles = importStatements) {
  return problemsOfFile(await fileOf(lines), importFiles)
}

async function problemsOfFile(path: string, importFiles = importStatements): Promise<readonly string[]> {
  const problems: ImportProblem[] = []
  const result = await importFiles(opened.database, {
    scheme,
    files: [path],
    actor: 'test',
    onProblem: (problem) => problems.push(problem),
  })
  expect(result).toEqual({ ok: false, problemCount: problems.length })
  return problems.map(describeProblem)
}

async function fileOf(lines: readonly unknown[]): Promise<string> {
  const path = join(folder, 'lines.jsonl')
  await writeFile(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
  return path
}

async function statements() {
  const { rows } = await sql<{ publishedAt: Date; withdrawalReason: string | null }>`
    select reference, category, subcategory, outcome, year, remedy_kinds, published_at, expires_at,
      withdrawal_reason
    from decision_statement
    order by reference`.execute(opened.database)
  return rows
}

async function seenByThePublic(): Promise<readonly string[]> {
  const { rows } = await sql<{ reference: string }>`
    select reference from decision_statement order by reference`.execute(opened.published)
  return rows.map(({ reference }) => reference)
}

async function everything(): Promise<unknown> {
  const tables = [
    'decision_statement',
    'recommendation',
    'public_report',
    'public_report_case',
    'audit_entry',
  ]
  const contents: unknown[] = []
  for (const table of tables) {
    const { rows } = await sql`select to_jsonb(t) as row from ${sql.table(table)} t order by 1`.execute(
      opened.database,
    )
    contents.push(rows)
  }
  return contents
}
