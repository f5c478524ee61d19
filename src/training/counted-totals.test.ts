import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addReviewUnderWay, yearUnderWay } from '../../tests/review-under-way.ts'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../tests/signed-in.ts'
import { findCycle } from '../cycle/cycle-store.ts'
import type { Database } from '../database/connection.ts'
import { composeLetter } from '../letters/compose-letter.ts'
import { loadEdition } from '../letters/editions.ts'
import { readLetterFacts } from '../letters/letter-store.ts'
import { letterText } from '../letters/letter-text.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import { calculateYears } from '../statistics/yearly-figures-actions.ts'
import { setTrainingTotals } from './training-actions.ts'
import { readGivenTotals, readTrainingTotals } from './training-store.ts'

let site: WholeTestSite
let database: Database
let statistician: SignedIn

beforeAll(async () => {
  site = await wholeInventedSite()
  database = site.opened.database
  await addReviewUnderWay(database)
  const calculation = await calculateYears(database, scheme, [yearUnderWay])
  if (!calculation.ok) throw new Error(calculation.problems.join(' '))
  statistician = await site.signIn('statistician')
  await sql`
    insert into course (slug, kind, title, named_as, summary, covers, audiences, announced_on, bookable_from)
    values
      ('first', 'course', 'The first stage', 'the first stage', 'Short.', '', '{councils}', '2023-01-01', '2023-01-01'),
      ('care', 'course', 'For care', 'care', 'Short.', '', '{care-providers}', '2023-01-01', '2023-01-01'),
      ('both', 'course', 'For both', 'both', 'Short.', '', '{councils,care-providers}', '2023-01-01', '2023-01-01'),
      ('seminar', 'seminar', 'Seminar', 'the work', 'Short.', '', '{councils}', '2023-01-01', '2023-01-01'),
      -- Letters of 2025-26 are dated 15 July 2026.
      ('soon', 'course', 'Soon', 'housing', 'Short.', '', '{councils}', '2026-07-15', '2026-07-16'),
      ('someday', 'course', 'Someday', 'planning', 'Short.', '', '{councils}', '2026-06-01', null),
      -- Letters go to councils.
      ('for-care', 'course', 'For care', 'medicines', 'Short.', '', '{care-providers}', '2026-06-01', null),
      ('later', 'course', 'Later', 'highways', 'Short.', '', '{councils}', '2026-07-16', null),
      ('began', 'course', 'Began', 'parking', 'Short.', '', '{councils}', '2026-05-01', '2026-07-15')
  `.execute(database)
})
afterAll(() => site.close())

type Held = {
  readonly course: string
  readonly at: string
  readonly town?: string
  /** From whom so many came. */
  readonly came: Readonly<Record<string, number>>
  readonly absent?: number
  readonly isUnrecorded?: true
  readonly isCancelled?: true
}

let places = 0

async function hold({
  course,
  at,
  town,
  came,
  absent = 0,
  isUnrecorded,
  isCancelled,
}: Held): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into workshop (
      course_id, begins_at, ends_at, town, capacity, price_pence, booking_opens_on, booking_closes_on,
      attendance_recorded_at, cancelled_at, cancellation_reason
    )
    select
      course_id, ${at}::timestamptz, ${at}::timestamptz + interval '2 hours', ${town ?? null}, 1000, 0, '2023-01-01',
      '2026-12-31', ${isUnrecorded || isCancelled ? null : at}::timestamptz, ${isCancelled ? at : null}::timestamptz,
      ${isCancelled ? 'Ill' : null}
    from course where slug = ${course}
    returning workshop_id as id
  `.execute(database)
  const id = rows[0]?.id ?? 0
  for (const [slug, count] of Object.entries(came)) await book(id, slug, count, true)
  if (absent > 0) await book(id, 'sedgely', absent, false)
  return id
}

async function book(workshop: number, slug: string, count: number, attended: boolean): Promise<void> {
  for (let left = count; left > 0; left -= 100) {
    places += 1
    await sql`
      with booked as (
        insert into booking (
          workshop_id, booking_id, link_hash, authority_id, organisation, organisation_kind, place_count, state,
          booked_at
        )
        select
          ${workshop}, md5(${`b${places}`})::uuid, sha256(convert_to(${`b${places}`}, 'UTF8')), authority_id,
          case when authority_id is null then ${slug} end, 'councils', ${Math.min(100, left)}, 'booked', '2023-01-01'
        from (select) as one
        left join authority on slug = ${slug}
        returning workshop_id, booking_id, place_count
      )
      insert into delegate (workshop_id, booking_id, delegate_number, link_hash, attended)
      select workshop_id, booking_id, n, sha256(convert_to(booking_id || 'd' || n, 'UTF8')), ${attended}
      from booked
      cross join lateral generate_series(1, place_count) as n
    `.execute(database)
  }
}

async function totalOf(year: ReportingYear) {
  return (await readTrainingTotals(database, scheme)).find((total) => total.year === year)
}

/** What a letter of the year says, as it would leave today. */
async function letterOf(year: ReportingYear, edition: string): Promise<string> {
  const cycle = await findCycle(database, year)
  const loaded = loadEdition(edition)
  if (!cycle || !loaded) throw new Error(`no cycle ${year} or edition ${edition}`)
  const [facts] = await readLetterFacts(database, scheme, { ...cycle, edition }, 'larchwick')
  const composed = facts && composeLetter({ ...facts, cycle: { ...facts.cycle, edition } }, loaded, scheme)
  if (!composed?.ok) throw new Error(JSON.stringify(composed?.problems))
  return letterText(composed.letter).replaceAll(/\s+/g, ' ')
}

test('before anything is counted letters quote what the file said', async () => {
  expect(await totalOf(yearUnderWay)).toMatchObject({ courseCount: 131, peopleCount: 1_802, origin: 'file' })
})

test('a year is counted from what was held in it and whose attendance is recorded, by clocks here', async () => {
  await hold({ course: 'first', at: '2025-05-06 10:00+01', came: { larchwick: 3, sedgely: 2 }, absent: 4 })
  await hold({ course: 'both', at: '2025-06-06 10:00+01', came: { larchwick: 1 } })
  await hold({ course: 'care', at: '2025-07-06 10:00+01', came: { 'A care home': 6 } })
  await hold({ course: 'first', at: '2025-08-06 10:00+01', came: { larchwick: 9 }, isUnrecorded: true })
  await hold({ course: 'first', at: '2025-09-06 10:00+01', came: {}, isCancelled: true })
  // Half past midnight of 1 April in London; and the last minute of the year before.
  await hold({ course: 'first', at: '2026-03-31 23:30Z', came: { larchwick: 50 } })
  await hold({ course: 'first', at: '2025-03-31 22:59Z', came: { larchwick: 60 } })
  await hold({
    course: 'seminar',
    at: '2025-10-01 10:00+01',
    town: 'Leeds',
    came: { larchwick: 2, sedgely: 1 },
  })
  await hold({
    course: 'seminar',
    at: '2025-11-01 10:00Z',
    town: 'Bristol',
    came: { larchwick: 1, Elsewhere: 1 },
  })
  await hold({ course: 'seminar', at: '2025-12-01 10:00Z', town: 'Leeds', came: {} })
  expect(await totalOf(yearUnderWay)).toEqual({
    year: 2025,
    courseCount: 3,
    peopleCount: 12,
    careProviderCourseCount: 1,
    comingModules: ['planning', 'housing'],
    seminarPlaces: ['Leeds', 'Bristol'],
    seminarDelegateCount: 5,
    seminarAuthorityCount: 2,
    origin: 'counted',
  })
  expect(await totalOf(reportingYear(2026))).toMatchObject({ courseCount: 1, peopleCount: 50 })
  expect(await totalOf(reportingYear(2024))).toMatchObject({ courseCount: 1, peopleCount: 60 })
})

test('councils that were one by the day of a seminar count as the one they are', async () => {
  // Old Holm became part of Larchwick in 2019.
  const seminar = { course: 'seminar', town: 'Leeds' }
  await hold({ ...seminar, at: '2027-05-04 10:00+01', came: { larchwick: 1, 'old-holm': 2, sedgely: 1 } })
  await hold({ ...seminar, at: '2027-06-01 10:00+01', came: { 'old-holm': 1 } })
  expect(await totalOf(reportingYear(2027))).toMatchObject({
    seminarDelegateCount: 5,
    seminarAuthorityCount: 2,
  })
  const page = await (await statistician.get('/desk/training/seminars?list=came')).text()
  expect(page).toMatch(/Larchwick District Council<\/td><td>1 June 2027<\/td>/)
})

test('the next letter quotes it with nothing typed by hand, rounded down only where it stays true', async () => {
  await hold({ course: 'first', at: '2026-02-03 10:00Z', came: { larchwick: 900 } })
  await hold({ course: 'first', at: '2026-02-05 10:00Z', came: { larchwick: 788 } })
  const exactly = await letterOf(yearUnderWay, '2024-25')
  expect(exactly).toContain('We ran 5 online workshops during the year, for more than 1,600 people.')
  expect(exactly).toContain('New modules on planning and housing are about to begin.')
  const one = await hold({ course: 'first', at: '2026-02-04 10:00Z', came: { sedgely: 1 } })
  expect(await letterOf(yearUnderWay, '2024-25')).toContain(
    'We ran 6 online workshops during the year, for more than 1,700 people.',
  )
  // Four more than the two of the year before; the letters of 2019-20 said so.
  await hold({ course: 'first', at: '2024-06-04 10:00+01', came: { sedgely: 1 } })
  expect(await letterOf(yearUnderWay, '2019-20')).toContain('That is 4 courses more than the year before.')
  await sql`update delegate set attended = false where workshop_id = ${one}`.execute(database)
  expect(await letterOf(yearUnderWay, '2024-25')).toContain('more than 1,600 people')
})

test('a sealed year keeps what its letters said, whatever is put right of its attendance', async () => {
  const sealed = reportingYear(2023)
  const before = await letterOf(sealed, '2023-24')
  await hold({ course: 'first', at: '2023-10-03 10:00+01', came: { larchwick: 2 } })
  expect(await totalOf(sealed)).toMatchObject({ courseCount: 1, peopleCount: 2, origin: 'counted' })
  expect(await letterOf(sealed, '2023-24')).toBe(before)
})

test('a file for a year that is counted here is refused, wholly, and says why', async () => {
  const heading =
    'year,courses,people,care_provider_courses,coming_modules,seminar_places,seminar_delegates,seminar_authorities'
  const content = Buffer.from(`${heading}\n2018-19,71,1012,,,,,\n2025-26,200,3000,,,,,\n`)
  const result = await setTrainingTotals(database, scheme, { name: 't.csv', content }, 'tester')
  expect(result.ok ? [] : result.problems).toEqual([
    't.csv: 2025-26 is counted here, from the courses and seminars whose attendance is recorded. Leave its line out, and put right there what is wrong.',
  ])
  expect((await readGivenTotals(database)).map(({ year }) => year)).not.toContain(2018)
})

test('the review says what letters do not count, since nobody recorded who came', async () => {
  const said = 'The first stage, 6 August 2025. Nobody recorded who came.'
  expect(await (await statistician.get('/desk/reviews/2025-26')).text()).toContain(said)
  await sql`
    update workshop set attendance_recorded_at = ends_at where cancelled_at is null and begins_at::date = '2025-08-06'
  `.execute(database)
  expect(await (await statistician.get('/desk/reviews/2025-26')).text()).not.toContain(said)
})

test('the desk shows from which courses and seminars each number comes', async () => {
  const all = await (await statistician.get('/desk/training/totals')).text()
  expect(all).toContain('/desk/training/totals?year=2025-26')
  expect(all).toContain('A file')
  // The file of the year under review stays on record, and beside it stands that it holds no more.
  expect(all).toContain('A file said 131 courses, 1,802 people; what is counted holds.')
  const year = await (await statistician.get('/desk/training/totals?year=2025-26')).text()
  expect(year).toContain('7 courses, 1,709 people trained.')
  expect(year.match(/\/desk\/training\/workshops\/\d+/g)).toHaveLength(10)
  expect(site.faults).toEqual([])
})
