import type { Staff } from '../accounts/person.ts'
import type { Database } from '../database/connection.ts'
import { formatReportingYear } from '../scheme/reporting-year.ts'
import { recordRead } from './rehearsal/embargoed-read-store.ts'
import type { Standing } from './review-standing-store.ts'

/**
 * Records that somebody looks at a page about a year, before they see it, where its latest revision is not public yet.
 * Each look is one entry. Where this fails, the page is not there.
 */
export async function recordLook(
  { database }: { readonly database: Database },
  { email }: Pick<Staff, 'email'>,
  { cycle, current }: Standing,
  page: string,
): Promise<void> {
  if (current === undefined || current.stage === 'published' || current.stage === 'corrected') return
  const what = `review ${formatReportingYear(cycle.year)}, revision ${current.revision}`
  await recordRead(database, { actor: email, what, as: page })
}
