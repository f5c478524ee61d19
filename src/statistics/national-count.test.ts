import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../tests/invented-publication.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { nationalSum } from './national-count.ts'
import { readNationalCounts } from './national-count-store.ts'
import { readRevisions } from './revision-store.ts'
import { calculateYears } from './yearly-figures-actions.ts'

let invented: InventedSite
const year = reportingYear(2023)

beforeAll(async () => {
  invented = await inventedSite()
})
afterAll(() => invented.close())

test('the national counts are the sums of the counted sets, in every year, revision and group', async () => {
  const { rows } = await sql<{ counted: number; kept: number }>`
    select counted, kept
    from (
      select year, revision, comparison_group, counted_set as name, sum(complaint_count) as counted
      from counted_set
      left join cycle_authority using (authority_id, year)
      group by 1, 2, 3, 4
    ) as sets
    full join (
      select year, revision, comparison_group, counted as name, case_count as kept
      from national_count
      where category is null and counted not like 'agreed:%'
    ) as kept
      on sets.year = kept.year and sets.revision = kept.revision and sets.name = kept.name
      and sets.comparison_group is not distinct from kept.comparison_group
    where counted is distinct from kept
  `.execute(invented.opened.database)
  expect(rows).toEqual([])
})

test('decisions by category come to the decisions, where all their cases are known', async () => {
  const counts = await readNationalCounts(invented.opened.published, year)
  // 18 and 45 upheld, all about housing; 6 and 31 not upheld, all about planning.
  const upheld = { counted: ['decided:upheld'] }
  expect(nationalSum(counts, { ...upheld, category: null })).toBe(63)
  expect(nationalSum(counts, { ...upheld, category: 'housing' })).toBe(63)
  expect(nationalSum(counts, { ...upheld, category: 'planning' })).toBe(0)
  expect(nationalSum(counts, { counted: ['decided:not-upheld'], category: 'planning' })).toBe(37)
  expect(nationalSum(counts, { ...upheld, comparisonGroup: 'district', category: null })).toBe(63)
  expect(nationalSum(counts, { ...upheld, comparisonGroup: null, category: null })).toBe(0)
})

test('in every year, revision and group the categories come to the sets whose cases are known', async () => {
  const { rows } = await sql`
    select *
    from (
      select year, revision, comparison_group, counted_set as counted, sum(complaint_count)::integer as in_sets
      from counted_set
      left join cycle_authority using (authority_id, year)
      where counted_set like 'decided:%' and complaint_ids <> '{}'
      group by 1, 2, 3, 4
    ) as sets
    full join (
      select year, revision, comparison_group, counted, sum(case_count)::integer as in_categories
      from national_count
      where category is not null
      group by 1, 2, 3, 4
    ) as categories using (year, revision, comparison_group, counted)
    where in_sets is distinct from in_categories
  `.execute(invented.opened.database)
  expect(rows).toEqual([])
})

test('a year that is not public has no national counts for the public', async () => {
  expect(await readNationalCounts(invented.opened.published, reportingYear(2024))).toEqual([])
  expect(await readNationalCounts(invented.opened.database, reportingYear(2024))).not.toEqual([])
})

test('a change that moves only what stands in a category makes another revision', async () => {
  const { database } = invented.opened
  const drafts = async () =>
    (await readRevisions(database)).filter((revision) => revision.sealedAt === null && revision.year === year)
  await calculateYears(database, scheme, [year])
  expect(await drafts()).toEqual([])
  // Received before the year, so that the complaints received in it stay as they were.
  const { complaintId } = await database
    .selectFrom('complaint')
    .select('complaintId')
    .where('outcome', '=', 'upheld')
    .where('decidedOn', '>=', '2023-04-01')
    .where('decidedOn', '<=', '2024-03-31')
    .limit(1)
    .executeTakeFirstOrThrow()
  await database
    .updateTable('complaint')
    .set({ category: 'highways' })
    .where('complaintId', '=', complaintId)
    .execute()
  await calculateYears(database, scheme, [year])
  expect(await drafts()).toHaveLength(1)
})
