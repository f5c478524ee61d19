import type { Stats } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { readLetter, readLetterText } from './letter-reader.ts'
import type { KnownAuthority, LetterResult } from './letter-reading.ts'
import { readPdfText } from './pdf-text.ts'

const megabyte = 1024 * 1024
const mostMegabytes = 10

/** Reads a letter's PDF. */
export async function readLetterPdf(
  bytes: Uint8Array,
  known: readonly KnownAuthority[],
  file = '',
): Promise<LetterResult> {
  const pdf = await readPdfText(bytes)
  return pdf.ok ? readLetter(pdf.text, known, file) : { ok: false, file, reason: pdf.reason }
}

/** Reads a letter from a file of text, Markdown or PDF. Whatever is no letter is refused with its reason. */
export async function readLetterFile(path: string, known: readonly KnownAuthority[]): Promise<LetterResult> {
  const file = basename(path)
  const content = await contentOf(path)
  if ('reason' in content) return { ok: false, file, reason: content.reason }
  const { bytes } = content
  if (isPdf(bytes)) return readLetterPdf(bytes, known, file)
  if (extname(path).toLowerCase() === '.pdf')
    return { ok: false, file, reason: 'it is named .pdf but is no PDF' }
  const text = decode(bytes)
  if (text === undefined) return { ok: false, file, reason: 'it is no text: it holds binary data' }
  return readLetterText(text, known, file)
}

const readable = ['.txt', '.text', '.md', '.markdown', '.pdf']

async function contentOf(
  path: string,
): Promise<{ readonly bytes: Uint8Array } | { readonly reason: string }> {
  let about: Stats
  try {
    about = await stat(path)
  } catch (error) {
    return { reason: whyNotOpened(error) }
  }
  const reason = whyNotALetterFile(path, about)
  if (reason !== undefined) return { reason }
  try {
    return { bytes: await readFile(path) }
  } catch (error) {
    return { reason: whyNotOpened(error) }
  }
}

function whyNotALetterFile(path: string, about: Stats): string | undefined {
  if (about.isDirectory()) return 'it is a folder: name the files in it'
  if (!about.isFile()) return 'it is no ordinary file'
  if (!readable.includes(extname(path).toLowerCase())) {
    return `letters are read from text (.txt), Markdown (.md) and PDF (.pdf), not from "${extname(path) || 'a file without an ending'}"`
  }
  if (about.size === 0) return 'it is empty'
  if (about.size > mostMegabytes * megabyte) {
    return `it has ${Math.ceil(about.size / megabyte)} MB, and no letter has more than ${mostMegabytes}`
  }
  return undefined
}

function whyNotOpened(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read by this user'
  return `it could not be read (${String(code ?? error)})`
}

/** A PDF may have a few bytes of something else before its mark. */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
}

/** UTF-8, UTF-16 with its mark, or Windows-1252; undefined for what is no text at all. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Pictures and archives have control characters everywhere; text has none but breaks and tabs.
    const isBinary = bytes.some((byte) => byte < 8 || (byte > 13 && byte < 32))
    return isBinary ? undefined : new TextDecoder('windows-1252').decode(bytes)
  }
}
