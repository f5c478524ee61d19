import { authorityId } from '../authorities/authority.ts'
import { findCase } from '../casework/case-record-store.ts'
import { writeReport } from '../casework/public-report/report-actions.ts'
import { considerBy } from '../casework/public-report/report-draft.ts'
import { saveDuty } from '../casework/public-report/report-store.ts'
import { writeReports } from '../casework/public-report-store.ts'
import { holdMark } from '../casework/publishing/publication-standing.ts'
import {
  answerHold,
  askHold,
  type PublishingResult,
  publishStatement,
  settleMarks,
  writeStatement,
} from '../casework/publishing/publishing-actions.ts'
import { expectStatement, readPublicationOf, refreshDraft } from '../casework/publishing/publishing-store.ts'
import { writeStatementText } from '../casework/publishing/statement-text.ts'
import type { Database } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { daysAfter } from './demonstration-cycles.ts'
import { inventedStaff } from './invented-staff.ts'
import { inventStatement, type StatementText } from './invented-statements.ts'
import {
  type DecidedHere,
  hasStatementsUnderWay,
  readCasesForReport,
  readDecidedHere,
} from './publishing-under-way-store.ts'

/** What somebody wrote without thinking that the check marks; nobody is called so, and nothing is there. */
const slips = [
  'Mr X’s neighbour, Mrs Inventedname, saw it too.',
  'The letter went to 14 Madeup Grove by mistake.',
  'The Council’s own reference is DEMO/23/00417.',
  'The officer asked for a call on 01632 960 001.',
  'An 84-year-old woman in Nowhereham had the same trouble.',
  'She wrote to nobody@example.org twice.',
] as const

const dutyDays = 50

/**
 * Takes what was decided to where people publish it: some statements are to be written, some have marks to settle, two
 * wait for their day, one hold waits for somebody's agreement, one is in force; a report is written and another waits for
 * the authority's answer. Doing it again changes nothing.
 */
export async function publishInventedDecisions(
  database: Database,
  scheme: Scheme,
  seed: number,
  authorities: readonly string[],
): Promise<void> {
  if (await hasStatementsUnderWay(database)) return
  const decided = await readDecidedHere(database, scheme)
  await expectStatements(database, scheme, decided)
  const free = decided.filter(({ isUnderReview }) => !isUnderReview)
  for (const [at, one] of free.slice(0, slips.length).entries()) {
    await write(database, scheme, one, withSlip(inventStatement(seed, asWritten(one)), slips[at] ?? ''))
  }
  for (const one of free.slice(slips.length, slips.length + 4)) {
    await write(database, scheme, one, inventStatement(seed, asWritten(one)))
  }
  await passTwo(database, scheme, free.slice(slips.length, slips.length + 2))
  await holdTwo(database, scheme, free.slice(slips.length + 2, slips.length + 4))
  await report(database, scheme, authorities)
}

async function expectStatements(
  database: Database,
  scheme: Scheme,
  decided: readonly DecidedHere[],
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const at = await currentMoment(transaction)
    for (const { authorityId: id, complaintId, outcome, decidedOn, ...one } of decided) {
      const key = {
        authority: { id: authorityId(id), slug: one.authority, officialName: '', startsOn: null },
        complaintId,
      }
      await expectStatement(transaction, scheme, key, {
        outcome,
        decidedOn,
        by: inventedStaff.investigator,
        at,
      })
      await refreshDraft(transaction, key)
    }
  })
}

function asWritten(one: DecidedHere) {
  return { ...one, bodyNoun: 'the Council', recommendations: [] }
}

function withSlip({ summary, sections }: StatementText, slip: string): StatementText {
  return {
    summary,
    sections: sections.map((section, at) =>
      at === 0 ? { ...section, paragraphs: [...section.paragraphs, slip] } : section,
    ),
  }
}

async function write(
  database: Database,
  scheme: Scheme,
  { authority, reference }: DecidedHere,
  { summary, sections }: StatementText,
): Promise<void> {
  done(
    await writeStatement(database, scheme, {
      slug: authority,
      reference,
      actor: inventedStaff.investigator,
      version: 1,
      summary,
      statement: writeStatementText(sections),
    }),
  )
}

/** Two that are checked and wait for their day. What is rare about them is found harmless. */
async function passTwo(database: Database, scheme: Scheme, two: readonly DecidedHere[]): Promise<void> {
  for (const { authority, reference, subcategory, category } of two) {
    const request = { slug: authority, reference, actor: inventedStaff.complianceOfficer, version: 2 }
    const name = scheme.categories.find(({ code }) => code === category)?.name ?? category
    const marked = subcategory === null ? name : `${name}: ${subcategory}`
    const reason = 'The statement has no date and no circumstance that others would know it by.'
    // There may be nothing rare about it.
    await settleMarks(database, scheme, {
      ...request,
      decisions: [{ kind: 'rare', marked, as: 'harmless', reason }],
    })
    await publishStatement(database, scheme, request)
  }
}

async function holdTwo(database: Database, scheme: Scheme, two: readonly DecidedHere[]): Promise<void> {
  const asks = [
    { ground: 'sole-trader', reason: 'The care provider is one person, and the town has no other.' },
    {
      ground: 'interests-of-a-person',
      reason: 'The family would be known at the school from what happened.',
    },
  ]
  for (const [at, { authority, reference }] of two.entries()) {
    const request = { slug: authority, reference }
    const ask = asks[at]
    if (ask === undefined) continue
    done(await askHold(database, scheme, { ...request, ...ask, actor: inventedStaff.investigator }))
    const known = await findCase(database, authority, reference)
    const hold = known && (await readPublicationOf(database, known)).hold
    if (at === 0 || !hold) continue
    const seenHold = holdMark(hold)
    done(
      await answerHold(database, scheme, {
        ...request,
        seenHold,
        answer: 'agree',
        actor: inventedStaff.approver,
      }),
    )
  }
}

/** A report that waits for the authority's answer, and one that waits for somebody to issue it. */
async function report(database: Database, scheme: Scheme, authorities: readonly string[]): Promise<void> {
  const [first, second] = await readCasesForReport(database, authorities, 2)
  const today = dayOf(scheme, await currentMoment(database))
  const text = (subject: string) => ({
    title: `${subject}: the same fault in two cases`,
    summary: `Two complaints about ${subject.toLowerCase()} showed the same faults. We publish this report because others may have been affected in the same way.`,
  })
  if (first !== undefined) {
    const publishedAt = daysAfter(today, -dutyDays)
    const slug = `${first.authority}-the-same-fault-in-two-cases`
    await database.transaction().execute(async (transaction) => {
      await writeReports(transaction, scheme, [
        {
          slug,
          authority: first.authority,
          ...text(first.subcategory),
          publishedAt,
          cases: first.references,
        },
      ])
      await saveDuty(transaction, slug, { considerBy: considerBy(scheme, publishedAt), furtherTo: null })
    })
  }
  if (second === undefined) return
  const written = await writeReport(database, scheme, {
    actor: inventedStaff.complianceOfficer,
    draft: undefined,
    furtherTo: undefined,
    typed: {
      authority: second.authority,
      ...text(second.subcategory),
      slug: '',
      cases: second.references.join('\n'),
      publishOn: daysAfter(today, 14),
    },
  })
  if (!written.ok) throw new Error(`the demonstration's report was refused: ${written.problems[0]?.reason}`)
}

function done(result: PublishingResult): void {
  if (result.ok) return
  throw new Error(`the demonstration's publishing was refused: ${result.problems[0]?.reason}`)
}
