import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { ChartFileLinks, QuoteDetails } from '../charts/chart-tools.tsx'
import type { Made } from '../site/made-link.tsx'
import { number } from '../site/measure-words.ts'
import { decidedChart, decidedFinding } from './authority-charts.tsx'
import type { DecidedByOutcome, OutcomeCount } from './casework-tables.ts'
import type { SectionSettings } from './section-settings.ts'

type DecidedSettings = SectionSettings & {
  readonly decided: DecidedByOutcome
  /** How many of them can be read. */
  readonly publishedCount: number
  readonly made: Made | undefined
}

/** What was decided: not investigated and investigated apart, so that the base of the rate is plain to see. */
export function DecidedSection(settings: DecidedSettings) {
  const { scheme, decided } = settings
  const { notInvestigated, investigated } = decided
  return (
    <section class="section" aria-labelledby="decided">
      <h2 class="heading" id="decided">
        What was decided
      </h2>
      <p class="lead">{decidedFinding(scheme, decided)}</p>
      <div class="pair">
        <table class="table">
          <caption class="govuk-visually-hidden">Decisions, by outcome</caption>
          <thead>
            <tr>
              <th scope="col">Decision</th>
              <th scope="col" class="number">
                Number
              </th>
            </tr>
          </thead>
          <tbody>
            <Group name="Not investigated" {...notInvestigated} />
            <Group name="Investigated" {...investigated} />
          </tbody>
        </table>
        <Beside {...settings} />
      </div>
    </section>
  )
}

function Group({
  name,
  total,
  outcomes,
}: {
  name: string
  total: number
  outcomes: readonly OutcomeCount[]
}) {
  return (
    <>
      <tr class="table__group">
        <th scope="row">{name}</th>
        <td class="number">{number(total)}</td>
      </tr>
      {outcomes.map((outcome) => (
        <tr class="table__part">
          <th scope="row">
            {outcome.name}
            <small>{outcome.plainWords}</small>
          </th>
          <td class="number">{number(outcome.count)}</td>
        </tr>
      ))}
    </>
  )
}

function Beside({
  scheme,
  authority,
  year,
  source,
  isDemonstration,
  decided,
  publishedCount,
  made,
}: DecidedSettings) {
  const chart = decidedChart({ scheme, shortName: authority.shortName, year }, decided)
  const about = 'of decisions by outcome'
  const written = formatReportingYear(year)
  return (
    <div class="explains">
      {chart?.draw('narrow').drawing}
      <p class="small">{scheme.site.decided.note}</p>
      <div class="tools">
        {chart && (
          <ChartFileLinks
            svg={addresses.chart(authority.slug, year, chart.name, 'svg')}
            png={addresses.chart(authority.slug, year, chart.name, 'png')}
            about={about}
          />
        )}
        {chart && (
          <QuoteDetails
            id="quote-decided"
            about={about}
            sentence={`${chart.title}: ${chart.finding}`}
            source={`${source}#decided`}
            isDemonstration={isDemonstration}
          />
        )}
        {publishedCount > 0 && (
          <a
            class="link"
            href={addresses.decisions({ authority: authority.slug, from: written, to: written })}
          >
            Read the published ones
          </a>
        )}
        {made && (
          <a class="link" href={made.address}>
            How was this made?<span class="govuk-visually-hidden"> {made.name}</span>
          </a>
        )}
      </div>
    </div>
  )
}
