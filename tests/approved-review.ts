import { findCycle } from '../src/cycle/cycle-store.ts'
import type { Database } from '../src/database/connection.ts'
import { currentMoment } from '../src/database/current-moment-store.ts'
import type { Letter } from '../src/letters/letter.ts'
import type { PrintedLetter } from '../src/letters/letter-pdf.ts'
import { saveLetterDecisions } from '../src/review/rehearsal/letter-decision-store.ts'
import { saveProofs } from '../src/review/rehearsal/letter-proof-store.ts'
import { readLettersUnderReview } from '../src/review/rehearsal/letters-under-review-actions.ts'
import { readStanding } from '../src/review/review-standing-store.ts'
import { insertStep, saveApproval } from '../src/review/review-step-store.ts'
import { draftFingerprint } from '../src/review/sealing/draft-record-actions.ts'
import { sealReview } from '../src/review/sealing/seal-actions.ts'
import { standingMark } from '../src/review/seen-standing.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { calculateYears } from '../src/statistics/yearly-figures-actions.ts'
import { addReviewUnderWay, publicationMoment, yearUnderWay } from './review-under-way.ts'
import { setMoment } from './test-moment.ts'

type Print = (letter: Letter) => Promise<PrintedLetter>

export const approvers = ['one@ombudsman.example', 'other@ombudsman.example'] as const
const author = 'statistician@ombudsman.example'

/** Takes the review of `yearUnderWay` to where it can be sealed: letters proven and passed, approved by two people. */
export async function approvedReview(database: Database, print: Print): Promise<void> {
  await addReviewUnderWay(database)
  const calculation = await calculateYears(database, scheme, [yearUnderWay])
  if (!calculation.ok) throw new Error(calculation.problems.join(' '))
  await takeStep(database, 'draft')
  await takeStep(database, 'checked')
  await proveLetters(database, print)
  await passLetters(database)
  await approve(database)
  await takeStep(database, 'approved')
}

/** Makes the PDF of every letter and keeps it as proven. */
async function proveLetters(database: Database, print: Print): Promise<void> {
  for (const { contentHash, letter } of await lettersUnderReview(database)) {
    if (letter) await saveProofs(database, [{ contentHash, printed: await print(letter) }])
  }
}

/** Passes every letter as it stands. */
export async function passLetters(database: Database): Promise<void> {
  const now = await currentMoment(database)
  const decisions = (await lettersUnderReview(database)).map(({ authorityId, contentHash }) => ({
    ...{ authorityId, contentHash, decision: 'passed' as const, reason: null },
    ...{ decidedBy: approvers[0], decidedAt: now, isTogether: false },
  }))
  await database
    .transaction()
    .execute((transaction) => saveLetterDecisions(transaction, yearUnderWay, 1, decisions))
}

/** Approves the draft as it stands, by both approvers. */
export async function approve(database: Database): Promise<void> {
  const fingerprint = await draftFingerprint(database, scheme, yearUnderWay)
  const approvedAt = await currentMoment(database)
  await database.transaction().execute(async (transaction) => {
    for (const approvedBy of approvers) {
      await saveApproval(transaction, yearUnderWay, 1, { approvedBy, approvedAt, fingerprint })
    }
  })
}

/** Seals the review as an approver does who sees it as it is. */
export async function seal(database: Database) {
  const standing = await readStanding(database, yearUnderWay)
  return sealReview(database, scheme, yearUnderWay, {
    actor: approvers[0],
    post: 'Approver',
    seen: standingMark(standing?.current),
  })
}

/** Seals an approved review, sends it and lets its moment come. */
export async function sealAndPublish(database: Database): Promise<void> {
  const sealing = await seal(database)
  if (!sealing.ok) throw new Error(sealing.reason)
  await database
    .updateTable('revision')
    .set({ publishedAt: publicationMoment })
    .where('year', '=', yearUnderWay)
    .execute()
  await takeStep(database, 'sent')
  await setMoment(database, publicationMoment)
}

async function lettersUnderReview(database: Database) {
  const cycle = await findCycle(database, yearUnderWay)
  if (!cycle) throw new Error('there is no review under way')
  return (await readLettersUnderReview(database, scheme, { cycle, revision: 1 })).letters
}

async function takeStep(database: Database, stage: 'draft' | 'checked' | 'approved' | 'sent'): Promise<void> {
  const takenAt = await currentMoment(database)
  const untilOn = stage === 'checked' ? '2026-06-20' : null
  await database
    .transaction()
    .execute((transaction) =>
      insertStep(transaction, yearUnderWay, 1, { stage, takenAt, takenBy: author, untilOn, reason: null }),
    )
}
