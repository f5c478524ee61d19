import { setTimeout as sleep } from 'node:timers/promises'
import { NotifyClient } from 'notifications-node-client'
import type { NotifySettings } from './mail-settings.ts'
import type { MailInHand } from './outbox-store.ts'
import type { Patience } from './patience.ts'
import type { ServerAnswer, Transport } from './transport.ts'

/** What the service answers, or what the way to it failed with. */
type NotifyFault = {
  readonly code?: string
  readonly message?: string
  readonly response?: {
    readonly status: number
    readonly data?: { readonly errors?: readonly { readonly error: string; readonly message: string }[] }
  }
}

/**
 * Sends through GOV.UK Notify, which makes one e-mail for each address, with a link to the letter. Its template has
 * the places ((subject)), ((text)) and ((letter)).
 */
export function notifyTransport(settings: NotifySettings, patience: Patience): Transport {
  const client =
    settings.url === null
      ? new NotifyClient(settings.apiKey)
      : new NotifyClient(settings.url, settings.apiKey)

  return {
    name: 'GOV.UK Notify',
    sender: null,
    startsFor: (copyCount) => copyCount,
    async deliver(mail, beforeHandOver) {
      const letter = letterOf(client, mail)
      if (letter === undefined) {
        const words = 'The letter is larger than GOV.UK Notify takes.'
        return {
          answers: dueOf(mail).map(({ place }) => ({ place, outcome: 'refused', words })),
          serverFailure: null,
        }
      }
      const answers: ServerAnswer[] = []
      for (const { place, address } of dueOf(mail)) {
        await beforeHandOver([place], [])
        const { answer, serverFailure } = await inTime(send(mail, address, letter), patience.attemptSeconds)
        answers.push({ place, ...answer })
        if (serverFailure !== null) return { answers, serverFailure }
      }
      return { answers, serverFailure: null }
    },
    async lookUp({ messageId, address }) {
      const { data } = await client.getNotifications('email', undefined, messageId)
      const found = data.notifications.find(
        ({ email_address: sentTo }) => sentTo?.toLowerCase() === address.toLowerCase(),
      )
      return found
        ? { isThere: true, answer: `GOV.UK Notify has it as ${found.id}: ${found.status}` }
        : { isThere: false, answer: 'GOV.UK Notify was asked and has no record of it.' }
    },
    close: () => {},
  }

  function send(mail: MailInHand, address: string, letter: object | string): Promise<Sent> {
    return client
      .sendEmail(settings.templateId, address, {
        personalisation: { subject: mail.subject, text: mail.text, letter },
        reference: mail.messageId,
      })
      .then(({ data }): Sent => answered('taken', `GOV.UK Notify took it as ${data.id}`))
      .catch((fault: NotifyFault): Sent => sentOf(fault))
  }
}

type Sent = { readonly answer: Omit<ServerAnswer, 'place'>; readonly serverFailure: string | null }

function dueOf(mail: MailInHand) {
  return mail.recipients.filter(({ isDue }) => isDue)
}

/** The letter behind a link that needs no confirmation: nobody has to prove anything to read it. */
function letterOf(client: NotifyClient, { attachment }: MailInHand): object | string | undefined {
  if (attachment === null) return ''
  try {
    return client.prepareUpload(attachment.content, {
      filename: attachment.name,
      confirmEmailBeforeDownload: false,
    })
  } catch {
    // The client throws for a file that is too large, and for nothing else.
    return undefined
  }
}

function inTime(sending: Promise<Sent>, seconds: number): Promise<Sent> {
  const late = sleep(seconds * 1000, undefined, { ref: false }).then(() =>
    answered('uncertain', 'GOV.UK Notify did not answer in time.'),
  )
  return Promise.race([sending, late])
}

function sentOf({ code, message = '', response }: NotifyFault): Sent {
  if (response === undefined) {
    const words = `GOV.UK Notify could not be reached: ${message}`
    // Only where no connection came about is it sure that nothing was handed over.
    return neverReached.has(code ?? '')
      ? { ...answered('not-now', words), serverFailure: words }
      : answered('uncertain', words)
  }
  const [error] = response.data?.errors ?? []
  const words = `${response.status} ${error?.error ?? ''}: ${error?.message ?? message}`
  if (response.status === 429) return answered('not-now', words)
  if (response.status >= 500) return answered('uncertain', words)
  if (response.status === 400 && /email_address|email address/i.test(words)) return answered('refused', words)
  // A key, template or service that is not as it has to be is the same for every mail.
  return { ...answered('not-now', words), serverFailure: `GOV.UK Notify refuses: ${words}` }
}

const neverReached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

function answered(outcome: ServerAnswer['outcome'], words: string): Sent {
  return { answer: { outcome, words }, serverFailure: null }
}
