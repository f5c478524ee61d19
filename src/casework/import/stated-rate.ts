/** A rate as a published table states it: a number with the decimals it was printed with. */
export type StatedRate = {
  /** The digits as a whole number: 4.5 is 45 with one decimal. */
  readonly digits: number
  readonly decimals: number
}

/** Reads "80", "80%", "4.5" or "1,024.5", with two decimals at most; undefined for any other text. */
export function readStatedRate(text: string): StatedRate | undefined {
  const parts = /^(\d{1,7})(?:\.(\d{1,2}))?\s*%?$/.exec(text.replaceAll(',', '').trim())
  if (!parts) return undefined
  const decimals = (parts[2] ?? '').replace(/0+$/, '')
  return { digits: Number(`${parts[1]}${decimals}`), decimals: decimals.length }
}

export function valueOfRate({ digits, decimals }: StatedRate): number {
  return digits / 10 ** decimals
}

/**
 * Whether a stated rate is what its counts give, rounded half up to the decimals it is stated with: 33 fits 1
 * of 3, 34 does not. Whole numbers throughout, so that a tie at a half is judged exactly.
 */
export function fitsCounts(
  stated: StatedRate,
  numerator: number,
  denominator: number,
  scale: number,
): boolean {
  const unit = 10n ** BigInt(stated.decimals)
  const exact = 2n * BigInt(numerator) * BigInt(scale) * unit
  const base = BigInt(denominator)
  const middle = 2n * BigInt(stated.digits)
  return (middle - 1n) * base <= exact && exact < (middle + 1n) * base
}
