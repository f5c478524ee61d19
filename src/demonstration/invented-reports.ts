import type { IsoDate } from '../scheme/reporting-year.ts'
import { groupBy } from '../statistics/grouping.ts'
import { dateOf, dayOf } from './day.ts'
import { isPublishable, type PublishableCase, publishedOn, yearOf } from './invented-publications.ts'
import type { SettledCase } from './invented-settlements.ts'
import { highestScoring, random } from './random.ts'

/** A report about one authority that concerns everybody. */
export type InventedReport = {
  readonly slug: string
  /** Slug of the authority. */
  readonly authority: string
  readonly title: string
  readonly summary: string
  readonly publishedOn: IsoDate
  /** References of the cases it is about. */
  readonly cases: readonly string[]
}

/** About twenty reports a year, each about one upheld case or a few of one kind at the same authority. */
export function inventReports(seed: number, cases: readonly SettledCase[]): InventedReport[] {
  const serious = cases
    .filter(isPublishable)
    .filter(({ outcome, stageReached, isRemediedBefore, subcategory, recommendations }) => {
      const isInvestigated = outcome === 'upheld' && stageReached === 'investigation'
      return isInvestigated && !isRemediedBefore && subcategory !== null && recommendations.length > 1
    })
  const byYear = groupBy(serious, ({ decidedOn }) => yearOf(decidedOn))
  return [...byYear].flatMap(([year, ofYear]) => {
    const chance = random(seed, `reports ${year}`)
    const leading = highestScoring(ofYear, Math.min(ofYear.length, chance.between(14, 22)), () =>
      chance.unit(),
    )
    // No case stands in two reports.
    const free = new Set(ofYear)
    for (const lead of leading) free.delete(lead)
    return leading.map((lead) => {
      const alike = [...free].filter((other) => isAlike(lead, other)).slice(0, 2)
      const together = chance.unit() < 0.5 ? [lead, ...alike] : [lead]
      for (const one of together) free.delete(one)
      return report(seed, lead, together)
    })
  })
}

function isAlike(one: PublishableCase, other: PublishableCase): boolean {
  return (
    one.authority === other.authority &&
    one.category === other.category &&
    one.subcategory === other.subcategory
  )
}

function report(seed: number, lead: PublishableCase, together: readonly PublishableCase[]): InventedReport {
  const { authority, reference, subcategory, category } = lead
  const chance = random(seed, `report ${reference}`)
  const topic = subcategory ?? category
  const pick = (choices: readonly string[]) => choices[chance.between(0, choices.length - 1)] ?? ''
  const about = topic.charAt(0).toLowerCase() + topic.slice(1)
  const lastPublished = Math.max(...together.map((one) => dayOf(publishedOn(seed, one))))
  return {
    slug: `${authority}-${slugOf(topic)}-${reference.replaceAll(' ', '-')}`,
    authority,
    title: `${topic}: ${pick(together.length > 1 ? titlesOfSeveral : titles)}`,
    summary: `${together.length > 1 ? `${inWords[together.length]} complaints about ${about} showed the same faults.` : `A complaint about ${about} was upheld.`} ${pick(reasons)} ${pick(outcomes)}`,
    publishedOn: dateOf(lastPublished + chance.between(0, 30)),
    cases: together.map((one) => one.reference),
  }
}

const inWords: Readonly<Record<number, string>> = { 2: 'Two', 3: 'Three' }

const titles = [
  'what went wrong and what will change',
  'a fault that must not be repeated',
  'a service that failed somebody who relied on it',
  'learning for the whole service',
  'months of delay and what they cost',
]
const titlesOfSeveral = [
  'the same fault in several cases',
  'a pattern of fault',
  'why one complaint was not the only one',
]

const reasons = [
  'We publish this report because others may have been affected in the same way.',
  'We publish this report because the injustice was serious.',
  'We publish this report because other bodies can learn from it.',
  'We publish this report because we had found a similar fault there before.',
]

const outcomes = [
  'The actions recommended are agreed, and the authority will consider the report at a meeting that is open to all.',
  'The authority has agreed to put things right and to tell us what it has learned.',
  'We have asked the authority to consider the report within three months and to tell us what it will do.',
]

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
