import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { CommandError } from './command-line/command.ts'

export type RunningServer = {
  readonly address: string
  /** Stops listening, lets answers under way finish for a moment, then ends. */
  readonly close: () => Promise<void>
}

/** How long answers under way may take once the server is asked to stop. */
const patienceMilliseconds = 3_000

/** Longer than the minute for which the usual proxies keep a connection, so that none is closed as it is used. */
const keptAliveMilliseconds = 65_000

/** Listens on this machine alone, unless HOST says otherwise. Refuses clearly where the port is taken. */
export async function serve(app: Hono, port = portFromEnvironment()): Promise<RunningServer> {
  const hostname = process.env.HOST ?? '127.0.0.1'
  const server = createAdaptorServer({ fetch: app.fetch, hostname, overrideGlobalObjects: false }) as Server
  server.keepAliveTimeout = keptAliveMilliseconds
  await listen(server, port, hostname)
  return {
    address: `http://${hostname === '127.0.0.1' ? 'localhost' : hostname}:${portOf(server)}`,
    close: () => close(server),
  }
}

/** PORT, or 3000. */
export function portFromEnvironment(): number {
  const text = process.env.PORT ?? '3000'
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new CommandError(
      `PORT is "${text}", which is no port; give a number up to 65535, such as PORT=3001.`,
    )
  }
  return port
}

function listen(server: Server, port: number, hostname: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, port, hostname)))
    server.listen(port, hostname, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

function refusal(error: NodeJS.ErrnoException, port: number, hostname: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new CommandError(`Port ${port} is in use; run PORT=${port === 65_535 ? 3000 : port + 1} npm start`)
  }
  if (error.code === 'EACCES') {
    return new CommandError(`Port ${port} is kept for the system; run PORT=3000 npm start`)
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new CommandError(
      `HOST is "${hostname}", which is no address of this machine; leave it out or set HOST=127.0.0.1`,
    )
  }
  return error
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const last = setTimeout(() => server.closeAllConnections(), patienceMilliseconds)
    server.close(() => {
      clearTimeout(last)
      resolve()
    })
    server.closeIdleConnections()
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error(`the server listens at ${address}`)
  return address.port
}
