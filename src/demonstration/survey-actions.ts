import { appendAudit } from '../audit/audit-store.ts'
import type { KnownAuthority } from '../authorities/authority.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { daysAfter } from '../scheme/calendar-days.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { momentAt } from '../scheme/wall-clock.ts'
import { insertSurvey, readSurveys, replaceQuestions, updateSurvey } from '../survey/survey-store.ts'
import { closedSurvey, type InventedSurvey, inventAnswers, openSurvey } from './invented-surveys.ts'
import { type Random, random } from './random.ts'
import { type InventedAnswer, insertAnswers } from './survey-store.ts'

const answerCounts = { open: 140, closed: 212 }
/** So many councils have answered the open one, some more than once; the rest are care providers. */
const councilsAnswering = 80

/** Asks two surveys: one that is open, with answers, and one that is over. Doing it again changes nothing. */
export async function askSurveys(database: Database, scheme: Scheme, seed: number): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    if ((await readSurveys(transaction)).length > 0) return
    const today = dayOf(scheme, await currentMoment(transaction))
    const chance = random(seed, 'surveys')
    const councils = (await readAuthorities(transaction)).filter(
      ({ isInvented, endsOn, kind }) => isInvented && endsOn === null && kind !== 'care-provider',
    )
    const open = await ask(transaction, scheme, openSurvey, today)
    await insertAnswers(
      transaction,
      { id: open, asks: openSurvey.asks },
      namedAnswers(chance, councils, today),
    )
    const closed = await ask(transaction, scheme, closedSurvey, today)
    await insertAnswers(
      transaction,
      { id: closed, asks: closedSurvey.asks },
      namelessAnswers(chance, councils),
    )
    await appendAudit(transaction, [
      { actor: 'upheld demo', action: 'demo', subject: 'surveys', before: null, after: answerCounts },
    ])
  })
}

async function ask(
  transaction: Transaction,
  scheme: Scheme,
  { openedDaysAgo, closesInDays, questions, ...survey }: InventedSurvey,
  today: IsoDate,
): Promise<number> {
  const at = (days: number, time: string) => {
    const reading = momentAt(scheme, daysAfter(today, days), time)
    if (!reading.ok) throw new Error(reading.reason)
    return reading.moment
  }
  const opensAt = at(-openedDaysAgo, '09:00')
  const id = await insertSurvey(transaction, { ...survey, opensAt, closesAt: at(closesInDays, '17:00') })
  if (id === undefined) throw new Error(`two surveys of the demonstration have the address ${survey.slug}`)
  await replaceQuestions(transaction, id, questions)
  await updateSurvey(transaction, id, { openedBy: 'upheld demo', openedAt: opensAt })
  return id
}

function namedAnswers(
  chance: Random,
  councils: readonly KnownAuthority[],
  today: IsoDate,
): readonly InventedAnswer[] {
  const step = Math.max(1, Math.floor(councils.length / councilsAnswering))
  const answering = Array.from(
    { length: councilsAnswering },
    (_, at) => councils[(at * step) % councils.length],
  )
  return Array.from({ length: answerCounts.open }, (_, at) => {
    const council = at % 9 === 8 ? undefined : answering[at % answering.length]
    return {
      authorityId: council?.id ?? null,
      organisation: council === undefined ? `Care provider ${1 + Math.floor(at / 9)}` : null,
      kind: council?.kind ?? 'care-provider',
      answeredOn: daysAfter(today, -chance.between(0, openSurvey.openedDaysAgo)),
      answers: inventAnswers(chance, openSurvey.questions),
    }
  })
}

function namelessAnswers(chance: Random, councils: readonly KnownAuthority[]): readonly InventedAnswer[] {
  return Array.from({ length: answerCounts.closed }, () => ({
    authorityId: null,
    organisation: null,
    kind: councils[chance.between(0, councils.length - 1)]?.kind ?? 'other',
    answeredOn: null,
    answers: inventAnswers(chance, closedSurvey.questions),
  }))
}
