import { createHash } from 'node:crypto'
import type { Database, Transaction } from '../src/database/connection.ts'
import { currentMoment } from '../src/database/current-moment-store.ts'
import { closedSurvey, type InventedSurvey, openSurvey } from '../src/demonstration/invented-surveys.ts'
import { type InventedAnswer, insertAnswers } from '../src/demonstration/survey-store.ts'
import {
  insertInvitations,
  insertSurvey,
  replaceQuestions,
  updateSurvey,
} from '../src/survey/survey-store.ts'

const day = 24 * 3_600_000

/**
 * A survey in draft, which is the first, with the questions of the demonstration; one that is open and asks for the
 * organisation, with an invitation; and one that is closed and anonymous. Both have been answered, by small groups too.
 */
export async function askSurveys(database: Database): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const now = await currentMoment(transaction)
    await ask(transaction, { ...openSurvey, slug: 'draft', title: 'A draft' }, now, false)
    const open = await ask(transaction, openSurvey, now, true)
    await insertAnswers(
      transaction,
      { id: open, asks: openSurvey.asks },
      Array.from({ length: 24 }, namedAnswer),
    )
    await insertInvitations(transaction, open, [
      {
        email: 'invited@larchwick.example',
        authorityId: null,
        tokenHash: createHash('sha256').update('an invitation of the tests').digest(),
      },
    ])
    const closed = await ask(transaction, closedSurvey, now, true)
    await insertAnswers(
      transaction,
      { id: closed, asks: closedSurvey.asks },
      Array.from({ length: 30 }, nameless),
    )
  })
}

async function ask(
  transaction: Transaction,
  { openedDaysAgo, closesInDays, questions, ...survey }: InventedSurvey,
  now: Date,
  isOpened: boolean,
): Promise<number> {
  const opensAt = new Date(now.getTime() - openedDaysAgo * day)
  const closesAt = new Date(now.getTime() + closesInDays * day)
  const id = await insertSurvey(transaction, { ...survey, opensAt, closesAt })
  if (id === undefined) throw new Error(`there is a survey ${survey.slug} already`)
  await replaceQuestions(transaction, id, questions)
  if (isOpened) await updateSurvey(transaction, id, { openedBy: 'tests', openedAt: opensAt })
  return id
}

function namedAnswer(_: unknown, index: number): InventedAnswer {
  return {
    authorityId: null,
    organisation: `Organisation ${index % 9}`,
    kind: ['care-provider', 'district', 'police'][index % 9 === 0 ? 2 : index % 2] ?? null,
    answeredOn: '2025-07-01',
    answers: { 1: [1, 2], 2: [1 + (index % 3)], 3: [1 + (index % 5)], 5: 'More\nplain words.' },
  }
}

function nameless(_: unknown, index: number): InventedAnswer {
  return {
    authorityId: null,
    organisation: null,
    kind: ['district', 'unitary', 'fire'][index % 3] ?? null,
    answeredOn: null,
    answers: { 1: [1 + (index % 4)], 2: [5 - (index % 3)], 3: [1], 4: 'Telephone first.' },
  }
}
