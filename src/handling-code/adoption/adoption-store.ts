import type { AuthorityId } from '../../authorities/authority.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { Adoption } from './adoption.ts'

/** What is on record of every authority that adopted or piloted the Code, as far as the connection may see it. */
export async function readAdoptions(
  database: Database | Transaction,
): Promise<ReadonlyMap<number, Adoption>> {
  const rows = await database
    .selectFrom('codeAdoption')
    .select(['authorityId', 'adoptedOn', 'wasPilot'])
    .execute()
  return new Map(rows.map(({ authorityId, ...adoption }) => [authorityId, adoption]))
}

/** Puts on record what an authority has adopted or piloted; neither takes it off. */
export async function saveAdoption(
  transaction: Transaction,
  authorityId: AuthorityId,
  adoption: Adoption,
): Promise<void> {
  if (adoption.adoptedOn === null && !adoption.wasPilot) {
    await transaction.deleteFrom('codeAdoption').where('authorityId', '=', authorityId).execute()
    return
  }
  await transaction
    .insertInto('codeAdoption')
    .values({ authorityId, ...adoption })
    .onConflict((conflict) => conflict.column('authorityId').doUpdateSet(adoption))
    .execute()
}
