import type { FileType } from './file-type.ts'
import type { ScanState } from './virus-scanner.ts'

/** What an authority says and shows about one recommendation: a draft until it is sent. */
export type Evidence = {
  readonly id: number
  readonly text: string
  /** Whether the authority says that the action is complete; null while it has not said. */
  readonly isComplete: boolean | null
  readonly begunPost: string
  readonly sentAt: Date | null
  readonly sentPost: string | null
  /** Counts changes of the draft. */
  readonly version: number
  /** When files that were being sent stopped arriving. */
  readonly brokenOffAt: Date | null
  /** When a compliance officer read it. */
  readonly readAt: Date | null
  /** What the Ombudsman says is still wanted. */
  readonly answer: string | null
  readonly files: readonly EvidenceFile[]
}

export type EvidenceFile = {
  readonly number: number
  readonly name: string
  readonly type: FileType
  readonly byteCount: number
  readonly scan: ScanState
}

/** The most of one piece of evidence. */
export const mostFiles = 20
export const mostBytesTogether = 100_000_000
export const longestEvidenceText = 2_000
export const longestAnswer = 2_000

/** "1.2 MB", "48 kB". */
export function printBytes(count: number): string {
  if (count < 1_000_000) return `${Math.max(1, Math.round(count / 1_000))} kB`
  return `${(count / 1_000_000).toFixed(1).replace(/\.0$/, '')} MB`
}

/** The last piece of evidence that says that an action is complete. */
export function lastComplete(evidence: readonly Evidence[]): Evidence | undefined {
  return evidence.findLast(({ sentAt, isComplete }) => sentAt !== null && isComplete === true)
}
