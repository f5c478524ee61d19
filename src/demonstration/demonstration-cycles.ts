import type { Cycle } from '../cycle/cycle.ts'
import type { CycleSettings } from '../cycle/cycle-settings.ts'
import { type IsoDate, reportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { momentAt } from '../scheme/wall-clock.ts'
import type { TrainingTotal } from '../training/training-total.ts'
import { releasedYears, yearUnderReview } from './calibration.ts'
import { dateOf, dayOf } from './day.ts'

const settings: CycleSettings = {
  letterhead: ['Local Government and', 'Social Care Ombudsman'],
  contacts: {
    addressLines: ['PO Box 100, Exampleton', 'EX1 0AA'],
    telephone: '0300 000 0000',
    email: 'reviews@ombudsman.example',
    website: 'ombudsman.example',
  },
  signatory: {
    name: 'The Ombudsman (demonstration)',
    lines: ['Local Government and Social Care Ombudsman'],
  },
  addresses: {
    map: 'https://ombudsman.example/map',
    method: 'https://ombudsman.example/method',
    handlingCode: 'https://ombudsman.example/handling-code',
    training: 'https://ombudsman.example/training',
    survey: 'https://ombudsman.example/survey',
  },
}

/** Letter and publication dates of 2019-20 and 2023-24 are those of the published letters. */
const dates: Readonly<
  Record<(typeof releasedYears)[number], readonly [letter: IsoDate, published: IsoDate]>
> = {
  2018: ['2019-07-24', '2019-07-31'],
  2019: ['2020-07-22', '2020-07-29'],
  2020: ['2021-07-21', '2021-07-28'],
  2021: ['2022-07-20', '2022-07-27'],
  2022: ['2023-07-19', '2023-07-26'],
  2023: ['2024-07-17', '2024-07-24'],
}

/** The years whose letters are written; the wording of an edition is true of its own year alone. */
const editions: Readonly<Partial<Record<number, string>>> = { 2019: '2019-20', 2023: '2023-24' }

/** The earliest publication of these estimates that the register has. */
const populationRelease = 'mid-2023'

/** The cycles of the years that are out. */
export const demonstrationCycles: readonly Cycle[] = releasedYears.map((year) => {
  const [letterDate, published] = dates[year]
  const hasRates = year >= 2022
  return {
    year: reportingYear(year),
    edition: editions[year] ?? null,
    letterDate,
    // Half past nine in London, where it is summer time.
    publishedAt: new Date(`${published}T08:30:00Z`),
    population: hasRates ? { year: year - 1, release: populationRelease } : null,
    settings,
  }
})

/** So many days after the demonstration is loaded its letters under review are dated, and published. */
export const lettersAfterDays = 20
const publicationAfterDays = 27

/** The cycle of the year under review. Its days are counted from one day, so that it is always under way. */
export function cycleUnderReview(scheme: Scheme, today: IsoDate): Cycle {
  const reading = momentAt(scheme, daysAfter(today, publicationAfterDays), '09:30')
  if (!reading.ok) throw new Error(reading.reason)
  return {
    year: reportingYear(yearUnderReview),
    edition: '2024-25',
    letterDate: daysAfter(today, lettersAfterDays),
    publishedAt: reading.moment,
    population: { year: yearUnderReview - 1, release: populationRelease },
    settings,
  }
}

/** A day so many days after another, or before it. */
export function daysAfter(day: IsoDate, days: number): IsoDate {
  return dateOf(dayOf(day) + days)
}

/**
 * The totals of 2019-20 fit what the published letters say of them; the others are ours. Later years are counted from
 * what was held: src/demonstration/invented-training.ts.
 */
export const trainingTotals: readonly TrainingTotal[] = [
  courses(2018, 71, 964, 12),
  {
    ...courses(2019, 118, 1432, 18),
    seminarPlaces: ['London', 'Bristol', 'Leeds', 'Birmingham'],
    seminarDelegateCount: 178,
    seminarAuthorityCount: 143,
  },
  courses(2020, 79, 1087, 9),
  courses(2021, 106, 1468, 11),
  courses(2022, 115, 1596, 10),
]

function courses(
  year: number,
  courseCount: number,
  peopleCount: number,
  careProviderCourseCount: number,
): TrainingTotal {
  return {
    year: reportingYear(year),
    courseCount,
    peopleCount,
    careProviderCourseCount,
    comingModules: [],
    seminarPlaces: [],
    seminarDelegateCount: null,
    seminarAuthorityCount: null,
  }
}
