import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Database } from '../database/connection.ts'
import type { Letter } from '../letters/letter.ts'
import type { PrintedLetter } from '../letters/letter-pdf.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { ErrorPage } from '../web/error-page.tsx'
import type { Site } from '../web/layout.tsx'

/** What every public page is made from. The clock comes in, so that a test can stand at any moment. */
export type PublicSite = {
  readonly database: Database
  readonly scheme: Scheme
  readonly site: Site
  readonly now: () => Date
  /** Typesets and verifies a letter. */
  readonly printLetter: (letter: Letter) => Promise<PrintedLetter>
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
