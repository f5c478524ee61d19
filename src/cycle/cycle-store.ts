import { type Selectable, sql } from 'kysely'
import { authorityId } from '../authorities/authority.ts'
import type { Database, Transaction } from '../database/connection.ts'
import type { Cycle as CycleTable } from '../database/database-types.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import type { Cycle, CycleAuthority } from './cycle.ts'
import { cycleSettingsSchema } from './cycle-settings.ts'

/** All cycles, the earliest first. */
export async function readCycles(database: Database | Transaction): Promise<readonly Cycle[]> {
  const rows = await database.selectFrom('cycle').selectAll().orderBy('year').execute()
  return rows.map(cycleOf)
}

export async function findCycle(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<Cycle | undefined> {
  const row = await database.selectFrom('cycle').selectAll().where('year', '=', year).executeTakeFirst()
  return row === undefined ? undefined : cycleOf(row)
}

/** Whether a state of this year is frozen for its moment. */
export async function isSealed(database: Database | Transaction, year: ReportingYear): Promise<boolean> {
  const row = await database
    .selectFrom('revision')
    .select('year')
    .where('year', '=', year)
    .where('sealedAt', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Until the transaction ends, nobody else seals, sends or changes the cycle of this year. */
export async function lockCycle(transaction: Transaction, year: ReportingYear): Promise<void> {
  await transaction.selectFrom('cycle').select('year').where('year', '=', year).forUpdate().execute()
}

/** Adds a cycle, or brings the one of that year to the given state. */
export async function saveCycle(transaction: Transaction, cycle: Cycle): Promise<void> {
  const facts = {
    edition: cycle.edition,
    letterDate: cycle.letterDate,
    publishedAt: cycle.publishedAt,
    populationYear: cycle.population?.year ?? null,
    populationRelease: cycle.population?.release ?? null,
    settings: JSON.stringify(cycle.settings),
  }
  await transaction
    .insertInto('cycle')
    .values({ year: cycle.year, ...facts })
    .onConflict((conflict) => conflict.column('year').doUpdateSet(facts))
    .execute()
}

/** Those who take part in a year's cycle, in the order of their slugs. */
export async function readCycleAuthorities(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<readonly CycleAuthority[]> {
  const rows = await database
    .selectFrom('cycleAuthority')
    .innerJoin('authority', 'authority.authorityId', 'cycleAuthority.authorityId')
    .select(['cycleAuthority.authorityId', 'slug', 'isCouncil', 'getsLetter', 'isOnMap', 'comparisonGroup'])
    .where('year', '=', year)
    .orderBy('slug')
    .execute()
  return rows.map(({ authorityId: id, ...facts }) => ({ id: authorityId(id), ...facts }))
}

/** Adds members to a year's cycle, or brings them to the given state. The others stay as they are. */
export async function saveCycleAuthorities(
  transaction: Transaction,
  year: ReportingYear,
  members: readonly Omit<CycleAuthority, 'id'>[],
): Promise<void> {
  await sql`
    insert into cycle_authority (authority_id, year, is_council, gets_letter, is_on_map, comparison_group)
    select authority_id, ${year}::smallint, is_council, gets_letter, is_on_map, comparison_group
    from unnest(
      ${members.map(({ slug }) => slug)}::text[],
      ${members.map(({ isCouncil }) => isCouncil)}::boolean[],
      ${members.map(({ getsLetter }) => getsLetter)}::boolean[],
      ${members.map(({ isOnMap }) => isOnMap)}::boolean[],
      ${members.map(({ comparisonGroup }) => comparisonGroup)}::text[]
    ) as member (slug, is_council, gets_letter, is_on_map, comparison_group)
    join authority using (slug)
    on conflict (authority_id, year) do update set is_council = excluded.is_council,
      gets_letter = excluded.gets_letter, is_on_map = excluded.is_on_map,
      comparison_group = excluded.comparison_group
  `.execute(transaction)
}

function cycleOf(row: Selectable<CycleTable>): Cycle {
  const { year, edition, letterDate, publishedAt, populationYear, populationRelease, settings } = row
  return {
    year: reportingYear(year),
    edition,
    letterDate,
    publishedAt,
    population:
      populationYear === null || populationRelease === null
        ? null
        : { year: populationYear, release: populationRelease },
    settings: cycleSettingsSchema.parse(settings),
  }
}
