import type { Letter } from '../../letters/letter.ts'
import type { DrawnLetter } from '../../letters/letter-pdf.ts'

/** A page of a letter takes some 200 kB; a person looks at one letter at a time. */
const mostKept = 20
const kept = new Map<string, Promise<DrawnLetter>>()

/** The pages of a letter as pictures, drawn once for the several that a browser asks for one after another. */
export function drawOnce(
  letter: Letter,
  contentHash: Buffer,
  draw: (letter: Letter) => Promise<DrawnLetter>,
): Promise<DrawnLetter> {
  const key = contentHash.toString('hex')
  const before = kept.get(key)
  if (before) return before
  const drawn = draw(letter).then((result) => {
    // A failure may be passing, such as a process that ended.
    if (!result.ok) kept.delete(key)
    return result
  })
  kept.set(key, drawn)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return drawn
}
