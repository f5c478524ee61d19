import type { Officer } from '../accounts/person.ts'
import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { nameSession } from '../database/portal-database.ts'
import { saveCaseLabels } from './case-label-store.ts'
import type { CaseLabel } from './list-comparison.ts'
import { readOwnAuthorities } from './own-authority-store.ts'

export type Labelling = { readonly ok: true; readonly count: number } | { readonly ok: false }

/**
 * Puts on record what an officer's authority calls its cases. Cases that are another authority's, or in no list the
 * officer may see, are passed over like those that never existed.
 */
export async function labelCases(
  database: Database,
  officer: Officer,
  slug: string,
  labels: readonly CaseLabel[],
  isReplacing: boolean,
): Promise<Labelling> {
  return database.transaction().execute(async (transaction): Promise<Labelling> => {
    await nameSession(transaction, officer.session.token)
    const authority = (await readOwnAuthorities(transaction)).find((own) => own.slug === slug)
    if (!authority) return { ok: false }
    const changed = await saveCaseLabels(transaction, authority.id, labels.filter(isSound), isReplacing)
    if (changed.length > 0) {
      await appendAudit(transaction, [
        {
          actor: officer.email,
          action: 'label cases',
          subject: authority.slug,
          before: null,
          // Which ones, and not as what: an authority may call a case by somebody's name.
          after: { cases: changed, isReplacing },
        },
      ])
    }
    return { ok: true, count: changed.length }
  })
}

function isSound({ ownReference, service }: CaseLabel): boolean {
  const isPlain = (text: string | null, longest: number) =>
    text === null || (text !== '' && text.length <= longest && !/\p{Cc}/u.test(text))
  return isPlain(ownReference, 100) && isPlain(service, 200)
}
