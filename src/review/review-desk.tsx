import type { Desk } from '../accounts/signed-in-route.tsx'
import type { Database } from '../database/connection.ts'
import type { Letter } from '../letters/letter.ts'
import type { DrawnLetter, PrintedLetter, TypesetDocument } from '../letters/letter-pdf.ts'

/** What pages about a year's review are made from. */
export type ReviewDesk = Desk & {
  /** As the role of authorities' own pages: within `readAsSession` it shows what the session's authority may see. */
  readonly portal: Database
  /** Typesets a letter and compares the finished one with the record; hundreds may wait their turn at once. */
  readonly printLetter: (letter: Letter) => Promise<PrintedLetter>
  /** Has what typesets letters ready, before somebody asks for hundreds. */
  readonly wakePrinters: (letter: Letter) => void
  /** The pages of a letter as pictures. */
  readonly drawLetter: (letter: Letter) => Promise<DrawnLetter>
  /** Typesets another document in the look of a letter. */
  readonly typeset: (document: TypesetDocument) => Promise<PrintedLetter>
}
