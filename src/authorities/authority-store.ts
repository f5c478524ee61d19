import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import {
  type Authority,
  type AuthorityId,
  authorityId,
  type BankHoliday,
  type KnownAuthority,
  type PopulationEstimate,
} from './authority.ts'

/** Every authority of this installation, in the order of their slugs. */
export async function readAuthorities(database: Database | Transaction): Promise<readonly KnownAuthority[]> {
  const { rows } = await sql<AuthorityRow>`
    select authority.authority_id, authority.slug, authority.official_name, authority.short_name,
      authority.gss_code, authority.kind, authority.region, county.slug as county,
      authority.starts_on, authority.ends_on, authority.longitude, authority.latitude, authority.is_invented,
      array(
        select successor.slug
        from authority_successor
        join authority as successor on successor.authority_id = authority_successor.successor_id
        where authority_successor.authority_id = authority.authority_id
        order by successor.slug
      ) as successors,
      array(
        select name from authority_name
        where authority_name.authority_id = authority.authority_id and not is_former
        order by name
      ) as other_names,
      array(
        select name from authority_name
        where authority_name.authority_id = authority.authority_id and is_former
        order by name
      ) as former_names
    from authority
    left join authority as county on county.authority_id = authority.county_id
    order by authority.slug
  `.execute(database)
  return rows.map(knownAuthority)
}

/** Adds authorities, or brings those whose slug is known to the given state. */
export async function saveAuthorities(
  transaction: Transaction,
  authorities: readonly (Authority & { readonly isInvented: boolean })[],
): Promise<void> {
  if (authorities.length === 0) return
  await freeNames(transaction, authorities)
  await transaction
    .insertInto('authority')
    .values(
      authorities.map(({ centre, county, successors, otherNames, formerNames, ...facts }) => ({
        slug: facts.slug,
        officialName: facts.officialName,
        shortName: facts.shortName,
        gssCode: facts.gssCode,
        kind: facts.kind,
        region: facts.region,
        startsOn: facts.startsOn,
        endsOn: facts.endsOn,
        isInvented: facts.isInvented,
        longitude: centre?.longitude ?? null,
        latitude: centre?.latitude ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('slug').doUpdateSet(({ ref }) => ({
        officialName: ref('excluded.officialName'),
        shortName: ref('excluded.shortName'),
        gssCode: ref('excluded.gssCode'),
        kind: ref('excluded.kind'),
        region: ref('excluded.region'),
        startsOn: ref('excluded.startsOn'),
        endsOn: ref('excluded.endsOn'),
        longitude: ref('excluded.longitude'),
        latitude: ref('excluded.latitude'),
      })),
    )
    .execute()
  await saveCounties(transaction, authorities)
  await saveSuccessors(transaction, authorities)
  await saveNames(transaction, authorities)
}

/** Adds population estimates; one that is there already takes the given number. */
export async function savePopulations(
  transaction: Transaction,
  estimates: readonly PopulationEstimate[],
): Promise<void> {
  await sql`
    insert into population (authority_id, year, release, residents)
    select authority_id, year, release, residents
    from unnest(
      ${estimates.map(({ authority }) => authority)}::text[],
      ${estimates.map(({ year }) => year)}::smallint[],
      ${estimates.map(({ release }) => release)}::text[],
      ${estimates.map(({ residents }) => residents)}::integer[]
    ) as estimate (slug, year, release, residents)
    join authority using (slug)
    on conflict (authority_id, year, release) do update set residents = excluded.residents
  `.execute(transaction)
}

export async function saveBankHolidays(
  transaction: Transaction,
  holidays: readonly BankHoliday[],
): Promise<void> {
  if (holidays.length === 0) return
  await transaction
    .insertInto('bankHoliday')
    .values(holidays.map(({ date, name }) => ({ holidayOn: date, name })))
    .onConflict((conflict) =>
      conflict.column('holidayOn').doUpdateSet(({ ref }) => ({ name: ref('excluded.name') })),
    )
    .execute()
}

/** Takes the bank holidays of a calendar year off the record. */
export async function removeBankHolidays(transaction: Transaction, year: string): Promise<void> {
  await transaction
    .deleteFrom('bankHoliday')
    .where('holidayOn', '>=', `${year}-01-01`)
    .where('holidayOn', '<=', `${year}-12-31`)
    .execute()
}

export async function readBankHolidays(database: Database | Transaction): Promise<readonly BankHoliday[]> {
  const rows = await database.selectFrom('bankHoliday').selectAll().orderBy('holidayOn').execute()
  return rows.map(({ holidayOn, name }) => ({ date: holidayOn, name }))
}

/** How many people lived with each authority, by one publication of one year's estimate. */
export async function readPopulations(
  database: Database | Transaction,
  year: number,
  release: string,
): Promise<ReadonlyMap<AuthorityId, number>> {
  const rows = await database
    .selectFrom('population')
    .select(['authorityId', 'residents'])
    .where('year', '=', year)
    .where('release', '=', release)
    .execute()
  return new Map(rows.map((row) => [authorityId(row.authorityId), row.residents]))
}

/** The estimates that sealed years count their rates against; they stay as they are. */
export async function readSealedEstimates(
  database: Database | Transaction,
): Promise<readonly { readonly year: number; readonly release: string }[]> {
  const rows = await database
    .selectFrom('sealedCycle')
    .select(['populationYear', 'populationRelease'])
    .distinct()
    .execute()
  return rows.flatMap(({ populationYear: year, populationRelease: release }) =>
    year === null || release === null ? [] : [{ year, release }],
  )
}

/** One authority's population; undefined where there is no such estimate. */
export async function findPopulation(
  database: Database | Transaction,
  authority: AuthorityId,
  year: number,
  release: string,
): Promise<number | undefined> {
  const row = await database
    .selectFrom('population')
    .select('residents')
    .where('authorityId', '=', authority)
    .where('year', '=', year)
    .where('release', '=', release)
    .executeTakeFirst()
  return row?.residents
}

/** Every estimate of one authority, by year and release. */
export async function readPopulationsOf(
  database: Database | Transaction,
  authority: AuthorityId,
): Promise<readonly Omit<PopulationEstimate, 'authority'>[]> {
  return database
    .selectFrom('population')
    .select(['year', 'release', 'residents'])
    .where('authorityId', '=', authority)
    .orderBy('year')
    .orderBy('release')
    .execute()
}

/** The estimates there are: each year with the names of its publications. */
export async function readPopulationReleases(
  database: Database | Transaction,
): Promise<readonly { readonly year: number; readonly release: string }[]> {
  return database
    .selectFrom('population')
    .select(['year', 'release'])
    .distinct()
    .orderBy('year')
    .orderBy('release')
    .execute()
}

type AuthorityRow = Omit<Authority, 'centre'> & {
  readonly authorityId: number
  readonly isInvented: boolean
  readonly longitude: number | null
  readonly latitude: number | null
}

function knownAuthority({ authorityId: id, longitude, latitude, ...facts }: AuthorityRow): KnownAuthority {
  const centre = longitude === null || latitude === null ? null : { longitude, latitude }
  return { ...facts, id: authorityId(id), centre }
}

/** Names and codes are unique at every moment; without this, two bodies could never exchange theirs. */
async function freeNames(transaction: Transaction, authorities: readonly Authority[]): Promise<void> {
  await sql`
    update authority set official_name = 'changing ' || slug, gss_code = null
    where slug = any (${authorities.map(({ slug }) => slug)}::text[])
  `.execute(transaction)
}

async function saveCounties(transaction: Transaction, authorities: readonly Authority[]): Promise<void> {
  await sql`
    update authority set county_id = county.authority_id
    from unnest(
      ${authorities.map(({ slug }) => slug)}::text[],
      ${authorities.map(({ county }) => county)}::text[]
    ) as given (slug, county_slug)
    left join authority as county on county.slug = given.county_slug
    where authority.slug = given.slug and authority.county_id is distinct from county.authority_id
  `.execute(transaction)
}

async function saveSuccessors(transaction: Transaction, authorities: readonly Authority[]): Promise<void> {
  await sql`
    delete from authority_successor using authority
    where authority.authority_id = authority_successor.authority_id
      and authority.slug = any (${authorities.map(({ slug }) => slug)}::text[])
  `.execute(transaction)
  const pairs = authorities.flatMap(({ slug, successors }) =>
    successors.map((successor) => ({ slug, successor })),
  )
  await sql`
    insert into authority_successor (authority_id, successor_id)
    select authority.authority_id, successor.authority_id
    from unnest(
      ${pairs.map(({ slug }) => slug)}::text[],
      ${pairs.map(({ successor }) => successor)}::text[]
    ) as pair (slug, successor_slug)
    join authority using (slug)
    join authority as successor on successor.slug = pair.successor_slug
  `.execute(transaction)
}

async function saveNames(transaction: Transaction, authorities: readonly Authority[]): Promise<void> {
  await sql`
    delete from authority_name using authority
    where authority.authority_id = authority_name.authority_id
      and authority.slug = any (${authorities.map(({ slug }) => slug)}::text[])
  `.execute(transaction)
  const names = authorities.flatMap(({ slug, otherNames, formerNames }) => [
    ...otherNames.map((name) => ({ slug, name, isFormer: false })),
    ...formerNames.map((name) => ({ slug, name, isFormer: true })),
  ])
  await sql`
    insert into authority_name (authority_id, name, is_former)
    select authority_id, name, is_former
    from unnest(
      ${names.map(({ slug }) => slug)}::text[],
      ${names.map(({ name }) => name)}::text[],
      ${names.map(({ isFormer }) => isFormer)}::boolean[]
    ) as given (slug, name, is_former)
    join authority using (slug)
  `.execute(transaction)
}
