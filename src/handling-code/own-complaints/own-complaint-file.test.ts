import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { type OwnComplaintColumn, ownComplaintColumns } from './own-complaint-column.ts'
import { readOwnComplaintFile } from './own-complaint-file.ts'

const today = '2026-08-03'

type Row = Partial<Record<OwnComplaintColumn, string>>

/** A complaint that was answered at both stages, with an extension at the second. */
const whole: Row = {
  reference: 'C-1',
  definition: 'Missed collections; “again”, she said',
  category: 'Waste',
  service: 'Street scene',
  received_on: '05/06/2026 18:10',
  acknowledged_on: '2026-06-09',
  answered_on: '19 June 2026',
  outcome: 'Not upheld',
  remedies: 'apology; payment',
  learning: 'Crews tell us twice.',
  stage_2_received_on: '2026-06-22',
  stage_2_acknowledged_on: '2026-06-23',
  stage_2_extended_until: '2026-08-10',
  stage_2_extension_reason: 'A witness is away.',
  stage_2_extension_told_on: '2026-07-20',
  stage_2_answered_on: '2026-07-30',
  stage_2_outcome: 'Partially upheld',
}

function csvOf(rows: readonly Row[], delimiter = ','): string {
  const columns = ownComplaintColumns.filter(
    ({ key, isRequired }) => isRequired || rows.some((row) => row[key] !== undefined),
  )
  const line = (cells: readonly string[]) =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)
  return [
    line(columns.map(({ heading }) => heading)),
    ...rows.map((row) => line(columns.map(({ key }) => row[key] ?? ''))),
  ].join('\r\n')
}

function read(content: string | Uint8Array) {
  return readOwnComplaintFile(scheme, typeof content === 'string' ? Buffer.from(content) : content, today)
}

describe('a file of own complaints', () => {
  const expected = {
    reference: 'C-1',
    definition: 'Missed collections; “again”, she said',
    category: 'Waste',
    service: 'Street scene',
    statutoryProcess: null,
    refusal: null,
    remedies: ['apology', 'payment'],
    learning: 'Crews tell us twice.',
    stages: [
      {
        receivedOn: '2026-06-05',
        receivedTime: '18:10',
        acknowledgedOn: '2026-06-09',
        answeredOn: '2026-06-19',
        outcome: 'not-upheld',
        extension: null,
      },
      {
        receivedOn: '2026-06-22',
        receivedTime: null,
        acknowledgedOn: '2026-06-23',
        answeredOn: '2026-07-30',
        outcome: 'partly-upheld',
        extension: { untilOn: '2026-08-10', reason: 'A witness is away.', toldOn: '2026-07-20' },
      },
    ],
  }

  test.each<[string, string | Uint8Array]>([
    ['with commas', csvOf([whole])],
    ['with semicolons', csvOf([whole], ';')],
    ['with tabs and a byte order mark', `\uFEFF${csvOf([whole], '\t')}`],
    ['in UTF-16', Buffer.from(`\uFEFF${csvOf([whole])}`, 'utf16le')],
    [
      'in Windows-1252, as Excel saves it',
      Buffer.from(csvOf([whole]).replaceAll('“', '\u0093').replaceAll('”', '\u0094'), 'latin1'),
    ],
  ])('is read %s', async (_, content) => {
    expect(await read(content)).toEqual({ ok: true, complaints: [expected], unused: [] })
  })

  test('is read from a workbook', async () => {
    const keys = Object.keys(whole) as OwnComplaintColumn[]
    const workbook = await writeXlsx({
      sheets: [{ name: 'Complaints', rows: [keys, keys.map((key) => whole[key] ?? '')] }],
    })
    expect(await read(workbook)).toMatchObject({ ok: true, complaints: [expected] })
  })

  test('may say what is no formula here, what stands in quotation marks, and what a spreadsheet is kept from calculating', async () => {
    const definition = `=HYPERLINK("http://x")\nsecond line`
    const reading = await read(csvOf([{ ...whole, definition, reference: "'-12" }]))
    expect(reading).toMatchObject({ ok: true, complaints: [{ definition, reference: '-12' }] })
  })

  test('says a statutory process, a refusal, and a day whose time nobody knows', async () => {
    const plain = { definition: 'A', category: 'B', received_on: '2026-06-05 00:00' }
    const reading = await read(
      csvOf([
        { ...plain, reference: '1', statutory_process: 'Adult social care' },
        {
          ...plain,
          reference: '2',
          statutory_process: 'no',
          refused_on: '2026-06-08',
          refusal_reason: 'out of time',
        },
        { ...plain, reference: '3', received_on: '2026-06-05', received_time: '7:05', stage: 'Stage 1' },
      ]),
    )
    expect(reading).toMatchObject({
      ok: true,
      complaints: [
        { statutoryProcess: 'adult-social-care', stages: [{ receivedTime: null }] },
        { statutoryProcess: null, refusal: { on: '2026-06-08', ground: 'over-12-months' } },
        { stages: [{ receivedTime: '07:05' }] },
      ],
    })
  })
})

describe('is refused, naming row and column', () => {
  test.each<[string, Row, OwnComplaintColumn, RegExp]>([
    [
      'answered before received',
      { answered_on: '2026-06-04' },
      'answered_on',
      /answered before it was received/,
    ],
    [
      'acknowledged before received',
      { acknowledged_on: '2026-06-04' },
      'acknowledged_on',
      /acknowledged before/,
    ],
    [
      'answered before acknowledged',
      { acknowledged_on: '2026-06-20' },
      'answered_on',
      /before it was acknowledged/,
    ],
    [
      'in the future',
      { stage_2_answered_on: '2026-08-04' },
      'stage_2_answered_on',
      /not come yet: today is 3 August 2026/,
    ],
    ['no date', { received_on: 'yesterday' }, 'received_on', /not a date/],
    ['not in the calendar', { received_on: '2026-02-29' }, 'received_on', /no such day/],
    ['month first', { received_on: '06/25/2026' }, 'received_on', /no month 25/],
    ['no receipt', { received_on: '' }, 'received_on', /empty/],
    ['no time', { received_time: '25:00' }, 'received_time', /no time of day/],
    [
      'stage 2 without an answer',
      { answered_on: '', outcome: '' },
      'stage_2_received_on',
      /stage 1 has no answer/,
    ],
    [
      'stage 2 before the answer',
      { stage_2_received_on: '2026-06-18' },
      'stage_2_received_on',
      /before stage 1/,
    ],
    ['stage 2 without its day', { stage_2_received_on: '' }, 'stage_2_received_on', /no day on which/],
    [
      'an extension without a reason',
      { stage_2_extension_reason: '' },
      'stage_2_extension_reason',
      /no reason/,
    ],
    [
      'an extension without notice',
      { stage_2_extension_told_on: '' },
      'stage_2_extension_told_on',
      /no day of its notice/,
    ],
    ['an extension without an end', { stage_2_extended_until: '' }, 'stage_2_extended_until', /no day until/],
    [
      'an extension told too early',
      { stage_2_extension_told_on: '2026-06-21' },
      'stage_2_extension_told_on',
      /told of before/,
    ],
    ['an answer without an outcome', { outcome: '' }, 'outcome', /what outcome/],
    [
      'an outcome without an answer',
      { stage_2_answered_on: '' },
      'stage_2_answered_on',
      /no day of the answer/,
    ],
    ['an outcome nobody knows', { outcome: 'Maybe' }, 'outcome', /“Maybe” is not known here/],
    ['a remedy nobody knows', { remedies: 'apology; cake' }, 'remedies', /“cake”/],
    ['a refusal without a reason', { refused_on: '2026-06-08' }, 'refusal_reason', /without a reason/],
    [
      'refused and answered',
      { refused_on: '2026-06-08', refusal_reason: 'Other' },
      'refused_on',
      /both refused and answered/,
    ],
    ['a stage that does not fit', { stage: '1' }, 'stage', /has dates of stage 2/],
    ['no such stage', { stage: '3' }, 'stage', /neither/],
    ['no definition', { definition: '' }, 'definition', /empty/],
    ['a definition too long', { definition: 'x'.repeat(2_001) }, 'definition', /longer than 2,000/],
    ['what is no text', { category: 'a\ufffdb' }, 'category', /no text/],
  ])('%s', async (_, change, column, problem) => {
    const reading = await read(
      csvOf([
        { ...whole, reference: 'C-0' },
        { ...whole, ...change },
      ]),
    )
    expect(reading.ok).toBe(false)
    const found = reading.ok ? [] : reading.problems
    expect(found.every(({ row }) => row === 3)).toBe(true)
    expect(found.find((one) => one.column === column)?.problem).toMatch(problem)
  })

  test('all of its problems at once, each by the heading the file has', async () => {
    const reading = await read(
      'Our reference,Complaint,Subject,Date received,Answered,Outcome\nA,x,y,2026-06-05,2026-06-01,Upheld\nA,,y,soon,,\n',
    )
    expect(reading.ok ? [] : reading.problems.map(({ row, column }) => [row, column])).toEqual([
      [2, 'Answered'],
      [3, 'Complaint'],
      [3, 'Date received'],
      [3, 'Our reference'],
    ])
  })

  test.each<[string, string, RegExp]>([
    ['a reference twice', csvOf([whole, whole]), /stands in row 2 already/],
    ['a column missing', 'reference,definition,received_on\n1,a,2026-06-05\n', /column category is missing/],
    ['no rows', csvOf([]), /no rows below/],
    ['nothing', '', /empty/],
    [
      'a quotation mark left open',
      'reference,definition,category,received_on\n1,"a,b,2026-06-05\n',
      /quotation mark/i,
    ],
    ['a slip in a heading', `${csvOf([]).replace('category', 'categry')}\n`, /categry/],
  ])('for %s', async (_, content, problem) => {
    const reading = await read(content)
    expect(reading.ok ? '' : reading.problems.map((one) => one.problem).join('; ')).toMatch(problem)
  })

  test('for 100,000 rows, without reading them all', async () => {
    const row = '1,a,b,2026-06-05\n'
    const reading = await read(`reference,definition,category,received_on\n${row.repeat(100_000)}`)
    expect(reading).toMatchObject({
      ok: false,
      problems: [{ row: null, problem: expect.stringMatching(/20,000 rows/) }],
    })
  })
})
