import { fragmentEnd, matchEnd, matchStart } from './snippet-marks.ts'

/** A piece of text, and whether it is what was searched for. */
export type SnippetPiece = { readonly text: string; readonly isMatch: boolean }

/** Where words matched, with dots where the text goes on; without words the beginning of the summary. */
export function snippetPieces(summary: string, marked: string | undefined): readonly SnippetPiece[] {
  if (marked === undefined) return [{ text: beginning(summary), isMatch: false }]
  const fragments = marked.split(fragmentEnd).map((fragment) => fragment.trim())
  const plain = (fragment: string | undefined) =>
    (fragment ?? '').replaceAll(matchStart, '').replaceAll(matchEnd, '')
  // A sign before the first word is left out by the database.
  const start = summary.indexOf(plain(fragments[0]).slice(0, 40))
  const isFromStart = start >= 0 && start <= 2
  const isToEnd = fragments.length === 1 && isFromStart && /[.?!]$/.test(plain(fragments[0]))
  const text = `${isFromStart ? '' : '… '}${fragments.join(' … ')}${isToEnd ? '' : ' …'}`
  return joinMatches(
    text
      .split(matchStart)
      .flatMap((part, index) => {
        if (index === 0) return [{ text: part, isMatch: false }]
        const [match = '', rest = ''] = part.split(matchEnd)
        return [
          { text: match, isMatch: true },
          { text: rest, isMatch: false },
        ]
      })
      .filter((piece) => piece.text !== ''),
  )
}

const longestBeginning = 320

/** Whole sentences as far as they fit, else whole words. */
function beginning(summary: string): string {
  if (summary.length <= longestBeginning) return summary
  const cut = summary.slice(0, longestBeginning)
  const sentence = /^.*[.?!](?=\s)/s.exec(cut)?.[0]
  return sentence !== undefined && sentence.length > longestBeginning / 2
    ? sentence
    : `${cut.replace(/\s+\S*$/, '')} …`
}

/** Words of one phrase are marked as one. */
function joinMatches(pieces: readonly SnippetPiece[]): readonly SnippetPiece[] {
  const joined: SnippetPiece[] = []
  for (const [index, piece] of pieces.entries()) {
    const last = joined.at(-1)
    const isBetween = piece.text === ' ' && pieces[index + 1]?.isMatch
    if (last?.isMatch && (piece.isMatch || isBetween)) {
      joined[joined.length - 1] = { text: last.text + piece.text, isMatch: true }
    } else {
      joined.push(piece)
    }
  }
  return joined
}
