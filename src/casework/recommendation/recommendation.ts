import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { inDays } from '../../scheme/sentence-words.ts'
import { printPence } from './pence.ts'

/** One thing an authority agreed to do because of a case. */
export type Recommendation = {
  readonly number: number
  readonly kind: string
  /** In full; null where it came with a file that has kind and date alone. */
  readonly text: string | null
  readonly amountPence: number | null
  readonly dueOn: IsoDate
  readonly evidenceWanted: string | null
  /** What a service improvement is, for everybody to read. */
  readonly summary: string | null
  /** The day of the decision, while somebody waits for it. */
  readonly openSince: IsoDate | null
  readonly settlement: string | null
  readonly settledOn: IsoDate | null
  readonly settlementReason: string | null
}

/** By its amount and text, or its kind: "£350: Pay Ms X for distress", "Pay £350", "Service improvement". */
export function recommendationTitle(
  scheme: Scheme,
  { kind, text, amountPence, summary }: Pick<Recommendation, 'kind' | 'text' | 'amountPence' | 'summary'>,
): string {
  const said = text ?? summary
  const name = kindName(scheme, kind)
  if (amountPence !== null && !(said ?? '').includes(printPence(amountPence))) {
    return said === null ? `Pay ${printPence(amountPence)}` : `${printPence(amountPence)}: ${said}`
  }
  return said ?? name
}

export function kindName({ recommendationKinds }: Scheme, code: string): string {
  return recommendationKinds.find((kind) => kind.code === code)?.name ?? code
}

export function isServiceImprovement({ recommendationKinds }: Scheme, code: string): boolean {
  return recommendationKinds.find((kind) => kind.code === code)?.isServiceImprovement ?? false
}

/** How an action stands towards its date. */
export type DueState = 'settled' | 'overdue' | 'due-soon' | 'not-yet-due'

/** `soonUntil` is the last day that counts as soon: ten working days from today. */
export function dueState(
  { dueOn, openSince }: Pick<Recommendation, 'dueOn' | 'openSince'>,
  today: IsoDate,
  soonUntil: IsoDate,
): DueState {
  if (openSince === null) return 'settled'
  if (dueOn < today) return 'overdue'
  return dueOn <= soonUntil ? 'due-soon' : 'not-yet-due'
}

/** "12 days overdue", "Due today", "5 days left", by how many days are left. */
export function dueWords(days: number): string {
  if (days === 0) return 'Due today'
  return days < 0 ? `${inDays(-days)} overdue` : `${inDays(days)} left`
}

/** How rare it is that a due date moves. */
export function movedWords(count: number): string {
  if (count === 0) return 'No due date was moved within a year.'
  return count === 1 ? '1 due date was moved within a year.' : `${count} due dates were moved within a year.`
}

/** "8 Jul 2024", where a column is narrow. */
export function shortDate(date: IsoDate): string {
  const [day = '', month = '', year = ''] = printDate(date).split(' ')
  return `${day} ${month.slice(0, 3)} ${year}`
}

/** Names what stood on record of an action when a form was made; another mark means that somebody changed it. */
export function recommendationMark(
  recommendation: Pick<
    Recommendation,
    'kind' | 'text' | 'amountPence' | 'dueOn' | 'evidenceWanted' | 'summary' | 'settlement'
  > & { readonly sentCount: number },
): string {
  const { kind, text, amountPence, dueOn, evidenceWanted, summary, settlement, sentCount } = recommendation
  const fields = [kind, text, amountPence, dueOn, evidenceWanted, summary, settlement, sentCount]
  return Buffer.from(JSON.stringify(fields)).toString('base64url')
}

const markFields = [
  'kind',
  'text',
  'amount',
  'due date',
  'evidence wanted',
  'summary',
  'outcome',
  'evidence',
] as const

/** What was changed since a mark was made, as names; undefined where the mark is none of ours. */
export function changedSince(mark: string, now: string): readonly string[] | undefined {
  try {
    const [seen, present]: unknown[] = [mark, now].map((text) =>
      JSON.parse(Buffer.from(text, 'base64url').toString()),
    )
    if (!Array.isArray(seen) || !Array.isArray(present) || seen.length !== present.length) return undefined
    return markFields.filter((_, at) => seen[at] !== present[at])
  } catch {
    return undefined
  }
}
