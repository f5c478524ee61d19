import { appendAudit } from '../audit/audit-store.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { findCycle } from '../cycle/cycle-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import type { HeldLetter } from '../letters/letter-actions.ts'
import { letterHash } from '../letters/letter-hash.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { outdatedNotice } from '../statistics/figure-explanation.ts'
import { readRevisions } from '../statistics/revision-store.ts'
import { areFiguresOutdated } from '../statistics/yearly-figures-actions.ts'
import { composeDraftLetters } from './draft-letters-actions.ts'
import { lockYear, setReason } from './release-store.ts'
import { insertStep } from './review-step-store.ts'
import { type LetterToSeal, recordDraft } from './sealing/draft-record-actions.ts'
import { sealAs } from './sealing/seal-actions.ts'

export type Release =
  | {
      readonly ok: true
      readonly revision: number
      /** The moment at which it becomes public, or did. */
      readonly publishedAt: Date
      /** Letters that are new or say something else than before. */
      readonly letterCount: number
      readonly held: readonly HeldLetter[]
    }
  | { readonly ok: false; readonly reason: string }

export type ReleaseSettings = {
  readonly actor: string
  /** What a later revision corrects; null for the first. */
  readonly reason: string | null
  /** When a correction became public, for a past that is invented; else it becomes so now. */
  readonly correctedAt?: Date
}

/**
 * Seals the draft of a year and its letters at once, without approvals and finished PDFs, and lets it become public:
 * the first revision at the moment set for the cycle, a later one, which corrects it and says why, at once or with the
 * first where that is still to come. For a past that was published elsewhere; a year to come goes through its review.
 */
export async function releaseYear(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  { actor, reason, correctedAt }: ReleaseSettings,
): Promise<Release> {
  const name = formatReportingYear(year)
  if (await areFiguresOutdated(database, scheme, year)) return { ok: false, reason: outdatedNotice(year) }
  return database.transaction().execute(async (transaction): Promise<Release> => {
    await lockYear(transaction, year)
    const cycle = await findCycle(transaction, year)
    if (!cycle) return { ok: false, reason: `There is no cycle ${name}; set it up with "upheld cycle set".` }
    const revisions = (await readRevisions(transaction)).filter((revision) => revision.year === year)
    const draft = revisions.find(({ sealedAt }) => sealedAt === null)
    if (!draft) return { ok: false, reason: noDraft(name, revisions.length > 0) }
    const refusal = reasonRefusal(draft.revision, reason)
    if (refusal !== undefined) return { ok: false, reason: refusal }
    const now = await currentMoment(transaction)
    const publishedAt =
      draft.revision === 1
        ? cycle.publishedAt
        : new Date(Math.max((correctedAt ?? now).getTime(), cycle.publishedAt.getTime()))
    const reissuedOn = draft.revision === 1 ? null : dayOf(scheme, publishedAt)
    await setReason(transaction, year, draft.revision, { reason, reissuedOn })
    const { letters, held } = await composeLetters(transaction, scheme, cycle)
    const key = { year, revision: draft.revision }
    await sealAs(transaction, await recordDraft(transaction, cycle, key, letters), letters, {
      ...{ sealedAt: now, publishedAt, sealedBy: actor, sealedByPost: null, approvalCount: 0 },
    })
    for (const stage of ['sealed', 'sent'] as const) {
      const step = { stage, takenAt: now, takenBy: actor, untilOn: null, reason: null }
      await insertStep(transaction, year, draft.revision, step)
    }
    const letterCount = letters.length
    await appendAudit(transaction, [
      {
        actor,
        action: 'release',
        subject: `${name}, revision ${draft.revision}`,
        before: null,
        after: { publishedAt: publishedAt.toISOString(), reason, letterCount, heldCount: held.length },
      },
    ])
    return { ok: true, revision: draft.revision, publishedAt, letterCount, held }
  })
}

function noDraft(name: string, isReleased: boolean): string {
  return isReleased
    ? `Nothing has changed in ${name} since its last release; a correction begins with "upheld calculate ${name}".`
    : `The figures of ${name} have not been calculated; run "upheld calculate ${name}".`
}

function reasonRefusal(revision: number, reason: string | null): string | undefined {
  if (revision === 1 && reason !== null) {
    return 'The first release of a year corrects nothing, so it has no reason.'
  }
  if (revision > 1 && reason === null) {
    return 'What was published is corrected in the open; say what was wrong.'
  }
  return undefined
}

/** The letters that can be kept, without PDFs, and those that are held; none where no edition has been written. */
async function composeLetters(
  transaction: Transaction,
  scheme: Scheme,
  cycle: Cycle,
): Promise<{ readonly letters: readonly LetterToSeal[]; readonly held: readonly HeldLetter[] }> {
  const letters: LetterToSeal[] = []
  const held: HeldLetter[] = []
  for (const { facts, composed } of (await composeDraftLetters(transaction, scheme, cycle)).letters) {
    if (composed.ok) {
      const { letter } = composed
      letters.push({ facts, letter, contentHash: letterHash(letter), pdfHash: null })
    } else held.push({ authority: facts.authority.officialName, problems: composed.problems })
  }
  return { letters, held }
}
