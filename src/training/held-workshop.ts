import type { IsoDate, ReportingYear } from '../scheme/reporting-year.ts'
import type { TrainingTotal } from './training-total.ts'

/** A course or seminar that was held and whose attendance is recorded: what training totals are counted from. */
export type HeldWorkshop = {
  readonly id: number
  readonly year: ReportingYear
  readonly heldOn: IsoDate
  readonly kind: 'course' | 'seminar'
  readonly title: string
  /** For them and for nobody else. */
  readonly isForCareProviders: boolean
  /** Null where it was held online. */
  readonly town: string | null
  /** How many came. */
  readonly peopleCount: number
  /** The authorities of the register they came from, each once. */
  readonly authorityIds: readonly number[]
}

/** A module announced, and from when it can be booked. */
export type AnnouncedModule = {
  readonly namedAs: string
  readonly announcedOn: IsoDate
  readonly bookableFrom: IsoDate | null
}

/** What was held in one year, added up. */
export function countTraining(
  year: ReportingYear,
  held: readonly HeldWorkshop[],
  comingModules: readonly string[],
): TrainingTotal {
  const ofYear = held.filter((workshop) => workshop.year === year)
  const courses = ofYear.filter(({ kind }) => kind === 'course')
  const seminars = ofYear.filter(({ kind }) => kind === 'seminar')
  return {
    year,
    courseCount: courses.length,
    peopleCount: sum(courses),
    careProviderCourseCount: courses.filter(({ isForCareProviders }) => isForCareProviders).length,
    comingModules,
    seminarPlaces: [...new Set(seminars.flatMap(({ town }) => town ?? []))],
    seminarDelegateCount: seminars.length === 0 ? null : sum(seminars),
    seminarAuthorityCount:
      seminars.length === 0 ? null : new Set(seminars.flatMap(({ authorityIds }) => authorityIds)).size,
  }
}

function sum(held: readonly HeldWorkshop[]): number {
  return held.reduce((people, { peopleCount }) => people + peopleCount, 0)
}

/** The modules that were announced by a day and could not be booked yet. */
export function comingOn(day: IsoDate, modules: readonly AnnouncedModule[]): readonly string[] {
  return modules
    .filter(
      ({ announcedOn, bookableFrom }) => announcedOn <= day && (bookableFrom === null || bookableFrom > day),
    )
    .map(({ namedAs }) => namedAs)
}
