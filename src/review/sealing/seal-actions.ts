import packageFile from '../../../package.json' with { type: 'json' }
import { appendAudit } from '../../audit/audit-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { readWordingText } from '../../letters/editions.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { outdatedNotice } from '../../statistics/figure-explanation.ts'
import { areFiguresOutdated } from '../../statistics/yearly-figures-actions.ts'
import { readCorrectionAuthors } from '../correction/correction-store.ts'
import { countOpenQueries } from '../queries/query-store.ts'
import type { LetterUnderReview } from '../rehearsal/letter-under-review.ts'
import { readLettersUnderReview } from '../rehearsal/letters-under-review-actions.ts'
import { lockYear } from '../release-store.ts'
import { approvalsNeeded, authorsOf, canStep, stageWords } from '../review-stage.ts'
import { lockStanding, type Standing } from '../review-standing-store.ts'
import { insertStep, readApprovals } from '../review-step-store.ts'
import { staleReason } from '../seen-standing.ts'
import { type LetterToSeal, lettersToSeal, recordDraft } from './draft-record-actions.ts'
import { printFingerprint } from './fingerprint.ts'
import { hashRecord, type ReviewRecord } from './review-record.ts'
import type { RevisionKey } from './review-record-store.ts'
import { keepLetters, type NewSeal, readSeals, sealDraft, setFingerprintShown } from './seal-store.ts'

export type Sealing =
  | {
      readonly ok: true
      readonly revision: number
      readonly fingerprint: Buffer
      readonly letterCount: number
    }
  | { readonly ok: false; readonly reason: string; readonly isStale?: boolean }

/**
 * Seals an approved review: exactly the figures, the passed letters with their proven PDFs and the wording that enough
 * people approved, of whom nobody prepared it. From then on nothing of it changes.
 */
export async function sealReview(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  by: { readonly actor: string; readonly post: string; readonly seen: string },
): Promise<Sealing> {
  if (await areFiguresOutdated(database, scheme, year)) return { ok: false, reason: outdatedNotice(year) }
  return database.transaction().execute(async (transaction): Promise<Sealing> => {
    const standing = await lockStanding(transaction, year)
    const stale = staleReason(by.seen, standing?.current)
    if (stale !== undefined) return { ok: false, isStale: true, reason: stale }
    if (!standing?.current) return { ok: false, reason: `${formatReportingYear(year)} is not under review.` }
    const { cycle, current, now } = standing
    if (!canStep(current.stage, 'sealed', current.revision)) {
      const stage = stageWords[current.stage].name.toLowerCase()
      return { ok: false, reason: `This review is ${stage}; only an approved one can be sealed.` }
    }
    if (standing.revisions.some(({ stage }) => stage === 'sealed')) {
      const reason =
        'An earlier revision is sealed and its letters are not sent. Send them first, then seal what corrects them.'
      return { ok: false, reason }
    }
    const key = { year, revision: current.revision }
    const under = (await readLettersUnderReview(transaction, scheme, { cycle, revision: current.revision }))
      .letters
    const refusal = lettersRefusal(under) ?? queriesRefusal(await countOpenQueries(transaction, year))
    if (refusal !== undefined) return { ok: false, reason: refusal }
    const letters = lettersToSeal(under)
    const record = await recordDraft(transaction, cycle, key, letters)
    const { fingerprint } = hashRecord(record)
    const approvalCount = await countApprovals(transaction, key, current, fingerprint)
    if (approvalCount < approvalsNeeded) return { ok: false, reason: approvalsRefusal(approvalCount) }
    await sealAs(transaction, record, letters, {
      ...{ sealedAt: now, publishedAt: null, sealedBy: by.actor, sealedByPost: by.post, approvalCount },
    })
    const step = { stage: 'sealed', takenAt: now, takenBy: by.actor, untilOn: null, reason: null } as const
    await insertStep(transaction, year, key.revision, step)
    await appendAudit(transaction, [
      {
        actor: by.actor,
        action: 'seal',
        subject: `review ${formatReportingYear(year)}, revision ${key.revision}`,
        before: null,
        after: { fingerprint: fingerprint.toString('hex'), letterCount: letters.length, approvalCount },
      },
    ])
    return { ok: true, revision: key.revision, fingerprint, letterCount: letters.length }
  })
}

/** Keeps the letters of a draft and seals it as its record says it stands. */
export async function sealAs(
  transaction: Transaction,
  record: ReviewRecord,
  letters: readonly LetterToSeal[],
  seal: Omit<NewSeal, 'record' | 'hashes' | 'wording' | 'upheldVersion'>,
): Promise<void> {
  const { year, revision, cycle } = record.common
  await keepLetters(transaction, { year, revision }, letters)
  await sealDraft(
    transaction,
    { year, revision },
    {
      ...seal,
      ...{ record, hashes: hashRecord(record), upheldVersion: packageFile.version },
      wording: cycle.edition === null ? null : readWordingText(cycle.edition),
    },
  )
}

export type Showing = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** Lets everybody see the fingerprint of a sealed revision, from now on. It cannot be taken back. */
export async function showFingerprint(
  database: Database,
  { year, revision }: RevisionKey,
  actor: string,
): Promise<Showing> {
  return database.transaction().execute(async (transaction): Promise<Showing> => {
    await lockYear(transaction, year)
    const seal = (await readSeals(transaction, year)).find((one) => one.revision === revision)
    if (!seal) {
      const reason = `Revision ${revision} of ${formatReportingYear(year)} is not sealed, so it has no fingerprint.`
      return { ok: false, reason }
    }
    const now = await currentMoment(transaction)
    const isPublic = seal.publishedAt !== null && seal.publishedAt <= now
    if (isPublic || !(await setFingerprintShown(transaction, { year, revision }, now))) {
      return { ok: false, reason: 'This fingerprint is public already.' }
    }
    await appendAudit(transaction, [
      {
        actor,
        action: 'show fingerprint',
        subject: `review ${formatReportingYear(year)}, revision ${revision}`,
        before: null,
        after: { fingerprint: printFingerprint(seal.fingerprint), shownAt: now.toISOString() },
      },
    ])
    return { ok: true }
  })
}

/** How many people approved exactly this, without those who prepared or corrected it. */
async function countApprovals(
  transaction: Transaction,
  { year, revision }: RevisionKey,
  { steps }: NonNullable<Standing['current']>,
  fingerprint: Buffer,
): Promise<number> {
  const authors = authorsOf(steps, await readCorrectionAuthors(transaction, year, revision))
  const approvals = await readApprovals(transaction, year, revision)
  return approvals.filter(
    (approval) => approval.fingerprint.equals(fingerprint) && !authors.has(approval.approvedBy),
  ).length
}

function approvalsRefusal(count: number): string {
  const people =
    count === 0 ? 'Nobody has' : count === 1 ? 'Only one person has' : `Only ${count} people have`
  return (
    `${people} approved these figures and letters as they now stand, and ${approvalsNeeded} have to who did not ` +
    'prepare them. If something changed since, take the review back and have it approved again.'
  )
}

function queriesRefusal(count: number): string | undefined {
  if (count === 0) return undefined
  return `${withNoun(count, { one: 'query waits', many: 'queries wait' })} for an answer; a year is sealed when none does.`
}

/** Sealing takes letters that were passed as they are, with a PDF that says what the record says, and no others. */
function lettersRefusal(letters: readonly LetterUnderReview[]): string | undefined {
  const sealable = letters.filter(({ state }) => state !== 'left-out')
  const undecided = sealable.filter(({ state }) => state !== 'passed')
  if (undecided.length > 0) {
    return `${lettersTo(undecided)} neither passed nor left out. Pass ${them(undecided)}, or leave ${them(undecided)} out with a reason.`
  }
  const unproven = sealable.filter(({ proof }) => proof.state !== 'ok')
  if (unproven.length > 0) {
    return `${lettersTo(unproven)} not read back from the finished PDF. Rehearse the letters again.`
  }
  return undefined
}

/** "The letter to Larchwick District Council is", "The letters to A, B and 12 others are". */
function lettersTo(letters: readonly LetterUnderReview[]): string {
  const names = letters.map(({ facts }) => facts.authority.officialName)
  const [first = '', ...others] = names
  if (others.length === 0) return `The letter to ${first} is`
  const shown = names.length > mostNames ? names.slice(0, mostNames - 1) : names.slice(0, -1)
  const rest = names.length - shown.length
  const last = rest === 1 ? (names.at(-1) ?? '') : withNoun(rest, { one: 'other', many: 'others' })
  return `The letters to ${shown.join(', ')} and ${last} are`
}

/** A sentence stays readable. */
const mostNames = 6

function them({ length }: readonly LetterUnderReview[]): string {
  return length === 1 ? 'it' : 'them'
}
