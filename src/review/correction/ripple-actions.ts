import type { CaseRecord, KnownCase } from '../../casework/case-record.ts'
import { saveCase } from '../../casework/case-record-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { Letter } from '../../letters/letter.ts'
import { saysTheSame } from '../../letters/reissue.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { yearsConcerned } from '../../statistics/case-counting.ts'
import {
  calculatedState,
  keptState,
  readFigureChanges,
  readNationalChanges,
} from '../../statistics/figure-changes-store.ts'
import { calculateBeside } from '../../statistics/yearly-figures-actions.ts'
import { readYearsWithCycle } from '../../statistics/yearly-figures-store.ts'
import { composeEveryLetter, type DraftLetter } from '../draft-letters-actions.ts'
import { readStanding, type Standing } from '../review-standing-store.ts'
import { readLettersBefore } from './reissue-store.ts'
import { type LetterRipple, type Ripple, standingsMark, type YearRipple } from './ripple.ts'

/**
 * Finds everything that would be another if a case were changed to this record: the change is made, everything is
 * calculated beside what is kept, compared with it, and taken back. Nothing is different afterwards.
 */
export async function computeRipple(
  database: Database,
  scheme: Scheme,
  known: KnownCase,
  record: CaseRecord,
): Promise<Ripple> {
  // Another calculation that ends meanwhile must not count for one side alone.
  const transaction = await database.startTransaction().setIsolationLevel('repeatable read').execute()
  try {
    const years = yearsConcerned(scheme, known.record, record, await readYearsWithCycle(transaction))
    const before = await lettersBefore(transaction, scheme, years)
    await saveCase(transaction, known, record)
    const { years: calculated, calculation } = await calculateBeside(transaction, scheme, years)
    if (!calculation.ok) throw new Error(calculation.problems.join(' '))
    const ripples: YearRipple[] = []
    for (const { standing, letters } of before) {
      if (!calculated.includes(standing.cycle.year)) continue
      ripples.push(await yearRipple(transaction, scheme, standing, letters))
    }
    return { years: ripples, standings: standingsMark(before.map(({ standing }) => standing)) }
  } finally {
    await transaction.rollback().execute()
  }
}

type YearBefore = { readonly standing: Standing; readonly letters: ReadonlyMap<string, Letter> }

/** Each year's letters as they were released, or as its draft would have them today. */
async function lettersBefore(
  transaction: Transaction,
  scheme: Scheme,
  years: readonly ReportingYear[],
): Promise<readonly YearBefore[]> {
  const found: YearBefore[] = []
  for (const year of years) {
    const standing = await readStanding(transaction, year)
    if (standing?.current === undefined) continue
    const { current, cycle } = standing
    const letters =
      current.sealedAt === null
        ? composed((await composeEveryLetter(transaction, scheme, cycle)).letters)
        : await readLettersBefore(transaction, year, current.revision + 1)
    found.push({ standing, letters })
  }
  return found
}

function composed(letters: readonly DraftLetter[]): ReadonlyMap<string, Letter> {
  return new Map(
    letters.flatMap(({ facts, composed }) => (composed.ok ? [[facts.authority.slug, composed.letter]] : [])),
  )
}

async function yearRipple(
  transaction: Transaction,
  scheme: Scheme,
  { cycle, current, revisions }: Standing,
  lettersNow: ReadonlyMap<string, Letter>,
): Promise<YearRipple> {
  if (current === undefined) throw new Error(`the year ${cycle.year} has figures and no revision`)
  const [before, after] = [keptState(cycle.year), calculatedState(cycle.year)]
  const { letters } = await composeEveryLetter(transaction, scheme, cycle)
  return {
    year: cycle.year,
    revision: current.revision,
    stage: current.stage,
    publishedAt: revisions.findLast(({ publishedAt }) => publishedAt !== null)?.publishedAt ?? null,
    changes: await readFigureChanges(transaction, scheme, before, after),
    national: await readNationalChanges(transaction, before, after),
    letters: letters.flatMap((letter) => letterRipple(letter, lettersNow)),
    letterCount: letters.filter(({ composed }) => composed.ok).length,
  }
}

function letterRipple(
  { facts, composed }: DraftLetter,
  now: ReadonlyMap<string, Letter>,
): readonly LetterRipple[] {
  const { slug, officialName } = facts.authority
  const before = now.get(slug) ?? null
  const after = composed.ok ? composed.letter : null
  const isSame = before === null || after === null ? before === after : saysTheSame(before, after)
  const problems = composed.ok ? [] : composed.problems
  return isSame ? [] : [{ slug, officialName, before, after, problems }]
}
