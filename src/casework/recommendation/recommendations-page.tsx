import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage } from '../../accounts/signed-in-route.tsx'
import { readBankHolidays } from '../../authorities/authority-store.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { daysBetween } from '../../scheme/calendar-days.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { inDays } from '../../scheme/sentence-words.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskFigures, Standing, State } from '../../web/desk-page.tsx'
import { ListPages, ListTabs } from '../../web/list-tabs.tsx'
import { opening } from '../../web/opening.ts'
import { type FollowUpDays, followUpDays } from './follow-up-days.ts'
import {
  dueState,
  dueWords,
  isServiceImprovement,
  movedWords,
  recommendationTitle,
  shortDate,
} from './recommendation.ts'
import {
  countLists,
  type ListedRecommendation,
  placeIn,
  type RecommendationList,
  readList,
  recommendationLists,
} from './recommendation-list-store.ts'
import { countMovedSince } from './recommendation-store.ts'
import { SaidComplete } from './settlement-words.tsx'

const listWords: Readonly<Record<RecommendationList, { readonly name: string; readonly none: string }>> = {
  overdue: { name: 'Overdue', none: 'Nothing is overdue.' },
  'due-soon': { name: 'Nearly due', none: 'Nothing is due within ten working days.' },
  evidence: { name: 'Evidence to read', none: 'Everything that was sent has been read.' },
  'long-outstanding': { name: 'Long outstanding', none: 'Nothing approaches twelve months.' },
  'not-kept': { name: 'Not kept', none: 'It is decided for each what follows.' },
}

const mostListed = 50

export async function readFollowUpDays({ database, scheme }: Desk): Promise<FollowUpDays> {
  const holidays = new Set((await readBankHolidays(database)).map(({ date }) => date))
  return followUpDays(scheme, dayOf(scheme, await currentMoment(database)), holidays)
}

/** What authorities agreed to do and what somebody has to do about it, one list at a time. */
export async function showRecommendations(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const { database, scheme } = desk
  const list = recommendationLists.find((one) => one === context.req.query('list')) ?? 'overdue'
  const after = placeIn(list, context.req.query('after') ?? '')
  const days = await readFollowUpDays(desk)
  const [counts, listed, movedCount] = await Promise.all([
    countLists(database, days),
    readList(database, list, days, after, mostListed + 1),
    countMovedSince(database, yearBefore(days.today)),
  ])
  const shown = listed.slice(0, mostListed)
  const last = listed.length > mostListed ? shown.at(-1) : undefined
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Recommendations: ${listWords[list].name}`}
      current={deskAddresses.recommendations()}
    >
      <h1>Recommendations</h1>
      <Standing>
        <strong>{standingWords(counts)}</strong> {movedWords(movedCount)}
      </Standing>
      <DeskFigures
        figures={[
          {
            number: counts.overdue.toLocaleString('en-GB'),
            noun: 'overdue',
            note: 'their day has passed',
            tone: counts.overdue > 0 ? 'warning' : 'fact',
          },
          {
            number: counts.evidence.toLocaleString('en-GB'),
            noun: 'to read',
            note: 'evidence sent',
            tone: 'waiting',
          },
          {
            number: counts['due-soon'].toLocaleString('en-GB'),
            noun: 'nearly due',
            note: 'within ten working days',
          },
          {
            number: counts['not-kept'].toLocaleString('en-GB'),
            noun: 'not kept',
            note: 'to decide what follows',
            tone: counts['not-kept'] > 0 ? 'warning' : 'fact',
          },
        ]}
      />
      <p>
        <a href={deskAddresses.learning()}>Learning</a>: what was promised again, and faults found again
      </p>
      <ListTabs
        label="Lists of recommendations"
        lists={listOrder.map((key) => ({
          text: listWords[key].name,
          count: counts[key].toLocaleString('en-GB'),
          href: deskAddresses.recommendations(key === 'overdue' ? {} : { list: key }),
          isShown: key === list,
        }))}
      />
      {shown.length === 0 ? (
        <p class="recommendations-none">{listWords[list].none}</p>
      ) : (
        <ListTable scheme={scheme} list={list} listed={shown} days={days} />
      )}
      <ListPages
        first={after && deskAddresses.recommendations({ list })}
        next={last && deskAddresses.recommendations({ list, after: last.place })}
      />
    </StaffPage>,
  )
}

const listOrder = ['overdue', 'evidence', 'due-soon', 'long-outstanding', 'not-kept'] as const

function yearBefore(today: string): Date {
  return new Date(`${Number(today.slice(0, 4)) - 1}${today.slice(4).replace('-02-29', '-02-28')}T00:00:00Z`)
}

function standingWords(counts: Readonly<Record<RecommendationList, number>>): string {
  const waiting = counts.evidence + counts['not-kept']
  if (waiting === 0) return 'Nothing waits for you.'
  return waiting === 1 ? 'One waits for you.' : `${waiting.toLocaleString('en-GB')} wait for you.`
}

function ListTable({
  scheme,
  list,
  listed,
  days,
}: {
  scheme: Scheme
  list: RecommendationList
  listed: readonly ListedRecommendation[]
  days: FollowUpDays
}) {
  return (
    <table class="desk-table desk-table--list recommendations">
      <thead>
        <tr>
          <th scope="col">Where it stands</th>
          <th scope="col">What was agreed</th>
          <th scope="col">Authority</th>
          <th scope="col">Case</th>
          <th scope="col" class="number">
            Due
          </th>
        </tr>
      </thead>
      <tbody>
        {listed.map((one) => (
          <tr>
            <td>
              <ListState scheme={scheme} list={list} listed={one} days={days} />
            </td>
            <td>
              <a href={deskAddresses.recommendation(one.slug, one.reference, one.number)}>
                {opening(recommendationTitle(scheme, one), 110)}
              </a>
              {isServiceImprovement(scheme, one.kind) && <span class="note">Service improvement</span>}
            </td>
            <td>{one.officialName}</td>
            <td>
              <a class="portal-whole" href={deskAddresses.case(one.slug, one.reference)}>
                {one.reference}
              </a>
            </td>
            <td class="number">
              <span class="portal-label">Due </span>
              {shortDate(one.dueOn)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ListState({
  scheme,
  list,
  listed: { at, isComplete, isToRead, isSaidComplete, dueOn, openSince },
  days,
}: {
  scheme: Scheme
  list: RecommendationList
  listed: ListedRecommendation
  days: FollowUpDays
}) {
  if (list === 'evidence' && at !== null) {
    const sentOn = dayOf(scheme, at)
    return (
      <>
        <State mark="attention">Sent {shortDate(sentOn)}</State>
        <span class="note">
          {isComplete ? (sentOn > dueOn ? 'complete, late' : 'complete, on time') : 'more to come'}
        </span>
      </>
    )
  }
  if (list === 'not-kept') return <State mark="blocks">To decide</State>
  if (list === 'long-outstanding' && openSince !== null) {
    return <State mark="blocks">{inDays(daysBetween(openSince, days.today))} since the decision</State>
  }
  if (isSaidComplete) return <SaidComplete />
  const isOverdue = dueState({ dueOn, openSince }, days.today, days.soonUntil) === 'overdue'
  return (
    <>
      <State mark={isOverdue && !isToRead ? 'blocks' : 'attention'}>
        {dueWords(daysBetween(days.today, dueOn))}
      </State>
      {isToRead && <span class="note">evidence to read</span>}
    </>
  )
}
