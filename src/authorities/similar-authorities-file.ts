import type { Authority } from './authority.ts'
import { type AuthorityNames, explainUnknown, findAuthority } from './authority-name-search.ts'
import { describeRowProblem, readCsvTable } from './csv-table.ts'
import type { SimilarAuthorities } from './similar-authorities.ts'

/** The columns of a file of similar authorities: one row for each pair, the nearest first. */
const similarColumns = ['authority', 'similar'] as const

export type SimilarReading =
  | {
      readonly ok: true
      readonly similar: SimilarAuthorities
      /** Names and codes that the register does not have, where those may be left out. */
      readonly leftOut: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly string[] }

export type SimilarFile = {
  readonly name: string
  readonly content: Uint8Array
  /** Which of several lists is wanted, where the file holds more than one. */
  readonly list: string
  /** Leaves out those that the register does not have, instead of refusing the file. */
  readonly isKnownOnly: boolean
}

/**
 * Reads a list of similar authorities. As JSON it is an object from each authority to its neighbours in order, or to
 * several such lists by name; as CSV, rows of authority and similar. Every problem of the file is named.
 */
export function readSimilarFile(file: SimilarFile, names: AuthorityNames<Authority>): SimilarReading {
  const text = new TextDecoder().decode(file.content).replace(/^\ufeff/, '')
  const read = /^\s*[[{]/.test(text) ? jsonEntries(file, text) : csvEntries(file)
  if (!read.ok) return read
  return resolve(file, read.entries, names)
}

/** A name and where it stands in the file. */
type Mention = { readonly text: string; readonly at: string }
type Entry = { readonly authority: Mention; readonly similar: readonly Mention[] }
type Entries =
  | { readonly ok: true; readonly entries: readonly Entry[] }
  | { readonly ok: false; readonly problems: readonly string[] }

function jsonEntries({ name, list }: SimilarFile, text: string): Entries {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { ok: false, problems: [`${name}: this is no JSON that can be read (${reason}).`] }
  }
  if (!isObject(content)) {
    return {
      ok: false,
      problems: [`${name}: write an object whose keys are authorities and whose values their neighbours.`],
    }
  }
  const problems: string[] = []
  const entries = Object.entries(content).flatMap(([authority, value]): Entry[] => {
    const at = `${name}, '${shown(authority)}'`
    const neighbours = isObject(value) ? value[list] : value
    if (isObject(value) && neighbours === undefined) {
      const lists = Object.keys(value).map(shown).join(', ')
      problems.push(`${at}: there is no list '${list}' here; the lists are ${lists || 'none'}.`)
      return []
    }
    if (!Array.isArray(neighbours)) {
      problems.push(`${at}: write its neighbours as a list of names or codes.`)
      return []
    }
    const similar = neighbours.flatMap((neighbour: unknown, index): Mention[] => {
      const place = `${at}, neighbour ${index + 1}`
      if (typeof neighbour === 'string') return [{ text: neighbour, at: place }]
      problems.push(`${place}: write a name or a code, in double quotes.`)
      return []
    })
    return [{ authority: { text: authority, at }, similar }]
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, entries }
}

function csvEntries({ name, content }: SimilarFile): Entries {
  const table = readCsvTable(content, similarColumns)
  if (!table.ok)
    return { ok: false, problems: table.problems.map((problem) => describeRowProblem(name, problem)) }
  const problems: string[] = []
  const entries = table.rows.flatMap(({ line, cells }): Entry[] => {
    for (const column of similarColumns) {
      if (cells[column] === '')
        problems.push(`${name}, line ${line}, ${column}: this cell is empty; fill it in.`)
    }
    const mention = (column: (typeof similarColumns)[number]) => ({
      text: cells[column],
      at: `${name}, line ${line}, ${column} '${shown(cells[column])}'`,
    })
    return [{ authority: mention('authority'), similar: [mention('similar')] }]
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, entries }
}

function resolve(
  { name, isKnownOnly }: SimilarFile,
  entries: readonly Entry[],
  names: AuthorityNames<Authority>,
): SimilarReading {
  const problems: string[] = []
  const leftOut = new Set<string>()
  const explained = new Map<string, string>()
  const found = ({ text, at }: Mention): string | undefined => {
    const authority = findAuthority(names, text)
    if (authority) return authority.slug
    if (isKnownOnly) {
      leftOut.add(text)
      return undefined
    }
    // The same unknown code may stand in the file a hundred times; the nearest name is looked for once.
    const why = explained.get(text) ?? explainUnknown(names, text)
    explained.set(text, why)
    problems.push(`${at}: ${text === shown(text) && at.includes(text) ? '' : `'${shown(text)}': `}${why}.`)
    return undefined
  }
  const similar = new Map<string, string[]>()
  for (const entry of entries) {
    const authority = found(entry.authority)
    for (const mention of entry.similar) {
      const neighbour = found(mention)
      if (authority === undefined || neighbour === undefined) continue
      const before = similar.get(authority) ?? []
      if (neighbour === authority)
        problems.push(`${mention.at}: nobody is their own neighbour; leave it out.`)
      else if (before.includes(neighbour))
        problems.push(`${mention.at}: this neighbour stands there twice; keep one.`)
      else similar.set(authority, [...before, neighbour])
    }
  }
  if (problems.length === 0 && similar.size === 0) {
    problems.push(`${name}: no authority of the register and its neighbours are in it.`)
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, similar, leftOut: [...leftOut].sort() }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ')
  return oneLine.length > 60 ? `${oneLine.slice(0, 59)}…` : oneLine
}
