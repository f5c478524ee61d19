import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { endingOf } from './file-name.ts'
import { packedBytes, readZipDirectory, type ZipEntry } from './zip-directory.ts'

export const fileTypes = ['pdf', 'docx', 'png', 'jpeg'] as const
export type FileType = (typeof fileTypes)[number]

/** What each type is called, its ending, and as what it is served. */
export const fileTypeFacts: Readonly<
  Record<
    FileType,
    { readonly name: string; readonly endings: readonly [string, ...string[]]; readonly mediaType: string }
  >
> = {
  pdf: { name: 'PDF', endings: ['pdf'], mediaType: 'application/pdf' },
  docx: {
    name: 'Word document',
    endings: ['docx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  png: { name: 'PNG image', endings: ['png'], mediaType: 'image/png' },
  jpeg: { name: 'JPEG image', endings: ['jpg', 'jpeg'], mediaType: 'image/jpeg' },
}

export type FileReading =
  | { readonly ok: true; readonly type: FileType }
  | { readonly ok: false; readonly reason: string }

/**
 * What a file is by its content, whatever its name says; refused where it is none of the types that are taken, is not
 * what its name says, or is made to do harm to whoever opens it.
 */
export async function readFileType(name: string, content: Buffer): Promise<FileReading> {
  if (content.length === 0) return refused('It is empty. Please send the document itself.')
  const found = await typeOfContent(content)
  const said = endingOf(name)
  if (!found.ok) {
    const claimed = fileTypes.find((type) => fileTypeFacts[type].endings.includes(said))
    if (found.what === undefined) return refused(found.reason)
    return refused(
      claimed === undefined
        ? `Its content is ${found.what}. Please send a PDF, a Word document (.docx), a PNG or a JPEG.`
        : `Its name says ${nameOf(claimed)} but its content is ${found.what}. Please send the document itself.`,
    )
  }
  const { name: is, endings } = fileTypeFacts[found.type]
  if (said !== '' && !endings.includes(said)) {
    const claimed = fileTypes.find((type) => fileTypeFacts[type].endings.includes(said))
    const says = claimed === undefined ? `“.${said}”` : nameOf(claimed)
    return refused(
      `Its name says ${says} but its content is a ${is}. Please give it the right ending, or send the document itself.`,
    )
  }
  return { ok: true, type: found.type }
}

type ContentReading =
  | { readonly ok: true; readonly type: FileType }
  /** What it is instead, or else the whole reason. */
  | { readonly ok: false; readonly what: string; readonly reason?: undefined }
  | { readonly ok: false; readonly what?: undefined; readonly reason: string }

async function typeOfContent(content: Buffer): Promise<ContentReading> {
  if (isPdf(content)) return pdfProblem(content) ?? { ok: true, type: 'pdf' }
  if (startsWith(content, pngSignature)) return imageReading('png', pngSize(content))
  if (startsWith(content, [0xff, 0xd8, 0xff])) return imageReading('jpeg', jpegSize(content))
  if (startsWith(content, [0x50, 0x4b])) return wordReading(content)
  const known = otherContents.find(({ begins }) => begins.some((bytes) => startsWith(content, bytes)))
  if (known) return { ok: false, what: known.what }
  return { ok: false, what: isText(content) ? 'plain text' : 'something we do not know' }
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const bytesOf = (text: string) => [...Buffer.from(text, 'latin1')]

const otherContents = [
  { what: 'an old Word or Excel file', begins: [[0xd0, 0xcf, 0x11, 0xe0]] },
  { what: 'a program', begins: [bytesOf('MZ'), bytesOf('\u{7f}ELF'), bytesOf('#!')] },
  {
    what: 'a web page',
    begins: [
      bytesOf('<!DOCTYPE'),
      bytesOf('<!doctype'),
      bytesOf('<html'),
      bytesOf('<HTML'),
      bytesOf('<script'),
    ],
  },
  { what: 'an SVG or XML file', begins: [bytesOf('<svg'), bytesOf('<?xml')] },
  { what: 'a GIF image', begins: [bytesOf('GIF8')] },
  {
    what: 'a packed archive',
    begins: [[0x1f, 0x8b], bytesOf('Rar!'), bytesOf('7z\u{bc}\u{af}'), bytesOf('BZh')],
  },
  { what: 'rich text', begins: [bytesOf('{\\rtf')] },
] as const

/** A PDF says so in its first bytes; what stands there first is what opens it. */
function isPdf(content: Buffer): boolean {
  return /^(?:\u{ef}\u{bb}\u{bf})?%PDF-[12]\.\d/u.test(content.toString('latin1', 0, 16))
}

function pdfProblem(content: Buffer): ContentReading | undefined {
  const end = content.toString('latin1', Math.max(0, content.length - 2_048))
  if (!/startxref\s+\d+\s+%%EOF/.test(end)) {
    return {
      ok: false,
      reason: 'It is a PDF that ends before it is whole. Please save it anew and send it again.',
    }
  }
  const archive = readZipDirectory(content)
  if (archive.ok || archive.reason !== 'not-a-zip') {
    return { ok: false, reason: 'It is a PDF and a ZIP archive at once. Please send the document itself.' }
  }
  return undefined
}

/** The most of an image: about twenty times what a camera takes; unpacked, more would fill a computer. */
const mostPixels = 200_000_000

function imageReading(
  type: 'png' | 'jpeg',
  size: readonly [width: number, height: number] | undefined,
): ContentReading {
  if (size === undefined)
    return { ok: false, reason: 'It is an image that cannot be read. Please save it anew and send it again.' }
  const [width, height] = size
  if (width * height > mostPixels) {
    return { ok: false, reason: 'It is an image of too many dots. Please save it smaller and send it again.' }
  }
  return { ok: true, type }
}

function pngSize(content: Buffer): readonly [number, number] | undefined {
  if (content.length < 45 || content.readUInt32BE(8) !== 13 || content.toString('latin1', 12, 16) !== 'IHDR')
    return undefined
  const size = [content.readUInt32BE(16), content.readUInt32BE(20)] as const
  const isWhole = content.subarray(-12).toString('latin1', 4, 8) === 'IEND'
  return isWhole && size[0] > 0 && size[1] > 0 ? size : undefined
}

/** Goes from segment to segment until one tells the size. */
function jpegSize(content: Buffer): readonly [number, number] | undefined {
  for (let at = 2; at + 9 < content.length; ) {
    if (content[at] !== 0xff) return undefined
    const marker = content[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      const size = [content.readUInt16BE(at + 7), content.readUInt16BE(at + 5)] as const
      return size[0] > 0 && size[1] > 0 ? size : undefined
    }
    const length = content.readUInt16BE(at + 2)
    if (marker === 0xda || length < 2) return undefined
    at += 2 + length
  }
  return undefined
}

/** What a Word document may unpack to, all its parts together, and how many times its own size. */
const mostUnpackedBytes = 100_000_000
const mostRatio = 100

async function wordReading(content: Buffer): Promise<ContentReading> {
  const archive = readZipDirectory(content)
  if (!archive.ok) {
    return archive.reason === 'too-many'
      ? { ok: false, reason: tooMuchInside }
      : {
          ok: false,
          reason: 'It is an archive that is damaged. Please save the document anew and send it again.',
        }
  }
  const { entries } = archive
  const has = (name: string) => entries.some((entry) => entry.name === name)
  const unpacked = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  if (unpacked > mostUnpackedBytes || unpacked > content.length * mostRatio)
    return { ok: false, reason: tooMuchInside }
  if (!has('[Content_Types].xml') || !has('word/document.xml')) {
    return { ok: false, what: has('xl/workbook.xml') ? 'an Excel workbook' : 'a ZIP archive' }
  }
  if (entries.some(({ name }) => /vbaProject\.bin$/i.test(name))) {
    return {
      ok: false,
      reason: 'It is a Word document with macros. Please save it without them and send it again.',
    }
  }
  if (entries.some(({ isEncrypted }) => isEncrypted)) {
    return {
      ok: false,
      reason: 'It is locked with a password. Please save it without one and send it again.',
    }
  }
  return (await isAsDeclared(content, entries))
    ? { ok: true, type: 'docx' }
    : { ok: false, reason: tooMuchInside }
}

const tooMuchInside =
  'It would unpack into far more than its size, or not into what it says. Please save the document anew and send it again.'

const unpack = promisify(inflateRaw)

/** Whether every part unpacks to what the directory says, so that none is larger than it admits. */
async function isAsDeclared(content: Buffer, entries: readonly ZipEntry[]): Promise<boolean> {
  for (const entry of entries) {
    const packed = packedBytes(content, entry)
    if (entry.method === 0) {
      if (entry.bytes !== entry.compressedBytes) return false
    } else if (entry.method === 8) {
      const unpacked = await unpack(packed, { maxOutputLength: Math.max(1, entry.bytes) }).catch(
        () => undefined,
      )
      if (unpacked?.length !== entry.bytes) return false
    } else return false
  }
  return true
}

function startsWith(content: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => content[at] === byte)
}

function isText(content: Buffer): boolean {
  return !content.subarray(0, 1_000).some((byte) => byte < 9 || (byte > 13 && byte < 32))
}

function nameOf(type: FileType): string {
  return fileTypeFacts[type].name
}

function refused(reason: string): FileReading {
  return { ok: false, reason }
}
