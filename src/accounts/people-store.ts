import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import type { Role } from './role.ts'

/** One thing somebody is appointed as. */
export type HeldAppointment = {
  readonly id: number
  readonly role: Role
  readonly since: Date
  readonly by: string
}

/** Somebody who can sign in, as the page of people shows them. */
export type AppointedPerson = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly lastSignedInAt: Date | null
  readonly hasSecondFactor: boolean
  readonly authority: string | null
  readonly appointments: readonly HeldAppointment[]
}

/** Everybody who is appointed as something: the Ombudsman's own first, then by authority and address. */
export async function readPeople(database: Database): Promise<readonly AppointedPerson[]> {
  const rows = await database
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.personId')
    .leftJoin('authority', 'authority.authorityId', 'appointment.authorityId')
    .leftJoin('secondFactor', 'secondFactor.personId', 'person.id')
    .select([
      'person.id as personId',
      'person.email',
      'person.name',
      'person.lastSignedInAt',
      'secondFactor.confirmedAt',
      'authority.officialName',
      'appointmentId as id',
      'role',
      'appointedAt as since',
      'appointedBy as by',
    ])
    .where('endedAt', 'is', null)
    .orderBy('authority.officialName', (order) => order.asc().nullsFirst())
    .orderBy('person.email')
    .orderBy('appointmentId')
    .execute()
  const people = new Map<string, AppointedPerson & { readonly appointments: HeldAppointment[] }>()
  for (const { personId, email, name, lastSignedInAt, confirmedAt, officialName, role, ...rest } of rows) {
    const known = people.get(personId) ?? {
      id: personId,
      email,
      name,
      lastSignedInAt,
      hasSecondFactor: confirmedAt !== null,
      authority: officialName,
      appointments: [],
    }
    // The database holds no other roles than these.
    known.appointments.push({ ...rest, role: role as Role })
    people.set(personId, known)
  }
  return [...people.values()]
}

/** Who is an administrator, locked so that none of them ceases to be one meanwhile. */
export async function lockAdministrators(transaction: Transaction): Promise<readonly string[]> {
  const rows = await transaction
    .selectFrom('appointment')
    .select('personId')
    .where('role', '=', 'administrator')
    .where('endedAt', 'is', null)
    .orderBy('appointmentId')
    .forUpdate()
    .execute()
  return rows.map(({ personId }) => personId)
}

/** An appointment in force, locked. */
export async function lockAppointment(
  transaction: Transaction,
  appointmentId: number,
): Promise<{ readonly role: Role; readonly personId: string; readonly email: string } | undefined> {
  const row = await transaction
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.personId')
    .select(['role', 'personId', 'email'])
    .where('appointmentId', '=', appointmentId)
    .where('endedAt', 'is', null)
    .forUpdate('appointment')
    .executeTakeFirst()
  return row && { ...row, role: row.role as Role }
}

export async function endAppointmentRow(
  transaction: Transaction,
  appointmentId: number,
  endedBy: string,
): Promise<void> {
  await transaction
    .updateTable('appointment')
    .set({ endedBy, endedAt: sql`now()` })
    .where('appointmentId', '=', appointmentId)
    .execute()
}
