import { canonicalJson, type JsonValue } from '../audit/audit-chain.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Letter, Reissue } from './letter.ts'
import { formatDate } from './letter-words.ts'
import { curly } from './wording.ts'

/** Marks a letter that takes the place of an earlier one: when, of which, and why. */
export function reissuedLetter(
  letter: Letter,
  earlier: Letter,
  { on, reason }: { readonly on: IsoDate; readonly reason: string },
): Letter {
  return { ...letter, reissue: reissueOf(earlier, on, reason) }
}

/** The last sentence tells where the mark ends, to people and to those who read the letter back. */
function reissueOf(earlier: Letter, on: IsoDate, reason: string): Reissue {
  const replaced = earlier.reissue
    ? `the one reissued on ${formatDate(earlier.reissue.on)}`
    : `the one of ${earlier.date.printed}`
  const why = curly(reason.replace(/\s+/g, ' ').trim())
  return {
    on,
    heading: `Reissued on ${formatDate(on)}:`,
    text: `this letter replaces ${replaced}. ${endedSentence(why)} Everything below is as corrected.`,
  }
}

function endedSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/**
 * Whether two letters say the same. Rings do not count: they draw what stands in words, where an average may move by
 * less than can be seen. Nor does the mark of a reissue, which a letter has because another came before it.
 */
export function saysTheSame(one: Letter, other: Letter): boolean {
  return whatItSays(one) === whatItSays(other)
}

function whatItSays({ reissue: _, ...letter }: Letter): string {
  const boxes = letter.statistics.boxes.map(({ display, ...box }) => {
    if (display.state === 'nothing') return { ...box, display }
    const { ring: __, ...words } = display
    return { ...box, display: words }
  })
  // A letter is made of nothing but what JSON can hold.
  return canonicalJson({ ...letter, statistics: { ...letter.statistics, boxes } } as unknown as JsonValue)
}
