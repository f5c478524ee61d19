import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Database } from '../../database/connection.ts'
import type { Letter } from '../../letters/letter.ts'
import type { PrintedLetter, TypesetDocument } from '../../letters/letter-pdf.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { ErrorPage } from '../../web/error-page.tsx'
import type { Site } from '../../web/layout.tsx'
import type { KeptByState } from './kept-reads.ts'

/** What every public page is made from. */
export type PublicSite = {
  /** As the role that can read what is published and nothing else: its clock decides what there is. */
  readonly database: Database
  /** Reads what many pages need once for all of them, as long as what is public does not change. */
  readonly keptByState: KeptByState
  readonly scheme: Scheme
  readonly site: Site
  /** Typesets and verifies a letter. */
  readonly printLetter: (letter: Letter) => Promise<PrintedLetter>
  /** Typesets another document in the look of a letter. */
  readonly typeset: (document: TypesetDocument) => Promise<PrintedLetter>
}

/** The answer where an address names nothing that is public. `help` says what there is instead. */
export function notFound(
  context: Context,
  { site }: PublicSite,
  title: string,
  help: Child,
): Response | Promise<Response> {
  return context.html(
    <ErrorPage site={site} title={title}>
      {help}
    </ErrorPage>,
    404,
  )
}
