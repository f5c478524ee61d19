import type { TrainingRecord } from './letter-facts.ts'

/** How many courses more than the year before were run; negative for fewer, null without a record of it. */
export function courseChange(training: TrainingRecord): number | null {
  const { thisYear } = training
  const before = training.earlierYears.find(({ year }) => thisYear && year === thisYear.year - 1)
  return thisYear && before ? thisYear.courseCount - before.courseCount : null
}

/**
 * Whether "more than ever before" is true of courses for care providers: every earlier year on record, and
 * there is one, had fewer. A year on record without that number leaves it unproven, so it is not said.
 */
export function isCareProviderRecord(training: TrainingRecord): boolean {
  const count = training.thisYear?.careProviderCourseCount ?? null
  if (count === null || training.earlierYears.length === 0) return false
  return training.earlierYears.every(
    ({ careProviderCourseCount }) => careProviderCourseCount !== null && careProviderCourseCount < count,
  )
}
