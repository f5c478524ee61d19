import type { AuditEntry } from '../audit/audit-chain.ts'
import { appendAudit } from '../audit/audit-store.ts'
import type { AuthorityId } from '../authorities/authority.ts'
import { authorityNames, explainUnknown, findAuthority } from '../authorities/authority-name-search.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import { findCycle } from '../cycle/cycle-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import { readRevisions } from '../statistics/revision-store.ts'
import { lockCycles } from '../statistics/yearly-figures-store.ts'
import {
  approveBespokeParagraph,
  type RecordedParagraph,
  readBespokeParagraphs,
  removeBespokeParagraph,
  writeBespokeParagraph,
} from './bespoke-paragraph-store.ts'
import { missingCharacters } from './letter-characters.ts'

/** What somebody does about the text of one authority's letter. */
export type ParagraphStep =
  | { readonly kind: 'write'; readonly text: string }
  | { readonly kind: 'approve' }
  | { readonly kind: 'remove' }

export type ParagraphChange =
  | { readonly ok: true; readonly authority: string; readonly text: string | null }
  | { readonly ok: false; readonly reason: string }

/** A letter has two pages; a longer text would be a letter of its own. */
const longestText = 2_000

/**
 * Writes, approves or removes the text for one authority and year. Nobody approves a text of their own, a text that is
 * written anew waits for approval again, and the texts of a year that is sealed stay as they are.
 */
export async function changeParagraph(
  database: Database,
  authorityText: string,
  year: ReportingYear,
  step: ParagraphStep,
  actor: string,
): Promise<ParagraphChange> {
  return database.transaction().execute(async (transaction): Promise<ParagraphChange> => {
    const names = authorityNames(await readAuthorities(transaction))
    const authority = findAuthority(names, authorityText)
    if (!authority) {
      return { ok: false, reason: `"${authorityText}": ${explainUnknown(names, authorityText)}.` }
    }
    const yearName = formatReportingYear(year)
    if (!(await findCycle(transaction, year))) {
      return { ok: false, reason: `There is no cycle ${yearName}; set it up with "upheld cycle set".` }
    }
    await lockCycles(transaction, [year])
    const change = await changeParagraphOf(transaction, authority, year, step, actor)
    if (!change.ok) {
      return { ok: false, reason: `${authority.officialName}, ${yearName}: ${change.reason}` }
    }
    await appendAudit(transaction, [change.audit])
    return { ok: true, authority: authority.officialName, text: change.text }
  })
}

/** What was done to a text within a larger transaction, whose last step records it; or why nothing was. */
export type ParagraphChangeWithin =
  | { readonly ok: true; readonly text: string | null; readonly audit: AuditEntry }
  | { readonly ok: false; readonly reason: string }

/** The same as part of a transaction that holds the year and appends the audit entry itself. */
export async function changeParagraphOf(
  transaction: Transaction,
  authority: { readonly id: AuthorityId; readonly slug: string },
  year: ReportingYear,
  step: ParagraphStep,
  actor: string,
): Promise<ParagraphChangeWithin> {
  const before = (await readBespokeParagraphs(transaction, year)).get(authority.id)
  const refusal = (await sealedRefusal(transaction, year)) ?? refusalOf(step, before, actor)
  if (refusal) return { ok: false, reason: refusal }
  const after = await take(transaction, step, before, { id: authority.id, year, actor })
  return {
    ok: true,
    text: after?.text ?? null,
    audit: {
      actor,
      action: `paragraph ${step.kind}`,
      subject: `bespoke paragraph of ${authority.slug} in ${formatReportingYear(year)}`,
      before: before ? recorded(before) : null,
      after: after && recorded(after),
    },
  }
}

async function sealedRefusal(transaction: Transaction, year: ReportingYear): Promise<string | undefined> {
  const latest = (await readRevisions(transaction)).findLast((revision) => revision.year === year)
  if (!latest || latest.sealedAt === null) return undefined
  return 'the letters of this year are sealed, so their text stays as it is; a correction begins a new revision.'
}

function refusalOf(
  step: ParagraphStep,
  before: RecordedParagraph | undefined,
  actor: string,
): string | undefined {
  if (step.kind === 'write') {
    const length = step.text.trim().length
    if (length === 0) return 'the text is empty; "upheld paragraph remove" takes a text away.'
    if (length > longestText) {
      return `the text has ${length.toLocaleString('en-GB')} characters; a letter has room for ${longestText.toLocaleString('en-GB')}.`
    }
    const missing = missingCharacters(step.text.replaceAll(/[\r\n]/g, ''))
    if (missing.length > 0) {
      return `a letter cannot print ${missing.join(', ')}: its typeface lacks that; take it out and try again.`
    }
    return undefined
  }
  if (!before) return 'no text is written; write one with "upheld paragraph write".'
  if (step.kind === 'remove') return undefined
  if (before.approvedBy !== null) return `the text is approved already, by ${before.approvedBy}.`
  if (before.writtenBy === actor) return 'you wrote this text, so somebody else has to approve it.'
  return undefined
}

async function take(
  transaction: Transaction,
  step: ParagraphStep,
  before: RecordedParagraph | undefined,
  {
    id,
    year,
    actor,
  }: {
    readonly id: Parameters<typeof writeBespokeParagraph>[1]
    readonly year: ReportingYear
    readonly actor: string
  },
): Promise<ParagraphText | null> {
  switch (step.kind) {
    case 'write': {
      const text = step.text.trim()
      await writeBespokeParagraph(transaction, id, year, text, actor)
      return { text, writtenBy: actor, approvedBy: null }
    }
    case 'approve':
      await approveBespokeParagraph(transaction, id, year, actor)
      return before ? { ...before, approvedBy: actor } : null
    case 'remove':
      await removeBespokeParagraph(transaction, id, year)
      return null
  }
}

/** What the audit keeps of a text. */
type ParagraphText = Pick<RecordedParagraph, 'text' | 'writtenBy' | 'approvedBy'>

function recorded({ text, writtenBy, approvedBy }: ParagraphText): ParagraphText {
  return { text, writtenBy, approvedBy }
}
