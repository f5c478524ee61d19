import { addresses } from '../../web/addresses.ts'
import { ChartFigure } from '../charts/chart-figure.tsx'
import { ChartFileLinks, QuoteDetails, TableDetails } from '../charts/chart-tools.tsx'
import { largeMeasure, number } from '../site/measure-words.ts'
import { funnelChart } from './authority-charts.tsx'
import type { FunnelView } from './funnel-view.ts'
import type { SectionSettings } from './section-settings.ts'

/** Where an authority stands among its group, with the room that chance leaves at each size. */
export function FunnelSection({ view, ...settings }: SectionSettings & { view: FunnelView }) {
  const { scheme, authority, year, source, isDemonstration } = settings
  const chart = funnelChart({ scheme, shortName: authority.shortName, year }, view)
  if (!chart) return null
  const { one } = scheme.site.authorityWords
  const baseNoun = largeMeasure(scheme, view.measure.code)?.baseNoun.many ?? 'cases'
  const about = `of all ${view.groupName}`
  return (
    <section class="section" aria-labelledby="standing">
      <h2 class="heading" id="standing">
        Where it stands among {number(view.memberCount)} {view.groupName}
      </h2>
      <p class="lead">{view.finding}</p>
      <div class="pair">
        <ChartFigure
          caption={chart.caption ?? { wide: '', narrow: '' }}
          wide={chart.draw('wide').drawing}
          narrow={chart.draw('narrow').drawing}
        />
        <div class="explains">
          <h3 class="explains__name">How to read this</h3>
          <p class="small">
            Each dot is a {one}. The fewer the {baseNoun}, the more chance moves the rate: the funnel is wide
            on the left.
          </p>
          <p class="small">
            By chance alone 95 of 100 stand within the dashed lines and 998 of 1,000 within the outer ones.{' '}
            {view.outliers}
          </p>
          {chart.notes.slice(1).map((note) => (
            <p class="small">{note}</p>
          ))}
          <div class="tools">
            <TableDetails about={about}>
              <MembersTable view={view} year={year} />
            </TableDetails>
            <ChartFileLinks
              svg={addresses.chart(authority.slug, year, chart.name, 'svg')}
              png={addresses.chart(authority.slug, year, chart.name, 'png')}
              about={about}
            />
            <QuoteDetails
              id="quote-standing"
              about={about}
              sentence={`${chart.title}: ${view.finding.slice(0, 1).toLowerCase()}${view.finding.slice(1)}`}
              source={`${source}#standing`}
              isDemonstration={isDemonstration}
            />
            <a class="link" href={addresses.method('funnel-limits')}>
              How was this made?<span class="govuk-visually-hidden"> {about}</span>
            </a>
          </div>
        </div>
      </div>
    </section>
  )
}

function MembersTable({ view, year }: { view: FunnelView; year: SectionSettings['year'] }) {
  return (
    <table class="table table--small">
      <caption class="govuk-visually-hidden">
        {view.measure.name}, {view.groupName}, A to Z
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" class="number">
            Counts
          </th>
          <th scope="col" class="number">
            Rate
          </th>
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <tr class={row.isOwn ? 'table__now' : undefined}>
            <th scope="row">
              <a class="link" href={addresses.authority(row.slug, year)}>
                {row.name}
              </a>
            </th>
            <td class="number">{row.base}</td>
            <td class="number">{row.printed}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
