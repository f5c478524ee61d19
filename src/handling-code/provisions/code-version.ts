import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'

/** The Code as it stands from a day on. */
export type CodeVersion = {
  /** The month it was issued in, as 2024-02. */
  readonly version: string
  /** The first day of the month where only the month is known. */
  readonly inForceOn: IsoDate
  /** In the order of their numbers. */
  readonly provisions: readonly Provision[]
}

/** One thing the Code asks for, in our own words. */
export type Provision = {
  /** Names it in every version that asks for it, whatever its number there. */
  readonly provision: string
  readonly section: number
  readonly number: string
  readonly certainty: Certainty
  readonly text: string
  readonly source: string
}

export type Certainty = (typeof certainties)[number]

export const certainties = ['confirmed', 'number-not-confirmed', 'not-confirmed'] as const

/** What is said beside a provision that is not confirmed in every part. */
export const certaintyWords: Readonly<Record<Certainty, string | null>> = {
  confirmed: null,
  'number-not-confirmed': 'The number of this provision is not confirmed.',
  'not-confirmed': 'Neither the number nor the words of this provision are confirmed.',
}

/** The version in force on a day; undefined before the first. */
export function versionOn<Version extends Pick<CodeVersion, 'inForceOn'>>(
  versions: readonly Version[],
  day: IsoDate,
): Version | undefined {
  return versions
    .filter(({ inForceOn }) => inForceOn <= day)
    .toSorted((one, other) => (one.inForceOn < other.inForceOn ? -1 : 1))
    .at(-1)
}

/** Sections of the scheme with the provisions of each; a section of which nothing is on record is left out. */
export function bySection<One extends Pick<Provision, 'section'>>(
  { handlingCode }: Scheme,
  provisions: readonly One[],
): readonly { readonly number: number; readonly title: string; readonly provisions: readonly One[] }[] {
  return handlingCode.sections
    .map((section) => ({
      ...section,
      provisions: provisions.filter((provision) => provision.section === section.number),
    }))
    .filter((section) => section.provisions.length > 0)
}

/** Puts 6.2 before 6.10. */
export function compareNumbers(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true })
}
