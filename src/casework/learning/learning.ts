import type { IsoDate } from '../../scheme/reporting-year.ts'
import { faultVector, similarity, type WordVector, wordVector } from './similar-text.ts'

/** A service improvement that an authority agreed to make, because of one case. */
export type PromisedImprovement = {
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  /** The day of the decision it was agreed in. */
  readonly decidedOn: IsoDate
  readonly kind: string
  readonly text: string
  readonly settledOn: IsoDate | null
  /** One of the scheme's compliance outcomes. */
  readonly settlement: string | null
}

/** A decision that found fault, by what its summary tells of it. */
export type FoundFault = {
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly decidedOn: IsoDate
  readonly summary: string
}

/** What there is to learn from of one authority. */
export type LearningRecord = {
  readonly promises: readonly PromisedImprovement[]
  readonly faults: readonly FoundFault[]
}

/** From here on two texts are taken for the same; docs/reliability.md says how often that is right. */
export const sameFrom = 0.5

/** A text with fewer words of its own says too little to be compared. */
const fewestTopics = 2

/** The same promise, made because of two cases or more, the earliest first. */
export type RepeatedPromise = { readonly promises: readonly PromisedImprovement[] }

/**
 * Promises an authority made again: of one category and kind, and alike in their words. The one that was made again
 * last comes first.
 */
export function repeatedPromises(promises: readonly PromisedImprovement[]): readonly RepeatedPromise[] {
  const groups = [...grouped(promises, ({ category, kind }) => `${category} ${kind}`).values()].flatMap(
    groupsOf,
  )
  return groups
    .map((group) => ({ promises: group.promises }))
    .filter(({ promises: same }) => new Set(same.map(({ reference }) => reference)).size > 1)
    .toSorted((one, other) => (lastDecided(one) > lastDecided(other) ? -1 : 1))
}

type Group = { readonly vectors: WordVector[]; readonly promises: PromisedImprovement[] }

/** Of promises of one category and kind: each joins the first group in which one is like it. */
function groupsOf(promises: readonly PromisedImprovement[]): readonly Group[] {
  const groups: Group[] = []
  // Much is promised in the very words of an earlier time.
  const byText = new Map<string, Group>()
  for (const promise of promises.toSorted(byDecision)) {
    const vector = wordVector(promise.text)
    // "Remind the staff of the procedure" is promised everywhere, and about nothing in particular.
    if (vector.topicCount < fewestTopics) continue
    const group = byText.get(promise.text) ?? likeGroup(groups, vector)
    byText.set(promise.text, group)
    group.promises.push(promise)
  }
  return groups
}

/** The first group with a promise so alike, or a new one. */
function likeGroup(groups: Group[], vector: WordVector): Group {
  const known = groups.find(({ vectors }) => vectors.some((one) => similarity(one, vector) >= sameFrom))
  const group = known ?? { vectors: [], promises: [] }
  if (!known) groups.push(group)
  group.vectors.push(vector)
  return group
}

function lastDecided({ promises }: RepeatedPromise): string {
  return `${promises.at(-1)?.decidedOn} ${promises.at(-1)?.reference}`
}

function byDecision(one: PromisedImprovement, other: PromisedImprovement): number {
  return `${one.decidedOn} ${one.reference}` < `${other.decidedOn} ${other.reference}` ? -1 : 1
}

/** A fault that was found again after what was promised because of it had been done. */
export type FaultAgain = {
  readonly fault: FoundFault
  /** What was promised because of it and done, and by when the last of it was. */
  readonly kept: readonly PromisedImprovement[]
  readonly keptOn: IsoDate
  /** The earliest first. */
  readonly again: readonly FoundFault[]
}

/**
 * Faults found again: in the same subcategory, alike in what the summaries tell of them, and decided after every
 * improvement promised because of the first had been made. The one that was found again last comes first.
 */
export function faultsAgain(
  promises: readonly PromisedImprovement[],
  faults: readonly FoundFault[],
  isComplied: (settlement: string) => boolean,
): readonly FaultAgain[] {
  const promisesOf = grouped(promises, ({ reference }) => reference)
  return [...grouped(faults, ({ category, subcategory }) => `${category} ${subcategory}`).values()]
    .flatMap((here) => {
      const told = here.map((fault) => ({ fault, vector: faultVector(fault.summary) }))
      return told.flatMap(({ fault, vector }): FaultAgain[] => {
        const kept = promisesOf.get(fault.reference) ?? []
        const keptOn = lastKeptOn(kept, isComplied)
        if (keptOn === undefined) return []
        const again = told
          .filter((one) => one.fault.decidedOn > keptOn && similarity(one.vector, vector) >= sameFrom)
          .map((one) => one.fault)
          .toSorted((one, other) => (one.decidedOn < other.decidedOn ? -1 : 1))
        return again.length === 0 ? [] : [{ fault, kept, keptOn, again }]
      })
    })
    .toSorted((one, other) =>
      (one.again.at(-1)?.decidedOn ?? '') > (other.again.at(-1)?.decidedOn ?? '') ? -1 : 1,
    )
}

/** The day on which the last of several promises had been kept; undefined while one is open, or was not. */
function lastKeptOn(
  promises: readonly PromisedImprovement[],
  isComplied: (settlement: string) => boolean,
): IsoDate | undefined {
  const days = promises.map(({ settledOn, settlement }) =>
    settlement !== null && isComplied(settlement) ? settledOn : null,
  )
  return days.includes(null)
    ? undefined
    : days
        .filter((day) => day !== null)
        .toSorted()
        .at(-1)
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
