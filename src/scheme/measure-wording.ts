/** A number as a sentence takes it up: each part is printed by the rules of docs/methodology.md already. */
export type PrintedFigure = {
  /** "1", "2,499". */
  readonly numerator: string
  /** "2,500"; empty for a plain count. */
  readonly denominator: string
  /** How much of a share's base is not in its numerator, such as "1"; empty where it is no share. */
  readonly remainder: string
  /** "50%", "all but 1 of 2,500", "0.8", "15". */
  readonly value: string
  /** What follows the counts of a share: " (50%)", " (all but 1)", or nothing where it would contradict them. */
  readonly inBrackets: string
}

/** A reporting year as it is printed. */
export type PrintedYear = {
  /** "2023-24". */
  readonly year: string
  /** "1 April 2023 to 31 March 2024". */
  readonly period: string
  /** "31 March 2024". */
  readonly lastDay: string
}

/** Whose figure it is, and of which year. */
export type FigureSubject = PrintedYear & { readonly name: string }

/** All that is said about a measure, apart from its name. */
export type MeasureWording = {
  /** The sentence to quote, whole without its surroundings, in each of a figure's three states. */
  readonly quoted: {
    readonly number: (subject: FigureSubject, figure: PrintedFigure) => string
    readonly nothing: (subject: FigureSubject) => string
    readonly notKnown: (subject: FigureSubject) => string
  }
  /** What one figure counts, in sentences. docs/methodology.md has the whole definition. */
  readonly definition: (year: PrintedYear) => readonly string[]
  /** What the numerator counts, after a number: "upheld". */
  readonly counted: string
  readonly nothing: NothingWording
}

/** What "nothing to report" means for a measure. */
export type NothingWording = {
  /** Which thing there was none of: "Nothing was upheld." */
  readonly sentence: string
  /** Where the figure would stand large, on two lines. */
  readonly shown: readonly [string, string]
  /** Why no figure exists then. */
  readonly why: string
}
