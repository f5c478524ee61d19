import type { JsonValue } from '../../audit/audit-chain.ts'
import type { LetterFacts } from '../../letters/letter-facts.ts'

/** What a letter was composed from, as it is kept: its figures and averages by measure in place of maps. */
export function keptFacts(facts: LetterFacts): JsonValue {
  const { figures, averages, ...rest } = facts.figures
  // Facts are made of nothing but what JSON can hold, and these two maps.
  return {
    ...facts,
    figures: { ...rest, figures: Object.fromEntries(figures), averages: Object.fromEntries(averages) },
  } as unknown as JsonValue
}

/** The facts again, of what `keptFacts` gave. */
export function factsFromKept(kept: unknown): LetterFacts {
  const facts = kept as KeptFacts
  const { figures, averages, ...rest } = facts.figures
  return {
    ...facts,
    figures: {
      ...rest,
      figures: new Map(Object.entries(figures)),
      averages: new Map(Object.entries(averages)),
    },
  }
}

type Figures = LetterFacts['figures']

type KeptFacts = Omit<LetterFacts, 'figures'> & {
  readonly figures: Omit<Figures, 'figures' | 'averages'> & {
    readonly figures: Readonly<Record<string, ValueOf<Figures['figures']>>>
    readonly averages: Readonly<Record<string, ValueOf<Figures['averages']>>>
  }
}

type ValueOf<Kept> = Kept extends ReadonlyMap<string, infer Value> ? Value : never
