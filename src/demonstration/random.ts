/**
 * Reproducible chance: the same seed and label give the same numbers on every machine. The generator is
 * xoshiro128** (Blackman and Vigna), whose state is filled from a 32-bit hash of the label, so that a change
 * to one part of the demonstration leaves the chance in every other part as it was.
 */
export type Random = {
  /** At least 0 and below 1. */
  readonly unit: () => number
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number
  /** Normally distributed, mean 0, standard deviation 1. */
  readonly normal: () => number
  /** Logistically distributed: `logit(p) + logistic() > 0` happens with probability p. */
  readonly logistic: () => number
}

export function random(seed: number, label: string): Random {
  const state = fillState(seed, label)

  function next(): number {
    const [a, b, c, d] = state
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
    const mixedC = c ^ a
    const mixedD = d ^ b
    state[1] = b ^ mixedC
    state[0] = a ^ mixedD
    state[2] = mixedC ^ (b << 9)
    state[3] = rotateLeft(mixedD, 11)
    return result
  }

  function unit(): number {
    return next() / 2 ** 32
  }

  return {
    unit,
    between: (least, most) => least + Math.floor(unit() * (most - least + 1)),
    // The sum of twelve uniform numbers is close enough to normal to spread cases among councils.
    normal: () => {
      let sum = -6
      for (let count = 0; count < 12; count++) sum += unit()
      return sum
    },
    logistic: () => {
      const chance = (next() + 0.5) / 2 ** 32
      return Math.log(chance / (1 - chance))
    },
  }
}

/** How many of `count` draws fall on each weight. The results add up to `count`, always. */
export function drawByWeight(chance: Random, weights: readonly number[], count: number): number[] {
  const draws = weights.map(() => 0)
  const pick = weightedPick(
    chance,
    weights.map((weight, index) => ({ weight, value: index })),
  )
  for (let draw = 0; draw < count; draw++) {
    const index = pick()
    draws[index] = (draws[index] ?? 0) + 1
  }
  return draws
}

/** A function that draws one of the values, each as often as its weight says. */
export function weightedPick<T>(
  chance: Random,
  choices: readonly { readonly weight: number; readonly value: T }[],
): () => T {
  let sum = 0
  const steps = choices.map(({ weight, value }) => {
    sum += weight
    return { upTo: sum, value }
  })
  const total = sum
  if (!(total > 0)) throw new Error('there is nothing to draw from: no choice has a weight')
  return () => {
    const at = chance.unit() * total
    let low = 0
    let high = steps.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((steps[middle]?.upTo ?? total) > at) high = middle
      else low = middle + 1
    }
    const step = steps[low]
    if (!step) throw new Error(`no choice stands at ${at} of ${total}`)
    return step.value
  }
}

/** The same values in another order. */
export function shuffled<T>(chance: Random, values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, at: chance.unit() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value)
}

/** The `count` values with the highest scores: an exact number, but chance decides which. */
export function highestScoring<T>(values: readonly T[], count: number, score: (value: T) => number): T[] {
  if (count > values.length) throw new Error(`${count} cannot be chosen from ${values.length}`)
  return values
    .map((value) => ({ value, score: score(value) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, count)
    .map(({ value }) => value)
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}

/** FNV-1a over the label, continued by the finishing steps of splitmix32. */
function fillState(seed: number, label: string): [number, number, number, number] {
  let hash = 0x811c9dc5 ^ seed
  for (let at = 0; at < label.length; at++) hash = Math.imul(hash ^ label.charCodeAt(at), 0x01000193)
  const word = () => {
    hash = (hash + 0x9e3779b9) | 0
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
  return [word(), word(), word(), word()]
}
