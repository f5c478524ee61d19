import type { Context } from 'hono'
import type { KnownAuthority } from '../../authorities/authority.ts'
import { dayOf, printDate, printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, parseReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import { readYearlyFigures } from '../../statistics/yearly-figures-store.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import type { CommitteePack } from '../committee-pack/committee-pack.ts'
import { PackHtml } from '../committee-pack/committee-pack-html.tsx'
import { sendPackFile } from '../committee-pack/pack-file-page.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { sharedAuthorities } from '../site/shared-reads-store.ts'
import { composePerformanceReport, performanceFileName } from './performance-report.ts'
import { findAssessedProvisions, findPublicPerformance, type PublicPerformance } from './performance-store.ts'

type Address = { readonly slug: string; readonly year: string }

/** What an authority published about the complaints it handled itself in a year. */
export async function showPublishedPerformance(
  context: Context,
  publicSite: PublicSite,
  address: Address,
): Promise<Response> {
  const found = await find(publicSite, address)
  if (!found) return unknown(context, publicSite)
  const { authority, performance, year } = found
  if (performance.totals === null) return withdrawn(context, publicSite, authority, year, performance)
  const { site, scheme } = publicSite
  const report = await reportOf(publicSite, found, new URL(context.req.url).origin)
  return context.html(
    <Page
      site={site}
      title={`${report.title}, ${report.authority}`}
      breadcrumbs={wayBack(publicSite, authority, year)}
      edition={`Published by ${authority.officialName} on ${printDate(dayOf(scheme, performance.publishedAt))}.`}
    >
      <PackHtml
        pack={report}
        files={{
          name: 'Report',
          pdf: addresses.performanceFile(authority.slug, year, 'pdf'),
          docx: addresses.performanceFile(authority.slug, year, 'docx'),
        }}
      />
    </Page>,
  )
}

/** The same as a file. */
export async function sendPublishedPerformanceFile(
  context: Context,
  publicSite: PublicSite,
  { slug, file }: { readonly slug: string; readonly file: string },
): Promise<Response> {
  const [, year = '', format = ''] = /^(.*)\.(pdf|docx)$/.exec(file) ?? []
  const found = await find(publicSite, { slug, year })
  if (!found || found.performance.totals === null) return unknown(context, publicSite)
  const report = await reportOf(publicSite, found, new URL(context.req.url).origin)
  const name = `${performanceFileName(report, formatReportingYear(found.year))}.${format}`
  return sendPackFile(context, publicSite.typeset, report, name)
}

type Found = {
  readonly authority: KnownAuthority
  readonly year: ReportingYear
  readonly performance: PublicPerformance
}

async function find(publicSite: PublicSite, { slug, year: text }: Address): Promise<Found | undefined> {
  const year = parseReportingYear(text)
  const authority = (await sharedAuthorities(publicSite)).find((known) => known.slug === slug)
  if (!authority || year === undefined) return undefined
  const performance = await findPublicPerformance(publicSite.database, authority.id, year)
  return performance && { authority, year, performance }
}

async function reportOf(
  { database, scheme, site }: PublicSite,
  { authority, year, performance }: Found,
  origin: string,
): Promise<CommitteePack> {
  if (performance.totals === null) throw new Error('a report that was withdrawn is not composed')
  const assessed = await findAssessedProvisions(database, authority.id, year)
  return composePerformanceReport({
    scheme,
    authority,
    year,
    totals: performance.totals,
    words: performance,
    figures: await readYearlyFigures(database, authority.id, year),
    assessment: assessed && { ...assessed, publishedOn: dayOf(scheme, assessed.publishedAt) },
    address: `${origin}${addresses.performance(authority.slug, year)}`,
    methodAddress: `${origin}${addresses.method('the-codes-clocks')}`,
    day: dayOf(scheme, performance.publishedAt),
    isDemonstration: site.isDemonstration,
  })
}

/** Of a report that was withdrawn there remains that it was here, and why. */
function withdrawn(
  context: Context,
  publicSite: PublicSite,
  authority: KnownAuthority,
  year: ReportingYear,
  { withdrawnAt, withdrawalReason }: Extract<PublicPerformance, { totals: null }>,
): Response | Promise<Response> {
  const { scheme, site } = publicSite
  const title = `Complaints performance report ${printYear(scheme, year)}`
  return context.html(
    <Page
      site={site}
      title={`${title}, ${authority.officialName}`}
      breadcrumbs={wayBack(publicSite, authority, year)}
    >
      <h1 class="title">{authority.officialName}</h1>
      <p class="lead">
        {title}: withdrawn by the authority on {printDate(dayOf(scheme, withdrawnAt))}.
      </p>
      <p class="text">Reason: {withdrawalReason}</p>
    </Page>,
    410,
  )
}

function wayBack({ scheme }: PublicSite, authority: KnownAuthority, year: ReportingYear) {
  return [
    { text: 'Home', href: addresses.home() },
    { text: 'Complaints performance', href: addresses.performanceReports() },
    { text: `${authority.officialName}, ${printYear(scheme, year)}` },
  ]
}

function unknown(context: Context, publicSite: PublicSite): Response | Promise<Response> {
  return notFound(
    context,
    publicSite,
    'No such report is published',
    <p class="text">
      An authority publishes its report itself.{' '}
      <a class="link" href={addresses.performanceReports()}>
        See all that are published
      </a>
    </p>,
  )
}
