import { sql } from 'kysely'
import type { Database } from '../src/database/connection.ts'
import type { IsoDate } from '../src/scheme/reporting-year.ts'

export type AgreedInTest = {
  readonly kind?: string
  readonly text?: string | null
  readonly dueOn: IsoDate
  readonly agreedBy?: string
}

/** An upheld case with what was agreed in it, as if a file had brought it, or an investigator agreed it. */
export async function addUpheldCase(
  database: Database,
  slug: string,
  reference: string,
  decidedOn: IsoDate,
  actions: readonly AgreedInTest[],
): Promise<void> {
  const { rows } = await sql<{ authorityId: number; complaintId: number }>`
    insert into complaint (
      authority_id, reference, category, subcategory, received_on, decided_on, outcome, is_remedied_before, remedy_due_on
    )
    select authority_id, ${reference}, 'housing', 'Homelessness', ${decidedOn}::date - 100, ${decidedOn}::date, 'upheld',
      false, ${
        actions
          .map(({ dueOn }) => dueOn)
          .toSorted()
          .at(-1) ?? null
      }::date
    from authority
    where slug = ${slug}
    returning authority_id, complaint_id
  `.execute(database)
  const [key] = rows
  if (key === undefined) throw new Error(`there is no authority ${slug}`)
  for (const [at, { kind = 'apology', text = null, dueOn, agreedBy = null }] of actions.entries()) {
    await database
      .insertInto('recommendation')
      .values({
        ...key,
        recommendationNumber: at + 1,
        kind,
        text,
        dueOn,
        agreedBy: agreedBy === null ? null : [agreedBy],
      })
      .execute()
  }
}

/** What a page says, as text. */
export async function wordsOf(response: Promise<Response> | Response): Promise<string> {
  const html = await (await response).text()
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}
