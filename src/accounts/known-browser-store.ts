import type { Database, Transaction } from '../database/connection.ts'
import { browserHash } from './secret-token.ts'

/** The hash of a browser's cookie, in letters, if the account of this address has been used in that browser before. */
export async function findKnownBrowser(
  database: Database,
  email: string,
  browser: string,
): Promise<string | undefined> {
  const hash = browserHash(browser)
  const row = await database
    .selectFrom('knownBrowser')
    .innerJoin('person', 'person.id', 'knownBrowser.personId')
    .select('person.id')
    .where('person.email', '=', email)
    .where('browserHash', '=', hash)
    .executeTakeFirst()
  return row && hash.toString('base64url')
}

export async function rememberBrowser(
  transaction: Transaction,
  personId: string,
  browser: string,
): Promise<void> {
  await transaction
    .insertInto('knownBrowser')
    .values({ personId, browserHash: browserHash(browser) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function forgetBrowsers(transaction: Transaction, personId: string): Promise<void> {
  await transaction.deleteFrom('knownBrowser').where('personId', '=', personId).execute()
}
