import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { DecisionNews, NewsSources, ReleaseNews } from './news.ts'

/** As many of each kind as could be among the newest. */
const mostOfAKind = 6

/** What became public last, of every kind that can be news. */
export async function readNewsSources(database: Database, scheme: Scheme): Promise<NewsSources> {
  const [releases, reviews, reports, decisions] = await Promise.all([
    readReleases(database),
    database
      .selectFrom('nationalReview')
      .select(['year', 'publishedAt'])
      .orderBy('publishedAt', 'desc')
      .limit(mostOfAKind)
      .execute(),
    database
      .selectFrom('publicReport')
      .innerJoin('authority', 'authority.authorityId', 'publicReport.authorityId')
      .select(['publicReport.slug', 'title', 'officialName as authority', 'publishedAt'])
      .orderBy('publishedAt', 'desc')
      .limit(mostOfAKind)
      .execute(),
    readLastDecisions(database, scheme),
  ])
  return {
    releases,
    reviews: reviews.map(({ year, publishedAt }) => ({ year: reportingYear(year), publishedAt })),
    reports,
    decisions,
  }
}

async function readReleases(database: Database): Promise<readonly ReleaseNews[]> {
  const { rows } = await sql<Omit<ReleaseNews, 'year'> & { readonly year: number }>`
    select
      newest.year,
      newest.revision,
      newest.published_at,
      newest.reason,
      exists (select from letter where letter.year = newest.year and letter.revision = newest.revision) as has_letters,
      members.council_count,
      members.other_count
    from (
      select * from revision where published_at is not null order by published_at desc limit ${mostOfAKind}
    ) as newest
    cross join lateral (
      select
        count(*) filter (where is_council)::integer as council_count,
        count(*) filter (where not is_council)::integer as other_count
      from cycle_authority
      where cycle_authority.year = newest.year
    ) as members
    order by newest.published_at desc
  `.execute(database)
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** Those published on the last day on which any were, by the calendar of the scheme's country. */
async function readLastDecisions(database: Database, scheme: Scheme): Promise<DecisionNews | undefined> {
  const { rows } = await sql<DecisionNews>`
    select newest.published_at, sum(count(*)) over ()::integer as count, category,
      count(*)::integer as category_count
    from (select max(published_at) as published_at from decision_statement) as newest
    join decision_statement as statement
      on statement.published_at >= date_trunc('day', newest.published_at, ${scheme.timeZone})
    group by newest.published_at, category
    order by count(*) desc, category
    limit 1
  `.execute(database)
  return rows[0]
}
