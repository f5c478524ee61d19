import type { CaseListName, ListedCase } from './case-lists.ts'
import type { ComparedFact, OwnList, OwnRow } from './own-list.ts'

/** What comes of holding an authority's own list beside the Ombudsman's. */
export type ListComparison = {
  readonly list: CaseListName
  /** In both, and nothing that both say differs. */
  readonly agreeing: readonly Match[]
  readonly differing: readonly (Match & { readonly differences: readonly Difference[] })[]
  readonly onlyYours: readonly OwnRow[]
  readonly onlyTheirs: readonly ListedCase[]
}

type Match = { readonly own: OwnRow; readonly listed: ListedCase }

/** One fact that the lists do not agree on; null where the Ombudsman's says nothing of it. */
export type Difference = {
  readonly fact: ComparedFact
  readonly yours: string
  readonly theirs: string | null
}

/**
 * Matches the rows of two lists: by the Ombudsman's reference, else by the authority's own where that is on record.
 * What the authority's list leaves empty is not compared.
 */
export function compareLists(
  list: CaseListName,
  { rows }: OwnList,
  cases: readonly ListedCase[],
): ListComparison {
  const byReference = new Map(cases.map((listed) => [listed.reference, listed]))
  const byOwn = new Map(
    cases.flatMap((listed) =>
      listed.authorityReference === null ? [] : [[listed.authorityReference, listed] as const],
    ),
  )
  const met = new Set<ListedCase>()
  const onlyYours: OwnRow[] = []
  const matches: Match[] = []
  for (const own of rows) {
    const listed = own.reference === null ? byOwn.get(own.ownReference ?? '') : byReference.get(own.reference)
    if (!listed || met.has(listed)) {
      onlyYours.push(own)
      continue
    }
    met.add(listed)
    matches.push({ own, listed })
  }
  const compared = matches.map((match) => ({ ...match, differences: differencesOf(match) }))
  return {
    list,
    agreeing: compared.filter(({ differences }) => differences.length === 0),
    differing: compared.filter(({ differences }) => differences.length > 0),
    onlyYours,
    onlyTheirs: cases.filter((listed) => !met.has(listed)),
  }
}

function differencesOf({ own, listed }: Match): readonly Difference[] {
  return [...own.facts].flatMap(([fact, yours]) => {
    const theirs = factOf(listed, fact)
    return theirs === yours ? [] : [{ fact, yours, theirs }]
  })
}

function factOf(listed: ListedCase, fact: ComparedFact): string | null {
  switch (fact) {
    case 'category':
      return listed.category
    case 'received':
      return listed.receivedOn
    case 'decided':
      return listed.decidedOn
    case 'outcome':
      return listed.outcome
    case 'due':
      return listed.remedyDueOn
    case 'recorded':
      return listed.complianceRecordedOn
    case 'result':
      return listed.complianceOutcome
  }
}

/** What an authority calls one of its cases, and the service it counts it under. */
export type CaseLabel = {
  readonly reference: string
  readonly ownReference: string | null
  readonly service: string | null
}

/** What the authority's list calls cases, where the record says nothing of it yet, or calls them otherwise. */
export function newLabels({ agreeing, differing }: ListComparison): {
  readonly labels: readonly CaseLabel[]
  /** Of so many cases something on record would have to be replaced. */
  readonly otherCount: number
} {
  const named = [...agreeing, ...differing].flatMap(({ own, listed }) => {
    const ownReference = own.ownReference === listed.authorityReference ? null : own.ownReference
    const service = own.service === listed.authorityService ? null : own.service
    if (ownReference === null && service === null) return []
    const isOther =
      (ownReference !== null && listed.authorityReference !== null) ||
      (service !== null && listed.authorityService !== null)
    return [{ label: { reference: listed.reference, ownReference, service }, isOther }]
  })
  return {
    labels: named.map(({ label }) => label),
    otherCount: named.filter(({ isOther }) => isOther).length,
  }
}
