import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'

/** Workshops where an offer has lapsed, where places are free while somebody waits, or where waiting has ended. */
export async function readRestlessWorkshops(
  database: Database,
  { now, lastBegin }: { readonly now: Date; readonly lastBegin: Date },
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select workshop_id as id
    from booking
    join workshop using (workshop_id)
    where state = 'offered' and offer_lapses_at <= ${now} and cancelled_at is null
    union
    select workshop_id
    from workshop
    where waiting_count > 0 and cancelled_at is null and (places_held < capacity or begins_at <= ${lastBegin})
    order by id
  `.execute(database)
  return rows.map(({ id }) => id)
}
