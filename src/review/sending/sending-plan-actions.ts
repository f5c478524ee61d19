import { createHash } from 'node:crypto'
import type { AuthorityId } from '../../authorities/authority.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { successorsOn } from '../../authorities/authority-succession.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { Letter } from '../../letters/letter.ts'
import { type MailRecipient, recipientFault } from '../../mail/mail.ts'
import type { Standing } from '../review-standing-store.ts'
import { standingMark } from '../seen-standing.ts'
import { recipientsOf } from './recipients.ts'
import { readPossibleRecipients, readRevisionFacts, readSealedLetters } from './sending-store.ts'

/** A sealed letter and who it would go to, or why it cannot be sent. */
export type PlannedLetter = {
  readonly authorityId: AuthorityId
  readonly letter: Letter
  readonly recipients: readonly MailRecipient[]
  readonly problem: string | null
}

/** What sending the current revision of a year would do. */
export type SendingPlan = {
  readonly letters: readonly PlannedLetter[]
  /** What the revision corrects; null for the first. */
  readonly reason: string | null
}

/** Says who would be sent what: holders of offices on the day the letters bear, by the addresses on record now. */
export async function planSending(
  database: Database | Transaction,
  { cycle }: Pick<Standing, 'cycle'>,
  revision: number,
): Promise<SendingPlan> {
  const { year, letterDate } = cycle
  const { reason, reissuedOn } = await readRevisionFacts(database, year, revision)
  const sealed = await readSealedLetters(database, year, revision)
  if (sealed.length === 0) return { letters: [], reason }
  const date = reissuedOn ?? letterDate
  const holders = await readPossibleRecipients(database, date)
  const register = new Map((await readAuthorities(database)).map((authority) => [authority.slug, authority]))
  const letters = sealed.map(({ authorityId, letter, hasPdf }): PlannedLetter => {
    const bodies = successorsOn(register, letter.slug, date)
    const slugs = new Set(bodies.map(({ slug }) => slug))
    const found = recipientsOf(
      letter,
      bodies,
      holders.filter(({ authority }) => slugs.has(authority)),
      date,
    )
    const recipients = found.ok ? found.recipients : []
    const problem = found.ok ? problemOf(letter, recipients, hasPdf) : found.reason
    return { authorityId, letter, recipients, problem }
  })
  return { letters, reason }
}

/**
 * Names where a review stood, and who would have been sent what and under which moment, when a page showed it. Whoever
 * sends by that page sends exactly this.
 */
export function sendingMark(
  { cycle, current }: Pick<Standing, 'cycle' | 'current'>,
  { letters }: SendingPlan,
): string {
  const shown = letters.map(({ letter, recipients }) => [
    letter.slug,
    ...recipients.map(({ address, post, isCopy }) => [address, post, isCopy]),
  ])
  const text = JSON.stringify([cycle.publishedAt, shown])
  return `${standingMark(current)} ${createHash('sha256').update(text).digest('hex')}`
}

function problemOf(letter: Letter, recipients: readonly MailRecipient[], hasPdf: boolean): string | null {
  if (!hasPdf) return `The letter to ${letter.authority} was sealed without its PDF and cannot be sent.`
  const faults = recipients.flatMap((recipient) => recipientFault(recipient) ?? [])
  return faults[0] === undefined ? null : `${letter.authority}: ${faults[0]} Correct the office holder.`
}
