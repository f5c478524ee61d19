import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { isDay } from '../../scheme/wall-clock.ts'
import { type CaseReference, readCaseReference } from '../case-reference.ts'

/** A public report before it is issued, as it was typed. */
export type TypedReport = {
  /** Slug of the authority. */
  readonly authority: string
  readonly title: string
  readonly summary: string
  readonly slug: string
  /** References, one to a line. */
  readonly cases: string
  readonly publishOn: string
}

/** The same, read. */
export type ReportText = {
  readonly authority: string
  readonly title: string
  readonly summary: string
  readonly slug: string
  readonly caseReferences: readonly CaseReference[]
  readonly publishOn: IsoDate
}

export type ReportProblem = { readonly field: keyof TypedReport; readonly reason: string }

export type ReportReading =
  | { readonly ok: true; readonly report: ReportText }
  | { readonly ok: false; readonly problems: readonly ReportProblem[] }

/** Reads a report as it was typed; every problem of it is found. */
export function readTypedReport(typed: TypedReport, today: IsoDate): ReportReading {
  const problems: ReportProblem[] = []
  const refuse = (field: keyof TypedReport, reason: string) => problems.push({ field, reason })
  if (typed.authority === '') refuse('authority', 'Choose the authority.')
  if (typed.title === '') refuse('title', 'Write the title.')
  if (typed.title.length > 300) refuse('title', 'Say the title in 300 characters.')
  if (typed.summary === '') refuse('summary', 'Write the summary.')
  if (typed.summary.length > 10_000) refuse('summary', 'Say the summary in 10,000 characters.')
  const slug = typed.slug === '' ? slugOf(`${typed.authority} ${typed.title}`) : typed.slug
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 200) {
    refuse('slug', 'Write small letters, digits and hyphens, such as larchwick-homelessness-2024.')
  }
  const lines = typed.cases.split(/[\n,;]+/).map((line) => line.trim())
  const written = lines.filter((line) => line !== '')
  const references = written.map(readCaseReference)
  const wrong = written.find((_, at) => references[at] === undefined)
  if (wrong !== undefined)
    refuse('cases', `“${wrong}” is no reference. It has eight digits, such as 23 001 234.`)
  else if (references.length === 0) refuse('cases', 'Name the case or the cases it is about.')
  const caseReferences = [...new Set(references.flatMap((reference) => reference ?? []))]
  if (!isDay(typed.publishOn)) refuse('publishOn', 'Write the day on which it is published.')
  else if (typed.publishOn < today) {
    refuse('publishOn', `${printDate(typed.publishOn)} is past. A report is published today at the earliest.`)
  }
  if (problems.length > 0) return { ok: false, problems }
  const { authority, title, summary, publishOn } = typed
  return { ok: true, report: { authority, title, summary, slug, caseReferences, publishOn } }
}

function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/-$/, '')
}

/** The last day on which an authority has to have considered a report that is published on a day. */
export function considerBy({ publicReportDuty }: Scheme, publishedOn: IsoDate): IsoDate {
  return monthsAfter(publishedOn, publicReportDuty.considerWithinMonths)
}

/** The same day of a later or an earlier month, or its last where it has no such day. */
export function monthsAfter(day: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10)
}

/** Whether a further report may follow: the answer was not enough, or the time for it is over. */
export function isFurtherReportOpen(
  report: {
    readonly considerBy: IsoDate | null
    readonly consideredOn: IsoDate | null
    readonly isResponseEnough: boolean | null
  },
  today: IsoDate,
): boolean {
  if (report.consideredOn !== null) return report.isResponseEnough === false
  return report.considerBy !== null && report.considerBy < today
}
