import { sql } from 'kysely'
import { authorityId } from '../authorities/authority.ts'
import type { Database, Transaction } from '../database/connection.ts'
import type { OfficerAuthority, Person } from './person.ts'
import type { Role } from './role.ts'

/** A session as it stands in the database, with what its person is appointed as at this moment. */
export type FoundSession = {
  readonly hasSecondFactor: boolean
  readonly person: Person
}

/** How long somebody may give their second factor after the first. */
const halfMinutes = 15
/** After how long without a request a session is over. */
const idleMinutes = 120
/** How exactly it is known when a session was last used. */
const lastUsedMinutes = 5

/**
 * The session of a token, unless it is over: too old, unused for too long, waiting for too long for a second factor, or
 * of somebody who is appointed as nothing any more.
 */
export async function findSession(database: Database, token: string): Promise<FoundSession | undefined> {
  const { rows } = await sql<SessionRow>`
    select session.id as session_id, session.second_factor_at is not null as has_second_factor,
      session.updated_at < now() - make_interval(mins => ${lastUsedMinutes}) as is_seen_long_ago,
      person.id as person_id, person.email, person.name,
      array_agg(appointment.role order by appointment.appointment_id) as roles,
      authority.authority_id, authority.slug, authority.official_name
    from session
      join person on person.id = session.person_id
      join appointment on appointment.person_id = person.id and appointment.ended_at is null
      left join authority on authority.authority_id = appointment.authority_id
    where session.token = ${token}
      and session.expires_at > now()
      and session.updated_at > now() - make_interval(mins => ${idleMinutes})
      and (session.second_factor_at is not null
        or session.created_at > now() - make_interval(mins => ${halfMinutes}))
    group by session.id, person.id, authority.authority_id
  `.execute(database)
  const [row, other] = rows
  // Nobody acts for two authorities, or for one and for the Ombudsman.
  if (row === undefined || other !== undefined) return undefined
  if (row.isSeenLongAgo) await noteUse(database, row.sessionId)
  return {
    hasSecondFactor: row.hasSecondFactor,
    person: {
      id: row.personId,
      email: row.email,
      name: row.name,
      roles: row.roles,
      authority: authorityOf(row),
      session: { id: row.sessionId, token },
    },
  }
}

type SessionRow = {
  readonly sessionId: string
  readonly hasSecondFactor: boolean
  readonly isSeenLongAgo: boolean
  readonly personId: string
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly authorityId: number | null
  readonly slug: string | null
  readonly officialName: string | null
}

function authorityOf(row: SessionRow): OfficerAuthority | null {
  const { authorityId: id, slug, officialName } = row
  if (id === null || slug === null || officialName === null) return null
  return { id: authorityId(id), slug, officialName }
}

async function noteUse(database: Database, sessionId: string): Promise<void> {
  await database.updateTable('session').set({ updatedAt: sql`now()` }).where('id', '=', sessionId).execute()
}

/** One place in which somebody is signed in. */
export type OpenSession = {
  readonly id: string
  readonly since: Date
  readonly lastUsedAt: Date
  readonly userAgent: string | null
}

/** Where somebody is signed in with a second factor, the latest first. */
export async function readOpenSessions(
  database: Database | Transaction,
  personId: string,
): Promise<readonly OpenSession[]> {
  return database
    .selectFrom('session')
    .select(['id', 'createdAt as since', 'updatedAt as lastUsedAt', 'userAgent'])
    .where('personId', '=', personId)
    .where('expiresAt', '>', sql<Date>`now()`)
    .where('updatedAt', '>', sql<Date>`now() - make_interval(mins => ${idleMinutes})`)
    .where('secondFactorAt', 'is not', null)
    .orderBy('createdAt', 'desc')
    .execute()
}

/** Ends sessions of one person: one of them, all, or all but one. Says how many. */
export async function endSessions(
  transaction: Transaction,
  personId: string,
  which: { readonly only?: string; readonly but?: string } = {},
): Promise<number> {
  let query = transaction.deleteFrom('session').where('personId', '=', personId)
  if (which.only !== undefined) query = query.where('id', '=', which.only)
  if (which.but !== undefined) query = query.where('id', '<>', which.but)
  const { numDeletedRows } = await query.executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Forgets sessions that nobody can use any more. */
export async function forgetOldSessions(transaction: Transaction): Promise<void> {
  await transaction.deleteFrom('session').where('expiresAt', '<', sql<Date>`now()`).execute()
}
