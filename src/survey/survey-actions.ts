import { appendAudit } from '../audit/audit-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { printMoment } from '../scheme/printed-dates.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { momentAt } from '../scheme/wall-clock.ts'
import {
  mostQuestions,
  moveQuestion,
  putQuestion,
  type Question,
  type QuestionMove,
  readQuestion,
  type TypedQuestion,
} from './question.ts'
import { type KeptSurvey, readSurvey, type SurveySettings, surveyState, type TypedSurvey } from './survey.ts'
import {
  insertSurvey,
  isSlugTaken,
  type ListedSurvey,
  lockSurvey,
  readQuestions,
  replaceQuestions,
  updateSurvey,
} from './survey-store.ts'

/** What came of a change. Where somebody else changed the survey meanwhile, or it is too late, it is stale. */
export type SurveyChange =
  | { readonly ok: true; readonly id: number }
  | { readonly ok: false; readonly problems: readonly SurveyRefusal[]; readonly isStale?: boolean }

export type SurveyRefusal = { readonly field?: string; readonly reason: string }

/** Who changes a survey, and the version of it that they had before them. */
export type SurveyEdit = { readonly id: number; readonly version: number; readonly actor: string }

/** Begins a survey as a draft. */
export async function createSurvey(
  database: Database,
  scheme: Scheme,
  typed: TypedSurvey,
  actor: string,
): Promise<SurveyChange> {
  const reading = readSurvey(scheme, typed)
  if (!reading.ok) return reading
  const { settings } = reading
  return database.transaction().execute(async (transaction): Promise<SurveyChange> => {
    const id = await insertSurvey(transaction, settings)
    if (id === undefined) return { ok: false, problems: [slugTaken] }
    await audit(transaction, actor, 'survey begun', id, null, factsOf(settings))
    return { ok: true, id }
  })
}

const slugTaken = { field: 'slug', reason: 'Another survey has this address. Choose another one.' }

/** Changes what a draft says of itself. */
export async function changeSurvey(
  database: Database,
  scheme: Scheme,
  edit: SurveyEdit,
  typed: TypedSurvey,
): Promise<SurveyChange> {
  const reading = readSurvey(scheme, typed)
  if (!reading.ok) return reading
  const { settings } = reading
  return changeDraft(database, edit, async (transaction, survey) => {
    if (await isSlugTaken(transaction, settings.slug, survey.id)) return [slugTaken]
    await updateSurvey(transaction, survey.id, settings)
    await audit(transaction, edit.actor, 'survey changed', survey.id, factsOf(survey), factsOf(settings))
    return []
  })
}

/** Adds a question, or puts it in place of the one with its number. */
export async function writeQuestion(
  database: Database,
  edit: SurveyEdit,
  number: number | undefined,
  typed: TypedQuestion,
): Promise<SurveyChange> {
  return changeDraft(database, edit, async (transaction, survey) => {
    const before = await readQuestions(transaction, survey.id)
    if (number === undefined && before.length >= mostQuestions) {
      return [{ reason: `A survey has at most ${mostQuestions} questions. Remove one first.` }]
    }
    const reading = readQuestion(typed, number ?? before.length + 1)
    if (!reading.ok) return reading.problems
    await saveQuestions(transaction, edit, before, putQuestion(before, reading.question))
    return []
  })
}

/** Moves a question up or down, or removes it. */
export async function rearrangeQuestions(
  database: Database,
  edit: SurveyEdit,
  number: number,
  move: QuestionMove,
): Promise<SurveyChange> {
  return changeDraft(database, edit, async (transaction, survey) => {
    const before = await readQuestions(transaction, survey.id)
    await saveQuestions(transaction, edit, before, moveQuestion(before, number, move))
    return []
  })
}

async function saveQuestions(
  transaction: Transaction,
  { id, actor }: SurveyEdit,
  before: readonly Question[],
  after: readonly Question[],
): Promise<void> {
  await replaceQuestions(transaction, id, after)
  await updateSurvey(transaction, id, {})
  const words = (questions: readonly Question[]) => questions.map(({ text }) => text)
  await audit(transaction, actor, 'survey questions', id, words(before), words(after))
}

/** Opens a draft: from then on its questions stay, and it can be answered from its moment on. */
export async function openSurvey(database: Database, edit: SurveyEdit): Promise<SurveyChange> {
  return changeDraft(database, edit, async (transaction, survey) => {
    const now = await currentMoment(transaction)
    if (survey.questionCount === 0) return [{ reason: 'It has no questions. Write one first.' }]
    if (survey.closesAt <= now) return [{ reason: 'Its last day is over. Change when it closes first.' }]
    await updateSurvey(transaction, survey.id, { openedBy: edit.actor, openedAt: now })
    await audit(transaction, edit.actor, 'survey opened', survey.id, null, {
      opensAt: survey.opensAt.toISOString(),
      closesAt: survey.closesAt.toISOString(),
    })
    return []
  })
}

/** Makes a survey that nobody has answered a draft again, to mend it. */
export async function takeSurveyBack(database: Database, edit: SurveyEdit): Promise<SurveyChange> {
  return changeLocked(database, edit, async (transaction, survey) => {
    if (survey.answerCount > 0) {
      return [{ reason: 'It has been answered, so its questions stay as they are. You can close it.' }]
    }
    await updateSurvey(transaction, survey.id, { openedBy: null, openedAt: null })
    await audit(transaction, edit.actor, 'survey taken back', survey.id, null, null)
    return []
  })
}

/** Changes when an open survey closes: another moment to come, or at once. A closed one stays closed. */
export async function changeClosing(
  database: Database,
  scheme: Scheme,
  edit: SurveyEdit,
  closing: { readonly date: string; readonly time: string } | 'now',
): Promise<SurveyChange> {
  return changeLocked(database, edit, async (transaction, survey) => {
    const now = await currentMoment(transaction)
    if (surveyState(survey, now) === 'closed') {
      return [{ reason: 'It is closed, and whom it asked is forgotten. Begin another survey.' }]
    }
    const moment =
      closing === 'now' ? { ok: true as const, moment: now } : momentAt(scheme, closing.date, closing.time)
    if (!moment.ok) return [{ field: 'closes-on', reason: moment.reason }]
    if (closing !== 'now' && moment.moment <= now) {
      return [
        {
          field: 'closes-on',
          reason: `${printMoment(scheme, moment.moment)} is past. Choose a later moment.`,
        },
      ]
    }
    if (moment.moment <= survey.opensAt) {
      return [
        { field: 'closes-on', reason: 'It opens later than that. Choose a later day, or take it back.' },
      ]
    }
    await updateSurvey(transaction, survey.id, { closesAt: moment.moment })
    await audit(
      transaction,
      edit.actor,
      closing === 'now' ? 'survey closed' : 'survey closing moved',
      survey.id,
      { closesAt: survey.closesAt.toISOString() },
      { closesAt: moment.moment.toISOString() },
    )
    return []
  })
}

type Change = (transaction: Transaction, survey: ListedSurvey) => Promise<readonly SurveyRefusal[]>

function changeDraft(database: Database, edit: SurveyEdit, change: Change): Promise<SurveyChange> {
  return changeLocked(database, edit, async (transaction, survey) =>
    survey.openedAt === null
      ? change(transaction, survey)
      : [
          {
            reason:
              'It is open, so its questions and settings stay. Take it back first, if nobody has answered.',
          },
        ],
  )
}

async function changeLocked(
  database: Database,
  { id, version }: SurveyEdit,
  change: Change,
): Promise<SurveyChange> {
  return database.transaction().execute(async (transaction): Promise<SurveyChange> => {
    const survey = await lockSurvey(transaction, id)
    if (!survey) return { ok: false, isStale: true, problems: [{ reason: 'There is no such survey.' }] }
    if (survey.version !== version) {
      const reason =
        'Somebody else changed this survey since you opened the page, so nothing was saved. See what it says now, and save again if yours is still right.'
      return { ok: false, isStale: true, problems: [{ reason }] }
    }
    const problems = await change(transaction, survey)
    return problems.length === 0 ? { ok: true, id } : { ok: false, problems }
  })
}

function factsOf({ title, slug, asks, hasOpenLink, opensAt, closesAt }: SurveySettings | KeptSurvey) {
  return { title, slug, asks, hasOpenLink, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() }
}

async function audit(
  transaction: Transaction,
  actor: string,
  action: string,
  id: number,
  before: Parameters<typeof appendAudit>[1][number]['before'],
  after: Parameters<typeof appendAudit>[1][number]['after'],
): Promise<void> {
  await appendAudit(transaction, [{ actor, action, subject: `survey ${id}`, before, after }])
}
