import type { Context } from 'hono'
import { formatDate } from '../../letters/letter-words.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { atomFeed, atomId } from '../../web/atom-feed.ts'
import { Page } from '../../web/layout.tsx'
import { number } from '../site/measure-words.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { refuse } from './asked-search.tsx'
import type { DecisionAuthorities, DecisionAuthority } from './decision-authority.ts'
import { DecisionLink } from './decision-facts.tsx'
import { sharedDecisionAuthorities } from './decision-totals-store.ts'
import { Chips } from './facets.tsx'
import { readReportCursor, writeReportCursor } from './report-cursor.ts'
import {
  countReports,
  findReport,
  type PublicReport,
  type ReportDuty,
  readReportCases,
  readReportDuty,
  readReports,
} from './report-store.ts'

const pageLength = 20

/** Public reports, of all authorities or of one. */
export async function showReports(context: Context, publicSite: PublicSite): Promise<Response> {
  const asked = await askedReports(context, publicSite)
  if (!asked.ok) return asked.refusal
  const { database } = publicSite
  const [reports, counts] = await Promise.all([
    readReports(database, asked.authority?.id, asked.after, pageLength + 1),
    countReports(database),
  ])
  return context.html(<ReportsPage publicSite={publicSite} {...asked} reports={reports} counts={counts} />)
}

/** The same list as a feed. */
export async function sendReportsFeed(context: Context, publicSite: PublicSite): Promise<Response> {
  const asked = await askedReports(context, publicSite)
  if (!asked.ok) return asked.refusal
  const { authority, authorities } = asked
  const reports = await readReports(publicSite.database, authority?.id, undefined, 50)
  const { origin } = new URL(context.req.url)
  const query = { authority: authority?.slug }
  const mark = publicSite.site.isDemonstration ? 'DEMONSTRATION: ' : ''
  context.header('Content-Type', 'application/atom+xml; charset=utf-8')
  return context.body(
    atomFeed({
      id: atomId(`feed ${addresses.reportsFeed(query)}`),
      title: `${mark}${titleOf(authority)}`,
      author: publicSite.site.publisher,
      updated: reports[0]?.publishedAt ?? new Date(0),
      self: origin + addresses.reportsFeed(query),
      page: origin + addresses.reports(query),
      entries: reports.map(({ slug, title, summary, publishedAt, authorityId }) => ({
        id: atomId(`report ${slug}`),
        title: `${mark}${title}`,
        updated: publishedAt,
        link: origin + addresses.report(slug),
        summary,
        categories: [authorities.get(authorityId)?.officialName ?? ''],
      })),
    }),
  )
}

/** One public report, with the decisions it is about. */
export async function showReport(context: Context, publicSite: PublicSite, slug: string): Promise<Response> {
  const { database } = publicSite
  const report = await findReport(database, slug)
  if (report === undefined) {
    return notFound(
      context,
      publicSite,
      'There is no public report at this address',
      <p class="text">
        <a class="link" href={addresses.reports()}>
          See all public reports
        </a>
      </p>,
    )
  }
  const [cases, duty, authorities] = await Promise.all([
    readReportCases(database, report.id),
    readReportDuty(database, report.id),
    sharedDecisionAuthorities(publicSite),
  ])
  const { scheme, site } = publicSite
  const authority = authorities.get(report.authorityId)
  return context.html(
    <Page
      site={site}
      title={report.title}
      current="decisions"
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: 'Public reports', href: addresses.reports() },
        { text: report.title },
      ]}
    >
      <h1 class="title">{report.title}</h1>
      <p class="facts">
        {authority && (
          <a class="link" href={addresses.authority(authority.slug)}>
            {authority.officialName}
          </a>
        )}{' '}
        · published {formatDate(dayOf(scheme, report.publishedAt))}
      </p>
      {report.summary.split(/\n+/).map((paragraph) => (
        <p class="decision__summary report__summary">{paragraph}</p>
      ))}
      {duty !== undefined && duty.considerBy !== null && <Duty duty={duty} considerBy={duty.considerBy} />}
      {cases.length > 0 && (
        <section class="section" aria-labelledby="cases">
          <h2 class="heading" id="cases">
            {cases.length === 1 ? 'The decision behind it' : 'The decisions behind it'}
          </h2>
          <ul class="ruled narrow">
            {cases.map((decision) => (
              <li>
                <DecisionLink authorities={authorities} decision={decision} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>,
  )
}

/** What the report asks of the authority, and what became of that, in plain words. */
function Duty({ duty, considerBy }: { duty: ReportDuty; considerBy: IsoDate }) {
  const { consideredOn, response, isResponseEnough, follows, followedBy } = duty
  return (
    <section class="section" aria-labelledby="duty">
      <h2 class="heading" id="duty">
        What was asked of the authority
      </h2>
      {follows !== null && (
        <p class="text">
          This is a further report. It follows{' '}
          <a class="link" href={addresses.report(follows.slug)}>
            {follows.title}
          </a>
          .
        </p>
      )}
      {consideredOn === null ? (
        <p class="text">
          The authority was asked to consider this report by {formatDate(considerBy)}, and to say what it will
          do. No answer is on record so far.
        </p>
      ) : (
        <>
          <p class="text">
            The authority considered this report on {formatDate(consideredOn)}
            {consideredOn > considerBy && `; it had to by ${formatDate(considerBy)}`}. It answered:
          </p>
          {(response ?? '').split(/\n+/).map((paragraph) => (
            <p class="text report__answer">{paragraph}</p>
          ))}
          <p class="text">
            {isResponseEnough ? 'We consider that enough.' : 'We do not consider that enough.'}
          </p>
        </>
      )}
      {followedBy.map(({ slug, title }) => (
        <p class="text">
          A further report followed:{' '}
          <a class="link" href={addresses.report(slug)}>
            {title}
          </a>
          .
        </p>
      ))}
    </section>
  )
}

type AskedReports =
  | {
      readonly ok: true
      readonly authority: DecisionAuthority | undefined
      readonly authorities: DecisionAuthorities
      readonly after: ReturnType<typeof readReportCursor>
    }
  | { readonly ok: false; readonly refusal: Response | Promise<Response> }

async function askedReports(context: Context, publicSite: PublicSite): Promise<AskedReports> {
  const authorities = await sharedDecisionAuthorities(publicSite)
  const slug = context.req.query('authority') ?? ''
  const authority = [...authorities.values()].find((known) => known.slug === slug)
  const cursor = context.req.query('cursor') ?? ''
  const after = cursor === '' ? undefined : readReportCursor(cursor)
  const problems = [
    ...(slug !== '' && authority === undefined
      ? [`No ${publicSite.scheme.site.authorityWords.any} has the address “${slug.slice(0, 60)}”.`]
      : []),
    ...(cursor !== '' && after === undefined
      ? ['This place in the list is none that this site made; begin at the first page.']
      : []),
  ]
  return problems.length === 0
    ? { ok: true, authority, authorities, after }
    : { ok: false, refusal: refuse(context, publicSite, problems, addresses.reports()) }
}

function titleOf(authority: DecisionAuthority | undefined): string {
  return authority === undefined ? 'Public reports' : `Public reports about ${authority.officialName}`
}

function ReportsPage(settings: {
  publicSite: PublicSite
  authority: DecisionAuthority | undefined
  authorities: DecisionAuthorities
  after: ReturnType<typeof readReportCursor>
  /** One more than the page shows, if there is one. */
  reports: readonly PublicReport[]
  counts: ReadonlyMap<number, number>
}) {
  const { publicSite, authority, authorities, after, reports, counts } = settings
  const { scheme, site } = publicSite
  const query = { authority: authority?.slug }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const total = authority === undefined ? all : (counts.get(authority.id) ?? 0)
  const shown = reports.slice(0, pageLength)
  const last = reports.length > pageLength ? shown.at(-1) : undefined
  return (
    <Page
      site={site}
      title={titleOf(authority)}
      current="decisions"
      feed={{ title: 'These reports', href: addresses.reportsFeed(query) }}
    >
      <h1 class="title">Public reports</h1>
      <p class="lead">Cases that concern more than the people who complained, told in full.</p>
      <div class="results narrow-results">
        <Chips
          chips={authority === undefined ? [] : [{ text: authority.officialName, href: addresses.reports() }]}
          clear={addresses.reports()}
        />
        <div class="results__head">
          <h2 class="results__count">{total === 1 ? '1 report' : `${number(total)} reports`}</h2>
          <ul class="results__links">
            <li>Newest first</li>
            <li>
              <a class="link" href={addresses.reportsFeed(query)}>
                Feed
              </a>
            </li>
          </ul>
        </div>
        {shown.length === 0 && <p class="lead">No report has been published here.</p>}
        {shown.map(({ slug, title, summary, publishedAt, authorityId }) => (
          <article class="result">
            <h3 class="result__name">
              <a class="link" href={addresses.report(slug)}>
                {title}
              </a>
            </h3>
            <p class="small">
              {authorities.get(authorityId)?.officialName} · {formatDate(dayOf(scheme, publishedAt))}
            </p>
            <p class="text result__snippet">{summary}</p>
          </article>
        ))}
        <nav class="pages" aria-label="Pages of reports">
          {after !== undefined && (
            <a class="link pages__link" href={addresses.reports(query)}>
              First page
            </a>
          )}
          {last && (
            <a
              class="link pages__link"
              rel="next"
              href={addresses.reports({ ...query, cursor: writeReportCursor(last) })}
            >
              Next page: older reports
            </a>
          )}
        </nav>
      </div>
    </Page>
  )
}
