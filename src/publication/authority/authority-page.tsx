import type { Context } from 'hono'
import { findPopulation } from '../../authorities/authority-store.ts'
import { predecessorsOf } from '../../authorities/authority-succession.ts'
import { readLetter } from '../../review/release-store.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { quotedSentence } from '../../statistics/figure-wording.ts'
import { addresses } from '../../web/addresses.ts'
import { Button, ButtonLink, Select } from '../../web/form-controls.tsx'
import { Page } from '../../web/layout.tsx'
import { authorityFacts } from '../site/authority-facts.ts'
import { editionLine } from '../site/dates.ts'
import { findShownAuthority, type ShownAuthority } from '../site/known-authorities.tsx'
import { measureOf } from '../site/measure-view.ts'
import { capital } from '../site/measure-words.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { QuotePanel } from '../site/quote-panel.tsx'
import { AuthorityLink, Succession } from '../site/succession.tsx'
import { decidedByOutcome, measureOfAll, receivedByCategory } from './casework-tables.ts'
import { readCounts } from './counted-case-store.ts'
import { DecidedSection } from './decided-section.tsx'
import { Measures } from './measure-section.tsx'
import { ReceivedSection } from './received-section.tsx'
import { YearsSection } from './years-section.tsx'

/** An authority's page: its measures in one year, and everything they rest on. */
export async function showAuthority(
  context: Context,
  publicSite: PublicSite,
  slug: string,
): Promise<Response> {
  const shown = await findShownAuthority(context, publicSite, slug, context.req.query('year'))
  if (!shown.ok) return shown.answer
  const { authority, cycle, figures } = shown.found
  const { database } = publicSite
  const [letter, counts, residents] = await Promise.all([
    readLetter(database, authority.id, figures.year),
    readCounts(database, authority.id, figures.year, figures.revision),
    cycle.population &&
      findPopulation(database, authority.id, cycle.population.year, cycle.population.release),
  ])
  return context.html(
    <AuthorityPage
      publicSite={publicSite}
      shown={shown.found}
      received={receivedByCategory(publicSite.scheme, counts)}
      decided={decidedByOutcome(publicSite.scheme, counts)}
      hasLetter={letter !== undefined}
      origin={new URL(context.req.url).origin}
      residents={residents ? { count: residents, year: cycle.population?.year ?? cycle.year } : undefined}
    />,
  )
}

type AuthorityPageSettings = {
  readonly publicSite: PublicSite
  readonly shown: ShownAuthority
  readonly hasLetter: boolean
  /** Of this site, for an address that still leads here when it is pasted elsewhere. */
  readonly origin: string
  readonly received: ReturnType<typeof receivedByCategory>
  readonly decided: ReturnType<typeof decidedByOutcome>
  readonly residents: { readonly count: number; readonly year: number } | undefined
}

function AuthorityPage(settings: AuthorityPageSettings) {
  const { publicSite, shown, received, decided, hasLetter } = settings
  const { scheme, site } = publicSite
  const { authority, years, figures, cycle } = shown
  const { slug } = authority
  const madeOf = (part: 'received' | 'decided') => {
    const measure = measureOfAll(scheme, part)
    return measure && { name: measure.name, address: addresses.figure(slug, figures.year, measure.code) }
  }
  const year = printYear(scheme, figures.year)
  return (
    <Page
      site={site}
      title={`${authority.officialName}, ${year}`}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: capital(scheme.site.authorityWords.many), href: addresses.authorities() },
        { text: authority.officialName },
      ]}
      edition={editionLine(scheme, figures, cycle)}
      canCopy={true}
    >
      <AuthorityHeading {...settings} />
      {hasLetter && (
        <div class="actions">
          <ButtonLink text={`Letter for ${year}`} href={addresses.letter(slug, figures.year)} />
          <a class="link" href={addresses.letterPdf(slug, figures.year)}>
            Letter as PDF
          </a>
        </div>
      )}
      <Measures scheme={scheme} slug={slug} year={figures.year} figures={figures} />
      <Quote {...settings} />
      {years.length > 1 && <YearsSection scheme={scheme} slug={slug} years={years} />}
      {received && <ReceivedSection {...received} made={madeOf('received')} />}
      {decided && <DecidedSection words={scheme.site.decided} decided={decided} made={madeOf('decided')} />}
      {isFromLetter(scheme, shown) && site.isDemonstration && <NothingMore shown={shown} />}
    </Page>
  )
}

function AuthorityHeading({ publicSite: { scheme }, shown, residents }: AuthorityPageSettings) {
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
          {isFromLetter(scheme, shown) && (
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

function Quote({ publicSite: { scheme, site }, shown, origin }: AuthorityPageSettings) {
  const { authority, figures, cycle } = shown
  const [{ measure: code }] = scheme.site.largeMeasures
  const measure = measureOf(scheme, code)
  const figure = figures.figures.get(code)
  if (!measure || !figure) return null
  const subject = { authorityName: authority.officialName, year: figures.year }
  return (
    <QuotePanel
      sentence={quotedSentence(scheme, measure, subject, figure)}
      source={`${site.name}, ${editionLine(scheme, figures, cycle)} ${origin}${addresses.authority(authority.slug, figures.year)}`}
      isDemonstration={site.isDemonstration && figure.origin.kind !== 'published-letter'}
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

/** Every figure that is shown was printed in the authority's own letter. */
function isFromLetter({ site }: Scheme, { figures }: ShownAuthority): boolean {
  return site.largeMeasures.every(
    ({ measure }) => figures.figures.get(measure)?.origin.kind === 'published-letter',
  )
}
