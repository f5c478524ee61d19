import type { KnownAuthority } from './letter-reading.ts'

/** A known authority's name found in a text, with where it begins and ends there. */
export type AuthorityMention = {
  readonly authority: KnownAuthority
  readonly start: number
  readonly end: number
}

/**
 * Every known name that stands in the text, in order, the longest where several begin together. Case, "&" for
 * "and", hyphens, apostrophes and commas make no difference; "North Somerset Council" is no mention of Somerset
 * Council.
 */
export function mentionsIn(text: string, known: readonly KnownAuthority[]): readonly AuthorityMention[] {
  const index = indexOf(known)
  const words = wordsOf(text)
  const mentions: AuthorityMention[] = []
  for (const [position, word] of words.entries()) {
    const isInsideLast = (mentions.at(-1)?.end ?? 0) > word.start
    if (isInsideLast || isPartOfLongerName(words[position - 1])) continue
    const [longest] = (index.get(word.plain) ?? [])
      .filter(({ name }) => name.every((part, offset) => words[position + offset]?.plain === part))
      .sort((a, b) => b.name.length - a.name.length)
    const last = words[position + (longest?.name.length ?? 0) - 1]
    if (longest && last) mentions.push({ authority: longest.authority, start: word.start, end: last.end })
  }
  return mentions
}

/** Whether two names are one, as printed in different letters. */
export function isSameName(one: string, other: string): boolean {
  const plain = (name: string): string =>
    wordsOf(name)
      .map((word) => word.plain)
      .join(' ')
  return plain(one) === plain(other)
}

/** The kind a body's name shows; null where it could be several: "Exampleton Borough Council". */
export function kindByName(name: string): string | null {
  return namedKinds.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

const namedKinds: readonly (readonly [RegExp, string])[] = [
  [/\bcombined\b.*\bauthority$/i, 'combined'],
  [/\bnational park\b/i, 'national-park'],
  [/^the broads authority$|^broads authority$/i, 'national-park'],
  [/\bfire\b/i, 'fire'],
  [/\bpolice\b|\bcrime commissioner\b/i, 'police'],
  [/\btransport\b/i, 'transport'],
  [/\blondon borough\b/i, 'london'],
  [/\bmetropolitan\b.*\b(?:borough|district|council)\b/i, 'metropolitan'],
  [/\bcounty council$/i, 'county'],
  [/\bdistrict council$/i, 'district'],
]

type Word = { readonly plain: string; readonly start: number; readonly end: number }

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}.'&]+/gu)].flatMap((found) => {
    const plain = found[0].toLowerCase().replace(/[.']/g, '').replace(/^&$/, 'and')
    return plain === '' ? [] : [{ plain, start: found.index, end: found.index + found[0].length }]
  })
}

/** A word that begins a longer name than the one found behind it. */
function isPartOfLongerName(word: Word | undefined): boolean {
  return (
    word !== undefined && /^(?:north|south|east|west|mid|new|greater|upper|lower|great)$/.test(word.plain)
  )
}

type NameIndex = ReadonlyMap<string, readonly { name: readonly string[]; authority: KnownAuthority }[]>

const indexes = new WeakMap<readonly KnownAuthority[], NameIndex>()

function indexOf(known: readonly KnownAuthority[]): NameIndex {
  const ready = indexes.get(known)
  if (ready) return ready
  const index = new Map<string, { name: readonly string[]; authority: KnownAuthority }[]>()
  for (const authority of known) {
    for (const spelling of spellingsOf(authority)) {
      const name = wordsOf(spelling).map((word) => word.plain)
      const [first] = name
      // A single word that is not the official name, "Adur", stands in too many other names and sentences.
      if (first === undefined || (name.length < 2 && spelling !== authority.name)) continue
      index.set(first, [...(index.get(first) ?? []), { name, authority }])
    }
  }
  indexes.set(known, index)
  return index
}

/** Official and other names, and the orders of words in which boroughs and cities are written. */
function spellingsOf(authority: KnownAuthority): ReadonlySet<string> {
  const names = [authority.name, ...(authority.otherNames ?? [])]
  const spellings = new Set<string>()
  for (const name of names) {
    spellings.add(name.replace(/^the /i, ''))
    for (const [pattern, others] of reorderings) {
      const place = pattern.exec(name)?.[1]
      if (place !== undefined) for (const other of others) spellings.add(other.replace('…', place))
    }
  }
  return spellings
}

const london = ['London Borough of …', '… London Borough Council', 'London Borough of … Council', '… Council']
const metropolitan = [
  'Metropolitan Borough of …',
  '… Metropolitan Borough Council',
  'Metropolitan Borough Council of …',
  '… Council',
]
const city = ['City of … Council', '… City Council', '… City of Council']
const reorderings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:the )?london borough of (.+?)(?: council)?$/i, london],
  [/^(.+) london borough council$/i, london],
  [/^(?:the )?metropolitan borough of (.+)$/i, metropolitan],
  [/^(.+) metropolitan borough council$/i, metropolitan],
  [/^city of (.+) council$/i, city],
]
