import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../scheme/scheme.ts'
import type { Figure } from './figure.ts'
import { findingOf, letterFindingOf } from './figure-findings.ts'
import { figureOf } from './figures-from-counts.ts'
import { isLatestRevision } from './revision-store.ts'
import { readAuthorityYears } from './yearly-figures-store.ts'

/**
 * Where what was published for a year differs from what is calculated here, as printed: averages, rates,
 * counts, and whole figures of letters. Published numbers stay as published; a difference is for people.
 */
export async function findings(
  database: Database | Transaction,
  scheme: Scheme,
  year: ReportingYear,
): Promise<string[]> {
  return [
    ...(await averageFindings(database, scheme, year)),
    ...(await rateFindings(database, scheme, year)),
    ...(await letterFindings(database, scheme, year)),
    ...(await countFindings(database, year)),
  ]
}

async function averageFindings(database: Database | Transaction, scheme: Scheme, year: ReportingYear) {
  const rows = await database
    .selectFrom('publishedAverage')
    .leftJoin('groupAverage', (join) =>
      join
        .onRef('groupAverage.year', '=', 'publishedAverage.year')
        .onRef('groupAverage.comparisonGroup', '=', 'publishedAverage.comparisonGroup')
        .onRef('groupAverage.measure', '=', 'publishedAverage.measure')
        .on(isLatestRevision('group_average')),
    )
    .select(['publishedAverage.comparisonGroup', 'publishedAverage.measure', 'value', 'document'])
    .select(['numerator', 'denominator'])
    .where('publishedAverage.year', '=', year)
    .orderBy('publishedAverage.comparisonGroup')
    .orderBy('publishedAverage.measure')
    .execute()
  return rows.flatMap((row) => {
    const measure = measureOf(scheme, row.measure)
    const group = scheme.comparisonGroups.find(({ code }) => code === row.comparisonGroup)
    const ours: Figure = figureOf(row.numerator ?? undefined, row.denominator ?? undefined)
    const subject = `Average of ${group?.plural ?? row.comparisonGroup}, ${measure.name}, ${formatReportingYear(year)}`
    return findingOf(measure, subject, row, ours) ?? []
  })
}

async function rateFindings(database: Database | Transaction, scheme: Scheme, year: ReportingYear) {
  const rows = await database
    .selectFrom('publishedRate')
    .innerJoin('authority', 'authority.authorityId', 'publishedRate.authorityId')
    .leftJoin('figure', (join) =>
      join
        .onRef('figure.authorityId', '=', 'publishedRate.authorityId')
        .onRef('figure.year', '=', 'publishedRate.year')
        .onRef('figure.measure', '=', 'publishedRate.measure')
        .on(isLatestRevision('figure')),
    )
    .select(['officialName', 'publishedRate.measure', 'value', 'publishedRate.document'])
    .select(['state', 'numerator', 'denominator'])
    .where('publishedRate.year', '=', year)
    .orderBy('officialName')
    .orderBy('publishedRate.measure')
    .execute()
  return rows.flatMap((row) => {
    const measure = measureOf(scheme, row.measure)
    const ours: Figure =
      row.state === 'nothing-to-report'
        ? { state: 'nothing-to-report' }
        : figureOf(row.numerator ?? undefined, row.denominator ?? undefined)
    const subject = `${row.officialName}, ${measure.name}, ${formatReportingYear(year)}`
    return findingOf(measure, subject, row, ours) ?? []
  })
}

/** What a letter states beside the cases that have taken its place, or beside what tables or cases would give. */
async function letterFindings(database: Database | Transaction, scheme: Scheme, year: ReportingYear) {
  const authorityYears = await readAuthorityYears(database, scheme, [year])
  return authorityYears.flatMap((sources) =>
    scheme.measures.flatMap((measure) => {
      const published = sources.publishedFigures.get(measure.code)
      const subject = `${sources.authorityName}, ${measure.name}, ${formatReportingYear(year)}`
      return (published && letterFindingOf(scheme, measure, subject, published, sources)) ?? []
    }),
  )
}

/** A published total beside the cases that have since taken its place. */
async function countFindings(database: Database | Transaction, year: ReportingYear) {
  const { rows } = await sql<{
    officialName: string
    countedSet: string
    document: string
    published: number
    ours: number
  }>`
    select
      official_name,
      counted_set,
      document,
      published_count.complaint_count as published,
      counted_set.complaint_count as ours
    from published_count
    join authority using (authority_id)
    join counted_set using (authority_id, year, counted_set)
    where year = ${year}
    and ${isLatestRevision('counted_set')}
    and complaint_ids is not null
    and published_count.complaint_count <> counted_set.complaint_count
    order by official_name, counted_set
  `.execute(database)
  return rows.map(
    ({ officialName, countedSet, document, published, ours }) =>
      `${officialName}, ${countedSet}, ${formatReportingYear(year)}: ${document} says ${published}, ours is ${ours}.`,
  )
}

function measureOf(scheme: Scheme, code: string): Measure {
  const measure = scheme.measures.find((candidate) => candidate.code === code)
  if (!measure)
    throw new Error(`a published number is of the measure ${code}, which the scheme does not have`)
  return measure
}
