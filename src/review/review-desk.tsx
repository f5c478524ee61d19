import type { Desk } from '../accounts/signed-in-route.tsx'
import type { Letter } from '../letters/letter.ts'
import type { PrintedLetter } from '../letters/letter-pdf.ts'

/** What pages about a year's review are made from. */
export type ReviewDesk = Desk & {
  /** Typesets a letter and compares the finished one with the record. */
  readonly printLetter: (letter: Letter) => Promise<PrintedLetter>
}
