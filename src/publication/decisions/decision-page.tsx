import type { Context } from 'hono'
import { readCaseReference } from '../../casework/case-reference.ts'
import { formatDate } from '../../letters/letter-words.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import type { DecisionAuthorities } from './decision-authority.ts'
import { DecisionFacts } from './decision-facts.tsx'
import {
  type AgreedAction,
  countSameOutcome,
  type Decision,
  type DecisionTombstone,
  type ReportOfCase,
  readAgreedActions,
  readDecisions,
  readReportsOfCase,
  readSimilarDecisions,
  readTombstones,
  type SimilarDecision,
} from './decision-store.ts'
import { sharedDecisionAuthorities } from './decision-totals-store.ts'
import { categoryName } from './facet-groups.ts'
import { AgreedActions, Statement } from './statement.tsx'

type DecisionAddress = { readonly category: string; readonly subcategory: string; readonly reference: string }

/** One decision at its permanent address, or what remains of it. A joint case is about several authorities. */
export async function showDecision(
  context: Context,
  publicSite: PublicSite,
  address: DecisionAddress,
): Promise<Response> {
  const reference = readCaseReference(address.reference)
  if (reference === undefined) return unknownDecision(context, publicSite)
  const { database } = publicSite
  const [decisions, tombstones, authorities] = await Promise.all([
    readDecisions(database, reference),
    readTombstones(database, reference),
    sharedDecisionAuthorities(publicSite),
  ])
  const isHere = ({ category, subcategory }: Pick<Decision, 'category' | 'subcategory'>) =>
    addresses.decision(category, subcategory, reference) ===
    addresses.decision(address.category, address.subcategory, address.reference)
  const here = decisions.filter(isHere)
  const [first] = here
  if (first !== undefined) {
    return context.html(
      <DecisionPage
        publicSite={publicSite}
        decisions={here}
        elsewhere={decisions.filter((decision) => !isHere(decision))}
        gone={tombstones.filter(isHere)}
        authorities={authorities}
        origin={new URL(context.req.url).origin}
        {...(await readBeside(publicSite, here, first))}
      />,
    )
  }
  const gone = tombstones.filter(isHere)
  if (gone.length > 0) return goneDecision(context, publicSite, gone, authorities)
  const moved = decisions[0] ?? tombstones[0]
  if (moved === undefined) return unknownDecision(context, publicSite)
  return context.redirect(addresses.decision(moved.category, moved.subcategory, moved.reference), 301)
}

async function readBeside({ database }: PublicSite, here: readonly Decision[], first: Decision) {
  const [actions, reports, similar, sameOutcomes] = await Promise.all([
    readAgreedActions(database, here),
    readReportsOfCase(database, first),
    readSimilarDecisions(database, first),
    Promise.all(here.map((decision) => countSameOutcome(database, decision))),
  ])
  return { actions, reports, similar, sameOutcomes }
}

/** One that is not public yet and one that never was are answered with the same page. */
function unknownDecision(context: Context, publicSite: PublicSite): Response | Promise<Response> {
  return notFound(
    context,
    publicSite,
    'There is no decision at this address',
    <p class="text">
      Not every decision is published, and some weeks pass before one is.{' '}
      <a class="link" href={addresses.decisions()}>
        Search the published decisions
      </a>
      .
    </p>,
  )
}

function goneDecision(
  context: Context,
  publicSite: PublicSite,
  gone: readonly DecisionTombstone[],
  authorities: DecisionAuthorities,
): Response | Promise<Response> {
  const { scheme, site } = publicSite
  const [first] = gone
  const reference = first?.reference ?? ''
  const title = `${namesOf(gone, authorities)} (${reference})`
  return context.html(
    <Page site={site} title={title} current="decisions" breadcrumbs={wayBack(publicSite, first)}>
      <h1 class="title">{title}</h1>
      {gone.map((tombstone) => (
        <Tombstone tombstone={tombstone} day={formatDate(dayOf(scheme, tombstone.goneAt))} />
      ))}
      <p class="text">
        <a class="link" href={addresses.decisions()}>
          Search the published decisions
        </a>
      </p>
    </Page>,
    410,
  )
}

function Tombstone({ tombstone, day }: { tombstone: DecisionTombstone; day: string }) {
  const { withdrawalReason } = tombstone
  return withdrawalReason === null ? (
    <p class="lead">
      This decision was here until {day}. Decisions are taken down when the time for which they are published
      has passed.
    </p>
  ) : (
    <>
      <p class="lead">This decision was withdrawn on {day}.</p>
      <p class="text">Reason: {withdrawalReason}</p>
    </>
  )
}

type DecisionPageSettings = {
  readonly publicSite: PublicSite
  /** The same case about each authority; more than one only where they share the address. */
  readonly decisions: readonly Decision[]
  /** The same case about other authorities, under another subject. */
  readonly elsewhere: readonly Decision[]
  readonly gone: readonly DecisionTombstone[]
  readonly authorities: DecisionAuthorities
  readonly actions: readonly AgreedAction[]
  readonly reports: readonly ReportOfCase[]
  readonly similar: readonly SimilarDecision[]
  /** How many of each authority's decisions of the year ended in the same way. */
  readonly sameOutcomes: readonly number[]
  readonly origin: string
}

function DecisionPage(settings: DecisionPageSettings) {
  const { publicSite, decisions, authorities, actions, gone } = settings
  const { scheme, site } = publicSite
  const [first] = decisions
  if (first === undefined) return null
  const title = `${namesOf(decisions, authorities)} (${first.reference})`
  const statements = sameStatements(decisions)
  return (
    <Page
      site={site}
      title={title}
      current="decisions"
      canCopy={true}
      breadcrumbs={wayBack(publicSite, first)}
    >
      <h1 class="title decision__title">{title}</h1>
      <div class="pair decision">
        <div>
          {statements.map(({ of, statement }) => (
            <>
              {statements.length > 1 && <h2 class="heading decision__about">{namesOf(of, authorities)}</h2>}
              <p class="decision__summary">{statement.summary}</p>
              <Statement sections={statement.sections}>
                {of.map((decision) => (
                  <AgreedActions
                    scheme={scheme}
                    actions={actions.filter((action) => isOf(action, decision))}
                    name={
                      decisions.length > 1 ? authorities.get(decision.authorityId)?.officialName : undefined
                    }
                  />
                ))}
              </Statement>
            </>
          ))}
          {gone.map((tombstone) => (
            <p class="text">
              The decision about {namesOf([tombstone], authorities)} is no longer published
              {tombstone.withdrawalReason === null ? '.' : `: ${tombstone.withdrawalReason}`}
            </p>
          ))}
        </div>
        <DecisionFacts {...settings} first={first} />
      </div>
    </Page>
  )
}

function wayBack(
  { scheme }: PublicSite,
  decision: Pick<Decision, 'category' | 'subcategory' | 'reference'> | undefined,
) {
  if (decision === undefined) return []
  const { category, subcategory, reference } = decision
  return [
    { text: 'Home', href: addresses.home() },
    { text: 'Decisions', href: addresses.decisions() },
    { text: categoryName(scheme, category), href: addresses.decisions({ category }) },
    ...(subcategory === null
      ? []
      : [
          {
            text: subcategory,
            href: addresses.decisions({ category, subcategory: `${category}/${subcategory}` }),
          },
        ]),
    { text: reference },
  ]
}

/** "Tarnstead Council", "Tarnstead Council and Wexby Council". */
function namesOf(
  decisions: readonly Pick<Decision, 'authorityId'>[],
  authorities: DecisionAuthorities,
): string {
  const names = decisions.map(({ authorityId }) => authorities.get(authorityId)?.officialName ?? '')
  return new Intl.ListFormat('en-GB').format(names)
}

function isOf(
  action: Pick<AgreedAction, 'authorityId' | 'complaintId'>,
  { authorityId, complaintId }: Decision,
): boolean {
  return action.authorityId === authorityId && action.complaintId === complaintId
}

/** A statement that is the same for several authorities stands once. */
function sameStatements(decisions: readonly Decision[]) {
  const groups = new Map<string, { readonly statement: Decision; readonly of: readonly Decision[] }>()
  for (const decision of decisions) {
    const key = JSON.stringify([decision.summary, decision.sections])
    const of = groups.get(key)?.of ?? []
    groups.set(key, { statement: groups.get(key)?.statement ?? decision, of: [...of, decision] })
  }
  return [...groups.values()]
}
