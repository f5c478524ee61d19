import type { Context } from 'hono'
import type { AuthorityId, KnownAuthority } from '../../authorities/authority.ts'
import { authorityNames, findAuthority, searchAuthorities } from '../../authorities/authority-name-search.ts'
import { readSimilarLists, readSimilarTo } from '../../authorities/similar-authorities-store.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { csvAnswer } from '../../web/csv-answer.ts'
import type { PublicSite } from '../site/public-site.tsx'
import type { PublishedCycle } from '../site/published-cycle-store.ts'
import { sharedAuthorities, sharedCycles, sharedFigures } from '../site/shared-reads-store.ts'
import {
  byHand,
  type Choice,
  type ChoiceProblem,
  mostCompared,
  type Offer,
  ofKind,
  queryOf,
  readChoice,
} from './compare-choice.ts'
import { compareColumns, compareRows } from './compare-file.ts'
import { type Compared, compareTable } from './compare-table.ts'
import { AskPage, ChoiceRefused, ChooseFromKind, ComparePage, NothingToCompare } from './compare-view.tsx'

/** Up to ten authorities in one table, on one scale; without any, the ways to choose them. */
export async function showCompare(context: Context, publicSite: PublicSite): Promise<Response> {
  const found = await findChoice(context, publicSite)
  if (!found.ok) return found.answer
  const { offer, choice, cycle } = found
  const added = context.req.query('add')?.trim()
  if (added) return add(context, publicSite, offer, choice, added)
  const chosen = await chosenAuthorities(publicSite, offer, choice)
  if (chosen.length > mostCompared) {
    return context.html(
      <ChooseFromKind publicSite={publicSite} offer={offer} choice={choice} among={chosen} />,
    )
  }
  const table = compareTable(
    publicSite.scheme,
    choice.measure,
    await readCompared(publicSite, chosen, choice),
    choice.own,
    choice.order,
  )
  return context.html(
    <ComparePage
      publicSite={publicSite}
      offer={offer}
      choice={choice}
      table={table}
      chosen={chosen}
      cycle={cycle}
    />,
  )
}

/** The same table as a file. */
export async function sendCompareTable(context: Context, publicSite: PublicSite): Promise<Response> {
  const found = await findChoice(context, publicSite)
  if (!found.ok) return found.answer
  const { offer, choice } = found
  const chosen = await chosenAuthorities(publicSite, offer, choice)
  if (chosen.length > mostCompared) return context.redirect(addresses.compare(queryOf(choice)), 302)
  const compared = await readCompared(publicSite, chosen, choice)
  const table = compareTable(publicSite.scheme, choice.measure, compared, choice.own, choice.order)
  const { isDemonstration } = publicSite.site
  const name = `${isDemonstration ? 'DEMONSTRATION-' : ''}compare-${choice.measure.code}-${formatReportingYear(choice.year)}.csv`
  return csvAnswer(context, name, compareColumns, compareRows(table, choice, isDemonstration))
}

type FoundChoice =
  | { readonly ok: true; readonly offer: Offer; readonly choice: Choice; readonly cycle: PublishedCycle }
  | { readonly ok: false; readonly answer: Response | Promise<Response> }

async function findChoice(context: Context, publicSite: PublicSite): Promise<FoundChoice> {
  const { database, scheme } = publicSite
  const [authorities, cycles, lists] = await Promise.all([
    sharedAuthorities(publicSite),
    sharedCycles(publicSite),
    readSimilarLists(database),
  ])
  const [newest, ...earlier] = cycles.map(({ year }) => year)
  if (newest === undefined) {
    return { ok: false, answer: context.html(<NothingToCompare publicSite={publicSite} />) }
  }
  const offer: Offer = {
    scheme,
    authorities,
    names: authorityNames(authorities),
    lists,
    years: [newest, ...earlier],
  }
  const reading = readChoice(offer, new URL(context.req.url).searchParams)
  if (!reading.ok) {
    const { problem } = reading
    return {
      ok: false,
      answer: context.html(<ChoiceRefused publicSite={publicSite} problem={problem} />, problem.status),
    }
  }
  const cycle = cycles.find(({ year }) => year === reading.choice.year)
  if (!cycle) throw new Error(`the year ${reading.choice.year} has no cycle`)
  return { ok: true, offer, choice: reading.choice, cycle }
}

/** Those a choice means, the own one among them. Only a kind can mean more than ten. */
async function chosenAuthorities(
  { database }: PublicSite,
  offer: Offer,
  choice: Choice,
): Promise<readonly KnownAuthority[]> {
  const { chosen, own } = choice
  const others = await (async (): Promise<readonly KnownAuthority[]> => {
    switch (chosen.by) {
      case 'hand':
        return offer.authorities.filter(({ slug }) => chosen.slugs.includes(slug))
      case 'list': {
        const near = own ? await readSimilarTo(database, chosen.list, own.id) : []
        return nearest(offer.authorities, near)
      }
      case 'kind':
        return ofKind(offer, chosen, choice.year).filter(({ slug }) => slug !== own?.slug)
    }
  })()
  return own ? [own, ...others] : others
}

function nearest(
  authorities: readonly KnownAuthority[],
  near: readonly AuthorityId[],
): readonly KnownAuthority[] {
  const byId = new Map(authorities.map((authority) => [authority.id, authority]))
  return near.flatMap((id) => byId.get(id) ?? []).slice(0, mostCompared - 1)
}

async function readCompared(
  publicSite: PublicSite,
  chosen: readonly KnownAuthority[],
  { year }: Choice,
): Promise<readonly Compared[]> {
  const figures = await sharedFigures(publicSite, year)
  return chosen.map((authority) => ({ authority, figures: figures.get(authority.id) }))
}

/** One more by its name: straight to the table where one can be meant, else those that may be. */
async function add(
  context: Context,
  publicSite: PublicSite,
  offer: Offer,
  choice: Choice,
  text: string,
): Promise<Response> {
  const before = await chosenAuthorities(publicSite, offer, choice)
  const slugs = before.map(({ slug }) => slug)
  const withOne = (slug: string) => byHand(choice, [...new Set([...slugs, slug])])
  const found = findAuthority(offer.names, text)
  if (found && (slugs.length < mostCompared || slugs.includes(found.slug))) {
    return context.redirect(addresses.compare(queryOf(withOne(found.slug))), 302)
  }
  if (slugs.length >= mostCompared) {
    return context.html(
      <ChoiceRefused publicSite={publicSite} problem={alreadyFull(publicSite, choice)} />,
      400,
    )
  }
  const near = searchAuthorities(offer.names, text, 12)
  return context.html(
    <AskPage
      publicSite={publicSite}
      choice={choice}
      text={text}
      near={near.map((authority) => ({ authority, query: queryOf(withOne(authority.slug)) }))}
    />,
  )
}

function alreadyFull({ scheme }: PublicSite, choice: Choice): ChoiceProblem {
  return {
    status: 400,
    title: `There are ${mostCompared} already`,
    help: `Up to ${mostCompared} ${scheme.site.authorityWords.all} can be compared at once. Remove one first.`,
    near: [],
    known: [{ word: 'Back to the table', query: queryOf(choice) }],
  }
}
