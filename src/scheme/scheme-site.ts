import type { CountNoun } from './count-noun.ts'
import type { NothingWording, PrintedFigure } from './measure-wording.ts'
import type { SchemeMap } from './scheme-map.ts'

/** What the public site of a scheme says in its own words, and what stands large on it. */
export type SchemeSite = {
  readonly name: string
  /** What all figures together are about: "England". */
  readonly everywhere: string
  readonly authorityWords: AuthorityWords
  /** Across the top of every page of a demonstration, after that word. */
  readonly demonstrationNote: string
  /** Under every page: on what terms all this may be reused, and whose facts it rests on. */
  readonly credits: readonly string[]
  /** On what terms the figures and decisions may be reused; without an address where its name says all. */
  readonly licence: { readonly name: string; readonly address?: string }
  readonly home: {
    readonly title: string
    readonly lead: string
    /** Where else a visitor may have meant to go. */
    readonly links: readonly { readonly question: string; readonly text: string; readonly address: string }[]
  }
  /** In their order on a page. The first is the one that is quoted, and added up in a sentence over years. */
  readonly largeMeasures: readonly [LargeMeasure, ...LargeMeasure[]]
  /** The first large measure over so many years, such as "two": "Over the two years …". */
  readonly severalYears: {
    readonly number: (years: string, figure: PrintedFigure) => string
    readonly nothing: (years: string) => string
  }
  /** Undefined for a scheme whose bodies stand at no place of their own. */
  readonly map?: SchemeMap
  readonly decided: {
    /** So many were investigations, and so many of those were upheld. */
    readonly finding: (investigated: string, upheld: string) => string
    readonly upheld: string
    readonly notUpheld: string
    /** Why the numbers beside it differ from others on the page. */
    readonly note: string
  }
}

/** What the bodies in jurisdiction are called, in running text. */
export type AuthorityWords = CountNoun & {
  /** Any one of them: "council or other body". */
  readonly any: string
  /** All of them: "councils and other bodies". */
  readonly all: string
}

/** A measure that stands large on a page. Other measures are named by their codes. */
export type LargeMeasure = {
  readonly measure: string
  /** Over its column, where several years stand together: "Upheld". */
  readonly column: string
  /** What its base is made of: "from 2 investigations the true rate could lie anywhere from …". */
  readonly baseNoun: CountNoun
  /** All authorities of a year together, in a sentence that needs no table. */
  readonly headline: (figure: RoundFigure) => string
  /** A rate with the same numerator, said on a line of its own. */
  readonly rate?: string
  /** What of its numerator came late. */
  readonly late?: { readonly measure: string; readonly sentence: (late: PrintedFigure) => string }
  readonly unsettled?: {
    readonly measure: string
    /** So many were not settled; whether others were. */
    readonly sentence: (unsettled: string, hasSettled: boolean) => string
    /** Said in place of the measure's own words where there is nothing to report, but something was unsettled. */
    readonly nothing: Pick<NothingWording, 'shown' | 'why'>
  }
}

/** A share in round words beside its exact parts. */
export type RoundFigure = PrintedFigure & {
  /** "eight", of every ten. */
  readonly inTens: string
  /** "nine", where it is about one in nine; undefined where it is none. */
  readonly oneIn: string | undefined
}
