import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../tests/invented-publication.ts'
import { addReviewUnderWay, publicationMoment, yearUnderWay } from '../../tests/review-under-way.ts'
import { setMoment } from '../../tests/test-moment.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { calculateYears } from '../statistics/yearly-figures-actions.ts'
import { releaseCommands } from './release-commands.ts'
import { readRevisionSteps } from './review-step-store.ts'

let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
  await addReviewUnderWay(invented.opened.database)
  const calculation = await calculateYears(invented.opened.database, scheme, [yearUnderWay])
  if (!calculation.ok) throw new Error(calculation.problems.join(' '))
})
afterAll(() => invented.close())

test('a year whose moment is still to come is not released from the command line', async () => {
  expect(await run('2025-26')).toEqual({
    printed: [],
    refusal:
      'The moment of 2025-26, 22 July 2026, 9:30am, is still to come. A year is checked, approved by two people, ' +
      'sealed and sent at the desk: /desk/reviews/2025-26',
  })
})

test('nor is a correction', async () => {
  const { database } = invented.opened
  await sql`update complaint set outcome = 'not-upheld', is_remedied_before = null where reference = '23 000 005'`.execute(
    database,
  )
  const corrected = await calculateYears(database, scheme, [reportingYear(2023)])
  expect(corrected).toMatchObject({ ok: true })
  expect((await run('2023-24')).refusal).toBe(
    '2023-24 is sealed already. What was wrong in it is corrected in the open, by several people, at the desk: ' +
      '/desk/reviews/2023-24',
  )
})

test('nor is a year that authorities were asked to check, also when its moment has come', async () => {
  const { database } = invented.opened
  await setMoment(database, publicationMoment)
  const step = { year: yearUnderWay, revision: 1, takenBy: 'statistician@ombudsman.example' }
  await database
    .insertInto('reviewStep')
    .values([
      { ...step, stage: 'checked', takenAt: new Date('2026-05-21T09:00:00Z'), untilOn: '2026-06-20' },
      { ...step, stage: 'draft', takenAt: new Date('2026-06-21T09:00:00Z'), reason: 'A case is missing.' },
    ])
    .execute()
  expect((await run('2025-26')).refusal).toBe(
    '2025-26 is under review, and nothing goes past that: it is approved by two people, sealed and sent at the ' +
      'desk: /desk/reviews/2025-26',
  )
  await database.deleteFrom('reviewStep').where('year', '=', yearUnderWay).execute()
})

test('a year that was published elsewhere before is sealed and public at once', async () => {
  const { database } = invented.opened
  await setMoment(database, publicationMoment)
  expect(await run('2025-26')).toEqual({
    printed: ['2025-26, revision 1: public since 22 July 2026, 9:30am; 2 letters kept, 0 held.'],
    refusal: undefined,
  })
  const [revision] = await readRevisionSteps(database, yearUnderWay)
  expect(revision?.steps.map(({ stage, takenBy }) => [stage, takenBy])).toEqual([
    ['sealed', 'upheld release'],
    ['sent', 'upheld release'],
  ])
  const { approvalCount } = await database
    .selectFrom('seal')
    .select('approvalCount')
    .where('year', '=', yearUnderWay)
    .executeTakeFirstOrThrow()
  expect(approvalCount).toBe(0)
})

async function run(year: string): Promise<{ printed: string[]; refusal: string | undefined }> {
  const printed: string[] = []
  let refusal: string | undefined
  await releaseCommands[0]
    ?.run({
      operands: [year],
      options: {},
      scheme,
      database: () => Promise.resolve(invented.opened),
      print: (line) => printed.push(line),
      progress: () => {},
      signal: new AbortController().signal,
    })
    .catch((error: Error) => {
      refusal = error.message
    })
  return { printed, refusal }
}
