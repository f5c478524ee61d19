import type { IsoDate } from '../../scheme/reporting-year.ts'

/**
 * What a careful person reads in one annual review letter. `null` is "the document does not say";
 * `'nothing'` is "the document says there was nothing to report". Every reading has every key.
 */
export type LetterReading = {
  /** Base name of the file. */
  readonly file: string
  /** The body the letter is about, by its official name where it is known. */
  readonly authority: string
  /** Code of its kind, such as `district`; null where the name does not tell it. */
  readonly authorityKind: string | null
  readonly yearEnding: IsoDate
  readonly letterDate: IsoDate | null
  /** The day on which the letter says it will be public. */
  readonly publicationDate: IsoDate | null
  /** The year whose form the letter has: `2023-24`. */
  readonly edition: string
  readonly addressee: { readonly name: string | null; readonly post: string | null }
  readonly delivery: 'email' | 'post' | null
  readonly signatory: string | null
  readonly upheld: UpheldReading | 'nothing' | null
  readonly compliance: ComplianceReading | 'nothing' | null
  readonly satisfactoryRemedy: RemedyReading | 'nothing' | null
  readonly training: TrainingReading | null
  readonly seminars: { readonly delegates: number; readonly authorities: number } | null
  /** Sentences for people: what disagrees inside the letter, and what could not be read. */
  readonly findings: readonly string[]
}

export type UpheldReading = {
  readonly percent: number
  readonly averagePercent: number | null
  readonly count: number | null
  /** The number the base line gives, with the noun it gives for it. */
  readonly base: number | null
  readonly baseLabel: string | null
  readonly per100000: number | null
  readonly averagePer100000: number | null
}

export type ComplianceReading = {
  readonly percent: number
  readonly averagePercent: number | null
  readonly base: number | null
  readonly baseLabel: string | null
}

export type RemedyReading = {
  readonly percent: number
  readonly averagePercent: number | null
  readonly count: number | null
  readonly base: number | null
  readonly baseLabel: string | null
}

type TrainingReading = {
  readonly courses: number
  /** Negative where there were fewer. */
  readonly moreThanLastYear: number | null
  /** 1,700 where the letter says "more than 1,700 people". */
  readonly peopleMoreThan: number | null
}

/** A document read as a letter, or refused with one sentence that says why. */
export type LetterResult =
  | {
      readonly ok: true
      readonly reading: LetterReading
      /** Cases satisfied, where the compliance box prints them ("46 of 48"); letters before ours do not. */
      readonly satisfiedCount: number | null
      /** The day on which it was reissued in place of an earlier letter; null where it says nothing of that. */
      readonly reissuedOn: IsoDate | null
    }
  | Refusal

export type Refusal = { readonly ok: false; readonly file: string; readonly reason: string }

/** An authority that a letter may be about. */
export type KnownAuthority = {
  readonly name: string
  readonly kind: string
  readonly otherNames?: readonly string[]
}
