import { sql } from 'kysely'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { predecessorsOf } from '../../authorities/authority-succession.ts'
import { formatReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { allOf, dataSet, equals, latestReleases, releasedTable } from './data-set-store.ts'
import { ofAuthority } from './figure-data-store.ts'
import {
  type AuthorityRow,
  type LetterRow,
  letterColumns,
  type ReviewRow,
  type RevisionRow,
  registerColumns,
  reviewColumns,
  revisionColumns,
  type YearRow,
  yearColumns,
} from './register-columns.ts'

type StoredRelease = { readonly year: number; readonly revision: number; readonly publishedAt: Date }

export const authorities = dataSet<AuthorityRow>({
  name: 'authorities',
  title: 'Authorities',
  about: 'One body in jurisdiction, with its names, kind, dates and successors.',
  isByYear: false,
  isByRevision: false,
  keyParts: ['text'],
  linkMeanings: { self: 'The authority alone.', page: 'The page of the authority.', figures: 'Its figures.' },
  columns: registerColumns,
  links: ({ slug }, { origin }) => ({
    self: `${origin}${addresses.api('authorities', slug)}`,
    page: `${origin}${addresses.authority(slug)}`,
    figures: `${origin}${addresses.api('figures')}?authority=${slug}`,
  }),
  keyOf: ({ slug }) => [slug],
  async readRows({ database }, filter, { after, limit }) {
    // A register has some hundreds of bodies; their successors make it needful to know all.
    const all = await readAuthorities(database)
    return all
      .filter(
        ({ slug, kind, region }) =>
          (filter.authority === undefined || slug === filter.authority) &&
          (filter.kind === undefined || kind === filter.kind) &&
          (filter.region === undefined || region === filter.region) &&
          (after === undefined || slug > String(after[0])),
      )
      .sort((one, other) => (one.slug < other.slug ? -1 : 1))
      .slice(0, limit)
      .map((authority) => ({
        ...authority,
        predecessors: predecessorsOf(all, authority.slug).map(({ slug }) => slug),
      }))
  },
})

export const years = dataSet<YearRow>({
  name: 'years',
  title: 'Years',
  about: 'One reporting year that is public, in its latest state.',
  isByYear: false,
  isByRevision: false,
  keyParts: ['whole number'],
  linkMeanings: { self: 'The year alone.', figures: 'The figures of the year.', page: 'All authorities.' },
  columns: yearColumns,
  links: ({ year }, { origin }) => ({
    self: `${origin}${addresses.api('years', formatReportingYear(year))}`,
    figures: `${origin}${addresses.api('figures')}?year=${formatReportingYear(year)}`,
    page: `${origin}${addresses.authorities()}`,
  }),
  keyOf: ({ year }) => [year],
  async readRows({ database, releases }, filter, { after, limit }) {
    const { rows } = await sql<Omit<YearRow, 'year'> & { year: number }>`
      select
        cycle.year, released.revision, released.published_at, cycle.published_at as first_published_at,
        letter_date, population_year, population_release
      from cycle
      join ${releasedTable(latestReleases(releases))} on released.year = cycle.year
      where ${allOf([equals('cycle.year', filter.year), after && sql`cycle.year > ${after[0]}`])}
      order by cycle.year
      limit ${limit}
    `.execute(database)
    return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
  },
})

/** Every release in the order in which it became public; the version of the collection counts them. */
export const revisions = dataSet<RevisionRow>({
  name: 'revisions',
  title: 'Revisions',
  about: 'One published state of one year: the first, or a correction with its reason.',
  isByYear: false,
  isByRevision: false,
  keyParts: ['whole number'],
  linkMeanings: { page: 'What was corrected.' },
  columns: () => revisionColumns,
  links: (_, { origin }) => ({ page: `${origin}${addresses.corrections()}` }),
  keyOf: ({ version }) => [version],
  async readRows({ database, releases }, filter, { after, limit }) {
    const { rows } = await sql<Omit<RevisionRow, 'year'> & { year: number }>`
      select released.version, released.year, released.revision, released.published_at, revision.reason
      from unnest(
        ${releases.map(({ year }) => year)}::smallint[],
        ${releases.map(({ revision }) => revision)}::smallint[],
        ${releases.map(({ publishedAt }) => publishedAt)}::timestamptz[]
      ) with ordinality as released (year, revision, published_at, version)
      join revision on revision.year = released.year and revision.revision = released.revision
      where ${allOf([equals('released.year', filter.year), after && sql`released.version > ${after[0]}`])}
      order by released.version
      limit ${limit}
    `.execute(database)
    return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
  },
})

export const letters = dataSet<LetterRow>({
  name: 'letters',
  title: 'Letters',
  about: 'One letter to one authority about one year: where it stands, and since which revision.',
  isByYear: true,
  isByRevision: false,
  keyParts: ['whole number', 'text', 'whole number'],
  linkMeanings: {
    page: 'The letter in this revision.',
    latest: 'The letter in its latest state.',
    latest_pdf: 'The same as PDF.',
    authority: 'The page of the authority in that year.',
  },
  columns: () => letterColumns,
  links: ({ slug, year, revision }, { origin }) => ({
    page: `${origin}${addresses.letterRevision(slug, year, revision)}`,
    latest: `${origin}${addresses.letter(slug, year)}`,
    latest_pdf: `${origin}${addresses.letterPdf(slug, year)}`,
    authority: `${origin}${addresses.authority(slug, year)}`,
  }),
  keyOf: ({ year, slug, revision }) => [year, slug, revision],
  async readRows({ database }, filter, { after, limit }) {
    const { rows } = await sql<StoredRelease & { slug: string; officialName: string }>`
      select letter.year, letter.revision, revision.published_at, authority.slug, authority.official_name
      from letter
      join revision on revision.year = letter.year and revision.revision = letter.revision
      join authority on authority.authority_id = letter.authority_id
      where ${allOf([
        ...ofAuthority(filter),
        equals('letter.year', filter.year),
        after && sql`(letter.year, authority.slug, letter.revision) > (${sql.join(after)})`,
      ])}
      order by letter.year, authority.slug, letter.revision
      limit ${limit}
    `.execute(database)
    return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
  },
})

export const reviews = dataSet<ReviewRow>({
  name: 'reviews',
  title: 'Years in review',
  about: 'The review of one year of all authorities together.',
  isByYear: false,
  isByRevision: false,
  keyParts: ['whole number'],
  linkMeanings: { page: 'The review of the year.' },
  columns: () => reviewColumns,
  links: ({ year }, { origin }) => ({ page: `${origin}${addresses.review(year)}` }),
  keyOf: ({ year }) => [year],
  async readRows({ database }, filter, { after, limit }) {
    const { rows } = await sql<Omit<ReviewRow, 'year'> & { year: number }>`
      select year, published_at, foreword
      from national_review
      where ${allOf([equals('year', filter.year), after && sql`year > ${after[0]}`])}
      order by year
      limit ${limit}
    `.execute(database)
    return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
  },
})
