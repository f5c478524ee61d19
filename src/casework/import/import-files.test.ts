import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorityId } from '../../authorities/authority.ts'
import { ombudsmanForEngland } from '../../scheme/ombudsman-for-england.ts'
import { authorityLookup } from './authority-lookup.ts'
import { type CasePart, caseColumns, caseParts } from './case-column.ts'
import { type CaseFileItem, readCaseFile } from './case-file.ts'
import { readTotalsFile, type TotalsReading } from './totals-file.ts'

let folder: string
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upheld-hostile-'))
  path = join(folder, 'hostile')
})
afterAll(() => rm(folder, { recursive: true }))

const authorities = authorityLookup([
  {
    id: authorityId(1),
    slug: 'exampleton',
    officialName: 'Exampleton District Council',
    shortName: 'Exampleton',
    gssCode: null,
    kind: 'district',
    startsOn: null,
    endsOn: null,
    otherNames: [],
    formerNames: [],
  },
])

/** Bytes with a beginning that sends them down one of the readers' ways. */
const hostileBytes = fc
  .tuple(
    fc.constantFrom(
      '',
      'PK\u0003\u0004',
      '\u00d0\u00cf\u0011\u00e0',
      '\u00ff\u00fe',
      '\u00ef\u00bb\u00bf',
      'Reference,Authority\n',
    ),
    fc.uint8Array({ maxLength: 400 }),
  )
  .map(([beginning, bytes]) => Buffer.concat([Buffer.from(beginning, 'latin1'), bytes]))

const cell = fc.oneof(
  fc.constantFrom(
    '',
    '23 000 101',
    '23000102',
    'Exampleton',
    'exampletn',
    'Housing',
    'Upheld',
    'Not upheld',
    'yes',
    'no',
  ),
  fc.constantFrom(
    '2023-05-31',
    '31/05/2023',
    '05/31/2023',
    '1/1/23',
    '31 May 2023',
    '29 February 2023',
    '45017',
    '12',
    '80%',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('"', '""', 'a"b', '"a', 'a\nb', ';', '\t', '\u2028', '=1+1', '\ufeff'),
)

const headings = fc.oneof(
  ...caseParts.map((part) =>
    fc.constant(caseColumns.filter((column) => column.parts[part]).map(({ heading }) => heading)),
  ),
  fc.constant(['Authority', ...ombudsmanForEngland.outcomes.map(({ name }) => name), 'Uphold rate']),
  fc.array(cell, { maxLength: 6 }),
)

/** Tables that are nearly right, so that every cell's reader is reached. */
const hostileTables = fc
  .tuple(
    headings,
    fc.array(fc.array(cell, { maxLength: 13 }), { maxLength: 6 }),
    fc.constantFrom(',', ';', '\t'),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.boolean(),
  )
  .map(([heading, rows, delimiter, lineEnd, isQuoted]) => {
    const written = (text: string) => (isQuoted ? `"${text.replaceAll('"', '""')}"` : text)
    return Buffer.from([heading, ...rows].map((row) => row.map(written).join(delimiter)).join(lineEnd))
  })

describe('whatever a file holds', { timeout: 120_000 }, () => {
  test('a case-level file gives good rows or problems in words, and never crashes', async () => {
    const answers = { rows: 0, problems: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(hostileBytes, hostileTables),
        fc.constantFrom(...caseParts),
        async (bytes, part) => {
          await writeFile(path, bytes)
          const items = await itemsOf(part)
          const rows = items.filter((item) => item.kind === 'row')
          const problems = items.filter((item) => item.kind === 'problem')
          expect(rows.length + problems.length).toBeGreaterThan(0)
          for (const { row } of rows) expect(row.reference).toMatch(/^\d\d \d{3} \d{3}$/)
          for (const { problem, advice } of problems) {
            expect(problem).toMatch(/^\S/)
            expect(advice).toMatch(/\.$/)
          }
          answers.rows += rows.length
          answers.problems += problems.length
        },
      ),
      { numRuns: 1_200 },
    )
    // The inputs are no good test unless some of them are right.
    expect(answers.problems).toBeGreaterThan(1_000)
  })

  test('a table of totals gives good rows or problems in words, and never crashes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileBytes, hostileTables), async (bytes) => {
        await writeFile(path, bytes)
        const reading: TotalsReading = { rows: [], problems: [], findings: [], notices: [] }
        await readTotalsFile(path, { scheme: ombudsmanForEngland }, authorities, reading)
        for (const { problem, advice } of reading.problems) {
          expect(problem).toMatch(/^\S/)
          expect(advice).toMatch(/\.$/)
        }
      }),
      { numRuns: 800 },
    )
  })

  test('a table reads the same whatever stands in its cells and ends its lines', async () => {
    const rows = fc.array(
      fc.record({
        number: fc.integer({ min: 0, max: 999 }),
        topic: fc.string({
          unit: fc.constantFrom('a', 'é', '😀', '"', ',', ';', '\n', '\r', ' ', '€'),
          maxLength: 30,
        }),
      }),
      { minLength: 1, maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n', '\r'), async (cases, lineEnd) => {
        const lines = cases.map(
          ({ number, topic }) =>
            `23 000 ${String(number).padStart(3, '0')},Exampleton,Housing,"${topic.replaceAll('"', '""')}",2023-05-31`,
        )
        await writeFile(
          path,
          ['Reference,Authority,Category,Subcategory,Received', ...lines, ''].join(lineEnd),
        )
        const read = (await itemsOf('received')).flatMap((item) => (item.kind === 'row' ? [item.row] : []))
        expect(read.map(({ reference, subcategory }) => [reference, subcategory])).toEqual(
          cases.map(({ number, topic }) => [
            `23 000 ${String(number).padStart(3, '0')}`,
            topic.trim().replace(/\s+/g, ' ') || null,
          ]),
        )
      }),
      { numRuns: 200 },
    )
  })

  test('a letter or line end that falls between two pieces of a file is read whole', async () => {
    // Files are read in pieces of 65,536 bytes; a line has 52, so that every byte of one falls on the cut once.
    for (let shift = 0; shift < 52; shift += 1) {
      const lines = Array.from(
        { length: 1_500 },
        (_, index) =>
          `23 ${String(index).padStart(6, '0').replace(/(...)/, '$1 ')},Exampleton,Housing,"😀 é",2023-05-31`,
      )
      const heading = `Reference,Authority,Category,Subcategory,Received,${'x'.repeat(shift)}`
      await writeFile(path, [heading, ...lines].join('\r\n'))
      const read = (await itemsOf('received')).flatMap((item) => (item.kind === 'row' ? [item.row] : []))
      expect(read.map(({ subcategory }) => subcategory)).toEqual(lines.map(() => '😀 é'))
    }
  })
})

async function itemsOf(part: CasePart): Promise<CaseFileItem[]> {
  const rules = {
    scheme: ombudsmanForEngland,
    part,
    authorities,
    today: '2024-12-31',
    yearsWithCycle: new Set([2022, 2023]),
  }
  const items: CaseFileItem[] = []
  for await (const item of readCaseFile(path, rules)) items.push(item)
  return items
}
