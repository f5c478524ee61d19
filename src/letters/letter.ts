import type { IsoDate, ReportingYear } from '../scheme/reporting-year.ts'
import type { Run } from './wording.ts'

/**
 * A whole letter as data: every word as it is printed, and the numbers it is printed from. HTML, plain text
 * and PDF are made from this alone, and none of them decides anything.
 */
export type Letter = {
  readonly slug: string
  readonly authority: string
  readonly year: ReportingYear
  readonly edition: string
  readonly title: string
  /** The band of a demonstration; null in a real installation. */
  readonly demonstrationNote: string | null
  readonly masthead: Masthead
  readonly date: { readonly iso: IsoDate; readonly printed: string }
  readonly delivery: string
  /** One address after another, line by line. */
  readonly addressees: readonly (readonly string[])[]
  readonly salutation: string
  /** On a letter that takes the place of an earlier one. */
  readonly reissue?: Reissue
  readonly sections: readonly LetterSection[]
  readonly closing: string
  readonly signatory: { readonly name: string; readonly lines: readonly string[] }
  readonly statistics: StatisticsPage
  readonly footer: { readonly contacts: readonly string[]; readonly method: string }
  readonly record: LetterRecord
}

type Masthead = {
  readonly lines: readonly string[]
  readonly anniversary: string | null
  readonly contacts: readonly string[]
}

/** The mark of a reissued letter, under its title. */
export type Reissue = {
  readonly on: IsoDate
  /** Runs into the text: "Reissued on 2 September 2024:". */
  readonly heading: string
  /** Which letter it replaces, and what was wrong. */
  readonly text: string
}

type LetterSection = {
  readonly heading: string | null
  readonly paragraphs: readonly LetterParagraph[]
}

export type LetterParagraph = {
  /** The block it was made from, so that a problem with it can be named. */
  readonly block: string
  readonly runs: readonly Run[]
  /** A measure's explanation, which is never split between pages. */
  readonly isUnbroken: boolean
}

type StatisticsPage = {
  readonly heading: string
  readonly period: string
  readonly boxes: readonly LetterBox[]
  readonly notes: { readonly heading: string; readonly paragraphs: readonly string[] }
}

export type LetterBox = {
  readonly block: string
  readonly name: string
  readonly plainWords: string
  readonly display:
    | {
        readonly state: 'figure'
        /** Without its per cent sign. */
        readonly percent: string
        /** "1 of 2". */
        readonly count: string
        readonly ring: { readonly share: number; readonly average: number | null }
      }
    | { readonly state: 'nothing'; readonly lines: readonly string[] }
  readonly ringDescription: string
  /** A failure to comply, said before anything else. */
  readonly warning: string | null
  readonly sentence: string
  /** Opens with the tick that is its key. */
  readonly average: string | null
  readonly rate: string | null
  readonly base: string
}

/** What somebody who reads the finished letter must find in it, from the record and not from its words. */
export type LetterRecord = {
  readonly authority: string
  readonly yearEnding: IsoDate
  readonly letterDate: IsoDate
  readonly publicationDate: IsoDate | null
  readonly addressees: readonly { readonly name: string | null; readonly post: string }[]
  readonly signatory: string
  readonly upheld: UpheldRecord | 'nothing'
  readonly compliance: MeasureRecord | 'nothing'
  readonly satisfiedCount: number | null
  readonly satisfactoryRemedy: (MeasureRecord & { readonly count: number }) | 'nothing'
  readonly training: { readonly courses: number; readonly peopleMoreThan: number | null } | null
  readonly seminars: { readonly delegates: number; readonly authorities: number } | null
}

export type MeasureRecord = {
  readonly percent: number
  readonly averagePercent: number | null
  readonly base: number
}

type UpheldRecord = MeasureRecord & {
  readonly count: number
  readonly per100000: number | null
  readonly averagePer100000: number | null
}

/** Every printed string of a letter with the block it stands in. */
export function* printedTexts(letter: Letter): Generator<{ readonly block: string; readonly text: string }> {
  yield { block: 'title', text: letter.title }
  yield { block: 'demonstration', text: letter.demonstrationNote ?? '' }
  yield { block: 'masthead', text: [...letter.masthead.lines, ...letter.masthead.contacts].join('') }
  yield { block: 'masthead', text: letter.masthead.anniversary ?? '' }
  yield { block: 'delivery', text: letter.delivery }
  yield { block: 'addressee', text: letter.addressees.flat().join('') }
  yield { block: 'salutation', text: letter.salutation }
  yield { block: 'reissue', text: `${letter.reissue?.heading ?? ''}${letter.reissue?.text ?? ''}` }
  for (const { heading, paragraphs } of letter.sections) {
    for (const { block, runs } of paragraphs) {
      yield { block, text: `${heading ?? ''}${runs.map((run) => run.text).join('')}` }
    }
  }
  yield { block: 'closing', text: letter.closing }
  yield { block: 'signatory', text: [letter.signatory.name, ...letter.signatory.lines].join('') }
  const { statistics } = letter
  yield { block: 'statistics page', text: `${statistics.heading}${statistics.period}` }
  for (const box of statistics.boxes) {
    const { name, plainWords, warning, sentence, average, rate, base, display } = box
    const words = display.state === 'nothing' ? display.lines : [display.percent, display.count]
    yield {
      block: box.block,
      text: [name, plainWords, warning, sentence, average, rate, base, ...words].join(''),
    }
  }
  yield { block: 'notes', text: [statistics.notes.heading, ...statistics.notes.paragraphs].join('') }
  yield { block: 'footer', text: [...letter.footer.contacts, letter.footer.method].join('') }
}

/** `bassetlaw-2023-24`, with DEMONSTRATION in front where it is one: files lose their banners. */
export function letterFileName(letter: Letter, year: string): string {
  const name = `${letter.slug}-${year}`
  return letter.demonstrationNote === null ? name : `DEMONSTRATION-${name}`
}
