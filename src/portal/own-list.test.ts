import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { zipOf } from '../../tests/sent-documents.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import type { CaseListName, ListedCase } from './case-lists.ts'
import { compareLists, newLabels } from './list-comparison.ts'
import { mostBytesOfList, readOwnList } from './own-list.ts'

const read = (text: string, list: CaseListName = 'decided') => readOwnList(scheme, list, Buffer.from(text))

const listed: ListedCase = {
  reference: '23 001 234',
  authorityReference: null,
  authorityService: null,
  category: 'housing',
  subcategory: null,
  receivedOn: '2023-05-02',
  decidedOn: '2023-11-20',
  outcome: 'upheld',
  isRemediedBefore: false,
  remedyDueOn: null,
  complianceRecordedOn: null,
  complianceOutcome: null,
}

async function listOf(text: string, list: CaseListName = 'decided') {
  const reading = await read(text, list)
  if (!reading.ok) throw new Error(reading.reason)
  return reading.list
}

describe('an authority’s own list', () => {
  test('is read with the headings and the words people write', async () => {
    const list = await listOf(
      'Complaints to the Ombudsman 2023/24\nLGSCO ref;Our ref;Directorate;Decision date;Decision\n23-001-234;H/77;Homes;20/11/2023;Upheld: fault\n',
    )
    expect(list.facts).toEqual(['decided', 'outcome'])
    expect(list.rows).toEqual([
      {
        number: 3,
        reference: '23 001 234',
        ownReference: 'H/77',
        service: 'Homes',
        facts: new Map([
          ['decided', '2023-11-20'],
          ['outcome', 'upheld'],
        ]),
      },
    ])
  })

  test('may be a workbook, whatever it is called, and pasted from one', async () => {
    const workbook = await writeXlsx({
      sheets: [
        { name: 'Notes', rows: [['Kept by the complaints team'], ['See the next sheet']] },
        {
          name: 'Cases',
          rows: [
            ['Reference', 'Received'],
            ['23 001 234', '2023-05-02'],
          ],
        },
      ],
    })
    const reading = await readOwnList(scheme, 'received', workbook)
    expect(reading.ok && reading.list.rows.map(({ reference }) => reference)).toEqual(['23 001 234'])
    expect((await listOf('Reference\tReceived\n23 001 234\t2 May 2023', 'received')).rows).toHaveLength(1)
  })

  test('leaves out of the comparison what it says in words of its own, and says which', async () => {
    const list = await listOf('Reference,Outcome\n23 001 234,Fault found\n')
    expect(list.unknownWords).toEqual(['Fault found'])
    expect(compareLists('decided', list, [listed]).agreeing).toHaveLength(1)
  })

  test.each([
    ['', 'The file is empty. Choose the file that has the rows.'],
    [
      'Name,Street\nA,B\n',
      'No column with references was recognised among “Name”, “Street”. Call one “Ombudsman reference” or “Own reference”.',
    ],
    ['Reference,Decided\n', 'There are headings but no rows below them. Choose the file with your cases.'],
    [
      'Reference,Decided\n23 001 234,2023-11-20\n23001234,2023-11-21\n',
      '23 001 234 stands in row 2 and again in row 3. Keep one of them.',
    ],
    [
      'Reference,Decided\n23 001 234,31/02/2024\n',
      'Row 2, Decided “31/02/2024”: there is no such day in the calendar. Write it as 2023-05-31 or 31/05/2023.',
    ],
    [
      'Reference,Decided\nunknown,2023-11-20\n',
      'Row 2, Reference “unknown”: this is no reference of the Ombudsman’s. Write it as 23 001 234.',
    ],
    [
      'Reference,Case reference\n23 001 234,23 001 234\n',
      "The columns 'Reference' and 'Case reference' (A and B) both mean Ombudsman reference. Keep one of them.",
    ],
    ['\u0000\u0001\u0002', 'This is neither a CSV file nor a workbook. Save the rows as CSV or .xlsx.'],
  ])('that is %j is refused with one sentence', async (text, reason) => {
    expect(await read(text)).toEqual({ ok: false, reason })
  })

  test('is refused where it is too large, or would unpack to too much, before it is read', async () => {
    const large = await readOwnList(scheme, 'decided', new Uint8Array(mostBytesOfList + 1))
    expect(large).toEqual({
      ok: false,
      reason: 'The file is larger than 5 MB. Save the rows of one year alone, and send that.',
    })
    const bomb = await readOwnList(scheme, 'decided', archiveOf('xl/worksheets/sheet1.xml', 150_000_000))
    expect(bomb).toEqual({
      ok: false,
      reason: 'The workbook unpacks to more than 100 MB. Save the sheet with the cases as CSV.',
    })
  })

  test('that is a broken archive, or an archive of something else, is refused in words', async () => {
    for (const content of [
      archiveOf('hello.txt', 10),
      archiveOf('xl/workbook.xml', 10).subarray(0, 40),
      Buffer.from('PK\u0003\u0004'),
    ]) {
      const reading = await readOwnList(scheme, 'decided', content)
      expect(reading.ok).toBe(false)
      expect(!reading.ok && reading.reason).toMatch(/^The workbook is damaged, or is another kind of file/)
    }
  })
})

/** An archive of one file of so many zeros. */
function archiveOf(name: string, length: number): Buffer {
  return zipOf([{ name, content: Buffer.alloc(length) }])
}

describe('two lists side by side', () => {
  test('agree, differ, or have a case the other has not', async () => {
    const list = await listOf(
      [
        'Reference,Own reference,Received,Decided,Outcome',
        '23 001 234,H/1,2023-05-02,2023-11-20,Upheld',
        '23 001 235,H/2,,2023-11-21,Not upheld',
        '23 001 999,H/9,,2023-11-21,Upheld',
      ].join('\n'),
    )
    const cases = [listed, { ...listed, reference: '23 001 235' }, { ...listed, reference: '23 001 236' }]
    const { agreeing, differing, onlyYours, onlyTheirs } = compareLists('decided', list, cases)
    expect(agreeing.map((match) => match.listed.reference)).toEqual(['23 001 234'])
    expect(differing.map(({ differences }) => differences)).toEqual([
      [
        { fact: 'decided', yours: '2023-11-21', theirs: '2023-11-20' },
        { fact: 'outcome', yours: 'not-upheld', theirs: 'upheld' },
      ],
    ])
    expect(onlyYours.map(({ reference }) => reference)).toEqual(['23 001 999'])
    expect(onlyTheirs.map(({ reference }) => reference)).toEqual(['23 001 236'])
  })

  test('are matched by the authority’s own reference where the list has no other', async () => {
    const list = await listOf('Own reference,Outcome\nH/1,Upheld\nH/2,Upheld\n')
    const cases = [{ ...listed, authorityReference: 'H/1' }]
    const { agreeing, onlyYours } = compareLists('decided', list, cases)
    expect(agreeing).toHaveLength(1)
    expect(onlyYours.map(({ ownReference }) => ownReference)).toEqual(['H/2'])
  })

  test('hold one case beside one row: another row that means it by its own reference is only theirs', async () => {
    const list = await listOf('Reference,Own reference\n23 001 234,H/1\n,H/7\n')
    const { agreeing, onlyYours } = compareLists('decided', list, [{ ...listed, authorityReference: 'H/7' }])
    expect(agreeing.map(({ own }) => own.number)).toEqual([2])
    expect(onlyYours.map(({ number }) => number)).toEqual([3])
  })

  test('offer names for cases that have none here, and count those that have another', async () => {
    const list = await listOf('Reference,Own reference,Service\n23 001 234,H/1,Homes\n23 001 235,H/2,Homes\n')
    const cases = [
      listed,
      { ...listed, reference: '23 001 235', authorityReference: 'X/2', authorityService: 'Homes' },
    ]
    expect(newLabels(compareLists('decided', list, cases))).toEqual({
      labels: [
        { reference: '23 001 234', ownReference: 'H/1', service: 'Homes' },
        { reference: '23 001 235', ownReference: 'H/2', service: null },
      ],
      otherCount: 1,
    })
  })
})
