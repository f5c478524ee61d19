import type { Database, Transaction } from '../database/connection.ts'
import { postOf } from './person.ts'
import type { Role } from './role.ts'

/**
 * What everybody who was ever appointed is or last was, by e-mail address, so that pages can say who did something by
 * their post. What is no person's address, such as the command line, is not in it.
 */
export async function readPosts(database: Database | Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await database
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.personId')
    .select(['person.email', 'appointment.role', 'appointment.endedAt'])
    .orderBy('appointment.appointmentId')
    .execute()
  const roles = new Map<string, { inForce: Role[]; past: Role[] }>()
  for (const { email, role, endedAt } of rows) {
    const known = roles.get(email) ?? { inForce: [], past: [] }
    // The database holds no other roles than these.
    known[endedAt === null ? 'inForce' : 'past'].push(role as Role)
    roles.set(email, known)
  }
  return new Map(
    [...roles].map(([email, { inForce, past }]) => [
      email,
      postOf({ roles: inForce.length > 0 ? inForce : past.slice(-1) }),
    ]),
  )
}
