import type { Hono } from 'hono'
import { createApp } from '../src/app.ts'
import type { Authority } from '../src/authorities/authority.ts'
import { readAuthorities, saveAuthorities, savePopulations } from '../src/authorities/authority-store.ts'
import { recordInstallation } from '../src/authorities/installation-store.ts'
import { addOfficeHolders } from '../src/authorities/office-holder-store.ts'
import { saveCycle, saveCycleAuthorities } from '../src/cycle/cycle-store.ts'
import type { Database } from '../src/database/connection.ts'
import { loadCode } from '../src/handling-code/provisions/code-actions.ts'
import { startLetterWorkers } from '../src/letters/letter-pdf-workers.ts'
import { releaseYear } from '../src/review/release-actions.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { reportingYear } from '../src/scheme/reporting-year.ts'
import { calculateYears } from '../src/statistics/yearly-figures-actions.ts'
import { saveTrainingTotals } from '../src/training/training-store.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'
import { setMoment } from './test-moment.ts'

/**
 * A site over a handful of invented bodies:
 * - Larchwick, a district: in 2023-24 upheld 18 of 24, complied 17 of 18 (3 late), remedied before 3 of 18;
 *   in 2022-23 upheld 15 of 21; 2024-25 is calculated but not yet published;
 * - Sedgely, a district: in 2023-24 upheld 45 of 76, the other member of the group;
 * - Hollow Fell, a national park: nothing at all in 2023-24;
 * - Old Holm, a district that closed in 2019 and became Larchwick.
 */
export type InventedSite = {
  readonly app: Hono
  readonly opened: TestDatabase
  /** What went wrong in answering, which no visitor sees. */
  readonly faults: readonly unknown[]
  close(): Promise<void>
}

const momentOfTests = new Date('2024-08-01T12:00:00Z')

export async function inventedSite(isDemonstration = true): Promise<InventedSite> {
  const opened = await testDatabase()
  await setMoment(opened.database, momentOfTests)
  await fillInvented(opened.database, isDemonstration)
  const letters = startLetterWorkers(1)
  const faults: unknown[] = []
  const app = createApp({
    database: opened.published,
    scheme,
    isDemonstration,
    printLetter: letters.print,
    typeset: letters.typeset,
    onFault: (error) => faults.push(error),
  })
  return {
    app,
    opened,
    faults,
    async close() {
      letters.close()
      await opened.close()
    },
  }
}

/** Brings the bodies, cases and figures above into an empty database. */
export async function fillInvented(database: Database, isDemonstration: boolean): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await recordInstallation(transaction, isDemonstration)
    await saveAuthorities(transaction, [
      body('larchwick', 'Larchwick District Council', 'district'),
      body('sedgely', 'Sedgely District Council', 'district'),
      body('hollow-fell', 'Hollow Fell National Park Authority', 'national-park'),
      {
        ...body('old-holm', 'Old Holm District Council', 'district'),
        endsOn: '2019-03-31',
        successors: ['larchwick'],
      },
    ])
    await savePopulations(transaction, [
      { authority: 'larchwick', year: 2022, release: 'first', residents: 341_000 },
      { authority: 'sedgely', year: 2022, release: 'first', residents: 700_000 },
    ])
    await saveTrainingTotals(transaction, [2022, 2023].map(trainingOf))
    await loadCode(transaction, scheme)
    for (const year of [2022, 2023, 2024]) {
      await saveCycle(transaction, cycle(year))
      await saveCycleAuthorities(transaction, reportingYear(year), [
        { slug: 'larchwick', isCouncil: true, getsLetter: true, isOnMap: true, comparisonGroup: 'district' },
        { slug: 'sedgely', isCouncil: true, getsLetter: true, isOnMap: true, comparisonGroup: 'district' },
        { slug: 'hollow-fell', isCouncil: false, getsLetter: false, isOnMap: false, comparisonGroup: null },
      ])
    }
    await addOfficeHolders(
      transaction,
      (['chief-executive', 'leader', 'scrutiny-chair'] as const).map((role) => ({
        authority: 'larchwick',
        role,
        post: 'Chief Executive',
        person: null,
        email: `${role}@larchwick.example`,
        fromOn: '2020-01-01',
        toOn: null,
      })),
    )
  })
  await addCases(database)
  const calculation = await calculateYears(database, scheme, [2022, 2023, 2024].map(reportingYear))
  if (!calculation.ok) throw new Error(calculation.problems.join(' '))
  for (const year of [2022, 2023, 2024]) {
    const release = await releaseYear(database, scheme, reportingYear(year), { actor: 'tests', reason: null })
    if (!release.ok) throw new Error(release.reason)
  }
}

function body(slug: string, officialName: string, kind: string): Authority & { isInvented: boolean } {
  return {
    slug,
    officialName,
    shortName: officialName.replace(/ (District Council|National Park Authority)$/, ''),
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

function cycle(year: number) {
  return {
    year: reportingYear(year),
    edition: '2023-24',
    letterDate: `${year + 1}-07-17`,
    publishedAt: new Date(`${year + 1}-07-24T08:30:00Z`),
    population: { year: 2022, release: 'first' },
    settings: {
      letterhead: ['Local Government and', 'Social Care Ombudsman'],
      contacts: {
        addressLines: ['PO Box 1'],
        telephone: '0300 000 0000',
        email: 'reviews@ombudsman.example',
        website: 'ombudsman.example',
      },
      signatory: { name: 'The Ombudsman', lines: ['Local Government and Social Care Ombudsman'] },
      addresses: {
        map: 'https://ombudsman.example/map',
        method: 'https://ombudsman.example/method',
        handlingCode: 'https://ombudsman.example/code',
        training: 'https://ombudsman.example/training',
        survey: 'https://ombudsman.example/survey',
      },
    },
  }
}

function trainingOf(year: number) {
  return {
    year: reportingYear(year),
    courseCount: 126,
    peopleCount: 1_701,
    careProviderCourseCount: 10,
    comingModules: [],
    seminarPlaces: [],
    seminarDelegateCount: null,
    seminarAuthorityCount: null,
  }
}

async function addCases(database: Database) {
  const ids = new Map((await readAuthorities(database)).map(({ slug, id }) => [slug, id]))
  const larchwick = ids.get('larchwick') ?? 0
  const sedgely = ids.get('sedgely') ?? 0
  const hollowFell = ids.get('hollow-fell') ?? 0
  const cases = [
    ...many(18, (n) => ({ ...decided(2023, 'upheld'), ...remedy(n), isRemediedBefore: n < 3 })),
    ...many(6, () => decided(2023, 'not-upheld')),
    ...many(5, () => decided(2023, 'referred-back')),
    ...many(15, () => ({ ...decided(2022, 'upheld'), isRemediedBefore: false })),
    ...many(6, () => decided(2022, 'not-upheld')),
    ...many(9, () => ({ ...decided(2024, 'upheld'), isRemediedBefore: false })),
  ].map((facts) => ({ authorityId: larchwick, ...facts }))
  const others = [
    ...many(45, () => ({ ...decided(2023, 'upheld'), isRemediedBefore: false })),
    ...many(31, () => decided(2023, 'not-upheld')),
  ].map((facts) => ({ authorityId: sedgely, ...facts }))
  const all = [...cases, ...others].map((facts, index) => ({ ...facts, reference: referenceOf(index) }))
  await database.insertInto('complaint').values(all).execute()
  await database
    .insertInto('caseworkCoverage')
    .values(
      [larchwick, sedgely, hollowFell].flatMap((authorityId) =>
        [2022, 2023, 2024].flatMap((year) =>
          ['received', 'decided', 'complied'].map((part) => ({ authorityId, year, part })),
        ),
      ),
    )
    .execute()
}

function decided(year: number, outcome: string) {
  return {
    category: outcome === 'upheld' ? 'housing' : 'planning',
    subcategory: outcome === 'upheld' ? 'Allocations' : null,
    receivedOn: `${year}-05-02`,
    decidedOn: `${year}-11-20`,
    outcome,
  }
}

/** Of 18 cases 14 were put right in time, 3 late and 1 not at all. */
function remedy(n: number) {
  const complianceOutcome = n < 14 ? 'satisfied' : n < 17 ? 'satisfied-late' : 'not-satisfied'
  return { remedyDueOn: '2024-01-15', complianceRecordedOn: '2024-02-01', complianceOutcome }
}

function referenceOf(index: number): string {
  const digits = String(23_000_000 + index)
  return `${digits.slice(0, 2)} ${digits.slice(2, 5)} ${digits.slice(5)}`
}

function many<Made>(count: number, make: (n: number) => Made): Made[] {
  return Array.from({ length: count }, (_, n) => make(n))
}
