import MailComposer from 'nodemailer/lib/mail-composer'
import type { MailInHand } from './outbox-store.ts'

/** A mail that says from whom it comes. */
export type SignedMail = MailInHand & { readonly sender: string }

/**
 * A mail as it goes over the line: the same bytes for every copy and every attempt, since whatever could differ is
 * fixed when it is queued or first tried. All its addresses stand in its head, also those an attempt is not for.
 */
export function mailBytes(mail: SignedMail): Promise<Buffer> {
  const { attachment } = mail
  const composer = new MailComposer({
    from: mail.sender,
    to: mail.recipients.filter(({ isCopy }) => !isCopy).map(headAddress),
    cc: mail.recipients.filter(({ isCopy }) => isCopy).map(headAddress),
    subject: mail.subject,
    text: mail.text,
    messageId: messageIdOf(mail),
    date: mail.queuedAt,
    baseBoundary: mail.messageId,
    newline: 'windows',
    // Nothing is ever fetched or read from a file for a mail.
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(attachment && {
      attachments: [
        { filename: attachment.name, content: attachment.content, contentType: 'application/pdf' },
      ],
    }),
  })
  return new Promise((resolve, reject) => {
    composer.compile().build((error, bytes) => (error ? reject(error) : resolve(bytes)))
  })
}

/** The number of a message, by which mailboxes tell a second copy. */
function messageIdOf({ messageId, sender }: Pick<SignedMail, 'messageId' | 'sender'>): string {
  return `<${messageId}@${hostOf(sender)}>`
}

function hostOf(sender: string): string {
  const [, host] = /@([^@>\s]+)>?$/.exec(sender) ?? []
  if (host === undefined) throw new Error(`the sender ${JSON.stringify(sender)} has no host`)
  return host.toLowerCase()
}

function headAddress({ address, post }: { readonly address: string; readonly post: string }) {
  return { name: post, address }
}
