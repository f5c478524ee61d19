import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CommandError } from '../command-line/command.ts'
import { connectionSettings, withClient } from './connection.ts'
import { checkBinaries, lowered } from './embedded-binaries.ts'
import { diskFull, type EmbeddedServer, prepareServer, superuser } from './embedded-data.ts'
import { commandOf, hasEnded } from './process-life.ts'
import { isFileError } from './upheld-home.ts'

/** One program's share in an embedded server. */
export type Membership = {
  readonly url: string
  /** Gives the share back; the last program out stops the server. */
  leave(): Promise<void>
}

const databaseName = 'upheld'
/** Each program holds this lock, shared, while it uses the server; that of a killed one falls by itself. */
const membershipLock = 7_041_975
/** How long a server may take to answer at all; one that says it is recovering may take longer. */
const patienceMs = 60_000

/** Joins the server of a home; starts it, and creates its data, where need be. */
export async function joinServer(home: string): Promise<Membership> {
  const server = prepareServer(home)
  let hasLeft = false
  let membership = enter(server)
  watch(await membership)
  await createDatabase(server)
  return { url: databaseUrl(server, databaseName), leave }

  /** A server that ends under a running program is started again. */
  function watch(client: pg.Client): void {
    client.once('end', () => {
      if (hasLeft) return
      membership = enterAgain()
      membership.then(watch, () => {})
    })
  }

  async function enterAgain(): Promise<pg.Client> {
    for (;;) {
      try {
        return await enter(server)
      } catch (error) {
        if (hasLeft) throw error
        await sleep(1_000)
      }
    }
  }

  async function leave(): Promise<void> {
    hasLeft = true
    const client = await membership.catch(() => undefined)
    if (client !== undefined) await exit(server, client)
  }
}

/** Takes a share in the server, first starting it as often as it takes. */
async function enter(server: EmbeddedServer): Promise<pg.Client> {
  let giveUpAt = Date.now() + patienceMs
  let start: Start | undefined
  while (Date.now() < giveUpAt) {
    const answer = await askToEnter(server)
    if (answer instanceof pg.Client) return answer
    if (answer === 'busy') giveUpAt = Date.now() + patienceMs
    if (answer === 'absent') {
      if (start !== undefined && hasExited(start.process)) {
        await explainFailedStart(server, start)
        start = undefined
      }
      start ??= startServer(server)
    }
    await sleep(20)
  }
  throw new CommandError(silentServer(server))
}

/**
 * A connection that holds a share; or that there is no server, that it is on its way up or down, or that
 * it went away while it was asked.
 */
async function askToEnter(server: EmbeddedServer): Promise<pg.Client | 'absent' | 'busy' | 'gone'> {
  // Locks are kept by database: all programs have to take this one in the same.
  const client = new pg.Client(connectionSettings(databaseUrl(server, 'postgres')))
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('select pg_try_advisory_lock_shared($1) as joined', [membershipLock])
    if (rows[0]?.joined === true) return client
    // The last program out is about to stop the server.
    await client.end()
    return 'gone'
  } catch (error) {
    await client.end()
    return meaningOf(error, server)
  }
}

function meaningOf(error: unknown, server: EmbeddedServer): 'absent' | 'busy' | 'gone' {
  if (isFileError(error, 'ENOENT', 'ECONNREFUSED')) return 'absent'
  if (isFileError(error, '57P01', '57P02', '57P03')) return 'busy'
  if (isFileError(error, '28P01')) {
    const file = join(server.home, 'password')
    throw new CommandError(`The password in ${file} is not the database's. Put the right one back.`)
  }
  // What the server itself says is final; a connection that broke off is not.
  if (error instanceof pg.DatabaseError) throw error
  return 'gone'
}

function hasExited({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

/** Gives the share back. Whoever then can hold the lock alone was the last, and stops the server. */
async function exit(server: EmbeddedServer, client: pg.Client): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [membershipLock])
    const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [membershipLock])
    const pid = rows[0]?.alone === true ? serverPid(server) : undefined
    if (pid !== undefined) process.kill(pid, 'SIGINT')
    await client.end()
    if (pid !== undefined) await hasEnded(pid, patienceMs)
  } catch {
    // The server has gone already.
  }
}

type Start = { readonly process: ChildProcess; readonly logLength: number }

function startServer(server: EmbeddedServer): Start {
  if (existsSync(server.log) && statSync(server.log).size > 10_000_000) {
    renameSync(server.log, `${server.log}.1`)
  }
  const log = openSync(server.log, 'a', 0o600)
  const logLength = statSync(server.log).size
  const settings = {
    listen_addresses: '',
    unix_socket_directories: `"${server.socket.replaceAll('"', '""')}"`,
    port: '5432',
    shared_buffers: '192MB',
    max_connections: '200',
    timezone: 'UTC',
    // A program that was killed leaves no query running for long.
    client_connection_check_interval: '10s',
  }
  const process = spawn(
    server.binaries.postgres,
    ['-D', server.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // Its own process group: Ctrl-C is for the program, which stops the server when it is the last out.
    { ...lowered(server.user), detached: true, stdio: ['ignore', log, log] },
  )
  process.on('error', () => {})
  process.unref()
  closeSync(log)
  return { process, logLength }
}

/** Returns where another try may succeed; throws, with what the server said, where it cannot. */
async function explainFailedStart(server: EmbeddedServer, { logLength }: Start): Promise<void> {
  checkBinaries(server.binaries, server.user)
  const said = readFileSync(server.log).subarray(logLength).toString()
  // Another program's server is starting, or the last processes of a killed one have not gone yet.
  if (/lock file "[^"]*" already exists|pre-existing shared memory block/.test(said)) {
    removeStaleLocks(server)
    await sleep(100)
    return
  }
  if (said.includes('No space left on device')) throw new CommandError(diskFull(server.home))
  throw new CommandError(
    `The database in ${server.home} did not start:\n${said.trim()}\n(from ${server.log})`,
  )
}

/**
 * Postgres takes its lock files to be in force while any process has the number written in them, and after a
 * restart of the machine that may be an unrelated one.
 */
function removeStaleLocks(server: EmbeddedServer): void {
  for (const file of [join(server.data, 'postmaster.pid'), join(server.socket, '.s.PGSQL.5432.lock')]) {
    const pid = firstNumber(file)
    if (pid === undefined) continue
    const command = commandOf(pid)
    if (command !== undefined && !command.includes('postgres')) rmSync(file, { force: true })
  }
}

function serverPid(server: EmbeddedServer): number | undefined {
  return firstNumber(join(server.data, 'postmaster.pid'))
}

function firstNumber(file: string): number | undefined {
  try {
    const number = Number.parseInt(readFileSync(file, 'utf8'), 10)
    return Number.isNaN(number) ? undefined : number
  } catch {
    return undefined
  }
}

function silentServer(server: EmbeddedServer): string {
  const pid = serverPid(server)
  return pid === undefined
    ? `The database in ${server.home} does not answer. Its log is ${server.log}.`
    : `The database in ${server.home} (process ${pid}) does not answer. Stop that process and try again; ` +
        `its log is ${server.log}.`
}

async function createDatabase(server: EmbeddedServer): Promise<void> {
  await withClient(databaseUrl(server, 'postgres'), async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [databaseName])
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`).catch(unlessThere)
  })
}

/** Another program that started at the same moment may have created it first. */
function unlessThere(error: unknown): void {
  if (!(error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505'))) throw error
}

function databaseUrl(server: EmbeddedServer, name: string): string {
  const place = new URLSearchParams({ host: server.socket, port: '5432', sslmode: 'disable' })
  return `postgresql://${superuser}:${server.password}@/${name}?${place.toString().replaceAll('+', '%20')}`
}
