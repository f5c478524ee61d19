import { formatDate } from '../../letters/letter-words.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses, type Query } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { number } from '../site/measure-words.ts'
import { type PromiseState, promiseState, promiseStateName, promiseStates } from '../site/promise-state.ts'
import type { PublicSite } from '../site/public-site.tsx'
import type { AskedSearch } from './asked-search.tsx'
import { noCounts } from './facet-counts.ts'
import { authorityValues, categoryName, chips, facetGroups, yearValues } from './facet-groups.ts'
import { AuthoritySelect, Chips, FacetBoxes, FacetColumn, PageLinks, YearSelects } from './facets.tsx'
import type { Improvement, ImprovementCounts } from './improvement-store.ts'
import { cursorsOf, type ResultPage } from './result-page.ts'
import { writeCursor } from './search-cursor.ts'
import { searchQuery } from './search-request.ts'
import { kindName, PromiseStateWords } from './statement.tsx'

/** What one address asks of the list of improvements. */
export type AskedImprovements = {
  readonly asked: AskedSearch
  readonly states: readonly PromiseState[]
}

/** Counts of every facet, each made without what was chosen in it. */
export type ImprovementCountsByFacet = Readonly<
  Record<'total' | 'authority' | 'kind' | 'remedy' | 'subcategory' | 'category' | 'state', ImprovementCounts>
>

type ImprovementsPageSettings = {
  readonly publicSite: PublicSite
  readonly improvements: AskedImprovements
  readonly page: ResultPage<Improvement>
  readonly counts: ImprovementCountsByFacet
}

/** The list as an address asks for it, without where in it one is. */
export function improvementQuery({ asked, states }: AskedImprovements): Query {
  return { ...searchQuery({ ...asked.request, order: 'newest' }), state: states }
}

export function ImprovementsPage(settings: ImprovementsPageSettings) {
  const { publicSite, improvements } = settings
  return (
    <Page
      site={publicSite.site}
      title="Improvements"
      current="decisions"
      feed={{ title: 'These improvements', href: addresses.improvementsFeed(improvementQuery(improvements)) }}
    >
      <h1 class="title">Improvements</h1>
      <p class="lead">
        What {publicSite.scheme.site.authorityWords.many} agreed to change in a service because of a decision,
        and whether they did.
      </p>
      <form id="search" method="get" action={addresses.improvements()} />
      <div class="search">
        <Facets {...settings} />
        <List {...settings} />
      </div>
    </Page>
  )
}

function Facets({
  publicSite: { scheme },
  improvements: { asked, states },
  counts,
}: ImprovementsPageSettings) {
  const { request, authorities, totals } = asked
  const groups = facetGroups(
    scheme,
    request,
    {
      total: { ...noCounts, ...counts.total },
      outcome: noCounts,
      authority: { ...noCounts, ...counts.authority },
      kind: { ...noCounts, ...counts.kind },
      category: { ...noCounts, ...counts.category },
      subcategory: { ...noCounts, ...counts.subcategory },
      remedy: { ...noCounts, ...counts.remedy },
    },
    authorities,
  )
  const stateCounts = new Map<string, number>()
  for (const [settlement, count] of counts.state.settlement) {
    const state = promiseState(scheme, settlement === '' ? null : settlement)
    stateCounts.set(state, (stateCounts.get(state) ?? 0) + count)
  }
  const state = {
    facet: 'state',
    heading: 'Was it done?',
    isMore: counts.state.isMore,
    values: promiseStates.map(({ code, name }) => ({
      value: code,
      text: name,
      count: stateCounts.get(code) ?? 0,
      isChosen: states.includes(code),
    })),
  }
  return (
    <FacetColumn>
      <FacetBoxes group={state} />
      {groups
        .map((group) => (group.facet === 'remedy' ? { ...group, heading: 'What changes' } : group))
        .map((group) => (
          <FacetBoxes group={group} />
        ))}
      <AuthoritySelect
        words={scheme.site.authorityWords}
        values={authorityValues({ ...noCounts, ...counts.authority }, authorities)}
        chosen={request.selections.authority}
        isMore={counts.authority.isMore}
      />
      <YearSelects
        heading="Decided"
        years={yearValues(scheme, totals.span)}
        from={request.from === null ? '' : formatReportingYear(request.from)}
        to={request.to === null ? '' : formatReportingYear(request.to)}
      />
    </FacetColumn>
  )
}

const improvementNoun = { one: 'improvement', many: 'improvements' }

function List(settings: ImprovementsPageSettings) {
  const { publicSite, improvements, page, counts } = settings
  const { asked, states } = improvements
  const { scheme } = publicSite
  const { total, isMore } = counts.total
  const query = improvementQuery(improvements)
  const { next, previous } = cursorsOf(page)
  const link = (cursor: typeof next) =>
    cursor && addresses.improvements({ ...query, cursor: writeCursor(cursor) })
  return (
    <div class="results">
      <Chips
        chips={[
          ...states.map((state) => ({
            text: promiseStateName(state),
            href: addresses.improvements({ ...query, state: states.filter((other) => other !== state) }),
          })),
          ...chips(scheme, asked.request, asked.authorities).map(({ text, without }) => ({
            text,
            href: addresses.improvements({ ...searchQuery(without), state: states }),
          })),
        ]}
        clear={addresses.improvements()}
      />
      <div class="results__head">
        <h2 class="results__count">
          {isMore && 'More than '}
          {withNoun(number(total), improvementNoun)}
        </h2>
        <ul class="results__links">
          <li>Newest first</li>
          <li>
            <a class="link" href={addresses.improvementsFeed(query)}>
              Feed
            </a>
          </li>
          <li>
            <a class="link" href={addresses.improvementsTable(query)} download="">
              CSV
            </a>
          </li>
        </ul>
      </div>
      {page.rows.length === 0 && <p class="lead">No published improvement matches all of this.</p>}
      {page.rows.map((improvement) => (
        <ImprovementRow
          scheme={scheme}
          improvement={improvement}
          name={asked.authorities.get(improvement.authorityId)?.officialName}
        />
      ))}
      <PageLinks
        from={page.rowsBefore + 1}
        to={page.rowsBefore + page.rows.length}
        total={isMore ? `more than ${number(total)}` : number(total)}
        previous={{ href: link(previous), text: 'newer improvements' }}
        next={{ href: link(next), text: 'older improvements' }}
      />
    </div>
  )
}

function ImprovementRow(row: { scheme: Scheme; improvement: Improvement; name: string | undefined }) {
  const { scheme, improvement, name } = row
  const { summary, category, subcategory, reference, decidedOn, dueOn, kind, settlement } = improvement
  return (
    <article class="result">
      <h3 class="result__name result__name--promise">{summary}</h3>
      <p class="text result__snippet">
        <PromiseStateWords scheme={scheme} settlement={settlement} />
        <span class="result__due"> · due {formatDate(dueOn)}</span>
      </p>
      <p class="small">
        <a class="link" href={addresses.decision(category, subcategory, reference)}>
          {name}, <span class="unbroken">{reference}</span>
        </a>{' '}
        · {kindName(scheme, kind)} · {categoryName(scheme, category)}
        {subcategory !== null && ` › ${subcategory}`} · decided {formatDate(decidedOn)}
      </p>
    </article>
  )
}
