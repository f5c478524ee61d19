import { sql } from 'kysely'
import type { Database, Transaction } from '../src/database/connection.ts'
import { switchSealGuards } from '../src/database/seal-guards.ts'

/** Changes rows as nobody can: what keeps sealed revisions as they are is off meanwhile. */
export async function changeSealed(
  database: Database,
  change: (transaction: Transaction) => Promise<unknown>,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql.raw(switchSealGuards('disable')).execute(transaction)
    await change(transaction)
    await sql.raw(switchSealGuards('enable')).execute(transaction)
  })
}

/** Makes the first revision of every year public as it stands, at the moment of its cycle and without a seal. */
export async function publishUnsealed(database: Database): Promise<void> {
  await changeSealed(database, async (transaction) => {
    await sql`
      insert into sealed_cycle
      select year, 1, edition, letter_date, population_year, population_release, settings from cycle
    `.execute(transaction)
    await sql`
      insert into sealed_cycle_authority
      select authority_id, year, 1, is_council, gets_letter, is_on_map, comparison_group from cycle_authority
    `.execute(transaction)
    await sql`
      update revision set sealed_at = cycle.published_at, published_at = cycle.published_at
      from cycle
      where cycle.year = revision.year
    `.execute(transaction)
  })
}
