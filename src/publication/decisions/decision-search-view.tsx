import { formatDate } from '../../letters/letter-words.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { number } from '../site/measure-words.ts'
import type { PublicSite } from '../site/public-site.tsx'
import type { AskedSearch } from './asked-search.tsx'
import type { DecisionAuthorities } from './decision-authority.ts'
import { decisionKey, type ListedDecision } from './decision-search-store.ts'
import { outcomeOf, remedyWords } from './decision-words.ts'
import { mostCounted } from './facet-counts.ts'
import {
  authorityValues,
  type CountsByFacet,
  categoryName,
  chips,
  facetGroups,
  yearValues,
} from './facet-groups.ts'
import { AuthoritySelect, Chips, FacetBoxes, FacetColumn, PageLinks, YearSelects } from './facets.tsx'
import { cursorsOf, type ResultPage } from './result-page.ts'
import { writeCursor } from './search-cursor.ts'
import { type SearchRequest, searchQuery } from './search-request.ts'
import { snippetPieces } from './snippet.ts'

type SearchPageSettings = {
  readonly publicSite: PublicSite
  readonly asked: AskedSearch
  readonly page: ResultPage<ListedDecision>
  readonly counts: CountsByFacet
  /** Where words matched, by decision. */
  readonly snippets: ReadonlyMap<string, string>
}

export function DecisionSearchPage(settings: SearchPageSettings) {
  const { publicSite, asked } = settings
  const { request } = asked
  return (
    <Page
      site={publicSite.site}
      title={request.words === '' ? 'Decisions' : `Decisions: ${request.words}`}
      current="decisions"
      feed={{ title: 'These decisions', href: addresses.decisionsFeed(searchQuery(request)) }}
    >
      <h1 class="title">Decisions</h1>
      <SearchBar request={request} />
      {asked.remarks.map((remark) => (
        <p class="remark">{remark}</p>
      ))}
      <div class="search">
        <Facets {...settings} />
        <Results {...settings} />
      </div>
    </Page>
  )
}

function SearchBar({ request }: { request: SearchRequest }) {
  return (
    <>
      <form class="search-bar" id="search" method="get" action={addresses.decisions()}>
        <label class="govuk-visually-hidden" for="q">
          Search decisions
        </label>
        <input class="govuk-input" id="q" name="q" type="search" value={request.words} maxlength={300} />
        {request.order === 'best' && <input type="hidden" name="order" value="best" />}
        <button type="submit" class="govuk-button" data-module="govuk-button">
          Search
        </button>
      </form>
      <details class="search-help">
        <summary>
          All these words, “an exact phrase”, −not this word.{' '}
          <span class="search-help__more">Search help</span>
        </summary>
        <SearchHelp />
      </details>
    </>
  )
}

function SearchHelp() {
  return (
    <dl class="search-help__list">
      <dt>damp mould</dt>
      <dd>Both words, anywhere in the decision. Other forms count too: repair finds repairs and repaired.</dd>
      <dt>"temporary accommodation"</dt>
      <dd>These words one after the other.</dd>
      <dt>damp -rent</dt>
      <dd>The first word, in decisions that never say the second. A minus before a phrase works too.</dd>
      <dt>23 001 234</dt>
      <dd>A reference leads straight to its decision.</dd>
      <dt>The lists</dt>
      <dd>
        Tick what the decision should be about. Two ticks in one list find either, a subject or a part of one;
        ticks in different lists have to be met together.
      </dd>
    </dl>
  )
}

function Facets({ publicSite: { scheme }, asked, counts }: SearchPageSettings) {
  const { request, authorities, totals } = asked
  const groups = facetGroups(scheme, request, counts, authorities)
  return (
    <FacetColumn>
      {groups.map((group) => (
        <FacetBoxes group={group} />
      ))}
      <AuthoritySelect
        words={scheme.site.authorityWords}
        values={authorityValues(counts.authority, authorities)}
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

function Results(settings: SearchPageSettings) {
  const { publicSite, asked, page, counts, snippets } = settings
  const { request, authorities } = asked
  const { scheme } = publicSite
  return (
    <div class="results">
      <Chips
        chips={chips(scheme, request, authorities).map(({ text, without }) => ({
          text,
          href: addresses.decisions(searchQuery(without)),
        }))}
        clear={addresses.decisions({ q: request.words === '' ? undefined : request.words })}
      />
      <div class="results__head">
        <h2 class="results__count">{countWords(counts)}</h2>
        <ul class="results__links">
          <OrderLinks asked={asked} />
          <li>
            <a class="link" href={addresses.decisionsFeed(searchQuery({ ...request, order: 'newest' }))}>
              Feed
            </a>
          </li>
          <li>
            <a
              class="link"
              href={addresses.decisionsTable(searchQuery({ ...request, order: 'newest' }))}
              download=""
            >
              CSV
            </a>
          </li>
        </ul>
      </div>
      {counts.total.isMore && <CountNote isBest={request.order === 'best'} />}
      {page.rows.length === 0 ? (
        <NothingFound asked={asked} />
      ) : (
        page.rows.map((decision) => (
          <Result
            scheme={scheme}
            authorities={authorities}
            decision={decision}
            snippet={snippets.get(decisionKey(decision))}
          />
        ))
      )}
      <Pages {...settings} />
    </div>
  )
}

const decisionNoun = { one: 'decision', many: 'decisions' }

function countWords({ total: { total, isMore } }: CountsByFacet): string {
  const words = withNoun(number(total), decisionNoun)
  return isMore ? `More than ${words}` : words
}

function CountNote({ isBest }: { isBest: boolean }) {
  return (
    <p class="small">
      {isBest
        ? `The best of the newest ${number(mostCounted)} that match. `
        : `The lists count among the newest ${number(mostCounted)} that match; `}
      {isBest ? 'In the lists “+” means at least so many.' : '“+” means at least so many.'}
    </p>
  )
}

function OrderLinks({ asked: { request, criteria } }: { asked: AskedSearch }) {
  if (criteria.query === null) return <li>Newest first</li>
  const orders = [
    { order: 'newest', text: 'Newest first' },
    { order: 'best', text: 'Best match' },
  ] as const
  return (
    <>
      {orders.map(({ order, text }) => (
        <li>
          {request.order === order ? (
            <span aria-current="true">{text}</span>
          ) : (
            <a class="link" href={addresses.decisions(searchQuery({ ...request, order }))}>
              {text}
            </a>
          )}
        </li>
      ))}
    </>
  )
}

function NothingFound({ asked: { request, cursor, totals } }: { asked: AskedSearch }) {
  if (totals.span === null) return <p class="lead">No decision has been published yet.</p>
  if (cursor !== undefined) return <p class="text">There are no more decisions here.</p>
  return (
    <>
      <p class="lead">No decision matches all of this.</p>
      <p class="text">
        {request.words === ''
          ? 'Take something away above, or widen the years.'
          : 'Try fewer words, take away what narrows the search, or check the spelling.'}
      </p>
    </>
  )
}

function Result(result: {
  scheme: Scheme
  authorities: DecisionAuthorities
  decision: ListedDecision
  snippet: string | undefined
}) {
  const { scheme, authorities, decision, snippet } = result
  const { category, subcategory, reference } = decision
  const outcome = outcomeOf(scheme, decision.outcome)
  const remedies = remedyWords(scheme, decision.remedyKinds)
  return (
    <article class="result">
      <h3 class="result__name">
        <a class="link" href={addresses.decision(category, subcategory, reference)}>
          {authorities.get(decision.authorityId)?.officialName}
          <span class="govuk-visually-hidden">, </span>
          <span class="result__reference">{reference}</span>
        </a>
      </h3>
      <p class="small">
        <strong>{outcome.name}</strong>: {outcome.plainWords} · {categoryName(scheme, category)}
        {subcategory !== null && ` › ${subcategory}`} ·{' '}
        <span class="unbroken">{formatDate(decision.decidedOn)}</span>
      </p>
      <p class="text result__snippet">
        {snippetPieces(decision.summary, snippet).map(({ text, isMatch }) =>
          isMatch ? <mark class="match">{text}</mark> : text,
        )}
      </p>
      {remedies !== '' && <p class="small">{remedies}</p>}
    </article>
  )
}

function Pages({ asked: { request }, page, counts }: SearchPageSettings) {
  const { total, isMore } = counts.total
  const { next, previous } = cursorsOf(page)
  const link = (cursor: typeof next) =>
    cursor && addresses.decisions({ ...searchQuery(request), cursor: writeCursor(cursor) })
  const isNewest = request.order === 'newest'
  return (
    <PageLinks
      from={page.rowsBefore + 1}
      to={page.rowsBefore + page.rows.length}
      total={isMore ? `more than ${number(total)}` : number(total)}
      previous={{ href: link(previous), text: isNewest ? 'newer decisions' : 'better matches' }}
      next={{ href: link(next), text: isNewest ? 'older decisions' : 'further matches' }}
    />
  )
}
