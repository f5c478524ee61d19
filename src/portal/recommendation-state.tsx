import type { FollowUpDays } from '../casework/recommendation/follow-up-days.ts'
import { type DueState, dueState } from '../casework/recommendation/recommendation.ts'
import { daysBetween } from '../scheme/calendar-days.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import { inDays } from '../scheme/sentence-words.ts'
import { type Mark, State } from '../web/desk-page.tsx'
import type { OwnRecommendation } from './own-recommendation-store.ts'

/** How an open recommendation stands for the authority: what it sent is with the Ombudsman until it is answered. */
export function OwnState({ own, days }: { own: OwnRecommendation; days: FollowUpDays }) {
  if (own.completeSentAt !== null) return <State mark="open">With the Ombudsman</State>
  const state = dueState(own, days.today, days.soonUntil)
  if (own.isMoreWanted && state !== 'overdue') return <State mark="attention">More is wanted</State>
  const { mark, words } = stateWords[state]
  return <State mark={mark}>{words}</State>
}

const stateWords: Readonly<Record<DueState, { readonly mark: Mark; readonly words: string }>> = {
  overdue: { mark: 'blocks', words: 'Overdue' },
  'due-soon': { mark: 'attention', words: 'Evidence due' },
  'not-yet-due': { mark: 'open', words: 'Not yet due' },
  settled: { mark: 'done', words: 'Settled' },
}

/** "in 5 days", "today", "12 days ago", as part of a sentence. */
export function inDaysWords(dueOn: IsoDate, today: IsoDate): string {
  const days = daysBetween(today, dueOn)
  if (days === 0) return 'today'
  return days > 0 ? `in ${inDays(days)}` : `${inDays(-days)} ago`
}
