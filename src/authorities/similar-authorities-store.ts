import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import { type AuthorityId, authorityId } from './authority.ts'
import type { SimilarAuthorities, SimilarList } from './similar-authorities.ts'

/** Every list of similar authorities there is, by name. */
export async function readSimilarLists(database: Database | Transaction): Promise<readonly SimilarList[]> {
  return database.selectFrom('similarList').select(['list', 'note']).orderBy('list').execute()
}

/** The neighbours of one authority by one list, the nearest first. */
export async function readSimilarTo(
  database: Database | Transaction,
  list: string,
  authority: AuthorityId,
): Promise<readonly AuthorityId[]> {
  const rows = await database
    .selectFrom('similarAuthority')
    .select('similarId')
    .where('list', '=', list)
    .where('authorityId', '=', authority)
    .orderBy('place')
    .execute()
  return rows.map(({ similarId }) => authorityId(similarId))
}

/** Of how many authorities a list knows the neighbours. */
export async function countSimilar(database: Database | Transaction, list: string): Promise<number> {
  const { count } = await database
    .selectFrom('similarAuthority')
    .select(({ fn }) => fn.count<number>('authorityId').distinct().as('count'))
    .where('list', '=', list)
    .executeTakeFirstOrThrow()
  return count
}

/** Puts a list in the place of what it was before. */
export async function replaceSimilarList(
  transaction: Transaction,
  { list, note }: SimilarList,
  similar: SimilarAuthorities,
): Promise<void> {
  await transaction.deleteFrom('similarAuthority').where('list', '=', list).execute()
  await transaction
    .insertInto('similarList')
    .values({ list, note })
    .onConflict((conflict) => conflict.column('list').doUpdateSet({ note }))
    .execute()
  const rows = [...similar].flatMap(([authority, neighbours]) =>
    neighbours.map((neighbour, index) => ({ authority, neighbour, place: index + 1 })),
  )
  await sql`
    insert into similar_authority (list, authority_id, place, similar_id)
    select ${list}::text, authority.authority_id, place, neighbour.authority_id
    from unnest(
      ${rows.map(({ authority }) => authority)}::text[],
      ${rows.map(({ place }) => place)}::smallint[],
      ${rows.map(({ neighbour }) => neighbour)}::text[]
    ) as given (slug, place, similar_slug)
    join authority on authority.slug = given.slug
    join authority as neighbour on neighbour.slug = similar_slug
  `.execute(transaction)
}

/** Removes a list; false where there is none of this name. */
export async function deleteSimilarList(transaction: Transaction, list: string): Promise<boolean> {
  await transaction.deleteFrom('similarAuthority').where('list', '=', list).execute()
  const { numDeletedRows } = await transaction
    .deleteFrom('similarList')
    .where('list', '=', list)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
