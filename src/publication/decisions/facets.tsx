import type { Child } from 'hono/jsx'
import type { AuthorityWords } from '../../scheme/scheme-site.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { number } from '../site/measure-words.ts'
import type { FacetValue } from './facet-groups.ts'

/** The lists beside the results, as one part of the form above them. Folded away in a narrow window. */
export function FacetColumn({ children }: { children: Child }) {
  return (
    <details class="facets">
      <summary class="facets__fold">Narrow the results</summary>
      <div class="facets__lists">
        {children}
        <button
          type="submit"
          form="search"
          class="govuk-button govuk-button--secondary facets__show"
          data-module="govuk-button"
        >
          Show results
        </button>
      </div>
    </details>
  )
}

type BoxGroup = {
  readonly facet: string
  readonly heading: string
  readonly values: readonly FacetValue[]
  readonly isMore: boolean
}

/** Longer lists show so many, and the rest when unfolded. */
const mostShown = 6

export function FacetBoxes({ group }: { group: BoxGroup }) {
  const isShown = (value: FacetValue, index: number) => index < mostShown || value.isChosen
  const shown = group.values.filter(isShown)
  const rest = group.values.filter((value, index) => !isShown(value, index))
  return (
    <fieldset class="facet">
      <legend class="facet__heading">{group.heading}</legend>
      {shown.map((value) => (
        <FacetBox group={group} value={value} />
      ))}
      {rest.length > 0 && (
        <details class="facet__rest">
          <summary class="link">{rest.length} more</summary>
          {rest.map((value) => (
            <FacetBox group={group} value={value} />
          ))}
        </details>
      )}
    </fieldset>
  )
}

function FacetBox({ group: { facet, isMore }, value }: { group: BoxGroup; value: FacetValue }) {
  return (
    <label class="facet__value">
      <input
        class="facet__box"
        type="checkbox"
        form="search"
        name={facet}
        value={value.value}
        checked={value.isChosen}
      />
      <span class="facet__text">
        {value.text}
        {value.plainWords !== undefined && <small>{value.plainWords}</small>}
      </span>
      <FacetCount count={value.count} isMore={isMore} />
    </label>
  )
}

function FacetCount({ count, isMore }: { count: number; isMore: boolean }) {
  return (
    <span class="facet__count">
      {isMore && <span class="govuk-visually-hidden">at least </span>}
      {number(count)}
      {isMore && <span aria-hidden="true">+</span>}
    </span>
  )
}

/** One more authority can be chosen at a time; those chosen stay. */
export function AuthoritySelect(select: {
  words: AuthorityWords
  values: readonly { readonly value: string; readonly text: string; readonly count: number }[]
  chosen: readonly string[]
  isMore: boolean
}) {
  const { words, values, chosen, isMore } = select
  return (
    <div class="facet">
      <label class="facet__heading" for="authority">
        {capital(words.one)}
      </label>
      {chosen.map((slug) => (
        <input type="hidden" form="search" name="authority" value={slug} />
      ))}
      <select class="govuk-select facet__select" id="authority" form="search" name="authority">
        <option value="">{chosen.length === 0 ? `Any ${words.any}` : 'Add another'}</option>
        {values
          .filter(({ value }) => !chosen.includes(value))
          .map(({ value, text, count }) => (
            <option value={value}>
              {text} ({number(count)}
              {isMore && '+'})
            </option>
          ))}
      </select>
    </div>
  )
}

export function YearSelects(select: {
  heading: string
  years: readonly { readonly value: string; readonly text: string }[]
  from: string
  to: string
}) {
  const { heading, years, from, to } = select
  return (
    <fieldset class="facet">
      <legend class="facet__heading">{heading}</legend>
      <div class="facet__years">
        <YearSelect name="from" label="from" years={years} chosen={from} />
        <span aria-hidden="true">to</span>
        <YearSelect name="to" label="to" years={years} chosen={to} />
      </div>
    </fieldset>
  )
}

function YearSelect(select: {
  name: string
  label: string
  years: readonly { readonly value: string; readonly text: string }[]
  chosen: string
}) {
  const { name, label, years, chosen } = select
  return (
    <select class="govuk-select facet__select" form="search" name={name} aria-label={`Year ${label}`}>
      <option value="">Any</option>
      {years.map(({ value, text }) => (
        <option value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  )
}

/** What narrows the list, each with a link that takes it away. */
export function Chips({
  chips,
  clear,
}: {
  chips: readonly { readonly text: string; readonly href: string }[]
  clear: string
}) {
  if (chips.length === 0) return null
  return (
    <ul class="chips" aria-label="Chosen">
      {chips.map(({ text, href }) => (
        <li>
          <a class="chip" href={href}>
            {text} <span class="chip__remove">remove</span>
          </a>
        </li>
      ))}
      <li>
        <a class="link" href={clear}>
          Clear all
        </a>
      </li>
    </ul>
  )
}

type PageLink = { readonly href: string | undefined; readonly text: string }

/** Where in the list this page is, and the ways to those beside it. */
export function PageLinks(links: {
  from: number
  to: number
  total: string
  previous: PageLink
  next: PageLink
}) {
  const { from, to, total, previous, next } = links
  if (to < from) return null
  return (
    <nav class="pages" aria-label="Pages of results">
      <span class="pages__place">
        {number(from)} to {number(to)} of {total}
      </span>
      {previous.href !== undefined && (
        <a class="link pages__link" href={previous.href} rel="prev">
          Previous page<span class="pages__what">: {previous.text}</span>
        </a>
      )}
      {next.href !== undefined && (
        <a class="link pages__link" href={next.href} rel="next">
          Next page<span class="pages__what">: {next.text}</span>
        </a>
      )}
    </nav>
  )
}
