import type { Context } from 'hono'
import type { KnownAuthority } from '../../authorities/authority.ts'
import { authorityNames, searchAuthorities } from '../../authorities/authority-name-search.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { parseReportingYear } from '../../scheme/reporting-year.ts'
import { capital } from '../../scheme/sentence-words.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { readFiguresOfAuthority } from '../../statistics/yearly-figures-store.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { authorityFacts } from './authority-facts.ts'
import { notFound, type PublicSite } from './public-site.tsx'
import type { PublishedCycle } from './published-cycle-store.ts'
import { sharedAuthorities, sharedCycles } from './shared-reads-store.ts'
import { Succession } from './succession.tsx'

/** One authority, everything that is public of it, and the year that was asked for. */
export type ShownAuthority = {
  readonly authority: KnownAuthority
  readonly all: readonly KnownAuthority[]
  /** Its figures of every published year, newest first. */
  readonly years: readonly YearlyFigures[]
  readonly figures: YearlyFigures
  readonly cycle: PublishedCycle
}

export type Found<What> =
  | { readonly ok: true; readonly found: What }
  | { readonly ok: false; readonly answer: Response | Promise<Response> }

/** Finds what an address names, or answers with what it may have meant. Without a year the newest is shown. */
export async function findShownAuthority(
  context: Context,
  publicSite: PublicSite,
  slug: string,
  yearText: string | undefined,
): Promise<Found<ShownAuthority>> {
  const { database } = publicSite
  const [all, cycles] = await Promise.all([sharedAuthorities(publicSite), sharedCycles(publicSite)])
  const authority = all.find((candidate) => candidate.slug === slug)
  if (!authority) return { ok: false, answer: unknownAuthority(context, publicSite, slug, all) }
  const published = new Map(cycles.map((cycle) => [cycle.year, cycle]))
  const years = (await readFiguresOfAuthority(database, authority.id))
    .filter((figures) => published.has(figures.year) && saysSomething(figures))
    .sort((one, other) => other.year - one.year)
  const wanted = yearText === undefined ? years[0]?.year : parseReportingYear(yearText)
  const figures = years.find(({ year }) => year === wanted)
  const cycle = figures && published.get(figures.year)
  if (!figures || !cycle)
    return { ok: false, answer: unknownYear(context, publicSite, { authority, all }, years, yearText) }
  return { ok: true, found: { authority, all, years, figures, cycle } }
}

/** A year in which nothing is known of an authority is no year of its page. */
function saysSomething({ figures }: YearlyFigures): boolean {
  return [...figures.values()].some(({ state }) => state !== 'not-calculated')
}

function unknownAuthority(
  context: Context,
  publicSite: PublicSite,
  slug: string,
  all: readonly KnownAuthority[],
): Response | Promise<Response> {
  const { one, any } = publicSite.scheme.site.authorityWords
  const near = searchAuthorities(authorityNames(all), slug, 5)
  return notFound(
    context,
    publicSite,
    `We do not know this ${one}`,
    <>
      <p class="text">No {any} has this address.</p>
      {near.length > 0 && (
        <>
          <p class="text">Did you mean:</p>
          <ul class="ruled">
            {near.map((authority) => (
              <li>
                <a class="link" href={addresses.authority(authority.slug)}>
                  {authority.officialName}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>,
  )
}

function unknownYear(
  context: Context,
  publicSite: PublicSite,
  shown: { readonly authority: KnownAuthority; readonly all: readonly KnownAuthority[] },
  years: readonly YearlyFigures[],
  yearText: string | undefined,
): Response | Promise<Response> {
  const { authority } = shown
  if (yearText === undefined) return context.html(<NothingPublished {...shown} publicSite={publicSite} />)
  return notFound(
    context,
    publicSite,
    `There is nothing about ${authority.officialName} in this year`,
    years.length === 0 ? (
      <p class="text">No figures have been published about it.</p>
    ) : (
      <>
        <p class="text">A year is written like 2023-24. There are figures for:</p>
        <ul class="ruled">
          {years.map(({ year }) => (
            <li>
              <a class="link" href={addresses.authority(authority.slug, year)}>
                {printYear(publicSite.scheme, year)}
              </a>
            </li>
          ))}
        </ul>
      </>
    ),
  )
}

/** A body that is known, but about which nothing is public. */
function NothingPublished(nothing: {
  publicSite: PublicSite
  authority: KnownAuthority
  all: readonly KnownAuthority[]
}) {
  const { publicSite, authority, all } = nothing
  const successors = all.filter(({ slug }) => authority.successors.includes(slug))
  return (
    <Page
      site={publicSite.site}
      title={authority.officialName}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: capital(publicSite.scheme.site.authorityWords.many), href: addresses.authorities() },
        { text: authority.officialName },
      ]}
    >
      <h1 class="title">{authority.officialName}</h1>
      <p class="facts">
        {authorityFacts(publicSite.scheme, authority, authority.region, undefined).join(' · ')}
      </p>
      <Succession text="Its work passed to" authorities={successors} />
      <p class="lead">No figures have been published about it here.</p>
    </Page>
  )
}
