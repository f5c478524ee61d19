import { sql } from 'kysely'
import { saveAuthorities } from '../src/authorities/authority-store.ts'
import { addOfficeHolders } from '../src/authorities/office-holder-store.ts'
import { findCycle, saveCycle, saveCycleAuthorities } from '../src/cycle/cycle-store.ts'
import type { Database } from '../src/database/connection.ts'
import { releaseYear } from '../src/review/release-actions.ts'
import { insertStep } from '../src/review/review-step-store.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { type ReportingYear, reportingYear } from '../src/scheme/reporting-year.ts'
import { calculateYears } from '../src/statistics/yearly-figures-actions.ts'
import { fillInvented } from './invented-publication.ts'
import { type WholeTestSite, wholeSiteOver } from './signed-in.ts'
import { testDatabase } from './test-database.ts'
import { setMoment } from './test-moment.ts'

/** Letters of this year are sent, and it becomes public at its moment. */
export const embargoedYear = reportingYear(2025)
export const embargoMoment = new Date('2026-07-24T08:30:00Z')
/** Authorities check their cases of this year, until the last day of July. */
export const checkedYear = reportingYear(2026)
const checkedUntil = '2026-07-31'
/** Calculated, and nobody's but the Ombudsman's. */
export const draftYear = reportingYear(2027)
/** The moment of these tests: one year under embargo, another being checked. */
export const officersMoment = new Date('2026-07-20T11:00:00Z')

/** Two councils, each with a closed one whose work it took over. */
export const councils = {
  larchwick: { closed: 'old-holm', mark: 'Larch' },
  sedgely: { closed: 'old-marsh', mark: 'Sedge' },
} as const

export type Council = keyof typeof councils

/** Stands in everything of one council that another must not see, and nowhere else. */
export function markerOf(council: Council): string {
  return `Zq${councils[council].mark}`
}

/** A case of a council in a year, or of the closed one: its only upheld case about this subject. */
export function referenceOf(council: Council, year: ReportingYear, isClosed = false): string {
  const series = (council === 'larchwick' ? 1 : 2) + (isClosed ? 4 : 0)
  return `${year - 2000} ${series}00 001`
}

/**
 * The invented bodies, where Larchwick and Sedgely both have a year under embargo with a letter, a year being checked
 * with cases to see, and a closed council each. Both have a case of the reference 25 900 000. Farshire is a county.
 */
export async function officersWorld(): Promise<WholeTestSite> {
  const opened = await testDatabase()
  const { database } = opened
  await setMoment(database, new Date('2024-08-01T12:00:00Z'))
  await fillInvented(database, true)
  await setMoment(database, officersMoment)
  await addBodies(database)
  for (const year of [embargoedYear, checkedYear, draftYear]) await addCases(database, year)
  await sql`
    insert into complaint (authority_id, reference, category, subcategory, received_on, decided_on, outcome)
    select authority_id, '25 900 000', 'planning',
      'Zq' || case slug when 'larchwick' then 'Larch' else 'Sedge' end || 'same', '2025-06-01', '2025-10-01', 'not-upheld'
    from authority
    where slug in ('larchwick', 'sedgely')
  `.execute(database)
  const calculation = await calculateYears(database, scheme, [embargoedYear, checkedYear, draftYear])
  if (!calculation.ok) throw new Error(calculation.problems.join(' '))
  const release = await releaseYear(database, scheme, embargoedYear, { actor: 'tests', reason: null })
  if (!release.ok) throw new Error(release.reason)
  await step(database, embargoedYear, 'sent', new Date('2026-07-17T09:00:00Z'))
  await step(database, checkedYear, 'checked', new Date('2026-07-01T09:00:00Z'))
  return wholeSiteOver(opened)
}

/** Takes the first revision of a year to a stage. */
export async function step(
  database: Database,
  year: ReportingYear,
  stage: 'draft' | 'checked' | 'approved' | 'sent',
  takenAt: Date,
): Promise<void> {
  await database.transaction().execute((transaction) =>
    insertStep(transaction, year, 1, {
      stage,
      takenAt,
      takenBy: 'statistician@ombudsman.example',
      untilOn: stage === 'checked' ? checkedUntil : null,
      reason: null,
    }),
  )
}

async function addBodies(database: Database): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await saveAuthorities(transaction, [
      {
        ...body('old-marsh', 'Old Marsh District Council', 'district'),
        endsOn: '2019-03-31',
        successors: ['sedgely'],
      },
      body('farshire', 'Farshire County Council', 'county'),
    ])
    const like = await findCycle(transaction, reportingYear(2024))
    if (!like) throw new Error('the invented bodies have no cycle 2024-25')
    for (const year of [embargoedYear, checkedYear, draftYear]) {
      await saveCycle(transaction, {
        ...like,
        year,
        letterDate: `${year + 1}-07-17`,
        publishedAt: year === embargoedYear ? embargoMoment : new Date(`${year + 1}-07-24T08:30:00Z`),
      })
      await saveCycleAuthorities(
        transaction,
        year,
        bodies.map((slug) => ({
          slug,
          isCouncil: true,
          getsLetter: !slug.startsWith('old'),
          isOnMap: true,
          comparisonGroup: slug.startsWith('old') ? null : slug === 'farshire' ? 'county' : 'district',
        })),
      )
    }
    await addOfficeHolders(
      transaction,
      (['chief-executive', 'leader', 'scrutiny-chair'] as const).map((role) => ({
        authority: 'sedgely',
        role,
        post: `${markerOf('sedgely')}post Chief Executive`,
        person: null,
        email: `${role}@sedgely.example`,
        fromOn: '2020-01-01',
        toOn: null,
      })),
    )
    await sql`
      insert into training_total (
        year, course_count, people_count, care_provider_course_count, coming_modules, seminar_places,
        seminar_delegate_count, seminar_authority_count
      )
      select ${embargoedYear}, course_count, people_count, care_provider_course_count, coming_modules, seminar_places,
        seminar_delegate_count, seminar_authority_count
      from training_total
      where year = 2023
      on conflict do nothing
    `.execute(transaction)
    await sql`
      insert into training_total (year, course_count, people_count, coming_modules, seminar_places)
      values (2024, 126, 1701, '{}', '{}')
      on conflict do nothing
    `.execute(transaction)
  })
}

const bodies = ['larchwick', 'sedgely', 'old-holm', 'old-marsh', 'farshire'] as const

function body(
  slug: string,
  officialName: string,
  kind: string,
): Parameters<typeof saveAuthorities>[1][number] {
  return {
    slug,
    officialName,
    shortName: officialName.replace(/ (District|County) Council$/, ''),
    gssCode: null,
    kind,
    region: 'East Midlands',
    county: null,
    startsOn: null,
    endsOn: null,
    centre: null,
    successors: [],
    otherNames: [],
    formerNames: [],
    isInvented: true,
  }
}

/** Cases of both councils, and of the closed one of each, under subjects that name whose they are. */
async function addCases(database: Database, year: ReportingYear): Promise<void> {
  for (const [council, { closed, mark }] of Object.entries(councils)) {
    for (const [slug, count, isClosed] of [
      [council, 12, false],
      [closed, 2, true],
    ] as const) {
      const first = referenceOf(council as Council, year, isClosed).replaceAll(' ', '')
      await sql`
        insert into complaint (
          authority_id, reference, category, subcategory, received_on, decided_on, outcome, is_remedied_before,
          remedy_due_on, compliance_recorded_on, compliance_outcome
        )
        select
          authority_id,
          regexp_replace((${first}::integer + n)::text, '(..)(...)(...)', '\\1 \\2 \\3'),
          'housing', ${`Zq${mark}subject`} || ${year}, ${`${year}-05-02`}::date, ${`${year}-11-20`}::date,
          case when n % 2 = 0 then 'upheld' else 'not-upheld' end, case when n % 2 = 0 then n = 0 end,
          case when n % 2 = 0 then ${`${year + 1}-01-15`}::date end,
          case when n % 2 = 0 then ${`${year + 1}-02-01`}::date end,
          case when n % 2 = 0 then 'satisfied' end
        from authority
        cross join generate_series(0, ${count - 1}) as n
        where slug = ${slug}
      `.execute(database)
    }
  }
  // A county, so that there is a group that neither council stands in.
  await sql`
    insert into complaint (
      authority_id, reference, category, subcategory, received_on, decided_on, outcome, is_remedied_before
    )
    select authority_id, ${`${year - 2000} 700 001`}, 'planning', 'ZqFarsubject', ${`${year}-05-02`}::date,
      ${`${year}-11-20`}::date, 'upheld', true
    from authority
    where slug = 'farshire'
  `.execute(database)
  await sql`
    insert into casework_coverage (authority_id, year, part)
    select authority_id, ${year}, part
    from authority
    cross join unnest(array['received', 'decided', 'complied']) as part
    where slug = any (${bodies})
  `.execute(database)
}
