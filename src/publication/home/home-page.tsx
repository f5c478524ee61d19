import type { Context } from 'hono'
import type { KnownAuthority } from '../../authorities/authority.ts'
import { existedOn } from '../../authorities/authority.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { printMoment, printYear, yearInWords } from '../../scheme/printed-dates.ts'
import { lastDay } from '../../scheme/reporting-year.ts'
import type { AuthorityWords } from '../../scheme/scheme-site.ts'
import { readAllFigures } from '../../statistics/yearly-figures-store.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { Ring } from '../../web/ring.tsx'
import { number } from '../site/measure-words.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { type PublishedCycle, readPublishedCycles } from '../site/published-cycle-store.ts'
import { type KindCount, kindCounts } from './authority-list.ts'
import { FindForm } from './find-form.tsx'
import { type HeadlineFigure, nationalHeadline } from './national-headline.ts'

/** Where everybody begins: find a council; the year in three figures. */
export async function showHome(context: Context, publicSite: PublicSite): Promise<Response> {
  const { database, scheme } = publicSite
  const [authorities, [latest]] = await Promise.all([
    readAuthorities(database),
    readPublishedCycles(database),
  ])
  const everybody = latest ? await readAllFigures(database, latest.year) : new Map()
  const inYear = authorities.filter(({ id }) => everybody.has(id))
  return context.html(
    <HomePage
      publicSite={publicSite}
      latest={latest}
      headline={nationalHeadline(scheme, everybody.values())}
      kinds={kindCounts(scheme, latest ? existing(inYear, lastDay(scheme, latest.year)) : authorities)}
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
  readonly headline: readonly HeadlineFigure[]
  readonly kinds: readonly KindCount[]
  /** In a demonstration, the bodies that are not invented. */
  readonly real: readonly KnownAuthority[]
}

function HomePage({ publicSite, latest, headline, kinds, real }: HomeSettings) {
  const { site, scheme } = publicSite
  const { home, authorityWords, everywhere } = scheme.site
  const edition =
    latest && `${printYear(scheme, latest.year)}, published ${printMoment(scheme, latest.publishedAt)}.`
  return (
    <Page site={site} title={site.name} edition={edition}>
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
          <Kinds kinds={kinds} year={latest && printYear(scheme, latest.year)} />
        </div>
        {latest && headline.length > 0 && (
          <section class="section" aria-labelledby="headline">
            <h2 class="heading" id="headline">
              {everywhere} in {printYear(scheme, latest.year)}
            </h2>
            <p class="text text--grey text--wide">
              All {authorityWords.all} together, {yearInWords(scheme, latest.year).period}.{' '}
              <a class="link" href={addresses.method()}>
                How the figures are made
              </a>
            </p>
            <div class="headline">
              {headline.map((figure) => (
                <Headline figure={figure} />
              ))}
            </div>
          </section>
        )}
        <div class="section">
          <div class="pair">
            {real.length > 0 && <RealOnes authorities={real} />}
            <LookCloser words={authorityWords} total={kinds.reduce((sum, { count }) => sum + count, 0)} />
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

function Headline({ figure }: { figure: HeadlineFigure }) {
  const isPercent = figure.printed.endsWith('%')
  return (
    <div>
      <div class="big">
        {isPercent ? (
          <span class="big__number">
            {figure.printed.slice(0, -1)}
            <span class="big__unit">%</span>
          </span>
        ) : (
          <span class="big__words">{figure.printed}</span>
        )}
        <Ring shown={{ state: 'share', share: figure.share, isFew: false }} />
      </div>
      <h3>{figure.name}</h3>
      <p class="text">{figure.sentence}</p>
      <p class="small">{figure.base}</p>
    </div>
  )
}

function RealOnes({ authorities }: { authorities: readonly KnownAuthority[] }) {
  return (
    <section aria-labelledby="real">
      <h2 class="heading" id="real">
        From the published letters
      </h2>
      <p class="text text--grey">
        All other bodies here are invented. These are real, and show only what their own letters printed.
      </p>
      <ul class="ruled">
        {authorities.map(({ slug, officialName }) => (
          <li>
            <a class="link" href={addresses.authority(slug)}>
              {officialName}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function LookCloser({ words, total }: { words: AuthorityWords; total: number }) {
  return (
    <section class="look-closer" aria-labelledby="closer">
      <h2 class="heading" id="closer">
        Look closer
      </h2>
      <ul class="ruled">
        <li>
          <a class="link" href={addresses.authorities()}>
            <strong>Everybody from A to Z</strong>
          </a>
          <small>
            {number(total)} {words.all}
          </small>
        </li>
        <li>
          <a class="link" href={addresses.method()}>
            <strong>How the figures are made</strong>
          </a>
          <small>Definitions with worked examples</small>
        </li>
      </ul>
    </section>
  )
}
