import type { Database } from '../../database/connection.ts'
import { firstDay, lastDay, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { AgreedAction } from './promises.ts'

/**
 * What one authority agreed to do because of published decisions, where a year has to do with it: it was decided,
 * due or settled then. In the order of the due dates.
 */
export async function readAgreedActions(
  database: Database,
  scheme: Scheme,
  authorityId: number,
  year: ReportingYear,
): Promise<readonly AgreedAction[]> {
  return database
    .selectFrom('recommendation')
    .innerJoin('decisionStatement', (join) =>
      join
        .onRef('decisionStatement.authorityId', '=', 'recommendation.authorityId')
        .onRef('decisionStatement.complaintId', '=', 'recommendation.complaintId'),
    )
    .select(['kind', 'dueOn', 'recommendation.summary', 'settledOn', 'settledYear', 'settlement'])
    .select(['reference', 'category', 'subcategory'])
    .where('recommendation.authorityId', '=', authorityId)
    .where(({ or, and, eb }) =>
      or([
        eb('settledYear', '=', year),
        eb('decisionStatement.year', '=', year),
        and([eb('dueOn', '>=', firstDay(scheme, year)), eb('dueOn', '<=', lastDay(scheme, year))]),
      ]),
    )
    .orderBy('dueOn')
    .orderBy('reference')
    .orderBy('recommendationNumber')
    .execute()
}

/** How much there is to read about an authority: published decisions of a year, and reports in the public interest. */
export async function readWhatThereIs(
  database: Database,
  authorityId: number,
  year: ReportingYear,
): Promise<{ readonly decisionCount: number; readonly hasReport: boolean }> {
  const [decisions, report] = await Promise.all([
    database
      .selectFrom('decisionStatement')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('authorityId', '=', authorityId)
      .where('year', '=', year)
      .executeTakeFirst(),
    database
      .selectFrom('publicReport')
      .select('publicReportId')
      .where('authorityId', '=', authorityId)
      .limit(1)
      .executeTakeFirst(),
  ])
  return { decisionCount: decisions?.count ?? 0, hasReport: report !== undefined }
}
