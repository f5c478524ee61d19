import { Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import type { FileSource, Table, TableRow } from './table.ts'
import { detectEncoding, textOf } from './text-encoding.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Longest row that is read; an opening quote without its end would otherwise swallow the whole file. */
const recordSizeLimit = 1_000_000

const delimiters = [',', ';', '\t'] as const

/** Opens a CSV file, also one separated by semicolons or tabs. */
export async function csvTable(file: FileSource): Promise<Table> {
  const encoding = await detectEncoding(file)
  const delimiter = await detectDelimiter(textOf(file, encoding))
  return { rows: csvRows(textOf(file, encoding), delimiter) }
}

async function* csvRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<TableRow> {
  let broken: { error: CsvError; row: number } | undefined
  let skipped = 0
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: recordSizeLimit,
    // Told by the event below instead of thrown, since an error would drop the good rows read before it.
    skip_records_with_error: true,
  })
  parser.on('skip', (error: CsvError) => {
    broken ??= { error, row: parser.info.records + skipped + 1 }
    skipped += 1
  })
  const source = Readable.from(text, { objectMode: false, encoding: 'utf8' })
  source.on('error', (error) => parser.destroy(error))
  try {
    let number = 0
    for await (const record of source.pipe(parser)) {
      number += 1
      if (broken && number >= broken.row) break
      const cells = (record as string[]).map((cell) => cell.trim())
      if (cells.some((cell) => cell !== '')) yield { number, cells }
    }
    if (broken) throw unreadableFrom(broken.error, broken.row)
  } finally {
    source.destroy()
    parser.destroy()
  }
}

function unreadableFrom(error: CsvError, row: number): UnreadableFile {
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new UnreadableFile(
      'The row is longer than a million characters, so a quotation mark is probably never closed',
      'Close it or remove it. What follows could not be read.',
      row,
    )
  }
  return new UnreadableFile(
    'A quotation mark in this row does not fit: one is not closed, or stands inside a cell without being doubled',
    'Close it, or double it and put the whole cell in quotation marks. What follows could not be read.',
    row,
  )
}

/** The separator that stands most often in the first lines, quoted parts left out. */
async function detectDelimiter(text: AsyncIterable<string>): Promise<string> {
  let beginning = ''
  for await (const piece of text) {
    beginning += piece
    if (beginning.length > 20_000) break
  }
  const unquoted = beginning.slice(0, 20_000).replace(/"[^"]*"/g, '')
  const countOf = (delimiter: string) => unquoted.split(delimiter).length
  return delimiters.reduce((best, delimiter) => (countOf(delimiter) > countOf(best) ? delimiter : best))
}
