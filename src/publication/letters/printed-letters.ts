import { createHash } from 'node:crypto'
import type { Letter } from '../../letters/letter.ts'
import type { PrintedLetter } from '../../letters/letter-pdf.ts'

/** About the letters of half a year's visitors at 60 kB each; the oldest makes room. */
const mostKept = 200
const kept = new Map<string, Promise<PrintedLetter>>()

/** The same letter asked for twice is typeset once, also when both ask at the same moment. */
export function printOnce(
  letter: Letter,
  print: (letter: Letter) => Promise<PrintedLetter>,
): Promise<PrintedLetter> {
  const key = createHash('sha256').update(JSON.stringify(letter)).digest('hex')
  const before = kept.get(key)
  if (before) return before
  const printed = print(letter).then((result) => {
    // A failure may be passing, such as a process that ended; the next visitor tries again.
    if (!result.ok) kept.delete(key)
    return result
  })
  kept.set(key, printed)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return printed
}
