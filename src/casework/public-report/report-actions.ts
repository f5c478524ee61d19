import { appendAudit } from '../../audit/audit-store.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { isDay } from '../../scheme/wall-clock.ts'
import { checkAnonymity } from '../anonymity/anonymity-check.ts'
import type { AnonymityMark } from '../anonymity/anonymity-mark.ts'
import { findCase } from '../case-record-store.ts'
import { readCaseReference } from '../case-reference.ts'
import { compareWithCases } from '../import/public-report-line.ts'
import { readReportedCases, writeReports } from '../public-report-store.ts'
import { readPublicNames } from '../publishing/check-actions.ts'
import type { MarkDecision } from '../publishing/publishing-actions.ts'
import { readComplainantRecord } from '../publishing/publishing-store.ts'
import {
  considerBy,
  isFurtherReportOpen,
  type ReportText,
  readTypedReport,
  type TypedReport,
} from './report-draft.ts'
import { queueReminders } from './report-reminder-actions.ts'
import {
  deleteReportDraft,
  findIssuedReport,
  insertReportDraft,
  isSlugTaken,
  lockIssuedReport,
  lockReportDraft,
  type ReportDraft,
  saveDuty,
  saveReportDraft,
  saveResponse,
} from './report-store.ts'

export type ReportResult<T = object> =
  | ({ readonly ok: true } & T)
  | {
      readonly ok: false
      readonly isStale?: boolean
      readonly problems: readonly { readonly field?: string; readonly reason: string }[]
    }

type Refused = Extract<ReportResult, { ok: false }>

function refuse(reason: string, field?: string): Refused {
  return { ok: false, problems: [{ reason, ...(field !== undefined && { field }) }] }
}

function refuseStale(): Refused {
  const reason =
    'Somebody else changed this report since you opened it, so nothing was saved. What you typed is still here.'
  return { ok: false, isStale: true, problems: [{ reason }] }
}

/** Begins a report, or changes one that is not issued. */
export async function writeReport(
  database: Database,
  scheme: Scheme,
  request: {
    readonly actor: string
    /** Undefined where it is begun. */
    readonly draft: { readonly id: number; readonly version: number } | undefined
    readonly typed: TypedReport
    /** The report it follows; asked for where it is begun. */
    readonly furtherTo: string | undefined
  },
): Promise<ReportResult<{ readonly id: number }>> {
  const { actor, typed } = request
  return database.transaction().execute(async (transaction) => {
    const before =
      request.draft === undefined ? undefined : await lockReportDraft(transaction, request.draft.id)
    if (request.draft !== undefined) {
      if (before === undefined) return refuse('There is no such draft any more, so nothing was saved.')
      if (before.version !== request.draft.version) return refuseStale()
    }
    const now = await currentMoment(transaction)
    const reading = readTypedReport(typed, dayOf(scheme, now))
    if (!reading.ok) return reading
    const { report } = reading
    const misfit = await misfitOf(transaction, scheme, report, before?.id)
    if (misfit !== undefined) return misfit
    const further = await furtherOf(transaction, scheme, request.furtherTo, before, report, now)
    if (!further.ok) return further
    const written = {
      ...report,
      authorityId: await authorityIdOf(transaction, report.authority),
      furtherTo: further.id,
      writers: [...new Set([...(before?.writers ?? []), actor])],
      writtenAt: now,
    }
    const id = before?.id ?? (await insertReportDraft(transaction, written))
    if (before !== undefined) {
      await saveReportDraft(transaction, id, {
        ...written,
        version: before.version + 1,
        settledMarks: before.settledMarks,
      })
    }
    await appendAudit(transaction, [
      {
        actor,
        action: 'report write',
        subject: draftSubject(id),
        before: null,
        after: {
          authority: report.authority,
          version: (before?.version ?? 0) + 1,
          caseCount: report.caseReferences.length,
        },
      },
    ])
    return { ok: true, id }
  })
}

/** What does not fit between a report and what is on record. */
async function misfitOf(
  transaction: Transaction,
  scheme: Scheme,
  report: ReportText,
  ownDraft: number | undefined,
): Promise<Refused | undefined> {
  const authorities = await readAuthorities(transaction)
  if (!authorities.some(({ slug }) => slug === report.authority))
    return refuse('Choose the authority.', 'authority')
  if (await isSlugTaken(transaction, report.slug, ownDraft)) {
    return refuse(`Another report has the address “${report.slug}”. Write another.`, 'slug')
  }
  const found = await readReportedCases(transaction, report.caseReferences)
  const asFile = { ...report, publishedAt: report.publishOn, cases: report.caseReferences }
  const [problem] = compareWithCases(asFile, found, scheme)
  if (problem === undefined) return undefined
  return refuse(
    `${problem.value ?? ''}: ${lowerFirst(problem.problem)}. Correct the cases or the authority.`,
    'cases',
  )
}

async function authorityIdOf(transaction: Transaction, slug: string): Promise<number> {
  const authority = (await readAuthorities(transaction)).find((one) => one.slug === slug)
  if (authority === undefined) throw new Error(`there is no authority ${slug}`)
  return authority.id
}

/** The report a further one follows: of the same authority, and not answered well enough in its time. */
async function furtherOf(
  transaction: Transaction,
  scheme: Scheme,
  slug: string | undefined,
  before: ReportDraft | undefined,
  report: ReportText,
  now: Date,
): Promise<{ readonly ok: true; readonly id: number | null } | Refused> {
  if (before !== undefined) return { ok: true, id: before.furtherTo }
  if (slug === undefined || slug === '') return { ok: true, id: null }
  const first = await findIssuedReport(transaction, { slug })
  if (first === undefined || first.authority !== report.authority) {
    return refuse('A further report is about the authority of the report it follows.', 'authority')
  }
  if (!isFurtherReportOpen(first, dayOf(scheme, now))) {
    return refuse(
      'The authority still has time to answer, or its answer was enough; no further report is open.',
    )
  }
  return { ok: true, id: first.id }
}

/** What the anonymity check marks in a report, but for what a person found harmless. */
export async function readOpenReportMarks(
  database: Database | Transaction,
  draft: ReportDraft,
): Promise<readonly AnonymityMark[]> {
  const texts = [
    { place: 'title', text: draft.title },
    { place: 'summary', text: draft.summary },
  ]
  const names = await readPublicNames(database)
  const found: AnonymityMark[] = []
  for (const written of draft.caseReferences) {
    const reference = readCaseReference(written)
    const known = reference && (await findCase(database, draft.authority, reference))
    if (known === undefined) continue
    found.push(
      ...checkAnonymity(texts, {
        reference: known.reference,
        decidedOn: known.record.decidedOn ?? draft.publishOn,
        publicNames: names,
        complainant: await readComplainantRecord(database, known),
        alike: null,
      }),
    )
  }
  return onePerPlace(found).filter(
    (mark) =>
      !draft.settledMarks.some(
        (old) => old.kind === mark.kind && old.marked === mark.marked && old.place === mark.place,
      ),
  )
}

/** Where several cases mark the same words, what stands in a complainant's own record hides behind no other reason. */
function onePerPlace(found: readonly AnonymityMark[]): readonly AnonymityMark[] {
  const isOwn = ({ kind }: AnonymityMark) => kind === 'complainant'
  const marks: AnonymityMark[] = []
  for (const one of [...found.filter(isOwn), ...found.filter((mark) => !isOwn(mark))]) {
    if (!marks.some((other) => isSamePlace(one, other))) marks.push(one)
  }
  return marks
}

function isSamePlace(one: AnonymityMark, other: AnonymityMark): boolean {
  return one.place === other.place && one.startsAt < other.endsAt && other.startsAt < one.endsAt
}

/** Settles marks in a report: as harmless, or by other words. */
export async function settleReportMarks(
  database: Database,
  request: {
    readonly actor: string
    readonly id: number
    readonly version: number
    readonly decisions: readonly MarkDecision[]
  },
): Promise<ReportResult> {
  return database.transaction().execute(async (transaction) => {
    const draft = await lockReportDraft(transaction, request.id)
    if (draft === undefined) return refuse('There is no such draft any more, so nothing was saved.')
    if (draft.version !== request.version) return refuseStale()
    if (request.decisions.length === 0) return refuse('Decide about at least one mark.')
    const at = request.decisions.findIndex(
      (one) => one.as === 'harmless' && one.kind === 'complainant' && one.reason === '',
    )
    if (at >= 0)
      return refuse(
        'This is in a complainant’s own record. Say why it tells nobody who they are.',
        `reason-${at}`,
      )
    const open = await readOpenReportMarks(transaction, draft)
    const decisionOf = (mark: AnonymityMark) =>
      request.decisions.find((one) => one.kind === mark.kind && one.marked === mark.marked)
    const settled = open.flatMap((mark) => {
      const decision = decisionOf(mark)
      if (decision?.as !== 'harmless') return []
      const { place, kind, marked } = mark
      return [{ place, kind, marked, reason: decision.reason || null, by: request.actor }]
    })
    const texts = { title: draft.title, summary: draft.summary }
    for (const mark of open.toSorted((one, other) => other.startsAt - one.startsAt)) {
      const decision = decisionOf(mark)
      if (decision?.as !== 'taken-out' || (mark.place !== 'title' && mark.place !== 'summary')) continue
      const text = texts[mark.place]
      texts[mark.place] = (text.slice(0, mark.startsAt) + decision.instead + text.slice(mark.endsAt))
        .replace(/ {2,}/g, ' ')
        .trim()
    }
    if (texts.title === '' || texts.summary === '')
      return refuse('That would leave nothing. Change the report itself instead.')
    const isChanged = texts.title !== draft.title || texts.summary !== draft.summary
    await saveReportDraft(transaction, draft.id, {
      ...draft,
      ...texts,
      caseReferences: draft.caseReferences.flatMap((reference) => readCaseReference(reference) ?? []),
      version: draft.version + 1,
      settledMarks: [...draft.settledMarks, ...settled],
      writers: isChanged ? [...new Set([...draft.writers, request.actor])] : draft.writers,
      writtenAt: await currentMoment(transaction),
    })
    await appendAudit(transaction, [
      {
        actor: request.actor,
        action: 'report settle marks',
        subject: draftSubject(draft.id),
        before: null,
        after: { version: draft.version + 1, harmlessCount: settled.length, isTextChanged: isChanged },
      },
    ])
    return { ok: true }
  })
}

/** What a draft is called in the record of who did what: by its number, since its address says what it is about. */
function draftSubject(id: number): string {
  return `report draft ${id}`
}

/** Throws a draft away. */
export async function removeReport(
  database: Database,
  { actor, id }: { readonly actor: string; readonly id: number },
): Promise<ReportResult> {
  return database.transaction().execute(async (transaction) => {
    const draft = await lockReportDraft(transaction, id)
    if (draft === undefined) return refuse('There is no such draft any more.')
    await deleteReportDraft(transaction, id)
    await appendAudit(transaction, [
      {
        actor,
        action: 'report remove draft',
        subject: draftSubject(draft.id),
        before: { version: draft.version },
        after: null,
      },
    ])
    return { ok: true }
  })
}

/**
 * Issues a report that somebody else wrote: it becomes public on its day, and from then the authority has its time to
 * consider it. Those who answer for the authority are told at once.
 */
export async function issueReport(
  database: Database,
  scheme: Scheme,
  request: {
    readonly actor: string
    readonly id: number
    readonly version: number
    readonly siteUrl: string
  },
): Promise<ReportResult<{ readonly slug: string }>> {
  return database.transaction().execute(async (transaction) => {
    const draft = await lockReportDraft(transaction, request.id)
    if (draft === undefined) return refuse('There is no such draft any more, so nothing was issued.')
    if (draft.version !== request.version) {
      return {
        ...refuse('Somebody changed the report since you opened this page. Read it as it is now.'),
        isStale: true,
      }
    }
    if (draft.writers.includes(request.actor)) {
      return refuse('You wrote some of this report yourself. Somebody else has to issue it.')
    }
    const open = await readOpenReportMarks(transaction, draft)
    if (open.length > 0) {
      const marks =
        open.length === 1
          ? '1 mark of the anonymity check is'
          : `${open.length} marks of the anonymity check are`
      return refuse(`${marks} open. Have each settled first.`)
    }
    const caseReferences = draft.caseReferences.flatMap((reference) => readCaseReference(reference) ?? [])
    const misfit = await misfitOf(transaction, scheme, { ...draft, caseReferences }, draft.id)
    if (misfit !== undefined) return misfit
    const now = await currentMoment(transaction)
    const today = dayOf(scheme, now)
    const { slug, authority, title, summary, furtherTo } = draft
    const isToCome = draft.publishOn > today
    const publishedAt = isToCome ? draft.publishOn : now.toISOString()
    const due = considerBy(scheme, isToCome ? draft.publishOn : today)
    await deleteReportDraft(transaction, draft.id)
    await writeReports(transaction, scheme, [
      { slug, authority, title, summary, publishedAt, cases: caseReferences },
    ])
    await saveDuty(transaction, slug, { considerBy: due, furtherTo })
    const issued = await findIssuedReport(transaction, { slug })
    if (issued === undefined) throw new Error(`the report ${slug} was issued and is not there`)
    await queueReminders(transaction, scheme, [issued], today, request.siteUrl)
    await appendAudit(transaction, [
      {
        actor: request.actor,
        action: 'report issue',
        subject: `report ${slug}`,
        before: null,
        after: {
          draft: draft.id,
          authority,
          published: publishedAt,
          considerBy: due,
          cases: [...draft.caseReferences],
        },
      },
    ])
    return { ok: true, slug }
  })
}

/** Records what the authority answered, for everybody to read, and whether it is enough. */
export async function recordResponse(
  database: Database,
  scheme: Scheme,
  request: {
    readonly actor: string
    readonly slug: string
    readonly consideredOn: string
    readonly response: string
    readonly isEnough: string
    /** Ticked: somebody has read what the anonymity check marks in the answer. */
    readonly isRead: boolean
  },
): Promise<ReportResult> {
  const { actor, slug, consideredOn, response, isEnough } = request
  return database.transaction().execute(async (transaction) => {
    const report = await lockIssuedReport(transaction, slug)
    if (report === undefined) return refuse('There is no such report, so nothing was saved.')
    if (report.consideredOn !== null) {
      return {
        ...refuse('Somebody recorded the answer since you opened this page, so nothing was saved.'),
        isStale: true,
      }
    }
    const now = await currentMoment(transaction)
    const problems = [...responseProblems(scheme, report, request, now)]
    const [mark] = checkAnonymity([{ place: 'response', text: response }], {
      reference: '',
      decidedOn: consideredOn,
      publicNames: await readPublicNames(transaction),
      complainant: null,
      alike: null,
    })
    if (mark !== undefined && !request.isRead && problems.length === 0) {
      problems.push({
        field: 'isRead',
        reason: `“${mark.marked}” may tell who somebody is, and everybody reads the answer. Say it without, or confirm that it is harmless.`,
      })
    }
    if (problems.length > 0) return { ok: false, problems }
    await saveResponse(transaction, slug, { consideredOn, response, isResponseEnough: isEnough === 'yes' })
    await appendAudit(transaction, [
      {
        actor,
        action: 'report answer',
        subject: `report ${slug}`,
        before: null,
        after: { consideredOn, isEnough: isEnough === 'yes' },
      },
    ])
    return { ok: true }
  })
}

function responseProblems(
  scheme: Scheme,
  { publishedAt }: { readonly publishedAt: Date },
  {
    consideredOn,
    response,
    isEnough,
  }: { readonly consideredOn: string; readonly response: string; readonly isEnough: string },
  now: Date,
): readonly { readonly field: string; readonly reason: string }[] {
  const problems: { field: string; reason: string }[] = []
  const publishedOn = dayOf(scheme, publishedAt)
  const today = dayOf(scheme, now)
  if (!isDay(consideredOn)) {
    problems.push({
      field: 'consideredOn',
      reason: 'Write the day on which the authority considered the report.',
    })
  } else if (consideredOn > today) {
    problems.push({ field: 'consideredOn', reason: `${printDate(consideredOn)} is still to come.` })
  } else if (consideredOn < publishedOn && consideredOn < today) {
    const reason = `${printDate(consideredOn)} is before the report of ${printDate(publishedOn)}.`
    problems.push({ field: 'consideredOn', reason })
  }
  if (response === '') problems.push({ field: 'response', reason: 'Write what the authority answered.' })
  if (response.length > 4_000)
    problems.push({ field: 'response', reason: 'Say the answer in 4,000 characters.' })
  if (isEnough !== 'yes' && isEnough !== 'no')
    problems.push({ field: 'isEnough', reason: 'Say whether it is enough.' })
  return problems
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
