import type { IsoDate } from '../scheme/reporting-year.ts'
import { groupBy } from '../statistics/grouping.ts'
import { demonstrationYears, runUpYear, yearUnderReview } from './calibration.ts'
import type { CaseworkBody } from './casework-body.ts'
import { type CaseworkChance, caseworkChance } from './casework-chance.ts'
import type { ComplaintDraft } from './complaint-draft.ts'
import { type Day, dateOf, dayOf } from './day.ts'
import {
  type DecidedDraft,
  firstDayOf,
  inventDecisions,
  labelOf,
  lastDayOf,
  subjectPicker,
  volumesOf,
} from './invented-decisions.ts'
import { inventPromises, type PromisedDraft, settlePromises } from './invented-promises.ts'
import { drawByWeight } from './random.ts'
import { type FixedYear, type PublishedOfGroup, type Target, targetsOf } from './yearly-targets.ts'

/** One invented complaint, with everything that came of it by the end of the last year. */
export type InventedCase = {
  /** Slug of the authority. */
  readonly authority: string
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly receivedOn: IsoDate
  readonly decidedOn: IsoDate | null
  readonly outcome: string | null
  readonly stageReached: string | null
  readonly isRemediedBefore: boolean | null
  readonly recommendations: readonly { readonly kind: string; readonly dueOn: IsoDate }[]
  readonly remedyDueOn: IsoDate | null
  readonly complianceRecordedOn: IsoDate | null
  readonly complianceOutcome: string | null
}

/** Seven years of cases, which together with the published figures add up to the calibrated totals. */
export function inventCasework(
  seed: number,
  bodies: readonly CaseworkBody[],
  holidays: readonly IsoDate[],
  published: readonly PublishedOfGroup[],
  fixed: readonly FixedYear[],
): InventedCase[] {
  const chance = caseworkChance(seed, bodies, new Set(holidays.map(dayOf)))
  const drafts: ComplaintDraft[] = []
  let unsettled: PromisedDraft[] = []
  for (const year of [runUpYear, ...demonstrationYears]) {
    const targets = targetsOf(year, bodies, published, fixed)
    for (const target of targets) {
      const invented = inventDecisions(chance, target)
      const { waited, fresh } =
        year === yearUnderReview
          ? takeUpWaiting(chance, target, drafts, invented)
          : { waited: [], fresh: invented }
      const decided = [...waited, ...fresh]
      inventPromises(chance, target, decided)
      drafts.push(...fresh)
      unsettled.push(...decided.filter(isPromised))
    }
    const byBody = groupBy(unsettled, ({ body }) => body)
    for (const target of targets) {
      settlePromises(
        chance,
        target,
        target.bodies.flatMap((body) => byBody.get(body) ?? []),
      )
    }
    unsettled = unsettled.filter(({ decision }) => decision.promise.settlement === null)
    const receivedBefore = groupBy(drafts, ({ body }) => body)
    for (const target of targets) drafts.push(...inventUndecided(chance, target, receivedBefore))
  }
  return numbered(chance, drafts.filter(concernsTheYears))
}

/**
 * What has waited since an earlier year is decided first, and everything else that is decided came in this one: what
 * was received in earlier years stays as it is.
 */
function takeUpWaiting(
  chance: CaseworkChance,
  target: Target,
  drafts: readonly ComplaintDraft[],
  invented: readonly DecidedDraft[],
): { readonly waited: readonly DecidedDraft[]; readonly fresh: readonly DecidedDraft[] } {
  const step = chance.forStep(`waiting ${target.year} ${labelOf(target)}`)
  const first = firstDayOf(target.year)
  const waiting = groupBy(
    drafts
      .filter(({ decision }) => decision === null)
      .toSorted((one, other) => one.receivedOn - other.receivedOn),
    ({ body }) => body,
  )
  const waited: DecidedDraft[] = []
  const fresh: DecidedDraft[] = []
  for (const draft of invented.toSorted((one, other) => one.receivedOn - other.receivedOn)) {
    const next = waiting.get(draft.body)?.shift()
    if (next) waited.push(Object.assign(next, { decision: draft.decision }))
    else if (draft.receivedOn >= first) fresh.push(draft)
    else {
      const opening = Math.max(first, draft.body.startsOn === null ? 0 : dayOf(draft.body.startsOn))
      fresh.push({ ...draft, receivedOn: step.between(opening, draft.decision.decidedOn) })
    }
  }
  return { waited, fresh }
}

function isPromised(draft: ComplaintDraft): draft is PromisedDraft {
  return draft.decision !== null && draft.decision.promise !== null
}

/** Complaints that came in the year and wait for their decision when the last year ends. */
function inventUndecided(
  chance: CaseworkChance,
  target: Target,
  drafts: ReadonlyMap<CaseworkBody, readonly ComplaintDraft[]>,
): ComplaintDraft[] {
  const { received } = target.totals
  if (received === undefined) return []
  const first = firstDayOf(target.year)
  const last = lastDayOf(target.year)
  const known = target.bodies
    .flatMap((body) => drafts.get(body) ?? [])
    .filter(({ receivedOn }) => receivedOn >= first && receivedOn <= last)
  const missing = received - known.length
  if (missing < 0) {
    throw new Error(`${labelOf(target)}: ${known.length} complaints are there, ${received} were to come`)
  }

  const step = chance.forStep(`undecided ${target.year} ${labelOf(target)}`)
  const weights = volumesOf(chance, step, target).map((weight, at) => {
    const endsOn = target.bodies[at]?.endsOn
    return endsOn && dayOf(endsOn) < last ? 0 : weight
  })
  const counts = drawByWeight(step, weights, missing)
  return target.bodies.flatMap((body, at) => {
    const subject = subjectPicker(step, body.kind, false)
    return Array.from({ length: counts[at] ?? 0 }, () => ({
      body,
      ...subject(),
      // The longer ago a complaint came, the fewer still wait.
      receivedOn: Math.max(
        last - Math.floor(step.unit() ** 2 * 240),
        body.startsOn === null ? 0 : dayOf(body.startsOn),
      ),
      decision: null,
    }))
  })
}

/** The year before the first is only there for its promises; the rest of it is left out. */
function concernsTheYears({ receivedOn, decision }: ComplaintDraft): boolean {
  const first = firstDayOf(demonstrationYears[0])
  if (receivedOn >= first || decision === null || decision.decidedOn >= first) return true
  if (decision.promise === null) return false
  const { settlement } = decision.promise
  return settlement === null || settlement.recordedOn >= first
}

/** References run on through each year in the order of receipt: 23 000 417. */
function numbered(chance: CaseworkChance, drafts: readonly ComplaintDraft[]): InventedCase[] {
  const step = chance.forStep('references')
  const lastNumber = new Map<number, number>()
  return drafts
    .toSorted((one, other) => one.receivedOn - other.receivedOn)
    .map((draft) => {
      const year = yearOf(draft.receivedOn)
      // Enquiries about bodies outside jurisdiction take numbers too.
      const number = (lastNumber.get(year) ?? 0) + (step.unit() < 0.12 ? 2 : 1)
      lastNumber.set(year, number)
      return finished(draft, referenceOf(year, number))
    })
}

function yearOf(day: Day): number {
  const year = Number(dateOf(day).slice(0, 4))
  return day >= firstDayOf(year) ? year : year - 1
}

function referenceOf(year: number, number: number): string {
  const digits = String(number).padStart(6, '0')
  return `${String(year % 100).padStart(2, '0')} ${digits.slice(0, 3)} ${digits.slice(3)}`
}

function finished({ body, decision, ...draft }: ComplaintDraft, reference: string): InventedCase {
  const promise = decision?.promise ?? null
  const settlement = promise?.settlement ?? null
  return {
    authority: body.slug,
    reference,
    category: draft.category,
    subcategory: draft.subcategory,
    receivedOn: dateOf(draft.receivedOn),
    decidedOn: decision === null ? null : dateOf(decision.decidedOn),
    outcome: decision?.outcome ?? null,
    stageReached: decision?.stageReached ?? null,
    isRemediedBefore: decision?.isRemediedBefore ?? null,
    recommendations: (promise?.recommendations ?? []).map(({ kind, dueOn }) => ({
      kind,
      dueOn: dateOf(dueOn),
    })),
    remedyDueOn: promise === null ? null : dateOf(promise.dueOn),
    complianceRecordedOn: settlement === null ? null : dateOf(settlement.recordedOn),
    complianceOutcome: settlement?.outcome ?? null,
  }
}
