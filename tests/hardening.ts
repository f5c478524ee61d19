/**
 * How often a proof by many tries is tried: a sample in every run of the tests, all of it by `npm run harden`, whose
 * figures stand in docs/reliability.md.
 */
export function howMany(sample: number, full: number): number {
  return process.env.UPHELD_HARDEN === undefined ? sample : full
}

/** Says the figures of a proof where they are asked for, so that they can be noted. */
export function sayFigures(figures: string): void {
  if (process.env.UPHELD_HARDEN !== undefined) process.stdout.write(`\nFIGURES ${figures}\n`)
}
