import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { endAppointmentRow, lockAdministrators, lockAppointment } from './people-store.ts'
import { roleWords } from './role.ts'
import { endSessions } from './session-store.ts'
import { accountOf } from './sign-in-actions.ts'

export type AppointmentEnd = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** Ends what somebody is appointed as, and with it every session of theirs. The last administrator stays. */
export async function endAppointment(
  database: Database,
  appointmentId: number,
  actor: string,
): Promise<AppointmentEnd> {
  return database.transaction().execute(async (transaction): Promise<AppointmentEnd> => {
    // Before the appointment itself, so that two administrators cannot end each other at once.
    const administratorIds = await lockAdministrators(transaction)
    const appointment = await lockAppointment(transaction, appointmentId)
    if (!appointment) return { ok: false, reason: 'This appointment has ended already.' }
    const { role, personId, email } = appointment
    if (role === 'administrator' && administratorIds.every((id) => id === personId)) {
      return {
        ok: false,
        reason:
          'This is the last administrator, without whom nobody could be invited. Invite another one first.',
      }
    }
    await endAppointmentRow(transaction, appointmentId, actor)
    await endSessions(transaction, personId)
    await appendAudit(transaction, [
      {
        actor,
        action: 'appointment ended',
        subject: accountOf(email),
        before: { role: roleWords[role].name },
        after: null,
      },
    ])
    return { ok: true }
  })
}
