import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { random } from '../src/demonstration/random.ts'

/** One mail that a server took, for one address. */
export type Arrival = { readonly messageId: string; readonly address: string; readonly hash: string }

export type HostileServer = {
  readonly port: number
  /** What it took, whether it said so or not. */
  readonly arrivals: readonly Arrival[]
  /** How often it did what. */
  readonly deeds: Readonly<Record<string, number>>
  /** From now on it does nothing to anybody. */
  readonly behave: () => void
  readonly close: () => Promise<void>
}

/** What a server does to a mail, and how often of a thousand times. */
const evilDeeds = {
  'drop at the greeting': 8,
  'refuse everybody at the greeting': 4,
  'drop at MAIL': 15,
  'busy at MAIL': 15,
  'drop at RCPT': 15,
  'drop inside the letter': 20,
  'answer inside the letter': 8,
  'drop after the letter, lost': 12,
  'drop after the letter, kept': 12,
  'hang after the letter, lost': 4,
  'hang after the letter, kept': 4,
  'nonsense after the letter': 4,
  'busy after the letter': 25,
  'refuse after the letter': 5,
  'slow everywhere': 30,
} as const

type Deed = keyof typeof evilDeeds

/** Addresses it never takes begin so; those that it takes at the second try or later begin so. */
export const badAddress = 'gone'
export const busyAddress = 'busy'

/** A server that keeps count of what it took, and that for each mail draws what it does to it. */
export async function hostileServer(seed: number): Promise<HostileServer> {
  const chance = random(seed, 'hostile mail server')
  const arrivals: Arrival[] = []
  const deeds: Record<string, number> = {}
  const triedBefore = new Set<string>()
  const planned = new Map<string, Deed | 'none'>()
  let isEvil = true

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onConnect(session, callback) {
      const deed = plan(session)
      if (deed === 'drop at the greeting') return drop(session, deed)
      if (deed === 'refuse everybody at the greeting') return answer(callback, deed, 554, 'no mail from you')
      callback()
    },
    onMailFrom(_address, session, callback) {
      const deed = planned.get(session.id) ?? 'none'
      if (deed === 'drop at MAIL') return drop(session, deed)
      if (deed === 'busy at MAIL') return answer(callback, deed, 451, 'busy at MAIL')
      later(deed, () => callback())
    },
    onRcptTo({ address }, session, callback) {
      const deed = planned.get(session.id) ?? 'none'
      if (deed === 'drop at RCPT') return drop(session, deed)
      if (address.startsWith(badAddress)) return answer(callback, 'refuse an address', 550, 'no such mailbox')
      if (address.startsWith(busyAddress) && !triedBefore.has(address)) {
        triedBefore.add(address)
        return answer(callback, 'busy for an address', 451, 'try again later')
      }
      later(deed, () => callback())
    },
    onData(stream, session, callback) {
      const deed = planned.get(session.id) ?? 'none'
      const parts: Buffer[] = []
      stream.on('error', () => {})
      stream.on('data', (part: Buffer) => {
        parts.push(part)
        if (deed === 'drop inside the letter') drop(session, deed)
        if (deed === 'answer inside the letter' && parts.length === 1) {
          count(deed)
          socketOf(session)?.write('250 taken already\r\n')
        }
      })
      stream.on('end', () => {
        plan(session)
        if (deed === 'drop inside the letter' || deed === 'answer inside the letter') return
        if (deed === 'drop after the letter, lost') return drop(session, deed)
        if (deed === 'hang after the letter, lost') return count(deed)
        if (deed === 'busy after the letter') return answer(callback, deed, 451, 'busy after the letter')
        if (deed === 'refuse after the letter') return answer(callback, deed, 554, 'not this letter')
        if (deed === 'nonsense after the letter') {
          count(deed)
          socketOf(session)?.write('what is this?\r\n')
          return
        }
        arrivals.push(...arrivalsOf(session, Buffer.concat(parts)))
        if (deed === 'drop after the letter, kept') return drop(session, deed)
        if (deed === 'hang after the letter, kept') return count(deed)
        count('take')
        later(deed, () => callback(null, 'taken'))
      })
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')

  return {
    port: (server.server.address() as AddressInfo).port,
    arrivals,
    deeds,
    behave: () => {
      isEvil = false
      planned.clear()
      for (const connection of server.connections) socketIn(connection)?.destroy()
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }

  /** Draws what is done to the next mail of a connection. */
  function plan(session: SMTPServerSession): Deed | 'none' {
    let drawn = chance.unit() * 1000
    const deed = (Object.keys(evilDeeds) as Deed[]).find((one) => {
      drawn -= evilDeeds[one]
      return drawn < 0
    })
    const chosen = isEvil && deed !== undefined ? deed : 'none'
    planned.set(session.id, chosen)
    return chosen
  }

  function count(deed: string) {
    deeds[deed] = (deeds[deed] ?? 0) + 1
  }

  function drop(session: SMTPServerSession, deed: Deed) {
    count(deed)
    socketOf(session)?.destroy()
  }

  function answer(callback: (error: Error) => void, deed: string, responseCode: number, words: string) {
    count(deed)
    callback(Object.assign(new Error(words), { responseCode }))
  }

  function later(deed: Deed | 'none', go: () => void) {
    if (deed !== 'slow everywhere') return go()
    count(deed)
    setTimeout(go, 20)
  }

  function socketOf(session: SMTPServerSession): Socket | undefined {
    for (const connection of server.connections) {
      if ((connection as { readonly id?: string }).id === session.id) return socketIn(connection)
    }
    return undefined
  }
}

/** The server gives no way to break a connection off. */
function socketIn(connection: unknown): Socket | undefined {
  return (connection as { readonly _socket?: Socket })._socket
}

function arrivalsOf({ envelope }: SMTPServerSession, bytes: Buffer): Arrival[] {
  const [, messageId = ''] = /^Message-ID: (\S+)/im.exec(bytes.toString('latin1')) ?? []
  const hash = createHash('sha256').update(bytes).digest('hex')
  return envelope.rcptTo.map(({ address }) => ({ messageId, address, hash }))
}
