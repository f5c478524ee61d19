import { type CaseworkBody, volumeOutside } from './casework-body.ts'
import type { CaseworkChance } from './casework-chance.ts'
import type { ComplaintDraft, Decision } from './complaint-draft.ts'
import { mattersOf, subjectsOf, upheldLean } from './complaint-subjects.ts'
import { type Day, dayOf, workingDay } from './day.ts'
import { drawByWeight, highestScoring, type Random, weightedPick } from './random.ts'
import type { Target } from './yearly-targets.ts'

/** Every decision of one group in one year: chance says whose and what, the totals come out exactly. */
export function inventDecisions(chance: CaseworkChance, target: Target): DecidedDraft[] {
  const step = chance.forStep(`decisions ${target.year} ${labelOf(target)}`)
  const weights = volumesOf(chance, step, target)
  const { totals } = target
  const investigated = draftAll(step, chance, target, true, drawByWeight(step, weights, totals.investigated))
  const others = draftAll(
    step,
    chance,
    target,
    false,
    drawByWeight(step, weights, totals.decided - totals.investigated),
  )
  const upheld = highestScoring(investigated, totals.upheld, ({ body, category }) => {
    return chance.characterOf(body).upheldLean + (upheldLean[category] ?? 0) + step.logistic()
  })
  const remedied = new Set(
    highestScoring(upheld, totals.remediedBefore, ({ body }) => {
      return chance.characterOf(body).remedyLean + step.logistic()
    }),
  )
  for (const draft of upheld) {
    draft.decision.outcome = 'upheld'
    draft.decision.isRemediedBefore = remedied.has(draft)
    // An authority that accepts the fault early spares everybody the investigation.
    const isEarly = step.unit() < (remedied.has(draft) ? 0.35 : 0.08)
    if (isEarly) draft.decision.stageReached = 'assessment'
  }
  return [...investigated, ...others]
}

/** How many complaints each body of a target draws, beside the others of it. */
export function volumesOf(chance: CaseworkChance, step: Random, { year, bodies, totals }: Target): number[] {
  return bodies.map((body) => {
    const { volume } = chance.characterOf(body)
    const usual = totals.group === 'outside' ? (volumeOutside[body.kind] ?? 0.1) : volume
    return usual * Math.exp(0.2 * step.normal()) * shareOfYear(body, year)
  })
}

export function labelOf({ bodies, totals }: Target): string {
  const only = bodies.length === 1 ? bodies[0]?.slug : undefined
  return only ?? totals.group
}

/** A category and matter as the kind of body has them. */
export function subjectPicker(step: Random, kind: string, isInvestigated: boolean) {
  const category = weightedPick(
    step,
    subjectsOf(kind).map((subject) => ({
      value: subject.category,
      weight: isInvestigated ? subject.investigated : subject.notInvestigated,
    })),
  )
  return () => {
    const picked = category()
    const matters = mattersOf(picked)
    return { category: picked, subcategory: matters.length > 0 ? weightedPick(step, matters)() : null }
  }
}

export function firstDayOf(year: number): Day {
  return dayOf(`${year}-04-01`)
}

export function lastDayOf(year: number): Day {
  return dayOf(`${year + 1}-03-31`)
}

/** A complaint that has been decided. */
export type DecidedDraft = ComplaintDraft & { readonly decision: Decision }

function draftAll(
  step: Random,
  chance: CaseworkChance,
  { year, bodies }: Target,
  isInvestigated: boolean,
  counts: readonly number[],
): DecidedDraft[] {
  const otherOutcome = weightedPick(step, notInvestigated)
  return bodies.flatMap((body, at) => {
    const subject = subjectPicker(step, body.kind, isInvestigated)
    return Array.from({ length: counts[at] ?? 0 }, () => {
      const course = isInvestigated ? investigation : otherOutcome()
      const first = Math.max(firstDayOf(year), opensOn(body))
      const last = lastDayOf(year)
      const decidedOn = workingDay(step.between(first, last), last, chance.holidays)
      return {
        body,
        ...subject(),
        receivedOn: receiptBefore(step, body, decidedOn, course),
        decision: {
          decidedOn,
          outcome: course.outcome,
          stageReached: course.stage,
          isRemediedBefore: null,
          promise: null,
        },
      }
    })
  })
}

type Course = {
  readonly outcome: string
  readonly stage: Decision['stageReached']
  /** Days from receipt to decision. */
  readonly least: number
  readonly most: number
}

/** Not upheld until chosen to be. */
const investigation: Course = { outcome: 'not-upheld', stage: 'investigation', least: 70, most: 300 }

const notInvestigated: readonly { readonly weight: number; readonly value: Course }[] = [
  { weight: 38, value: { outcome: 'referred-back', stage: 'intake', least: 1, most: 25 } },
  {
    weight: 48,
    value: { outcome: 'closed-after-initial-enquiries', stage: 'assessment', least: 18, most: 75 },
  },
  { weight: 8, value: { outcome: 'advice-given', stage: 'intake', least: 0, most: 12 } },
  { weight: 6, value: { outcome: 'invalid-or-incomplete', stage: 'intake', least: 1, most: 20 } },
]

/** No new complaints were taken from 26 March to 28 June 2020. */
const pauseBegins = dayOf('2020-03-26')
const pauseEnds = dayOf('2020-06-28')

function receiptBefore(step: Random, body: CaseworkBody, decidedOn: Day, { least, most }: Course): Day {
  let receivedOn = decidedOn - step.between(least, most)
  // A complaint about a body that has ended came while it existed.
  if (body.endsOn !== null) receivedOn = Math.min(receivedOn, dayOf(body.endsOn) - step.between(0, 90))
  if (receivedOn >= pauseBegins && receivedOn <= pauseEnds) {
    const mayWait = decidedOn > pauseEnds + 30 && body.endsOn === null && step.unit() < 0.75
    receivedOn = mayWait ? pauseEnds + step.between(1, 30) : pauseBegins - step.between(1, 60)
  }
  return Math.min(Math.max(receivedOn, opensOn(body)), decidedOn)
}

/** The first day on which a complaint about the body can come. */
function opensOn({ startsOn }: CaseworkBody): Day {
  if (startsOn === null) return 0
  const day = dayOf(startsOn)
  return day >= pauseBegins && day <= pauseEnds ? pauseEnds + 1 : day
}

/** A body that began in the middle of a year has only a part of a year's complaints. */
function shareOfYear(body: CaseworkBody, year: number): number {
  if (body.startsOn === null) return 1
  const days = lastDayOf(year) - Math.max(firstDayOf(year), dayOf(body.startsOn))
  return Math.max(0, days) / 366
}
