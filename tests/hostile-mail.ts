import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Database } from '../src/database/connection.ts'
import { random } from '../src/demonstration/random.ts'
import type { Mail } from '../src/mail/mail.ts'
import type { SmtpSettings } from '../src/mail/mail-settings.ts'
import { startMailWorker } from '../src/mail/mail-worker.ts'
import { decideCopy, queueMail } from '../src/mail/outbox-store.ts'
import type { Patience } from '../src/mail/patience.ts'
import { readSendingState, resumeSending } from '../src/mail/sending-store.ts'
import { smtpTransport } from '../src/mail/smtp-transport.ts'
import { type Arrival, badAddress, busyAddress, type HostileServer } from './hostile-mail-server.ts'

/** The hours of a real server in thousandths. */
export const hastyPatience: Patience = {
  retryAfterSeconds: [0.05, 0.1, 0.2, 0.5, 0.5, 0.5],
  failurePauseSeconds: [0.02, 0.05, 0.1, 0.2],
  silenceSeconds: 0.6,
  attemptSeconds: 2,
  claimSeconds: 1,
  idleSeconds: 0.03,
  lookUpAfterSeconds: 0.1,
}

export function localServer(port: number): SmtpSettings {
  return {
    by: 'smtp',
    host: '127.0.0.1',
    port,
    user: null,
    encryption: 'none',
    from: 'Annual review <review@ombudsman.example>',
    mailsPerMinute: 1_000_000,
  }
}

/** Queues so many mails with a letter, each to one to five addresses; one in thirty of these takes nothing. */
export async function queueLetters(database: Database, count: number, seed: number): Promise<void> {
  const chance = random(seed, 'letters to send')
  for (let start = 0; start < count; start += 500) {
    const mails = Array.from({ length: Math.min(500, count - start) }, (_, index) => letter(start + index))
    await database.transaction().execute((transaction) => queueMail(transaction, mails))
  }

  function letter(number: number): Mail {
    const address = (place: number) => {
      const drawn = chance.unit()
      const name = drawn < 0.03 ? badAddress : drawn < 0.06 ? busyAddress : 'officer'
      return {
        address: `${name}${place}@authority-${number}.example`,
        post: `Post ${place}`,
        isCopy: place > 0,
      }
    }
    return {
      key: `letter/${number}`,
      subject: `Letter ${number}`,
      text: `The letter of authority ${number} is attached.\n`,
      attachment: { name: `letter-${number}.pdf`, content: pdfOf(number, chance.between(2_000, 40_000)) },
      recipients: Array.from({ length: chance.between(1, 5) }, (_, place) => address(place)),
      holdsSecret: false,
      isRehearsal: false,
    }
  }
}

/** Bytes of a letter's size; no server looks into it. */
function pdfOf(number: number, length: number): Buffer {
  return Buffer.alloc(length, createHash('sha512').update(`letter ${number}`).digest())
}

/** Three programs send until everything is settled, while a person deals with what is uncertain, refused or suspended. */
export async function sendUntilSettled(
  database: Database,
  server: HostileServer,
  seed: number,
  seconds: number,
): Promise<void> {
  const faults: unknown[] = []
  const workers = [0, 1, 2].map(() => hastyWorker(database, server.port, (error) => faults.push(error)))
  const end = Date.now() + seconds * 1000
  const chance = random(seed, 'a person at the desk')
  try {
    for (;;) {
      const looked = Date.now()
      if ((await dealWithIt(database, server.arrivals, chance.unit)) === 0) break
      if (Date.now() > end) throw new Error(`not settled after ${seconds} seconds`)
      // Looking through many copies takes a while, and is not what is tested.
      await sleep(Math.max(200, (Date.now() - looked) * 5))
    }
  } finally {
    await Promise.all(workers.map(({ close }) => close()))
  }
  if (faults.length > 0) throw faults[0]
}

export function hastyWorker(database: Database, port: number, onFault: (error: unknown) => void) {
  return startMailWorker({
    database,
    transport: smtpTransport(localServer(port), hastyPatience),
    mailsPerMinute: 1_000_000,
    patience: hastyPatience,
    onFault,
  })
}

/** What a person does who sees the page, once. Returns how many copies are not settled yet. */
async function dealWithIt(
  database: Database,
  arrivals: readonly Arrival[],
  unit: () => number,
): Promise<number> {
  const { suspendedAt } = await readSendingState(database)
  if (suspendedAt !== null) await database.transaction().execute(resumeSending)
  const copies = await readCopies(database)
  const arrived = new Set(arrivals.map(arrivalKey))
  for (const copy of copies) {
    // Whoever asks by telephone hears the truth; whoever does not ask may send again what has arrived.
    const isKnown = arrived.has(arrivalKey(copy)) && unit() < 0.5
    const isWanted = !copy.address.startsWith(badAddress)
    const decision =
      copy.state === 'uncertain'
        ? isKnown
          ? 'received'
          : 'send-again'
        : copy.state === 'given-up' || (copy.state === 'refused' && isWanted)
          ? 'send-again'
          : undefined
    if (decision !== undefined) {
      await database
        .transaction()
        .execute((transaction) => decideCopy(transaction, copy, decision, 'statistician@ombudsman.example'))
    }
  }
  return copies.filter(
    ({ state, address }) =>
      state !== 'taken' && state !== 'received' && !(state === 'refused' && address.startsWith(badAddress)),
  ).length
}

type Copy = Awaited<ReturnType<typeof readCopies>>[number]

export async function readCopies(database: Database) {
  const rows = await database
    .selectFrom('mailRecipient')
    .innerJoin('mail', 'mail.mailId', 'mailRecipient.mailId')
    .select(['mail.mailId', 'mail.messageId', 'place', 'address', 'state', 'secondCopyCount', 'answer'])
    .orderBy('mail.mailId')
    .orderBy('place')
    .execute()
  return rows.map((row) => ({ ...row, messageId: `<${row.messageId}@ombudsman.example>` }))
}

function arrivalKey({
  messageId,
  address,
}: {
  readonly messageId: string
  readonly address: string
}): string {
  return `${messageId} ${address}`
}

/** What the database says and the server knows better: empty where nothing is lost, and nothing doubled but by name. */
export function disagreements(copies: readonly Copy[], arrivals: readonly Arrival[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const arrival of arrivals) counts.set(arrivalKey(arrival), (counts.get(arrivalKey(arrival)) ?? 0) + 1)
  const problems = copies.flatMap((copy) => {
    const count = counts.get(arrivalKey(copy)) ?? 0
    counts.delete(arrivalKey(copy))
    const name = `${copy.address} (${copy.state}, sent again ${copy.secondCopyCount} times, arrived ${count} times)`
    const wasEverUncertain = copy.state === 'uncertain' || copy.secondCopyCount > 0
    if (count > 1 + copy.secondCopyCount) return [`doubled unseen: ${name}`]
    if ((copy.state === 'taken' || copy.state === 'received') && count === 0) return [`lost: ${name}`]
    if (copy.state === 'handing-over') return [`left in the air: ${name}`]
    if (count > 0 && !['taken', 'received'].includes(copy.state) && !wasEverUncertain) {
      return [`arrived unseen: ${name}`]
    }
    return []
  })
  const bytes = new Map<string, string>()
  const changed = arrivals.filter(({ messageId, hash }) => {
    const known = bytes.get(messageId) ?? hash
    bytes.set(messageId, known)
    return known !== hash
  })
  return [
    ...problems,
    ...[...counts.keys()].map((key) => `nobody queued: ${key}`),
    ...changed.map(({ messageId, address }) => `not the same bytes: ${messageId} to ${address}`),
  ]
}

/** The figures of a run, in a line. */
export function figuresOf(copies: readonly Copy[], { arrivals, deeds }: HostileServer): string {
  const second = copies.reduce((sum, { secondCopyCount }) => sum + secondCopyCount, 0)
  const evil = Object.entries(deeds).reduce((sum, [deed, count]) => (deed === 'take' ? sum : sum + count), 0)
  const mails = new Set(copies.map(({ mailId }) => mailId)).size
  return `${mails} mails to ${copies.length} addresses, ${evil} hostile acts of ${Object.keys(deeds).length - 1} kinds, ${arrivals.length} copies arrived, ${second} sent again by a person, ${arrivals.length - new Set(arrivals.map(arrivalKey)).size} second copies by name`
}

/**
 * Programs send one after another, each killed at a random instant, so many times; the last one is let finish, while a
 * person deals with what is left uncertain.
 */
export async function sendThroughKills(
  database: Database,
  url: string,
  server: HostileServer,
  { seed, kills, seconds }: { readonly seed: number; readonly kills: number; readonly seconds: number },
): Promise<void> {
  const chance = random(seed, 'kills')
  for (let kill = 0; kill < kills; kill += 1) {
    const program = spawn(process.execPath, ['--import', 'tsx', workerProcess, url, String(server.port)])
    await once(program.stdout, 'data')
    await sleep(chance.unit() * 400)
    program.kill('SIGKILL')
    await once(program, 'close')
    await dealWithIt(database, server.arrivals, chance.unit)
  }
  await sendUntilSettled(database, server, seed, seconds)
}

const workerProcess = fileURLToPath(new URL('mail-worker-process.ts', import.meta.url))
