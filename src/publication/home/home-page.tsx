import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { existedOn, type KnownAuthority } from '../../authorities/authority.ts'
import { formatDate } from '../../letters/letter-words.ts'
import { printMoment, printYear, yearInWords } from '../../scheme/printed-dates.ts'
import { formatReportingYear, lastDay } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { HomeMap } from '../map/home-map.tsx'
import type { MapFacts } from '../map/map-mark.ts'
import { readMapFacts } from '../map/map-store.ts'
import { correctionAnchor } from '../site/correction-anchor.ts'
import { number } from '../site/measure-words.ts'
import type { PublicSite } from '../site/public-site.tsx'
import type { PublishedCycle } from '../site/published-cycle-store.ts'
import { sharedAuthorities, sharedCycles, sharedFigures } from '../site/shared-reads-store.ts'
import { type KindCount, kindCounts } from './authority-list.ts'
import { FindForm } from './find-form.tsx'
import { Headline } from './headline.tsx'
import { type HeadlineFigure, nationalHeadline } from './national-headline.ts'
import { type NewsItem, type NewsPlace, newsOf } from './news.ts'
import { readNewsSources } from './news-store.ts'

/** Where everybody begins: find a council; the map; the year in three figures; what is new. */
export async function showHome(context: Context, publicSite: PublicSite): Promise<Response> {
  const { database, scheme } = publicSite
  const [authorities, [latest], sources] = await Promise.all([
    sharedAuthorities(publicSite),
    sharedCycles(publicSite),
    readNewsSources(database, scheme),
  ])
  const everybody = latest ? await sharedFigures(publicSite, latest.year) : new Map()
  const inYear = authorities.filter(({ id }) => everybody.has(id))
  return context.html(
    <HomePage
      publicSite={publicSite}
      latest={latest}
      hasReview={latest !== undefined && sources.reviews.some(({ year }) => year === latest.year)}
      headline={nationalHeadline(scheme, everybody.values())}
      kinds={kindCounts(scheme, latest ? existing(inYear, lastDay(scheme, latest.year)) : authorities)}
      mapFacts={latest && scheme.site.map ? await readMapFacts(publicSite, latest.year) : undefined}
      news={newsOf(scheme, sources)}
      real={publicSite.site.isDemonstration ? inYear.filter(({ isInvented }) => !isInvented) : []}
    />,
  )
}

function existing(authorities: readonly KnownAuthority[], day: string): readonly KnownAuthority[] {
  return authorities.filter((authority) => existedOn(authority, day))
}

type HomeSettings = {
  readonly publicSite: PublicSite
  readonly latest: PublishedCycle | undefined
  /** The latest year has its review. */
  readonly hasReview: boolean
  readonly headline: readonly HeadlineFigure[]
  /** In the place of the map, where a scheme has none. */
  readonly kinds: readonly KindCount[]
  readonly mapFacts: MapFacts | undefined
  readonly news: readonly NewsItem[]
  /** In a demonstration, the bodies that are not invented. */
  readonly real: readonly KnownAuthority[]
}

function HomePage(settings: HomeSettings) {
  const { publicSite, latest, headline, kinds, mapFacts, news, real } = settings
  const { site, scheme } = publicSite
  const { home, authorityWords } = scheme.site
  const edition =
    latest &&
    `${printYear(scheme, latest.year)}, revision ${latest.revision}, ${printMoment(scheme, latest.revisedAt)}.`
  return (
    <Page site={site} title={site.name} edition={edition} canFind={true}>
      <div class="home">
        <div class="pair">
          <div>
            <h1 class="title">{home.title}</h1>
            <p class="lead">{home.lead}</p>
            <FindForm label={`Find your ${authorityWords.one}`} />
            <ul class="ruled">
              {home.links.map(({ question, text, address }) => (
                <li>
                  {question}{' '}
                  <a class="link" href={address}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </div>
          {latest && mapFacts ? (
            <div class="home__map">
              <HomeMap scheme={scheme} year={latest.year} facts={mapFacts} />
            </div>
          ) : (
            <Kinds kinds={kinds} year={latest && printYear(scheme, latest.year)} />
          )}
        </div>
        {latest && headline.length > 0 && <YearInFigures {...settings} latest={latest} />}
        <div class="section">
          <div class="home__pair">
            <News scheme={scheme} news={news} />
            <LookCloser publicSite={publicSite} real={real} />
          </div>
        </div>
      </div>
    </Page>
  )
}

function Kinds({ kinds, year }: { kinds: readonly KindCount[]; year: string | undefined }) {
  if (kinds.length === 0) return <div />
  return (
    <div class="aside">
      <h2 class="text">
        <strong>{year === undefined ? 'Who is here' : `Who is here, ${year}`}</strong>
      </h2>
      <ul class="ruled">
        {kinds.map(({ code, plural, count }) => (
          <li>
            <a class="link" href={addresses.authorities({ kind: code })}>
              {plural}
            </a>
            <span class="ruled__count">{number(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function YearInFigures({
  publicSite,
  latest,
  hasReview,
  headline,
}: HomeSettings & { latest: PublishedCycle }) {
  const { scheme } = publicSite
  const year = printYear(scheme, latest.year)
  return (
    <section class="section" aria-labelledby="headline">
      <h2 class="heading" id="headline">
        {scheme.site.everywhere} in {year}
      </h2>
      <p class="text text--grey text--wide">
        All {scheme.site.authorityWords.all} together, {yearInWords(scheme, latest.year).period}.{' '}
        {hasReview ? (
          <a class="link" href={addresses.review(latest.year)}>
            Read the year in review
          </a>
        ) : (
          <a class="link" href={addresses.method()}>
            How the figures are made
          </a>
        )}
      </p>
      <Headline figures={headline} />
    </section>
  )
}

function News({ scheme, news }: { scheme: Scheme; news: readonly NewsItem[] }) {
  return (
    <section aria-labelledby="news">
      <h2 class="heading" id="news">
        What is new
      </h2>
      {news.length === 0 ? (
        <p class="text">Nothing has been published yet.</p>
      ) : (
        <ul class="ruled news">
          {news.map(({ day, title, place, about }) => (
            <li>
              <time class="news__day" datetime={day}>
                {formatDate(day)}
              </time>
              <div>
                <a class="link" href={addressOf(scheme, place)}>
                  {title}
                </a>
                <small>{about}</small>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function addressOf({ site }: Scheme, place: NewsPlace): string {
  switch (place.kind) {
    case 'figures':
      return site.map ? addresses.map({ year: formatReportingYear(place.year) }) : addresses.authorities()
    case 'review':
      return addresses.review(place.year)
    case 'correction':
      return addresses.corrections(correctionAnchor(place.year, place.revision))
    case 'report':
      return addresses.report(place.slug)
    case 'decisions':
      return addresses.decisions()
  }
}

function LookCloser({ publicSite, real }: { publicSite: PublicSite; real: readonly KnownAuthority[] }) {
  const { many } = publicSite.scheme.site.authorityWords
  return (
    <section class="look-closer" aria-labelledby="closer">
      <h2 class="heading" id="closer">
        Look closer
      </h2>
      <ul class="ruled">
        <Closer href={addresses.compare()} title={`Compare ${many}`}>
          Up to ten, with the role of chance shown
        </Closer>
        <Closer href={addresses.decisions()} title="Search decisions">
          By words, subject, outcome and remedy
        </Closer>
        <Closer href={addresses.improvements()} title={`What ${many} promised`}>
          Service improvements agreed, kept or not
        </Closer>
        <Closer href={addresses.method()} title="How the figures are made">
          Definitions with worked examples
        </Closer>
        <Closer href={addresses.data()} title="Download everything">
          CSV, XLSX, JSON and an API
        </Closer>
      </ul>
      {real.length > 0 && (
        <p class="small home__real">
          Real, with the figures of their own published letters:{' '}
          {real.map(({ slug, shortName }, index) => (
            <>
              {index > 0 && ', '}
              <a class="link" href={addresses.authority(slug)}>
                {shortName}
              </a>
            </>
          ))}
          .
        </p>
      )}
    </section>
  )
}

function Closer({ href, title, children }: { href: string; title: string; children: Child }) {
  return (
    <li>
      <a class="link" href={href}>
        <strong>{title}</strong>
      </a>
      <small>{children}</small>
    </li>
  )
}
