import { type RawBuilder, sql } from 'kysely'
import type { Scheme } from '../scheme/scheme.ts'

/** The moment that a text names: its own, or, of a day, its beginning by the clocks of the scheme's country. */
export function momentOf({ timeZone }: Scheme, text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case
    when ${text} like '%T%' then ${text}::timestamptz
    else ${text}::date::timestamp at time zone ${timeZone}
  end`
}
