import { isDay } from '../../scheme/wall-clock.ts'

/** Where a page of a long list ends, so that the next one begins after it. */
export type ListPlace = {
  /** By what the list is in order: a day, or a moment to its last digit. */
  readonly at: string
  /** What tells those of one day or moment apart, such as a case by its authority and itself. */
  readonly ids: readonly number[]
}

/** As it stands in an address: 2024-05-01_12.345. */
export function writePlace({ at, ids }: ListPlace): string {
  return `${at}_${ids.join('.')}`
}

/** Undefined, and the list begins anew, where a text is no place in a list whose places have so many ids. */
export function readPlace(text: string, idCount: number): ListPlace | undefined {
  const [, at = '', day = '', ids = ''] =
    /^((\d{4}-\d\d-\d\d)(?:[T ](?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?(?:Z|[+-]\d\d(?::\d\d)?))?)_(\d{1,15}(?:\.\d{1,15})*)$/.exec(
      text,
    ) ?? []
  const numbers = ids.split('.').map(Number)
  return isDay(day) && numbers.length === idCount ? { at, ids: numbers } : undefined
}
