import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandError } from '../command-line/command.ts'
import { type Binaries, checkBinaries, lowered, prepareBinaries } from './embedded-binaries.ts'
import {
  isFileError,
  lowerServerUser,
  makePrivateFolder,
  makeSocketFolder,
  partialName,
  prepareHome,
  type ServerUser,
  socketFolder,
} from './upheld-home.ts'

/** An embedded server as it lies in its home, running or not. */
export type EmbeddedServer = {
  readonly home: string
  readonly data: string
  readonly log: string
  /** The folder of its Unix socket; it listens nowhere else. */
  readonly socket: string
  readonly password: string
  readonly user: ServerUser | undefined
  readonly binaries: Binaries
}

export const superuser = 'upheld'

/**
 * Makes what a server needs and does not have yet. Two programs may do so at once: each thing is made under
 * a name of its own and then given its real one, whole, which only one of them can do.
 */
export function prepareServer(home: string): EmbeddedServer {
  try {
    prepareHome(home)
    const user = lowerServerUser()
    const socket = socketFolder(home)
    makeSocketFolder(socket, user)
    const binaries = prepareBinaries(home)
    const data = join(home, 'data')
    if (!existsSync(data)) checkBinaries(binaries, user)
    const server = {
      home,
      data,
      log: join(home, 'server.log'),
      socket,
      password: keptPassword(home, existsSync(data)),
      user,
      binaries,
    }
    if (!existsSync(data)) createData(server)
    refuseOtherMajorVersion(server)
    return server
  } catch (error) {
    throw inPlainWords(home, error)
  }
}

function keptPassword(home: string, isDataThere: boolean): string {
  const file = join(home, 'password')
  if (!existsSync(file)) {
    if (isDataThere) {
      throw new CommandError(
        `${file} is missing, and without it the database in ${home} cannot be opened. Put it back.`,
      )
    }
    writeOnce(file, randomBytes(32).toString('base64url'))
  }
  return readFileSync(file, 'utf8')
}

/** The password of a role other than the owner's, made on first use. */
export function keptRolePassword(home: string, role: 'public' | 'portal' | 'visitor'): string {
  return keptRandom(join(home, `${role}-password`))
}

/** What signs cookies and forms and encrypts the secrets of second factors, made on first use. */
export function keptSecret(home: string): string {
  return keptRandom(join(home, 'secret'))
}

function keptRandom(file: string): string {
  if (!existsSync(file)) writeOnce(file, randomBytes(32).toString('base64url'))
  return readFileSync(file, 'utf8')
}

/** Writes a file unless another program has just done so. */
function writeOnce(file: string, text: string): void {
  const partial = partialName(file)
  try {
    writeFileSync(partial, text, { mode: 0o600, flush: true })
    linkSync(partial, file)
  } catch (error) {
    if (!isFileError(error, 'EEXIST')) throw error
  } finally {
    rmSync(partial, { force: true })
  }
}

function createData(server: EmbeddedServer): void {
  const partial = partialName(server.data)
  const passwordFile = partialName(join(server.home, 'initial-password'))
  try {
    makePrivateFolder(partial, server.user)
    writeFileSync(passwordFile, server.password, { mode: 0o600 })
    if (server.user !== undefined) chownSync(passwordFile, server.user.uid, server.user.gid)
    const initdb = spawnSync(
      server.binaries.initdb,
      [
        ...[
          '-D',
          partial,
          '-U',
          superuser,
          `--pwfile=${passwordFile}`,
          '-A',
          'scram-sha-256',
          '-k',
          '-E',
          'UTF8',
        ],
        // Order by code point: the same on every machine and in every version.
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '-T', 'english'],
      ],
      { ...lowered(server.user), encoding: 'utf8' },
    )
    if (initdb.status !== 0) throw new CommandError(whyNotCreated(server, initdb.stderr || `${initdb.error}`))
    renameSync(partial, server.data)
  } catch (error) {
    // Another program that started at the same moment has created the data first.
    if (!isFileError(error, 'ENOTEMPTY', 'EEXIST')) throw error
  } finally {
    rmSync(partial, { recursive: true, force: true })
    rmSync(passwordFile, { force: true })
  }
}

function whyNotCreated(server: EmbeddedServer, output: string): string {
  if (output.includes('No space left on device')) return diskFull(server.home)
  if (output.includes('could not look up effective user ID')) {
    return (
      `The user Upheld runs as (number ${process.getuid?.()}) has no name on this system, which the database ` +
      'needs. Add it to /etc/passwd, or set DATABASE_URL to a PostgreSQL server.'
    )
  }
  return `The database in ${server.home} could not be created: ${output.trim()}`
}

function refuseOtherMajorVersion(server: EmbeddedServer): void {
  const found = readVersion(server.data)
  const ours = server.binaries.majorVersion
  if (found === ours) return
  throw new CommandError(
    `The database in ${server.home} was made by PostgreSQL ${found}; this version of Upheld brings ${ours}. ` +
      'Run "upheld backup FILE" with the version of Upheld that made it, then "upheld restore FILE" with ' +
      'this one and another UPHELD_HOME.',
  )
}

function readVersion(data: string): number {
  try {
    return Number(readFileSync(join(data, 'PG_VERSION'), 'utf8'))
  } catch (error) {
    // The folder of a lowered user is closed to everyone but root.
    if (!isFileError(error, 'ENOENT')) throw error
    throw new CommandError(`${data} holds no database. Move it away, or set another UPHELD_HOME.`)
  }
}

export function diskFull(home: string): string {
  return `The disk that holds ${home} is full. Nothing committed is lost: free some space and try again.`
}

/** What the system refused, as a sentence that says what to do. */
function inPlainWords(home: string, error: unknown): unknown {
  if (isFileError(error, 'ENOSPC', 'EDQUOT')) return new CommandError(diskFull(home))
  if (isFileError(error, 'EACCES', 'EPERM', 'EROFS')) {
    return new CommandError(
      `${home} cannot be read and written by this user. Set UPHELD_HOME to a folder that can be.`,
    )
  }
  if (isFileError(error, 'ENOTDIR', 'EEXIST')) {
    return new CommandError(`${home} is not a folder. Set UPHELD_HOME to one.`)
  }
  return error
}
