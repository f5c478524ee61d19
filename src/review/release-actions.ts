import { appendAudit } from '../audit/audit-store.ts'
import { findCycle } from '../cycle/cycle-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { composeLetter } from '../letters/compose-letter.ts'
import type { Letter } from '../letters/letter.ts'
import { findLetters, type HeldLetter } from '../letters/letter-actions.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { outdatedNotice } from '../statistics/figure-explanation.ts'
import { readRevisions } from '../statistics/revision-store.ts'
import { areFiguresOutdated } from '../statistics/yearly-figures-actions.ts'
import { keepLetters, lockYear, setReleased } from './release-store.ts'

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
 * Freezes the draft of a year and its letters, and lets it become public: the first revision at the moment set for
 * the cycle, a later one, which corrects it and says why, at once or with the first where that is still to come.
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
    const { letters, held } = await composeLetters(transaction, scheme, year, cycle.edition)
    const publishedAt =
      draft.revision === 1
        ? cycle.publishedAt
        : new Date(Math.max((correctedAt ?? new Date()).getTime(), cycle.publishedAt.getTime()))
    await setReleased(transaction, { year, revision: draft.revision, publishedAt, reason })
    const letterCount = await keepLetters(transaction, year, draft.revision, letters)
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
    return 'The first release of a year corrects nothing; leave --reason out.'
  }
  if (revision > 1 && reason === null) {
    return 'What was published is corrected in the open; say what was wrong with --reason.'
  }
  return undefined
}

/** The letters that can be sent, and those that are held; none in a year for which no edition has been written. */
async function composeLetters(
  transaction: Transaction,
  scheme: Scheme,
  year: ReportingYear,
  edition: string | null,
): Promise<{ readonly letters: readonly Letter[]; readonly held: readonly HeldLetter[] }> {
  if (edition === null) return { letters: [], held: [] }
  const prepared = await findLetters(transaction, scheme, year)
  if (!prepared.ok) throw new Error(prepared.reason)
  const letters: Letter[] = []
  const held: HeldLetter[] = []
  for (const facts of prepared.facts) {
    const composed = composeLetter(facts, prepared.edition, scheme)
    if (composed.ok) letters.push(composed.letter)
    else held.push({ authority: facts.authority.officialName, problems: composed.problems })
  }
  return { letters, held }
}
