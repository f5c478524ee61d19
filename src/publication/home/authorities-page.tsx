import type { Context } from 'hono'
import type { KnownAuthority } from '../../authorities/authority.ts'
import { authorityNames, type FoundName } from '../../authorities/authority-name-search.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { number } from '../site/measure-words.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { sharedAuthorities } from '../site/shared-reads-store.ts'
import { byFirstLetter, type KindCount, kindCounts, type LetterGroup } from './authority-list.ts'
import { FindForm } from './find-form.tsx'
import { aboutFound, type NameSearch, searchByName } from './found-name.ts'

/** Of names that only come near, more would be noise. */
const mostNear = 10

/** All authorities from A to Z, of one kind, or those a search may mean. One name leads straight to its page. */
export async function showAuthorities(context: Context, publicSite: PublicSite): Promise<Response> {
  const all = await sharedAuthorities(publicSite)
  const search = context.req.query('search')?.trim() ?? ''
  if (search !== '') {
    const found = searchByName(authorityNames(all), search)
    if (found.kind === 'one') return context.redirect(addresses.authority(found.authority.slug), 302)
    return context.html(<SearchPage publicSite={publicSite} search={search} found={found} />)
  }
  const kind = context.req.query('kind')
  const listed = kind === undefined ? all : all.filter((authority) => authority.kind === kind)
  return context.html(
    <AuthoritiesPage
      publicSite={publicSite}
      kinds={kindCounts(publicSite.scheme, all)}
      kind={kind}
      listed={listed}
      total={all.length}
    />,
  )
}

type AuthoritiesSettings = {
  readonly publicSite: PublicSite
  readonly kinds: readonly KindCount[]
  readonly kind: string | undefined
  readonly listed: readonly KnownAuthority[]
  readonly total: number
}

function AuthoritiesPage({ publicSite, kinds, kind, listed, total }: AuthoritiesSettings) {
  const groups = byFirstLetter(listed)
  const shownKind = kinds.find(({ code }) => code === kind)
  const { many, all } = publicSite.scheme.site.authorityWords
  const title = shownKind ? shownKind.plural : capital(all)
  return (
    <Page
      site={publicSite.site}
      title={title}
      canFind={true}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        ...(kind === undefined
          ? [{ text: capital(many) }]
          : [{ text: capital(many), href: addresses.authorities() }, { text: title }]),
      ]}
    >
      <h1 class="title">{title}</h1>
      <div class="narrow">
        <FindForm label="Find by name" />
      </div>
      <nav aria-label="Kinds">
        <ul class="kinds">
          <KindLink text="All" count={total} isCurrent={kind === undefined} />
          {kinds.map(({ code, plural, count }) => (
            <KindLink text={plural} code={code} count={count} isCurrent={code === kind} />
          ))}
        </ul>
      </nav>
      {groups.length === 0 ? (
        <p class="text">There are none of this kind.</p>
      ) : (
        <Alphabet publicSite={publicSite} groups={groups} isOneKind={shownKind !== undefined} />
      )}
    </Page>
  )
}

function KindLink(kind: { text: string; code?: string; count: number; isCurrent: boolean }) {
  return (
    <li>
      {kind.isCurrent ? (
        <strong aria-current="true">{kind.text}</strong>
      ) : (
        <a class="link" href={addresses.authorities({ kind: kind.code })}>
          {kind.text}
        </a>
      )}{' '}
      <span class="kinds__count">{number(kind.count)}</span>
    </li>
  )
}

function Alphabet(alphabet: {
  publicSite: PublicSite
  groups: readonly LetterGroup<KnownAuthority>[]
  isOneKind: boolean
}) {
  const { publicSite, groups, isOneKind } = alphabet
  return (
    <>
      <nav aria-label="Letters">
        <ul class="letters-of-alphabet">
          {groups.map(({ letter }) => (
            <li>
              <a class="link" href={`#${letter}`}>
                {letter}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="alphabet">
        {groups.map(({ letter, authorities }) => (
          <section class="alphabet__letter" aria-labelledby={letter}>
            <h2 id={letter}>{letter}</h2>
            <ul>
              {authorities.map((authority) => (
                <li>
                  <ListedAuthority
                    publicSite={publicSite}
                    found={{ authority, name: authority.officialName }}
                    hasKind={!isOneKind}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  )
}

function ListedAuthority(listed: {
  publicSite: PublicSite
  found: FoundName<KnownAuthority>
  hasKind: boolean
}) {
  const { publicSite, found, hasKind } = listed
  const { authority } = found
  return (
    <>
      <a class="link" href={addresses.authority(authority.slug)}>
        {authority.officialName}
      </a>
      {(hasKind || authority.endsOn !== null) && <small> {aboutFound(publicSite.scheme, found)}</small>}
    </>
  )
}

function SearchPage(results: {
  publicSite: PublicSite
  search: string
  found: Extract<NameSearch, { kind: 'several' }>
}) {
  const { publicSite, search } = results
  const { matches } = results.found
  const near = results.found.near.slice(0, mostNear)
  return (
    <Page
      site={publicSite.site}
      title={`Search for ${search}`}
      canFind={true}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: capital(publicSite.scheme.site.authorityWords.many), href: addresses.authorities() },
        { text: 'Search' },
      ]}
    >
      <h1 class="title">{searchTitle(matches.length, near.length)}</h1>
      <div class="narrow">
        <FindForm label="Find by name" value={search} />
        {matches.length > 0 && (
          <FoundList
            publicSite={publicSite}
            id="matches"
            heading={`${number(matches.length)} names have “${search}”`}
            found={matches}
          />
        )}
        {near.length > 0 && (
          <FoundList
            publicSite={publicSite}
            id="near"
            heading={matches.length > 0 ? 'Names that come near it' : `Names that come near “${search}”`}
            found={near}
          />
        )}
        {matches.length === 0 && <Elsewhere publicSite={publicSite} />}
      </div>
    </Page>
  )
}

function searchTitle(matchCount: number, nearCount: number): string {
  if (matchCount > 0) return 'Which one do you mean?'
  return nearCount > 0 ? 'Did you mean one of these?' : 'No name is like that'
}

function FoundList(list: {
  publicSite: PublicSite
  id: string
  heading: string
  found: readonly FoundName<KnownAuthority>[]
}) {
  return (
    <section class="found" aria-labelledby={list.id}>
      <h2 class="heading" id={list.id}>
        {list.heading}
      </h2>
      <ul class="ruled">
        {list.found.map((found) => (
          <li>
            <ListedAuthority publicSite={list.publicSite} found={found} hasKind={true} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Where else to look, for somebody whose words are no name. */
function Elsewhere({ publicSite }: { publicSite: PublicSite }) {
  return (
    <section class="found" aria-labelledby="elsewhere">
      <h2 class="heading" id="elsewhere">
        Not there?
      </h2>
      <ul class="ruled">
        <li>
          Try a shorter part of the name, or{' '}
          <a class="link" href={addresses.authorities()}>
            look through all of them from A to Z
          </a>
        </li>
        {publicSite.scheme.site.home.links.map(({ question, text, address }) => (
          <li>
            {question}{' '}
            <a class="link" href={address}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
