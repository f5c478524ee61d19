import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { type Desk, StaffPage } from '../../accounts/signed-in-route.tsx'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskFigures, Standing, State } from '../../web/desk-page.tsx'
import { ListPages, ListTabs } from '../../web/list-tabs.tsx'
import { printCaseValue } from '../case-record.ts'
import { readPlace, writePlace } from '../import/list-place.ts'
import { countWaitingReports } from '../public-report/report-store.ts'
import { groundName } from './publication-standing.ts'
import { type PublishingList, publishingList, publishingLists } from './publishing-queue.ts'
import { countQueues, mostCounted, type QueuedDecision, readQueue } from './publishing-queue-store.ts'

const pageLength = 50

const listWords: Readonly<
  Record<PublishingList, { readonly name: string; readonly none: string; readonly says: string }>
> = {
  'to-write': {
    name: 'To write',
    none: 'Every decision that is to be published has its statement.',
    says: 'Decided, and without a statement. The oldest decision is first.',
  },
  'to-check': {
    name: 'To check',
    none: 'No statement waits to be checked or published.',
    says: 'Written. What the anonymity check marked is settled by a person; then it is published.',
  },
  'to-agree': {
    name: 'To agree',
    none: 'Nobody asks that a decision is not published.',
    says: 'Somebody asks that these are not published. It takes effect when somebody else agrees.',
  },
  waiting: {
    name: 'Waiting for the day',
    none: 'Nothing waits for its day.',
    says: 'Checked and passed. Each becomes public by itself on its day.',
  },
  published: {
    name: 'Published lately',
    none: 'Nothing was published lately.',
    says: 'Everybody can read these. The latest is first.',
  },
  held: {
    name: 'Held',
    none: 'Nothing is held.',
    says: 'Not published, on a ground somebody agreed to, or as long as the decision is being reviewed.',
  },
}

/** The decisions on their way to publication, list by list. */
export async function showPublishing(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const { database, scheme } = desk
  const counts = await countQueues(database)
  const asked = publishingList(context.req.query('list'))
  const list = asked ?? publishingLists.find((one) => one !== 'published' && counts[one] > 0) ?? 'to-write'
  const after = readPlace(context.req.query('after') ?? '', 2)
  const [decisions, posts, reports] = await Promise.all([
    readQueue(database, list, after, pageLength + 1),
    readPosts(database),
    countWaitingReports(database),
  ])
  const shown = decisions.slice(0, pageLength)
  const last = decisions.length > pageLength ? shown.at(-1) : undefined
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Publishing: ${listWords[list].name}`}
      current={deskAddresses.publishing()}
    >
      <h1>Publishing</h1>
      <Standing>
        <strong>{standing(counts)}</strong> Decisions are published unless somebody holds one back.
      </Standing>
      <DeskFigures
        figures={[
          {
            number: printCount(counts['to-write']),
            noun: 'to write',
            note: 'decided, no statement',
            tone: 'waiting',
          },
          {
            number: printCount(counts['to-check']),
            noun: 'to check',
            note: 'written, not published',
            tone: 'waiting',
          },
          {
            number: printCount(counts['to-agree']),
            noun: 'to agree',
            note: 'a hold was asked for',
            tone: counts['to-agree'] > 0 ? 'warning' : 'waiting',
          },
          { number: printCount(counts.waiting), noun: 'waiting', note: 'for their day' },
        ]}
      />
      <p>
        <a href={deskAddresses.publicReports()}>Public reports</a>
        {reports > 0 && `: ${reports === 1 ? '1 waits' : `${reports} wait`} for the authority’s answer`}
      </p>
      <ListTabs
        label="Lists of decisions"
        lists={publishingLists.map((one) => ({
          text: listWords[one].name,
          count: printCount(counts[one]),
          href: deskAddresses.publishing(one),
          isShown: one === list,
        }))}
      />
      <p class="note list-says">{shown.length === 0 ? listWords[list].none : listWords[list].says}</p>
      {shown.length > 0 && <QueueTable scheme={scheme} list={list} decisions={shown} posts={posts} />}
      <ListPages
        first={after && deskAddresses.publishing(list)}
        next={last && deskAddresses.publishing(list, writePlace(last.place))}
      />
    </StaffPage>,
  )
}

function standing(counts: Readonly<Record<PublishingList, number>>): string {
  const open = counts['to-write'] + counts['to-check'] + counts['to-agree']
  if (open === 0) return 'Nothing waits for somebody.'
  return open === 1 ? '1 decision waits for somebody.' : `${printCount(open)} decisions wait for somebody.`
}

function printCount(count: number): string {
  return count > mostCounted ? `${mostCounted}+` : String(count)
}

function QueueTable({
  scheme,
  list,
  decisions,
  posts,
}: {
  scheme: Scheme
  list: PublishingList
  decisions: readonly QueuedDecision[]
  posts: ReadonlyMap<string, string>
}) {
  return (
    <table class="desk-table desk-table--list">
      <thead>
        <tr>
          <th scope="col">Case</th>
          <th scope="col">Authority</th>
          <th scope="col">Decided</th>
          <th scope="col">
            {list === 'waiting' ? 'Public from' : list === 'published' ? 'Published' : 'Where it stands'}
          </th>
        </tr>
      </thead>
      <tbody>
        {decisions.map((decision) => (
          <tr>
            <td>
              <a href={deskAddresses.publication(decision.slug, decision.reference)}>{decision.reference}</a>
              <span class="note">
                {[printCaseValue(scheme, 'category', decision.category), decision.subcategory]
                  .filter((part) => part !== null)
                  .join(', ')}
              </span>
            </td>
            <td>{decision.officialName}</td>
            <td class="unbroken" data-label="Decided">
              {decision.decidedOn !== null && printDate(decision.decidedOn)}
            </td>
            <td>
              <Where scheme={scheme} list={list} decision={decision} posts={posts} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Where({
  scheme,
  list,
  decision: { openCount, ground, askedBy, moment, isUnderReview },
  posts,
}: {
  scheme: Scheme
  list: PublishingList
  decision: QueuedDecision
  posts: ReadonlyMap<string, string>
}) {
  const day = moment === null ? '' : printDate(dayOf(scheme, moment))
  switch (list) {
    case 'to-write':
      return <State mark="open">No statement</State>
    case 'to-check':
      return openCount === 0 ? (
        <State mark="done">Ready to publish</State>
      ) : (
        <State mark="attention">{openCount === 1 ? '1 mark open' : `${openCount} marks open`}</State>
      )
    case 'to-agree':
      return (
        <>
          {ground !== null && groundName(scheme, ground)}
          <span class="note">
            asked by {posts.get(askedBy ?? '')?.toLowerCase() ?? askedBy}, {day}
          </span>
        </>
      )
    case 'held':
      return isUnderReview ? (
        <State mark="attention">The decision is being reviewed</State>
      ) : (
        <>
          {ground !== null && groundName(scheme, ground)}
          <span class="note">since {day}</span>
        </>
      )
    default:
      return <>{day}</>
  }
}
