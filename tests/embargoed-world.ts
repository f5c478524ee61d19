import { type RawBuilder, sql } from 'kysely'
import { createApp } from '../src/app.ts'
import type { Database } from '../src/database/connection.ts'
import { startLetterWorkers } from '../src/letters/letter-pdf-workers.ts'
import { releaseYear } from '../src/review/release-actions.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { reportingYear } from '../src/scheme/reporting-year.ts'
import { calculateYears } from '../src/statistics/yearly-figures-actions.ts'
import { inventedSite } from './invented-publication.ts'
import { addPerformanceReport } from './published-performance.ts'
import { changeSealed } from './sealed-rows.ts'
import { addPublishedAssessment } from './self-assessed.ts'
import { copyOfDatabase, type TestDatabase } from './test-database.ts'
import { setMoment } from './test-moment.ts'
import { putProgrammeOn } from './training-programme.ts'

/** The moment at which everything becomes public that is under embargo here. */
export const releaseMoment = new Date('2025-07-24T08:30:00Z')
export const oneSecondBefore = new Date(releaseMoment.getTime() - 1_000)

/** Words that stand in what is under embargo, and nowhere else; by what they stand in. */
export const markers = {
  year: '2024-25',
  letter: 'Zqletter',
  correctedLetter: 'Zqcorrectedletter',
  reason: 'Zqreason',
  foreword: 'Zqforeword',
  summary: 'Zqsummary',
  paragraph: 'Zqparagraph',
  subcategory: 'Zqsubcategory',
  improvement: 'Zqimprovement',
  reportTitle: 'Zqreporttitle',
  reportSummary: 'Zqreportsummary',
  withdrawal: 'Zqwithdrawal',
  wording: 'Zqwording',
  earlyAccess: 'Zqearlyaccess',
} as const

/** Words of what is never public, by what they stand in. */
export const draftWords = {
  /** What is on record of cases and no release has shown. */
  draft: 'Zqdraft',
  /** What letters were made from, and by whom. */
  facts: 'Zqfacts',
  /** What is written of a case from its receipt to its decision. */
  work: 'Zqwork',
  complainant: 'Zqcomplainant',
  /** What an authority agreed to, showed of it and keeps on its own pages. */
  agreed: 'Zqagreed',
  /** What an authority keeps of complaints made to itself, and the totals it took back or put others in place of. */
  own: 'Zqowncomplaint',
  /** Statements and reports on their way to publication. */
  unpublished: 'Zqunpublished',
} as const

export const draftMarkers: readonly string[] = Object.values(draftWords)

export type World = {
  readonly opened: TestDatabase
  readonly app: ReturnType<typeof createApp>
  /** The same site by another process, which has kept nothing. */
  readonly anotherApp: ReturnType<typeof createApp>
  readonly faults: readonly unknown[]
  closeLetters(): void
  close(): Promise<void>
}

/**
 * Two databases that differ in nothing but what is under embargo: the one has it, with its moment still to come; in
 * the other it does not exist. Until the moment nobody outside may be able to tell them apart.
 */
export async function embargoedWorlds(): Promise<{
  embargoed: World
  without: World
  close(): Promise<void>
}> {
  const invented = await inventedSite()
  const { opened } = invented
  await addReleased(opened.database)
  await addEmbargoed(opened.database)
  // The programme is nothing under embargo; its pages are asked for as all others are.
  await setMoment(opened.database, oneSecondBefore)
  await putProgrammeOn(opened.database)
  const copy = await copyOfDatabase(opened)
  await removeEmbargoed(copy.database)
  const [embargoed, without] = [worldOf(opened), worldOf(copy)]
  return {
    embargoed,
    without,
    async close() {
      await without.close()
      embargoed.closeLetters()
      await invented.close()
    },
  }
}

function worldOf(opened: TestDatabase): World {
  const letters = startLetterWorkers(1)
  const faults: unknown[] = []
  const newApp = () =>
    createApp({
      database: opened.published,
      scheme,
      isDemonstration: true,
      printLetter: letters.print,
      typeset: letters.typeset,
      onFault: (error) => faults.push(error),
    })
  return {
    opened,
    app: newApp(),
    anotherApp: newApp(),
    faults,
    closeLetters: letters.close,
    async close() {
      letters.close()
      await opened.close()
    },
  }
}

export async function setMomentOf(worlds: readonly World[], moment: Date): Promise<void> {
  await Promise.all(worlds.map(({ opened }) => setMoment(opened.database, moment)))
}

/** What has been public for a year when the moment comes, in every table of it. */
async function addReleased(database: Database): Promise<void> {
  const published = '2024-06-01T09:00:00Z'
  for (const [index, summary] of [
    'Kept waiting for a home',
    'A lost application',
    'A wrong band',
  ].entries()) {
    await addStatement(database, index, { summary, published })
  }
  // Withdrawn and expired long ago.
  await sql`
    update decision_statement
    set withdrawn_at = '2024-07-01T09:00:00Z', withdrawal_reason = 'It named a person.'
    where reference = ${referenceOf(1)}
  `.execute(database)
  await sql`
    update decision_statement set expires_at = '2024-07-02T09:00:00Z' where reference = ${referenceOf(2)}
  `.execute(database)
  for (const [index, summary] of ['An ordinary delay', 'A second delay', 'A third delay'].entries()) {
    await addStatement(database, 3 + index, { summary, published })
  }
  await addImprovement(database, 3, 1, 'Tell people how long they will wait')
  await sql`
    update recommendation set settled_on = '2024-02-02', settled_year = 2023, settlement = 'satisfied-late'
    where complaint_id = (select complaint_id from complaint where reference = ${referenceOf(3)})
  `.execute(database)
  await addImprovement(database, 4, 1, 'Train those who answer the telephone')
  await addReport(database, 'an-old-report', 'An old report', 'What went wrong then.', published, 3)
  await sql`
    insert into national_review (year, foreword, published_at) values (2023, 'A calm foreword.', ${published})
  `.execute(database)
  await addPerformanceReport(database, 'larchwick', 2)
  for (const revision of [1, 2]) {
    await addPublishedAssessment(database, 'larchwick', 2023, {
      notFollowed: { 'two-stages': { change: 'The third stage ends.', by: '2025-03-31' } },
      publishedAt: new Date(published),
      revision,
    })
  }
}

/** A marker in every table that can hold something unreleased, all of it public from the same moment on. */
async function addEmbargoed(database: Database): Promise<void> {
  // The figures of 2024-25 are there already.
  await changeSealed(database, (transaction) =>
    sql`
      insert into letter (authority_id, year, revision, content)
      select
        authority_id, 2024, 1,
        jsonb_set(replace(content::text, 'Dear Chief Executive', ${`Dear ${markers.letter}`})::jsonb, '{year}', '2024')
      from letter
      where (year, revision) = (2023, 1)
    `.execute(transaction),
  )
  await sql`insert into person (id, name, email) values ('p1', '', 'officer@larchwick.example')`.execute(
    database,
  )
  await sql`
    insert into early_access (authority_id, year, revision, person_id, post, seen, was_checking, seen_at)
    select authority_id, 2024, 1, 'p1', ${`${markers.earlyAccess} officer`}, 'letter', false, '2025-07-18 10:05+01'
    from authority
    where slug = 'larchwick'
  `.execute(database)
  await changeSealed(database, async (transaction) => {
    const facts = JSON.stringify({ note: draftWords.facts })
    await sql`update letter set facts = ${facts} where year = 2024`.execute(transaction)
    await sql`
      update seal set wording = wording || ${markers.wording}, sealed_by = ${draftWords.facts} where year = 2024
    `.execute(transaction)
  })
  await addStatement(database, 6, {
    summary: `${markers.summary} of a decision`,
    paragraph: `${markers.paragraph} of a statement`,
    subcategory: markers.subcategory,
    published: releaseMoment.toISOString(),
  })
  await addImprovement(database, 6, 1, `${markers.improvement} to be made`)
  await addReport(
    database,
    `${markers.reportTitle.toLowerCase()}-slug`,
    `${markers.reportTitle} on housing`,
    `${markers.reportSummary} of what went wrong.`,
    releaseMoment.toISOString(),
    6,
  )
  await sql`
    insert into national_review (year, foreword, published_at)
    values (2024, ${`${markers.foreword}: the year was long.`}, ${releaseMoment})
  `.execute(database)
  await sql`
    update decision_statement
    set withdrawn_at = ${releaseMoment}, withdrawal_reason = ${`${markers.withdrawal}: it named somebody.`}
    where reference = ${referenceOf(0)}
  `.execute(database)
  await sql`
    update decision_statement set expires_at = ${releaseMoment} where reference = ${referenceOf(5)}
  `.execute(database)
  await sql`
    update recommendation set settled_on = '2024-11-11', settled_year = 2024, settlement = 'not-satisfied'
    where complaint_id = (select complaint_id from complaint where reference = ${referenceOf(4)})
  `.execute(database)
  await correct(database, 5, `${markers.reason}: a case was counted twice.`)
  await changeSealed(database, (transaction) =>
    sql`
      update letter
      set content = replace(content::text, 'Dear Chief Executive', ${`Dear ${markers.correctedLetter}`})::jsonb
      where (year, revision) = (2023, 2)
    `.execute(transaction),
  )
  // A draft of yet another correction, not released at all.
  await sql`
    update complaint set category = 'benefits-and-tax', subcategory = ${draftWords.draft}
    where reference in (${referenceOf(7)}, ${referenceOf(8)})
  `.execute(database)
  await recalculate(database)
  await addUnpublished(database)
  // Of a case whose statement and action are public, and of one of which nothing is.
  await addImprovement(database, 9, 2, draftWords.agreed)
  await addCasework(database, 3, 1)
  await addCasework(database, 9, 2)
  await addOwnPages(database)
  await addOwnComplaints(database)
  await addSelfAssessment(database)
}

/** A decision and a report on their way to publication: a statement, what the anonymity check marked, a hold. */
async function addUnpublished(database: Database): Promise<void> {
  const word = draftWords.unpublished
  const ofCase = sql`from complaint where reference = ${referenceOf(9)}`
  const sections = JSON.stringify([{ heading: word, paragraphs: [`${word} said so.`] }])
  await sql`
    insert into statement_draft (authority_id, complaint_id, summary, sections, written_by, written_at, decided_on)
    select authority_id, complaint_id, ${word}, ${sections}::jsonb, ${word}, now(), decided_on ${ofCase}
  `.execute(database)
  await sql`
    insert into anonymity_mark (authority_id, complaint_id, place, starts_at, ends_at, marked, kind, why)
    select authority_id, complaint_id, '0.0', 0, 7, ${word}, 'name', ${word} ${ofCase}
  `.execute(database)
  await sql`
    insert into publication_hold (authority_id, complaint_id, ground, reason, asked_by, asked_at)
    select authority_id, complaint_id, 'other', ${word}, ${word}, now() ${ofCase}
  `.execute(database)
  await sql`
    insert into public_report_draft (
      authority_id, slug, title, summary, case_references, publish_on, writers, written_at
    )
    select authority_id, lower(${word}), ${word}, ${word}, array[reference], '2025-02-01', array[${word}], now() ${ofCase}
  `.execute(database)
}

/** What is written of a case, who complained, what was agreed, and what its authority showed. */
async function addCasework(database: Database, index: number, number: number): Promise<void> {
  const { work, complainant, agreed } = draftWords
  const ofCase = sql`from complaint where reference = ${referenceOf(index)}`
  const run = (statement: RawBuilder<unknown>) => statement.execute(database)
  await run(sql`
    insert into case_file (authority_id, complaint_id, stage, received_on, target_on)
    select authority_id, complaint_id, 'decided', received_on, received_on + 182 ${ofCase}
  `)
  await run(sql`
    insert into case_part (authority_id, complaint_id, part, text, written_by, written_at)
    select authority_id, complaint_id, unnest(array['complaint', 'investigation', 'draft', 'decision']), ${work}, ${work}, now()
    ${ofCase}
  `)
  await run(sql`
    insert into case_assessment
    select authority_id, complaint_id, ${work}, ${work}, ${work}, ${work}, ${work}, 'investigate', ${work}, received_on
    ${ofCase}
  `)
  await run(sql`
    insert into case_step (authority_id, complaint_id, kind, taken_on, taken_at, taken_by, side, text)
    select authority_id, complaint_id, 'comment', received_on, now(), ${work}, 'complainant', ${work} ${ofCase}
  `)
  await run(sql`
    insert into case_pause (authority_id, complaint_id, from_on, until_on, reason, paused_by)
    select authority_id, complaint_id, received_on, received_on + 1, ${work}, ${work} ${ofCase}
  `)
  await run(sql`
    insert into complainant
    select authority_id, complaint_id, ${complainant}, ${complainant}, ${`${complainant}@complainant.example`}, '01234 567 890',
      ${complainant}, ${complainant}
    ${ofCase}
  `)
  await run(sql`
    update complaint set authority_reference = ${agreed}, authority_service = ${agreed}
    where reference = ${referenceOf(index)}
  `)
  await run(sql`
    update recommendation
    set text = ${agreed}, evidence_wanted = ${agreed}, agreed_by = array[${agreed}], settlement_reason = ${agreed}
    from complaint
    where complaint.complaint_id = recommendation.complaint_id and reference = ${referenceOf(index)}
  `)
  await run(sql`
    insert into moved_due_date
    select authority_id, complaint_id, ${number}::smallint, now(), '2024-02-01', '2024-03-01', ${agreed}, ${agreed} ${ofCase}
  `)
  await run(sql`
    insert into action_not_taken (
      authority_id, complaint_id, recommendation_number, recorded_at, decision, decision_reason, decided_by, decided_at
    )
    select authority_id, complaint_id, ${number}::smallint, now(), 'nothing-further', ${work}, ${work}, now() ${ofCase}
  `)
  await run(sql`
    insert into stored_file (authority_id, sha256, type, byte_count, content, scan, stored_at)
    select authority_id, sha256(${agreed}), 'png', 8, ${Buffer.from(agreed)}, 'clean', now() ${ofCase}
    on conflict do nothing
  `)
  await run(sql`
    with shown as (
      insert into evidence (
        authority_id, complaint_id, recommendation_number, evidence_id, text, is_complete, begun_by, begun_post, begun_at
      )
      select authority_id, complaint_id, ${number}::smallint, ${index}::bigint, ${agreed}, true, 'p1', ${agreed}, now() ${ofCase}
      returning authority_id, evidence_id
    )
    insert into evidence_file
    select authority_id, evidence_id, 1, ${`${agreed}.png`}, sha256(${agreed}) from shown
  `)
  await run(sql`
    update evidence
    set sent_at = now(), sent_by = 'p1', sent_post = ${agreed}, read_at = now(), read_by = ${agreed}, answer = ${agreed}
    where evidence_id = ${index}
  `)
}

/** Who an authority invited and named, what was noted for its officer, and what the nightly work said of itself. */
async function addOwnPages(database: Database): Promise<void> {
  const word = draftWords.agreed
  const ofAuthority = sql`from authority where slug = 'larchwick'`
  for (const statement of [
    sql`
      insert into office_holder_change (
        authority_id, token_hash, role, seen, post, email, asked_by, asked_at, expires_at
      )
      select authority_id, 'tests', 'link-officer', '', ${word}, ${`${word}@larchwick.example`}, 'tests', now(),
        now() + interval '1 day'
      ${ofAuthority}
    `,
    sql`
      insert into invitation (authority_id, email, role, token_hash, invited_by, invited_at, expires_at)
      select authority_id, lower(${`${word}@larchwick.example`}), 'reader', 'tests', 'tests', now(), now() + interval '1 day'
      ${ofAuthority}
    `,
    sql`
      insert into notice (notice_key, person_id, text, path, noted_at) values ('tests', 'p1', ${word}, '/portal', now())
    `,
    sql`
      insert into retention_run values (
        '2025-01-01', now(), ${JSON.stringify({ [draftWords.work]: 1 })}::jsonb
      )
    `,
  ]) {
    await statement.execute(database)
  }
}

/** A self-assessment that is being written, and what a case says of the Code. */
async function addSelfAssessment(database: Database): Promise<void> {
  const word = draftWords.agreed
  const ofAuthority = sql`from authority where slug = 'larchwick'`
  for (const statement of [
    sql`
      insert into self_assessment (
        authority_id, year, revision, code_version, begun_by, begun_at, authors, sent_back_at, sent_back_reason
      )
      select authority_id, 2024, 1, '2024-02', ${word}, now(), array[${word}], now(), ${word} ${ofAuthority}
    `,
    sql`
      insert into self_assessment_section
      select authority_id, 2024, 1, 6, 1, ${word}, ${word}, now() ${ofAuthority}
    `,
    sql`
      insert into self_assessment_answer (
        authority_id, year, revision, code_version, provision, is_followed, evidence, commentary, change, change_by,
        is_carried_over, changed_in
      )
      select authority_id, 2024, 1, '2024-02', 'stage-1-answered', false, ${word}, ${word}, ${word}, '2025-12-31', false, 1
      ${ofAuthority}
    `,
    sql`
      insert into code_consideration
      select authority_id, complaint_id, true, ${draftWords.work}, now() from case_file
    `,
    sql`
      insert into considered_provision
      select authority_id, complaint_id, '2024-02', 'stage-1-answered' from case_file
    `,
  ]) {
    await statement.execute(database)
  }
}

/** Complaints made to an authority itself, and a year's totals that others took the place of. */
async function addOwnComplaints(database: Database): Promise<void> {
  const word = draftWords.own
  const ofAuthority = sql`from authority where slug = 'larchwick'`
  for (const statement of [
    sql`
      insert into own_complaint (authority_id, reference, definition, category, remedies, learning, imported_at)
      select authority_id, ${word}, ${word}, ${word}, array[${word}], ${word}, now() ${ofAuthority}
    `,
    sql`
      insert into own_complaint_stage (
        authority_id, reference, stage, received_on, extended_until, extension_reason, extension_told_on
      )
      select authority_id, ${word}, 1, '2024-06-03', '2024-06-28', ${word}, '2024-06-10' ${ofAuthority}
    `,
    sql`
      insert into performance_words
      select authority_id, 2023, ${word}, ${word}, ${word}, '2024-06-03', 1, ${word}, now() ${ofAuthority}
    `,
    sql`
      insert into performance_report (
        authority_id, year, publication, totals, learned, response, responded_by, responded_on, published_by,
        published_post, published_at
      )
      select authority_id, 2023, 1, totals || ${JSON.stringify({ note: word })}::jsonb, ${word}, ${word}, ${word},
        '2024-06-02', ${word}, ${word}, '2024-06-01'
      from performance_report
      where publication = 2
    `,
  ]) {
    await statement.execute(database)
  }
}

/** A correction of 2023-24: one upheld case fewer, from the moment on. */
async function correct(database: Database, index: number, reason: string): Promise<void> {
  await sql`
    update complaint set outcome = 'not-upheld', is_remedied_before = null where reference = ${referenceOf(index)}
  `.execute(database)
  await recalculate(database)
  const release = await releaseYear(database, scheme, reportingYear(2023), {
    actor: 'tests',
    reason,
    correctedAt: releaseMoment,
  })
  if (!release.ok) throw new Error(release.reason)
}

async function recalculate(database: Database): Promise<void> {
  const calculation = await calculateYears(database, scheme, [reportingYear(2023)])
  if (!calculation.ok) throw new Error(calculation.problems.join(' '))
}

/** Tables of which the public sees nothing, whatever stands in them. */
const tablesOfWork = [
  ...['anonymity_mark', 'publication_hold', 'statement_draft', 'public_report_draft'],
  ...['case_part', 'case_assessment', 'case_step', 'case_pause', 'complainant', 'case_file'],
  ...[
    'moved_due_date',
    'action_not_taken',
    'evidence_file',
    'evidence',
    'stored_file',
    'notice',
    'retention_run',
  ],
  ...['office_holder_change', 'invitation', 'own_complaint_stage', 'own_complaint', 'performance_words'],
  ...['considered_provision', 'code_consideration'],
].join(', ')

/** Takes away, from a copy, whatever is not public one second before the moment. */
async function removeEmbargoed(database: Database): Promise<void> {
  await changeSealed(database, async (transaction) => {
    const run = (statement: string) => sql.raw(statement).execute(transaction)
    const unreleased =
      "(year, revision) in (select year, revision from revision where not published_at <= '2025-01-01' or published_at is null)"
    const ofRevisions = ['letter', 'figure', 'group_average', 'counted_set', 'national_count']
    await run('alter table early_access disable trigger user')
    await run('delete from early_access')
    await run('alter table early_access enable trigger user')
    const ofSeals = ['seal_leaf', 'seal', 'sealed_cycle_authority', 'sealed_cycle', 'review_step']
    for (const table of [...ofRevisions, ...ofSeals]) {
      await run(`delete from ${table} where ${unreleased}`)
    }
    await run(`delete from revision where ${unreleased}`)
    await run('delete from national_review where year = 2024')
    await run('delete from cycle_authority where year = 2024')
    await run('delete from training_total where year = 2024')
    await run('delete from casework_coverage where year = 2024')
    await run('delete from cycle where year = 2024')
    await run('alter table case_step disable trigger user')
    await run(`truncate ${tablesOfWork}`)
    await run('alter table case_step enable trigger user')
    for (const table of ['self_assessment_answer', 'self_assessment_section', 'self_assessment']) {
      await run(`delete from ${table} where year = 2024`)
    }
    await run('alter table performance_report disable trigger user')
    await run('delete from performance_report where publication = 1')
    await run('alter table performance_report enable trigger user')
    await run(
      "delete from public_report_case using public_report where public_report.public_report_id = public_report_case.public_report_id and published_at > '2025-01-01'",
    )
    await run("delete from public_report where published_at > '2025-01-01'")
    await run(
      "delete from recommendation using decision_statement as statement where statement.complaint_id = recommendation.complaint_id and published_at > '2025-01-01'",
    )
    await run("delete from decision_statement where published_at > '2025-01-01'")
    // What is work inside, table by table; nothing of it was ever public.
    await run('delete from recommendation where recommendation_number = 2')
    await run(
      'update recommendation set text = null, evidence_wanted = null, agreed_by = null, settlement_reason = null',
    )
    await run('update complaint set authority_reference = null, authority_service = null')
    await run(
      "update decision_statement set withdrawn_at = null, withdrawal_reason = null where withdrawn_at > '2025-01-01'",
    )
    await run(
      'update recommendation set settled_on = null, settled_year = null, settlement = null where settled_year = 2024',
    )
  })
}

async function addStatement(
  database: Database,
  index: number,
  words: { summary: string; paragraph?: string; subcategory?: string; published: string },
): Promise<void> {
  const sections = [
    { heading: 'The complaint', paragraphs: [words.paragraph ?? 'Somebody complained about a delay.'] },
    { heading: 'Agreed action', paragraphs: ['The council will apologise.'] },
  ]
  await sql`
    insert into decision_statement (
      authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, year, remedy_kinds,
      summary, sections, published_at
    )
    select
      authority_id, complaint_id, reference, category, coalesce(${words.subcategory ?? null}, subcategory), outcome,
      decided_on, 2023, array['apology', 'service-improvement'], ${words.summary}, ${JSON.stringify(sections)},
      ${words.published}
    from complaint
    where reference = ${referenceOf(index)}
  `.execute(database)
}

async function addImprovement(
  database: Database,
  index: number,
  number: number,
  summary: string,
): Promise<void> {
  await sql`
    insert into recommendation (authority_id, complaint_id, recommendation_number, kind, due_on, summary)
    select authority_id, complaint_id, ${number}::smallint, 'procedure', '2024-03-01', ${summary}
    from complaint
    where reference = ${referenceOf(index)}
  `.execute(database)
}

async function addReport(
  database: Database,
  slug: string,
  title: string,
  summary: string,
  published: string,
  index: number,
): Promise<void> {
  await sql`
    with report as (
      insert into public_report (slug, authority_id, title, summary, published_at)
      select ${slug}, authority_id, ${title}, ${summary}, ${published}::timestamptz
      from complaint
      where reference = ${referenceOf(index)}
      returning public_report_id
    )
    insert into public_report_case (public_report_id, authority_id, complaint_id)
    select public_report_id, authority_id, complaint_id
    from report
    cross join complaint
    where reference = ${referenceOf(index)}
  `.execute(database)
}

/** As the cases of `inventedSite` are numbered. */
function referenceOf(index: number): string {
  return `23 000 ${String(index).padStart(3, '0')}`
}

/** The views that show less than there is, and what makes each of them forget that. */
export async function forgetfulViews(
  database: Database,
): Promise<readonly { readonly name: string; readonly forget: string; readonly restore: string }[]> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select viewname as name, definition from pg_views where schemaname = 'published' and definition ~ '(WHERE|published\.)'
  `.execute(database)
  return rows.map(({ name, definition }) => ({
    name,
    forget: `create or replace view published.${name} as ${forgotten(definition)}`,
    restore: `create or replace view published.${name} as ${definition}`,
  }))
}

/** Without its condition, and of the tables themselves instead of what is published of them. */
function forgotten(definition: string): string {
  // The outermost condition alone begins its line so.
  return definition
    .replace(/\n {2}WHERE[\s\S]*$/, '')
    .replaceAll(/\bpublished\.(?!current_moment)/g, 'public.')
}
