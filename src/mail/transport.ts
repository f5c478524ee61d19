import type { MailInHand, UncertainCopy } from './outbox-store.ts'

/** A way by which mail leaves. */
export type Transport = {
  /** The way in words: "the mail server mail.example.org". */
  readonly name: string
  /** From whom mail comes; null where the service has an address of its own. */
  readonly sender: string | null
  /** How many mails it makes of one, as far as the number a minute is concerned. */
  readonly startsFor: (copyCount: number) => number
  /**
   * Hands a mail to the addresses that are due. Before the receiving side could have a copy, it waits for
   * `beforeHandOver`, and goes no further with these copies if that fails. Never throws for what the other side does.
   */
  readonly deliver: (mail: MailInHand, beforeHandOver: BeforeHandOver) => Promise<Delivery>
  /** Asks for copies that were never answered for; undefined where nobody can be asked. */
  readonly lookUp?: (copy: UncertainCopy) => Promise<{ readonly isThere: boolean; readonly answer: string }>
  readonly close: () => void
}

/** Takes the places of the copies that are about to be handed over, and what was said of others of the same mail. */
export type BeforeHandOver = (places: readonly number[], answers: readonly ServerAnswer[]) => Promise<void>

/** What the other side said of one copy, or what happened instead. */
export type ServerAnswer = {
  readonly place: number
  readonly outcome:
    | 'taken'
    /** For good. */
    | 'refused'
    /** For now; or it cannot have it, and it is safe to try again. */
    | 'not-now'
    /** It may have it or not. */
    | 'uncertain'
  readonly words: string
}

export type Delivery = {
  /** For each copy that an attempt was made with; none for those that were never offered. */
  readonly answers: readonly ServerAnswer[]
  /** What failed about the server itself, or the way to it, whoever the mail is for; null where it works. */
  readonly serverFailure: string | null
}
