import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { IsoDate } from '../../scheme/reporting-year.ts'

/**
 * A Word document with the same bytes for the same content: its library writes the time of day, and names links by
 * chance. Every part is written again, dated by the day given, with links numbered as they come.
 */
export function steadyWordFile(file: Uint8Array, date: IsoDate): Uint8Array<ArrayBuffer> {
  const names = new Map<string, string>()
  const parts = readZip(Buffer.from(file)).map(({ name, content }) => ({
    name,
    content: /\.(xml|rels)$/.test(name)
      ? Buffer.from(steadyText(content.toString('utf8'), date, names))
      : content,
  }))
  return writeZip(
    parts.sort((one, other) => order(one.name) - order(other.name) || (one.name < other.name ? -1 : 1)),
  )
}

/** The list of parts comes first, as readers of such files expect. */
function order(name: string): number {
  return name === '[Content_Types].xml' ? 0 : 1
}

function steadyText(xml: string, date: IsoDate, names: Map<string, string>): string {
  let picture = 0
  return xml
    .replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}T00:00:00Z`)
    .replaceAll(/"rId([a-z0-9_-]{21})"/g, (_, name: string) => {
      const number = names.get(name) ?? String(1000 + names.size)
      names.set(name, number)
      return `"rId${number}"`
    })
    .replaceAll(/(<(?:wp:docPr|pic:cNvPr) id=")\d+/g, (_, start: string) => {
      picture += 1
      return `${start}${picture}`
    })
}

type Part = { readonly name: string; readonly content: Buffer }

const signatures = { part: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 } as const

/** The parts of a Word document, or of any such archive. */
export function readZip(zip: Buffer): readonly Part[] {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const count = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  return Array.from({ length: count }, () => {
    if (zip.readUInt32LE(at) !== signatures.entry) throw new Error('the Word file has no list of its parts')
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const start = zip.readUInt32LE(at + 42)
    const dataStart = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
    const data = zip.subarray(dataStart, dataStart + zip.readUInt32LE(at + 20))
    const content = zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    return { name, content }
  }).filter(({ name }) => !name.endsWith('/'))
}

/** The first day that such a file can name, 1 January 1980. */
const firstDay = 0x0021

function writeZip(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const written: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const { name, content } of parts) {
    const data = deflateRawSync(content, { level: 9 })
    const title = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x0800, 2)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt16LE(firstDay, 8)
    facts.writeUInt32LE(crc32(content), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(content.length, 18)
    facts.writeUInt16LE(title.length, 22)
    written.push(signature(signatures.part), facts, title, data)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    entries.push(signature(signatures.entry), Buffer.from([20, 0]), facts, rest, title)
    offset += 30 + title.length + data.length
  }
  const list = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...written, list, signature(signatures.end), end]))
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
