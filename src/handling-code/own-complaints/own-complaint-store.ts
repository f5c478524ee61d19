import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../../database/connection.ts'
import {
  firstDay,
  type IsoDate,
  lastDay,
  type ReportingYear,
  reportingYear,
} from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { OwnComplaint, OwnStage } from './own-complaint.ts'

/** What a list of complaints may be narrowed by. */
export type OwnComplaintFilter = {
  /** Words of the reference, the definition, the category or the service. */
  readonly search: string
  readonly category: string
  readonly state: 'waiting' | 'answered' | 'refused' | 'statutory' | ''
}

/** Where a page of a list begins: after this complaint, the newest first. */
export type OwnComplaintPlace = { readonly receivedOn: IsoDate; readonly reference: string }

/** The complaints that a page of the list shows, of what the session named for this transaction may see. */
export async function readOwnComplaintPage(
  transaction: Transaction,
  authorityId: number,
  filter: OwnComplaintFilter,
  after: OwnComplaintPlace | undefined,
  most: number,
): Promise<readonly OwnComplaint[]> {
  const from = after
    ? sql`and (first.received_on, first.reference) < (${after.receivedOn}::date, ${after.reference})`
    : sql``
  return readOwnComplaints(
    transaction,
    sql`
      select first.reference
      from portal.own_complaint_stage as first
      join portal.own_complaint as complaint using (authority_id, reference)
      where first.authority_id = ${authorityId} and first.stage = 1
      ${from}
      ${conditionsOf(filter)}
      order by first.received_on desc, first.reference desc
      limit ${most}
    `,
    authorityId,
  )
}

/** How many there are of what a list is narrowed to. */
export async function countOwnComplaints(
  transaction: Transaction,
  authorityId: number,
  filter: OwnComplaintFilter,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from portal.own_complaint as complaint
    where complaint.authority_id = ${authorityId}
    ${conditionsOf(filter)}
  `.execute(transaction)
  return rows[0]?.count ?? 0
}

function conditionsOf({ search, category, state }: OwnComplaintFilter): RawBuilder<unknown> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql`
    ${
      search === ''
        ? sql``
        : sql`and (
          complaint.reference ilike ${pattern} or definition ilike ${pattern} or category ilike ${pattern}
          or service ilike ${pattern}
        )`
    }
    ${category === '' ? sql`` : sql`and category = ${category}`}
    ${stateConditions[state]}
  `
}

const unanswered = sql`exists (
  select
  from portal.own_complaint_stage as open
  where open.authority_id = complaint.authority_id and open.reference = complaint.reference and open.answered_on is null
)`

const stateConditions: Readonly<Record<OwnComplaintFilter['state'], RawBuilder<unknown>>> = {
  '': sql``,
  waiting: sql`and refused_on is null and ${unanswered}`,
  answered: sql`and refused_on is null and not ${unanswered}`,
  refused: sql`and refused_on is not null`,
  statutory: sql`and statutory_process is not null`,
}

/** Every complaint the Code's clocks run for that still waits for an answer. */
export function readWaitingComplaints(
  transaction: Transaction,
  authorityId: number,
): Promise<readonly OwnComplaint[]> {
  return readOwnComplaints(
    transaction,
    sql`
      select reference
      from portal.own_complaint_stage
      join portal.own_complaint using (authority_id, reference)
      where authority_id = ${authorityId} and answered_on is null and refused_on is null
      and statutory_process is null
    `,
    authorityId,
  )
}

/** Every complaint of which something happened in a year or the year before, or that waited for an answer then. */
export function readComplaintsOfYear(
  transaction: Transaction,
  scheme: Scheme,
  authorityId: number,
  year: ReportingYear,
): Promise<readonly OwnComplaint[]> {
  const from = firstDay(scheme, reportingYear(year - 1))
  const to = lastDay(scheme, year)
  return readOwnComplaints(
    transaction,
    sql`
      select reference
      from portal.own_complaint_stage
      join portal.own_complaint using (authority_id, reference)
      where authority_id = ${authorityId} and received_on <= ${to}
      and (received_on >= ${from} or answered_on >= ${from} or refused_on >= ${from} or
        (answered_on is null and refused_on is null))
    `,
    authorityId,
  )
}

/** Every complaint of an authority, the newest first. */
export function readAllOwnComplaints(
  transaction: Transaction,
  authorityId: number,
): Promise<readonly OwnComplaint[]> {
  return readOwnComplaints(
    transaction,
    sql`select reference from portal.own_complaint where authority_id = ${authorityId}`,
    authorityId,
  )
}

export async function findOwnComplaint(
  transaction: Transaction,
  authorityId: number,
  reference: string,
): Promise<OwnComplaint | undefined> {
  const [found] = await readOwnComplaints(
    transaction,
    sql`select ${reference}::text as reference`,
    authorityId,
  )
  return found
}

async function readOwnComplaints(
  transaction: Transaction,
  references: RawBuilder<unknown>,
  authorityId: number,
): Promise<readonly OwnComplaint[]> {
  const { rows } = await sql<Omit<OwnComplaint, 'stages'> & { stages: OwnStage[] }>`
    with stages as (
      select
        reference,
        min(received_on) as first_on,
        jsonb_agg(
          jsonb_build_object(
            'receivedOn', received_on,
            'receivedTime', to_char(received_time, 'HH24:MI'),
            'acknowledgedOn', acknowledged_on,
            'answeredOn', answered_on,
            'outcome', outcome,
            'extension', case when extended_until is not null then jsonb_build_object(
              'untilOn', extended_until, 'reason', extension_reason, 'toldOn', extension_told_on
            ) end
          ) order by stage
        ) as stages
      from portal.own_complaint_stage
      where authority_id = ${authorityId} and reference in (${references})
      group by reference
    )
    select
      reference, definition, category, service, statutory_process,
      case when refused_on is not null then jsonb_build_object('on', refused_on, 'ground', refusal_ground) end
        as refusal,
      remedies, learning, stages
    from portal.own_complaint
    join stages using (reference)
    where authority_id = ${authorityId}
    order by first_on desc, reference desc
  `.execute(transaction)
  return rows.map((row) => {
    const [first, second] = row.stages
    if (!first) throw new Error(`the complaint ${row.reference} has no first stage`)
    return { ...row, stages: second ? [first, second] : [first] }
  })
}

/** The categories an authority uses, and when a file last said something new. */
export async function readOwnComplaintFacts(
  transaction: Transaction,
  authorityId: number,
): Promise<{ readonly categories: readonly string[]; readonly importedAt: Date | null }> {
  const { rows } = await sql<{ category: string; importedAt: Date }>`
    select category, max(imported_at) as imported_at
    from portal.own_complaint
    where authority_id = ${authorityId}
    group by category
    order by category
  `.execute(transaction)
  const newest = Math.max(...rows.map(({ importedAt }) => importedAt.getTime()))
  return {
    categories: rows.map(({ category }) => category),
    importedAt: rows.length === 0 ? null : new Date(newest),
  }
}

/** The first and the last day of which something is on record. */
export async function readReceiptDays(
  transaction: Transaction,
  authorityId: number,
): Promise<{ readonly from: IsoDate; readonly to: IsoDate } | undefined> {
  const { rows } = await sql<{ from: IsoDate | null; to: IsoDate }>`
    select min(received_on) as from, max(greatest(received_on, answered_on)) as to
    from portal.own_complaint_stage
    where authority_id = ${authorityId}
  `.execute(transaction)
  const [days] = rows
  return days && days.from !== null ? { from: days.from, to: days.to } : undefined
}

/** Until the transaction ends nobody else changes what this authority keeps of its complaints. */
export async function lockOwnComplaints(transaction: Transaction, authorityId: number): Promise<void> {
  await sql`select from authority where authority_id = ${authorityId} for no key update`.execute(transaction)
}

/** Puts complaints on record, in place of what was there under their references. */
export async function saveOwnComplaints(
  transaction: Transaction,
  authorityId: number,
  complaints: readonly OwnComplaint[],
  importedAt: Date,
): Promise<void> {
  await removeOwnComplaints(
    transaction,
    authorityId,
    complaints.map(({ reference }) => reference),
  )
  await sql`
    with given as (
      select *
      from jsonb_to_recordset(${JSON.stringify(complaints)}::jsonb) as given (
        reference text, definition text, category text, service text, "statutoryProcess" text, refusal jsonb,
        remedies jsonb, learning text, stages jsonb
      )
    ), complaint as (
      insert into own_complaint (
        authority_id, reference, definition, category, service, statutory_process, refused_on, refusal_ground,
        remedies, learning, imported_at
      )
      select
        ${authorityId}, reference, definition, category, service, "statutoryProcess", (refusal ->> 'on')::date,
        refusal ->> 'ground', array(select jsonb_array_elements_text(remedies)), learning, ${importedAt}
      from given
    )
    insert into own_complaint_stage (
      authority_id, reference, stage, received_on, received_time, acknowledged_on, answered_on, outcome,
      extended_until, extension_reason, extension_told_on
    )
    select
      ${authorityId}, reference, number,
      (stage ->> 'receivedOn')::date, (stage ->> 'receivedTime')::time, (stage ->> 'acknowledgedOn')::date,
      (stage ->> 'answeredOn')::date, stage ->> 'outcome', (stage #>> '{extension,untilOn}')::date,
      stage #>> '{extension,reason}', (stage #>> '{extension,toldOn}')::date
    from given, jsonb_array_elements(stages) with ordinality as one (stage, number)
  `.execute(transaction)
}

/** Takes complaints off the record, and gives their number. */
export async function removeOwnComplaints(
  transaction: Transaction,
  authorityId: number,
  references: readonly string[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from own_complaint
    where authority_id = ${authorityId} and reference = any (${references}::text[])
  `.execute(transaction)
  return Number(numAffectedRows ?? 0)
}
