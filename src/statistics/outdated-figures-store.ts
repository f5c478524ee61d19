import { sql } from 'kysely'
import type { Transaction } from '../database/connection.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'

/** Of these years, those that have figures. */
export async function yearsWithKeptFigures(
  transaction: Transaction,
  years: readonly ReportingYear[],
): Promise<readonly ReportingYear[]> {
  const { rows } = await sql<{ year: number }>`
    select year
    from unnest(${years}::smallint[]) as asked (year)
    where exists (select from figure where figure.year = asked.year)
  `.execute(transaction)
  return rows.map(({ year }) => reportingYear(year))
}

/**
 * From here to its end the transaction calculates into temporary tables, which stand before those of the same name:
 * what is kept is neither changed nor locked.
 */
export async function shadowFigures(transaction: Transaction, years: readonly ReportingYear[]) {
  await sql`
    create temporary table revision on commit drop as
    select year, max(revision) as revision, now() as calculated_at,
      null::timestamptz as sealed_at, null::timestamptz as published_at
    from public.revision
    where year in (${sql.join(years.map((year) => sql.lit(year)))})
    group by year
  `.execute(transaction)
  for (const table of ['counted_set', 'figure', 'group_average', 'national_count']) {
    await sql`
      create temporary table ${sql.table(table)} (like ${sql.table(`public.${table}`)}) on commit drop
    `.execute(transaction)
  }
}

/** Whether what was calculated into the temporary tables differs in anything from what is kept of this year. */
export async function differFromKept(transaction: Transaction, year: ReportingYear): Promise<boolean> {
  const { rows } = await sql<{ isDifferent: boolean }>`
    select
      exists (${differenceIn('figure', year)})
      or exists (${differenceIn('group_average', year)})
      or exists (${differenceIn('national_count', year)})
      or exists (
        select
        from pg_temp.counted_set as fresh
        full join (
          select * from public.counted_set where year = ${year} and revision = (select revision from revision where year = ${year})
        ) as kept using (authority_id, counted_set)
        where fresh.complaint_count is distinct from kept.complaint_count
        -- The same cases may stand in another order.
        or (
          fresh.complaint_ids is distinct from kept.complaint_ids
          and ${inOrder('fresh')} is distinct from ${inOrder('kept')}
        )
      ) as is_different
  `.execute(transaction)
  return rows[0]?.isDifferent ?? false
}

function differenceIn(table: 'figure' | 'group_average' | 'national_count', year: ReportingYear) {
  const fresh = sql`select * from ${sql.table(`pg_temp.${table}`)}`
  const kept = sql`
    select * from ${sql.table(`public.${table}`)} where year = ${year} and revision = (select revision from revision where year = ${year})
  `
  return sql`(${fresh} except ${kept}) union all (${kept} except ${fresh})`
}

function inOrder(of: 'fresh' | 'kept') {
  return sql`(select array_agg(id order by id) from unnest(${sql.ref(`${of}.complaint_ids`)}) as id)`
}
