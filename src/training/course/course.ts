import { isOneLine } from '../../mail/mail.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { isDay } from '../../scheme/wall-clock.ts'

/** What is taught, or a seminar for link officers; it is held in workshops. */
export type Course = {
  readonly id: number
  readonly slug: string
  readonly kind: CourseKind
  readonly title: string
  /** What it is on, as letters name it while it is to come: "a new module on remedies" is "remedies". */
  readonly namedAs: string
  readonly summary: string
  /** A line for each point. */
  readonly covers: string
  /** Codes of the scheme. */
  readonly audiences: readonly string[]
  readonly announcedOn: IsoDate
  /** Null while it is announced and nobody knows from when it can be booked. */
  readonly bookableFrom: IsoDate | null
  readonly version: number
}

export type CourseKind = 'course' | 'seminar'

export function courseKind(text: string): CourseKind {
  if (text === 'course' || text === 'seminar') return text
  throw new Error(`the database holds an unknown kind "${text}" of a course`)
}

/** Announced, and not to be booked on that day. */
export function isOnlyAnnounced({ bookableFrom }: Pick<Course, 'bookableFrom'>, today: IsoDate): boolean {
  return bookableFrom === null || bookableFrom > today
}

/** "Councils and care providers". */
export function audienceWords({ training }: Scheme, audiences: readonly string[]): string {
  const names = training.audiences.filter(({ code }) => audiences.includes(code)).map(({ name }) => name)
  return names
    .map((name, at) => (at === 0 ? name : name.slice(0, 1).toLowerCase() + name.slice(1)))
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1')
}

/** A course as it was typed. */
export type TypedCourse = {
  readonly kind: string
  readonly title: string
  readonly namedAs: string
  readonly summary: string
  readonly covers: string
  readonly audiences: readonly string[]
  readonly bookableFrom: string
}

export type CourseProblem = { readonly field: keyof TypedCourse; readonly reason: string }

export type CourseText = Omit<Course, 'id' | 'slug' | 'announcedOn' | 'version'>

export type CourseReading =
  | { readonly ok: true; readonly course: CourseText }
  | { readonly ok: false; readonly problems: readonly CourseProblem[] }

/** Reads a course as it was typed; every problem of it is found. */
export function readTypedCourse(
  { training }: Scheme,
  typed: TypedCourse,
  /** The day on which it was, or is, announced. */
  announcedOn: IsoDate,
): CourseReading {
  const problems: CourseProblem[] = []
  const refuse = (field: CourseProblem['field'], reason: string) => problems.push({ field, reason })
  const { kind, title, namedAs, summary, covers, bookableFrom } = typed
  const audiences = training.audiences
    .map(({ code }) => code)
    .filter((code) => typed.audiences.includes(code))
  if (kind !== 'course' && kind !== 'seminar') refuse('kind', 'Say whether it is a course or a seminar.')
  if (title === '') refuse('title', 'Write the title.')
  if (title.length > 120) refuse('title', 'Say the title in 120 characters.')
  if (!isOneLine(title)) refuse('title', 'Write the title on one line, without tabs.')
  if (namedAs === '')
    refuse('namedAs', 'Say what it is on, such as “remedies”: letters speak of “a new module on remedies”.')
  if (namedAs.length > 120) refuse('namedAs', 'Name it in 120 characters.')
  if (!isOneLine(namedAs)) refuse('namedAs', 'Name it on one line, without tabs.')
  if (summary === '') refuse('summary', 'Say in a sentence or two what it is for.')
  if (summary.length > 500) refuse('summary', 'Say what it is for in 500 characters.')
  if (covers.length > 4_000) refuse('covers', 'Say what it covers in 4,000 characters.')
  if (audiences.length === 0) refuse('audiences', 'Say whom it is for.')
  if (bookableFrom !== '' && !isDay(bookableFrom)) {
    refuse('bookableFrom', 'Write the day from which it can be booked, or leave it empty.')
  } else if (bookableFrom !== '' && bookableFrom < announcedOn) {
    refuse('bookableFrom', `It is announced on ${printDate(announcedOn)}; it cannot be booked before that.`)
  }
  if (problems.length > 0 || (kind !== 'course' && kind !== 'seminar')) return { ok: false, problems }
  return {
    ok: true,
    course: { kind, title, namedAs, summary, covers, audiences, bookableFrom: bookableFrom || null },
  }
}

/** The part of an address that names a course: small letters, digits and hyphens of its title. */
export function courseSlug(title: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')
  return slug === '' ? 'course' : slug
}
