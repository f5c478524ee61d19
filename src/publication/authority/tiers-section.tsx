import type { KnownAuthority } from '../../authorities/authority.ts'
import type { Figure } from '../../statistics/figure.ts'
import { printBase, printFigure } from '../../statistics/figure-wording.ts'
import { addresses } from '../../web/addresses.ts'
import { kindName } from '../site/authority-facts.ts'
import { measureOf } from '../site/measure-view.ts'
import type { SectionSettings } from './section-settings.ts'

/** The authorities that share a place between them: a county and its districts. */
export type Tiers = {
  readonly county: KnownAuthority
  readonly districts: readonly KnownAuthority[]
}

/** Who runs the services of a place where two tiers do; undefined where one does. */
export function tiersOf(all: readonly KnownAuthority[], authority: KnownAuthority): Tiers | undefined {
  const isOpen = ({ endsOn }: KnownAuthority) => endsOn === null
  const county = authority.county === null ? authority : all.find(({ slug }) => slug === authority.county)
  if (!county) return undefined
  const districts = all.filter((other) => other.county === county.slug && (isOpen(other) || !isOpen(county)))
  return districts.length === 0 ? undefined : { county, districts }
}

/** Both tiers of a place with their figures of the year, so that nobody looks at half of it. */
export function TiersSection({
  scheme,
  authority,
  year,
  tiers,
  figures,
}: SectionSettings & {
  tiers: Tiers
  /** By slug, then by measure. */
  figures: ReadonlyMap<string, ReadonlyMap<string, Figure>>
}) {
  const { largeMeasures } = scheme.site
  const shown =
    authority.slug === tiers.county.slug ? [tiers.county, ...tiers.districts] : [authority, tiers.county]
  return (
    <section class="section" aria-labelledby="tiers">
      <h2 class="heading" id="tiers">
        Who else runs services here
      </h2>
      <p class="lead">
        {authority.slug === tiers.county.slug
          ? `${tiers.districts.length} other ${scheme.site.authorityWords.many} share its area with it.`
          : `${tiers.county.shortName} runs other services in the same place.`}{' '}
        Each answers for its own.
      </p>
      <table class="table table--tiers">
        <caption class="govuk-visually-hidden">The others that run services here</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            {largeMeasures.map(({ column }) => (
              <th scope="col" class="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((body) => (
            <tr class={body.slug === authority.slug ? 'table__now' : undefined}>
              <th scope="row">
                {body.slug === authority.slug ? (
                  body.officialName
                ) : (
                  <a
                    class="link"
                    href={addresses.authority(body.slug, figures.has(body.slug) ? year : undefined)}
                  >
                    {body.officialName}
                  </a>
                )}
                <small>{kindName(scheme, body)}</small>
              </th>
              {largeMeasures.map(({ measure }) => (
                <FigureCell scheme={scheme} code={measure} figure={figures.get(body.slug)?.get(measure)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function FigureCell({
  scheme,
  code,
  figure,
}: {
  scheme: SectionSettings['scheme']
  code: string
  figure: Figure | undefined
}) {
  const measure = measureOf(scheme, code)
  if (!measure || !figure || figure.state === 'not-calculated') return <td class="number">–</td>
  if (figure.state === 'nothing-to-report') return <td class="number">none</td>
  return (
    <td class="number">
      {printFigure(measure, figure)}
      <small>{printBase(measure, figure)}</small>
    </td>
  )
}
