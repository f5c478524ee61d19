import type { Database } from '../src/database/connection.ts'
import { type Release, releaseYear } from '../src/review/release-actions.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { reportingYear } from '../src/scheme/reporting-year.ts'
import { calculateYears } from '../src/statistics/yearly-figures-actions.ts'

/** When the correction is public: 10am in London on 30 July 2024, two days before the moment of the invented site. */
export const correctedAt = new Date('2024-07-30T09:00:00Z')
export const correctionReason = 'One case was recorded as upheld by mistake.'

/** After the release of 2023-24 one of Larchwick's 18 upheld cases turns out to have been not upheld: 17 of 24. */
export async function correctLarchwick(database: Database): Promise<Release> {
  const year = reportingYear(2023)
  const { complaintId } = await database
    .selectFrom('complaint')
    .innerJoin('authority', 'authority.authorityId', 'complaint.authorityId')
    .select('complaintId')
    .where('slug', '=', 'larchwick')
    .where('complianceOutcome', 'is not', null)
    .orderBy('complaintId', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await database
    .updateTable('complaint')
    .set({ outcome: 'not-upheld', isRemediedBefore: null })
    .where('complaintId', '=', complaintId)
    .execute()
  const calculation = await calculateYears(database, scheme, [year])
  if (!calculation.ok) throw new Error(calculation.problems.join(' '))
  return releaseYear(database, scheme, year, { actor: 'tests', reason: correctionReason, correctedAt })
}
