import { createHash } from 'node:crypto'

/** What JSON can hold. A property that is undefined counts as absent. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/** Something a person, or a command in somebody's name, did. */
export type AuditEntry = {
  /** Who did it. */
  readonly actor: string
  /** What was done, such as "import decided". */
  readonly action: string
  /** What it was done to, such as "complaint 23 001 234". */
  readonly subject: string
  /** What stood there before; null where there was nothing. */
  readonly before: JsonValue
  /** What stands there since; null where there is nothing. */
  readonly after: JsonValue
}

/** An entry in its place in the chain. */
export type ChainedEntry = AuditEntry & {
  /** 1 for the first, without gaps. */
  readonly entryId: number
  /** The moment, to the microsecond, as '2024-07-17T09:30:00.000000Z'. */
  readonly at: string
}

/** What the first entry has for its predecessor's hash. */
export const startOfChain = Buffer.alloc(32)

/** The hash of an entry, which stands for every entry before it as well. */
export function entryHash(previousHash: Buffer, entry: ChainedEntry): Buffer {
  const { entryId, at, actor, action, subject, before, after } = entry
  return createHash('sha256')
    .update(previousHash)
    .update(canonicalJson([entryId, at, actor, action, subject, before, after]))
    .digest()
}

/** JSON with the keys of every object in order, so that equal values have one text. */
export function canonicalJson(value: JsonValue): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members: string[] = []
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
}

/** Array.isArray does not tell a readonly list from an object. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}
