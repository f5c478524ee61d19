import { deflateRawSync } from 'node:zlib'

/** A file of a ZIP archive; what is declared may be another than what is there. */
export type ZipPart = {
  readonly name: string
  readonly content: Buffer
  readonly declaredBytes?: number
  readonly isEncrypted?: boolean
}

/** A ZIP archive, as well made as its parts say. */
export function zipOf(parts: readonly ZipPart[], options: { readonly overlaps?: boolean } = {}): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, declaredBytes = content.length, isEncrypted = false } of parts) {
    const packed = deflateRawSync(content)
    const names = Buffer.from(name)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(8, 8)
    header.writeUInt32LE(packed.length, 18)
    header.writeUInt32LE(declaredBytes, 22)
    header.writeUInt16LE(names.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(isEncrypted ? 1 : 0, 8)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(declaredBytes, 24)
    entry.writeUInt16LE(names.length, 28)
    entry.writeUInt32LE(options.overlaps ? 0 : at, 42)
    directory.push(entry, names)
    files.push(header, names, packed)
    at += header.length + names.length + packed.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, entries, end])
}

/** The parts without which an archive is no Word document. */
export const wordParts: readonly ZipPart[] = [
  { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
  { name: 'word/document.xml', content: Buffer.from('<w:document>Guidance for officers</w:document>') },
]

/** A picture of one dot, or one that says it is larger. */
export function pngOf(width = 1, height = 1): Buffer {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  return png
}

/** The beginning and the end of a photograph of some size, enough to tell what it is. */
export function jpegOf(width = 40, height = 30): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const start = Buffer.from([
    0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
  ])
  return Buffer.concat([start, frame, Buffer.alloc(30), Buffer.from([0xff, 0xd9])])
}
