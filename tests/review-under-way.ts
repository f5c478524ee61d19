import { addOfficeHolders } from '../src/authorities/office-holder-store.ts'
import { findCycle, saveCycle, saveCycleAuthorities } from '../src/cycle/cycle-store.ts'
import type { Database } from '../src/database/connection.ts'
import { reportingYear } from '../src/scheme/reporting-year.ts'
import { saveTrainingTotals } from '../src/training/training-store.ts'
import { setMoment } from './test-moment.ts'

/** The year whose review is under way, on the invented bodies of tests/invented-publication.ts. */
export const yearUnderWay = reportingYear(2025)
const letterDate = '2026-07-15'
export const publicationMoment = new Date('2026-07-22T08:30:00Z')
/** When the review begins: figures can be calculated, and nothing has been yet. */
export const beginning = new Date('2026-05-20T09:00:00Z')

/**
 * Brings in the cases and the cycle of 2025-26, beside years that are public: Larchwick upheld 4 of 6, complied 2 of 2,
 * remedied before 1 of 4; Sedgely upheld 10 of 16, complied 9 of 10. Nothing is calculated.
 */
export async function addReviewUnderWay(database: Database): Promise<void> {
  await setMoment(database, beginning)
  const before = await findCycle(database, reportingYear(2024))
  if (!before) throw new Error('the invented years come first')
  await database.transaction().execute(async (transaction) => {
    await saveCycle(transaction, {
      ...before,
      year: yearUnderWay,
      letterDate,
      publishedAt: publicationMoment,
    })
    await saveCycleAuthorities(
      transaction,
      yearUnderWay,
      ['larchwick', 'sedgely'].map((slug) => ({
        slug,
        isCouncil: true,
        getsLetter: true,
        isOnMap: true,
        comparisonGroup: 'district',
      })),
    )
    await saveTrainingTotals(transaction, [
      {
        year: yearUnderWay,
        courseCount: 131,
        peopleCount: 1_802,
        careProviderCourseCount: 12,
        comingModules: [],
        seminarPlaces: [],
        seminarDelegateCount: null,
        seminarAuthorityCount: null,
      },
    ])
    await addOfficeHolders(
      transaction,
      (['chief-executive', 'leader', 'scrutiny-chair'] as const).map((role) => ({
        authority: 'sedgely',
        role,
        post:
          role === 'chief-executive' ? 'Chief Executive' : role === 'leader' ? 'Leader' : 'Chair of Scrutiny',
        person: null,
        email: `${role}@sedgely.example`,
        fromOn: '2020-01-01',
        toOn: null,
      })),
    )
  })
  await addCases(database, 'larchwick', '25 100', {
    upheld: 4,
    notUpheld: 2,
    complied: 2,
    failed: 0,
    remedied: 1,
  })
  await addCases(database, 'sedgely', '25 200', {
    upheld: 10,
    notUpheld: 6,
    complied: 9,
    failed: 1,
    remedied: 2,
  })
}

type Counts = {
  readonly upheld: number
  readonly notUpheld: number
  readonly complied: number
  readonly failed: number
  readonly remedied: number
}

/** Their references go on from the block given: the first is "25 100 000". */
async function addCases(database: Database, slug: string, block: string, counts: Counts): Promise<void> {
  const { authorityId } = await database
    .selectFrom('authority')
    .select('authorityId')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const cases = Array.from({ length: counts.upheld + counts.notUpheld }, (_, index) => {
    const isUpheld = index < counts.upheld
    const settled =
      index < counts.complied ? 'satisfied' : index < counts.complied + counts.failed ? 'not-satisfied' : null
    return {
      authorityId,
      reference: `${block} ${String(index).padStart(3, '0')}`,
      category: isUpheld ? 'housing' : 'planning',
      subcategory: null,
      receivedOn: '2025-05-02',
      decidedOn: '2025-11-20',
      outcome: isUpheld ? 'upheld' : 'not-upheld',
      isRemediedBefore: isUpheld ? index < counts.remedied : null,
      remedyDueOn: settled === null ? null : '2026-01-15',
      complianceRecordedOn: settled === null ? null : '2026-02-01',
      complianceOutcome: settled,
    }
  })
  await database.insertInto('complaint').values(cases).execute()
  await database
    .insertInto('caseworkCoverage')
    .values(['received', 'decided', 'complied'].map((part) => ({ authorityId, year: yearUnderWay, part })))
    .execute()
}
