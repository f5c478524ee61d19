import { yearUnderReview } from './calibration.ts'
import type { CaseworkChance } from './casework-chance.ts'
import type { AgreedPromise, ComplaintDraft, Decision } from './complaint-draft.ts'
import { type Day, dayOf } from './day.ts'
import { firstDayOf, labelOf, lastDayOf } from './invented-decisions.ts'
import { highestScoring, type Random } from './random.ts'
import type { Target } from './yearly-targets.ts'

export type PromisedDraft = ComplaintDraft & {
  readonly decision: Decision & { readonly promise: AgreedPromise }
}

/** Gives the upheld cases of a year what was agreed about them; a few need nothing more. */
export function inventPromises(chance: CaseworkChance, target: Target, drafts: readonly ComplaintDraft[]) {
  const step = chance.forStep(`promises ${target.year} ${labelOf(target)}`)
  for (const { body, category, decision } of drafts) {
    if (decision?.outcome !== 'upheld') continue
    if (step.unit() > (decision.isRemediedBefore ? 0.75 : 0.97)) continue
    const { lateShare } = chance.characterOf(body)
    const promise = agreePromise(step, category, decision.decidedOn, lateShare)
    decision.promise = body.endsOn === null ? promise : settledBefore(dayOf(body.endsOn), decision, promise)
  }
}

/**
 * Records a year's compliance outcomes: of everything promised and not yet settled, what was to be expected
 * first, until the year's total is reached. What was due by then and is left over is due but unsettled.
 */
export function settlePromises(
  chance: CaseworkChance,
  target: Target,
  unsettled: readonly PromisedDraft[],
): void {
  const step = chance.forStep(`settlements ${target.year} ${labelOf(target)}`)
  const { outcomes, notSatisfied } = target.totals
  const last = lastDayOf(target.year)
  const possible = unsettled
    .filter(({ decision }) => decision.decidedOn + 10 < last)
    .toSorted((one, other) => one.decision.promise.expectedOn - other.decision.promise.expectedOn)
  if (possible.length < outcomes) {
    throw new Error(
      `${labelOf(target)} in ${target.year}: ${outcomes} outcomes of ${possible.length} promises`,
    )
  }
  const settled =
    target.year === yearUnderReview ? somethingForAll(target, possible) : possible.slice(0, outcomes)
  const failed = new Set(
    highestScoring(settled, notSatisfied, ({ body, decision }) => {
      const slowness = decision.promise.isLate ? 1.5 : 0
      // Nobody has failed at what is not due yet. In earlier years chance decided before this was asked.
      const isDue = target.year !== yearUnderReview || decision.promise.dueOn <= last
      return chance.characterOf(body).failureLean + slowness + step.logistic() - (isDue ? 0 : 100)
    }),
  )
  for (const draft of settled) {
    const { promise, decidedOn } = draft.decision
    const recordedOn = dayWithin(step, target.year, decidedOn, promise.expectedOn)
    const isLate = promise.isLate && recordedOn > promise.dueOn
    const kept = isLate ? 'satisfied-late' : 'satisfied'
    promise.settlement = { recordedOn, outcome: failed.has(draft) ? 'not-satisfied' : kept }
  }
}

/**
 * In the year under review nobody with something due is left without any outcome, which would hold the letter; but
 * for one district, so that there is such a letter.
 */
function somethingForAll(
  { year, totals: { group, outcomes } }: Target,
  possible: readonly PromisedDraft[],
): readonly PromisedDraft[] {
  const settled = possible.slice(0, outcomes)
  const counts = new Map<string, number>()
  const count = ({ body: { slug } }: PromisedDraft, change: 1 | -1) =>
    counts.set(slug, (counts.get(slug) ?? 0) + change)
  for (const draft of settled) count(draft, 1)
  let mayLackOne = group === 'district'
  for (const draft of possible.slice(outcomes)) {
    const isDue = draft.decision.promise.dueOn <= lastDayOf(year)
    if (!isDue || (counts.get(draft.body.slug) ?? 0) > 0) continue
    if (mayLackOne) {
      mayLackOne = false
      // It stays without one, whatever else is due there.
      counts.set(draft.body.slug, Number.POSITIVE_INFINITY)
      continue
    }
    const given = settled.findLastIndex(({ body }) => (counts.get(body.slug) ?? 0) > 1)
    const giver = settled[given]
    if (!giver) continue
    count(giver, -1)
    count(draft, 1)
    settled[given] = draft
  }
  return settled
}

/** The expected day, or a day near it in the year whose outcome this has to be. */
function dayWithin(step: Random, year: number, decidedOn: Day, expectedOn: Day): Day {
  const first = Math.max(firstDayOf(year), decidedOn + 7)
  const last = lastDayOf(year)
  if (expectedOn < first) return Math.min(last, first + step.between(0, 45))
  if (expectedOn > last) return Math.max(first, last - step.between(0, 20))
  return expectedOn
}

const personalKinds = ['apology', 'payment'] as const

function agreePromise(step: Random, category: string, decidedOn: Day, lateShare: number): AgreedPromise {
  const kinds: string[] = personalKinds.filter((kind) => step.unit() < (kind === 'apology' ? 0.8 : 0.62))
  if (step.unit() < 0.24) kinds.push(actionFor(step, category))
  const improvements = [
    ...(step.unit() < 0.3 ? ['procedure'] : []),
    ...(step.unit() < 0.2 ? ['training'] : []),
    ...(step.unit() < 0.14 ? ['information'] : []),
  ]
  if (kinds.length + improvements.length === 0) kinds.push('apology')
  const soon = decidedOn + 28
  const later = decidedOn + 28 * step.between(2, 3)
  const dueOn = improvements.length > 0 ? later : soon
  const isLate = step.unit() < lateShare
  return {
    recommendations: [
      ...kinds.map((kind) => ({ kind, dueOn: soon })),
      ...improvements.map((kind) => ({ kind, dueOn: later })),
    ],
    dueOn,
    expectedOn: isLate ? dueOn + step.between(8, 45) + step.between(0, 75) : dueOn + step.between(-12, 18),
    isLate,
    settlement: null,
  }
}

/** What else is done depends on what went wrong. */
function actionFor(step: Random, category: string): string {
  const isCare = category === 'adult-care' || category === 'education-and-children' || category === 'housing'
  if (step.unit() < 0.1) return 'other'
  return step.unit() < (isCare ? 0.5 : 0.15) ? 'provide-service' : 'reassess'
}

/** A council about to end settles what it can before it goes. */
function settledBefore(end: Day, { decidedOn }: Decision, promise: AgreedPromise): AgreedPromise {
  if (decidedOn + 21 > end) return promise
  const earlier = (day: Day) => Math.min(day, end - 7)
  return {
    ...promise,
    recommendations: promise.recommendations.map(({ kind, dueOn }) => ({ kind, dueOn: earlier(dueOn) })),
    dueOn: earlier(promise.dueOn),
    expectedOn: Math.min(promise.expectedOn, end),
  }
}
