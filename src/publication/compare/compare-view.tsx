import type { Child } from 'hono/jsx'
import type { KnownAuthority } from '../../authorities/authority.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { addresses, type Query } from '../../web/addresses.ts'
import { Button, Select, TextInput } from '../../web/form-controls.tsx'
import { Page } from '../../web/layout.tsx'
import { kindName } from '../site/authority-facts.ts'
import { editionLine } from '../site/dates.ts'
import type { PublicSite } from '../site/public-site.tsx'
import type { PublishedCycle } from '../site/published-cycle-store.ts'
import { MarksKey } from './compare-chart.tsx'
import {
  type Choice,
  type ChoiceProblem,
  comparedMeasures,
  mostCompared,
  type Offer,
  queryOf,
  regionsOf,
} from './compare-choice.ts'
import { CompareRows } from './compare-rows.tsx'
import { type CompareTable, chanceInWords } from './compare-table.ts'

type CompareSettings = {
  readonly publicSite: PublicSite
  readonly offer: Offer
  readonly choice: Choice
  readonly table: CompareTable
  readonly chosen: readonly KnownAuthority[]
  readonly cycle: PublishedCycle
}

/** The table with its ways to change it; without anybody in it, the ways to begin. */
export function ComparePage(settings: CompareSettings) {
  const { publicSite, choice, chosen, table, cycle } = settings
  const { scheme, site } = publicSite
  const { many } = scheme.site.authorityWords
  const year = printYear(scheme, choice.year)
  const figures = table.sections[0]?.rows[0]?.figures
  const isEmpty = chosen.length === 0
  return (
    <Page
      site={site}
      title={isEmpty ? `Compare ${many}` : `Compare ${many}: ${choice.measure.name.toLowerCase()}, ${year}`}
      breadcrumbs={[{ text: 'Home', href: addresses.home() }, { text: 'Compare' }]}
      current="compare"
      edition={figures && editionLine(scheme, figures, cycle)}
    >
      <h1 class="title">Compare {many}</h1>
      <p class="lead compare__lead">
        {isEmpty
          ? `Choose up to ${mostCompared} ${scheme.site.authorityWords.all}. The table says of each whether a difference is more than chance could explain.`
          : `${choice.measure.name}, ${year}. The words beside each say whether a difference is more than chance could explain.`}
      </p>
      <AddForm
        choice={choice}
        label={
          isEmpty
            ? `Name of the first ${scheme.site.authorityWords.any}`
            : `Add a ${scheme.site.authorityWords.one}`
        }
      />
      <OtherChoices {...settings} />
      {!isEmpty && (
        <>
          <CompareRows
            publicSite={publicSite}
            choice={choice}
            table={table}
            slugs={chosen.map(({ slug }) => slug)}
          />
          <BelowTable {...settings} />
        </>
      )}
    </Page>
  )
}

function AddForm({ choice, label }: { choice: Choice; label: string }) {
  return (
    <search>
      <form class="compare__add" method="get" action={addresses.compare()}>
        <KeptInputs query={queryOf(choice)} />
        <TextInput id="add" name="add" label={label} autocomplete="off" />
        <Button text="Add" />
      </form>
    </search>
  )
}

/** What an address says already, kept by a form that adds to it. */
function KeptInputs({ query }: { query: Query }) {
  return (
    <>
      {Object.entries(query).map(([name, value]) =>
        typeof value === 'string' ? <input type="hidden" name={name} value={value} /> : null,
      )}
    </>
  )
}

function OtherChoices(settings: CompareSettings) {
  const { offer, choice, chosen } = settings
  const { own } = choice
  const isEmpty = chosen.length === 0
  return (
    <div class="compare__choices">
      <p>Or choose</p>
      {own && <LinksOfOwn offer={offer} choice={choice} own={own} />}
      <Folded summary={own ? 'Another kind and region' : 'A kind and region'} isOpen={isEmpty}>
        <KindForm offer={offer} choice={choice} />
      </Folded>
      {offer.lists.length > 0 && !own && (
        <Folded summary="The most similar to one" isOpen={isEmpty}>
          <SimilarForm offer={offer} choice={choice} />
        </Folded>
      )}
      <Folded summary="Another measure">
        <ul>
          {comparedMeasures(offer.scheme).map((measure) => (
            <ChoiceLink
              text={measure.name}
              query={queryOf({ ...choice, measure })}
              isCurrent={measure.code === choice.measure.code}
            />
          ))}
        </ul>
      </Folded>
      <Folded summary="Another year">
        <ul>
          {offer.years.map((year) => (
            <ChoiceLink
              text={printYear(offer.scheme, year)}
              query={queryOf({ ...choice, year })}
              isCurrent={year === choice.year}
            />
          ))}
        </ul>
      </Folded>
    </div>
  )
}

/** One click to those like the own one: by its kind and region, and by each list there is. */
function LinksOfOwn({ offer, choice, own }: { offer: Offer; choice: Choice; own: KnownAuthority }) {
  const region = own.region ?? undefined
  return (
    <>
      <ShortLink
        text="Same kind and region"
        query={queryOf({ ...choice, chosen: { by: 'kind', kind: own.kind, region } })}
      />
      {offer.lists.map(({ list }) => (
        <ShortLink
          text={`Most similar to ${own.shortName}${offer.lists.length > 1 ? ` (${list})` : ''}`}
          query={queryOf({ ...choice, chosen: { by: 'list', list } })}
        />
      ))}
    </>
  )
}

function ShortLink({ text, query }: { text: string; query: Query }) {
  return (
    <a class="link" href={addresses.compare(query)}>
      {text}
    </a>
  )
}

function ChoiceLink({ text, query, isCurrent }: { text: string; query: Query; isCurrent: boolean }) {
  return (
    <li>
      {isCurrent ? (
        <strong aria-current="true">{text}</strong>
      ) : (
        <a class="link" href={addresses.compare(query)}>
          {text}
        </a>
      )}
    </li>
  )
}

function Folded({
  summary,
  isOpen = false,
  children,
}: {
  summary: string
  isOpen?: boolean
  children: Child
}) {
  return (
    <details open={isOpen}>
      <summary>{summary}</summary>
      <div class="compare__folded">{children}</div>
    </details>
  )
}

function KindForm({ offer, choice }: { offer: Offer; choice: Choice }) {
  const { scheme, authorities } = offer
  const { own, measure, year } = choice
  const chosen = choice.chosen.by === 'kind' ? choice.chosen : undefined
  const kinds = scheme.authorityKinds.filter(({ code }) => authorities.some(({ kind }) => kind === code))
  return (
    <form class="compare__form" method="get" action={addresses.compare()}>
      <KeptInputs query={{ authority: own?.slug, measure: measure.code, year: formatReportingYear(year) }} />
      <Select
        id="kind"
        name="kind"
        label="Kind"
        items={kinds.map(({ code, plural }) => ({
          value: code,
          text: capital(plural),
          selected: code === (chosen?.kind ?? own?.kind),
        }))}
      />
      <Select
        id="region"
        name="region"
        label="Region"
        items={[
          { value: '', text: 'All regions' },
          ...regionsOf(authorities).map((region) => ({
            value: region,
            text: region,
            selected: region === (chosen?.region ?? own?.region),
          })),
        ]}
      />
      <Button text="Show" isSecondary={true} />
    </form>
  )
}

function SimilarForm({ offer, choice }: { offer: Offer; choice: Choice }) {
  return (
    <form class="compare__form" method="get" action={addresses.compare()}>
      <KeptInputs query={{ measure: choice.measure.code, year: formatReportingYear(choice.year) }} />
      <TextInput id="authority" name="authority" label="Most similar to" autocomplete="off" />
      <Select
        id="list"
        name="list"
        label="By the list"
        items={offer.lists.map(({ list }) => ({ value: list, text: capital(list) }))}
      />
      <Button text="Show" isSecondary={true} />
    </form>
  )
}

function BelowTable({ publicSite, offer, choice, table }: CompareSettings) {
  const { scheme } = publicSite
  const { many } = scheme.site.authorityWords
  const { chosen } = choice
  const list = chosen.by === 'list' ? offer.lists.find((known) => known.list === chosen.list) : undefined
  const chance = chanceInWords(table)
  return (
    <div class="pair compare__below">
      <div>
        <MarksKey
          table={table}
          averageWords={
            table.average ? `average of similar ${many}` : `average of its own group of similar ${many}`
          }
        />
        <ul class="links">
          <li>
            <a class="link" href={addresses.compareTable(queryOf(choice))} download={true}>
              CSV
            </a>
          </li>
          <li>
            <a class="link" href={addresses.method(choice.measure.methodSection)}>
              How is this made?
            </a>
          </li>
          <li>
            <a class="link" href={addresses.method('the-test')}>
              How are differences tested?
            </a>
          </li>
        </ul>
      </div>
      <div>
        {table.groups.length > 1 && (
          <p class="small">
            They stand in several groups, and each is judged against its own, so there is no one average:{' '}
            {table.groups.join(', ')}.
          </p>
        )}
        {list && (
          <p class="small">
            Chosen by the list “{list.list}”, the nearest {mostCompared - 1}. {list.note}
          </p>
        )}
        <p class="small">This page’s address holds your choice: share it as it stands. {chance}</p>
      </div>
    </div>
  )
}

/** More of a kind than one table holds: all of them, to choose from without scripts. */
export function ChooseFromKind(settings: {
  publicSite: PublicSite
  offer: Offer
  choice: Choice
  among: readonly KnownAuthority[]
}) {
  const { publicSite, offer, choice, among } = settings
  const { scheme, site } = publicSite
  const { chosen, own } = choice
  const kind = scheme.authorityKinds.find(({ code }) => chosen.by === 'kind' && code === chosen.kind)
  const place = chosen.by === 'kind' && chosen.region !== undefined ? `, ${chosen.region}` : ''
  const others = among
    .filter(({ slug }) => slug !== own?.slug)
    .sort((one, other) => one.officialName.localeCompare(other.officialName, 'en-GB'))
  const title = `Choose up to ${own ? mostCompared - 1 : mostCompared} ${kind?.plural ?? ''}${place}`
  return (
    <Page
      site={site}
      title={title}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: 'Compare', href: addresses.compare() },
        { text: 'Choose' },
      ]}
      current="compare"
    >
      <h1 class="title">{title}</h1>
      <p class="lead">
        There are {others.length}, more than one table holds.
        {own && ` ${own.officialName} is in it already.`}
      </p>
      <form method="get" action={addresses.compare()}>
        <KeptInputs query={{ ...queryOf(choice), kind: undefined, region: undefined }} />
        <fieldset class="compare__many">
          <legend class="govuk-visually-hidden">Which of them</legend>
          {others.map(({ slug, officialName }) => (
            <label>
              <input type="checkbox" name="with" value={slug} /> {officialName}
            </label>
          ))}
        </fieldset>
        <Button text="Compare" />
      </form>
      <details class="compare__other-kind">
        <summary>Another kind and region</summary>
        <KindForm offer={offer} choice={choice} />
      </details>
    </Page>
  )
}

/** A name that may mean several, or none. */
export function AskPage(settings: {
  publicSite: PublicSite
  choice: Choice
  text: string
  near: readonly { readonly authority: KnownAuthority; readonly query: Query }[]
}) {
  const { publicSite, choice, text, near } = settings
  const title = near.length === 0 ? 'No name is like that' : 'Which one do you mean?'
  return (
    <Page
      site={publicSite.site}
      title={title}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: 'Compare', href: addresses.compare(queryOf(choice)) },
        { text: 'Add' },
      ]}
      current="compare"
    >
      <h1 class="title">{title}</h1>
      <div class="narrow">
        <AddForm choice={choice} label="Another name" />
        <p class="text text--grey">
          {near.length === 0
            ? `Nothing comes near “${text}”.`
            : `These come near “${text}”. Choosing one adds it.`}
        </p>
        <ul class="ruled">
          {near.map(({ authority, query }) => (
            <li>
              <a class="link" href={addresses.compare(query)}>
                {authority.officialName}
              </a>{' '}
              <small>{kindName(publicSite.scheme, authority)}</small>
            </li>
          ))}
        </ul>
        <p class="text">
          <a class="link" href={addresses.compare(queryOf(choice))}>
            Back to the table
          </a>
        </p>
      </div>
    </Page>
  )
}

/** Why an address shows no comparison, and what there is instead. */
export function ChoiceRefused({ publicSite, problem }: { publicSite: PublicSite; problem: ChoiceProblem }) {
  const { near, known } = problem
  return (
    <Page
      site={publicSite.site}
      title={problem.title}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: 'Compare', href: addresses.compare() },
      ]}
      current="compare"
    >
      <div class="error-page">
        <h1 class="title">{problem.title}</h1>
        <p class="text">{problem.help}</p>
        {near.length > 0 && <p class="text">Did you mean:</p>}
        {near.length + known.length > 0 && (
          <ul class="ruled">
            {near.map(({ slug, officialName }) => (
              <li>
                <a class="link" href={addresses.compare({ authority: slug })}>
                  {officialName}
                </a>
              </li>
            ))}
            {known.map(({ word, query }) => (
              <li>
                <a class="link" href={addresses.compare(query)}>
                  {capital(word)}
                </a>
              </li>
            ))}
          </ul>
        )}
        <p class="text">
          <a class="link" href={addresses.compare()}>
            Begin a comparison
          </a>
        </p>
      </div>
    </Page>
  )
}

/** A site on which no year is public yet. */
export function NothingToCompare({ publicSite }: { publicSite: PublicSite }) {
  const { many } = publicSite.scheme.site.authorityWords
  return (
    <Page
      site={publicSite.site}
      title={`Compare ${many}`}
      breadcrumbs={[{ text: 'Home', href: addresses.home() }, { text: 'Compare' }]}
      current="compare"
    >
      <h1 class="title">Compare {many}</h1>
      <p class="lead">No figures have been published yet, so there is nothing to compare.</p>
    </Page>
  )
}
