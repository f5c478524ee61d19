import type { CaseRecord } from '../../casework/case-record.ts'
import { clockAt, type Pause } from '../../casework/complaint/case-clock.ts'
import type { CaseFile } from '../../casework/complaint/case-file.ts'
import { type CaseTask, stageWords } from '../../casework/complaint/case-stage.ts'
import { daysBetween } from '../../scheme/calendar-days.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type IsoDate, reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { capital, inDays, numberInWords } from '../../scheme/sentence-words.ts'
import { caseStanding } from './case-words.ts'

/** What is agreed in a case, as far as its first sentence says it. */
type AgreedSoFar = readonly { readonly dueOn: IsoDate; readonly settlement: string | null }[]

/** How a case stands in one sentence or three, what decides it first. */
export type CaseSentence = { readonly decisive: string; readonly rest: string }

/** How a case stands that is worked on here and not decided. */
export function openCaseSentence(
  scheme: Scheme,
  file: CaseFile,
  pauses: readonly Pause[],
  today: IsoDate,
): CaseSentence {
  const { days, pausedDays, targetDays } = clockAt(scheme, file.receivedOn, pauses, today)
  const paused = pausedDays === 0 ? '' : `; ${inDays(pausedDays)} of pause not counted`
  const isPaused = file.pausedOn !== null
  const standing = stageWords[file.stage].standing
  return {
    decisive: `${standing}${isPaused ? ', and the clock is paused' : ''}.`,
    rest: `Day ${days - pausedDays} of ${targetDays}${paused}. ${isPaused ? '' : nextSentence(file, today)}`.trim(),
  }
}

/** What has to be done next, by when, and by how long that is over. */
function nextSentence({ task, dueOn }: CaseFile, today: IsoDate): string {
  if (task === null || dueOn === null) return ''
  const late = daysBetween(dueOn, today)
  return `${taskSentences[task]} ${printDate(dueOn)}${late > 0 ? `, ${inDays(late)} ago` : ''}.`
}

const taskSentences: Readonly<Record<CaseTask, string>> = {
  acknowledge: 'To be acknowledged by',
  assess: 'To be assessed by',
  investigate: 'The draft decision is due by',
  'await-comments': 'Both sides may comment until',
  decide: 'To be decided by',
  review: 'A review of the decision was asked for, to be answered by',
}

/** How a decided case stands: its outcome, how long it took, and what became of what was agreed. */
export function decidedCaseSentence(
  scheme: Scheme,
  record: CaseRecord,
  file: CaseFile | undefined,
  pauses: readonly Pause[],
  agreed: AgreedSoFar,
  today: IsoDate,
): CaseSentence {
  const { receivedOn, decidedOn } = record
  const { decisive, rest } = caseStanding(scheme, {
    ...record,
    ...(agreed.length > 0 && { remedyDueOn: null }),
  })
  if (decidedOn === null) return { decisive, rest }
  const review = file?.task === 'review' ? ` ${nextSentence(file, today)}` : ''
  const compliance = record.complianceOutcome === null ? agreedSentence(agreed) : ''
  if (receivedOn === null) return { decisive, rest: `${rest}${compliance}${review}` }
  const { days, pausedDays } = clockAt(scheme, receivedOn, pauses, decidedOn)
  const took = `after ${inDays(days)}${pausedDays === 0 ? '' : `, ${pausedDays} of them paused`}`
  const opening = `Decided on ${printDate(decidedOn)}`
  return { decisive, rest: `${rest.replace(opening, `${opening}, ${took}`)}${compliance}${review}` }
}

/** "Two of three agreed actions are done; the last is due on 12 July 2024." */
function agreedSentence(agreed: AgreedSoFar): string {
  const open = agreed.filter(({ settlement }) => settlement === null)
  if (agreed.length === 0) return ''
  if (open.length === 0)
    return ` ${agreed.length === 1 ? 'The agreed action is' : 'All agreed actions are'} settled.`
  const last =
    open
      .map(({ dueOn }) => dueOn)
      .toSorted()
      .at(-1) ?? ''
  const settled = agreed.length - open.length
  const due = `${open.length === 1 ? 'the last is' : 'the last of them is'} due on ${printDate(last)}.`
  if (agreed.length === 1) return ` The agreed action is due on ${printDate(last)}.`
  return settled === 0
    ? ` ${capital(numberInWords(agreed.length))} agreed actions are open; ${due}`
    : ` ${capital(numberInWords(settled))} of ${numberInWords(agreed.length)} agreed actions ${settled === 1 ? 'is' : 'are'} done; ${due}`
}

/** As what the figures of its year count a decided case. */
export function countsFor(scheme: Scheme, { decidedOn, outcome, isRemediedBefore }: CaseRecord): string {
  if (decidedOn === null) return ''
  const year = formatReportingYear(reportingYearOf(scheme, decidedOn))
  const known = scheme.outcomes.find(({ code }) => code === outcome)
  const name = (known?.name ?? outcome ?? '').toLowerCase()
  if (known?.isInvestigation !== true) return `Counts for ${year}: not investigated, ${name}.`
  const remedied =
    isRemediedBefore === null ? '' : `, ${isRemediedBefore ? '' : 'not '}remedied before it came here`
  return `Counts for ${year}: investigated, ${name}${remedied}.`
}
