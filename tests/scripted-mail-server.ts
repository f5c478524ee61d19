import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

export type ReceivedMail = { readonly to: readonly string[]; readonly bytes: string }

export type ScriptedServer = {
  readonly port: number
  readonly received: readonly ReceivedMail[]
  /** How many connections were made. */
  readonly connectionCount: () => number
  readonly close: () => Promise<void>
}

/** What the server says to an address or a letter: a code and words; `taken` and `hang` are what they say. */
export type Script = {
  readonly toAddress?: (address: string) => string
  readonly toLetter?: (mail: ReceivedMail) => string
  readonly options?: SMTPServerOptions
}

/** A mail server of a test's own that answers by a script; without one it takes everything. */
export async function scriptedServer({ toAddress, toLetter, options }: Script = {}): Promise<ScriptedServer> {
  const received: ReceivedMail[] = []
  let connections = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onConnect(_session, callback) {
      connections += 1
      callback()
    },
    onRcptTo({ address }, _session, callback) {
      callback(refusal(toAddress?.(address) ?? 'taken'))
    },
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('error', () => {})
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const mail = { to: addressesOf(session), bytes: Buffer.concat(parts).toString('latin1') }
        const answer = toLetter?.(mail) ?? 'taken'
        if (answer === 'drop') {
          for (const connection of server.connections) socketIn(connection)?.destroy()
          return
        }
        if (answer === 'hang') return
        if (answer === 'taken') received.push(mail)
        callback(refusal(answer), 'taken')
      })
    },
    ...options,
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    connectionCount: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function refusal(answer: string): Error | null {
  const [, code, words] = /^(\d{3}) (.*)$/.exec(answer) ?? []
  return code === undefined ? null : Object.assign(new Error(words), { responseCode: Number(code) })
}

function addressesOf({ envelope }: SMTPServerSession): readonly string[] {
  return envelope.rcptTo.map(({ address }) => address)
}

/** The server gives no way to break a connection off. */
function socketIn(connection: unknown): Socket | undefined {
  return (connection as { readonly _socket?: Socket })._socket
}
