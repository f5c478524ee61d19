import { type RawBuilder, sql } from 'kysely'
import type { JsonValue } from '../../audit/audit-chain.ts'
import type { Transaction } from '../../database/connection.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { arrayParameter } from '../array-parameter-store.ts'
import type { CaseColumnKey, CasePart } from './case-column.ts'

export type ImportCounts = {
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
}

export type CaseImportCounts = ImportCounts & {
  /** Cases on record to which something was added and in which nothing was replaced, such as their decision. */
  readonly added: number
}

export type CaseChange = {
  readonly reference: string
  readonly before: Readonly<Record<string, JsonValue>>
  readonly after: Readonly<Record<string, JsonValue>>
}

/** One import at a time: two would each find the other's cases missing. */
export async function waitForOtherImports(transaction: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('upheld import'))`.execute(transaction)
}

/** Finds what no single row can show: doubled rows, rows that disagree, and what is otherwise on record. */
export async function stageProblemsBetweenRows(
  transaction: Transaction,
  part: CasePart,
  sourceNames: readonly string[],
): Promise<void> {
  await sql`analyze staged_row`.execute(transaction)
  await stageRepetitions(transaction, part, sourceNames)
  await sql`create index on staged_row (reference)`.execute(transaction)
  await sql`analyze complaint`.execute(transaction)
  await stageDisagreementsWithRecord(transaction, part)
}

async function stageRepetitions(
  transaction: Transaction,
  part: CasePart,
  sourceNames: readonly string[],
): Promise<void> {
  const names = arrayParameter(sourceNames, 'text')
  await sql`
    create temporary table repeated_row on commit drop as
    select staged_row.*,
           first_value(source) over same_case as first_source,
           first_value(row_number) over same_case as first_row,
           first_value(source) over same_row as same_source,
           first_value(row_number) over same_row as same_row_number,
           row_number() over same_row > 1 as is_double
    from staged_row
    where reference in (select reference from staged_row group by reference having count(*) > 1)
    window same_case as (partition by reference order by source, row_number),
           same_row as (
             partition by reference, ${part === 'received' ? sql`null::text` : sql`recommendation_kind`},
                          ${part === 'received' ? sql`null::date` : sql`recommendation_due_on`}
             order by source, row_number)`.execute(transaction)
  await sql`
    insert into staged_problem (source, row_number, column_key, value, problem, advice)
    select source, row_number, 'reference', reference,
           'The same ' || ${part === 'received' ? 'reference' : 'reference and recommendation'}::text || ' stands in row '
             || same_row_number
             || case when same_source = source then '' else ' of ' || (${names})[same_source + 1] end,
           'Keep one of the two rows.'
    from repeated_row
    where is_double`.execute(transaction)
  if (part === 'received') return
  await sql`
    insert into staged_problem (source, row_number, column_key, value, problem, advice)
    select later.source, later.row_number, difference.column_key, difference.value,
           'Row ' || later.first_row
             || case when later.first_source = later.source then '' else ' of ' || (${names})[later.first_source + 1] end
             || ' of the same case says ' || coalesce(difference.first_value, 'nothing'),
           'Give every row of a case the same values, but for its recommendations.'
    from repeated_row later
    join staged_row earliest on (earliest.source, earliest.row_number) = (later.first_source, later.first_row)
    cross join lateral (values
      ('authority', (select official_name from authority where authority_id = later.authority_id),
                    (select official_name from authority where authority_id = earliest.authority_id)),
      ('category', later.category, earliest.category),
      ('subcategory', later.subcategory, earliest.subcategory),
      ('received', later.received_on::text, earliest.received_on::text),
      ('decided', later.decided_on::text, earliest.decided_on::text),
      ('outcome', later.outcome, earliest.outcome),
      ('investigated', later.stage_reached, earliest.stage_reached),
      ('remedied-before', later.is_remedied_before::text, earliest.is_remedied_before::text),
      ('compliance-result', later.compliance_outcome, earliest.compliance_outcome),
      ('recorded', later.compliance_recorded_on::text, earliest.compliance_recorded_on::text),
      ('authority-reference', later.authority_reference, earliest.authority_reference),
      ('authority-service', later.authority_service, earliest.authority_service)
    ) as difference (column_key, value, first_value)
    where not later.is_double and difference.value is distinct from difference.first_value`.execute(
    transaction,
  )
}

async function stageDisagreementsWithRecord(transaction: Transaction, part: CasePart): Promise<void> {
  await sql`
    insert into staged_problem (source, row_number, column_key, value, problem, advice)
    select staged.source, staged.row_number, 'authority', mine.official_name,
           'This reference is on record as a complaint about ' || other.official_name,
           'Correct the authority or the reference.'
    from staged_row staged
    join complaint on complaint.reference = staged.reference and complaint.authority_id <> staged.authority_id
    join authority other on other.authority_id = complaint.authority_id
    join authority mine on mine.authority_id = staged.authority_id`.execute(transaction)
  for (const { column, value, isWrong, onRecord, says } of recordChecks[part]) {
    await sql`
      insert into staged_problem (source, row_number, column_key, value, problem, advice)
      select staged.source, staged.row_number, ${column}::text, ${value}::text,
             ${says}::text || ' ' || ${onRecord}::text,
             'Correct this date; if the one on record is wrong, import that correction first.'
      from staged_row staged
      join complaint on complaint.reference = staged.reference
                    and complaint.authority_id = staged.authority_id
      where ${isWrong}`.execute(transaction)
  }
  await sql`
    insert into staged_problem (source, row_number, column_key, value, problem, advice)
    select source, row_number, 'category', null,
           'The case is not on record yet, so its category is needed',
           'Write the category, or import the received file first.'
    from staged_row staged
    where category is null
      and not exists (
        select from complaint
        where complaint.reference = staged.reference and complaint.authority_id = staged.authority_id)`.execute(
    transaction,
  )
}

type RecordCheck = {
  readonly column: CaseColumnKey
  readonly value: RawBuilder<unknown>
  readonly onRecord: RawBuilder<unknown>
  readonly isWrong: RawBuilder<unknown>
  readonly says: string
}

/** A case's dates follow one another also where they come from different files. */
const recordChecks: Readonly<Record<CasePart, readonly RecordCheck[]>> = {
  received: [
    {
      column: 'received',
      value: sql`staged.received_on`,
      onRecord: sql`complaint.decided_on`,
      isWrong: sql`staged.received_on > complaint.decided_on`,
      says: 'The receipt is after the decision on record of',
    },
  ],
  decided: [
    {
      column: 'decided',
      value: sql`staged.decided_on`,
      onRecord: sql`complaint.received_on`,
      isWrong: sql`staged.received_on is null and staged.decided_on < complaint.received_on`,
      says: 'The decision is before the receipt on record of',
    },
    {
      column: 'decided',
      value: sql`staged.decided_on`,
      onRecord: sql`complaint.compliance_recorded_on`,
      isWrong: sql`staged.decided_on > complaint.compliance_recorded_on`,
      says: 'The decision is after the compliance recorded on',
    },
  ],
  compliance: [
    {
      column: 'decided',
      value: sql`staged.decided_on`,
      onRecord: sql`complaint.decided_on`,
      isWrong: sql`staged.decided_on <> complaint.decided_on`,
      says: 'The decision is on record as of',
    },
    {
      column: 'recorded',
      value: sql`staged.compliance_recorded_on`,
      onRecord: sql`complaint.decided_on`,
      isWrong: sql`staged.decided_on is null and staged.compliance_recorded_on < complaint.decided_on`,
      says: 'Compliance is recorded before the decision on record of',
    },
    {
      column: 'recommendation-due',
      value: sql`staged.recommendation_due_on`,
      onRecord: sql`complaint.decided_on`,
      isWrong: sql`staged.decided_on is null and staged.recommendation_due_on < complaint.decided_on`,
      says: 'The recommendation is due before the decision on record of',
    },
  ],
}

/**
 * Works out what the staged rows would change. A cell left empty leaves what is on record as it is; only what
 * a decision says about itself is replaced whole, so that a corrected outcome leaves nothing of the old one. What was
 * agreed in a case stays as it is once it is followed up here: evidence and outcomes hang on it.
 */
export async function compareWithRecord(
  transaction: Transaction,
  { outcomes }: Scheme,
): Promise<CaseImportCounts> {
  const upheld = outcomes.filter(({ isUpheld }) => isUpheld).map(({ code }) => code)
  await sql`
    create temporary table incoming_case on commit drop as
    select authority_id, reference,
           max(category) as category,
           max(subcategory) as subcategory,
           max(received_on) as received_on,
           case when max(outcome) is not null then max(decided_on) end as decided_on,
           max(outcome) as outcome,
           max(stage_reached) as stage_reached,
           bool_or(is_remedied_before) as is_remedied_before,
           max(recommendation_due_on) as remedy_due_on,
           max(compliance_recorded_on) as compliance_recorded_on,
           max(compliance_outcome) as compliance_outcome,
           max(authority_reference) as authority_reference,
           max(authority_service) as authority_service,
           jsonb_agg(jsonb_build_array(recommendation_due_on, recommendation_kind)
                     order by recommendation_due_on, recommendation_kind)
             filter (where recommendation_kind is not null) as recommendations
    from staged_row
    group by authority_id, reference`.execute(transaction)
  await sql`create index on incoming_case (authority_id, reference)`.execute(transaction)
  await sql`analyze incoming_case`.execute(transaction)
  await sql`
    create temporary table changed_case on commit drop as
    select complaint.authority_id, complaint.complaint_id, complaint.reference,
           corrected.*, to_jsonb(on_record) as before, to_jsonb(corrected) as after
    from incoming_case incoming
    join complaint using (authority_id, reference)
    cross join lateral (
      select exists (
        select
        from recommendation
        left join evidence using (authority_id, complaint_id, recommendation_number)
        left join moved_due_date using (authority_id, complaint_id, recommendation_number)
        where recommendation.authority_id = complaint.authority_id
          and recommendation.complaint_id = complaint.complaint_id
          and (agreed_by is not null or settled_by is not null or evidence_id is not null or moved_at is not null)
      ) as is_followed_up
    ) followed
    cross join lateral (
      select complaint.category, complaint.subcategory, complaint.received_on, complaint.decided_on,
             complaint.outcome, complaint.stage_reached, complaint.is_remedied_before,
             complaint.remedy_due_on, complaint.compliance_recorded_on, complaint.compliance_outcome,
             complaint.authority_reference, complaint.authority_service,
             case when incoming.recommendations is not null and not is_followed_up then (
               select jsonb_agg(jsonb_build_array(due_on, kind) order by due_on, kind)
               from recommendation
               where recommendation.authority_id = complaint.authority_id
                 and recommendation.complaint_id = complaint.complaint_id
             ) end as recommendations
    ) on_record
    cross join lateral (
      select coalesce(incoming.category, complaint.category) as category,
             coalesce(incoming.subcategory, complaint.subcategory) as subcategory,
             coalesce(incoming.received_on, complaint.received_on) as received_on,
             coalesce(incoming.decided_on, complaint.decided_on) as decided_on,
             coalesce(incoming.outcome, complaint.outcome) as outcome,
             case when incoming.outcome is null then complaint.stage_reached
                  else incoming.stage_reached end as stage_reached,
             case when incoming.outcome is null then complaint.is_remedied_before
                  else incoming.is_remedied_before end as is_remedied_before,
             case
               -- Without fault there is nothing to put right, and nobody waits for it.
               when incoming.outcome <> all(${arrayParameter(upheld, 'text')})
                 and coalesce(incoming.compliance_outcome, complaint.compliance_outcome) is null then null
               when not is_followed_up then coalesce(incoming.remedy_due_on, complaint.remedy_due_on)
               -- What was agreed here with a draft is due from the decision on.
               when complaint.decided_on is null and incoming.decided_on is not null then (
                 select max(due_on)
                 from recommendation
                 where recommendation.authority_id = complaint.authority_id
                   and recommendation.complaint_id = complaint.complaint_id
               )
               else complaint.remedy_due_on
             end as remedy_due_on,
             coalesce(incoming.compliance_recorded_on, complaint.compliance_recorded_on)
               as compliance_recorded_on,
             coalesce(incoming.compliance_outcome, complaint.compliance_outcome) as compliance_outcome,
             coalesce(incoming.authority_reference, complaint.authority_reference) as authority_reference,
             coalesce(incoming.authority_service, complaint.authority_service) as authority_service,
             case when not is_followed_up then incoming.recommendations end as recommendations
    ) corrected
    where on_record is distinct from corrected`.execute(transaction)
  await sql`create index on changed_case (reference)`.execute(transaction)
  const { rows } = await sql<{ incoming: number; known: number; changed: number; corrected: number }>`
    select (select count(*) from incoming_case) as incoming,
           (select count(*) from incoming_case join complaint using (authority_id, reference)) as known,
           (select count(*) from changed_case) as changed,
           (select count(*)
            from changed_case
            where exists (
              select
              from jsonb_each(before) as stood (key, value)
              where value <> 'null' and value <> after -> key
            )) as corrected`.execute(transaction)
  const { incoming, known, changed, corrected } = rows[0] ?? noCases
  return {
    inserted: incoming - known,
    added: changed - corrected,
    updated: corrected,
    unchanged: known - changed,
  }
}

const noCases = { incoming: 0, known: 0, changed: 0, corrected: 0 }

/** Writes what compareWithRecord found: first the corrections, then the new cases. */
export async function writeCases(transaction: Transaction): Promise<void> {
  await sql`
    update complaint
    set category = changed.category,
        subcategory = changed.subcategory,
        received_on = changed.received_on,
        decided_on = changed.decided_on,
        outcome = changed.outcome,
        stage_reached = changed.stage_reached,
        is_remedied_before = changed.is_remedied_before,
        remedy_due_on = changed.remedy_due_on,
        compliance_recorded_on = changed.compliance_recorded_on,
        compliance_outcome = changed.compliance_outcome,
        authority_reference = changed.authority_reference,
        authority_service = changed.authority_service
    from changed_case changed
    where complaint.authority_id = changed.authority_id
      and complaint.complaint_id = changed.complaint_id`.execute(transaction)
  // What a file says is decided is worked on here no longer.
  await sql`
    update case_file
    set stage = 'decided', next_task = null, next_due_on = null, paused_on = null
    from changed_case changed
    where case_file.authority_id = changed.authority_id
      and case_file.complaint_id = changed.complaint_id
      and case_file.stage <> 'decided'
      and changed.decided_on is not null`.execute(transaction)
  await sql`
    delete from recommendation
    using changed_case changed
    where recommendation.authority_id = changed.authority_id
      and recommendation.complaint_id = changed.complaint_id
      and changed.before -> 'recommendations' <> changed.after -> 'recommendations'`.execute(transaction)
  await insertRecommendations(
    transaction,
    sql`changed_case`,
    sql`changed_case.before -> 'recommendations' <> changed_case.after -> 'recommendations'`,
  )
  await sql`
    create temporary table new_case on commit drop as
    with inserted as (
      insert into complaint (
        authority_id, reference, category, subcategory, received_on, decided_on, outcome, stage_reached,
        is_remedied_before, remedy_due_on, compliance_recorded_on, compliance_outcome, authority_reference,
        authority_service)
      select authority_id, reference, category, subcategory, received_on, decided_on, outcome, stage_reached,
             is_remedied_before, remedy_due_on, compliance_recorded_on, compliance_outcome, authority_reference,
             authority_service
      from incoming_case incoming
      where not exists (
        select from complaint
        where complaint.authority_id = incoming.authority_id and complaint.reference = incoming.reference)
      order by authority_id, reference
      returning authority_id, reference, complaint_id
    )
    select inserted.*, incoming.recommendations
    from inserted
    join incoming_case incoming using (authority_id, reference)
    where incoming.recommendations is not null`.execute(transaction)
  await insertRecommendations(transaction, sql`new_case`, sql`true`)
}

async function insertRecommendations(
  transaction: Transaction,
  cases: RawBuilder<unknown>,
  isWanted: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    insert into recommendation (authority_id, complaint_id, recommendation_number, kind, due_on)
    select authority_id, complaint_id, number, recommendation ->> 1, (recommendation ->> 0)::date
    from ${cases}
    cross join jsonb_array_elements(recommendations) with ordinality as listed (recommendation, number)
    where ${isWanted}`.execute(transaction)
}

/** The corrections that compareWithRecord found, a thousand at a time, for the audit record. */
export async function* changedCases(transaction: Transaction): AsyncGenerator<readonly CaseChange[]> {
  let after = ''
  for (;;) {
    const { rows } = await sql<CaseChange>`
      select reference, before, after
      from changed_case
      where reference > ${after}
      order by reference
      limit 1000`.execute(transaction)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last.reference
  }
}

/** A year for which cases came in, and for how many authorities they are now complete. */
export type Coverage = { readonly year: number; readonly authorityCount: number; readonly isNew: boolean }

/**
 * Notes that the cases of the years in the files are complete: for the one authority the files are about, or
 * for everybody in those years' cycles and everybody the files name.
 */
export async function noteCoverage(
  transaction: Transaction,
  scheme: Scheme,
  part: CasePart,
  onlyAuthorityId: number | undefined,
): Promise<readonly Coverage[]> {
  const coveredPart = part === 'compliance' ? 'complied' : part
  const { rows } = await sql<Coverage>`
    with present as (
      select distinct authority_id,
             ${yearOf(scheme, mainDates[part])} as year
      from incoming_case
      where ${mainDates[part]} is not null
    ),
    complete as (
      select authority_id, year from present
      union
      select authority_id, year
      from cycle_authority
      where ${onlyAuthorityId ?? null}::integer is null and year in (select year from present)
    ),
    noted as (
      insert into casework_coverage (authority_id, year, part)
      select authority_id, year, ${coveredPart} from complete
      on conflict do nothing
      returning year
    )
    select year, count(*)::integer as authority_count, year in (select year from noted) as is_new
    from complete
    group by year
    order by year`.execute(transaction)
  return rows
}

/** The date by which the rows of each file are counted into a year. */
const mainDates: Readonly<Record<CasePart, RawBuilder<unknown>>> = {
  received: sql`received_on`,
  decided: sql`decided_on`,
  compliance: sql`compliance_recorded_on`,
}

function yearOf(scheme: Scheme, date: RawBuilder<unknown>): RawBuilder<unknown> {
  const { firstMonth, firstDay } = scheme.reportingYear
  const calendarYear = sql`extract(year from ${date})::integer`
  return sql`${calendarYear}
    - (${date} < make_date(${calendarYear}, ${firstMonth}::integer, ${firstDay}::integer))::integer`
}

/** Every year that has a cycle. */
export async function yearsWithCycle(transaction: Transaction): Promise<ReadonlySet<number>> {
  const rows = await transaction.selectFrom('cycle').select('year').execute()
  return new Set(rows.map(({ year }) => year))
}

/** Of these years, those that have figures. */
export async function yearsWithFigures(
  transaction: Transaction,
  years: readonly number[],
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ year: number }>`
    select year
    from unnest(${years}::smallint[]) as year
    where exists (select from figure where figure.year = year.year)`.execute(transaction)
  return new Set(rows.map(({ year }) => year))
}

/** Cases of a year that the files do not have and that still count, with the first of their references. */
export type MissingCases = {
  readonly year: number
  readonly caseCount: number
  readonly references: readonly string[]
}

/** What is on record for the years of the files, and for whom they speak, and not in them. */
export async function casesMissingFromFiles(
  transaction: Transaction,
  scheme: Scheme,
  part: CasePart,
  onlyAuthorityId: number | undefined,
): Promise<readonly MissingCases[]> {
  const { rows } = await sql<MissingCases>`
    with present as (
      select distinct ${yearOf(scheme, mainDates[part])} as year
      from incoming_case
      where ${mainDates[part]} is not null
    )
    select year, count(*)::integer as case_count, (array_agg(reference order by reference))[1:5] as references
    from (
      select authority_id, reference, ${yearOf(scheme, mainDates[part])} as year
      from complaint
      where ${mainDates[part]} is not null
      and (${onlyAuthorityId ?? null}::integer is null or authority_id = ${onlyAuthorityId ?? null}::integer)
    ) as on_record
    where year in (select year from present)
    and not exists (
      select
      from incoming_case
      where incoming_case.authority_id = on_record.authority_id and incoming_case.reference = on_record.reference
    )
    group by year
    order by year`.execute(transaction)
  return rows
}

/** How many cases of the files are dated after their authority ended. */
export type LateCases = { readonly authority: string; readonly endedOn: string; readonly caseCount: number }

export async function casesAfterTheEnd(
  transaction: Transaction,
  part: CasePart,
): Promise<readonly LateCases[]> {
  const { rows } = await sql<LateCases>`
    select official_name as authority, ends_on as ended_on, count(*)::integer as case_count
    from incoming_case
    join authority using (authority_id)
    where ${mainDates[part]} > ends_on
    group by official_name, ends_on
    order by official_name`.execute(transaction)
  return rows
}
