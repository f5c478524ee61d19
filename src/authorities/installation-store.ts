import type { Database, Transaction } from '../database/connection.ts'

/** What this installation is: a real one or a demonstration. Undefined while the database is still empty. */
export async function readInstallation(
  database: Database | Transaction,
): Promise<{ readonly isDemonstration: boolean } | undefined> {
  return database.selectFrom('installation').select('isDemonstration').executeTakeFirst()
}

export async function recordInstallation(transaction: Transaction, isDemonstration: boolean): Promise<void> {
  await transaction.insertInto('installation').values({ isDemonstration }).execute()
}
