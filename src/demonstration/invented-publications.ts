import type { IsoDate } from '../scheme/reporting-year.ts'
import { yearUnderReview } from './calibration.ts'
import { dateOf, dayOf } from './day.ts'
import type { SettledCase } from './invented-settlements.ts'
import { inventStatement, type StatementText } from './invented-statements.ts'
import { random } from './random.ts'

/** A decision as it is published. */
export type InventedPublication = StatementText & {
  /** Slug. */
  readonly authority: string
  readonly reference: string
  /** Reporting year of the decision. */
  readonly year: number
  readonly publishedOn: IsoDate
  readonly withdrawal: { readonly on: IsoDate; readonly reason: string } | null
}

/** The first year whose decisions are published; from the earlier ones there are figures alone. */
const firstYear = 2021

/** Of the year under review there is nothing to be read yet. */
const lastDay: IsoDate = `${yearUnderReview}-03-31`

const published: ReadonlySet<string> = new Set(['upheld', 'not-upheld', 'closed-after-initial-enquiries'])

export type PublishableCase = SettledCase & { readonly decidedOn: IsoDate; readonly outcome: string }

/** Whether a case is one of those whose decisions the demonstration publishes. */
export function isPublishable(invented: SettledCase): invented is PublishableCase {
  const { decidedOn, outcome } = invented
  if (decidedOn === null || outcome === null || !published.has(outcome)) return false
  return decidedOn >= `${firstYear}-04-01` && decidedOn <= lastDay
}

/**
 * The published decisions, one by one, since together they are some tens of megabytes. `kinds` has the kind of
 * every authority by its slug.
 */
export function* inventPublications(
  seed: number,
  cases: readonly SettledCase[],
  kinds: ReadonlyMap<string, string>,
): Generator<InventedPublication> {
  for (const invented of cases) {
    if (isPublishable(invented)) yield publication(seed, invented, bodyNoun(kinds.get(invented.authority)))
  }
}

/** The reporting year of a day. */
export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4)) - (date.slice(5) < '04-01' ? 1 : 0)
}

/** When a decision is published: six weeks after it at the earliest. */
export function publishedOn(seed: number, { reference, decidedOn }: PublishableCase): IsoDate {
  return dateOf(dayOf(decidedOn) + 42 + random(seed, `publication ${reference}`).between(0, 21))
}

function publication(seed: number, decided: PublishableCase, noun: string): InventedPublication {
  const { authority, reference, decidedOn } = decided
  const onDay = publishedOn(seed, decided)
  return {
    authority,
    reference,
    year: yearOf(decidedOn),
    publishedOn: onDay,
    withdrawal: withdrawalOf(seed, reference, onDay),
    ...inventStatement(seed, { ...decided, bodyNoun: noun }),
  }
}

const withdrawalReasons = [
  'Withdrawn because a person could have been recognised from it.',
  'Withdrawn because the case was looked at again and a new decision will be made.',
  'Withdrawn because it was published by mistake before the end of a review.',
  'Withdrawn at the request of a court while it hears the same matter.',
]

/** About one in four thousand is taken down again. */
function withdrawalOf(
  seed: number,
  reference: string,
  publishedOn: IsoDate,
): InventedPublication['withdrawal'] {
  const chance = random(seed, `withdrawal ${reference}`)
  if (chance.unit() > 1 / 4_000) return null
  const reason = withdrawalReasons[chance.between(0, withdrawalReasons.length - 1)] ?? ''
  return { on: dateOf(dayOf(publishedOn) + chance.between(14, 200)), reason }
}

const councils: ReadonlySet<string> = new Set(['county', 'district', 'metropolitan', 'unitary', 'london'])

/** What a statement calls the body it is about. */
function bodyNoun(kind: string | undefined): string {
  if (kind === undefined) throw new Error('a case is about an authority of no known kind')
  return councils.has(kind) ? 'the Council' : 'the Authority'
}
