/** One mail as it is decided on: everything but from whom, which the settings say when it leaves. */
export type Mail = {
  /** What the mail is, such as "letter/2023-24/1/bassetlaw": a second one with the same key cannot be queued. */
  readonly key: string
  readonly subject: string
  /** Plain text, its lines as they are to stand. */
  readonly text: string
  /** A PDF. */
  readonly attachment: MailAttachment | null
  /** At least one; all of them see each other's addresses. */
  readonly recipients: readonly MailRecipient[]
  /** The text has a link that lets somebody in: such mail leaves before others, and its text is erased once it left. */
  readonly holdsSecret: boolean
  /** Goes to a test address, whatever it says. */
  readonly isRehearsal: boolean
}

export type MailAttachment = { readonly name: string; readonly content: Buffer }

export type MailRecipient = {
  readonly address: string
  /** The post it is sent to, as the address line says it: "Chief Executive". Empty where there is none to name. */
  readonly post: string
  readonly isCopy: boolean
}

/** What is known of a copy of a mail: one address, one copy. */
const recipientStates = [
  'waiting',
  'handing-over',
  'taken',
  'refused',
  'trying-again',
  'uncertain',
  'given-up',
  'received',
  'corrected',
] as const

export type RecipientState = (typeof recipientStates)[number]

/** How long an address may be: what SMTP takes. */
const longestAddress = 254

/** Why this is no address a mail can be sent to, as the end of a sentence; undefined where it is one. */
export function addressFault(address: string): string | undefined {
  if (!isOneLine(address)) return 'has a line break or another character that no address may have'
  if (address.length > longestAddress) return 'is longer than any e-mail address can be'
  return addressShape.test(address) ? undefined : 'is not like name@example.org'
}

const addressShape = /^[^\s<>",;:()\\@]+@[^\s<>",;:()\\@]+$/

/** Why a mail cannot leave as it is, as a sentence; undefined where it can. Nothing in it may end a line of its head. */
export function mailFault({ subject, attachment, recipients }: Mail): string | undefined {
  if (!isOneLine(subject)) return 'The subject has a line break or another character that cannot be sent.'
  if (attachment !== null && !attachmentNameShape.test(attachment.name)) {
    return `The attachment cannot be called ${JSON.stringify(attachment.name)}.`
  }
  if (recipients.length === 0) return 'There is nobody to send it to.'
  return recipients.map(recipientFault).find((fault) => fault !== undefined)
}

/** Why nothing can be sent to somebody, as a sentence; undefined where it can. */
export function recipientFault({ address, post }: MailRecipient): string | undefined {
  const fault = addressFault(address)
  if (fault !== undefined) return `The address ${JSON.stringify(address)} ${fault}.`
  if (isOneLine(post)) return undefined
  return `The post ${JSON.stringify(post)} has a line break or another character that cannot be sent.`
}

const attachmentNameShape = /^[A-Za-z0-9][A-Za-z0-9 ._-]*$/

/** Whether a text is one line, as all has to be that stands in the head of a mail. A tab is no part of one either. */
export function isOneLine(text: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)
}

/** Addresses are one where they differ in capitals alone. */
export function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** A state as the database names it. Another one throws. */
export function recipientState(text: string): RecipientState {
  const state = recipientStates.find((known) => known === text)
  if (state === undefined) throw new Error(`the database holds an unknown state "${text}" of a mail`)
  return state
}
