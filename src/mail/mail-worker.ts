import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../database/connection.ts'
import {
  type CopyAnswer,
  claimMail,
  type MailInHand,
  readUncertain,
  recordAnswers,
  recordHandOver,
  recordLookUp,
  renewClaim,
} from './outbox-store.ts'
import type { Patience } from './patience.ts'
import { recordFailure, recordWorking } from './sending-store.ts'
import type { ServerAnswer, Transport } from './transport.ts'

export type MailWorkerSettings = {
  readonly database: Database
  readonly transport: Transport
  readonly mailsPerMinute: number
  readonly patience: Patience
  /** Told of every fault of ours; work goes on after a moment. */
  readonly onFault: (error: unknown) => void
}

/** A mail in hand when the program is to end may be answered for so long; then its connection is closed. */
const closingMilliseconds = 3_000

/** Sends what is due, one mail after another, until it is closed. */
export function startMailWorker(settings: MailWorkerSettings): { readonly close: () => Promise<void> } {
  const closing = new AbortController()
  const work = workUntil(closing.signal, settings)
  return {
    async close() {
      closing.abort()
      await Promise.race([work, sleep(closingMilliseconds, undefined, { ref: false })])
      settings.transport.close()
      await work
    },
  }
}

async function workUntil(signal: AbortSignal, settings: MailWorkerSettings): Promise<void> {
  const { patience, transport, onFault } = settings
  while (!signal.aborted) {
    let waitMilliseconds: number
    try {
      waitMilliseconds = await deliverNext(settings)
    } catch (error) {
      onFault(error)
      waitMilliseconds = patience.idleSeconds * 1000
    }
    // A connection nobody uses is in the server's way.
    if (waitMilliseconds >= patience.idleSeconds * 1000) transport.close()
    if (waitMilliseconds > 0) await sleep(waitMilliseconds, undefined, { signal }).catch(() => {})
  }
}

/** Sends the mail that is due first. Returns for how many milliseconds there is nothing to do. */
export async function deliverNext(settings: MailWorkerSettings): Promise<number> {
  const { database, transport, mailsPerMinute, patience } = settings
  const idle = patience.idleSeconds * 1000
  const claiming = await claimMail(database, {
    sender: transport.sender,
    claimSeconds: patience.claimSeconds,
    spacingMilliseconds: (copyCount) => (60_000 / mailsPerMinute) * transport.startsFor(copyCount),
  })
  if (claiming.state === 'paused') return Math.min(claiming.milliseconds, idle)
  if (claiming.state !== 'claimed') {
    await lookUpUncertain(settings)
    return idle
  }
  await deliver(settings, claiming.mail)
  return 0
}

async function deliver(
  { database, transport, patience }: MailWorkerSettings,
  mail: MailInHand,
): Promise<void> {
  const { claimSeconds } = patience
  const heartbeat = setInterval(
    // A beat that is missed is told of by the hand-over, which then finds the mail gone.
    () => void renewClaim(database, mail, claimSeconds).catch(() => {}),
    (claimSeconds * 1000) / 3,
  )
  try {
    const { answers, serverFailure } = await transport.deliver(mail, async (places, soFar) => {
      const isOurs = await recordHandOver(
        database,
        mail,
        places,
        soFar.map((answer) => copyAnswer(mail, answer, patience)),
        claimSeconds,
      )
      if (!isOurs) throw new LostClaim()
    })
    await recordAnswers(
      database,
      mail,
      answers.map((answer) => copyAnswer(mail, answer, patience)),
    )
    if (serverFailure === null) await recordWorking(database)
    else await recordFailure(database, serverFailure, mail.startedAt, patience.failurePauseSeconds)
  } catch (error) {
    // Otherwise the claim is left to lapse: what was handed over is uncertain then, the rest due as it was before.
    if (!(error instanceof LostClaim)) throw error
  } finally {
    clearInterval(heartbeat)
  }
}

/** Somebody else has the mail by now, since nothing was heard of this worker for too long. */
class LostClaim extends Error {}

function copyAnswer(
  mail: MailInHand,
  { place, outcome, words }: ServerAnswer,
  patience: Patience,
): CopyAnswer {
  if (outcome !== 'not-now') return { place, state: outcome, answer: words }
  const attemptCount = mail.recipients.find((recipient) => recipient.place === place)?.attemptCount ?? 0
  const afterSeconds = patience.retryAfterSeconds[attemptCount]
  return afterSeconds === undefined
    ? { place, state: 'given-up', answer: words }
    : { place, state: 'trying-again', afterSeconds, answer: words }
}

/** Asks for what was never answered for, where somebody can be asked. */
async function lookUpUncertain({ database, transport, patience }: MailWorkerSettings): Promise<void> {
  if (transport.lookUp === undefined) return
  for (const copy of await readUncertain(database, patience.lookUpAfterSeconds)) {
    await recordLookUp(database, copy, await transport.lookUp(copy))
  }
}
