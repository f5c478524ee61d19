import type { Context } from 'hono'
import { countedAnswers, type StageTotals } from '../../handling-code/own-complaints/performance-totals.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, parseReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { number } from '../site/measure-words.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { sharedAuthorities } from '../site/shared-reads-store.ts'
import { type ListedPerformance, listPerformance } from './performance-list.ts'
import { shareInWords } from './performance-report.ts'
import { readPublicPerformance } from './performance-store.ts'

/** The reports that authorities published on the complaints they handle themselves, of one year. */
export async function showPerformanceReports(context: Context, publicSite: PublicSite): Promise<Response> {
  const { database, scheme, site } = publicSite
  const all = listPerformance(await sharedAuthorities(publicSite), await readPublicPerformance(database))
  const years = [...new Set(all.map(({ year }) => year))]
  const asked = context.req.query('year')
  const year = asked === undefined ? years[0] : years.find((one) => formatReportingYear(one) === asked)
  if (asked !== undefined && year === undefined) return noSuchYear(context, publicSite, asked)
  const listed = all.filter((one) => one.year === year)
  const { one, many } = scheme.site.authorityWords
  return context.html(
    <Page
      site={site}
      title="Complaints performance"
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: scheme.handlingCode.name, href: addresses.handlingCode() },
        { text: 'Complaints performance' },
      ]}
    >
      <h1 class="title">Complaints performance</h1>
      <p class="lead">
        How {many} dealt with complaints themselves, before anybody came to the Ombudsman:{' '}
        {year === undefined
          ? `no ${one} has published its yearly report yet.`
          : `${withNoun(number(listed.length), { one: `${one} has`, many: `${many} have` })} published a report for ${printYear(scheme, year)}.`}
      </p>
      <p class="text">
        The {scheme.handlingCode.name} asks every {one} for a yearly report. These are the numbers that each
        publishes itself; the Ombudsman has not checked them, and not every {one} publishes here.
      </p>
      {years.length > 1 && <Years publicSite={publicSite} years={years} current={year} />}
      {year !== undefined && <ReportsTable listed={listed} />}
      {year !== undefined && (
        <p class="text">
          <a class="link" href={addresses.performanceTable()}>
            All years as CSV
          </a>
        </p>
      )}
    </Page>,
  )
}

function Years({
  publicSite: { scheme },
  years,
  current,
}: {
  publicSite: PublicSite
  years: readonly ReportingYear[]
  current: ReportingYear | undefined
}) {
  return (
    <nav aria-label="Years">
      <ul class="kinds">
        {years.map((year) => (
          <li>
            {year === current ? (
              <strong aria-current="true">{printYear(scheme, year)}</strong>
            ) : (
              <a class="link" href={addresses.performanceReports({ year: formatReportingYear(year) })}>
                {printYear(scheme, year)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** From A to Z: whoever publishes late answers should not stand at the bottom of a league. */
function ReportsTable({ listed }: { listed: readonly ListedPerformance[] }) {
  return (
    <div class="pack__table pack__table--wide">
      <table class="table">
        <caption class="govuk-visually-hidden">Published reports, from A to Z</caption>
        <thead>
          <tr>
            <th scope="col">Authority</th>
            <th scope="col" class="number">
              Received
            </th>
            <th scope="col" class="number">
              Stage 1 in time
            </th>
            <th scope="col" class="number">
              Stage 2 in time
            </th>
            <th scope="col" class="number">
              Refused
            </th>
          </tr>
        </thead>
        <tbody>
          {listed.map(({ authority, year, totals }) => (
            <tr>
              <th scope="row">
                <a class="link" href={addresses.performance(authority.slug, year)}>
                  {authority.officialName}
                </a>
              </th>
              <td class="number" data-column="Received">
                {number(totals.receivedCount)}
              </td>
              <td class="number" data-column="Stage 1 in time">
                {inTimeWords(totals.stages[0])}
              </td>
              <td class="number" data-column="Stage 2 in time">
                {inTimeWords(totals.stages[1])}
              </td>
              <td class="number" data-column="Refused">
                {number(totals.refusals.reduce((sum, { count }) => sum + count, 0))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small">
        In time: answered within the Code’s time or within an extension that whoever complained was told of.
        Of fewer than ten answers the counts are given.
      </p>
    </div>
  )
}

function inTimeWords(stage: StageTotals): string {
  const base = countedAnswers(stage)
  if (base > 0) return shareInWords(stage.inTime + stage.inExtension, base)
  return stage.answeredCount === 0 ? 'none answered' : 'not counted'
}

function noSuchYear(context: Context, publicSite: PublicSite, asked: string): Response | Promise<Response> {
  const isYear = parseReportingYear(asked) !== undefined
  return notFound(
    context,
    publicSite,
    isYear ? 'No report of this year is published' : 'That is no year',
    <p class="text">
      {!isYear && 'A year is written like 2023-24. '}
      <a class="link" href={addresses.performanceReports()}>
        See the newest reports
      </a>
    </p>,
  )
}
