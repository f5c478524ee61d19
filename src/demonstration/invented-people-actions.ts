import { appoint, readAppointments, savePerson } from '../accounts/person-store.ts'
import type { Role } from '../accounts/role.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import type { Transaction } from '../database/connection.ts'
import { inventedStaff } from './invented-staff.ts'

const staff: Readonly<Record<keyof typeof inventedStaff, Role>> = {
  statistician: 'statistician',
  approver: 'approver',
  secondApprover: 'approver',
  thirdApprover: 'approver',
  investigator: 'investigator',
  complianceOfficer: 'compliance-officer',
  trainer: 'trainer',
  administrator: 'administrator',
}

/**
 * Makes the people somebody can choose to be in the demonstration: one for each role of the Ombudsman's office, a second
 * and a third approver, and a link officer, a monitoring officer and a member responsible for complaints of each authority
 * named by its slug. They have no password. Whoever is there already stays as they are.
 */
export async function inventPeople(transaction: Transaction, authorities: readonly string[]): Promise<void> {
  for (const [place, role] of Object.entries(staff)) {
    const email = inventedStaff[place as keyof typeof inventedStaff]
    await inventPerson(transaction, { email, role, authorityId: null })
  }
  const ids = new Map((await readAuthorities(transaction)).map(({ slug, id }) => [slug, id]))
  for (const slug of authorities) {
    const authorityId = ids.get(slug)
    if (authorityId === undefined)
      throw new Error(`${slug} has officers in the demonstration and is no authority`)
    await inventPerson(transaction, {
      email: `link.officer@${slug}.example`,
      role: 'link-officer',
      authorityId,
    })
    await inventPerson(transaction, {
      email: `monitoring.officer@${slug}.example`,
      role: 'monitoring-officer',
      authorityId,
    })
    await inventPerson(transaction, {
      email: `member.responsible@${slug}.example`,
      role: 'member-responsible',
      authorityId,
    })
  }
}

async function inventPerson(
  transaction: Transaction,
  { email, ...appointment }: { readonly email: string } & Omit<Parameters<typeof appoint>[2], 'appointedBy'>,
): Promise<void> {
  const { id } = await savePerson(transaction, { email, name: '' })
  const held = await readAppointments(transaction, id)
  if (held.some(({ role }) => role === appointment.role)) return
  await appoint(transaction, id, { ...appointment, appointedBy: 'upheld demo' })
}
