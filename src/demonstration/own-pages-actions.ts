import { addInvitation, readOpenInvitations } from '../accounts/invitation-store.ts'
import { newToken, tokenHash } from '../accounts/secret-token.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import type { Database } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { markOf } from '../portal/colleagues/office.ts'
import { insertChange, readHoldersOf, withdrawChangesOf } from '../portal/colleagues/office-store.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { yearUnderReview } from './calibration.ts'
import { labelCountedCases } from './own-pages-store.ts'

/**
 * Gives authorities with officers what these would have done on their own pages: cases carry the authority's own
 * references and services, a reader is invited, and a new chair of scrutiny has yet to confirm. Doing it again changes
 * nothing.
 */
export async function fillOwnPages(
  database: Database,
  scheme: Scheme,
  authorities: readonly string[],
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await labelCountedCases(transaction, authorities, reportingYear(yearUnderReview), serviceNames)
    const invited = (await readOpenInvitations(database)).map(({ email }) => email)
    const now = await currentMoment(transaction)
    const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1_000)
    for (const { id, slug } of await readAuthorities(transaction)) {
      const email = `performance.officer@${slug}.example`
      if (!authorities.includes(slug) || invited.includes(email)) continue
      const invitedBy = `link.officer@${slug}.example`
      await addInvitation(transaction, {
        email,
        role: 'reader',
        authorityId: id,
        // Nobody was sent it, and nobody can know it.
        tokenHash: tokenHash(newToken()),
        invitedBy,
        invitedAt: now,
        expiresAt: later(14),
      })
      const role = 'scrutiny-chair'
      const holder = (await readHoldersOf(transaction, id, role, dayOf(scheme, now))).at(-1)
      const of = { authorityId: id, role, officeHolderId: holder?.id ?? null } as const
      await withdrawChangesOf(transaction, of, { withdrawnBy: invitedBy, withdrawnAt: now })
      await insertChange(transaction, {
        ...of,
        seen: markOf(holder),
        post: 'Chair of the Corporate Scrutiny Committee',
        name: null,
        salutation: null,
        email: `corporate.scrutiny@${slug}.example`,
        tokenHash: tokenHash(newToken()),
        askedBy: invitedBy,
        askedAt: now,
        expiresAt: later(7),
      })
    }
  })
}

const serviceNames: Readonly<Record<string, string>> = {
  'adult-care': 'Adults and communities',
  'benefits-and-tax': 'Revenues',
  corporate: 'Customer services',
  'education-and-children': 'Children and learning',
  environment: 'Street scene',
  highways: 'Highways',
  housing: 'Homes',
  planning: 'Development management',
  other: 'Customer services',
}
