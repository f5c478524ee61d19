import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { mailBytes } from './mail-bytes.ts'
import type { SmtpSettings } from './mail-settings.ts'
import type { MailInHand, RecipientInHand } from './outbox-store.ts'
import type { Patience } from './patience.ts'
import type { BeforeHandOver, Delivery, ServerAnswer, Transport } from './transport.ts'

type SmtpError = SMTPConnection.SMTPError
/** Errors about one recipient name it. */
type RecipientError = SmtpError & { readonly recipient?: string }
/** The connection notes in the envelope it is given what the server says of each recipient, as soon as it says so. */
type WatchedEnvelope = SMTPConnection.Envelope & {
  readonly accepted?: readonly string[]
  readonly rejectedErrors?: readonly RecipientError[]
}

/** How many mails go over one connection: some servers end longer ones in the middle of a mail. */
const mailsPerConnection = 50

/** Sends over one SMTP connection at a time, which it keeps open from mail to mail. */
export function smtpTransport(settings: SmtpSettings, patience: Patience): Transport {
  let open: { readonly connection: SMTPConnection; mailCount: number } | undefined

  return {
    name: `the mail server ${settings.host}`,
    sender: settings.from,
    startsFor: () => 1,
    async deliver(mail, beforeHandOver) {
      const first = await attempt(mail, beforeHandOver)
      // A connection kept from the mail before may have been ended since; that says nothing about the server.
      const { delivery } = first.isStale ? await attempt(mail, beforeHandOver) : first
      return delivery
    },
    close,
  }

  async function attempt(
    mail: MailInHand,
    beforeHandOver: BeforeHandOver,
  ): Promise<{ readonly delivery: Delivery; readonly isStale: boolean }> {
    if (open && (open.connection.destroyed || open.mailCount >= mailsPerConnection)) close()
    const isKept = open !== undefined
    if (open === undefined) {
      const connected = await connectTo(settings, patience)
      if (!connected.ok) return { delivery: { answers: [], serverFailure: connected.reason }, isStale: false }
      open = { connection: connected.connection, mailCount: 0 }
    }
    open.mailCount += 1
    const ended = await sendOver(open.connection, mail, settings.from, beforeHandOver, patience)
    if (!ended.isWhole) close()
    return {
      delivery: deliveryOf(mail, ended),
      isStale: isKept && !ended.isWhole && ended.heard === 'nothing',
    }
  }

  function close() {
    open?.connection.close()
    open = undefined
  }
}

type Connecting =
  | { readonly ok: true; readonly connection: SMTPConnection }
  | { readonly ok: false; readonly reason: string }

/** Connects, encrypts and signs in. */
async function connectTo(settings: SmtpSettings, patience: Patience): Promise<Connecting> {
  const { host, port, encryption, user } = settings
  const milliseconds = patience.silenceSeconds * 1000
  const connection = new SMTPConnection({
    host,
    port,
    secure: encryption === 'tls',
    requireTLS: encryption === 'starttls',
    ignoreTLS: encryption === 'none',
    tls: { minVersion: 'TLSv1.2' },
    // Somebody who cannot be reached within half a minute is not there.
    connectionTimeout: Math.min(milliseconds, 30_000),
    greetingTimeout: Math.min(milliseconds, 60_000),
    socketTimeout: milliseconds,
  })
  // An error after the connection served its last mail concerns nobody.
  connection.on('error', () => {})
  try {
    await withDeadline(connection, patience.attemptSeconds, (done) =>
      connection.connect((error) => done(error ?? undefined)),
    )
    if (user !== null) {
      const credentials = { user: user.name, pass: user.password }
      await withDeadline(connection, patience.attemptSeconds, (done) =>
        connection.login({ credentials }, (error) => done(error ?? undefined)),
      )
    }
    return { ok: true, connection }
  } catch (error) {
    connection.close()
    return { ok: false, reason: connectionFailure(settings, error as SmtpError) }
  }
}

/** Whatever ends the wait first: the answer, the end of the connection, or our patience. */
function withDeadline(
  connection: SMTPConnection,
  seconds: number,
  begin: (done: (error?: SmtpError) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: SmtpError | null) => {
      clearTimeout(timer)
      connection.removeListener('error', end)
      connection.removeListener('end', closed)
      error ? reject(error) : resolve()
    }
    const closed = () => end(new Error('the connection was closed'))
    const timer = setTimeout(() => end(new Error('no answer in time')), seconds * 1000)
    connection.on('error', end)
    connection.on('end', closed)
    begin(end)
  })
}

function connectionFailure({ host, port, encryption }: SmtpSettings, error: SmtpError): string {
  const words = serverWords(error)
  if (error.code === 'EAUTH') return `The mail server ${host} does not accept the user and password: ${words}`
  if (error.code === 'ETLS')
    return `No encrypted connection to the mail server ${host} could be made: ${words}`
  if (encryption === 'tls' && error.code === 'ESOCKET') {
    return `No encrypted connection to the mail server ${host}, port ${port}, could be made: ${words}`
  }
  return `The mail server ${host}, port ${port}, could not be reached: ${words}`
}

/** How an attempt to send over a connection ended. */
type Ended = {
  readonly envelope: WatchedEnvelope
  readonly error: SmtpError | null
  readonly response: string
  /** How far it came: the server has said nothing yet; something; or it could have the whole mail. */
  readonly heard: 'nothing' | 'something' | 'handed-over'
  /** The connection is good for another mail. */
  readonly isWhole: boolean
}

/**
 * Sends the mail, and holds back its end until it is recorded that the server could have it from then on. SMTP takes
 * nothing as sent before the end came, and a mail that breaks off before it is thrown away.
 */
async function sendOver(
  connection: SMTPConnection,
  mail: MailInHand,
  from: string,
  beforeHandOver: BeforeHandOver,
  patience: Patience,
): Promise<Ended> {
  const bytes = await mailBytes({ ...mail, sender: mail.sender ?? from })
  const due = mail.recipients.filter(({ isDue }) => isDue)
  const envelope: WatchedEnvelope = {
    from: addressOf(mail.sender ?? from),
    to: due.map(({ address }) => address),
    size: bytes.length,
  }
  return new Promise((resolve, reject) => {
    let isOver = false
    let isHandedOver = false
    const end = (error: SmtpError | null, response: string) => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      connection.removeListener('end', ended)
      stream.destroy()
      const heard = isHandedOver ? 'handed-over' : envelope.accepted === undefined ? 'nothing' : wasHeard()
      // An answer before the end of the mail is none: the server cannot have it.
      const early =
        error === null && !isHandedOver ? new Error('it answered before it had the letter') : error
      resolve({ envelope, error: early, response, heard, isWhole: early === null })
    }
    const wasHeard = () =>
      (envelope.accepted?.length ?? 0) + (envelope.rejectedErrors?.length ?? 0) > 0 ? 'something' : 'nothing'
    const timer = setTimeout(() => {
      end(new Error('no answer in time'), '')
      connection.close()
    }, patience.attemptSeconds * 1000)
    const stream = Readable.from(heldBack())
    // Where it was closed by us; an error says more than this and comes first.
    const ended = () => setImmediate(() => end(new Error('the connection was closed'), ''))
    connection.once('end', ended)
    connection.send(envelope, stream, (error, info) => end(error, error ? '' : info.response))

    async function* heldBack() {
      yield bytes
      const { accepted, others } = answersSoFar(due, envelope)
      try {
        await beforeHandOver(accepted, others)
      } catch (error) {
        // Nothing may be handed over that is not on record; the connection ends without the end of the mail.
        connection.close()
        if (!isOver) {
          isOver = true
          clearTimeout(timer)
          reject(error)
        }
        throw error
      }
      // The attempt may have ended while the record was written: then the mail must have no end.
      if (isOver) throw new Error('the attempt is over')
      isHandedOver = true
    }
  })
}

/** Whom the server will take the mail for, and what it said of the others. */
function answersSoFar(due: readonly RecipientInHand[], { rejectedErrors = [] }: WatchedEnvelope) {
  const others = due.flatMap(({ place, address }): ServerAnswer[] => {
    const error = rejectedErrors.find(({ recipient }) => recipient === address)
    return error ? [{ place, outcome: outcomeOf(error), words: serverWords(error) }] : []
  })
  const accepted = due.map(({ place }) => place).filter((place) => !others.some((one) => one.place === place))
  return { accepted, others }
}

function deliveryOf(mail: MailInHand, ended: Ended): Delivery {
  const { envelope, error, response, heard } = ended
  const due = mail.recipients.filter(({ isDue }) => isDue)
  const { accepted, others } = answersSoFar(due, envelope)
  const withRest = (outcome: ServerAnswer['outcome'], words: string) => [
    ...others,
    ...accepted.map((place) => ({ place, outcome, words })),
  ]
  if (error === null) return { answers: withRest('taken', response), serverFailure: null }
  const words = serverWords(error)
  if (heard === 'handed-over') {
    // Only its answer to the mail says that the server does not have it.
    const isAnswer = error.code === 'EMESSAGE' && isRefusal(error.responseCode)
    return { answers: withRest(isAnswer ? outcomeOf(error) : 'uncertain', words), serverFailure: null }
  }
  if (accepted.length === 0) return { answers: others, serverFailure: null }
  if (error.code === 'EMESSAGE' && error.command === 'MAIL FROM') {
    return {
      answers: withRest('refused', 'The letter is larger than the server takes.'),
      serverFailure: null,
    }
  }
  if (isRefusal(error.responseCode) && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE')) {
    // Who sends is the same for every mail; how large one is, is not.
    const isAboutUs = error.command === 'MAIL FROM' && error.responseCode !== tooLarge && isFinal(error)
    return isAboutUs
      ? {
          answers: [],
          serverFailure: `The server does not take mail from the address in MAIL_FROM: ${words}`,
        }
      : { answers: withRest(outcomeOf(error), words), serverFailure: null }
  }
  return {
    answers: withRest('not-now', `Broken off before the letter was handed over: ${words}`),
    serverFailure: words,
  }
}

const tooLarge = 552

function isRefusal(code: number | undefined): code is number {
  return code !== undefined && code >= 400 && code < 600
}

function isFinal({ responseCode }: SmtpError): boolean {
  return responseCode !== undefined && responseCode >= 500
}

function outcomeOf(error: SmtpError): 'refused' | 'not-now' {
  return isFinal(error) ? 'refused' : 'not-now'
}

/** What the server said, else what happened. */
function serverWords(error: SmtpError): string {
  if (error.response !== undefined) return error.response
  if (error.code === 'ETIMEDOUT') return 'no answer in time'
  return error.message === 'Connection closed unexpectedly' ? 'the connection broke' : error.message
}

/** The address alone, of "Name <address>". */
function addressOf(sender: string): string {
  return /<([^<>]*)>/.exec(sender)?.[1] ?? sender
}
