import { createReadStream } from 'node:fs'
import { decodeWindows1252 } from '../../authorities/windows-1252.ts'
import type { FileSource } from './table.ts'
import { UnreadableFile } from './unreadable-file.ts'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'windows-1252'

/** The text of a file, piece by piece. */
export async function* textOf(file: FileSource, encoding: TextEncoding): AsyncGenerator<string> {
  const decode = decoderOf(encoding)
  for await (const bytes of bytesOf(file)) yield decode(bytes)
  yield decode(undefined)
}

/**
 * UTF-8 with or without its mark, UTF-16 with its mark (what a spreadsheet program calls "Unicode text"), else
 * Windows-1252. The whole file is looked at, since the first letter that tells the encodings apart may stand
 * in its last row.
 */
export async function detectEncoding(file: FileSource): Promise<TextEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isUtf8 = true
  let isFirst = true
  for await (const bytes of bytesOf(file)) {
    if (isFirst && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
    isFirst = false
    // A tab, a line break and a page break are the only control characters that stand in text.
    if (hasControlBytes(bytes)) {
      throw new UnreadableFile('This is neither a CSV file nor a workbook', 'Save the rows as CSV or .xlsx.')
    }
    if (isUtf8) isUtf8 = decodes(() => decoder.decode(bytes, { stream: true }))
  }
  if (isUtf8) isUtf8 = decodes(() => decoder.decode())
  return isUtf8 ? 'utf-8' : 'windows-1252'
}

function bytesOf(file: FileSource): AsyncIterable<Buffer> | Iterable<Buffer> {
  return typeof file === 'string' ? createReadStream(file) : [Buffer.from(file)]
}

function decodes(decode: () => string): boolean {
  try {
    decode()
    return true
  } catch {
    return false
  }
}

function hasControlBytes(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 0x20 && (byte < 0x09 || byte > 0x0d))
}

function decoderOf(encoding: TextEncoding): (bytes: Buffer | undefined) => string {
  if (encoding === 'windows-1252') return (bytes) => (bytes === undefined ? '' : decodeWindows1252(bytes))
  const decoder = new TextDecoder(encoding)
  return (bytes) => (bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true }))
}
