import type { Cycle } from '../cycle/cycle.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { readWordingText } from '../letters/editions.ts'
import { daysBetween } from '../scheme/calendar-days.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import { lastDay } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { momentAt } from '../scheme/wall-clock.ts'
import { areFiguresOutdated } from '../statistics/yearly-figures-actions.ts'
import { isSurveyOpenOn } from '../survey/survey-store.ts'
import { readUnrecordedWorkshops } from '../training/training-store.ts'
import { surveyAddresses } from '../web/survey-addresses.ts'
import { type Checklist, type ChecklistFacts, checklistOf, type LettersFacts } from './checklist.ts'
import { countSealedLetters, readPopulationCover, readWithoutFigures } from './checklist-store.ts'
import { readCorrectionAuthors } from './correction/correction-store.ts'
import { readRevisionReason } from './correction/reissue-store.ts'
import { readQueries } from './queries/query-store.ts'
import { heldReasons, type ListedLetter } from './rehearsal/reading-list.ts'
import { type ReviewLetters, readReviewLetters } from './rehearsal/reading-list-actions.ts'
import { isOpen } from './rehearsal/rehearsal-actions.ts'
import { readWordingUnderReview } from './rehearsal/wording-approval-actions.ts'
import { authorsOf } from './review-stage.ts'
import type { Standing } from './review-standing-store.ts'
import { type Approval, readApprovals } from './review-step-store.ts'
import { lettersToSeal, recordDraft } from './sealing/draft-record-actions.ts'
import { hashRecord } from './sealing/review-record.ts'

/** A review's checklist, and what else its next step depends on. */
export type ReviewChecklist = {
  readonly checklist: Checklist
  readonly facts: ChecklistFacts
  /** Everybody who prepared the revision, by the name that stands for them where steps are recorded. */
  readonly authors: ReadonlySet<string>
  /** Of what would be sealed now; null before the first calculation and once it is sealed. */
  readonly fingerprint: Buffer | null
  /** The approvals that count: of exactly this, by somebody who did not prepare it. */
  readonly approvals: readonly Approval[]
}

/** Works out a review's checklist from what is on record now, the figures calculated anew beside those kept. */
export async function workOutChecklist(
  database: Database,
  scheme: Scheme,
  standing: Standing,
  siteUrl: string,
): Promise<ReviewChecklist> {
  const isOutdated = isOpen(standing) && (await areFiguresOutdated(database, scheme, standing.cycle.year))
  const aboutOthers = isOpen(standing)
    ? {
        survey: await readSurveyFault(database, scheme, standing, siteUrl),
        unrecordedWorkshops: await readUnrecordedWorkshops(database, scheme, standing.cycle.year),
      }
    : nothingAboutOthers
  return readChecklist(database, scheme, standing, isOutdated, aboutOthers)
}

/** What is worth knowing of what others keep; it never stands in the way. */
type AboutOthers = Pick<ChecklistFacts, 'survey' | 'unrecordedWorkshops'>

const nothingAboutOthers: AboutOthers = { survey: null, unrecordedWorkshops: [] }

/**
 * The same where somebody has found out already whether the figures are older than their cases, and, if they want to know,
 * how survey and training stand.
 */
export async function readChecklist(
  database: Database | Transaction,
  scheme: Scheme,
  standing: Standing,
  isOutdated: boolean,
  aboutOthers: AboutOthers = nothingAboutOthers,
): Promise<ReviewChecklist> {
  const { cycle, current } = standing
  const letters = isOpen(standing) ? await readReviewLetters(database, scheme, standing) : null
  const facts: ChecklistFacts = {
    figures: current
      ? { isOutdated, notKnown: await readNotKnown(database, scheme, standing, current.revision) }
      : null,
    correction: await readCorrectionState(database, standing),
    population: await readPopulation(database, scheme, standing),
    letters: letters ? lettersFacts(letters) : await readSealedLetters(database, standing),
    queries: await readQueriesFacts(database, scheme, standing),
    wording: await readWordingState(database, standing),
    seriesBreak: scheme.breaks.find(({ year }) => year === cycle.year) ?? null,
    ...aboutOthers,
  }
  const authors = authorsOf(
    current?.steps ?? [],
    current ? await readCorrectionAuthors(database, cycle.year, current.revision) : [],
  )
  const fingerprint =
    current && letters ? await fingerprintOfDraft(database, cycle, current.revision, letters) : null
  const approvals = current ? await readApprovals(database, cycle.year, current.revision) : []
  return {
    checklist: checklistOf(facts),
    facts,
    authors,
    fingerprint,
    approvals: approvals.filter(
      (approval) => fingerprint?.equals(approval.fingerprint) && !authors.has(approval.approvedBy),
    ),
  }
}

/** Shares alone: a rate is not known for years without one, which says nothing about the cases. */
function readNotKnown(
  database: Database | Transaction,
  { measures }: Scheme,
  { cycle }: Standing,
  revision: number,
): Promise<readonly string[]> {
  const shares = measures.filter(({ denominator }) => denominator.kind === 'share')
  return readWithoutFigures(
    database,
    cycle.year,
    revision,
    shares.map(({ code }) => code),
  )
}

async function readPopulation(
  database: Database | Transaction,
  scheme: Scheme,
  { cycle }: Standing,
): Promise<ChecklistFacts['population']> {
  if (cycle.population === null) return null
  const { year, release } = cycle.population
  const cover = await readPopulationCover(database, cycle, lastDay(scheme, cycle.year))
  return { name: `mid-${year} (release ${release})`, ...cover }
}

/** The fingerprint that sealing these letters with the figures of the draft would give. */
async function fingerprintOfDraft(
  database: Database | Transaction,
  cycle: Cycle,
  revision: number,
  { letters }: ReviewLetters,
): Promise<Buffer> {
  const record = await recordDraft(database, cycle, { year: cycle.year, revision }, lettersToSeal(letters))
  return hashRecord(record).fingerprint
}

/** Of a sealed revision its letters alone are counted: there is nothing left to decide about them. */
async function readSealedLetters(
  database: Database | Transaction,
  { cycle, current }: Standing,
): Promise<LettersFacts> {
  const { count, councilCount } = await countSealedLetters(database, cycle.year, current?.revision ?? 0)
  return { ...noLetters, count, councilCount, passedCount: count, provenCount: count }
}

function lettersFacts({ listed, counts, unusedBlocks }: ReviewLetters): LettersFacts {
  const under = listed.map((letter) => letter.under)
  const isSentOut = listed.filter((letter) => letter.under.state !== 'left-out')
  const isFailing = (letter: ListedLetter) =>
    letter.under.letter === null || letter.under.proof.state === 'problems'
  return {
    count: counts.all,
    councilCount: under.filter(({ facts }) => facts.membership.isCouncil).length,
    passedCount: counts.passed,
    provenCount: under.filter(({ proof }) => proof.state === 'ok').length,
    unprovenCount: isSentOut.filter(({ under: one }) => one.letter !== null && one.proof.state === 'not-made')
      .length,
    failing: isSentOut.filter(isFailing).map((letter) => ({
      authority: nameOf(letter),
      reason: heldReasons(letter.under).join(' '),
    })),
    held: byDecision(listed, 'held'),
    leftOut: byDecision(listed, 'left-out'),
    undecided: isSentOut.filter(({ under: one }) => one.state === 'to-read').map(nameOf),
    unapprovedParagraphs: isSentOut
      .filter(({ under: { addedWords } }) => addedWords !== null && addedWords.approvedBy === null)
      .map(nameOf),
    newOfficeHolders: listed.filter(({ newHolder }) => newHolder !== null).map(nameOf),
    withoutName: listed.filter(({ under: { facts } }) => facts.addressees[0]?.person === null).map(nameOf),
    unusedBlocks,
  }
}

const noLetters: LettersFacts = {
  count: 0,
  councilCount: 0,
  passedCount: 0,
  provenCount: 0,
  unprovenCount: 0,
  failing: [],
  held: [],
  leftOut: [],
  undecided: [],
  unapprovedParagraphs: [],
  newOfficeHolders: [],
  withoutName: [],
  unusedBlocks: [],
}

function nameOf({ under }: ListedLetter): string {
  return under.facts.authority.officialName
}

function byDecision(listed: readonly ListedLetter[], decision: 'held' | 'left-out') {
  return listed.flatMap((letter) =>
    letter.under.decision?.decision === decision
      ? [{ authority: nameOf(letter), reason: letter.under.decision.reason ?? '' }]
      : [],
  )
}

async function readQueriesFacts(
  database: Database | Transaction,
  scheme: Scheme,
  { cycle, now }: Standing,
): Promise<ChecklistFacts['queries']> {
  const queries = await readQueries(database, cycle.year)
  const open = queries.filter(({ answer }) => answer === null)
  return {
    openCount: open.length,
    answeredCount: queries.length - open.length,
    oldest: open.map((query) => ({
      authority: query.officialName,
      about: query.about.kind === 'case' ? `case ${query.about.reference}` : 'a figure',
      days: daysBetween(dayOf(scheme, query.raisedAt), dayOf(scheme, now)),
    })),
  }
}

async function readCorrectionState(
  database: Database | Transaction,
  { cycle, current }: Standing,
): Promise<ChecklistFacts['correction']> {
  if (!current || current.revision === 1) return 'corrects-nothing'
  const { reason } = await readRevisionReason(database, cycle.year, current.revision)
  return reason === null ? 'not-said' : 'said'
}

async function readWordingState(
  database: Database | Transaction,
  { cycle }: Standing,
): Promise<ChecklistFacts['wording']> {
  const wording = await readWordingUnderReview(database, cycle)
  if (!wording) return 'no-letters'
  return wording.approval === null ? 'not-approved' : 'approved'
}

/** Whether the letters send people to a survey that will not be there. */
async function readSurveyFault(
  database: Database,
  scheme: Scheme,
  { cycle }: Standing,
  siteUrl: string,
): Promise<ChecklistFacts['survey']> {
  const { edition, letterDate, settings } = cycle
  if (edition === null || !readWordingText(edition).includes('{surveyAddress}')) return null
  const address = settings.addresses.survey
  const isOurs = [surveyAddresses.surveys(), `${surveyAddresses.surveys()}/`].some((path) =>
    address.startsWith(siteUrl + path),
  )
  if (!isOurs) return { address, fault: 'another-site' }
  const day = momentAt(scheme, letterDate, '00:00')
  if (!day.ok) throw new Error(`${letterDate} has no beginning: ${day.reason}`)
  const nextDay = new Date(day.moment.getTime() + 24 * 3_600_000)
  return (await isSurveyOpenOn(database, day.moment, nextDay)) ? null : { address, fault: 'none-open' }
}
