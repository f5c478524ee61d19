import type { AuditEntry } from '../audit/audit-chain.ts'
import { appendAudit } from '../audit/audit-store.ts'
import type { AuthorityId } from '../authorities/authority.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { insertQuery, saveAnswer } from '../review/queries/query-store.ts'
import { saveLetterDecisions } from '../review/rehearsal/letter-decision-store.ts'
import type { LetterDecision, LetterUnderReview } from '../review/rehearsal/letter-under-review.ts'
import { readLettersUnderReview } from '../review/rehearsal/letters-under-review-actions.ts'
import { readWordingUnderReview } from '../review/rehearsal/wording-approval-actions.ts'
import { saveWordingApproval } from '../review/rehearsal/wording-approval-store.ts'
import { lockStanding } from '../review/review-standing-store.ts'
import { insertStep } from '../review/review-step-store.ts'
import { formatReportingYear, type IsoDate, reportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { momentAt } from '../scheme/wall-clock.ts'
import { yearUnderReview } from './calibration.ts'
import { daysAfter, lettersAfterDays } from './demonstration-cycles.ts'
import { inventPeople } from './invented-people-actions.ts'
import type { Deed, InventedQuery, InventedReview } from './invented-review.ts'
import { inventedStaff } from './invented-staff.ts'
import { random, shuffled } from './random.ts'
import { insertPastParagraph, setCalculatedAt } from './review-under-way-store.ts'

const year = reportingYear(yearUnderReview)

/** Takes the draft of the year under review to where people are checking it. Doing it again changes nothing. */
export async function takeReviewUnderWay(
  database: Database,
  scheme: Scheme,
  seed: number,
  review: InventedReview,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const standing = await lockStanding(transaction, year)
    const revision = standing?.current?.revision
    if (!standing || revision === undefined) throw new Error('the year under review is not calculated')
    if (standing.current?.steps.length !== 0) return
    const today = daysAfter(standing.cycle.letterDate, -lettersAfterDays)
    const at = (deed: Deed) => momentOf(scheme, today, deed)
    const { calculated, opened, paragraph } = review

    await setCalculatedAt(transaction, year, revision, at(calculated))
    await insertStep(transaction, year, revision, {
      stage: 'draft',
      takenAt: at(calculated),
      takenBy: calculated.by,
      untilOn: null,
      reason: null,
    })
    await insertStep(transaction, year, revision, {
      stage: 'checked',
      takenAt: at(opened),
      takenBy: opened.by,
      untilOn: daysAfter(today, review.openForDays),
      reason: null,
    })
    await insertPastParagraph(transaction, year, {
      authority: paragraph.authority,
      text: paragraph.text,
      writtenBy: paragraph.by,
      writtenAt: at(paragraph),
    })
    const wording = await readWordingUnderReview(transaction, standing.cycle)
    if (!wording) throw new Error('the year under review has no letters')
    await saveWordingApproval(transaction, year, {
      edition: wording.edition,
      wordingHash: Buffer.from(wording.hash, 'hex'),
      approvedBy: review.wordingApproved.by,
      approvedAt: at(review.wordingApproved),
    })
    await inventPeople(transaction, authoritiesWithOfficers(review))
    const entries = await askAndAnswer(transaction, revision, review.queries, at)
    const { letters } = await readLettersUnderReview(transaction, scheme, {
      cycle: standing.cycle,
      revision,
    })
    const decisions = decideLetters(seed, letters, review, at)
    await saveLetterDecisions(transaction, year, revision, decisions)
    await appendAudit(transaction, [
      {
        actor: 'upheld demo',
        action: 'demo',
        subject: formatReportingYear(year),
        before: null,
        after: { stage: 'checked', queryCount: review.queries.length, decisionCount: decisions.length },
      },
      ...entries,
    ])
  })
}

/** The authorities whose officers somebody can choose to be: those whose query waits for an answer. */
export function authoritiesWithOfficers({ queries }: InventedReview): readonly string[] {
  return queries.filter(({ answer }) => answer === null).map(({ authority }) => authority)
}

/** Records the queries, and gives what the record of who did what says of them. */
async function askAndAnswer(
  transaction: Transaction,
  revision: number,
  queries: readonly InventedQuery[],
  at: (deed: Deed) => Date,
): Promise<readonly AuditEntry[]> {
  const ids = new Map<string, AuthorityId>(
    (await readAuthorities(transaction)).map(({ slug, id }) => [slug, id]),
  )
  const entries: AuditEntry[] = []
  for (const { authority, about, text, raised, answer } of queries) {
    const authorityId = ids.get(authority)
    if (authorityId === undefined) throw new Error(`${authority} raised a query and is no authority`)
    const id = await insertQuery(transaction, {
      authorityId,
      year,
      revision,
      reference: 'reference' in about ? about.reference : null,
      measure: 'measure' in about ? about.measure : null,
      text,
      raisedBy: raised.by,
      raisedPost: 'Link officer',
      raisedAt: at(raised),
    })
    const subject = `query ${id}`
    entries.push({
      actor: raised.by,
      action: 'query',
      subject,
      before: null,
      after: { authority, year: formatReportingYear(year), about, text },
    })
    if (answer === null) continue
    const { kind, text: answerText, by } = answer
    await saveAnswer(transaction, id, { answer: kind, answerText, answeredBy: by, answeredAt: at(answer) })
    entries.push({
      actor: by,
      action: 'answer',
      subject,
      before: null,
      after: { answer: kind, text: answerText },
    })
  }
  return entries
}

/** Passes every letter that can be made, but for the one that is held and those that nobody has read yet. */
function decideLetters(
  seed: number,
  letters: readonly LetterUnderReview[],
  { held, unreadCount, queries }: InventedReview,
  at: (deed: Deed) => Date,
): readonly (LetterDecision & { readonly authorityId: AuthorityId })[] {
  const made = letters.filter(({ composed }) => composed.ok)
  const open = new Set(queries.filter(({ answer }) => answer === null).map(({ authority }) => authority))
  const asked = made.filter((under) => open.has(slugOf(under)))
  const mayWait = made.filter(
    (under) => isUsual(under) && !asked.includes(under) && slugOf(under) !== held.authority,
  )
  const waiting = new Set(
    [...asked, ...shuffled(random(seed, 'letters not read yet'), mayWait)].slice(0, unreadCount),
  )
  return made
    .filter((under) => !waiting.has(under))
    .map((under, place) => {
      const { authorityId, contentHash } = under
      const isHeld = slugOf(under) === held.authority
      const reader = isHeld ? held : (readers[place % readers.length] ?? readers[0])
      return {
        authorityId,
        contentHash,
        decision: isHeld ? 'held' : 'passed',
        reason: isHeld ? held.reason : null,
        decidedBy: reader.by,
        decidedAt: at(reader),
        isTogether: !isHeld && isUsual(under),
      }
    })
}

function slugOf({ facts }: LetterUnderReview): string {
  return facts.authority.slug
}

/** Everything that was agreed was done. */
function isUsual({ letter }: LetterUnderReview): boolean {
  if (!letter) return false
  const { compliance, satisfiedCount } = letter.record
  return compliance === 'nothing' || satisfiedCount === compliance.base
}

/** Who read the letters that were passed. */
const readers = [
  { by: inventedStaff.approver, daysAgo: 5, time: '10:30' },
  { by: inventedStaff.secondApprover, daysAgo: 3, time: '14:10' },
] as const satisfies readonly Deed[]

function momentOf(scheme: Scheme, today: IsoDate, { daysAgo, time }: Deed): Date {
  const reading = momentAt(scheme, daysAfter(today, -daysAgo), time)
  if (!reading.ok) throw new Error(reading.reason)
  return reading.moment
}
