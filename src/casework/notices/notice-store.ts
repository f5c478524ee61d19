import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import { type IsoDate, reportingYear } from '../../scheme/reporting-year.ts'
import type { NoticeMatter, NoticeReader } from './notice.ts'

/** Two that look at the same moment must not both tell somebody. */
export async function lockNotices(transaction: Transaction): Promise<void> {
  await sql`lock table notice in share row exclusive mode`.execute(transaction)
}

/** Open actions due in a period of which their authority has not said that they are done. */
export async function readUnshown(
  transaction: Transaction,
  kind: 'due-soon' | 'overdue',
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
): Promise<readonly NoticeMatter[]> {
  const { rows } = await sql<{
    authorityId: number
    reference: string
    number: number
    dueOn: IsoDate
    slug: string
  }>`
    select recommendation.authority_id, reference, recommendation_number as number, due_on, slug
    from recommendation
    join complaint using (authority_id, complaint_id)
    join authority using (authority_id)
    where open_since is not null and due_on between ${from}::date and ${until}::date
    and not coalesce(
      (
        select is_complete and answer is null
        from evidence
        where evidence.authority_id = recommendation.authority_id
        and evidence.complaint_id = recommendation.complaint_id
        and evidence.recommendation_number = recommendation.recommendation_number
        and sent_at is not null
        order by sent_at desc
        limit 1
      ),
      false
    )
    order by due_on, reference, recommendation_number
  `.execute(transaction)
  return rows.map((row) => ({ ...row, kind }))
}

/** Queries answered since a moment. */
export async function readAnswered(transaction: Transaction, since: Date): Promise<readonly NoticeMatter[]> {
  const rows = await transaction
    .selectFrom('query')
    .select(['authorityId', 'queryId', 'reference', 'year'])
    .where('answeredAt', '>=', since)
    .orderBy('answeredAt')
    .execute()
  return rows.map(({ year, ...row }) => ({ ...row, kind: 'answered', year: reportingYear(year) }))
}

/** Letters sent since a moment. */
export async function readSentLetters(
  transaction: Transaction,
  since: Date,
): Promise<readonly NoticeMatter[]> {
  const { rows } = await sql<{ authorityId: number; year: number; revision: number; slug: string }>`
    select distinct letter.authority_id, letter.year, letter.revision, slug
    from review_step
    join revision using (year, revision)
    join letter using (year, revision)
    join authority on authority.authority_id = letter.authority_id
    where stage = 'sent' and taken_at >= ${since} and revision.published_at is not null
    order by letter.authority_id, letter.year
  `.execute(transaction)
  return rows.map(({ year, ...row }) => ({ ...row, kind: 'letter', year: reportingYear(year) }))
}

/** Everybody who acts for an authority as its link officer or monitoring officer. */
export async function readNoticeReaders(transaction: Transaction): Promise<readonly NoticeReader[]> {
  const { rows } = await sql<NoticeReader>`
    select person_id, array_agg(role order by role) as roles, min(authority_id) as authority_id,
      portal.with_predecessors(min(authority_id)) as own_authority_ids
    from appointment
    where ended_at is null and role in ('link-officer', 'monitoring-officer')
    group by person_id
    order by person_id
  `.execute(transaction)
  return rows
}

/** Notes what somebody is to be told, unless it was noted before. */
export async function noteNotices(
  transaction: Transaction,
  notices: readonly {
    readonly key: string
    readonly personId: string
    readonly text: string
    readonly path: string
  }[],
  notedAt: Date,
): Promise<void> {
  for (let start = 0; start < notices.length; start += noticesPerStatement) {
    await transaction
      .insertInto('notice')
      .values(
        notices
          .slice(start, start + noticesPerStatement)
          .map(({ key, ...notice }) => ({ ...notice, noticeKey: key, notedAt })),
      )
      .onConflict((conflict) => conflict.column('noticeKey').doNothing())
      .execute()
  }
}

const noticesPerStatement = 1_000

export type WaitingNotice = {
  readonly id: number
  readonly personId: string
  readonly email: string
  readonly text: string
  readonly path: string
  readonly notedAt: Date
  readonly isWeekly: boolean
}

/** What nobody has been told yet, of those who still act for the authority that it is about. */
export async function readWaitingNotices(transaction: Transaction): Promise<readonly WaitingNotice[]> {
  const { rows } = await sql<WaitingNotice>`
    select notice_id as id, notice.person_id, email, text, path, noted_at, coalesce(is_weekly, false) as is_weekly
    from notice
    join person on person.id = notice.person_id
    left join notice_choice on notice_choice.person_id = notice.person_id
    where mail_id is null
    and exists (
      select from appointment
      where appointment.person_id = notice.person_id and ended_at is null
      and role in ('link-officer', 'monitoring-officer')
      -- A key names the authority after what it is about.
      and split_part(notice_key, '/', 2)::integer = any (portal.with_predecessors(authority_id))
    )
    order by notice_id
  `.execute(transaction)
  return rows
}

/** Whether a mail of this key is on its way or left. */
export async function isQueued(transaction: Transaction, key: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('mail')
    .select('mailId')
    .where('mailKey', '=', key)
    .executeTakeFirst()
  return row !== undefined
}

export async function markTold(
  transaction: Transaction,
  ids: readonly number[],
  mailId: number,
): Promise<void> {
  await transaction.updateTable('notice').set({ mailId }).where('noticeId', 'in', ids).execute()
}

/** Whether somebody wants to be told once a week; undefined where they have not chosen. */
export async function readNoticeChoice(
  database: Database | Transaction,
  personId: string,
): Promise<boolean | undefined> {
  const row = await database
    .selectFrom('noticeChoice')
    .select('isWeekly')
    .where('personId', '=', personId)
    .executeTakeFirst()
  return row?.isWeekly
}

export async function saveNoticeChoice(
  transaction: Transaction,
  personId: string,
  isWeekly: boolean,
): Promise<void> {
  await transaction
    .insertInto('noticeChoice')
    .values({ personId, isWeekly })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet({ isWeekly }))
    .execute()
}
