import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  statistician as actor,
  caseOf,
  change,
  everythingKept,
  everythingPublished,
  correctionReason as reason,
  standingsOf,
} from '../../../tests/changed-case.ts'
import { fillInvented } from '../../../tests/invented-publication.ts'
import { type TestDatabase, testDatabase } from '../../../tests/test-database.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { verifyAudit } from '../../audit/audit-store.ts'
import { recordMark } from '../../casework/case-record.ts'
import { findCycle } from '../../cycle/cycle-store.ts'
import type { Letter } from '../../letters/letter.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { calculateYears } from '../../statistics/yearly-figures-actions.ts'
import { composeDraftLetters } from '../draft-letters-actions.ts'
import { releaseYear } from '../release-actions.ts'
import { authorsOf } from '../review-stage.ts'
import { readStanding } from '../review-standing-store.ts'
import { approveReview } from '../review-step-actions.ts'
import { insertStep } from '../review-step-store.ts'
import { standingMark } from '../seen-standing.ts'
import { giveReason, withdrawCorrection } from './correction-actions.ts'
import { readCorrectionsOfRevision } from './correction-store.ts'
import { readRevisionReason } from './reissue-store.ts'

const year = reportingYear(2023)
const other = 'investigator@ombudsman.example'
const notUpheld = { outcome: 'not-upheld', isRemediedBefore: null } as const
let opened: TestDatabase

beforeEach(async () => {
  opened = await testDatabase()
  await setMoment(opened.database, new Date('2024-08-01T12:00:00Z'))
  await fillInvented(opened.database, true)
  await setMoment(opened.database, new Date('2024-09-02T10:00:00Z'))
})
afterEach(() => opened.close())

/** Two of Larchwick's cases, upheld in 2023-24, of which nothing failed. */
const firstCase = () => caseOf(opened.database, 'larchwick', '23 000 005')
const secondCase = () => caseOf(opened.database, 'larchwick', '23 000 006')

describe('a correction of a released year', () => {
  test('makes the draft of another revision that says what it corrects, by its author', async () => {
    expect(await change(opened.database, await firstCase(), notUpheld)).toEqual({
      ok: true,
      corrected: [2023],
    })
    const standing = await readStanding(opened.database, year)
    expect(standing?.current).toMatchObject({ revision: 2, stage: 'draft', sealedAt: null })
    expect(authorsOf(standing?.current?.steps ?? [])).toEqual(new Set([actor]))
    expect(await readRevisionReason(opened.database, year, 2)).toEqual({
      revision: 2,
      reason,
      reissuedOn: '2024-09-02',
    })
    const [correction] = await readCorrectionsOfRevision(opened.database, year, 2)
    expect(correction).toMatchObject({
      slug: 'larchwick',
      reference: '23 000 005',
      before: { outcome: 'upheld', isRemediedBefore: false },
      after: { outcome: 'not-upheld', isRemediedBefore: null },
      reason,
      correctedBy: actor,
    })
  })

  test('is approved by nobody who had a hand in it', async () => {
    await change(opened.database, await firstCase(), notUpheld)
    await change(opened.database, await secondCase(), notUpheld, { actor: other })
    for (const author of [actor, other]) {
      const seen = standingMark((await readStanding(opened.database, year))?.current)
      expect(
        await approveReview(opened.database, scheme, year, { actor: author, seen, fingerprint: '' }),
      ).toEqual({ ok: false, reason: 'You prepared this review, so somebody else has to approve it.' })
    }
  })

  test('is in the record of who did what, which still holds together', async () => {
    await change(opened.database, await firstCase(), notUpheld, { query: 7 })
    const entries = await opened.database
      .selectFrom('auditEntry')
      .select(['actor', 'action', 'subject', 'before', 'after'])
      .orderBy('entryId', 'desc')
      .limit(2)
      .execute()
    expect(entries).toEqual([
      {
        actor,
        action: 'correct',
        subject: '2023-24, revision 2',
        before: null,
        after: { reason, case: '23 000 005', authority: 'larchwick' },
      },
      {
        actor,
        action: 'change case',
        subject: 'complaint 23 000 005',
        before: { outcome: 'upheld', is_remedied_before: false },
        after: { outcome: 'not-upheld', is_remedied_before: null, query: 7 },
      },
    ])
    expect((await verifyAudit(opened.database)).problems).toEqual([])
  })

  test('shows nobody outside anything before it is sent', async () => {
    const before = await everythingPublished(opened)
    await change(opened.database, await firstCase(), notUpheld)
    expect(await everythingPublished(opened)).toEqual(before)
    await giveReason(opened.database, scheme, year, {
      actor,
      reason: 'Another reason.',
      seen: standingMark((await readStanding(opened.database, year))?.current),
    })
    expect(await everythingPublished(opened)).toEqual(before)
  })

  test('reissues the letters alone that say something else, marked with day and reason', async () => {
    expect((await draftLetters()).size).toBe(1)
    await change(opened.database, await firstCase(), notUpheld)
    const letters = await draftLetters()
    expect([...letters.keys()]).toEqual(['larchwick'])
    expect(letters.get('larchwick')?.reissue).toMatchObject({
      heading: 'Reissued on 2 September 2024:',
      text: expect.stringContaining(`this letter replaces the one of 17 July 2024. ${reason}`),
    })
  })

  test('once released, is public with its letter, and a second one replaces the letter reissued first', async () => {
    await change(opened.database, await firstCase(), notUpheld)
    const released = await releaseYear(opened.database, scheme, year, { actor: 'tests', reason })
    expect(released).toMatchObject({ ok: true, revision: 2, letterCount: 1 })
    const { rows } = await sql<{ content: Letter }>`
      select content from letter where year = 2023 and revision = 2
    `.execute(opened.published)
    expect(rows.map(({ content }) => content.reissue?.on)).toEqual(['2024-09-02'])
    await setMoment(opened.database, new Date('2024-10-01T10:00:00Z'))
    await change(opened.database, await firstCase(), { outcome: 'upheld', isRemediedBefore: true })
    expect((await draftLetters()).get('larchwick')?.reissue?.text).toContain(
      'this letter replaces the one reissued on 2 September 2024.',
    )
  })

  test('joins the draft there is, which then says both, each once', async () => {
    await change(opened.database, await firstCase(), notUpheld)
    await change(opened.database, await secondCase(), notUpheld, {
      actor: other,
      reason: 'In another the same',
    })
    await change(opened.database, await secondCase(), { category: 'planning' }, { actor: other })
    expect((await readRevisionReason(opened.database, year, 2)).reason).toBe(`${reason} In another the same.`)
    const standing = await readStanding(opened.database, year)
    expect(authorsOf(standing?.current?.steps ?? [])).toEqual(new Set([actor, other]))
    expect(await readCorrectionsOfRevision(opened.database, year, 2)).toHaveLength(3)
  })

  test.each([
    ['', 'Say what was wrong'],
    ['x'.repeat(501), 'has 501 characters'],
    ['Write to someone@council.example', 'Name no one'],
  ])('is refused with the reason "%.20s", and nothing is changed', async (bad, expected) => {
    const before = await everythingKept(opened.database)
    expect(await change(opened.database, await firstCase(), notUpheld, { reason: bad })).toMatchObject({
      ok: false,
      field: 'reason',
      reason: expect.stringContaining(expected),
    })
    expect(await everythingKept(opened.database)).toEqual(before)
  })

  test('whose reasons together are too long for a letter is refused until somebody shortens them', async () => {
    await change(opened.database, await firstCase(), notUpheld, { reason: 'a'.repeat(400) })
    expect(
      await change(opened.database, await secondCase(), notUpheld, { reason: 'b'.repeat(400) }),
    ).toMatchObject({
      ok: false,
      reason: expect.stringContaining('803 characters'),
    })
    await giveReason(opened.database, scheme, year, {
      actor,
      reason: 'Two cases.',
      seen: standingMark((await readStanding(opened.database, year))?.current),
    })
    expect(
      await change(opened.database, await secondCase(), notUpheld, { reason: 'b'.repeat(400) }),
    ).toMatchObject({ ok: true })
  })

  test('is refused as stale where somebody changed the case, or took a step, meanwhile', async () => {
    const { record } = await firstCase()
    const stale = {
      seen: recordMark(record),
      seenStandings: await standingsOf(opened.database, record, { ...record, ...notUpheld }),
    }
    await change(opened.database, await firstCase(), { subcategory: 'Homelessness' })
    const before = await everythingKept(opened.database)
    expect(await change(opened.database, await firstCase(), notUpheld, stale)).toMatchObject({
      ok: false,
      isStale: true,
    })
    expect(await everythingKept(opened.database)).toEqual(before)
    await change(opened.database, await firstCase(), notUpheld)
    const later = await firstCase()
    expect(
      await change(
        opened.database,
        await firstCase(),
        { outcome: 'upheld', isRemediedBefore: false },
        { ...stale, seen: recordMark(later.record) },
      ),
    ).toMatchObject({ ok: false, isStale: true, reason: expect.stringContaining('moved on') })
  })

  test('of what no figure counts needs no reason and makes no draft', async () => {
    expect(
      await change(opened.database, await firstCase(), { subcategory: 'Homelessness' }, { reason: '' }),
    ).toEqual({ ok: true, corrected: [] })
    expect((await readStanding(opened.database, year))?.current).toMatchObject({ revision: 1 })
  })

  test('that changes nothing says so', async () => {
    expect(await change(opened.database, await firstCase(), {})).toEqual({
      ok: false,
      reason: 'Nothing is different from what is on record.',
    })
  })

  test('of an approved draft is refused until it is taken back', async () => {
    await change(opened.database, await firstCase(), notUpheld)
    await approve()
    const before = await everythingKept(opened.database)
    expect(
      await change(opened.database, await firstCase(), { outcome: 'upheld', isRemediedBefore: false }),
    ).toMatchObject({
      ok: false,
      reason:
        '2023-24 is approved exactly as it stands, and this case counts there. Take it back to a draft first, then change the case.',
    })
    const [correction] = await readCorrectionsOfRevision(opened.database, year, 2)
    expect(await withdraw(correction?.id ?? 0)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('is approved'),
    })
    expect(await everythingKept(opened.database)).toEqual(before)
  })

  test('in a year that is sent and still to be public makes a draft that can follow it', async () => {
    const { reference } = await opened.database
      .selectFrom('complaint')
      .select('reference')
      .where('decidedOn', '>=', '2024-04-01')
      .executeTakeFirstOrThrow()
    const sent = reportingYear(2024)
    expect((await readStanding(opened.database, sent))?.current?.stage).toBe('sent')
    const known = await caseOf(opened.database, 'larchwick', reference)
    expect(await change(opened.database, known, notUpheld)).toEqual({ ok: true, corrected: [sent] })
    const released = await releaseYear(opened.database, scheme, sent, { actor: 'tests', reason })
    // Not before the first one.
    expect(released).toMatchObject({ ok: true, publishedAt: new Date('2025-07-24T08:30:00Z') })
  })
})

describe('a correction that is withdrawn', () => {
  test('leaves everything as it was, but that it was made and withdrawn', async () => {
    const before = await everythingKept(opened.database)
    await change(opened.database, await firstCase(), notUpheld)
    const [correction] = await readCorrectionsOfRevision(opened.database, year, 2)
    expect(await withdraw(correction?.id ?? 0)).toEqual({ ok: true, isDropped: true })
    expect(await everythingKept(opened.database)).toEqual(before)
    const { rows } = await sql<{ withdrawnBy: string }>`select withdrawn_by from case_correction`.execute(
      opened.database,
    )
    expect(rows).toEqual([{ withdrawnBy: other }])
    expect(await withdraw(correction?.id ?? 0)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('There is no such correction'),
    })
  })

  test('leaves what another one says in the same draft', async () => {
    await change(opened.database, await firstCase(), notUpheld)
    await change(opened.database, await secondCase(), notUpheld, { reason: 'Another.' })
    const [first] = await readCorrectionsOfRevision(opened.database, year, 2)
    expect(await withdraw(first?.id ?? 0)).toEqual({ ok: true, isDropped: false })
    expect((await readRevisionReason(opened.database, year, 2)).reason).toBe('Another.')
    expect((await firstCase()).record.outcome).toBe('upheld')
  })

  test('whose case was changed again since is not', async () => {
    await change(opened.database, await firstCase(), notUpheld)
    await change(opened.database, await firstCase(), { outcome: 'referred-back' })
    const [first, second] = await readCorrectionsOfRevision(opened.database, year, 2)
    expect(await withdraw(first?.id ?? 0)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('changed again since'),
    })
    expect(await withdraw(second?.id ?? 0)).toMatchObject({ ok: true })
    expect(await withdraw(first?.id ?? 0)).toMatchObject({ ok: true, isDropped: true })
  })

  test('once it is sealed is put right by another, not withdrawn', async () => {
    await change(opened.database, await firstCase(), notUpheld)
    const [correction] = await readCorrectionsOfRevision(opened.database, year, 2)
    await releaseYear(opened.database, scheme, year, { actor: 'tests', reason })
    expect(await withdraw(correction?.id ?? 0)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('is sealed'),
    })
  })
})

describe('what a draft corrects', () => {
  test('can be said of one that came with an import, and is what its letters say', async () => {
    await importedDraft()
    expect((await draftLetters()).get('larchwick')?.reissue).toBeUndefined()
    const seen = standingMark((await readStanding(opened.database, year))?.current)
    expect(
      await giveReason(opened.database, scheme, year, { actor, reason: 'A file was late.', seen }),
    ).toEqual({
      ok: true,
    })
    expect((await draftLetters()).get('larchwick')?.reissue?.text).toContain('A file was late.')
    // The same form sent twice.
    expect(
      await giveReason(opened.database, scheme, year, { actor, reason: 'A file was late.', seen }),
    ).toMatchObject({ ok: false, isStale: true })
  })

  test('is nothing in a year without such a draft', async () => {
    const seen = standingMark((await readStanding(opened.database, year))?.current)
    expect(await giveReason(opened.database, scheme, year, { actor, reason, seen })).toMatchObject({
      ok: false,
      reason: '2023-24 has no draft that corrects anything.',
    })
  })

  test('has to be said before the draft is sealed; the database sees to it', async () => {
    await importedDraft()
    await expect(
      sql`update revision set sealed_at = now() where year = 2023 and revision = 2`.execute(opened.database),
    ).rejects.toThrow()
  })

  async function importedDraft() {
    await opened.database
      .updateTable('complaint')
      .set({ outcome: 'not-upheld', isRemediedBefore: null })
      .where('reference', '=', '23 000 005')
      .execute()
    await calculateYears(opened.database, scheme, [year])
  }
})

async function approve(): Promise<void> {
  await opened.database.transaction().execute((transaction) =>
    insertStep(transaction, year, 2, {
      stage: 'approved',
      takenAt: new Date('2024-09-02T11:00:00Z'),
      takenBy: 'approver@ombudsman.example',
      untilOn: null,
      reason: null,
    }),
  )
}

async function withdraw(id: number) {
  const seen = standingMark((await readStanding(opened.database, year))?.current)
  return withdrawCorrection(opened.database, scheme, year, { actor: other, id, seen })
}

/** The letters that would leave with the latest revision, by authority. */
async function draftLetters(): Promise<ReadonlyMap<string, Letter>> {
  const cycle = await findCycle(opened.database, year)
  if (!cycle) throw new Error('there is no cycle')
  const { letters } = await composeDraftLetters(opened.database, scheme, cycle)
  return new Map(
    letters.flatMap(({ facts, composed }) => (composed.ok ? [[facts.authority.slug, composed.letter]] : [])),
  )
}
