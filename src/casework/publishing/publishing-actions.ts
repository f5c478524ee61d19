import type { JsonValue } from '../../audit/audit-chain.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { checkAnonymity } from '../anonymity/anonymity-check.ts'
import type { KnownCase } from '../case-record.ts'
import { lockCase } from '../case-record-store.ts'
import type { CaseReference } from '../case-reference.ts'
import { withdrawStatement } from '../decision-statement-actions.ts'
import { writeStatements } from '../decision-statement-store.ts'
import { checkStatement, readPublicNames } from './check-actions.ts'
import {
  draftState,
  holdMark,
  holdRefusal,
  type Publication,
  type PublicationState,
  publicationMoment,
  publicationState,
  publishRefusal,
} from './publication-standing.ts'
import {
  deleteScheduled,
  insertHold,
  readComplainantRecord,
  readPublicationOf,
  refreshDraft,
  replaceMarks,
  saveChecked,
  saveDraft,
  saveHold,
  savePublishedVersion,
} from './publishing-store.ts'
import { carryMarks, type SettledMark } from './settled-marks.ts'
import { placesOf, withPlaces } from './statement-places.ts'
import { readStatementText, type StatementText } from './statement-text.ts'

export type PublishingResult =
  | { readonly ok: true; readonly state: PublicationState }
  | { readonly ok: false; readonly isStale: boolean; readonly problems: readonly PublishingProblem[] }

export type PublishingProblem = { readonly field?: string; readonly reason: string }

/** A case, and who does something with its publication. */
export type PublishingRequest = {
  readonly slug: string
  readonly reference: CaseReference
  readonly actor: string
}

type Held = {
  readonly transaction: Transaction
  readonly known: KnownCase
  readonly publication: Publication
  readonly now: Date
}

type Outcome = { readonly refused: Extract<PublishingResult, { ok: false }> } | { readonly audit: Audited }

type Audited = { readonly action: string; readonly before?: JsonValue; readonly after: JsonValue }

/** Does something with the publication of a case while nobody else does, and leaves the record of it. */
async function withPublication(
  database: Database,
  scheme: Scheme,
  { slug, reference, actor }: PublishingRequest,
  work: (held: Held) => Promise<Outcome>,
): Promise<PublishingResult> {
  return database.transaction().execute(async (transaction): Promise<PublishingResult> => {
    const known = await lockCase(transaction, slug, reference)
    if (known === undefined) return refuse('There is no such case, so nothing was changed.').refused
    const publication = await readPublicationOf(transaction, known)
    const now = await currentMoment(transaction)
    const outcome = await work({ transaction, known, publication, now })
    if ('refused' in outcome) return outcome.refused
    await refreshDraft(transaction, known)
    const state = publicationState(scheme, await readPublicationOf(transaction, known), now)
    const { action, before = null, after } = outcome.audit
    await appendAudit(transaction, [{ actor, action, subject: `statement ${reference}`, before, after }])
    return { ok: true, state }
  })
}

function refuse(
  reason: string,
  field?: string,
): { readonly refused: Extract<PublishingResult, { ok: false }> } {
  return {
    refused: { ok: false, isStale: false, problems: [{ reason, ...(field !== undefined && { field }) }] },
  }
}

const otherHold =
  'Somebody else answered, ended or asked for a hold since you opened this page, so nothing was changed. Read it as it is now.'

function refuseStale() {
  const reason =
    'Somebody else changed this statement since you opened it, so nothing was saved. What you typed is still here, and what it says now stands below.'
  return { refused: { ok: false as const, isStale: true, problems: [{ reason }] } }
}

/** Keeps a statement as it was typed or pasted, and has the anonymity check read it. */
export async function writeStatement(
  database: Database,
  scheme: Scheme,
  request: PublishingRequest & {
    /** The version that was seen; 0 where there was none. */
    readonly version: number
    readonly summary: string
    readonly statement: string
  },
): Promise<PublishingResult> {
  return withPublication(database, scheme, request, async (held) => {
    const { publication, now } = held
    if (publication.outcome === null || publication.decidedOn === null) {
      return refuse('The case is not decided yet. Its statement is written once it is.')
    }
    if (!scheme.decisionPublication.outcomes.includes(publication.outcome)) {
      return refuse('Decisions of this kind are not published, so they have no statement.')
    }
    const state = publicationState(scheme, publication, now)
    if (state === 'withdrawn')
      return refuse('The decision was withdrawn, and is not published again from here.')
    if ((publication.draft?.version ?? 0) !== request.version) return refuseStale()
    const reading = readStatementText(request)
    if (!reading.ok) return { refused: { ok: false, isStale: false, problems: reading.problems } }
    const version = request.version + 1
    // What waits for its day is no longer what was passed.
    if (state === 'scheduled') await deleteScheduled(held.transaction, held.known)
    const marks = await saveText(held, scheme, reading.statement, version, request.actor)
    return { audit: { action: 'statement write', after: { version, ...counted(marks) } } }
  })
}

/** Writes a text and what the check marks in it; what was settled stays so where the same words stand. */
async function saveText(
  { transaction, known, publication, now }: Held,
  scheme: Scheme,
  statement: StatementText,
  version: number,
  actor: string,
  settledNow: readonly SettledMark[] = publication.marks,
): Promise<readonly SettledMark[]> {
  const decidedOn = publication.decidedOn
  if (decidedOn === null) throw new Error(`case ${known.reference} is not decided`)
  const before = publication.draft ?? { summary: '', sections: [] }
  const marks = carryMarks(
    { marks: settledNow, texts: placesOf(before) },
    { marks: await checkStatement(transaction, scheme, known, statement), texts: placesOf(statement) },
    { actor, at: now },
  )
  await saveDraft(transaction, known, { ...statement, version, writtenBy: actor, writtenAt: now, decidedOn })
  await replaceMarks(transaction, known, marks)
  return marks
}

function counted(marks: readonly SettledMark[]) {
  return {
    markCount: marks.length,
    openCount: marks.filter(({ settlement }) => settlement === null).length,
  }
}

/** Has the check read the text as it stands, such as after something became known of who complained. */
export async function recheckStatement(
  database: Database,
  scheme: Scheme,
  request: PublishingRequest,
): Promise<PublishingResult> {
  return withPublication(database, scheme, request, async (held) => {
    const { draft } = held.publication
    if (draft === null || draft.summary === '') return refuse('There is no statement yet to check.')
    const marks = await checkAgain(held, scheme, request.actor)
    return { audit: { action: 'statement check', after: { version: draft.version, ...counted(marks) } } }
  })
}

async function checkAgain(
  { transaction, known, publication, now }: Held,
  scheme: Scheme,
  actor: string,
): Promise<readonly SettledMark[]> {
  const { draft, marks } = publication
  if (draft === null) throw new Error(`case ${known.reference} has no statement`)
  const texts = placesOf(draft)
  const after = carryMarks(
    { marks, texts },
    { marks: await checkStatement(transaction, scheme, known, draft), texts },
    { actor, at: now },
  )
  await replaceMarks(transaction, known, after)
  await saveChecked(transaction, known, draft.version)
  return after
}

/** What a person decides about all open marks of the same words. */
export type MarkDecision = {
  readonly marked: string
  readonly kind: string
} & (
  | { readonly as: 'harmless'; readonly reason: string }
  /** What stands in the text instead; nothing, where the words just go. */
  | { readonly as: 'taken-out'; readonly instead: string }
)

const longestReason = 500

/** Settles marks: as harmless, or by changing the words they mark. */
export async function settleMarks(
  database: Database,
  scheme: Scheme,
  request: PublishingRequest & { readonly version: number; readonly decisions: readonly MarkDecision[] },
): Promise<PublishingResult> {
  return withPublication(database, scheme, request, async (held) => {
    const { publication, transaction, known, now } = held
    const { draft, marks } = publication
    if (draft === null || draft.version !== request.version) return refuseStale()
    if (request.decisions.length === 0) return refuse('Decide about at least one mark.')
    const problems = request.decisions.flatMap((decision, at) => decisionProblem(decision, at))
    if (problems.length > 0) return { refused: { ok: false, isStale: false, problems } }
    const settled = marks.map((mark): SettledMark => {
      const decision = request.decisions.find((one) => one.kind === mark.kind && one.marked === mark.marked)
      if (mark.settlement !== null || decision?.as !== 'harmless') return mark
      const reason = decision.reason === '' ? null : decision.reason
      return { ...mark, settlement: { as: 'harmless', reason, by: request.actor, at: now } }
    })
    const text = withoutMarks(draft, marks, request.decisions)
    if (text === undefined) {
      await replaceMarks(transaction, known, settled)
      return {
        audit: { action: 'statement settle marks', after: { version: draft.version, ...counted(settled) } },
      }
    }
    if (placesOf(text).some((one) => one.text.trim() === '')) {
      return refuse('That would leave a part of the statement empty. Change the statement itself instead.')
    }
    if (publicationState(scheme, publication, now) === 'scheduled') await deleteScheduled(transaction, known)
    const version = draft.version + 1
    const after = await saveText(held, scheme, text, version, request.actor, settled)
    return { audit: { action: 'statement settle marks', after: { version, ...counted(after) } } }
  })
}

function decisionProblem(decision: MarkDecision, at: number): readonly PublishingProblem[] {
  if (decision.as === 'taken-out') {
    if (decision.kind === 'rare') {
      const reason =
        'This stands nowhere in the text. Say why it is harmless, or ask that the decision is not published.'
      return [{ field: `as-${at}`, reason }]
    }
    if (decision.instead.length <= longestReason) return []
    return [{ field: `instead-${at}`, reason: 'That is very long. Change the statement itself instead.' }]
  }
  if (decision.reason.length > longestReason) {
    return [{ field: `reason-${at}`, reason: `Say the reason in ${longestReason} characters.` }]
  }
  if (decision.reason === '' && decision.kind === 'complainant') {
    const reason = `“${decision.marked}” is in the complainant’s own record. Say why it tells nobody who they are.`
    return [{ field: `reason-${at}`, reason }]
  }
  return []
}

/** The statement with other words where marks were taken out; undefined where none was. */
function withoutMarks(
  draft: StatementText,
  marks: readonly SettledMark[],
  decisions: readonly MarkDecision[],
): StatementText | undefined {
  const texts = new Map(placesOf(draft).map(({ place, text }) => [place, text]))
  // From the end of each text, so that places before stay where they are.
  const open = marks
    .filter(({ settlement }) => settlement === null)
    .toSorted((one, other) => other.startsAt - one.startsAt)
  let isChanged = false
  for (const mark of open) {
    const decision = decisions.find((one) => one.kind === mark.kind && one.marked === mark.marked)
    const text = texts.get(mark.place)
    if (decision?.as !== 'taken-out' || text === undefined) continue
    const changed = text.slice(0, mark.startsAt) + decision.instead + text.slice(mark.endsAt)
    // No two spaces where words went, and none before what ends a clause.
    texts.set(
      mark.place,
      decision.instead === ''
        ? changed
            .replace(/ {2,}/g, ' ')
            .replace(/ (?=[.,;:])/g, '')
            .trim()
        : changed,
    )
    isChanged = true
  }
  return isChanged ? withPlaces(draft, texts) : undefined
}

/** Publishes a statement: now, or on the first day on which it may be. */
export async function publishStatement(
  database: Database,
  scheme: Scheme,
  request: PublishingRequest & { readonly version: number },
): Promise<PublishingResult> {
  return withPublication(database, scheme, request, async (held) => {
    const { publication, now } = held
    const { draft } = publication
    const refusal = publishRefusal(scheme, publication, now)
    if (refusal !== undefined || draft === null) return refuse(refusal ?? 'There is no statement yet.')
    if (draft.version !== request.version) return refuseStale()
    // More may be known of who complained than when the text was checked.
    const marks = await checkAgain(held, scheme, request.actor)
    const open = marks.filter(({ settlement }) => settlement === null)
    if (open.length > 0) {
      return refuse(
        `Something was recorded since the text was checked that makes ${open.length === 1 ? 'a place' : `${open.length} places`} of it tell who somebody is. Have it checked again, and settle that first.`,
      )
    }
    const moment = await publish(held, scheme)
    return { audit: { action: 'statement publish', after: { version: draft.version, from: moment } } }
  })
}

async function publish({ transaction, known, publication, now }: Held, scheme: Scheme): Promise<string> {
  const { draft, decidedOn, statement } = publication
  if (draft === null || decidedOn === null) throw new Error(`case ${known.reference} has nothing to publish`)
  const publishedAt = statement?.publishedAt.toISOString() ?? publicationMoment(scheme, decidedOn, now)
  await writeStatements(transaction, scheme, [
    {
      authority: known.authority.slug,
      reference: known.reference,
      year: reportingYearOf(scheme, decidedOn),
      summary: draft.summary,
      sections: draft.sections,
      publishedAt,
      withdrawal: null,
    },
  ])
  await savePublishedVersion(transaction, known, draft.version)
  return publishedAt
}

/** Asks that a decision is not published. Until somebody else has decided about that, it is not. */
export async function askHold(
  database: Database,
  scheme: Scheme,
  request: PublishingRequest & { readonly ground: string; readonly reason: string },
): Promise<PublishingResult> {
  return withPublication(database, scheme, request, async ({ transaction, known, publication, now }) => {
    const refusal = holdRefusal(scheme, publication, now)
    if (refusal !== undefined) return refuse(refusal)
    const { ground, reason, actor } = request
    const problems: PublishingProblem[] = []
    if (!scheme.decisionPublication.holdGrounds.some(({ code }) => code === ground)) {
      problems.push({ field: 'ground', reason: 'Choose the ground.' })
    }
    if (reason === '' || reason.length > 1_000) {
      const says =
        reason === '' ? 'Say why, so that somebody else can agree.' : 'Say the reason in 1,000 characters.'
      problems.push({ field: 'reason', reason: says })
    }
    if (problems.length > 0) return { refused: { ok: false, isStale: false, problems } }
    await deleteScheduled(transaction, known)
    await insertHold(transaction, known, { ground, reason, askedBy: actor, askedAt: now })
    return { audit: { action: 'publication ask to hold', after: { ground } } }
  })
}

/** Agrees that a decision is not published, or declines; never by the one who asked. */
export async function answerHold(
  database: Database,
  scheme: Scheme,
  request: PublishingRequest & { readonly seenHold: string; readonly answer: string },
): Promise<PublishingResult> {
  return withPublication(database, scheme, request, async ({ transaction, known, publication, now }) => {
    const { actor, answer } = request
    const { hold } = publication
    if (hold === null) return refuse('Nobody asks for that any more, so nothing was changed.')
    if (hold.agreedAt !== null) return refuse('Somebody agreed already, so nothing was changed.')
    if (holdMark(hold) !== request.seenHold) return refuse(otherHold)
    if (hold.askedBy === actor) return refuse('You asked for this yourself. Somebody else has to agree.')
    if (answer === 'agree') {
      await saveHold(transaction, known, { agreedBy: actor, agreedAt: now })
      return {
        audit: {
          action: 'publication hold',
          before: { asked: hold.askedBy },
          after: { ground: hold.ground },
        },
      }
    }
    if (answer !== 'decline') return refuse('Choose whether you agree.', 'answer')
    await saveHold(transaction, known, { endedBy: actor, endedAt: now })
    return { audit: { action: 'publication decline to hold', before: { asked: hold.askedBy }, after: null } }
  })
}

/** Ends a hold. Where the statement is written and checked, it is published after all. */
export async function endHold(
  database: Database,
  scheme: Scheme,
  request: PublishingRequest & { readonly seenHold: string },
): Promise<PublishingResult> {
  return withPublication(database, scheme, request, async (held) => {
    const { transaction, known, publication, now } = held
    if (publication.hold === null) return refuse('It is not held any more, so nothing was changed.')
    if (holdMark(publication.hold) !== request.seenHold) return refuse(otherHold)
    await saveHold(transaction, known, { endedBy: request.actor, endedAt: now })
    const { ground } = publication.hold
    const free = { ...publication, hold: null }
    if (publishRefusal(scheme, free, now) !== undefined || draftState(free) !== 'ready') {
      return { audit: { action: 'publication end hold', before: { ground }, after: null } }
    }
    const marks = await checkAgain(held, scheme, request.actor)
    const isReady = marks.every(({ settlement }) => settlement !== null)
    const from = isReady ? await publish({ ...held, publication: free }, scheme) : null
    return { audit: { action: 'publication end hold', before: { ground }, after: { from } } }
  })
}

/** Takes a published decision down. The reason is for everybody to read, and must give nobody away itself. */
export async function withdrawPublished(
  database: Database,
  scheme: Scheme,
  known: KnownCase,
  { actor, reason }: { readonly actor: string; readonly reason: string },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly problems: readonly PublishingProblem[] }> {
  const refused = (text: string) => ({ ok: false as const, problems: [{ field: 'reason', reason: text }] })
  if (reason === '') return refused('Say why, in words that everybody may read.')
  if (reason.length > 1_000) return refused('Say the reason in 1,000 characters.')
  const now = await currentMoment(database)
  const [mark] = checkAnonymity([{ place: 'reason', text: reason }], {
    reference: known.reference,
    decidedOn: known.record.decidedOn ?? now.toISOString(),
    publicNames: await readPublicNames(database),
    complainant: await readComplainantRecord(database, known),
    alike: null,
  })
  if (mark !== undefined) {
    return refused(
      `“${mark.marked}” may tell who somebody is, and everybody reads the reason. Say it without.`,
    )
  }
  if (publicationState(scheme, await readPublicationOf(database, known), now) === 'scheduled') {
    return refused('It is not public yet. Ask that it is not published instead.')
  }
  const { authority, reference } = known
  const result = await withdrawStatement(database, { authority: authority.slug, reference, reason, actor })
  if (result.ok) return result
  return refused(
    result.problem === 'withdrawn'
      ? 'It was withdrawn already, so nothing was changed.'
      : 'It is not published, so there is nothing to withdraw.',
  )
}
