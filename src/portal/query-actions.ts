import { type Officer, postOf } from '../accounts/person.ts'
import { appendAudit } from '../audit/audit-store.ts'
import { readCaseReference } from '../casework/case-reference.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { nameSession } from '../database/portal-database.ts'
import { type QueryAbout, textRefusal } from '../review/queries/query.ts'
import { insertQuery, isAskedAlready } from '../review/queries/query-store.ts'
import { lockYear } from '../review/release-store.ts'
import { printDate, printYear } from '../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { isListedCase } from './case-list-store.ts'
import { type OwnAuthority, readOwnAuthorities } from './own-authority-store.ts'
import { mayBeQueried, type ShownRevision } from './shown-revision.ts'
import { findShownYear, hasFigure } from './shown-revision-store.ts'

/** What an officer asks about: as it stands in an address or a form, and so not yet known to be theirs. */
export type QueryRequest = {
  /** Of the authority, or of a closed one whose work it took over. */
  readonly slug: string
  readonly year: ReportingYear
  readonly about: QueryAbout
}

/** What may be asked about now. `isUnknown` says that an officer may see no such thing. */
export type QueryMatter =
  | {
      readonly ok: true
      readonly authority: OwnAuthority
      readonly revision: ShownRevision
      readonly now: Date
      readonly about: QueryAbout
    }
  | { readonly ok: false; readonly isUnknown: boolean; readonly reason: string }

export type QueryRaising =
  | { readonly ok: true; readonly id: number }
  | {
      readonly ok: false
      readonly isUnknown: boolean
      readonly reason: string
      readonly field?: 'text'
    }

const unknown = {
  ok: false,
  isUnknown: true,
  reason: 'There is no such case or figure to ask about.',
} as const

/**
 * Finds what a query would be about, by what the session named for this transaction may see; refuses when the time for
 * queries is over.
 */
export async function findQueryMatter(
  transaction: Transaction,
  scheme: Scheme,
  { slug, year, about }: QueryRequest,
): Promise<QueryMatter> {
  const authority = (await readOwnAuthorities(transaction)).find((own) => own.slug === slug)
  const shown = authority && (await findShownYear(transaction, authority.id, year))
  if (!authority || !shown) return unknown
  const known = await knownMatter(transaction, authority, shown.revision, about)
  if (known === undefined) return unknown
  const { revision, now } = shown
  if (!mayBeQueried(scheme, revision, now)) {
    return { ok: false, isUnknown: false, reason: overReason(scheme, revision) }
  }
  return { ok: true, authority, revision, now, about: known }
}

async function knownMatter(
  transaction: Transaction,
  { id }: OwnAuthority,
  { year, revision }: ShownRevision,
  about: QueryAbout,
): Promise<QueryAbout | undefined> {
  if (about.kind === 'figure') {
    return (await hasFigure(transaction, id, year, revision, about.measure)) ? about : undefined
  }
  const reference = readCaseReference(about.reference)
  if (reference === undefined) return undefined
  return (await isListedCase(transaction, id, year, revision, reference))
    ? { kind: 'case', reference }
    : undefined
}

function overReason(scheme: Scheme, { year, publishedAt, untilOn }: ShownRevision): string {
  const name = printYear(scheme, year)
  if (publishedAt !== null || untilOn === null) {
    return `The figures of ${name} are final. If something is wrong with them, write to the Ombudsman.`
  }
  return `Queries about ${name} could be raised until ${printDate(untilOn)}. If something is wrong, write to the Ombudsman.`
}

/**
 * Raises a query about a case or a figure of the officer's own authority, while the year is being checked and until
 * the end of its last day. Refuses what the officer may not see as what does not exist.
 */
export async function raiseQuery(
  database: Database,
  scheme: Scheme,
  officer: Officer,
  request: QueryRequest,
  text: string,
): Promise<QueryRaising> {
  return database.transaction().execute(async (transaction): Promise<QueryRaising> => {
    // Checking does not end while a query is being written down.
    await lockYear(transaction, request.year)
    await nameSession(transaction, officer.session.token)
    const matter = await findQueryMatter(transaction, scheme, request)
    if (!matter.ok) return matter
    const refusal = textRefusal(text, 'Say what is wrong, so that it can be looked at.')
    if (refusal !== undefined) return { ok: false, isUnknown: false, field: 'text', reason: refusal }
    const { authority, revision, now, about } = matter
    const query = {
      authorityId: authority.id,
      year: revision.year,
      reference: about.kind === 'case' ? about.reference : null,
      measure: about.kind === 'figure' ? about.measure : null,
      text,
    }
    if (await isAskedAlready(transaction, query)) {
      const reason = 'Exactly this has been asked already and waits for its answer; nothing was sent again.'
      return { ok: false, isUnknown: false, reason }
    }
    const id = await insertQuery(transaction, {
      ...query,
      revision: revision.revision,
      raisedBy: officer.email,
      raisedPost: postOf(officer),
      raisedAt: now,
    })
    await appendAudit(transaction, [
      {
        actor: officer.email,
        action: 'query',
        subject: `query ${id}`,
        before: null,
        after: { authority: authority.slug, year: formatReportingYear(revision.year), about, text },
      },
    ])
    return { ok: true, id }
  })
}
