import type { Authority } from './authority.ts'

/** What an update does to one authority. */
export type AuthorityChange = {
  readonly before: Authority | null
  readonly after: Authority
  /** Facts that differ; all of them for a new authority. */
  readonly facts: readonly (keyof Authority)[]
}

/** What differs between the authorities known and those wanted, in the order of the latter. */
export function authorityChanges(
  known: readonly Authority[],
  wanted: readonly Authority[],
): readonly AuthorityChange[] {
  const bySlug = new Map(known.map((authority) => [authority.slug, authority]))
  return wanted.flatMap((after) => {
    const before = bySlug.get(after.slug) ?? null
    const facts = authorityFacts.filter((fact) => before === null || !isSame(before[fact], after[fact]))
    return facts.length === 0 ? [] : [{ before, after, facts }]
  })
}

/** One line for people: "bassetlaw: officialName was …, is …". */
export function describeChange({ before, after, facts }: AuthorityChange): string {
  if (before === null) return `${after.slug}: new, ${after.officialName} (${after.kind})`
  const words = facts.map((fact) => `${fact} was ${shown(before[fact])}, is ${shown(after[fact])}`)
  return `${after.slug}: ${words.join('; ')}`
}

const authorityFacts = [
  'slug',
  'officialName',
  'shortName',
  'gssCode',
  'kind',
  'region',
  'county',
  'startsOn',
  'endsOn',
  'centre',
  'successors',
  'otherNames',
  'formerNames',
] as const satisfies (keyof Authority)[]

function isSame(a: Authority[keyof Authority], b: Authority[keyof Authority]): boolean {
  return canonical(a) === canonical(b)
}

function shown(value: Authority[keyof Authority]): string {
  if (value === null) return 'not stated'
  if (typeof value === 'string') return `"${value}"`
  if ('longitude' in value) return `${value.longitude}, ${value.latitude}`
  return value.length === 0 ? 'none' : value.join('; ')
}

/** The order of names and successors means nothing, and the database keeps none. */
function canonical(value: Authority[keyof Authority]): string {
  if (value === null || typeof value === 'string') return JSON.stringify(value)
  if ('longitude' in value) return `${value.longitude} ${value.latitude}`
  return JSON.stringify([...value].sort())
}
