import type { Context } from 'hono'
import type { KnownAuthority } from '../../authorities/authority.ts'
import { authorityNames, findAuthority, searchAuthorities } from '../../authorities/authority-name-search.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { formatDate } from '../../letters/letter-words.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { kindName } from '../site/authority-facts.ts'
import { capital, number } from '../site/measure-words.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { byFirstLetter, type KindCount, kindCounts, type LetterGroup } from './authority-list.ts'
import { FindForm } from './find-form.tsx'

const mostResults = 30

/** All authorities from A to Z, of one kind, or those a search may mean. One exact name leads straight to its page. */
export async function showAuthorities(context: Context, publicSite: PublicSite): Promise<Response> {
  const all = await readAuthorities(publicSite.database)
  const search = context.req.query('search')?.trim() ?? ''
  if (search !== '') {
    const names = authorityNames(all)
    const exact = findAuthority(names, search)
    if (exact) return context.redirect(addresses.authority(exact.slug), 302)
    const found = searchAuthorities(names, search, mostResults)
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
                  <ListedAuthority publicSite={publicSite} authority={authority} hasKind={!isOneKind} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  )
}

function ListedAuthority(listed: { publicSite: PublicSite; authority: KnownAuthority; hasKind: boolean }) {
  const { authority, hasKind, publicSite } = listed
  const facts = [
    hasKind ? kindName(publicSite.scheme, authority) : undefined,
    authority.endsOn === null ? undefined : `closed ${formatDate(authority.endsOn)}`,
  ].filter((fact) => fact !== undefined)
  return (
    <>
      <a class="link" href={addresses.authority(authority.slug)}>
        {authority.officialName}
      </a>
      {facts.length > 0 && <small> {facts.join(', ')}</small>}
    </>
  )
}

function SearchPage(results: { publicSite: PublicSite; search: string; found: readonly KnownAuthority[] }) {
  const { publicSite, search, found } = results
  return (
    <Page
      site={publicSite.site}
      title={`Search for ${search}`}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: capital(publicSite.scheme.site.authorityWords.many), href: addresses.authorities() },
        { text: 'Search' },
      ]}
    >
      <h1 class="title">{found.length === 0 ? 'No name is like that' : 'Which one do you mean?'}</h1>
      <div class="narrow">
        <FindForm label="Find by name" value={search} />
        {found.length === 0 ? (
          <p class="text">
            Try a shorter part of the name, or{' '}
            <a class="link" href={addresses.authorities()}>
              look through all of them from A to Z
            </a>
            .
          </p>
        ) : (
          <>
            <p class="text text--grey">
              {found.length === 1 ? '1 name matches or comes' : `${found.length} names match or come`} near “
              {search}”.
            </p>
            <ul class="ruled">
              {found.map((authority) => (
                <li>
                  <ListedAuthority publicSite={publicSite} authority={authority} hasKind={true} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Page>
  )
}
