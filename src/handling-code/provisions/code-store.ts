import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import { type Certainty, type CodeVersion, compareNumbers, type Provision } from './code-version.ts'

/** Every version on record with its provisions, the earliest first. */
export async function readCodeVersions(database: Database | Transaction): Promise<readonly CodeVersion[]> {
  const [versions, rows] = await Promise.all([
    database.selectFrom('codeVersion').selectAll().orderBy('inForceOn').execute(),
    database.selectFrom('codeProvision').selectAll().execute(),
  ])
  return versions.map((version) => ({
    ...version,
    provisions: rows
      .filter((row) => row.version === version.version)
      .toSorted((one, other) => compareNumbers(one.number, other.number))
      .map(({ version: _, certainty, ...row }): Provision => ({ ...row, certainty: certainty as Certainty })),
  }))
}

/** Brings a version to the given state; provisions it no longer has are taken off the record. */
export async function saveCodeVersion(
  transaction: Transaction,
  { version, inForceOn, provisions }: CodeVersion,
): Promise<void> {
  await transaction
    .insertInto('codeVersion')
    .values({ version, inForceOn })
    .onConflict((conflict) => conflict.column('version').doUpdateSet({ inForceOn }))
    .execute()
  await transaction
    .deleteFrom('codeProvision')
    .where('version', '=', version)
    .where(
      'provision',
      'not in',
      provisions.map(({ provision }) => provision),
    )
    .execute()
  await transaction
    .insertInto('codeProvision')
    .values(provisions.map((provision) => ({ version, ...provision })))
    .onConflict((conflict) =>
      conflict.columns(['version', 'provision']).doUpdateSet(({ ref }) => ({
        section: ref('excluded.section'),
        number: ref('excluded.number'),
        certainty: ref('excluded.certainty'),
        text: ref('excluded.text'),
        source: ref('excluded.source'),
      })),
    )
    .execute()
}

/** How often each provision of a version is answered in a self-assessment or named in a case. */
export async function countUses(
  transaction: Transaction,
  version: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ provision: string; count: number }>`
    select provision, count(*) as count
    from (
      select provision from self_assessment_answer where code_version = ${version}
      union all
      select provision from considered_provision where code_version = ${version}
    ) as used
    group by provision
  `.execute(transaction)
  return new Map(rows.map(({ provision, count }) => [provision, count]))
}

/** Until the transaction ends nobody else changes the Code. */
export async function lockCode(transaction: Transaction): Promise<void> {
  await sql`lock table code_version in share row exclusive mode`.execute(transaction)
}
