import { type CaseworkBody, type Character, characterOf } from './casework-body.ts'
import type { Day } from './day.ts'
import { type Random, random } from './random.ts'

/** What every step of making cases up needs. */
export type CaseworkChance = {
  readonly characterOf: (body: CaseworkBody) => Character
  /** Chance of its own for a step, so that a change to one step leaves the others as they are. */
  readonly forStep: (label: string) => Random
  readonly holidays: ReadonlySet<Day>
}

export function caseworkChance(
  seed: number,
  bodies: readonly CaseworkBody[],
  holidays: ReadonlySet<Day>,
): CaseworkChance {
  const characters = new Map(bodies.map((body) => [body, characterOf(seed, body)]))
  return {
    characterOf: (body) => {
      const character = characters.get(body)
      if (!character) throw new Error(`${body.slug} is none of the bodies cases are invented for`)
      return character
    },
    forStep: (label) => random(seed, label),
    holidays,
  }
}
