/** One file of a ZIP archive, as its directory declares it. */
export type ZipEntry = {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly compressedBytes: number
  readonly bytes: number
  readonly headerAt: number
  readonly isEncrypted: boolean
}

export type ZipReading =
  | { readonly ok: true; readonly entries: readonly ZipEntry[] }
  | { readonly ok: false; readonly reason: 'not-a-zip' | 'damaged' | 'too-many' }

const mostEntries = 2_000

/** Reads what an archive says it holds, from the directory at its end alone: nothing is unpacked. */
export function readZipDirectory(content: Buffer): ZipReading {
  const end = findEnd(content)
  if (end === undefined) return { ok: false, reason: 'not-a-zip' }
  const count = content.readUInt16LE(end + 10)
  const size = content.readUInt32LE(end + 12)
  const start = content.readUInt32LE(end + 16)
  // What is larger than 4 GB, or has more than 65,534 files, says so by these; no document here is.
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff)
    return { ok: false, reason: 'too-many' }
  if (count > mostEntries) return { ok: false, reason: 'too-many' }
  if (start + size > end) return { ok: false, reason: 'damaged' }
  const entries: ZipEntry[] = []
  let at = start
  for (let read = 0; read < count; read += 1) {
    if (at + 46 > end || content.readUInt32LE(at) !== 0x02014b50) return { ok: false, reason: 'damaged' }
    const nameLength = content.readUInt16LE(at + 28)
    const next = at + 46 + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32)
    if (next > end) return { ok: false, reason: 'damaged' }
    entries.push({
      name: content.toString('utf8', at + 46, at + 46 + nameLength),
      method: content.readUInt16LE(at + 10),
      compressedBytes: content.readUInt32LE(at + 20),
      bytes: content.readUInt32LE(at + 24),
      headerAt: content.readUInt32LE(at + 42),
      isEncrypted: (content.readUInt16LE(at + 8) & 1) === 1,
    })
    at = next
  }
  return isLaidOut(content, entries, start) ? { ok: true, entries } : { ok: false, reason: 'damaged' }
}

/** The packed bytes of a file of the archive. */
export function packedBytes(content: Buffer, { headerAt, compressedBytes }: ZipEntry): Buffer {
  const start = headerAt + 30 + content.readUInt16LE(headerAt + 26) + content.readUInt16LE(headerAt + 28)
  return content.subarray(start, start + compressedBytes)
}

/** Where the directory's end stands: last of all, but for a comment as long as it says. */
function findEnd(content: Buffer): number | undefined {
  const earliest = Math.max(0, content.length - 22 - 0xffff)
  for (let at = content.length - 22; at >= earliest; at -= 1) {
    if (content.readUInt32LE(at) === 0x06054b50 && at + 22 + content.readUInt16LE(at + 20) === content.length)
      return at
  }
  return undefined
}

/** Each file has bytes of its own: where two share them, a small archive unpacks into an enormous one. */
function isLaidOut(content: Buffer, entries: readonly ZipEntry[], directoryAt: number): boolean {
  let free = 0
  for (const entry of entries.toSorted((one, other) => one.headerAt - other.headerAt)) {
    const { headerAt, compressedBytes } = entry
    if (headerAt < free || headerAt + 30 > directoryAt || content.readUInt32LE(headerAt) !== 0x04034b50)
      return false
    free =
      headerAt +
      30 +
      content.readUInt16LE(headerAt + 26) +
      content.readUInt16LE(headerAt + 28) +
      compressedBytes
    if (free > directoryAt) return false
  }
  return true
}
