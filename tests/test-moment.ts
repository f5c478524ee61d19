import { sql } from 'kysely'
import { type Database, withClient } from '../src/database/connection.ts'
import { publicRole } from '../src/database/public-role.ts'

/** Lets tests say what time it is: in their databases the clock of publication reads a table. */
export async function replaceClock(templateUrl: string): Promise<void> {
  await withClient(templateUrl, (client) =>
    client.query(`
      create table published.test_moment (moment timestamptz not null);
      grant select on published.test_moment to ${publicRole};
      create or replace function published.current_moment() returns timestamptz language sql stable as
        'select coalesce((select moment from published.test_moment), now())'`),
  )
}

/** From now on it is this moment in a database of a test, for everybody who reads it. */
export async function setMoment(database: Database, moment: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`delete from published.test_moment`.execute(transaction)
    await sql`insert into published.test_moment values (${moment})`.execute(transaction)
  })
}
