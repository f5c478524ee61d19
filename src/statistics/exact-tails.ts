/**
 * Exact tail probabilities of the binomial, hypergeometric and Poisson distributions: no normal approximation, right for a
 * base of 1 and for a base of a billion. A single probability is formed from the deviance and the error of
 * Stirling's formula, where the great logarithms of factorials have already cancelled; a tail is summed from
 * its largest term outwards.
 */

/** A chance kept as two whole counts, so that neither it nor its complement is ever rounded by subtraction. */
export type Chance = { readonly of: number; readonly in: number }

/** The probability of at most `most` successes in so many trials. */
export function binomialAtMost(most: number, trials: number, chance: Chance): number {
  if (most < 0) return 0
  if (most >= trials) return 1
  if (chance.of === 0) return 1
  if (chance.of === chance.in) return 0
  if (most > (trials * chance.of) / chance.in) return 1 - binomialAtLeast(most + 1, trials, chance)
  const odds = (chance.in - chance.of) / chance.of
  let term = binomialProbability(most, trials, chance)
  let sum = 0
  for (let k = most; k >= 0 && sum + term > sum; k -= 1) {
    sum += term
    term *= (k * odds) / (trials - k + 1)
  }
  return Math.min(sum, 1)
}

/** The probability of at least `least` successes in so many trials. */
export function binomialAtLeast(least: number, trials: number, chance: Chance): number {
  return binomialAtMost(trials - least, trials, { of: chance.in - chance.of, in: chance.in })
}

/** So many drawn without putting back from a total that holds so many successes. */
export type Draw = { readonly drawn: number; readonly successes: number; readonly total: number }

/** The probability of at most `most` successes among those drawn. */
export function hypergeometricAtMost(most: number, draw: Draw): number {
  const { drawn, successes, total } = draw
  const least = Math.max(0, drawn + successes - total)
  if (most < least) return 0
  if (most >= Math.min(drawn, successes)) return 1
  if (most > (drawn * successes) / total) return 1 - hypergeometricAtLeast(most + 1, draw)
  let term = hypergeometricProbability(most, draw)
  let sum = 0
  for (let k = most; k >= least && sum + term > sum; k -= 1) {
    sum += term
    term *= (k * (total - successes - drawn + k)) / ((successes - k + 1) * (drawn - k + 1))
  }
  return Math.min(sum, 1)
}

/** The probability of at least `least` successes among those drawn. */
export function hypergeometricAtLeast(least: number, { drawn, successes, total }: Draw): number {
  return hypergeometricAtMost(drawn - least, { drawn, successes: total - successes, total })
}

/** The probability of at most `most` events where `mean` are expected. */
export function poissonAtMost(most: number, mean: number): number {
  if (most < 0) return 0
  if (most > mean) return 1 - poissonAtLeast(most + 1, mean)
  let term = poissonProbability(most, mean)
  let sum = 0
  for (let k = most; k >= 0 && sum + term > sum; k -= 1) {
    sum += term
    term *= k / mean
  }
  return Math.min(sum, 1)
}

/** The probability of at least `least` events where `mean` are expected. */
export function poissonAtLeast(least: number, mean: number): number {
  if (least <= 0) return 1
  if (least < mean) return 1 - poissonAtMost(least - 1, mean)
  let term = poissonProbability(least, mean)
  let sum = 0
  for (let k = least; sum + term > sum; k += 1) {
    sum += term
    term *= mean / (k + 1)
  }
  return Math.min(sum, 1)
}

/** For a chance that is neither 0 nor 1. */
function binomialProbability(successes: number, trials: number, chance: Chance): number {
  const failures = trials - successes
  const success = chance.of / chance.in
  const failure = (chance.in - chance.of) / chance.in
  if (successes === 0) return powerOf(failure, success, trials)
  if (failures === 0) return powerOf(success, failure, trials)
  const exponent =
    stirlingError(trials) -
    stirlingError(successes) -
    stirlingError(failures) -
    deviance(successes, trials * success) -
    deviance(failures, trials * failure)
  return Math.exp(exponent) * Math.sqrt(trials / (2 * Math.PI * successes * failures))
}

/** Out of binomial chances in which the great factorials have cancelled; where neither none nor all are drawn. */
function hypergeometricProbability(k: number, { drawn, successes, total }: Draw): number {
  const chance = { of: drawn, in: total }
  return (
    (binomialProbability(k, successes, chance) * binomialProbability(drawn - k, total - successes, chance)) /
    binomialProbability(drawn, total, chance)
  )
}

/** base ** exponent, where the complement of the base is known more precisely than 1 - base would give it. */
function powerOf(base: number, complement: number, exponent: number): number {
  return Math.exp(exponent * (base > 0.5 ? Math.log1p(-complement) : Math.log(base)))
}

function poissonProbability(events: number, mean: number): number {
  if (mean === 0) return events === 0 ? 1 : 0
  if (events === 0) return Math.exp(-mean)
  return Math.exp(-stirlingError(events) - deviance(events, mean)) / Math.sqrt(2 * Math.PI * events)
}

/** ln(n!) less Stirling's formula for it, n ≥ 1: from the factorial itself while n is small, then by series. */
function stirlingError(n: number): number {
  if (n < 16) {
    let factorial = 1
    for (let k = 2; k <= n; k += 1) factorial *= k
    return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - Math.log(2 * Math.PI) / 2
  }
  const square = n * n
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n
}

/** observed × ln(observed / expected) + expected − observed, without cancellation where the two are close. */
function deviance(observed: number, expected: number): number {
  const difference = observed - expected
  if (Math.abs(difference) > 0.1 * (observed + expected)) {
    return observed * Math.log(observed / expected) - difference
  }
  // With v = difference / (observed + expected), ln(observed / expected) = 2 (v + v³/3 + v⁵/5 + …).
  const v = difference / (observed + expected)
  let power = 2 * observed * v
  let sum = difference * v
  for (let odd = 3; ; odd += 2) {
    power *= v * v
    const next = sum + power / odd
    if (next === sum) return sum
    sum = next
  }
}
