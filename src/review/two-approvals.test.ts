import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { approvedReview, approvers, seal } from '../../tests/approved-review.ts'
import { caseOf, change } from '../../tests/changed-case.ts'
import { type InventedSite, inventedSite } from '../../tests/invented-publication.ts'
import { yearUnderWay } from '../../tests/review-under-way.ts'
import { copyOfDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { findCycle } from '../cycle/cycle-store.ts'
import type { Database } from '../database/connection.ts'
import { startLetterWorkers } from '../letters/letter-pdf-workers.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { calculateYears } from '../statistics/yearly-figures-actions.ts'
import { approveWording, readWordingUnderReview } from './rehearsal/wording-approval-actions.ts'
import { readStanding, standingToSend } from './review-standing-store.ts'
import {
  approveReview,
  calculateReview,
  openChecking,
  type StepTaking,
  takeBack,
} from './review-step-actions.ts'
import { readRevisionSteps } from './review-step-store.ts'
import { draftFingerprint } from './sealing/draft-record-actions.ts'
import { standingMark } from './seen-standing.ts'
import { sendLetters } from './sending/sending-actions.ts'
import { planSending, sendingMark } from './sending/sending-plan-actions.ts'

const statistician = 'statistician@ombudsman.example'
const prepared = 'You prepared this review, so somebody else has to approve it.'

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
beforeEach(async () => {
  opened = await copyOfDatabase(invented.opened)
  database = opened.database
})
afterEach(() => opened.close())

async function seen(): Promise<string> {
  return standingMark((await readStanding(database, yearUnderWay))?.current)
}

async function cycle() {
  const found = await findCycle(database, yearUnderWay)
  if (!found) throw new Error('there is no review under way')
  return found
}

async function approveAs(actor: string): Promise<StepTaking> {
  const fingerprint = (await draftFingerprint(database, scheme, yearUnderWay)).toString('hex')
  return approveReview(database, scheme, yearUnderWay, { actor, seen: await seen(), fingerprint })
}

/** The review as it was while authorities checked it, before anybody approved it. */
async function backToChecking(): Promise<void> {
  await sql`delete from review_step where stage = 'approved' and year = ${yearUnderWay}`.execute(database)
  await sql`delete from review_approval where year = ${yearUnderWay}`.execute(database)
}

describe('two people approve a review', () => {
  test('again after it was taken back, also where nothing has changed', async () => {
    const reason = 'A council telephoned.'
    await takeBack(database, yearUnderWay, { actor: statistician, seen: await seen(), reason })
    const { hash: wording = '' } = (await readWordingUnderReview(database, await cycle())) ?? {}
    await approveWording(database, yearUnderWay, { standing: await seen(), wording }, approvers[0])
    const until = '2026-06-20'
    const opening = { actor: statistician, seen: await seen(), until }
    expect(await openChecking(database, scheme, yearUnderWay, opening)).toMatchObject({ ok: true })
    expect(await approveAs(approvers[0])).toEqual({ ok: true, stage: 'checked' })
    expect(await approveAs(approvers[1])).toEqual({ ok: true, stage: 'approved' })
  })

  test('but nobody who had it calculated, also while it was checked', async () => {
    await backToChecking()
    const calculating = { actor: approvers[0], seen: await seen() }
    expect(await calculateReview(database, scheme, yearUnderWay, calculating)).toMatchObject({ ok: true })
    expect(await approveAs(approvers[0])).toEqual({ ok: false, reason: prepared })
  })

  test('but nobody who changed a case of it, be it one that counts there no more', async () => {
    await backToChecking()
    const known = await caseOf(database, 'larchwick', '25 100 005')
    const elsewhere = { receivedOn: '2021-05-02', decidedOn: '2021-11-20' }
    expect(await change(database, known, elsewhere, { actor: approvers[0] })).toMatchObject({ ok: true })
    expect(await approveAs(approvers[0])).toEqual({ ok: false, reason: prepared })
  })
})

describe('letters that are sealed', () => {
  test('can be sent although somebody has begun to correct them, and no correction is sealed before', async () => {
    expect(await seal(database)).toMatchObject({ ok: true })
    await sql`update complaint set outcome = 'not-upheld', is_remedied_before = null where reference = '25 100 003'`.execute(
      database,
    )
    expect(await calculateYears(database, scheme, [yearUnderWay])).toMatchObject({ ok: true })
    await sql`update revision set reason = 'One case.' where year = ${yearUnderWay} and revision = 2`.execute(
      database,
    )
    await database
      .insertInto('reviewStep')
      .values({
        ...{ year: yearUnderWay, revision: 2, stage: 'approved', takenBy: statistician, takenAt: new Date() },
      })
      .execute()
    expect(await seal(database)).toEqual({
      ok: false,
      reason:
        'An earlier revision is sealed and its letters are not sent. Send them first, then seal what corrects them.',
    })
    const standing = await readStanding(database, yearUnderWay)
    if (!standing) throw new Error('there is no review under way')
    const toSend = standingToSend(standing)
    const mark = sendingMark(toSend, await planSending(database, toSend, 1))
    const sending = { actor: statistician, seen: mark, siteUrl: 'https://reviews.example' }
    expect(await sendLetters(database, scheme, yearUnderWay, sending)).toMatchObject({
      ok: true,
      mailCount: 2,
    })
    const revisions = await readRevisionSteps(database, yearUnderWay)
    expect(revisions.map(({ steps }) => steps.at(-1)?.stage)).toEqual(['sent', 'approved'])
  })
})
