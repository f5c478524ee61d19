import { sql } from 'kysely'
import type { Connection, Database, Transaction } from './connection.ts'
import { openForRole } from './role-database.ts'
import { prepareVisitorRole, visitorRole } from './visitor-role.ts'

/**
 * Opens the database as the pages for people without an account use it: as a role that books places and takes answers,
 * and sees nothing of anybody else's. On a server it is named by `DATABASE_VISITOR_URL`; beside the embedded server the
 * role is made here.
 */
export function openVisitor(ownerUrl: string): Promise<Connection> {
  return openForRole(ownerUrl, {
    name: visitorRole,
    schema: 'visitor',
    setting: 'DATABASE_VISITOR_URL',
    prepare: prepareVisitorRole,
    whose: 'Bookings and survey answers are written',
    limit: 'may do more than what people without an account may, or less',
  })
}

/**
 * Does something as the visitor who holds a key, such as that of their booking: the views of the schema `visitor` show
 * what the key opens. It is named for one transaction, so that nothing of it remains on the connection.
 */
export async function asHolderOf<Done>(
  visitor: Database,
  key: string,
  work: (transaction: Transaction) => Promise<Done>,
): Promise<Done> {
  return visitor.transaction().execute(async (transaction) => {
    await sql`select set_config('upheld.key', ${key}, true)`.execute(transaction)
    return work(transaction)
  })
}
