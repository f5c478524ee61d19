import { createHmac } from 'node:crypto'
import { canonicalJson, type JsonValue } from '../../audit/audit-chain.ts'
import type { Cycle, CycleAuthority } from '../../cycle/cycle.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { GroupAverage } from '../../statistics/figure.ts'
import type { NationalCount } from '../../statistics/national-count.ts'
import { leafHash, treeRoot } from './merkle-tree.ts'

/**
 * Everything a revision of a year says, about all authorities together and about each. Its fingerprint stands for all
 * of it. The moment of publication is not in it: that may still be moved once a review is sealed.
 */
export type ReviewRecord = {
  readonly common: CommonRecord
  readonly authorities: readonly AuthorityRecord[]
}

/** What all authorities have in common. */
export type CommonRecord = {
  readonly year: ReportingYear
  readonly revision: number
  /** What it corrects; null for the first. */
  readonly reason: string | null
  readonly cycle: RecordedCycle
  readonly averages: readonly RecordedAverage[]
  readonly nationalCounts: readonly NationalCount[]
  /** Of the text of the edition's wording; null in a year without letters. */
  readonly wordingHash: string | null
}

export type RecordedCycle = Pick<Cycle, 'edition' | 'letterDate' | 'population' | 'settings'>

export type RecordedAverage = GroupAverage & { readonly comparisonGroup: string; readonly measure: string }

/** What a revision says about one authority. */
export type AuthorityRecord = {
  readonly slug: string
  /** By the estimate that the cycle names; null where it has none for this authority. */
  readonly residents: number | null
  /** As what it takes part in the cycle; null for one that only has late cases. */
  readonly membership: RecordedMembership | null
  readonly figures: readonly RecordedFigure[]
  readonly countedSets: readonly { readonly set: string; readonly count: number }[]
  /** Of exactly the cases counted; see `hashOfCases`. */
  readonly casesHash: string
  readonly letter: RecordedLetter | null
}

export type RecordedMembership = Omit<CycleAuthority, 'id' | 'slug'>

export type RecordedFigure = {
  readonly measure: string
  readonly state: string
  readonly numerator: number | null
  readonly denominator: number | null
  readonly origin: string
  readonly document: string | null
  readonly methodVersion: number
  readonly comparisonGroup: string | null
}

/** The letter that stands in a revision, be it of this one or of an earlier one. */
export type RecordedLetter = {
  readonly revision: number
  readonly contentHash: string
  /** Null where the finished PDF is not kept. */
  readonly pdfHash: string | null
}

/** A fingerprint and the hashes it is made from. */
export type RecordHashes = {
  readonly fingerprint: Buffer
  readonly common: Buffer
  /** By slug, in the order of the tree. */
  readonly authorities: ReadonlyMap<string, Buffer>
}

/** Hashes a record: first what is common, then each authority in the order of the slugs. */
export function hashRecord({ common, authorities }: ReviewRecord): RecordHashes {
  return hashLeaves(
    commonLeaf(common),
    authorities
      .toSorted(bySlug)
      .map((authority) => ({ slug: authority.slug, leaf: authorityLeaf(authority) })),
  )
}

/** The same of leaves that are written already, in the order they are given. */
export function hashLeaves(
  common: JsonValue,
  authorities: readonly { readonly slug: string; readonly leaf: JsonValue }[],
): RecordHashes {
  const first = leafHash(canonicalJson(common))
  const others = authorities.map(({ slug, leaf }) => [slug, leafHash(canonicalJson(leaf))] as const)
  return {
    fingerprint: treeRoot([first, ...others.map(([, hash]) => hash)]),
    common: first,
    authorities: new Map(others),
  }
}

/** The leaf of what is common, as the public file has it too. */
export function commonLeaf(common: CommonRecord): JsonValue {
  const { year, revision, reason, cycle, averages, nationalCounts, wordingHash } = common
  return {
    year: formatReportingYear(year),
    revision,
    reason,
    edition: cycle.edition,
    wording_hash: wordingHash,
    letter_date: cycle.letterDate,
    population_year: cycle.population?.year ?? null,
    population_release: cycle.population?.release ?? null,
    // Settings are read from JSON, and hold nothing else.
    settings: cycle.settings as JsonValue,
    averages: inOrder(
      averages.map((average) => ({
        comparison_group: average.comparisonGroup,
        measure: average.measure,
        numerator: average.numerator,
        denominator: average.denominator,
        member_count: average.memberCount,
        group_member_count: average.groupMemberCount,
        mean_of_rates: average.meanOfRates,
      })),
      ({ comparison_group, measure }) => [comparison_group, measure],
    ),
    national_counts: inOrder(
      nationalCounts.map(({ comparisonGroup, counted, category, count }) => ({
        comparison_group: comparisonGroup,
        counted,
        category,
        count,
      })),
      ({ comparison_group, counted, category }) => [comparison_group, counted, category],
    ),
  }
}

/** The leaf of one authority, as the public file has it too. */
export function authorityLeaf(authority: AuthorityRecord): JsonValue {
  const { slug, residents, membership, figures, countedSets, casesHash, letter } = authority
  return {
    authority: slug,
    residents,
    membership: membership && {
      is_council: membership.isCouncil,
      gets_letter: membership.getsLetter,
      is_on_map: membership.isOnMap,
      comparison_group: membership.comparisonGroup,
    },
    figures: inOrder(
      figures.map((figure) => ({
        measure: figure.measure,
        state: figure.state,
        numerator: figure.numerator,
        denominator: figure.denominator,
        origin: figure.origin,
        document: figure.document,
        method_version: figure.methodVersion,
        comparison_group: figure.comparisonGroup,
      })),
      ({ measure }) => [measure],
    ),
    counts: inOrder(
      countedSets.map(({ set, count }) => ({ set, count })),
      ({ set }) => [set],
    ),
    cases_hash: casesHash,
    letter: letter && {
      revision: letter.revision,
      content_hash: letter.contentHash,
      pdf_hash: letter.pdfHash,
    },
  }
}

/** The cases of one counted set, by what the database knows them by; null where only their number is known. */
export type SetOfCases = { readonly set: string; readonly cases: readonly number[] | null }

/**
 * Stands for exactly the cases that one authority's sets count. The salt is secret and another for each revision:
 * without it nobody can try which cases these are.
 */
export function hashOfCases(salt: Buffer, slug: string, sets: readonly SetOfCases[]): string {
  const counted = inOrder(
    sets.flatMap(({ set, cases }) =>
      cases === null ? [] : [{ set, cases: cases.toSorted((a, b) => a - b) }],
    ),
    ({ set }) => [set],
  )
  return createHmac('sha256', salt)
    .update(canonicalJson([slug, counted]))
    .digest('hex')
}

/** By a key, with what is absent first; the same on every machine and in every language. */
function inOrder<Item>(items: readonly Item[], keyOf: (item: Item) => readonly (string | null)[]): Item[] {
  const keyed = items.map((item) => ({
    item,
    key: keyOf(item)
      .map((part) => part ?? '')
      .join('\0'),
  }))
  return keyed.sort((one, other) => compare(one.key, other.key)).map(({ item }) => item)
}

function bySlug(one: { readonly slug: string }, other: { readonly slug: string }): number {
  return compare(one.slug, other.slug)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
