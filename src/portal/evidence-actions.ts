import { createHash } from 'node:crypto'
import { type Officer, postOf } from '../accounts/person.ts'
import { appendAudit } from '../audit/audit-store.ts'
import type { CaseReference } from '../casework/case-reference.ts'
import {
  type Evidence,
  longestEvidenceText,
  mostBytesTogether,
  mostFiles,
} from '../casework/evidence/evidence.ts'
import {
  beginDraft,
  type FileToStore,
  findStored,
  hasFile,
  lockDraft,
  markSent,
  readEvidence,
  removeFile,
  saveDraft,
  sizeOfDraft,
  storeFile,
} from '../casework/evidence/evidence-store.ts'
import { cleanFileName, endingOf } from '../casework/evidence/file-name.ts'
import { fileTypeFacts, readFileType } from '../casework/evidence/file-type.ts'
import type { VirusScanner } from '../casework/evidence/virus-scanner.ts'
import { recommendationSubject } from '../casework/recommendation/agreed-action-actions.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { nameSession } from '../database/portal-database.ts'
import { readOwnAuthorities } from './own-authority-store.ts'
import {
  findOwnRecommendation,
  lockOwnRecommendation,
  type OwnRecommendation,
} from './own-recommendation-store.ts'

/** Which recommendation of which authority: as it stands in an address, and so not yet known to be theirs. */
export type AskedRecommendation = {
  readonly slug: string
  readonly reference: CaseReference
  readonly number: number
}

/** Finds a recommendation that the session named for this transaction may see. */
export async function findAsked(
  transaction: Transaction,
  { slug, reference, number }: AskedRecommendation,
): Promise<OwnRecommendation | undefined> {
  const authority = (await readOwnAuthorities(transaction)).find((own) => own.slug === slug)
  return authority && findOwnRecommendation(transaction, authority.id, reference, number)
}

/** A file as it came with a form; null where it is larger than is taken. */
export type ArrivedFile = { readonly name: string; readonly content: Buffer | null }

export type RefusedFile = { readonly name: string; readonly reason: string }

/** What somebody does to the draft of their authority's evidence. */
export type DraftRequest = {
  readonly text: string
  /** Whether they say that the action is complete; null where they have not said. */
  readonly isComplete: boolean | null
  /** The version of the draft when the form was made; 0 where there was none. */
  readonly seenVersion: number
  readonly files: readonly ArrivedFile[]
  readonly removes: number | undefined
  readonly isBrokenOff: boolean
  readonly isSent: boolean
}

export type DraftChanging =
  | { readonly ok: true; readonly refusedFiles: readonly RefusedFile[] }
  | {
      readonly ok: false
      /** That an officer may see no such thing. */
      readonly isUnknown?: boolean
      readonly isStale?: boolean
      readonly problems: readonly { readonly field?: string; readonly reason: string }[]
      readonly refusedFiles: readonly RefusedFile[]
    }

/**
 * Adds to the draft of an authority's evidence, takes from it, or sends it. What is sent never changes. Files that are
 * refused stand in nobody's way: everything else is kept.
 */
export async function changeEvidence(
  database: Database,
  officer: Officer,
  scan: VirusScanner,
  asked: AskedRecommendation,
  request: DraftRequest,
): Promise<DraftChanging> {
  const arrived = await Promise.all(request.files.map((file) => examine(file, scan)))
  const refused: RefusedFile[] = arrived.filter((file) => 'reason' in file)
  const taken = arrived.filter((file) => 'sha256' in file)
  return database.transaction().execute(async (transaction): Promise<DraftChanging> => {
    await nameSession(transaction, officer.session.token)
    const own = await findAsked(transaction, asked)
    if (!own) return { ok: false, isUnknown: true, problems: [], refusedFiles: [] }
    await lockOwnRecommendation(transaction, own)
    const still = await findAsked(transaction, asked)
    if (still?.openSince == null) {
      return failed(refused, 'It is recorded how this action ended, so nothing more is taken.')
    }
    const key = {
      authorityId: own.authorityId,
      complaintId: own.complaintId,
      recommendationNumber: own.number,
    }
    if (request.isSent && (await isSentAlready(transaction, key, request, taken))) {
      return { ok: true, refusedFiles: refused }
    }
    const now = await currentMoment(transaction)
    const post = postOf(officer)
    await beginDraft(transaction, key, { begunBy: officer.id, begunPost: post, begunAt: now })
    const draft = await lockDraft(transaction, key)
    if (!draft) throw new Error(`the draft about action ${own.number} of ${own.reference} is gone`)
    if (request.isBrokenOff) {
      await saveDraft(transaction, own.authorityId, draft.id, { brokenOffAt: now })
      return failed([], 'The files stopped arriving half-way. Nothing of them was kept.')
    }
    const problem = staleProblem(draft, request) ?? textProblem(request.text)
    if (problem !== undefined)
      return { ok: false, isStale: problem.isStale, problems: [problem], refusedFiles: refused }
    await saveDraft(transaction, own.authorityId, draft.id, {
      text: request.text,
      isComplete: request.isComplete,
      brokenOffAt: null,
    })
    if (request.removes !== undefined)
      await removeFile(transaction, own.authorityId, draft.id, request.removes)
    const kept: string[] = []
    for (const file of taken) {
      const reason = await keep(transaction, own.authorityId, draft.id, file, now)
      if (reason === undefined) kept.push(file.sha256.toString('hex'))
      else refused.push({ name: file.name, reason })
    }
    const subject = recommendationSubject(asked.reference, own.number)
    const changed = {
      authority: own.slug,
      version: draft.version + 1,
      kept,
      removed: request.removes ?? null,
    }
    await appendAudit(transaction, [
      { actor: officer.email, action: 'prepare evidence', subject, before: null, after: changed },
    ])
    if (!request.isSent || refused.length > 0) return { ok: true, refusedFiles: refused }
    const unready = await sendingProblems(transaction, key, request)
    if (unready.length > 0) return { ok: false, problems: unready, refusedFiles: [] }
    await markSent(transaction, own.authorityId, draft.id, {
      sentAt: now,
      sentBy: officer.id,
      sentPost: post,
    })
    await appendAudit(transaction, [
      {
        actor: officer.email,
        action: 'send evidence',
        subject,
        before: null,
        after: { authority: own.slug, isComplete: request.isComplete },
      },
    ])
    return { ok: true, refusedFiles: [] }
  })
}

/**
 * Whether all that a form sends was sent already and nobody has read it yet, as when somebody presses the button twice:
 * it is not sent again.
 */
async function isSentAlready(
  transaction: Transaction,
  key: Parameters<typeof lockDraft>[1],
  { text, isComplete, isBrokenOff }: DraftRequest,
  taken: readonly FileToStore[],
): Promise<boolean> {
  const last = (await readEvidence(transaction, 'public', key)).at(-1)
  if (isBrokenOff || last === undefined || last.sentAt === null || last.readAt !== null) return false
  const isThere = ({ name, content }: FileToStore) =>
    last.files.some((file) => file.name === name && file.byteCount === content.length)
  return last.text === text && last.isComplete === isComplete && taken.every(isThere)
}

async function examine(
  { name, content }: ArrivedFile,
  scan: VirusScanner,
): Promise<FileToStore | RefusedFile> {
  const clean = cleanFileName(name)
  if (content === null) {
    return {
      name: clean,
      reason: 'It is larger than 25 MB. Please send a smaller one, or its parts one by one.',
    }
  }
  const reading = await readFileType(clean, content)
  if (!reading.ok) return { name: clean, reason: reading.reason }
  const state = await scan(content)
  if (state === 'harmful') return { name: clean, reason: harmful }
  const { type } = reading
  return {
    name: endingOf(clean) === '' ? `${clean}.${fileTypeFacts[type].endings[0]}` : clean,
    type,
    content,
    sha256: createHash('sha256').update(content).digest(),
    scan: state,
  }
}

const harmful =
  'The scanner found something harmful in it. Please have your computer checked before you send it again.'

/** Why a file was not kept; undefined where it was. */
async function keep(
  transaction: Transaction,
  authorityId: number,
  evidenceId: number,
  file: FileToStore,
  now: Date,
): Promise<string | undefined> {
  if ((await findStored(transaction, authorityId, file.sha256)) === 'harmful') return harmful
  if (await hasFile(transaction, authorityId, evidenceId, file.sha256)) return 'It is here already.'
  const { count, bytes } = await sizeOfDraft(transaction, authorityId, evidenceId)
  if (count >= mostFiles) return `There are ${mostFiles} files already. Send these first; more can follow.`
  if (bytes + file.content.length > mostBytesTogether) {
    return 'Together the files would be larger than 100 MB. Send these first; more can follow.'
  }
  await storeFile(transaction, authorityId, evidenceId, file, now)
  return undefined
}

/** Two officers at one draft: whoever sends second learns what the first wrote, and keeps what they typed. */
function staleProblem(draft: Evidence, { seenVersion, text, isComplete, isSent }: DraftRequest) {
  const isBegun = draft.text !== '' || draft.files.length > 0
  if (draft.version === seenVersion || (seenVersion === 0 && !isBegun)) return undefined
  const isSame = draft.text === text && draft.isComplete === isComplete
  if (isSame && !isSent) return undefined
  const what =
    draft.text === text
      ? 'the files or the answer below'
      : `“What was done”, which now says: “${draft.text === '' ? 'nothing' : draft.text}”`
  return {
    isStale: true,
    reason: `A colleague changed ${what}, since you opened this page. Nothing of yours was saved yet; what you typed is below. Look at both and choose again.`,
  }
}

function textProblem(text: string) {
  if (text.length <= longestEvidenceText) return undefined
  return {
    isStale: false,
    field: 'text',
    reason: `“What was done” has ${text.length.toLocaleString('en-GB')} characters. Shorten it to ${longestEvidenceText.toLocaleString('en-GB')}.`,
  }
}

async function sendingProblems(
  transaction: Transaction,
  key: Parameters<typeof lockDraft>[1],
  { text, isComplete }: DraftRequest,
): Promise<readonly { readonly field?: string; readonly reason: string }[]> {
  const files = (await lockDraft(transaction, key))?.files ?? []
  return [
    ...(text === '' && files.length === 0
      ? [{ field: 'text', reason: 'There is nothing to send yet. Say what was done, or add a file.' }]
      : []),
    ...(isComplete === null ? [{ field: 'complete', reason: 'Say whether the action is complete.' }] : []),
    ...(files.some(({ scan }) => scan === 'harmful')
      ? [{ field: 'files', reason: 'One of the files was found to be harmful. Remove it first.' }]
      : []),
  ]
}

function failed(refusedFiles: readonly RefusedFile[], reason: string): Extract<DraftChanging, { ok: false }> {
  return { ok: false, problems: [{ reason }], refusedFiles }
}
