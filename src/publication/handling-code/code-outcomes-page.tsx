import type { Context } from 'hono'
import {
  type AssessedCouncil,
  outcomeSentences,
  type ProvisionOutcome,
  type ProvisionOutcomes,
  provisionOutcomes,
  type Side,
} from '../../handling-code/outcomes/provision-outcomes.ts'
import { readCodeVersions } from '../../handling-code/provisions/code-store.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, parseReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { wholePercent } from '../../statistics/rounding.ts'
import { addresses } from '../../web/addresses.ts'
import { Button, Select } from '../../web/form-controls.tsx'
import { Page } from '../../web/layout.tsx'
import { number } from '../site/measure-words.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { sharedAuthorities, sharedCycles, sharedFigures } from '../site/shared-reads-store.ts'
import { sharedStandingAssessments } from './published-assessment-store.ts'

const title = 'Provisions beside outcomes'

/** For each provision: are complaints upheld more or less often where councils say that they follow it? */
export async function showCodeOutcomes(context: Context, publicSite: PublicSite): Promise<Response> {
  const cycles = await sharedCycles(publicSite)
  const asked = context.req.query('year')
  const cycle =
    asked === undefined ? cycles[0] : cycles.find(({ year }) => year === parseReportingYear(asked))
  if (cycle === undefined && asked !== undefined) {
    return notFound(
      context,
      publicSite,
      'No figures are published of this year',
      <p class="text">
        A year is written like 2023-24.{' '}
        <a class="link" href={addresses.codeOutcomes()}>
          See the latest
        </a>
      </p>,
    )
  }
  const versions = await readCodeVersions(publicSite.database)
  const councils = cycle === undefined ? [] : await readCouncils(publicSite, cycle.year)
  return context.html(
    <OutcomesPage
      publicSite={publicSite}
      years={cycles.map(({ year }) => year)}
      year={cycle?.year}
      councilCount={councils.length}
      outcomes={provisionOutcomes(versions.at(-1)?.provisions ?? [], councils)}
    />,
  )
}

/** The councils whose assessment stands and of which complaints were investigated in the year. */
async function readCouncils(
  publicSite: PublicSite,
  year: ReportingYear,
): Promise<readonly AssessedCouncil[]> {
  const { handlingCode, site } = publicSite.scheme
  const [authorities, standing, figures] = await Promise.all([
    sharedAuthorities(publicSite),
    sharedStandingAssessments(publicSite),
    sharedFigures(publicSite, year),
  ])
  const asked = new Set<number>(
    authorities.filter(({ kind }) => handlingCode.askedKinds.includes(kind)).map(({ id }) => id),
  )
  return standing.flatMap(({ authorityId, followed, notFollowed }) => {
    const figure = figures.get(authorityId)?.figures.get(site.largeMeasures[0].measure)
    if (!asked.has(authorityId) || figure?.state !== 'calculated') return []
    return [
      {
        followed: new Set(followed),
        notFollowed: new Set(notFollowed),
        upheld: figure.numerator,
        investigated: figure.denominator ?? 0,
      },
    ]
  })
}

type OutcomesSettings = {
  readonly publicSite: PublicSite
  readonly years: readonly ReportingYear[]
  /** Undefined where nothing is published yet. */
  readonly year: ReportingYear | undefined
  readonly councilCount: number
  readonly outcomes: ProvisionOutcomes
}

function OutcomesPage({ publicSite, years, year, councilCount, outcomes }: OutcomesSettings) {
  const { scheme, site } = publicSite
  const { compared } = outcomes
  return (
    <Page
      site={site}
      title={title}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: scheme.handlingCode.name, href: addresses.handlingCode() },
        { text: title },
      ]}
    >
      <div class="facing">
        <div>
          <h1 class="title">{title}</h1>
          {year !== undefined && (
            <p class="facts">
              Complaints decided in {printYear(scheme, year)} · the latest self-assessment of{' '}
              {withNoun(number(councilCount), { one: 'council', many: 'councils' })}
            </p>
          )}
        </div>
        {year !== undefined && <YearForm scheme={scheme} years={years} year={year} />}
      </div>
      <p class="lead code-finding">{finding(outcomes)}</p>
      <p class="text">
        <strong>It is no proof of cause.</strong> Councils say themselves what they follow, often of a later
        year than the complaints are of, and those that follow a provision differ from the others in much
        else: what they are responsible for, whom they serve, what is complained about.
      </p>
      {compared.length > 0 && (
        <>
          <HowToRead outcomes={outcomes} />
          <OutcomesTable compared={compared} />
        </>
      )}
    </Page>
  )
}

function YearForm({
  scheme,
  years,
  year,
}: {
  scheme: Scheme
  years: readonly ReportingYear[]
  year: ReportingYear
}) {
  return (
    <form class="year" method="get" action={addresses.codeOutcomes()}>
      <Select
        id="year"
        name="year"
        label="Year"
        items={years.map((one) => ({
          value: formatReportingYear(one),
          text: printYear(scheme, one),
          selected: one === year,
        }))}
      />
      <Button text="Show" isSecondary={true} />
    </form>
  )
}

function finding({ compared }: ProvisionOutcomes): string {
  if (compared.length === 0) {
    return 'There is nothing to compare: of no provision are there published figures both of councils that say they follow it and of councils that say they do not.'
  }
  const less = compared.filter(({ verdict }) => verdict === 'less-where-followed').length
  const more = compared.filter(({ verdict }) => verdict === 'more-where-followed').length
  const of = withNoun(compared.length, { one: 'provision', many: 'provisions' })
  if (less + more === 0) {
    return compared.length === 1
      ? 'For the one provision that can be compared no difference can be told.'
      : `For none of ${of} that can be compared can a difference be told.`
  }
  const parts = [
    ...(less > 0 ? [`upheld less often where it is followed for ${less}`] : []),
    ...(more > 0 ? [`upheld more often where it is followed for ${more}`] : []),
  ]
  const others = less + more === compared.length ? '' : ' For the others no difference can be told.'
  return `Of ${of} that can be compared, complaints were ${parts.join(', and ')}.${others}`
}

function HowToRead({
  outcomes: { compared, oneSidedCount, expectedByChance },
}: {
  outcomes: ProvisionOutcomes
}) {
  return (
    <section class="section" aria-labelledby="how-to-read">
      <h2 class="heading" id="how-to-read">
        How to read this
      </h2>
      <p class="text">
        Beside each provision stand all investigations of councils that follow it, taken together, and those
        of councils that do not; under each rate, between which values it plausibly lies (95%). One exact test
        says whether the two differ by more than chance, with one in a thousand on each side.{' '}
        <a class="link" href={addresses.method('provisions-beside-outcomes')}>
          How it is calculated
        </a>
      </p>
      <p class="text">
        By chance alone {chanceWords(expectedByChance)} of{' '}
        {withNoun(compared.length, { one: 'comparison', many: 'comparisons' })} would be called different.
        Since complaints about one council have more in common than the test knows, it may be somewhat more.
      </p>
      {oneSidedCount > 0 && (
        <p class="text">
          {withNoun(oneSidedCount, { one: 'other provision has', many: 'other provisions have' })} nothing on
          one of the sides, since all or none of these councils follow {oneSidedCount === 1 ? 'it' : 'them'}.
        </p>
      )}
    </section>
  )
}

/** "about 0.1", "fewer than 0.1". */
function chanceWords(expected: number): string {
  return expected < 0.05 ? 'fewer than 0.1' : `about ${expected.toFixed(1)}`
}

function OutcomesTable({ compared }: { compared: readonly ProvisionOutcome[] }) {
  const isTold = ({ verdict }: ProvisionOutcome) =>
    verdict === 'less-where-followed' || verdict === 'more-where-followed'
  const ordered = [...compared.filter(isTold), ...compared.filter((one) => !isTold(one))]
  return (
    <table class="table code-stacked">
      <caption class="govuk-visually-hidden">
        Share of investigated complaints upheld, where provisions are followed and where not
      </caption>
      <thead>
        <tr>
          <th scope="col">Provision</th>
          <th scope="col" class="number">
            Followed
          </th>
          <th scope="col" class="number">
            Not followed
          </th>
          <th scope="col">What can be told</th>
        </tr>
      </thead>
      <tbody>
        {ordered.map((outcome) => (
          <tr>
            <th scope="row">
              <a class="link" href={addresses.handlingCode(outcome.provision.provision)}>
                {outcome.provision.number}
              </a>{' '}
              {outcome.provision.text}
            </th>
            <SideCell name="Followed" side={outcome.followed} />
            <SideCell name="Not followed" side={outcome.notFollowed} />
            <td>
              {isTold(outcome) ? (
                <strong>{outcomeSentences[outcome.verdict]}</strong>
              ) : (
                outcomeSentences[outcome.verdict]
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SideCell({ name, side }: { name: string; side: Side }) {
  const { councilCount, upheld, investigated, interval } = side
  return (
    <td class="number">
      <span class="code-stacked__name">{name}: </span>
      <strong>{wholePercent(upheld, investigated)}%</strong>
      <small>
        {Math.round(interval.from * 100)}% to {Math.round(interval.to * 100)}%
      </small>
      <small>
        {number(upheld)} of {number(investigated)},{' '}
        {withNoun(number(councilCount), { one: 'council', many: 'councils' })}
      </small>
    </td>
  )
}
