import { expect, test } from 'vitest'
import { describeRowProblem, readCsvTable } from './csv-table.ts'

const read = (file: string | Uint8Array) => readCsvTable(file, ['slug', 'name'], ['note'])

test('columns may stand in any order, and an optional one may be missing', () => {
  const table = read('name,slug\nBassetlaw, bassetlaw \n')
  expect(table).toMatchObject({
    ok: true,
    rows: [{ line: 2, cells: { slug: 'bassetlaw', name: 'Bassetlaw', note: '' } }],
  })
})

test('a row is known by the line on which it begins, also after a cell of several lines', () => {
  const table = read('slug,name\na,"one\ntwo"\n\nb,three\n')
  expect(table.ok && table.rows.map(({ line }) => line)).toEqual([2, 5])
})

test('files from spreadsheet programs are read: byte order mark, Windows line ends, Windows letters', () => {
  const bom = read(new Uint8Array([0xef, 0xbb, 0xbf, ...Buffer.from('slug,name\r\na,Zoë\r\n')]))
  expect(bom).toMatchObject({ ok: true, rows: [{ cells: { name: 'Zoë' } }] })
  const windows = read(Buffer.from('slug,name\r\na,Zo\xeb\r\n', 'latin1'))
  expect(windows).toMatchObject({ ok: true, rows: [{ cells: { name: 'Zoë' } }] })
})

test('everything wrong with the shape of a file is said at once', () => {
  const table = read('slug,nane,slug\na,b\n')
  expect(table.ok ? [] : table.problems.map((problem) => describeRowProblem('x.csv', problem))).toEqual([
    'x.csv, line 1, name: this column is missing; add it.',
    'x.csv, line 1, nane: this column is not known; the columns are slug, name, note.',
    'x.csv, line 1, slug: this column stands there twice; keep one.',
    'x.csv, line 2: the row has 2 cells, the heading 3; put text that contains a comma in double quotes.',
  ])
})

test('an empty file and a broken one are refused in words', () => {
  const empty = read('')
  expect(empty.ok ? [] : empty.problems[0]?.problem).toBe('the file is empty; it needs a heading: slug,name')
  const broken = read('slug,name\na,"b\n')
  expect(broken.ok ? [] : broken.problems[0]?.problem).toMatch(
    /^the file cannot be read as CSV from here on \(/,
  )
})

test('semicolons and tabs separate as commas do, and headings forgive case, spaces and underscores', () => {
  const columns = ['authority', 'is_council'] as const
  for (const file of [
    'Authority;Is council\nbassetlaw;yes\n',
    'AUTHORITY\tis-council\nbassetlaw\tyes\n',
    'authority,Is_Council\nbassetlaw,yes\n',
  ]) {
    expect(readCsvTable(file, columns)).toMatchObject({
      ok: true,
      rows: [{ line: 2, cells: { authority: 'bassetlaw', is_council: 'yes' } }],
    })
  }
})

test('another separator is named as the cause, not as a missing column', () => {
  const table = read('slug|name\na|b\n')
  expect(table.ok ? [] : table.problems.map((problem) => describeRowProblem('x.csv', problem))).toEqual([
    "x.csv, line 1: the columns are not separated by commas, semicolons or tabs; the heading is read as one column, 'slug|name'.",
  ])
})

test('line ends may be mixed, and lines are still counted rightly', () => {
  const table = read('slug,name\r\na,one\nb,two\rc,three\r\n')
  expect(table.ok && table.rows.map(({ line, cells }) => [line, cells.name])).toEqual([
    [2, 'one'],
    [3, 'two'],
    [4, 'three'],
  ])
})

test('Windows quotation marks and Unicode text from a spreadsheet program are read; a workbook is refused', () => {
  const windows = read(Buffer.from('slug,name\na,King\x92s Lynn\n', 'latin1'))
  expect(windows).toMatchObject({ ok: true, rows: [{ cells: { name: 'King’s Lynn' } }] })
  const unicode = read(Buffer.from('\ufeffslug\tname\na\tZoë\n', 'utf16le'))
  expect(unicode).toMatchObject({ ok: true, rows: [{ cells: { name: 'Zoë' } }] })
  const workbook = read(Buffer.from('PK\x03\x04\x00\x00slug'))
  expect(workbook.ok ? '' : workbook.problems[0]?.problem).toMatch(
    /^this is no CSV file; save the rows as CSV/,
  )
})
