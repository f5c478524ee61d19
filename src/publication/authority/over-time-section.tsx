import { addresses } from '../../web/addresses.ts'
import { ChartFigure } from '../charts/chart-figure.tsx'
import { ChartFileLinks, QuoteDetails, TableDetails } from '../charts/chart-tools.tsx'
import { gapsChart } from './authority-charts.tsx'
import type { GapsView } from './gaps-view.ts'
import type { SectionSettings } from './section-settings.ts'

/** How far an authority stood from the average of the same year, over the years. */
export function OverTimeSection({ view, ...settings }: SectionSettings & { view: GapsView }) {
  const { scheme, authority, year, source, isDemonstration } = settings
  const chart = gapsChart({ scheme, shortName: authority.shortName, year }, view)
  if (!chart) return null
  const { many } = scheme.site.authorityWords
  const { counted } = view.measure.wording
  const wide = chart.draw('wide')
  const narrow = chart.draw('narrow')
  const about = 'over time'
  return (
    <section class="section" aria-labelledby="over-time">
      <h2 class="heading" id="over-time">
        Over time
      </h2>
      <p class="lead">{view.finding}</p>
      <div class="pair">
        <ChartFigure
          caption={chart.caption ?? { wide: '', narrow: '' }}
          wide={wide.drawing}
          narrow={narrow.drawing}
          narrowKey={narrow.key}
        />
        <div class="explains">
          <h3 class="explains__name">How to read this</h3>
          <p class="small">
            The line at 0 is the average of similar {many}, newly worked out each year. A dot below it: fewer{' '}
            {counted} than the average.
          </p>
          <p class="small">
            The pale band is where the true rate plausibly lies. While it crosses the line, chance alone could
            explain the gap; beyond it, a stricter test decides what is said.
          </p>
          <p class="small">
            The line is cut at each break. Where the rates themselves rose or fell there, that is the break,
            not the {scheme.site.authorityWords.one}.
          </p>
          {wide.key.length > 0 && <p class="small from-chart">{wide.key.join(' ')}</p>}
          <div class="tools">
            <TableDetails about={about}>
              <GapsTable view={view} counted={counted} />
            </TableDetails>
            <ChartFileLinks
              svg={addresses.chart(authority.slug, year, chart.name, 'svg')}
              png={addresses.chart(authority.slug, year, chart.name, 'png')}
              about={about}
            />
            <QuoteDetails
              id="quote-over-time"
              about={about}
              sentence={view.finding}
              source={`${source}#over-time`}
              isDemonstration={isDemonstration}
            />
            <a class="link" href={addresses.method('averages-of-similar-authorities')}>
              How was this made?<span class="govuk-visually-hidden"> {about}</span>
            </a>
          </div>
        </div>
      </div>
    </section>
  )
}

function GapsTable({ view: { rows, measure }, counted }: { view: GapsView; counted: string }) {
  return (
    <table class="table table--small">
      <caption class="govuk-visually-hidden">{measure.name} and the average of the same year</caption>
      <thead>
        <tr>
          <th scope="col">Year</th>
          <th scope="col" class="number">
            {counted.slice(0, 1).toUpperCase()}
            {counted.slice(1)}
          </th>
          <th scope="col" class="number">
            Average
          </th>
          <th scope="col" class="number">
            Gap
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr class={row.isShown ? 'table__now' : undefined}>
            <th scope="row">
              <span class="unbroken">{row.name}</span>
            </th>
            <td class="number">
              {row.printed}
              <small>{row.base}</small>
            </td>
            <td class="number">{row.average}</td>
            <td class="number">{row.gap}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
