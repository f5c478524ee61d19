import type { Authority } from './authority.ts'

type Named = Pick<Authority, 'slug' | 'officialName' | 'shortName' | 'gssCode' | 'kind' | 'endsOn'> &
  Pick<Authority, 'otherNames' | 'formerNames'>

/** The names of all authorities, made ready for finding. Build it once; it holds no more than the names. */
export type AuthorityNames<A extends Named> = {
  readonly authorities: readonly A[]
  /** By normalised slug, code or official name: these name one body beyond doubt. */
  readonly certain: ReadonlyMap<string, readonly A[]>
  /** By normalised short, other and former names. */
  readonly informal: ReadonlyMap<string, readonly A[]>
  readonly entries: readonly NameEntry<A>[]
}

type NameEntry<A> = {
  readonly authority: A
  /** As it stands on record. */
  readonly written: string
  readonly name: string
  /** The name without the words that say what kind of body it is. */
  readonly core: string
  readonly trigrams: ReadonlySet<string>
}

export function authorityNames<A extends Named>(authorities: readonly A[]): AuthorityNames<A> {
  const certain = new Map<string, A[]>()
  const informal = new Map<string, A[]>()
  const entries: NameEntry<A>[] = []
  for (const authority of authorities) {
    const { slug, officialName, shortName, gssCode, otherNames, formerNames } = authority
    for (const name of [slug, officialName, gssCode ?? '']) add(certain, normaliseName(name), authority)
    for (const name of [shortName, ...otherNames, ...formerNames])
      add(informal, normaliseName(name), authority)
    const names = [officialName, shortName, ...otherNames, ...formerNames]
    const written = new Map(names.toReversed().map((name) => [normaliseName(name), name]))
    for (const [name, asWritten] of written) {
      const core = coreOf(name)
      entries.push({ authority, written: asWritten, name, core, trigrams: trigramsOf(core) })
    }
  }
  return { authorities, certain, informal, entries }
}

/**
 * The one authority that a text names: by slug, GSS code, or official, short, other or former name, however
 * it is punctuated. Undefined where none is meant, or more than one might be; it never guesses.
 */
export function findAuthority<A extends Named>(names: AuthorityNames<A>, text: string): A | undefined {
  const key = normaliseName(text)
  const candidates = names.certain.get(key) ?? names.informal.get(key) ?? []
  return candidates.length === 1 ? candidates[0] : undefined
}

/** The authority whose name is nearest to a text that names none, to suggest; undefined where none is near. */
export function nearestAuthority<A extends Named>(names: AuthorityNames<A>, text: string): A | undefined {
  const [best] = rank(names, text)
  return best !== undefined && best.distance < farthestSuggestion ? best.authority : undefined
}

/** What to say about a text that names no authority, with the nearest one that is known. */
export function explainUnknown<A extends Named>(names: AuthorityNames<A>, text: string): string {
  const nearest = nearestAuthority(names, text)
  const advice =
    nearest === undefined
      ? '"upheld authorities" lists those we know'
      : `if you mean ${nearest.officialName}, write ${nearest.slug}`
  return `this is no authority we know; ${advice}`
}

/** The authorities a person may mean, the likeliest first; forgives misspellings and unfinished words. */
export function searchAuthorities<A extends Named>(
  names: AuthorityNames<A>,
  text: string,
  limit: number,
): readonly A[] {
  return rank(names, text)
    .filter(({ distance }) => distance < farthestMatch)
    .slice(0, limit)
    .map(({ authority }) => authority)
}

/** An authority that was found, and by which of its names. */
export type FoundName<A> = { readonly authority: A; readonly name: string }

/** Those whose name has every word that was typed, and those whose name only comes near it; the likeliest first. */
export type FoundNames<A> = {
  readonly matches: readonly FoundName<A>[]
  readonly near: readonly FoundName<A>[]
}

/** The authorities a person may mean, those that match apart from those that only come near. */
export function findNames<A extends Named>(names: AuthorityNames<A>, text: string): FoundNames<A> {
  const ranked = rank(names, text)
  return {
    matches: ranked.filter(({ distance }) => distance < nearestMisspelling),
    near: ranked.filter(({ distance }) => distance >= nearestMisspelling && distance < farthestMatch),
  }
}

/**
 * The form in which two spellings of one name are equal: small letters without accents and punctuation, "&"
 * as "and", "Saint" as "St".
 */
export function normaliseName(name: string): string {
  return name
    .slice(0, longestQuery)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[\p{M}'’.]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\bsaint\b/g, 'st')
    .trim()
}

/** Far longer than any name; keeps a hostile query from costing time. */
const longestQuery = 120

const kindWords =
  /\b(the|of|council|borough|boro|district|county|city|metropolitan|royal|unitary|corporation|authority|mbc|lbc|bc|dc|cc)\b/g

function coreOf(normalised: string): string {
  const core = normalised
    .replace(/\blondon borough\b/g, ' ')
    .replace(kindWords, ' ')
    .replace(/ +/g, ' ')
    .trim()
  return core === '' ? normalised : core
}

function add<A>(map: Map<string, A[]>, key: string, authority: A) {
  if (key === '') return
  const bearers = map.get(key)
  if (bearers === undefined) map.set(key, [authority])
  else if (!bearers.includes(authority)) bearers.push(authority)
}

type Ranked<A> = FoundName<A> & { readonly distance: number }

/** Below it every word of the query begins a word of the name; from it on it is a misspelling. */
const nearestMisspelling = 1
const farthestMatch = 1.5
const farthestSuggestion = 1.6

function rank<A extends Named>(names: AuthorityNames<A>, text: string): Ranked<A>[] {
  const query = normaliseName(text)
  if (query === '') return []
  const core = coreOf(query)
  const trigrams = trigramsOf(core)
  const best = new Map<A, Ranked<A>>()
  for (const entry of names.entries) {
    const { authority, written } = entry
    const distance = distanceTo(entry, query, core, trigrams)
    if (distance < (best.get(authority)?.distance ?? 2))
      best.set(authority, { authority, name: written, distance })
  }
  return [...best.values()].sort((a, b) => a.distance - b.distance || byStanding(a.authority, b.authority))
}

/** Bodies of today before those that ended, then by name. */
function byStanding(a: Named, b: Named): number {
  return Number(a.endsOn !== null) - Number(b.endsOn !== null) || (a.officialName < b.officialName ? -1 : 1)
}

function distanceTo<A>(
  entry: NameEntry<A>,
  query: string,
  core: string,
  trigrams: ReadonlySet<string>,
): number {
  if (entry.name === query) return 0
  if (entry.core === core) return 0.1
  if (entry.name.startsWith(query) || entry.core.startsWith(core)) return 0.2
  if (beginsWords(entry.name, query)) return 0.4
  const longest = Math.max(entry.core.length, core.length)
  const limit = Math.floor(longest / 3)
  const edits = editDistance(entry.core, core, limit)
  if (edits <= limit) return 1 + edits / longest
  return 1 + (1 - overlap(entry.trigrams, trigrams))
}

function beginsWords(name: string, query: string): boolean {
  const words = name.split(' ')
  return query.split(' ').every((part) => words.some((word) => word.startsWith(part)))
}

function trigramsOf(text: string): ReadonlySet<string> {
  const padded = `  ${text} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, index) => padded.slice(index, index + 3)))
}

/** Dice's coefficient: 1 for the same trigrams, 0 for none in common. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const trigram of a) if (b.has(trigram)) shared += 1
  return (2 * shared) / (a.size + b.size)
}

/**
 * How many letters must be added, dropped, changed or swapped with their neighbour to turn one text into the
 * other; `limit + 1` where it is more than the limit.
 */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    let least = row
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1]
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      )
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1)
      }
      current.push(best)
      least = Math.min(least, best)
    }
    if (least > limit) return limit + 1
    beforeLast = last
    last = current
  }
  return Math.min(last[to.length] ?? 0, limit + 1)
}
