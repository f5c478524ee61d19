import { existedOn, type KnownAuthority } from '../../authorities/authority.ts'
import {
  type AuthorityNames,
  findAuthority,
  searchAuthorities,
} from '../../authorities/authority-name-search.ts'
import type { SimilarList } from '../../authorities/similar-authorities.ts'
import {
  firstDay,
  formatReportingYear,
  lastDay,
  parseReportingYear,
  type ReportingYear,
} from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'

/** More would be a list; the table stays one that can be taken in at a glance. */
export const mostCompared = 10

export const orders = ['name', 'highest', 'lowest', 'base'] as const
export type Order = (typeof orders)[number]

/** What an address says after its question mark. */
type Query = Readonly<Record<string, string | undefined>>

/** How those that are compared were chosen. */
export type Chosen =
  | { readonly by: 'hand'; readonly slugs: readonly string[] }
  /** The nearest neighbours of the own authority, by a list. */
  | { readonly by: 'list'; readonly list: string }
  | { readonly by: 'kind'; readonly kind: string; readonly region: string | undefined }

/** What an address of a comparison says, all of it known to exist. */
export type Choice = {
  readonly chosen: Chosen
  /** The authority the reader comes from; it is always in the table. */
  readonly own: KnownAuthority | undefined
  readonly measure: Measure
  readonly year: ReportingYear
  readonly order: Order
}

/** Why an address shows no comparison, and what to do about it. */
export type ChoiceProblem = {
  readonly status: 400 | 404
  readonly title: string
  readonly help: string
  /** Those that may have been meant. */
  readonly near: readonly KnownAuthority[]
  /** Words an address may have in this place. */
  readonly known: readonly { readonly word: string; readonly query: Query }[]
}

export type ChoiceReading =
  | { readonly ok: true; readonly choice: Choice }
  | { readonly ok: false; readonly problem: ChoiceProblem }

/** What there is to choose from. */
export type Offer = {
  readonly scheme: Scheme
  readonly authorities: readonly KnownAuthority[]
  readonly names: AuthorityNames<KnownAuthority>
  readonly lists: readonly SimilarList[]
  /** Years that are public, newest first; there is at least one. */
  readonly years: readonly [ReportingYear, ...ReportingYear[]]
}

/** Reads an address; names are forgiven their spelling where they can mean one authority only. */
export function readChoice(offer: Offer, query: URLSearchParams): ChoiceReading {
  const { scheme } = offer
  const yearText = said(query, 'year')
  const year = yearText === undefined ? offer.years[0] : parseReportingYear(yearText)
  if (year === undefined || !offer.years.includes(year)) return refuse(unknownYear(offer))
  const measures = comparedMeasures(scheme)
  const code = said(query, 'measure') ?? scheme.site.largeMeasures[0].measure
  const measure = measures.find((known) => known.code === code)
  if (!measure) return refuse(unknownMeasure(measures))
  const sort = said(query, 'sort') ?? 'name'
  const order = orders.find((known) => known === sort)
  if (!order) return refuse(unknownOrder())

  const ownText = said(query, 'authority')
  const own = ownText === undefined ? undefined : findAuthority(offer.names, ownText)
  if (ownText !== undefined && !own) return refuse(unknownAuthority(offer, ownText))
  const chosen = readChosen(offer, query, own)
  return chosen.ok
    ? { ok: true, choice: { chosen: chosen.chosen, own, measure, year, order } }
    : refuse(chosen.problem)
}

/** A field of a form that was left empty says nothing. */
function said(query: URLSearchParams, name: string): string | undefined {
  return query.get(name)?.trim() || undefined
}

type ChosenReading =
  | { readonly ok: true; readonly chosen: Chosen }
  | { readonly ok: false; readonly problem: ChoiceProblem }

function readChosen(offer: Offer, query: URLSearchParams, own: KnownAuthority | undefined): ChosenReading {
  const list = said(query, 'list')
  if (list !== undefined) {
    if (!offer.lists.some((known) => known.list === list)) return refuse(unknownList(offer, own))
    if (!own) return refuse(nobodyToBeLike())
    return { ok: true, chosen: { by: 'list', list } }
  }
  const kind = said(query, 'kind')
  if (kind !== undefined) return readKind(offer, kind, said(query, 'region'))
  const slugs = new Set<string>()
  for (const text of query.getAll('with').flatMap((value) => value.split('.'))) {
    if (text === '') continue
    const authority = findAuthority(offer.names, text)
    if (!authority) return refuse(unknownAuthority(offer, text))
    if (authority.slug !== own?.slug) slugs.add(authority.slug)
  }
  const count = slugs.size + (own ? 1 : 0)
  return count > mostCompared
    ? refuse(tooMany(offer, count))
    : { ok: true, chosen: { by: 'hand', slugs: [...slugs] } }
}

function readKind(offer: Offer, kind: string, region: string | undefined): ChosenReading {
  const { scheme, authorities } = offer
  if (!scheme.authorityKinds.some(({ code }) => code === kind)) {
    return refuse({
      ...problem(404, 'We do not know this kind', 'The kinds there are:'),
      known: scheme.authorityKinds.map(({ code, plural }) => ({ word: plural, query: { kind: code } })),
    })
  }
  if (region !== undefined && !authorities.some((authority) => authority.region === region)) {
    return refuse({
      ...problem(404, 'We do not know this region', 'The regions there are:'),
      known: regionsOf(authorities).map((word) => ({ word, query: { kind, region: word } })),
    })
  }
  return { ok: true, chosen: { by: 'kind', kind, region } }
}

/** Shares and rates; plain counts say more about size than about anything else. */
export function comparedMeasures(scheme: Scheme): readonly Measure[] {
  return scheme.measures.filter(({ denominator }) => denominator.kind !== 'none')
}

export function regionsOf(authorities: readonly KnownAuthority[]): readonly string[] {
  const regions = new Set(authorities.flatMap(({ region }) => (region === null ? [] : [region])))
  return [...regions].sort((one, other) => one.localeCompare(other, 'en-GB'))
}

/** Those of a kind, and of a region, that existed on some day of a year. */
export function ofKind(
  { scheme, authorities }: Offer,
  { kind, region }: { readonly kind: string; readonly region: string | undefined },
  year: ReportingYear,
): readonly KnownAuthority[] {
  return authorities.filter(
    (authority) =>
      authority.kind === kind &&
      (region === undefined || authority.region === region) &&
      (existedOn(authority, firstDay(scheme, year)) || existedOn(authority, lastDay(scheme, year))),
  )
}

/** A comparison as an address says it, so that it shows the same again: also the year and the measure. */
export function queryOf({ chosen, own, measure, year, order }: Choice): Query {
  return {
    authority: own?.slug,
    ...chosenQuery(chosen),
    measure: measure.code,
    year: formatReportingYear(year),
    sort: order === 'name' ? undefined : order,
  }
}

function chosenQuery(chosen: Chosen): Query {
  switch (chosen.by) {
    case 'hand':
      return { with: chosen.slugs.length === 0 ? undefined : chosen.slugs.join('.') }
    case 'list':
      return { list: chosen.list }
    case 'kind':
      return { kind: chosen.kind, region: chosen.region }
  }
}

/** The same choice with these authorities, named one by one. */
export function byHand(choice: Choice, slugs: readonly string[]): Choice {
  const { own, ...others } = choice
  const kept = own && slugs.includes(own.slug) ? own : undefined
  return { ...others, own: kept, chosen: { by: 'hand', slugs: slugs.filter((slug) => slug !== kept?.slug) } }
}

function unknownYear({ years }: Offer): ChoiceProblem {
  return {
    ...problem(
      404,
      'There is nothing to compare in this year',
      'A year is written like 2023-24. There are figures for:',
    ),
    known: years.map((year) => ({
      word: formatReportingYear(year),
      query: { year: formatReportingYear(year) },
    })),
  }
}

function unknownMeasure(measures: readonly Measure[]): ChoiceProblem {
  return {
    ...problem(404, 'We do not know this measure', 'These can be compared:'),
    known: measures.map(({ code, name }) => ({ word: name, query: { measure: code } })),
  }
}

function unknownOrder(): ChoiceProblem {
  return {
    ...problem(404, 'We do not know this order', 'The table can be sorted by name, highest, lowest or base.'),
    known: [],
  }
}

function unknownAuthority({ scheme, names }: Offer, text: string): ChoiceProblem {
  const { one, any } = scheme.site.authorityWords
  return {
    ...problem(404, `We do not know this ${one}`, `No ${any} is called “${text.slice(0, 80)}”.`),
    near: searchAuthorities(names, text, 5),
  }
}

function unknownList({ lists }: Offer, own: KnownAuthority | undefined): ChoiceProblem {
  const help =
    lists.length === 0 ? 'No list of similar ones has been brought in here.' : 'The lists there are:'
  return {
    ...problem(404, 'We do not know this list', help),
    known: lists.map(({ list }) => ({ word: list, query: { authority: own?.slug, list } })),
  }
}

function nobodyToBeLike(): ChoiceProblem {
  return problem(400, 'Similar to which one?', 'A list of similar ones needs a name to begin with.')
}

function tooMany({ scheme }: Offer, count: number): ChoiceProblem {
  const { all } = scheme.site.authorityWords
  return problem(
    400,
    `That is more than ${mostCompared}`,
    `${count} were chosen, and up to ${mostCompared} ${all} can be compared at once. Leave some out.`,
  )
}

function problem(status: 400 | 404, title: string, help: string): ChoiceProblem {
  return { status, title, help, near: [], known: [] }
}

function refuse(why: ChoiceProblem): { readonly ok: false; readonly problem: ChoiceProblem } {
  return { ok: false, problem: why }
}
