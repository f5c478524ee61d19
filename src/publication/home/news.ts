import { withNoun } from '../../scheme/count-noun.ts'
import { dayOf, printYear } from '../../scheme/printed-dates.ts'
import type { IsoDate, ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { number } from '../site/measure-words.ts'

/** Something that became public, with where it is. */
export type NewsItem = {
  readonly day: IsoDate
  readonly title: string
  readonly about: string
  readonly place: NewsPlace
}

/** Where it is to be read. */
export type NewsPlace =
  | { readonly kind: 'figures' | 'review'; readonly year: ReportingYear }
  | { readonly kind: 'correction'; readonly year: ReportingYear; readonly revision: number }
  | { readonly kind: 'report'; readonly slug: string }
  | { readonly kind: 'decisions' }

/** Everything that can be news, as it is on record. */
export type NewsSources = {
  readonly releases: readonly ReleaseNews[]
  readonly reviews: readonly { readonly year: ReportingYear; readonly publishedAt: Date }[]
  readonly reports: readonly {
    readonly slug: string
    readonly title: string
    readonly authority: string
    readonly publishedAt: Date
  }[]
  /** The decisions of the last day on which any were published; undefined where there are none. */
  readonly decisions: DecisionNews | undefined
}

/** A published state of one year. */
export type ReleaseNews = {
  readonly year: ReportingYear
  readonly revision: number
  readonly publishedAt: Date
  /** What it corrects; null for the first. */
  readonly reason: string | null
  readonly hasLetters: boolean
  readonly councilCount: number
  readonly otherCount: number
}

export type DecisionNews = {
  readonly publishedAt: Date
  readonly count: number
  /** The category that more of them are in than in any other, and how many. */
  readonly category: string
  readonly categoryCount: number
}

const mostItems = 6
/** What came longer than a year before the newest is no news any more. */
const newsDays = 365

/** What is new, the newest first. On one day the figures come before what rests on them. */
export function newsOf(scheme: Scheme, sources: NewsSources): readonly NewsItem[] {
  const items = [
    ...sources.releases.map((release) => releaseItem(scheme, release)),
    ...sources.reviews.map(({ year, publishedAt }) => ({
      publishedAt,
      title: `Year in review ${printYear(scheme, year)}`,
      place: { kind: 'review', year } as const,
      about: 'What people complained about, and what changed',
    })),
    ...sources.reports.map(({ slug, title, authority, publishedAt }) => ({
      publishedAt,
      title: `Public report: ${title}`,
      place: { kind: 'report', slug } as const,
      about: authority,
    })),
    ...(sources.decisions ? [decisionsItem(scheme, sources.decisions)] : []),
  ]
  const newest = Math.max(...items.map(({ publishedAt }) => publishedAt.getTime()))
  return items
    .filter(({ publishedAt }) => newest - publishedAt.getTime() <= newsDays * 86_400_000)
    .map(({ publishedAt, ...item }) => ({ ...item, day: dayOf(scheme, publishedAt) }))
    .sort((one, other) => (one.day < other.day ? 1 : one.day > other.day ? -1 : 0))
    .slice(0, mostItems)
}

function releaseItem(scheme: Scheme, release: ReleaseNews): Omit<NewsItem, 'day'> & { publishedAt: Date } {
  const { year, revision, publishedAt, reason, hasLetters, councilCount, otherCount } = release
  const printed = printYear(scheme, year)
  if (reason !== null) {
    return {
      publishedAt,
      title: `Correction to ${printed}`,
      place: { kind: 'correction', year, revision },
      about: reason,
    }
  }
  return {
    publishedAt,
    title: `${hasLetters ? 'Figures and letters' : 'Figures'} for ${printed} published`,
    place: { kind: 'figures', year },
    about: bodies(scheme, councilCount, otherCount),
  }
}

function bodies(scheme: Scheme, councilCount: number, otherCount: number): string {
  const councils = withNoun(number(councilCount), scheme.site.authorityWords)
  const others = withNoun(number(otherCount), { one: 'other body', many: 'other bodies' })
  if (councilCount === 0) return others.replace('other ', '')
  return otherCount === 0 ? councils : `${councils}, ${others}`
}

function decisionsItem(scheme: Scheme, { publishedAt, count, category, categoryCount }: DecisionNews) {
  const name = scheme.categories.find(({ code }) => code === category)?.name ?? category
  return {
    publishedAt,
    title: `${withNoun(number(count), { one: 'decision', many: 'decisions' })} published`,
    place: { kind: 'decisions' } as const,
    about: aboutDecisions(name, categoryCount / count),
  }
}

function aboutDecisions(category: string, share: number): string {
  if (share === 1) return capital(category)
  return share > 0.5
    ? `Most about ${category.slice(0, 1).toLowerCase()}${category.slice(1)}`
    : 'About several subjects'
}
