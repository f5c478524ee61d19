import type { RecipientState } from '../../mail/mail.ts'

/** A copy of a letter on its way to one address, and what is known of it. */
export type LetterCopy = {
  readonly mailId: number
  readonly place: number
  readonly revision: number
  readonly slug: string
  readonly authority: string
  readonly post: string
  readonly address: string
  readonly isCopy: boolean
  readonly state: RecipientState
  readonly attemptCount: number
  readonly nextTryAt: Date | null
  readonly answer: string | null
  readonly answeredAt: Date | null
  readonly secondCopyCount: number
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly queuedAt: Date
}
