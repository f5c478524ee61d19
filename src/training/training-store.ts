import { sql } from 'kysely'
import type { KnownAuthority } from '../authorities/authority.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import { successorsOn } from '../authorities/authority-succession.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { dayOf, printDate } from '../scheme/printed-dates.ts'
import {
  type IsoDate,
  lastDay,
  type ReportingYear,
  reportingYear,
  reportingYearOf,
} from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { type AnnouncedModule, comingOn, countTraining, type HeldWorkshop } from './held-workshop.ts'
import type { TrainingTotal } from './training-total.ts'

/** A year's totals, and where they come from. */
export type YearlyTraining = TrainingTotal & { readonly origin: 'counted' | 'file' }

/**
 * The totals of every year on record, the earliest first: counted from the workshops that were held, or, for years
 * before they were booked here, from a file. Where a year has both, what is counted holds.
 */
export async function readTrainingTotals(
  database: Database | Transaction,
  scheme: Scheme,
): Promise<readonly YearlyTraining[]> {
  const held = await readHeldWorkshops(database, scheme)
  const counted = [...new Set(held.map(({ year }) => year))]
  const given = (await readGivenTotals(database)).filter(({ year }) => !counted.includes(year))
  const modules = counted.length === 0 ? [] : await readAnnouncedModules(database, scheme)
  const letterDates = await readLetterDates(database)
  return [
    ...given.map((total) => ({ ...total, origin: 'file' as const })),
    ...counted.map((year) => {
      const day = letterDates.get(year) ?? lastDay(scheme, year)
      return { ...countTraining(year, held, comingOn(day, modules)), origin: 'counted' as const }
    }),
  ].sort((one, other) => one.year - other.year)
}

/** Every course and seminar that training totals count, the earliest first. */
export async function readHeldWorkshops(
  database: Database | Transaction,
  scheme: Scheme,
): Promise<readonly HeldWorkshop[]> {
  const { rows } = await sql<Omit<HeldWorkshop, 'year' | 'heldOn'> & { beginsAt: Date }>`
    select
      workshop.workshop_id as id, begins_at, kind, title, town,
      audiences = array[${scheme.training.audienceCountedApart}] as is_for_care_providers,
      count(*) filter (where attended) as people_count,
      coalesce(array_agg(distinct authority_id) filter (where attended and authority_id is not null), '{}')
        as authority_ids
    from workshop
    join course using (course_id)
    left join booking on booking.workshop_id = workshop.workshop_id and state = 'booked'
    left join delegate on delegate.workshop_id = booking.workshop_id and delegate.booking_id = booking.booking_id
    where cancelled_at is null and attendance_recorded_at is not null
    group by workshop.workshop_id, course.course_id
    order by begins_at, workshop.workshop_id
  `.execute(database)
  const bodyOn = bodiesByDay(await readAuthorities(database))
  return rows.map(({ beginsAt, authorityIds, ...workshop }) => {
    const heldOn = dayOf(scheme, beginsAt)
    return {
      ...workshop,
      heldOn,
      year: reportingYearOf(scheme, heldOn),
      authorityIds: [...new Set(authorityIds.map((id) => bodyOn(id, heldOn)))],
    }
  })
}

/** Bodies that booked and were one by the day count once. What was shared out among several counts as itself. */
function bodiesByDay(authorities: readonly KnownAuthority[]): (id: number, day: IsoDate) => number {
  const bySlug = new Map(authorities.map((authority) => [authority.slug, authority]))
  const slugs = new Map<number, string>(authorities.map(({ id, slug }) => [id, slug]))
  return (id, day) => {
    const slug = slugs.get(id)
    const [heir, ...others] = slug === undefined ? [] : successorsOn(bySlug, slug, day)
    return heir === undefined || others.length > 0 ? id : heir.id
  }
}

/** What is over of a year, was not cancelled, and has nobody's attendance on record, so that nothing counts it. */
export async function readUnrecordedWorkshops(
  database: Database | Transaction,
  scheme: Scheme,
  year: ReportingYear,
): Promise<readonly string[]> {
  const { rows } = await sql<{ title: string; beginsAt: Date }>`
    select title, begins_at
    from workshop
    join course using (course_id)
    where cancelled_at is null and attendance_recorded_at is null and ends_at <= published.current_moment()
    order by begins_at, workshop_id
  `.execute(database)
  return rows
    .map(({ title, beginsAt }) => ({ title, heldOn: dayOf(scheme, beginsAt) }))
    .filter(({ heldOn }) => reportingYearOf(scheme, heldOn) === year)
    .map(({ title, heldOn }) => `${title}, ${printDate(heldOn)}`)
}

async function readAnnouncedModules(
  database: Database | Transaction,
  { training }: Scheme,
): Promise<readonly AnnouncedModule[]> {
  return database
    .selectFrom('course')
    .select(['namedAs', 'announcedOn', 'bookableFrom'])
    .where('kind', '=', 'course')
    .where(sql<boolean>`${training.letterAudience} = any (audiences)`)
    .orderBy('announcedOn')
    .orderBy('namedAs')
    .execute()
}

async function readLetterDates(
  database: Database | Transaction,
): Promise<ReadonlyMap<ReportingYear, IsoDate>> {
  const rows = await database.selectFrom('cycle').select(['year', 'letterDate']).execute()
  return new Map(rows.map(({ year, letterDate }) => [reportingYear(year), letterDate]))
}

/** What a file said of years, the earliest first. */
export async function readGivenTotals(database: Database | Transaction): Promise<readonly TrainingTotal[]> {
  const rows = await database.selectFrom('trainingTotal').selectAll().orderBy('year').execute()
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** Adds years, or brings those on record to the given state. */
export async function saveTrainingTotals(
  transaction: Transaction,
  totals: readonly TrainingTotal[],
): Promise<void> {
  for (const total of totals) {
    const row = {
      ...total,
      comingModules: [...total.comingModules],
      seminarPlaces: [...total.seminarPlaces],
    }
    await transaction
      .insertInto('trainingTotal')
      .values(row)
      .onConflict((conflict) => conflict.column('year').doUpdateSet(row))
      .execute()
  }
}
