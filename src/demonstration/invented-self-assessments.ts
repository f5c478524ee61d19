import type { Provision } from '../handling-code/provisions/code-version.ts'
import type { Answer } from '../handling-code/self-assessment/self-assessment.ts'
import { daysAfter } from '../scheme/calendar-days.ts'
import { type IsoDate, reportingYear } from '../scheme/reporting-year.ts'
import { highestScoring, type Random, random } from './random.ts'

/** The year of which the councils of the demonstration have assessed themselves. */
export const assessedYear = reportingYear(2025)

const adoptedCount = 150
const pilotCount = 20
const assessedCount = 80

export type InventedAdoption = {
  readonly slug: string
  readonly adoptedOn: IsoDate
  readonly wasPilot: boolean
}

export type InventedAssessment = {
  readonly slug: string
  readonly publishedDaysAgo: number
  readonly answers: readonly Answer[]
}

/** Which councils have adopted the Code: those that piloted it first. */
export function inventAdoptions(
  seed: number,
  councils: readonly string[],
  own: readonly string[],
  today: IsoDate,
): readonly InventedAdoption[] {
  const chance = random(seed, 'adoption of the Code')
  const adopting = highestScoring(councils, Math.min(adoptedCount, councils.length), (slug) =>
    own.includes(slug) ? 2 : chance.unit(),
  )
  const pilots = new Set(
    highestScoring(adopting, Math.min(pilotCount, adopting.length), (slug) =>
      own.includes(slug) ? -1 : chance.unit(),
    ),
  )
  return adopting
    .map((slug) => {
      const wasPilot = pilots.has(slug)
      return { slug, wasPilot, adoptedOn: adoptedOn(chance, wasPilot) }
    })
    .filter((adoption) => adoption.adoptedOn <= today)
}

/** Most councils adopt it with the year; some by a decision of their own some time later. */
function adoptedOn(chance: Random, wasPilot: boolean): IsoDate {
  if (wasPilot) return daysAfter('2024-04-01', chance.between(0, 60))
  const share = chance.unit()
  if (share < 0.3) return '2024-04-01'
  return share < 0.6 ? '2025-04-01' : daysAfter('2024-05-01', chance.between(0, 500))
}

/** The self-assessments that councils have published, each with an answer to every provision. */
export function inventAssessments(
  seed: number,
  adoptions: readonly InventedAdoption[],
  own: readonly string[],
  provisions: readonly Provision[],
): readonly InventedAssessment[] {
  const chance = random(seed, 'self-assessments')
  const others = adoptions.filter(({ slug }) => !own.includes(slug))
  const assessed = highestScoring(others, Math.min(assessedCount, others.length), ({ wasPilot }) =>
    wasPilot ? 0.4 + chance.unit() : chance.unit(),
  )
  return assessed.map(({ slug }) => ({
    slug,
    publishedDaysAgo: chance.between(5, 170),
    answers: inventAnswers(chance, provisions),
  }))
}

/** One council's answers. Some councils find more to change than others. */
export function inventAnswers(chance: Random, provisions: readonly Provision[]): readonly Answer[] {
  const strictness = Math.exp(0.6 * chance.normal())
  return provisions.map(({ provision, section }) => {
    const likely = Math.min(0.8, (hard[provision] ?? usual) * strictness)
    const isFollowed = chance.unit() >= likely
    return {
      provision,
      isFollowed,
      evidence: pick(chance, isFollowed ? (evidence[section] ?? ['Complaints policy.']) : ['']),
      commentary: isFollowed ? '' : pick(chance, whyNot),
      change: isFollowed ? '' : pick(chance, changes),
      changeBy: isFollowed ? null : pick(chance, ['2026-12-31', '2027-03-31', '2027-06-30', '2027-09-30']),
      isCarriedOver: false,
    }
  })
}

/** How often a provision is not followed that is not among the hard ones. */
const usual = 0.03

/** What councils find hard, with how many of a hundred do not follow it. */
const hard: Readonly<Record<string, number>> = {
  'stage-1-acknowledged': 0.08,
  'stage-1-answered': 0.31,
  'stage-1-extended': 0.22,
  'stage-2-answered': 0.17,
  'stage-2-extended': 0.16,
  'no-extra-stage': 0.24,
  'two-stages': 0.11,
  'kept-informed': 0.19,
  'adjustments-recorded': 0.26,
  'stage-1-answer-says': 0.14,
  'yearly-report': 0.15,
  'report-published': 0.13,
  'member-responsible': 0.12,
  'governing-body-informed': 0.1,
  'standard-objective': 0.21,
  'service-requests-recorded': 0.18,
}

const evidence: Readonly<Record<number, readonly string[]>> = {
  1: ['Complaints policy, section 2.', 'Complaints policy, “What is a complaint?”.'],
  2: ['Complaints policy, section 3.', 'Complaints policy, “When we cannot take a complaint”.'],
  3: ['The page on complaints of our site, and our adjustments policy.', 'Complaints policy, section 4.'],
  4: [
    'Structure of the customer relations team; training records.',
    'Job descriptions of complaints officers.',
  ],
  5: ['Complaints policy, section 5; letter templates.', 'Staff guidance on handling complaints.'],
  6: [
    'Complaints policy, section 6; weekly report on open complaints.',
    'Templates of answers to both stages.',
  ],
  7: ['Remedies guidance for staff.', 'Complaints policy, section 7; record of agreed remedies.'],
  8: ['Yearly report to the audit committee, June 2026.', 'Committee papers on the council’s site.'],
  9: [
    'Terms of reference of the member responsible.',
    'Quarterly report to the corporate scrutiny committee.',
  ],
}

const whyNot = [
  'Our policy does not say so yet, though staff mostly work that way.',
  'Some services still work to times of their own.',
  'Our system does not record it.',
  'It was decided to wait for the new system.',
  '',
]

const changes = [
  'The policy is rewritten and goes to committee.',
  'Services are brought to the same times, one after another.',
  'The new case system records it from its first day.',
  'Staff are trained, and templates are changed.',
]

function pick<One>(chance: Random, values: readonly [One, ...One[]] | readonly One[]): One {
  const value = values[chance.between(0, values.length - 1)]
  if (value === undefined) throw new Error('there is nothing to pick from')
  return value
}
