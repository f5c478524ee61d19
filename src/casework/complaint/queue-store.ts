import { sql } from 'kysely'
import type { Database } from '../../database/connection.ts'
import { daysAfter } from '../../scheme/calendar-days.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { ListPlace } from '../import/list-place.ts'
import type { CaseFile } from './case-file.ts'
import { stageIn, taskIn } from './case-file-store.ts'
import type { CaseTask, FileStage } from './case-stage.ts'
import { type QueueCriteria, soonDays } from './queue.ts'

/** A case in a queue: something is to be done in it, by a day. */
export type QueuedCase = Pick<CaseFile, 'stage' | 'targetOn' | 'receivedOn' | 'pausedOn'> & {
  readonly task: CaseTask
  readonly dueOn: IsoDate
  readonly slug: string
  readonly officialName: string
  readonly reference: string
  readonly category: string
  /** The address of who works on it; null where nobody does. */
  readonly worker: string | null
  readonly place: ListPlace
}

/** Cases of a queue in its order, no more than asked for. */
export async function readQueue(
  database: Database,
  { owner, order, stage, after }: QueueCriteria,
  personId: string,
  limit: number,
): Promise<readonly QueuedCase[]> {
  const day = order === 'due' ? sql<IsoDate>`next_due_on` : sql<IsoDate>`case_file.received_on`
  const key = sql`(${day}, case_file.authority_id, case_file.complaint_id)`
  let query = database
    .selectFrom('caseFile')
    .innerJoin('complaint', (join) =>
      join
        .onRef('complaint.authorityId', '=', 'caseFile.authorityId')
        .onRef('complaint.complaintId', '=', 'caseFile.complaintId'),
    )
    .innerJoin('authority', 'authority.authorityId', 'caseFile.authorityId')
    .leftJoin('person', 'person.id', 'caseFile.personId')
    .select(['caseFile.authorityId', 'caseFile.complaintId', 'slug', 'officialName', 'reference', 'category'])
    .select(['stage', 'nextTask', 'nextDueOn', 'targetOn', 'caseFile.receivedOn', 'pausedOn'])
    .select('person.email as worker')
    .where('nextTask', 'is not', null)
  if (owner === 'mine') query = query.where('personId', '=', personId)
  if (owner === 'nobody') query = query.where('personId', 'is', null)
  if (stage !== null) query = query.where('stage', '=', stage)
  if (after !== undefined) {
    query = query.where(
      sql<boolean>`${key} > (${after.at}::date, ${after.ids[0]}::bigint, ${after.ids[1]}::bigint)`,
    )
  }
  const rows = await query
    .orderBy(day)
    .orderBy('caseFile.authorityId')
    .orderBy('caseFile.complaintId')
    .limit(limit)
    .execute()
  return rows.map(({ authorityId, complaintId, nextTask, nextDueOn, ...row }) => {
    if (nextTask === null || nextDueOn === null) throw new Error(`${row.reference} is in no queue`)
    const place = { at: order === 'due' ? nextDueOn : row.receivedOn, ids: [authorityId, complaintId] }
    return { ...row, stage: stageIn(row.stage), task: taskIn(nextTask), dueOn: nextDueOn, place }
  })
}

/** How many cases of a stage are in a queue, and how pressing they are. What is paused is never overdue. */
export type QueueCount = {
  readonly stage: FileStage
  readonly cases: number
  readonly overdue: number
  readonly soon: number
  readonly paused: number
}

/** Whose cases are counted: somebody's, nobody's, or everyone's. */
export type CountedOwner = { readonly personId: string | null } | 'everyone'

/** How many cases whose are at which stage. Each number stands in an index, so that counting reads no case. */
export async function countQueue(
  database: Database,
  owner: CountedOwner,
  today: IsoDate,
): Promise<readonly QueueCount[]> {
  const whose =
    owner === 'everyone'
      ? sql``
      : owner.personId === null
        ? sql`and person_id is null`
        : sql`and person_id = ${owner.personId}`
  const { rows } = await sql<QueueCount>`
    select stage, count(*)::integer as cases,
      (count(*) filter (where paused_on is null and next_due_on < ${today}::date))::integer as overdue,
      (count(*) filter (
        where paused_on is null and next_due_on between ${today}::date and ${daysAfter(today, soonDays)}::date
      ))::integer as soon,
      count(paused_on)::integer as paused
    from case_file
    where next_task is not null ${whose}
    group by stage
  `.execute(database)
  return rows
}
