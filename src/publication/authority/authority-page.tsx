import type { Context } from 'hono'
import { findPopulation } from '../../authorities/authority-store.ts'
import { predecessorsOf } from '../../authorities/authority-succession.ts'
import { formatDate } from '../../letters/letter-words.ts'
import { readLetters } from '../../review/release-store.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { capital } from '../../scheme/sentence-words.ts'
import type { Counts } from '../../statistics/figure.ts'
import { failureToComply, quotedSentence } from '../../statistics/figure-wording.ts'
import { addresses } from '../../web/addresses.ts'
import { Button, ButtonLink, Select } from '../../web/form-controls.tsx'
import { Page } from '../../web/layout.tsx'
import { ChartFileLinks } from '../charts/chart-tools.tsx'
import { sharedAdoptions, sharedStandingAssessments } from '../handling-code/published-assessment-store.ts'
import { authorityFacts } from '../site/authority-facts.ts'
import { editionLine } from '../site/dates.ts'
import { findShownAuthority, type ShownAuthority } from '../site/known-authorities.tsx'
import { measureOf } from '../site/measure-view.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { QuotePanel } from '../site/quote-panel.tsx'
import { AuthorityLink, Succession } from '../site/succession.tsx'
import { decidedByOutcome, measureOfAll, receivedByCategory } from './casework-tables.ts'
import { readCounts, readCountsOfAll } from './counted-case-store.ts'
import { DecidedSection } from './decided-section.tsx'
import { earlyWarningView } from './early-warning-view.ts'
import { FunnelSection } from './funnel-section.tsx'
import { funnelView } from './funnel-view.ts'
import { gapsView } from './gaps-view.ts'
import { readGroupCounts, readGroupMembers, readMeasuresOf } from './group-member-store.ts'
import { Measures } from './measure-section.tsx'
import { OverTimeSection } from './over-time-section.tsx'
import { familyOf, predecessorYears } from './predecessor-years.ts'
import { readAgreedActions, readWhatThereIs } from './promise-store.ts'
import { PromisedSection } from './promised-section.tsx'
import { endingsOfActions, endingsOfCases, improvements } from './promises.ts'
import { isFromLetter } from './published-letter-figures.ts'
import { ReceivedSection } from './received-section.tsx'
import { isInvented, type SectionSettings } from './section-settings.ts'
import { TiersSection, tiersOf } from './tiers-section.tsx'
import { readUpheldByArea } from './upheld-by-area-store.ts'
import { YearsSection } from './years-section.tsx'

/** An authority's page: its measures in one year, and everything they rest on. */
export async function showAuthority(
  context: Context,
  publicSite: PublicSite,
  slug: string,
): Promise<Response> {
  const shown = await findShownAuthority(context, publicSite, slug, context.req.query('year'))
  if (!shown.ok) return shown.answer
  const facts = await readFacts(publicSite, shown.found)
  const { origin } = new URL(context.req.url)
  return context.html(
    <AuthorityPage publicSite={publicSite} shown={shown.found} facts={facts} origin={origin} />,
  )
}

type Facts = Awaited<ReturnType<typeof readFacts>>

/** What the page needs besides the figures, asked for at once. */
async function readFacts(publicSite: PublicSite, { authority, all, figures, cycle }: ShownAuthority) {
  const { database, keptByState, scheme } = publicSite
  const { id } = authority
  const { year } = figures
  // What all its members' pages share.
  const group = `${figures.comparisonGroup}, ${year}, revision ${figures.revision}`
  const largeMeasures = scheme.site.largeMeasures.map(({ measure }) => measure)
  const tiers = tiersOf(all, authority)
  const family = familyOf(all, authority.slug)
  const inTiers = tiers ? [tiers.county, ...tiers.districts] : []
  const [
    letters,
    counts,
    residents,
    members,
    groupCounts,
    upheldByArea,
    actions,
    whatThereIs,
    tierFigures,
    familyCounts,
    adoptions,
    selfAssessments,
  ] = await Promise.all([
    readLetters(database, id),
    readCounts(database, id, year, figures.revision),
    cycle.population && findPopulation(database, id, cycle.population.year, cycle.population.release),
    keptByState(`members of ${group}`, () =>
      readGroupMembers(database, figures, scheme.site.largeMeasures[0].measure),
    ),
    keptByState(`counts of ${group}`, () => readGroupCounts(database, figures, 'received')),
    readUpheldByArea(database, scheme, id),
    readAgreedActions(database, scheme, id, year),
    readWhatThereIs(database, id, year),
    readMeasuresOf(
      database,
      inTiers.map((body) => body.id),
      figures,
      largeMeasures,
    ),
    family.length > 1
      ? readCountsOfAll(
          database,
          family.map((member) => member.id),
        )
      : new Map<never, never>(),
    sharedAdoptions(publicSite),
    sharedStandingAssessments(publicSite),
  ])
  return {
    letters,
    counts,
    residents: residents ? { count: residents, year: cycle.population?.year ?? cycle.year } : undefined,
    members,
    groupCounts,
    upheldByArea,
    actions,
    ...whatThereIs,
    tiers,
    tierFigures,
    family,
    familyCounts,
    isInCodeRegister: adoptions.has(id) || selfAssessments.some(({ authorityId }) => authorityId === id),
  }
}

type AuthorityPageSettings = {
  readonly publicSite: PublicSite
  readonly shown: ShownAuthority
  readonly facts: Facts
  /** Of this site, for an address that still leads here when it is pasted elsewhere. */
  readonly origin: string
}

function AuthorityPage(settings: AuthorityPageSettings) {
  const { publicSite, shown, origin } = settings
  const { scheme, site } = publicSite
  const { authority, figures, cycle } = shown
  const edition = editionLine(scheme, figures, cycle)
  const about: SectionSettings = {
    scheme,
    authority,
    year: figures.year,
    source: `${site.name}, ${edition} ${origin}${addresses.authority(authority.slug, figures.year)}`,
    isDemonstration: site.isDemonstration,
  }
  const isLetterAlone = site.isDemonstration && isFromLetter(scheme, figures)
  return (
    <Page
      site={site}
      title={`${authority.officialName}, ${printYear(scheme, figures.year)}`}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: capital(scheme.site.authorityWords.many), href: addresses.authorities() },
        { text: authority.officialName },
      ]}
      edition={edition}
      canCopy={true}
    >
      <AuthorityHeading {...settings} />
      <Actions {...settings} />
      <Measures {...about} figures={figures} />
      <Quote about={about} shown={shown} />
      {isLetterAlone ? <NothingMore shown={shown} /> : <Sections {...settings} about={about} />}
    </Page>
  )
}

function AuthorityHeading({ publicSite: { scheme }, shown, facts: { residents } }: AuthorityPageSettings) {
  const { authority, all, years, figures } = shown
  const county = all.find(({ slug }) => slug === authority.county)
  const facts = authorityFacts(scheme, authority, county?.shortName ?? authority.region, residents)
  const successors = all.filter(({ slug }) => authority.successors.includes(slug))
  return (
    <div class="facing">
      <div>
        <h1 class="title">{authority.officialName}</h1>
        <p class="facts">
          {facts.join(' · ')}
          {isFromLetter(scheme, figures) && (
            <>
              {' · '}
              <span class="mark">from the published letter</span>
            </>
          )}
        </p>
        {county && (
          <p class="facts">
            Other services here are run by <AuthorityLink authority={county} />.
          </p>
        )}
        <Succession text="Its work passed to" authorities={successors} />
        <Succession text="Took over from" authorities={predecessorsOf(all, authority.slug)} />
      </div>
      <form class="year" method="get" action={addresses.authority(authority.slug)}>
        <Select
          id="year"
          name="year"
          label="Year"
          items={years.map(({ year }) => ({
            value: formatReportingYear(year),
            text: printYear(scheme, year),
            selected: year === figures.year,
          }))}
        />
        <Button text="Show" isSecondary={true} />
      </form>
    </div>
  )
}

/** Where to go from here; only what is there. */
function Actions({
  publicSite,
  shown,
  facts: { letters, decisionCount, hasReport, isInCodeRegister },
}: AuthorityPageSettings) {
  const { authority, figures, cycle } = shown
  const { slug } = authority
  return (
    <div class="actions">
      <ButtonLink text="Committee pack" href={addresses.committeePack(slug, figures.year)} />
      {letters.some(({ year }) => year === figures.year) && (
        <>
          <a class="link" href={addresses.letter(slug, figures.year)}>
            Letter, {formatDate(cycle.letterDate)}
          </a>
          <a class="link" href={addresses.letterPdf(slug, figures.year)}>
            Letter as PDF
          </a>
        </>
      )}
      {letters.length > 1 && (
        <a class="link" href={addresses.letters(slug)}>
          All letters
        </a>
      )}
      {decisionCount > 0 && (
        <>
          <a class="link" href={addresses.decisions({ authority: slug })}>
            Decisions
          </a>
          <a class="link" href={addresses.improvements({ authority: slug })}>
            Improvements
          </a>
        </>
      )}
      {hasReport && (
        <a class="link" href={addresses.reports({ authority: slug })}>
          Public reports
        </a>
      )}
      {isInCodeRegister && (
        <a class="link" href={addresses.codeAuthority(slug)}>
          {publicSite.scheme.handlingCode.name}
        </a>
      )}
      <a class="link" href={addresses.compare({ authority: slug, year: formatReportingYear(figures.year) })}>
        Compare
      </a>
      <a class="link" href={addresses.data()}>
        Download the figures
      </a>
    </div>
  )
}

function Quote({ about, shown: { figures } }: { about: SectionSettings; shown: ShownAuthority }) {
  const { scheme, authority, year, source } = about
  const [{ measure: code }] = scheme.site.largeMeasures
  const measure = measureOf(scheme, code)
  const figure = figures.figures.get(code)
  if (!measure || !figure) return null
  return (
    <QuotePanel
      sentence={quotedSentence(scheme, measure, { authorityName: authority.officialName, year }, figure)}
      source={source}
      isDemonstration={isInvented(about, figure.origin)}
    >
      <ChartFileLinks
        svg={addresses.chart(authority.slug, year, code, 'svg')}
        png={addresses.chart(authority.slug, year, code, 'png')}
        about="of the figure in this sentence"
      />
    </QuotePanel>
  )
}

/** Everything under the quotation, each part only where something is known for it. */
function Sections({ about, shown, facts }: AuthorityPageSettings & { about: SectionSettings }) {
  const { scheme, authority, year } = about
  const { years, figures } = shown
  const { counts, tiers } = facts
  const measure = measureOf(scheme, scheme.site.largeMeasures[0].measure)
  const gaps = measure && gapsView(scheme, measure, authority.shortName, years, year)
  const funnel = measure && funnelView(scheme, measure, authority.slug, figures, facts.members)
  const received = receivedByCategory(scheme, counts)
  const decided = decidedByOutcome(scheme, counts)
  const before = predecessorYears(
    scheme,
    authority,
    facts.family,
    facts.familyCounts,
    years.map((figures) => figures.year),
  )
  return (
    <>
      {years.length + before.length > 1 && <YearsSection {...about} years={years} before={before} />}
      {gaps && <OverTimeSection {...about} view={gaps} />}
      {funnel && <FunnelSection {...about} view={funnel} />}
      {received && (
        <ReceivedSection
          {...about}
          received={received}
          similar={similarReceived(about, facts.groupCounts)}
          warning={earlyWarningView(scheme, year, years, facts.upheldByArea)}
          made={madeOf(about, 'received')}
        />
      )}
      {decided && (
        <DecidedSection
          {...about}
          decided={decided}
          publishedCount={facts.decisionCount}
          made={madeOf(about, 'decided')}
        />
      )}
      <Promised about={about} shown={shown} facts={facts} />
      {tiers && <TiersSection {...about} tiers={tiers} figures={facts.tierFigures} />}
    </>
  )
}

function similarReceived({ scheme }: SectionSettings, counts: Counts) {
  const similar = receivedByCategory(scheme, counts)
  return similar && similar.total > 0 ? similar : undefined
}

function madeOf({ scheme, authority, year }: SectionSettings, part: 'received' | 'decided') {
  const measure = measureOfAll(scheme, part)
  return measure && { name: measure.name, address: addresses.figure(authority.slug, year, measure.code) }
}

function Promised({
  about,
  shown: { years, figures },
  facts: { counts, actions },
}: {
  about: SectionSettings
  shown: ShownAuthority
  facts: Facts
}) {
  const { scheme, authority, year } = about
  const compliance = scheme.measures.find(
    (measure) =>
      failureToComply(scheme, measure, { state: 'calculated', numerator: 0, denominator: 1 }) !== undefined,
  )
  const figure = compliance && figures.figures.get(compliance.code)
  const latestYear = years[0]?.year ?? year
  return (
    <PromisedSection
      {...about}
      failure={compliance && figure ? failureToComply(scheme, compliance, figure) : undefined}
      cases={endingsOfCases(scheme, counts)}
      actions={endingsOfActions(scheme, year, actions)}
      improvements={improvements(scheme, actions, latestYear)}
      madeAddress={compliance && addresses.figure(authority.slug, year, compliance.code)}
    />
  )
}

function NothingMore({ shown: { authority } }: { shown: ShownAuthority }) {
  return (
    <section class="section" aria-labelledby="nothing-more">
      <h2 class="heading" id="nothing-more">
        Nothing more is shown here
      </h2>
      <p class="lead">
        This demonstration holds only what the published letters to {authority.shortName} printed.
      </p>
      <p class="text text--grey">
        Other years and cases would have to be invented, and nothing invented is ever shown about a real body.{' '}
        <a class="link" href={addresses.authorities()}>
          Choose an invented one for a full page
        </a>
        .
      </p>
    </section>
  )
}
