import type { Readable } from 'node:stream'
import { z } from 'zod'

/**
 * A backup is a gzipped text that any version of PostgreSQL can be filled from:
 *
 *     upheld-backup {"format":1,"migrations":[…]}
 *     table {"name":"authority","columns":["authority_id",…]}
 *     …one line a row, as COPY writes them…
 *     \.
 *     table …
 *     manifest {"tables":[{"name":"authority","rowCount":326,"sha256":"…"}],"sequences":[…]}
 *
 * The manifest stands last, so that a file that was cut off is seen to be.
 */
export const backupFormat = 1

export const opening = z.object({
  format: z.number().int(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
})
export const section = z.object({ name: z.string(), columns: z.array(z.string()) })
export const manifest = z.object({
  tables: z.array(
    z.object({ name: z.string(), rowCount: z.number().int().nonnegative(), sha256: z.string() }),
  ),
  /** The last number each sequence gave out; null for one not used yet. */
  sequences: z.array(z.object({ name: z.string(), lastValue: z.number().int().nullable() })),
})

export type Opening = z.infer<typeof opening>
export type Section = z.infer<typeof section>
export type Manifest = z.infer<typeof manifest>

/** No line of COPY can be this, as it writes a backslash twice. */
export const endOfRows = '\\.\n'

export type LineKind = 'upheld-backup' | 'table' | 'manifest'

export function writeLine(kind: LineKind, content: Opening | Section | Manifest): string {
  return `${kind} ${JSON.stringify(content)}\n`
}

type BackupLine = { readonly kind: string; readonly content: unknown }

/** Reads the text of a backup, part by part. */
export type BackupReader = {
  /** The next line that is not a row; undefined at the end. */
  line(): Promise<BackupLine | undefined>
  /** The rows up to their end, in pieces of whole lines. */
  rows(): AsyncGenerator<Buffer>
}

/** Thrown where a text is not a whole backup. */
export class DamagedBackup extends Error {}

const newline = 0x0a
const longestLine = 1_000_000

export function readBackup(stream: Readable): BackupReader {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]()
  let rest = Buffer.alloc(0)

  async function more(): Promise<boolean> {
    const next = await chunks.next()
    if (next.done === true) return false
    rest = rest.length === 0 ? Buffer.from(next.value) : Buffer.concat([rest, next.value])
    return true
  }

  async function line(): Promise<BackupLine | undefined> {
    while (!rest.includes(newline)) {
      if (rest.length > longestLine) throw new DamagedBackup('a line is too long')
      if (!(await more())) {
        if (rest.length === 0) return undefined
        throw new DamagedBackup('its end is missing')
      }
    }
    const end = rest.indexOf(newline)
    const text = rest.subarray(0, end).toString()
    rest = rest.subarray(end + 1)
    return parseLine(text)
  }

  async function* rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const end = startOfEnd(rest)
      if (end !== undefined) {
        if (end > 0) yield rest.subarray(0, end)
        rest = rest.subarray(end + endOfRows.length)
        return
      }
      // The last line may be the beginning of the end.
      const whole = rest.lastIndexOf(newline) + 1
      if (whole > 0) yield rest.subarray(0, whole)
      rest = rest.subarray(whole)
      if (!(await more())) throw new DamagedBackup('its end is missing')
    }
  }

  return { line, rows }
}

function parseLine(text: string): BackupLine {
  const space = text.indexOf(' ')
  try {
    return { kind: text.slice(0, space), content: JSON.parse(text.slice(space + 1)) }
  } catch {
    throw new DamagedBackup('a line is not as a backup has it')
  }
}

/** Where the line that ends the rows begins, in pieces that always begin with a new line. */
function startOfEnd(text: Buffer): number | undefined {
  if (text.subarray(0, endOfRows.length).toString() === endOfRows) return 0
  const before = text.indexOf(`\n${endOfRows}`)
  return before === -1 ? undefined : before + 1
}
