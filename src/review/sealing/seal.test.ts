import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  approve,
  approvedReview,
  approvers,
  passLetters,
  seal,
  sealAndPublish,
} from '../../../tests/approved-review.ts'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { publicationMoment, yearUnderWay } from '../../../tests/review-under-way.ts'
import { blankDatabase, copyOfDatabase, type TestDatabase } from '../../../tests/test-database.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { importPopulations } from '../../authorities/population-actions.ts'
import { backUp } from '../../database/backup.ts'
import type { Database } from '../../database/connection.ts'
import { restore } from '../../database/restore.ts'
import { startLetterWorkers } from '../../letters/letter-pdf-workers.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { calculateYears } from '../../statistics/yearly-figures-actions.ts'
import { readStanding } from '../review-standing-store.ts'
import { draftFingerprint } from './draft-record-actions.ts'
import { sealReview, showFingerprint } from './seal-actions.ts'

const key = { year: yearUnderWay, revision: 1 }

let invented: InventedSite
let opened: TestDatabase
let database: Database

beforeAll(async () => {
  invented = await inventedSite()
  const workers = startLetterWorkers(1)
  await approvedReview(invented.opened.database, workers.print)
  workers.close()
})
afterAll(() => invented.close())

/** A copy of the approved review for each test of a part. */
function copiedForEach(): void {
  beforeEach(async () => {
    opened = await copyOfDatabase(invented.opened)
    database = opened.database
  })
  afterEach(() => opened.close())
}

describe('an approved review', () => {
  copiedForEach()

  test('is sealed with the fingerprint that was approved, its letters with their PDFs', async () => {
    const approved = await draftFingerprint(database, scheme, yearUnderWay)
    const sealing = await seal(database)
    expect(sealing).toEqual({ ok: true, revision: 1, fingerprint: approved, letterCount: 2 })
    const standing = await readStanding(database, yearUnderWay)
    expect(standing?.current).toMatchObject({ stage: 'sealed', publishedAt: null })
    expect(standing?.current?.steps.at(-1)).toMatchObject({ stage: 'sealed', takenBy: approvers[0] })
    const letters = await database
      .selectFrom('letter')
      .select(['pdf', 'facts'])
      .where('year', '=', yearUnderWay)
      .execute()
    expect(letters.map(({ pdf }) => pdf?.subarray(0, 5).toString())).toEqual(['%PDF-', '%PDF-'])
    expect(letters.every(({ facts }) => facts !== null)).toBe(true)
    const last = await database
      .selectFrom('auditEntry')
      .selectAll()
      .orderBy('entryId', 'desc')
      .limit(1)
      .execute()
    expect(last).toMatchObject([
      { actor: approvers[0], action: 'seal', subject: 'review 2025-26, revision 1' },
    ])
  })

  test('is sealed once, however often the form is sent', async () => {
    const seen = '1.3.approved'
    const send = () =>
      sealReview(database, scheme, yearUnderWay, { actor: approvers[0], post: 'Approver', seen })
    const answers = await Promise.all([send(), send()])
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ isStale: true })
  })

  test('is not sealed where the letter of a figure changed after it was approved', async () => {
    await sql`update office_holder set post = 'Managing Director' where role = 'chief-executive'`.execute(
      database,
    )
    expect(await refusal()).toBe(
      'The letters to Larchwick District Council and Sedgely District Council are neither passed nor left out. ' +
        'Pass them, or leave them out with a reason.',
    )
    await passLetters(database)
    expect(await refusal()).toBe(
      'The letters to Larchwick District Council and Sedgely District Council are not read back from the ' +
        'finished PDF. Rehearse the letters again.',
    )
  })

  test('is not sealed by approvals of something else, or by those who prepared it', async () => {
    await sql`update letter_decision set decision = 'left-out', reason = 'No scrutiny chair.' where authority_id = 2`.execute(
      database,
    )
    expect(await refusal()).toMatch(
      /^Nobody has approved these figures and letters as they now stand, and 2 have to/,
    )
    await approve(database)
    await sql`update review_step set taken_by = ${approvers[1]} where stage = 'checked'`.execute(database)
    expect(await refusal()).toMatch(/^Only one person has approved/)
  })

  test('leaves out the letter that was left out, and seals the others', async () => {
    await sql`update letter_decision set decision = 'left-out', reason = 'No scrutiny chair.' where authority_id = 2`.execute(
      database,
    )
    await approve(database)
    expect(await seal(database)).toMatchObject({ ok: true, letterCount: 1 })
  })

  test('is not sealed while a query waits, or while its figures are outdated', async () => {
    await sql`
      insert into query (authority_id, year, revision, measure, text, raised_by, raised_post, raised_at)
      values (1, 2025, 1, 'compliance', 'One was on time.', 'officer@larchwick.example', 'Link officer', now())
    `.execute(database)
    expect(await refusal()).toBe('1 query waits for an answer; a year is sealed when none does.')
    await sql`update complaint set outcome = 'not-upheld', is_remedied_before = null where reference = '25 100 003'`.execute(
      database,
    )
    expect(await refusal()).toMatch(/calculate/)
  })

  test('is not sealed before it is approved', async () => {
    await sql`delete from review_step where stage = 'approved'`.execute(database)
    expect(await refusal()).toBe('This review is checked; only an approved one can be sealed.')
  })
})

describe('the database refuses', () => {
  let sealed: TestDatabase
  beforeAll(async () => {
    sealed = await copyOfDatabase(invented.opened)
    await seal(sealed.database)
  })
  afterAll(() => sealed.close())

  test.each<[string, RawBuilder<unknown>, RegExp]>([
    [
      'another figure',
      sql`update figure set numerator = 0 where year = 2025`,
      /its rows of figure stay as they are/,
    ],
    [
      'a figure more',
      sql`insert into figure select authority_id, year, revision, 'more', state, numerator, denominator, origin, document, method_version, comparison_group from figure where year = 2025`,
      /figure/,
    ],
    ['a figure less', sql`delete from figure where year = 2025`, /figure/],
    [
      'a figure moved into a sealed revision',
      sql`update figure set revision = 1 where year = 2025`,
      /figure/,
    ],
    [
      'another case',
      sql`update counted_set set complaint_ids = '{}', complaint_count = 0 where year = 2025`,
      /counted_set/,
    ],
    ['another average', sql`delete from group_average where year = 2025`, /group_average/],
    ['another sum', sql`update national_count set case_count = 0 where year = 2025`, /national_count/],
    ['another letter', sql`update letter set content = '{}' where year = 2025`, /letter/],
    ['another PDF', sql`update letter set pdf = '', pdf_hash = '' where year = 2025`, /letter/],
    [
      'another cycle',
      sql`update sealed_cycle set letter_date = '2026-01-01' where year = 2025`,
      /sealed_cycle/,
    ],
    ['another member', sql`delete from sealed_cycle_authority where year = 2025`, /sealed_cycle_authority/],
    ['another leaf', sql`update seal_leaf set leaf_hash = cases_hash where year = 2025`, /seal_leaf/],
    [
      'another fingerprint',
      sql`update seal set fingerprint = common_hash where year = 2025`,
      /stays as it is/,
    ],
    ['no seal', sql`delete from seal where year = 2025`, /stays as it is/],
    ['to unseal', sql`update revision set sealed_at = null where year = 2025`, /is sealed, and stays so/],
    [
      'another reason',
      sql`update revision set calculated_at = now() where year = 2025`,
      /only its moment can be set/,
    ],
    ['no revision', sql`delete from revision where year = 2025`, /is sealed, and stays/],
    ['to empty a table', sql`truncate figure`, /rows of sealed revisions/],
    ['another population', sql`update population set residents = 1`, /is that of a sealed year/],
    [
      'a population more',
      sql`insert into population (authority_id, year, release, residents) values (3, 2022, 'first', 1)`,
      /is that of a sealed year/,
    ],
    ['no population', sql`delete from population`, /is that of a sealed year/],
    [
      'to seal a draft without its seal',
      sql`insert into revision (year, revision, reason, sealed_at) values (2025, 2, 'x', now())`,
      /without its seal/,
    ],
  ])('%s once a review is sealed', async (_, change, why) => {
    await expect(change.execute(sealed.database)).rejects.toThrow(why)
  })
})

describe('of a sealed review', () => {
  copiedForEach()

  test('the moment is set once, moved while it is to come, and never into the past', async () => {
    await seal(database)
    const setTo = (moment: string | null) =>
      sql`update revision set published_at = ${moment} where year = 2025`.execute(database)
    await expect(setTo('2026-01-01T00:00:00Z')).rejects.toThrow(/in the past/)
    await setTo('2026-08-01T08:30:00Z')
    await setTo(publicationMoment.toISOString())
    await expect(setTo(null)).rejects.toThrow(/in the past/)
    await setMoment(database, publicationMoment)
    await expect(setTo('2026-08-01T08:30:00Z')).rejects.toThrow(/is public since/)
  })

  test('the next draft is calculated, changed and thrown away beside what is sealed', async () => {
    await seal(database)
    await sql`update complaint set outcome = 'not-upheld', is_remedied_before = null where reference = '25 100 003'`.execute(
      database,
    )
    expect(await calculateYears(database, scheme, [yearUnderWay])).toMatchObject({ ok: true })
    await sql`update figure set numerator = 0 where year = 2025 and revision = 2 and state = 'calculated'`.execute(
      database,
    )
    await sql`delete from figure where year = 2025 and revision = 2`.execute(database)
  })

  test('a backup is put back whole, and refuses changes there as well', async () => {
    await seal(database)
    const folder = mkdtempSync(join(tmpdir(), 'upheld-sealed-'))
    const target = await blankDatabase()
    try {
      const file = join(folder, 'sealed.upheld')
      await backUp(opened.url, file, new AbortController().signal)
      await restore(target.url, file, new AbortController().signal)
      expect(
        await target.database.selectFrom('letter').select('pdf').where('year', '=', 2025).execute(),
      ).toHaveLength(2)
      await expect(
        sql`update figure set numerator = 0 where year = 2025`.execute(target.database),
      ).rejects.toThrow(/its rows of figure stay as they are/)
    } finally {
      await target.close()
      rmSync(folder, { recursive: true })
    }
  })

  test('an estimate of residents is imported again only as it is', async () => {
    const importing = (residents: number) =>
      importPopulations(
        database,
        {
          name: 'populations.csv',
          content: Buffer.from(`authority,year,release,residents\nlarchwick,2022,first,${residents}\n`),
        },
        'tests',
      )
    expect(await importing(341_000)).toMatchObject({ ok: true, unchangedCount: 1 })
    expect(await importing(341_001)).toEqual({
      ok: false,
      problems: [
        'populations.csv: the estimate for mid-2022 of release first is used by a year that is sealed, and stays as it ' +
          'is; bring in another estimate under another release and name it in the cycle',
      ],
    })
  })
})

describe('what the public sees of a seal', () => {
  test('is nothing until its fingerprint is shown, then the fingerprint alone, then everything', async () => {
    const page = async () => (await invented.app.request('/seals')).text()
    const file = () => invented.app.request('/seals/seal-2025-26-1.json')
    const before = await page()
    const sealing = await seal(invented.opened.database)
    if (!sealing.ok) throw new Error(sealing.reason)
    expect(await page()).toBe(before)
    expect(await showFingerprint(invented.opened.database, key, approvers[0])).toEqual({ ok: true })
    const shown = await page()
    expect(shown).toContain(sealing.fingerprint.toString('hex').match(/.{4}/g)?.join(' '))
    expect(shown).toContain('by an approver, after 2 people who had not prepared it had approved it')
    expect(shown).toContain('What it stands for is not public yet.')
    expect(shown).not.toContain(approvers[0])
    const [hidden, nonexistent] = [await file(), await invented.app.request('/seals/seal-2031-32-1.json')]
    expect([hidden.status, await hidden.text()]).toEqual([404, await nonexistent.text()])
    expect(await showFingerprint(invented.opened.database, key, approvers[0])).toEqual({
      ok: false,
      reason: 'This fingerprint is public already.',
    })
    await sql`update revision set published_at = ${publicationMoment} where year = 2025`.execute(
      invented.opened.database,
    )
    expect((await file()).status).toBe(404)
    await setMoment(invented.opened.database, publicationMoment)
    expect((await file()).status).toBe(200)
    expect(await page()).toContain('/seals/seal-2025-26-1.json')
  })

  test('is the PDF that was sealed, byte for byte', async () => {
    await sealAndPublishOnce()
    const response = await invented.app.request('/authorities/larchwick/letters/2025-26.pdf')
    const { pdf } = await invented.opened.database
      .selectFrom('letter')
      .select('pdf')
      .where('year', '=', yearUnderWay)
      .where('authorityId', '=', 1)
      .executeTakeFirstOrThrow()
    expect(Buffer.from(await response.arrayBuffer()).equals(pdf ?? Buffer.alloc(0))).toBe(true)
  })

  test('stays as it was when the cycle changes for the next revision', async () => {
    await sealAndPublishOnce()
    const { database: owner } = invented.opened
    const pages = () =>
      Promise.all(
        ['/authorities/larchwick', '/compare?kind=district', '/map', '/data/years.csv'].map(async (address) =>
          (await invented.app.request(address)).text(),
        ),
      )
    const before = await pages()
    await sql`update cycle set letter_date = '2026-07-01', population_year = null, population_release = null where year = 2025`.execute(
      owner,
    )
    await sql`update cycle_authority set comparison_group = null, is_on_map = false where year = 2025`.execute(
      owner,
    )
    // Another state of what is public, so that nothing is answered from what was kept.
    await sql`update authority set region = region`.execute(owner)
    expect(await pages()).toEqual(before)
  })
})

/** The tests before may have published it. */
async function sealAndPublishOnce(): Promise<void> {
  const standing = await readStanding(invented.opened.database, yearUnderWay)
  if (standing?.current?.stage !== 'published') await sealAndPublish(invented.opened.database)
}

async function refusal(): Promise<string> {
  const sealing = await seal(database)
  return sealing.ok ? 'sealed' : sealing.reason
}
