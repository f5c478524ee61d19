import { daysBetween } from '../../scheme/calendar-days.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type Mark, State } from '../../web/desk-page.tsx'
import { dueWords, shortDate } from './recommendation.ts'
import type { RecordedRecommendation, Shown } from './recommendation-store.ts'

/** "Done", "Done, late", "Not carried out". */
export function settlementWords(
  { complianceOutcomes }: Scheme,
  settlement: string,
): { readonly mark: Mark; readonly words: string } {
  const outcome = complianceOutcomes.find(({ code }) => code === settlement)
  if (outcome === undefined) return { mark: 'open', words: settlement }
  if (!outcome.isComplied) return { mark: 'blocks', words: 'Not carried out' }
  return { mark: 'done', words: outcome.isLate ? 'Done, late' : 'Done' }
}

/** How an action stands or ended, and when. */
export function ActionState({
  scheme,
  action,
  today,
  caseOutcome,
}: {
  scheme: Scheme
  action: RecordedRecommendation
  today: IsoDate
  /** What became of the case as a whole, where it came with a file that says nothing of each action. */
  caseOutcome: string | null
}) {
  const { settlement, settledOn, openSince, dueOn } = action
  if (settlement !== null) {
    const { mark, words } = settlementWords(scheme, settlement)
    return (
      <>
        <State mark={mark}>{words}</State>
        {settledOn !== null && <span class="note">{shortDate(settledOn)}</span>}
      </>
    )
  }
  if (caseOutcome !== null) return <State mark="open">With the case</State>
  if (openSince === null) return <State mark="open">Nothing is due</State>
  // Who says that it is done is overdue no more: the day of sending counts, and not that of reading.
  if (action.shown === 'complete') return <SaidComplete />
  const days = daysBetween(today, dueOn)
  return (
    <>
      <State mark={days < 0 && action.shown !== 'to-read' ? 'blocks' : 'attention'}>{dueWords(days)}</State>
      <span class="note">{shownWords[action.shown]}</span>
    </>
  )
}

/** An action whose evidence says that it is done, and waits to be read. */
export function SaidComplete() {
  return (
    <>
      <State mark="attention">Said to be done</State>
      <span class="note">Evidence to read</span>
    </>
  )
}

const shownWords: Readonly<Record<Exclude<Shown, 'complete'>, string>> = {
  nothing: 'No evidence yet',
  'to-read': 'Evidence to read',
  read: 'More evidence is wanted',
}
