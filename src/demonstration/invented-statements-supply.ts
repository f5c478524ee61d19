import type { IsoDate } from '../scheme/reporting-year.ts'
import { mattersOf, subjectsOf } from './complaint-subjects.ts'
import { dateOf, dayOf } from './day.ts'
import { yearOf } from './invented-publications.ts'
import { inventStatement, type StatementText } from './invented-statements.ts'
import { type Random, random, weightedPick } from './random.ts'

/** A statement with all that its case and its row need, about a body known by its number alone. */
export type SuppliedStatement = StatementText & {
  /** From 0 to suppliedAuthorityCount - 1. */
  readonly authority: number
  /** No other has it, up to a million of them. */
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly outcome: string
  readonly receivedOn: IsoDate
  readonly decidedOn: IsoDate
  /** Reporting year of the decision. */
  readonly year: number
  readonly remedyKinds: readonly string[]
  readonly publishedOn: IsoDate
}

export const suppliedAuthorityCount = 400

/** In the proportions of the real ones, roughly. */
const kinds = [
  'district',
  'district',
  'district',
  'unitary',
  'unitary',
  'london',
  'metropolitan',
  'county',
] as const

/** The kind of the body of that number. */
export function suppliedKind(authority: number): string {
  return kinds[authority % kinds.length] ?? kinds[0]
}

const firstDecision = dayOf('2014-04-01')
const lastDecision = dayOf('2024-03-31')

/**
 * As many statements as are asked for, up to a million, spread over ten years and four hundred bodies, to measure
 * with. They are made one by one and none is kept.
 */
export function* inventedStatements(count: number, seed: number): Generator<SuppliedStatement> {
  if (count > 1_000_000) throw new Error(`there are references for a million statements, not for ${count}`)
  const chance = random(seed, 'statements to measure with')
  const outcome = weightedPick(chance, [
    { weight: 60, value: 'closed-after-initial-enquiries' },
    { weight: 12, value: 'not-upheld' },
    { weight: 28, value: 'upheld' },
  ])
  for (let number = 0; number < count; number++) yield supplied(seed, chance, number, outcome())
}

function supplied(seed: number, chance: Random, number: number, outcome: string): SuppliedStatement {
  // Some bodies have many more decisions than others.
  const authority = Math.floor(chance.unit() ** 1.6 * suppliedAuthorityCount)
  const decidedOn = chance.between(firstDecision, lastDecision)
  const receivedOn = dateOf(decidedOn - chance.between(20, 260))
  const reference = `${receivedOn.slice(2, 4)} ${digits(Math.floor(number / 1_000))} ${digits(number % 1_000)}`
  const isUpheld = outcome === 'upheld'
  const stated = {
    reference,
    ...subjectOf(chance, suppliedKind(authority), outcome !== 'closed-after-initial-enquiries'),
    outcome,
    receivedOn,
    decidedOn: dateOf(decidedOn),
  }
  const remedyKinds = isUpheld ? remedies.filter(() => chance.unit() < 0.45) : []
  const text = inventStatement(seed, {
    ...stated,
    bodyNoun: 'the Council',
    stageReached: isUpheld && chance.unit() < 0.1 ? 'assessment' : 'investigation',
    isRemediedBefore: isUpheld ? chance.unit() < 0.12 : null,
    recommendations: remedyKinds.map((remedy) => ({
      kind: remedy,
      dueOn: dateOf(decidedOn + 28),
      summary: null,
    })),
  })
  return {
    authority,
    ...stated,
    year: yearOf(stated.decidedOn),
    remedyKinds,
    publishedOn: dateOf(decidedOn + 42),
    ...text,
  }
}

const remedies = ['apology', 'payment', 'provide-service', 'reassess']

function subjectOf(chance: Random, kind: string, isInvestigated: boolean) {
  const category = weightedPick(
    chance,
    subjectsOf(kind).map(({ category, investigated, notInvestigated }) => ({
      value: category,
      weight: isInvestigated ? investigated : notInvestigated,
    })),
  )()
  const matters = mattersOf(category)
  return { category, subcategory: matters.length > 0 ? weightedPick(chance, matters)() : null }
}

function digits(number: number): string {
  return String(number).padStart(3, '0')
}
