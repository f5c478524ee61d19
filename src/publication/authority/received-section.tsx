import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { wholePercent } from '../../statistics/rounding.ts'
import { addresses } from '../../web/addresses.ts'
import { ChartFileLinks, QuoteDetails } from '../charts/chart-tools.tsx'
import { type Made, MadeLink } from '../site/made-link.tsx'
import { number } from '../site/measure-words.ts'
import { earlyWarningChart } from './authority-charts.tsx'
import { type ReceivedByCategory, receivedFinding } from './casework-tables.ts'
import type { EarlyWarningView } from './early-warning-view.ts'
import type { SectionSettings } from './section-settings.ts'

const barWidth = 144

type ReceivedSettings = SectionSettings & {
  readonly received: ReceivedByCategory
  /** The same of all members of its group together; undefined where it stands in none. */
  readonly similar: ReceivedByCategory | undefined
  readonly warning: EarlyWarningView | undefined
  /** Where it is told how the total was made. */
  readonly made: Made | undefined
}

/** What people complained about: the table is the chart. Beside it what its own past did not lead to expect. */
export function ReceivedSection(settings: ReceivedSettings) {
  const { received, warning, made } = settings
  return (
    <section class="section" aria-labelledby="received">
      <h2 class="heading" id="received">
        What people complained about
      </h2>
      <p class="lead">{receivedFinding(settings.scheme, received, settings.similar)}</p>
      {(received.total > 0 || warning) && (
        <div class="pair">
          <div>{received.total > 0 && <ReceivedTable {...settings} />}</div>
          <div class="explains">
            {warning && <EarlyWarnings {...settings} warning={warning} />}
            <p class="small">
              Received: counted in the year in which each complaint reached the Ombudsman, whenever it was
              decided.
            </p>
            <MadeLink made={made} />
          </div>
        </div>
      )}
    </section>
  )
}

function ReceivedTable({ received: { total, categories }, similar }: ReceivedSettings) {
  const most = categories[0]?.count ?? 0
  const similarCounts = new Map(similar?.categories.map(({ code, count }) => [code, count]))
  return (
    <table class="table">
      <caption class="govuk-visually-hidden">Complaints received, by service</caption>
      <thead>
        <tr>
          <th scope="col">Service</th>
          <td class="bar" />
          <th scope="col" class="number">
            Received
          </th>
          <th scope="col" class="number">
            Share
          </th>
          {similar && (
            <th scope="col" class="number">
              Similar
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {categories.map(({ code, name, count }) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="bar" aria-hidden="true">
              <Bar length={most === 0 ? 0 : (count / most) * barWidth} />
            </td>
            <td class="number">{number(count)}</td>
            <td class="number">{wholePercent(count, total)}%</td>
            {similar && (
              <td class="number text--grey">{wholePercent(similarCounts.get(code) ?? 0, similar.total)}%</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Bar({ length }: { length: number }) {
  return (
    <svg width={barWidth} height="14" viewBox={`0 0 ${barWidth} 14`} aria-hidden="true" focusable="false">
      <rect width={length.toFixed(1)} height="14" />
    </svg>
  )
}

function EarlyWarnings(settings: ReceivedSettings & { warning: EarlyWarningView }) {
  const { warning } = settings
  return (
    <div class="warning-panel">
      <h3 class="explains__name">Early warning</h3>
      {warning.warnings.length === 0 ? (
        <p class="text">No service area has clearly more upheld than its own past leads to expect.</p>
      ) : (
        warning.warnings.map((area) => <OneWarning {...settings} area={area} />)
      )}
      <p class="small">
        {warning.warnings.length > 0 &&
          'Dashed: expected. A signal like this comes by chance at most once in 200 service areas a year. It asks for a look, it proves nothing. '}
        {warning.chance} {warning.published}
      </p>
      <ul class="links">
        <li>
          <a class="link" href={addresses.method('early-warning')}>
            How was this made?<span class="govuk-visually-hidden"> Early warning</span>
          </a>
        </li>
      </ul>
    </div>
  )
}

function OneWarning({
  scheme,
  authority,
  year,
  source,
  isDemonstration,
  warning,
  area,
}: ReceivedSettings & { warning: EarlyWarningView; area: EarlyWarningView['warnings'][number] }) {
  const chart = earlyWarningChart({ scheme, shortName: authority.shortName, year }, area, warning.chance)
  return (
    <>
      <p class="text">
        {area.name}: <strong>{area.strong}</strong>
        {area.rest}.
      </p>
      {chart.draw('narrow').drawing}
      <div class="tools">
        <a class="link" href={decisionsBehind(scheme, authority.slug, year, area.category)}>
          {area.decisionCount === 1 ? 'The decision' : `The ${number(area.decisionCount)} decisions`}
        </a>
        <ChartFileLinks
          svg={addresses.chart(authority.slug, year, chart.name, 'svg')}
          png={addresses.chart(authority.slug, year, chart.name, 'png')}
          about={area.name}
        />
        <QuoteDetails
          id={`quote-${chart.name}`}
          about={area.name}
          sentence={`${chart.title}: ${area.strong}${area.rest}.`}
          source={`${source}#received`}
          isDemonstration={isDemonstration}
        />
      </div>
    </>
  )
}

function decisionsBehind(
  scheme: SectionSettings['scheme'],
  authority: string,
  year: SectionSettings['year'],
  category: string,
): string {
  const outcome = scheme.outcomes.filter(({ isUpheld }) => isUpheld).map(({ code }) => code)
  const written = formatReportingYear(year)
  return addresses.decisions({ authority, category, outcome, from: written, to: written })
}
