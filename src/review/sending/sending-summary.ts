import type { RecipientState } from '../../mail/mail.ts'
import type { LetterCopy } from './letter-copy.ts'

/** What of sending is not settled, the more pressing first. */
export const unsettledKinds = ['uncertain', 'refused', 'trying-again'] as const

export type UnsettledKind = (typeof unsettledKinds)[number]

/** How a year's letters stand on their way. */
export type SendingSummary = {
  readonly copyCount: number
  /** By the receiving server, or as a person found out. */
  readonly takenCount: number
  readonly waitingCount: number
  readonly counts: Readonly<Record<UnsettledKind, number>>
  readonly startedAt: Date | null
  readonly lastAnswerAt: Date | null
  readonly nextTryAt: Date | null
}

export function summarise(copies: readonly LetterCopy[]): SendingSummary {
  const inStates = (...states: readonly RecipientState[]) =>
    copies.filter(({ state }) => states.includes(state)).length
  const correctedCount = inStates('corrected')
  return {
    // A copy to a corrected address stands in the place of the one that was refused.
    copyCount: copies.length - correctedCount,
    takenCount: inStates('taken', 'received'),
    waitingCount: inStates('waiting', 'handing-over'),
    counts: {
      uncertain: inStates('uncertain'),
      refused: inStates('refused', 'given-up'),
      'trying-again': inStates('trying-again'),
    },
    startedAt: earliest(copies.map(({ queuedAt }) => queuedAt)),
    lastAnswerAt: latest(copies.flatMap(({ answeredAt }) => answeredAt ?? [])),
    nextTryAt: earliest(copies.flatMap(({ nextTryAt }) => nextTryAt ?? [])),
  }
}

/** The copies of one revision's letter to one authority, with those to corrected addresses. */
export type AuthorityCopies = {
  readonly slug: string
  readonly authority: string
  readonly revision: number
  readonly copies: readonly LetterCopy[]
}

/** Copies by authority and revision, in the order given. */
export function byAuthority(copies: readonly LetterCopy[]): readonly AuthorityCopies[] {
  const groups = new Map<string, AuthorityCopies & { copies: LetterCopy[] }>()
  for (const copy of copies) {
    const { slug, authority, revision } = copy
    const key = `${slug} ${revision}`
    const group = groups.get(key)
    if (group) group.copies.push(copy)
    else groups.set(key, { slug, authority, revision, copies: [copy] })
  }
  return [...groups.values()]
}

/** Those of which some copy is unsettled in this way; the others of the same authority stay with it. */
export function unsettledOf(
  groups: readonly AuthorityCopies[],
  kind: UnsettledKind,
): readonly AuthorityCopies[] {
  return groups.filter(({ copies }) => copies.some(({ state }) => kindOf(state) === kind))
}

function kindOf(state: RecipientState): UnsettledKind | undefined {
  if (state === 'given-up') return 'refused'
  return unsettledKinds.find((kind) => kind === state)
}

function earliest(moments: readonly Date[]): Date | null {
  return moments.reduce<Date | null>((first, one) => (first === null || one < first ? one : first), null)
}

function latest(moments: readonly Date[]): Date | null {
  return moments.reduce<Date | null>((last, one) => (last === null || one > last ? one : last), null)
}
