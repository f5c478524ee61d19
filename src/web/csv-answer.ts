import type { Context } from 'hono'

/** What stands in one cell: words, a number, yes or no, or nothing. */
export type Cell = string | number | boolean | null

/**
 * One line of a CSV file (RFC 4180), with its line break. Words with which a spreadsheet program would begin a
 * formula get an apostrophe before them, as people write it there; numbers stay numbers, negative ones too.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** Words as a spreadsheet program shows and never calculates them. */
function formulaSafe(words: string): string {
  return beginsFormula.test(words) && !isNumber.test(words) ? `'${words}` : words
}

/** Some programs take the wide forms of the signs, used beside Chinese and Japanese, for the signs themselves. */
const beginsFormula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/
const isNumber = /^[+-]?\d+(?:\.\d+)?$/

/**
 * Sends a table as a CSV file while its rows are still being read, so that its length costs no memory. An `etag`
 * that stands for the state of the rows spares reading them twice; see docs/data.md for the form of the files.
 */
export function csvAnswer(
  context: Context,
  fileName: string,
  heading: readonly string[],
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): Response {
  return fileAnswer(context, fileName, 'text/csv; charset=utf-8; header=present', csvText(heading, rows))
}

/** The text of a whole file, in pieces. The mark at its beginning tells spreadsheet programs that it is UTF-8. */
export async function* csvText(
  heading: readonly string[],
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(heading)}`
  for await (const row of rows) yield csvLine(row)
}

/** Sends a file to be kept, by its name, as its text comes. A fault on the way breaks off, so that nobody takes a part for the whole. */
export function fileAnswer(
  context: Context,
  fileName: string,
  type: string,
  text: AsyncIterable<string>,
): Response {
  context.header('Content-Type', type)
  context.header('Content-Disposition', `attachment; filename="${fileName}"`)
  return context.body(byteStream(text))
}

/** Pieces are gathered before they are sent: a line a piece would cost more than the line. */
const pieceLength = 64 * 1024

function byteStream(text: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const pieces = text[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      let gathered = ''
      while (gathered.length < pieceLength) {
        const next = await pieces.next()
        if (next.done === true) {
          if (gathered !== '') controller.enqueue(encoder.encode(gathered))
          controller.close()
          return
        }
        gathered += next.value
      }
      controller.enqueue(encoder.encode(gathered))
    },
    async cancel() {
      await pieces.return?.()
    },
  })
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  if (typeof cell === 'number') return String(cell)
  const words = formulaSafe(cell)
  return /[",\r\n]/.test(words) || words !== words.trim() ? `"${words.replaceAll('"', '""')}"` : words
}
