import { type RawBuilder, sql } from 'kysely'
import type { KnownAuthority } from '../../authorities/authority.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { type DecisionCriteria, daysOf } from '../decisions/decision-criteria.ts'
import { readDecisionPage } from '../decisions/decision-search-store.ts'
import type { SearchCursor } from '../decisions/search-cursor.ts'
import {
  type DecisionRow,
  decisionColumns,
  type ImprovementRow,
  improvementColumns,
  notYet,
  type ReportRow,
  reportColumns,
} from './casework-columns.ts'
import { allOf, type DataFilter, dataSet, equals, type RecordKey } from './data-set-store.ts'
import { readDecisionSpan } from './data-years-store.ts'
import { ofAuthority } from './figure-data-store.ts'

type Ordered = { readonly complaintId: number; readonly authorityId: number }
type Stored<Row extends { readonly year: unknown; readonly address: string }> = Omit<
  Row,
  'year' | 'address'
> &
  Ordered & { readonly year: number }

/** Newest first, as on the pages, and found by the same search. */
export const decisions = dataSet<DecisionRow & Ordered>({
  name: 'decisions',
  title: 'Decisions',
  about: 'One published decision with its facts and its summary; newest first.',
  isByYear: true,
  isByRevision: false,
  isOfDecisions: true,
  keyParts: ['date', 'whole number', 'whole number'],
  linkMeanings: {
    self: 'The decision with its whole statement.',
    page: 'The page of the decision.',
    authority: 'The page of the authority in that year.',
  },
  columns: decisionColumns,
  links: ({ address, slug, year, reference }, { origin }) => ({
    self: `${origin}${addresses.api('decisions', slug, reference.replaceAll(' ', '-'))}`,
    page: address,
    authority: `${origin}${addresses.authority(slug, year)}`,
  }),
  keyOf: ({ decidedOn, complaintId, authorityId }) => [decidedOn, complaintId, authorityId],
  async readRows({ database, scheme, origin }, filter, { after, limit }) {
    const all = await readAuthorities(database)
    const span = daysOf(scheme, yearsOf(filter), await readDecisionSpan(database))
    if (!span) return []
    const found = await readDecisionPage(database, criteriaOf(filter, all), span, cursorOf(after), limit)
    const byId = new Map<number, KnownAuthority>(all.map((authority) => [authority.id, authority]))
    return found.slice(0, limit).flatMap((decision) => {
      const authority = byId.get(decision.authorityId)
      if (!authority) return []
      const { category, subcategory, reference } = decision
      return [
        {
          ...authority,
          ...decision,
          address: `${origin}${addresses.decision(category, subcategory, reference)}`,
        },
      ]
    })
  },
})

function criteriaOf(filter: DataFilter, all: readonly KnownAuthority[]): DecisionCriteria {
  const { authority, kind, region, category, subcategory, outcome, remedy, search } = filter
  const isNarrowed = authority !== undefined || kind !== undefined || region !== undefined
  const chosen = all.filter(
    (known) =>
      (authority === undefined || known.slug === authority) &&
      (kind === undefined || known.kind === kind) &&
      (region === undefined || known.region === region),
  )
  return {
    query: search?.query ?? null,
    isExclusion: search !== undefined && search.query !== null && !search.isSearchable,
    facets: [
      ...(category === undefined ? [] : [[`category ${category}`]]),
      ...(category === undefined || subcategory === undefined
        ? []
        : [[`subcategory ${category}/${subcategory}`]]),
      ...(outcome === undefined ? [] : [[`outcome ${outcome}`]]),
      ...(authority === undefined ? [] : [chosen.map(({ id }) => `authority ${id}`)]),
    ],
    authorityIds: isNarrowed ? chosen.map(({ id }) => id) : null,
    remedyKinds: remedy === undefined ? null : [remedy],
    ...yearsOf(filter),
  }
}

function yearsOf({ year }: DataFilter) {
  return { from: year ?? null, to: year ?? null }
}

function cursorOf(after: RecordKey | undefined): SearchCursor | undefined {
  if (after === undefined) return undefined
  const [decidedOn, complaintId, authorityId] = after
  return {
    direction: 'after',
    rank: null,
    decidedOn: String(decidedOn),
    complaintId: Number(complaintId),
    authorityId: Number(authorityId),
    part: 0,
    rowsBefore: 0,
  }
}

export const improvements = dataSet<ImprovementRow & Ordered>({
  name: 'improvements',
  title: 'Service improvements',
  about: 'One improvement to a service that was agreed in a published decision, and whether it was kept.',
  isByYear: true,
  isByRevision: false,
  isOfDecisions: true,
  keyParts: ['date', 'whole number', 'whole number', 'whole number'],
  linkMeanings: { page: 'The page of the decision.', authority: 'The page of the authority in that year.' },
  columns: improvementColumns,
  links: ({ address, slug, year }, { origin }) => ({
    page: address,
    authority: `${origin}${addresses.authority(slug, year)}`,
  }),
  keyOf: ({ decidedOn, complaintId, authorityId, recommendationNumber }) => [
    decidedOn,
    complaintId,
    authorityId,
    -recommendationNumber,
  ],
  async readRows({ database, scheme, origin }, filter, { after, limit }) {
    const kinds = scheme.recommendationKinds.filter(({ isServiceImprovement }) => isServiceImprovement)
    const { rows } = await sql<Stored<ImprovementRow>>`
      select
        statement.authority_id, statement.complaint_id, statement.year, statement.reference,
        authority.slug, authority.official_name, authority.kind, authority.region,
        statement.category, statement.subcategory, statement.decided_on,
        promised.recommendation_number, promised.kind as recommendation_kind, promised.summary as promise,
        promised.due_on, promised.settlement, promised.settled_on
      from recommendation as promised
      join decision_statement as statement
        on statement.authority_id = promised.authority_id
        and statement.complaint_id = promised.complaint_id
      join authority on authority.authority_id = promised.authority_id
      where ${allOf([
        sql`promised.kind = any(${kinds.map(({ code }) => code)}::text[])`,
        ...ofCase(filter),
        filter.state === notYet
          ? sql`promised.settlement is null`
          : equals('promised.settlement', filter.state),
        after &&
          sql`(
            statement.decided_on, statement.complaint_id, statement.authority_id, -promised.recommendation_number
          ) < (${sql.join(after)})`,
      ])}
      order by
        statement.decided_on desc, statement.complaint_id desc, statement.authority_id desc,
        promised.recommendation_number
      limit ${limit}
    `.execute(database)
    return rows.map((row) => ({
      ...row,
      year: reportingYear(row.year),
      address: `${origin}${addresses.decision(row.category, row.subcategory, row.reference)}`,
    }))
  },
})

export const reports = dataSet<ReportRow>({
  name: 'reports',
  title: 'Public interest reports',
  about: 'One report that was published because the public should know of it; newest first.',
  isByYear: false,
  isByRevision: false,
  keyParts: ['moment', 'text'],
  linkMeanings: {
    self: 'The report alone.',
    page: 'The page of the report.',
    authority: 'The page of the authority.',
  },
  columns: () => reportColumns,
  links: ({ address, slug, reportSlug }, { origin }) => ({
    self: `${origin}${addresses.api('reports', reportSlug)}`,
    page: address,
    authority: `${origin}${addresses.authority(slug)}`,
  }),
  keyOf: ({ publishedAt, reportSlug }) => [publishedAt.toISOString(), reportSlug],
  async readRows({ database, origin }, filter, { after, limit }) {
    // A moment is read to the millisecond, so it is compared to the millisecond.
    const moment = sql`date_trunc('milliseconds', report.published_at)`
    const { rows } = await sql<Omit<ReportRow, 'address'>>`
      select
        report.slug as report_slug, report.title, report.summary, report.published_at,
        authority.slug, authority.official_name,
        array(
          select statement.reference
          from public_report_case as about
          join decision_statement as statement
            on statement.authority_id = about.authority_id and statement.complaint_id = about.complaint_id
          where about.public_report_id = report.public_report_id
          order by statement.reference
        ) as references
      from public_report as report
      join authority on authority.authority_id = report.authority_id
      where ${allOf([...ofAuthority(filter), equals('report.slug', filter.report), after && sql`(${moment}, report.slug) < (${sql.join(after)})`])}
      order by ${moment} desc, report.slug desc
      limit ${limit}
    `.execute(database)
    return rows.map((row) => ({ ...row, address: `${origin}${addresses.report(row.reportSlug)}` }))
  },
})

/** Narrows to some decisions, in a query that has joined them as `statement`. */
function ofCase(filter: DataFilter): readonly (RawBuilder<unknown> | undefined)[] {
  return [
    ...ofAuthority(filter),
    equals('statement.year', filter.year),
    equals('statement.category', filter.category),
    equals('statement.subcategory', filter.subcategory),
  ]
}
