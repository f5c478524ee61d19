/**
 * A text as somebody reads it, whatever it was pasted from: invisible characters are gone, and spaces, hyphens, quotes
 * and wide digits are the plain ones. It knows where each character stood.
 */
export type FoldedText = {
  readonly text: string
  /** Where in the text as written a place of the folded text is, in UTF-16 units. */
  readonly at: (index: number) => number
}

/** Folds a text. */
export function foldText(written: string): FoldedText {
  // Nearly every text is plain, and then nothing has to be looked at character by character.
  if (isPlain.test(written)) return { text: written, at: (index) => index }
  let text = ''
  const places: number[] = []
  let place = 0
  for (const character of written) {
    const folded = foldCharacter(character)
    for (let unit = 0; unit < folded.length; unit += 1) places.push(place)
    text += folded
    place += character.length
  }
  places.push(written.length)
  return { text, at: (index) => places[index] ?? written.length }
}

const isPlain = /^[\n\x20-\x7e£]*$/

function foldCharacter(character: string): string {
  if (invisible.test(character)) return ''
  if (/\s/u.test(character)) return character === '\n' ? '\n' : ' '
  if (/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/u.test(character)) return '-'
  if (/[\u2018\u2019\u201a\u201b\u02bc\u00b4\u0060\uff07]/u.test(character)) return "'"
  if (/[\u201c\u201d\u201e\u201f\u00ab\u00bb]/u.test(character)) return '"'
  // Wide and styled letters and digits become the ones they stand for; letters with accents stay whole.
  return character.normalize('NFKC')
}

/** Soft hyphens, joiners, marks of direction: nobody sees them, and a search trips over them. */
const invisible = /\p{Default_Ignorable_Code_Point}/u

/** Letters without their accents, in small ones, to compare words with. */
export function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
