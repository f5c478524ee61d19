import { type Authority, existedOn } from '../authorities/authority.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import { courseSlug } from '../training/course/course.ts'
import { dateOf, dayOf } from './day.ts'
import { inventedCourses } from './invented-courses.ts'
import { random } from './random.ts'

/** What was held before the demonstration begins, who booked for it, and whether they came. */
export type InventedTraining = {
  readonly courses: readonly HeldCourse[]
  readonly workshops: readonly InventedWorkshop[]
}

/** A course as it was taught then; a module announced only, where it is bookable later. */
export type HeldCourse = (typeof inventedCourses)[number] & {
  readonly slug: string
  readonly announcedOn: IsoDate
  readonly bookableFrom: IsoDate | null
}

export type InventedWorkshop = {
  readonly course: string
  readonly day: IsoDate
  /** Null where it was held online. */
  readonly town: string | null
  readonly bookings: readonly InventedBooking[]
}

export type InventedBooking = {
  /** Of an invented authority; null for a care provider, which has a name. */
  readonly authority: string | null
  readonly organisation: string | null
  /** Of each of the people it was for, whether they came. */
  readonly came: readonly boolean[]
}

/** A year's courses, people and courses for care providers: for 2023-24 what the published letters say of it. */
type HeldYear = {
  readonly year: number
  readonly courseCount: number
  readonly peopleCount: number
  readonly careProviderCourseCount: number
  /** Of 2024-25 as it was announced. */
  readonly seminars: {
    readonly towns: readonly string[]
    readonly delegateCount: number
    readonly authorityCount: number
  } | null
}

const heldYears: readonly HeldYear[] = [
  { year: 2023, courseCount: 126, peopleCount: 1743, careProviderCourseCount: 10, seminars: null },
  {
    year: 2024,
    courseCount: 131,
    peopleCount: 1856,
    careProviderCourseCount: 14,
    seminars: { towns: ['Reading', 'Birmingham', 'Newcastle'], delegateCount: 178, authorityCount: 112 },
  },
]

/** Announced before the letters of 2023-24, and taught from that autumn on. */
const laterModules: readonly { readonly title: string; readonly namedAs: string }[] = [
  { title: 'Module on adult social care', namedAs: 'adult social care' },
  { title: 'Module on children’s services', namedAs: "children's services" },
]

type InventedAuthority = Authority & { readonly isInvented: boolean }

/** Makes up the training of the years that are counted from records. Nobody real sends anybody. */
export function inventTraining(seed: number, authorities: readonly InventedAuthority[]): InventedTraining {
  const chance = random(seed, 'training held')
  const councils = authorities.filter(({ isInvented, kind }) => isInvented && kind !== 'care-provider')
  const taught = inventedCourses.filter(({ isAnnounced }) => !isAnnounced)
  const forCouncils = taught.filter(
    ({ kind, audiences }) => kind === 'course' && audiences.includes('councils'),
  )
  const forProviders = taught.find(({ audiences }) => audiences.join() === 'care-providers')
  const seminar = taught.find(({ kind }) => kind === 'seminar')
  if (!forProviders || !seminar)
    throw new Error('the demonstration has no course for care providers, or no seminar')
  const workshops = heldYears.flatMap((held): InventedWorkshop[] => [
    ...coursesOf(held).map(({ day, count, isForProviders }, index) => {
      const course = isForProviders ? forProviders : forCouncils[index % forCouncils.length]
      const there = councils.filter((council) => existedOn(council, day))
      const nextOrganisation = () =>
        isForProviders
          ? provider(chance.between(1, 80))
          : council(there[chance.between(0, there.length - 1)]?.slug)
      return {
        course: courseSlug(course?.title ?? ''),
        day,
        town: null,
        bookings: bookingsFor(count, index % 3 === 0, nextOrganisation, () => chance.between(1, 4)),
      }
    }),
    ...seminarsOf(held, councils).map((one) => ({ ...one, course: courseSlug(seminar.title) })),
  ])
  return { courses: [...taught.map(asTaught), ...laterModules.map(asAnnounced)], workshops }
}

/** Evenly over the year, on weekdays; the people spread so that courses are of different size and the sum is exact. */
function coursesOf({ year, courseCount, peopleCount, careProviderCourseCount }: HeldYear) {
  const least = Math.floor(peopleCount / courseCount)
  const more = peopleCount - least * courseCount
  return Array.from({ length: courseCount }, (_, index) => {
    const spread = [4, -4, 2, -2, 0, 0][index % 6] ?? 0
    // The last few are not a whole round of the spread.
    const isInRound = index < courseCount - (courseCount % 6)
    return {
      day: weekdayOf(year, Math.floor((index * 355) / courseCount)),
      count: least + (index < more ? 1 : 0) + (isInRound ? spread : 0),
      isForProviders:
        index % Math.floor(courseCount / careProviderCourseCount) === 5 &&
        Math.floor(index / Math.floor(courseCount / careProviderCourseCount)) < careProviderCourseCount,
    }
  })
}

function weekdayOf(year: number, daysIn: number): IsoDate {
  const day = dayOf(`${year}-04-02`) + daysIn
  const weekday = new Date(`${dateOf(day)}T00:00:00Z`).getUTCDay()
  return dateOf(weekday === 6 ? day + 2 : weekday === 0 ? day + 1 : day)
}

/** As many authorities as came, each in one town, some with two people. */
function seminarsOf(
  { year, seminars }: HeldYear,
  councils: readonly Authority[],
): readonly Omit<InventedWorkshop, 'course'>[] {
  if (seminars === null) return []
  const { towns, delegateCount, authorityCount } = seminars
  const days = [`${year}-10-08`, `${year}-10-17`, `${year}-11-05`]
  const step = Math.max(1, Math.floor(councils.length / authorityCount))
  const there = councils.filter((council) => days.every((day) => existedOn(council, day)))
  const came = Array.from({ length: authorityCount }, (_, index) => ({
    ...council(there[(index * step) % there.length]?.slug),
    came: index < delegateCount - authorityCount ? [true, true] : [true],
  }))
  return towns.map((town, place) => ({
    town,
    day: days[place] ?? `${year}-11-20`,
    bookings: came.filter((_, index) => index % towns.length === place),
  }))
}

function bookingsFor(
  count: number,
  hasAbsent: boolean,
  nextOrganisation: () => Pick<InventedBooking, 'authority' | 'organisation'>,
  nextSize: () => number,
): readonly InventedBooking[] {
  const bookings: InventedBooking[] = []
  for (let left = count; left > 0; ) {
    const size = Math.min(left, nextSize())
    const isFirst = bookings.length === 0
    // Somebody who booked and did not come is not counted.
    const came = [...Array.from({ length: size }, () => true), ...(isFirst && hasAbsent ? [false] : [])]
    bookings.push({ ...nextOrganisation(), came })
    left -= size
  }
  return bookings
}

function council(slug: string | undefined) {
  if (slug === undefined) throw new Error('the demonstration has no council to send anybody')
  return { authority: slug, organisation: null }
}

function provider(number: number) {
  return { authority: null, organisation: `Care provider ${number}` }
}

function asTaught(course: (typeof inventedCourses)[number]): HeldCourse {
  return { ...course, slug: courseSlug(course.title), announcedOn: '2022-09-01', bookableFrom: '2022-09-01' }
}

function asAnnounced({ title, namedAs }: (typeof laterModules)[number]): HeldCourse {
  return {
    kind: 'course',
    title,
    namedAs,
    summary: `What goes wrong in complaints about ${namedAs}, and how to put it right.`,
    covers: 'What people complain about\nWho answers for what\nWhat puts it right',
    audiences: ['councils'],
    isAnnounced: true,
    pricePence: 0,
    hours: 2,
    slug: courseSlug(title),
    announcedOn: '2024-06-03',
    bookableFrom: '2024-09-02',
  }
}
