import { sql } from 'kysely'
import { staffPermissions } from '../../accounts/permission.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { arrayParameter } from '../array-parameter-store.ts'
import type { KnownCase } from '../case-record.ts'
import type { Assessment } from './assessment.ts'
import type { Pause } from './case-clock.ts'
import type { CaseFile, CaseStep, WholeCaseFile, WrittenPart } from './case-file.ts'
import {
  type CaseTask,
  caseTasks,
  type FileStage,
  fileStages,
  sides,
  stepKinds,
  type TextPart,
  textParts,
} from './case-stage.ts'
import type { StepEffect } from './case-step.ts'

/** A case by its keys in the database. */
export type CaseKey = Pick<KnownCase, 'authority' | 'complaintId'>

/** The work on a case; undefined where it came with a file and nobody has worked on it here. */
export async function readCaseFile(
  database: Database | Transaction,
  key: CaseKey,
): Promise<CaseFile | undefined> {
  const row = await fileQuery(database, key).executeTakeFirst()
  return row && caseFile(row)
}

/** The same, and until the transaction ends nobody else takes a step with it. */
export async function lockCaseFile(transaction: Transaction, key: CaseKey): Promise<CaseFile | undefined> {
  const row = await fileQuery(transaction, key).forUpdate('caseFile').executeTakeFirst()
  return row && caseFile(row)
}

/** The work on a case with everything that was written and done; undefined where there is none. */
export async function readWholeCaseFile(
  database: Database | Transaction,
  key: CaseKey,
): Promise<WholeCaseFile | undefined> {
  const file = await readCaseFile(database, key)
  if (file === undefined) return undefined
  const [steps, pauses, parts, assessment, hasComplainant, follows] = await Promise.all([
    readSteps(database, key),
    readPauses(database, key),
    readParts(database, key),
    readAssessment(database, key),
    isComplainantKnown(database, key),
    readFollowed(database, key),
  ])
  return { ...file, steps, pauses, parts, assessment, hasComplainant, follows }
}

function fileQuery(database: Database | Transaction, { authority, complaintId }: CaseKey) {
  return database
    .selectFrom('caseFile')
    .leftJoin('person', 'person.id', 'caseFile.personId')
    .select(['stage', 'nextTask', 'nextDueOn', 'targetOn', 'receivedOn', 'pausedOn', 'version'])
    .select(['personId', 'person.email'])
    .where('caseFile.authorityId', '=', authority.id)
    .where('caseFile.complaintId', '=', complaintId)
}

type FileRow = {
  readonly stage: string
  readonly nextTask: string | null
  readonly nextDueOn: IsoDate | null
  readonly targetOn: IsoDate
  readonly receivedOn: IsoDate
  readonly pausedOn: IsoDate | null
  readonly version: number
  readonly personId: string | null
  readonly email: string | null
}

function caseFile({ personId, email, stage, nextTask, nextDueOn, ...row }: FileRow): CaseFile {
  return {
    ...row,
    stage: stageIn(stage),
    task: nextTask === null ? null : taskIn(nextTask),
    dueOn: nextDueOn,
    worker: personId === null || email === null ? null : { id: personId, email },
  }
}

/** The stage of a row; the database holds no others. */
export function stageIn(text: string): FileStage {
  return known(fileStages, text)
}

/** What is next in a row; the database holds nothing else. */
export function taskIn(text: string): CaseTask {
  return known(caseTasks, text)
}

function known<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((one) => one === text)
  if (word === undefined) throw new Error(`the database holds "${text}"`)
  return word
}

async function readSteps(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<readonly CaseStep[]> {
  const rows = await database
    .selectFrom('caseStep')
    .select(['kind', 'takenOn', 'takenBy', 'side', 'text', 'untilOn'])
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .orderBy('stepId')
    .execute()
  return rows.map(({ kind, side, ...row }) => ({
    ...row,
    kind: known(stepKinds, kind),
    side: side === null ? null : known(sides, side),
  }))
}

async function readPauses(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<readonly Pause[]> {
  return database
    .selectFrom('casePause')
    .select(['fromOn', 'untilOn', 'reason'])
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .orderBy('fromOn')
    .execute()
}

async function readParts(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<Readonly<Partial<Record<TextPart, WrittenPart>>>> {
  const rows = await database
    .selectFrom('casePart')
    .select(['part', 'text', 'version', 'writtenBy', 'writtenAt'])
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
  return Object.fromEntries(rows.map(({ part, ...written }) => [known(textParts, part), written]))
}

async function readAssessment(database: Database | Transaction, { authority, complaintId }: CaseKey) {
  const row = await database
    .selectFrom('caseAssessment')
    .select(['legalBar', 'publicInterest', 'injustice', 'fault', 'remedy', 'assessedOn'])
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .executeTakeFirst()
  return row ?? null
}

async function isComplainantKnown(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<boolean> {
  const row = await database
    .selectFrom('complainant')
    .select('complaintId')
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .executeTakeFirst()
  return row !== undefined
}

async function readFollowed(database: Database | Transaction, { authority, complaintId }: CaseKey) {
  const row = await database
    .selectFrom('caseFile')
    .innerJoin('complaint', (join) =>
      join
        .onRef('complaint.authorityId', '=', 'caseFile.authorityId')
        .onRef('complaint.complaintId', '=', 'caseFile.followsComplaintId'),
    )
    .innerJoin('authority', 'authority.authorityId', 'complaint.authorityId')
    .select(['slug', 'reference'])
    .where('caseFile.authorityId', '=', authority.id)
    .where('caseFile.complaintId', '=', complaintId)
    .executeTakeFirst()
  return row ?? null
}

/** Where a new complaint comes from and what it is about. */
export type NewComplaint = {
  readonly authorityId: number
  readonly category: string
  readonly subcategory: string | null
  readonly receivedOn: IsoDate
  readonly authorityReference: string | null
  readonly authorityService: string | null
}

/** Puts a complaint that is taken here on record under the next reference of its year, and says both its keys. */
export async function insertComplaint(
  transaction: Transaction,
  complaint: NewComplaint,
  reference: string,
): Promise<number> {
  const { complaintId } = await transaction
    .insertInto('complaint')
    .values({ ...complaint, reference, origin: 'taken' })
    .returning('complaintId')
    .executeTakeFirstOrThrow()
  return complaintId
}

/** The greatest reference there is that begins with these two digits; undefined where there is none. */
export async function greatestReference(transaction: Transaction, year: string): Promise<string | undefined> {
  const row = await transaction
    .selectFrom('complaint')
    .select('reference')
    .where('reference', '>=', `${year} 000 000`)
    .where('reference', '<=', `${year} 999 999`)
    .orderBy('reference', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.reference
}

/** What the work on a case begins with. */
export type OpenedFile = Pick<CaseFile, 'stage' | 'task' | 'dueOn' | 'targetOn' | 'receivedOn'> & {
  readonly personId: string | null
  readonly followsComplaintId: number | null
}

export async function insertCaseFile(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  { task, dueOn, ...file }: OpenedFile,
): Promise<void> {
  await transaction
    .insertInto('caseFile')
    .values({
      ...file,
      authorityId: authority.id,
      complaintId,
      nextTask: task,
      nextDueOn: dueOn,
      version: 0,
    })
    .execute()
}

/** Records that something happened. The version of the case counts it. */
export async function insertStep(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  step: CaseStep & { readonly takenAt: Date },
): Promise<void> {
  await transaction
    .insertInto('caseStep')
    .values({ ...step, authorityId: authority.id, complaintId })
    .execute()
  await transaction
    .updateTable('caseFile')
    .set({ version: sql`version + 1` })
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
}

/** Says where a case stands from now on; what is not named stays as it is. */
export async function saveEffect(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  { task, dueOn, ...file }: StepEffect,
): Promise<void> {
  const next = {
    ...(task === undefined ? {} : { nextTask: task }),
    ...(dueOn === undefined ? {} : { nextDueOn: dueOn }),
  }
  if (Object.keys({ ...file, ...next }).length === 0) return
  await transaction
    .updateTable('caseFile')
    .set({ ...file, ...next })
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
}

/** Writes one part of a case; what it said before is replaced. */
export async function savePart(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  part: TextPart,
  written: Omit<WrittenPart, 'version'>,
): Promise<void> {
  await transaction
    .insertInto('casePart')
    .values({ ...written, part, authorityId: authority.id, complaintId })
    .onConflict((conflict) =>
      conflict
        .columns(['authorityId', 'complaintId', 'part'])
        .doUpdateSet({ ...written, version: sql`case_part.version + 1` }),
    )
    .execute()
}

/** One part of a case, and until the transaction ends nobody else writes it. */
export async function readPart(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  part: TextPart,
): Promise<WrittenPart | undefined> {
  return transaction
    .selectFrom('casePart')
    .select(['text', 'version', 'writtenBy', 'writtenAt'])
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .where('part', '=', part)
    .executeTakeFirst()
}

export async function insertAssessment(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  assessment: Assessment & {
    readonly conclusion: 'investigate' | 'close'
    readonly assessedBy: string
    readonly assessedOn: IsoDate
  },
): Promise<void> {
  await transaction
    .insertInto('caseAssessment')
    .values({ ...assessment, authorityId: authority.id, complaintId })
    .execute()
}

/** Stops the clock; where it ran again the same day, it goes on standing still, for this reason. */
export async function insertPause(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  pause: { readonly fromOn: IsoDate; readonly reason: string; readonly pausedBy: string },
): Promise<void> {
  await transaction
    .insertInto('casePause')
    .values({ ...pause, authorityId: authority.id, complaintId })
    .onConflict((conflict) =>
      conflict
        .columns(['authorityId', 'complaintId', 'fromOn'])
        .doUpdateSet({ untilOn: null, reason: pause.reason, pausedBy: pause.pausedBy }),
    )
    .execute()
}

export async function endPause(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  untilOn: IsoDate,
): Promise<void> {
  await transaction
    .updateTable('casePause')
    .set({ untilOn })
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .where('untilOn', 'is', null)
    .execute()
}

/** What the authority calls a case and its service, where anything is known. */
export type AuthorityWords = {
  readonly authorityReference: string | null
  readonly authorityService: string | null
}

export type CaseOrigin = AuthorityWords & {
  readonly isTakenHere: boolean
  /** Null where it was not kept when the case came. */
  readonly cameOn: IsoDate | null
}

/** Where a case came from, and what the authority calls it. */
export async function readOrigin(
  database: Database | Transaction,
  { authority, complaintId }: CaseKey,
): Promise<CaseOrigin> {
  const { origin, ...words } = await database
    .selectFrom('complaint')
    .select(['origin', 'cameOn', 'authorityReference', 'authorityService'])
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .executeTakeFirstOrThrow()
  return { ...words, isTakenHere: origin === 'taken' }
}

export async function saveAuthorityWords(
  transaction: Transaction,
  { authority, complaintId }: CaseKey,
  words: AuthorityWords,
): Promise<void> {
  await transaction
    .updateTable('complaint')
    .set(words)
    .where('authorityId', '=', authority.id)
    .where('complaintId', '=', complaintId)
    .execute()
}

/** Everybody who may be given a case, by address. */
export async function readWorkers(
  database: Database,
): Promise<readonly { readonly id: string; readonly email: string }[]> {
  return database
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.personId')
    .select(['person.id', 'person.email'])
    .distinct()
    .where('endedAt', 'is', null)
    .where('authorityId', 'is', null)
    .where('role', 'in', staffPermissions['work-on-cases'].roles)
    .orderBy('person.email')
    .execute()
}

/** Leaves open cases to nobody where whoever had them works on no cases any more; what somebody changes now waits. */
export async function releaseLeftCases(
  transaction: Transaction,
  step: { readonly takenOn: IsoDate; readonly takenAt: Date; readonly takenBy: string },
): Promise<readonly { readonly reference: string; readonly worker: string }[]> {
  const roles = arrayParameter(staffPermissions['work-on-cases'].roles, 'text')
  const { rows } = await sql<{ reference: string; worker: string }>`
    with left_case as (
      select case_file.authority_id, case_file.complaint_id, reference, person.email as worker
      from case_file
      join complaint using (authority_id, complaint_id)
      join person on person.id = case_file.person_id
      where next_task is not null
      and not exists (
        select
        from appointment
        where appointment.person_id = case_file.person_id and ended_at is null
        and appointment.authority_id is null and role = any(${roles})
      )
      for update of case_file skip locked
    ), released as (
      update case_file set person_id = null, version = version + 1
      from left_case
      where (case_file.authority_id, case_file.complaint_id) = (left_case.authority_id, left_case.complaint_id)
    ), noted as (
      insert into case_step (authority_id, complaint_id, kind, taken_on, taken_at, taken_by)
      select authority_id, complaint_id, 'assigned', ${step.takenOn}, ${step.takenAt}, ${step.takenBy}
      from left_case
    )
    select reference, worker from left_case order by reference
  `.execute(transaction)
  return rows
}
