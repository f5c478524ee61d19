import type { IsoDate } from '../scheme/reporting-year.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `17 July 2024`. */
export function formatDate(date: IsoDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${day} ${months[Number(month) - 1]} ${year}`
}

/** `July 2024`. */
export function formatMonth(date: IsoDate): string {
  return formatDate(date).replace(/^\d+ /, '')
}

/** `1,700`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `London, Leeds and Bristol`; null for an empty list. */
export function joinWords(words: readonly string[]): string | null {
  const last = words.at(-1)
  if (last === undefined) return null
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** An address as it is printed: without https:// and a closing slash. */
export function printedAddress(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/\/$/, '')
}

/**
 * "More than 1,700": the greatest number with two significant digits that lies *below* the exact one, so that
 * the words are true; at exactly 1,700 they say 1,600. Null up to 100, where the exact number is said instead.
 */
export function roundedBelow(exact: number): number | null {
  if (exact <= 100) return null
  const below = exact - 1
  const step = 10 ** (String(below).length - 2)
  return Math.floor(below / step) * step
}

/** `more than 1,700 people`, or the exact number where it is small. */
export function peopleReached(exact: number): string {
  const rounded = roundedBelow(exact)
  if (rounded !== null) return `more than ${formatCount(rounded)} people`
  return exact === 1 ? '1 person' : `${exact} people`
}
