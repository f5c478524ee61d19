import type { AnonymityMark } from './anonymity-mark.ts'
import { foldText } from './folded-text.ts'
import type { Found, PublicNames } from './found-place.ts'
import { findNames } from './name-marks.ts'
import { findNumbers } from './number-marks.ts'
import { type ComplainantRecord, findOwnWords } from './own-words-marks.ts'

/** A text in its places, as a mark names them. */
export type PlacedText = { readonly place: string; readonly text: string }

/** What is known of a case whose text is checked. */
export type KnownOfCase = {
  readonly reference: string
  readonly decidedOn: string
  /** Names of authorities, which may be read. */
  readonly publicNames: PublicNames
  /** Null where nothing is on record, or its time of retention has passed. */
  readonly complainant: ComplainantRecord | null
  /** How many other cases of the same authority and subject were decided in the months around. */
  readonly alike: { readonly subject: string; readonly otherCount: number; readonly months: number } | null
}

/** So few other cases of a kind, and neighbours know which one it is. */
const few = 2

/** Marks every place of a text that may tell who somebody is. A person decides about each. */
export function checkAnonymity(texts: readonly PlacedText[], known: KnownOfCase): readonly AnonymityMark[] {
  return [...rareCase(known), ...texts.flatMap((placed) => marksIn(placed, known))]
}

function marksIn({ place, text }: PlacedText, known: KnownOfCase): readonly AnonymityMark[] {
  const folded = foldText(text)
  const found = [
    ...(known.complainant === null ? [] : findOwnWords(folded.text, known.complainant)),
    ...findNumbers(folded.text, known),
    ...findNames(folded.text, known.publicNames),
  ]
  return apart(found).map(({ start, end, kind, why }) => {
    const startsAt = folded.at(start)
    // To the end of the last character, and not over what cannot be seen behind it.
    const endsAt = folded.at(end - 1) + lengthAt(text, folded.at(end - 1))
    return { place, startsAt, endsAt, marked: text.slice(startsAt, endsAt), kind, why }
  })
}

function lengthAt(text: string, at: number): number {
  return String.fromCodePoint(text.codePointAt(at) ?? 0).length
}

/** One mark where several finds overlap: the first kind names it, and it reaches over all of them. */
function apart(found: readonly Found[]): readonly Found[] {
  const kept: Found[] = []
  for (const one of found) {
    const overlapping = kept.filter(({ start, end }) => one.start < end && start < one.end)
    const [first] = overlapping
    if (first === undefined) {
      kept.push(one)
      continue
    }
    const joined = {
      ...first,
      start: Math.min(one.start, ...overlapping.map(({ start }) => start)),
      end: Math.max(one.end, ...overlapping.map(({ end }) => end)),
    }
    kept.splice(0, kept.length, ...kept.filter((other) => !overlapping.includes(other)), joined)
  }
  return kept.sort((one, other) => one.start - other.start)
}

function rareCase({ alike }: KnownOfCase): readonly AnonymityMark[] {
  if (alike === null || alike.otherCount >= few) return []
  const { subject, otherCount, months } = alike
  const others = otherCount === 0 ? 'no other case' : 'only one other case'
  return [
    {
      place: 'case',
      startsAt: 0,
      endsAt: subject.length,
      marked: subject,
      kind: 'rare',
      why: `The authority had ${others} about this decided within ${months} months: who lives nearby may know whose it is`,
    },
  ]
}
