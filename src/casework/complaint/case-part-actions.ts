import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { caseSubject, lockCase } from '../case-record-store.ts'
import type { CaseReference } from '../case-reference.ts'
import {
  type AuthorityWords,
  lockCaseFile,
  readOrigin,
  readPart,
  saveAuthorityWords,
  savePart,
} from './case-file-store.ts'
import { isWritable, stageWords, type TextPart } from './case-stage.ts'

export type PartWriting = {
  readonly actor: string
  readonly slug: string
  readonly reference: CaseReference
  readonly part: TextPart
  readonly text: string
  /** The version of the part when the form was made; 0 where nothing was written yet. */
  readonly seen: number
  /** With the complaint: what the authority calls the case and its service. */
  readonly words: AuthorityWords | undefined
}

export type PartWritten =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly isStale?: boolean }

/** Writes one part of a case. Two people may write different parts of one case at the same time. */
export async function writePart(
  database: Database,
  { actor, slug, reference, part, text, seen, words }: PartWriting,
): Promise<PartWritten> {
  return database.transaction().execute(async (transaction): Promise<PartWritten> => {
    const known = await lockCase(transaction, slug, reference)
    const file = known && (await lockCaseFile(transaction, known))
    if (known === undefined || file === undefined) {
      return { ok: false, reason: 'Nobody works on this case here.' }
    }
    if (!isWritable(part, file.stage)) {
      return {
        ok: false,
        reason: `This part is not written at this stage any more: ${stageWords[file.stage].standing.toLowerCase()}.`,
      }
    }
    const before = await readPart(transaction, known, part)
    if ((before?.version ?? 0) !== seen) {
      return {
        ok: false,
        isStale: true,
        reason:
          'Somebody else wrote this part since you opened it, so nothing was saved. What you typed is still here; theirs stands above it.',
      }
    }
    const now = await currentMoment(transaction)
    await savePart(transaction, known, part, { text, writtenBy: actor, writtenAt: now })
    const wordsBefore = words && (await readOrigin(transaction, known))
    if (words !== undefined) await saveAuthorityWords(transaction, known, words)
    const areWordsChanged =
      words !== undefined &&
      (words.authorityReference !== wordsBefore?.authorityReference ||
        words.authorityService !== wordsBefore?.authorityService)
    await appendAudit(transaction, [
      {
        actor,
        action: 'write part of case',
        subject: caseSubject(reference),
        before: { part, version: seen },
        // That the authority's words changed, and not what they are: it may call a case by somebody's name.
        after: { part, version: seen + 1, ...(areWordsChanged && { changed: 'the words of the authority' }) },
      },
    ])
    return { ok: true }
  })
}
