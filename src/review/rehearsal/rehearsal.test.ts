import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fillInvented } from '../../../tests/invented-publication.ts'
import { addReviewUnderWay, yearUnderWay as year } from '../../../tests/review-under-way.ts'
import { type TestDatabase, testDatabase } from '../../../tests/test-database.ts'
import type { Letter } from '../../letters/letter.ts'
import type { PrintedLetter } from '../../letters/letter-pdf.ts'
import { type LetterWorkers, startLetterWorkers } from '../../letters/letter-pdf-workers.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { calculateYears } from '../../statistics/yearly-figures-actions.ts'
import { readStanding } from '../review-standing-store.ts'
import { readProofPdf } from './letter-proof-store.ts'
import { readLettersUnderReview } from './letters-under-review-actions.ts'
import { beginRehearsal, carryOutRehearsal } from './rehearsal-actions.ts'
import { readRehearsal } from './rehearsal-store.ts'

describe('a rehearsal', () => {
  let opened: TestDatabase
  let workers: LetterWorkers
  const print = vi.fn((letter: Letter) => workers.print(letter))
  const rehearse = async (how = print as (letter: Letter) => Promise<PrintedLetter>) => {
    const begun = await beginRehearsal(opened.database, year, 'statistician@ombudsman.example')
    if (!begun.ok) throw new Error(begun.reason)
    await carryOutRehearsal(opened.database, scheme, begun.run, how)
  }
  const letters = async () => {
    const standing = await readStanding(opened.database, year)
    if (!standing) throw new Error('there is no review')
    return readLettersUnderReview(opened.database, scheme, { cycle: standing.cycle, revision: 1 })
  }
  const changePost = (post: string) =>
    opened.database
      .updateTable('officeHolder')
      .set({ post })
      .where('email', '=', 'chief-executive@larchwick.example')
      .execute()

  beforeAll(async () => {
    opened = await testDatabase()
    workers = startLetterWorkers(2)
    await fillInvented(opened.database, true)
    await addReviewUnderWay(opened.database)
    const calculation = await calculateYears(opened.database, scheme, [year])
    if (!calculation.ok) throw new Error(calculation.problems.join(' '))
  })
  beforeEach(() => {
    print.mockClear()
  })
  afterAll(async () => {
    workers.close()
    await opened.close()
  })

  it('makes every letter, reads it back and keeps its PDF', async () => {
    expect((await letters()).counts).toMatchObject({ all: 2, withoutProof: 2 })
    await rehearse()
    const { letters: made, counts, fingerprint } = await letters()
    expect(counts).toMatchObject({ all: 2, withoutProof: 0, toRead: 2, ready: 0 })
    for (const { contentHash, proof } of made) {
      expect(proof.state).toBe('ok')
      expect((await readProofPdf(opened.database, contentHash))?.subarray(0, 5).toString()).toBe('%PDF-')
    }
    expect(await readRehearsal(opened.database, year, 1)).toMatchObject({
      isUnderWay: false,
      letterCount: 2,
      doneCount: 2,
      fingerprint,
    })
  })

  it('makes nothing again that has not changed', async () => {
    await rehearse()
    expect(print).not.toHaveBeenCalled()
  })

  it('makes the one letter that changed, and shows until then that something has', async () => {
    await changePost('Interim Chief Executive')
    const before = await readRehearsal(opened.database, year, 1)
    expect((await letters()).fingerprint).not.toEqual(before?.fingerprint)
    await rehearse()
    expect(print.mock.calls.map(([{ slug }]) => slug)).toEqual(['larchwick'])
    expect((await readRehearsal(opened.database, year, 1))?.fingerprint).toEqual(
      (await letters()).fingerprint,
    )
  })

  it('is never carried out twice at once', async () => {
    const tries = await Promise.all(
      ['one', 'other'].map((actor) => beginRehearsal(opened.database, year, actor)),
    )
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
    expect(tries.find(({ ok }) => !ok)).toMatchObject({
      reason: 'A rehearsal of these letters is under way already; wait until it is done.',
    })
    const [begun] = tries.flatMap((one) => (one.ok ? [one.run] : []))
    if (begun) await carryOutRehearsal(opened.database, scheme, begun, print)
  })

  it('can be begun again where its program was killed, which then leaves the other one alone', async () => {
    await changePost('Managing Director')
    const killed = await beginRehearsal(opened.database, year, 'killed')
    if (!killed.ok) throw new Error(killed.reason)
    expect(await readRehearsal(opened.database, year, 1)).toMatchObject({ isUnderWay: true })
    await sql`update rehearsal set seen_at = clock_timestamp() - interval '31 seconds'`.execute(
      opened.database,
    )
    expect(await readRehearsal(opened.database, year, 1)).toMatchObject({
      isUnderWay: false,
      finishedAt: null,
    })
    await rehearse()
    const finished = await readRehearsal(opened.database, year, 1)
    print.mockClear()
    await carryOutRehearsal(opened.database, scheme, killed.run, print)
    expect(print).not.toHaveBeenCalled()
    expect(await readRehearsal(opened.database, year, 1)).toEqual(finished)
  })

  it('keeps no word about a letter whose typesetter was ended, and is not done', async () => {
    await changePost('Head of Paid Service')
    await rehearse(async () => ({
      ok: false,
      problems: [{ block: 'typesetting', reason: 'it was stopped before the letter was made' }],
      isInterrupted: true,
    }))
    expect(await readRehearsal(opened.database, year, 1)).toMatchObject({
      isUnderWay: false,
      finishedAt: null,
    })
    expect((await letters()).counts).toMatchObject({ withoutProof: 1, held: 0 })
    await rehearse()
    expect((await letters()).counts.withoutProof).toBe(0)
  })

  it('holds a letter whose finished PDF says something else than the record', async () => {
    await changePost('Town Clerk')
    await rehearse(async () => ({
      ok: false,
      problems: [{ block: 'finished PDF', reason: 'compliance, percent: it says 99, the record 100' }],
    }))
    const [larchwick] = (await letters()).letters
    expect(larchwick).toMatchObject({ state: 'held', proof: { state: 'problems' } })
    await changePost('Chief Executive')
  })

  it('counts a PDF that was made with another typesetter for nothing', async () => {
    await rehearse()
    await sql`update letter_proof set printer_hash = 'another'`.execute(opened.database)
    expect((await letters()).counts.withoutProof).toBe(2)
    await rehearse()
    expect((await letters()).counts.withoutProof).toBe(0)
  })

  it('is refused where the letters are sealed', async () => {
    expect(await beginRehearsal(opened.database, reportingYear(2023), 'somebody')).toEqual({
      ok: false,
      reason: 'The letters of 2023-24 are sealed, so there is nothing left to rehearse.',
    })
  })
})
