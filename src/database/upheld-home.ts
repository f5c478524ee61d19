import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommandError } from '../command-line/command.ts'
import { fileFault } from '../command-line/file-fault.ts'
import { makeFolder } from '../command-line/make-folder.ts'
import { isAlive } from './process-life.ts'

/** The system user the embedded server runs as, where that is another than our own. */
export type ServerUser = { readonly name: string; readonly uid: number; readonly gid: number }

/** The folder that holds the embedded server: its binaries, its data, its password and its log. */
export function upheldHome(): string {
  const chosen = process.env.UPHELD_HOME
  if (chosen !== undefined && chosen !== '') return resolve(chosen)
  const project = fileURLToPath(new URL('../..', import.meta.url))
  if (process.getuid?.() !== 0) return join(project, '.upheld')
  // The project may lie where no other user can read, and the server must not run as root.
  return join('/var/lib/upheld', `${basename(project)}-${shortHash(project)}`)
}

/** Postgres refuses to run as root, so root lends it another user: `upheld` where that exists. */
export function lowerServerUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['upheld', 'nobody']) {
    const uid = numericId('-u', name)
    const gid = numericId('-g', name)
    if (uid !== undefined && gid !== undefined) return { name, uid, gid }
  }
  throw new CommandError(
    'The database does not run as root, and there is no user "upheld" or "nobody" to run it as. ' +
      'Create one, run Upheld as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  )
}

/** Makes the home if need be, and removes what a program that was killed left half-made in it. */
export function prepareHome(home: string): void {
  if (/["$`\\\n]/.test(home)) {
    // initdb puts its own path into a shell command.
    throw new CommandError(
      `The database cannot lie in ${home}. Set UPHELD_HOME to a path without quotation marks, $, \` and \\.`,
    )
  }
  makeHome(home)
  for (const name of readdirSync(home)) {
    const maker = /\.partial-(\d+)$/.exec(name)?.[1]
    if (maker !== undefined && !isAlive(Number(maker))) rmSync(join(home, name), { recursive: true })
  }
}

function makeHome(home: string): void {
  try {
    makeFolder(home, 0o700)
    accessSync(home, constants.W_OK)
    // The lowered user has to pass through a home that root owns, but need not list it.
    if (process.getuid?.() === 0) chmodSync(home, statSync(home).mode | 0o011)
  } catch (error) {
    if (!isFileError(error, 'ENOENT', 'ENAMETOOLONG', 'ELOOP')) throw error
    throw new CommandError(
      `The database cannot lie in ${home}: ${fileFault(error)}. Set UPHELD_HOME to a folder that can be written.`,
    )
  }
}

/** The name under which something is made before it is renamed, whole, to what it is. */
export function partialName(path: string): string {
  return `${path}.partial-${process.pid}`
}

/** Makes a folder that only the server, and root, can enter. */
export function makePrivateFolder(path: string, owner: ServerUser | undefined): void {
  makeFolder(path, 0o700)
  if (owner !== undefined) chownSync(path, owner.uid, owner.gid)
  chmodSync(path, 0o700)
}

const socketName = '/.s.PGSQL.5432'
/** What the system's address of a socket has room for, less its closing zero. */
const longestSocketPath = 107

/** Where the server's socket is: in the home, or in a short folder of its own where that path is too long. */
export function socketFolder(home: string): string {
  const folder = join(home, 'socket')
  if (fitsSocket(folder)) return folder
  const short = `upheld-${process.getuid?.() ?? 0}-${shortHash(home)}`
  return fitsSocket(join(tmpdir(), short)) ? join(tmpdir(), short) : join('/tmp', short)
}

/** Others may write in the temporary folder: what stands there under our name has to be our own. */
export function makeSocketFolder(folder: string, owner: ServerUser | undefined): void {
  makeMissing(folder)
  const found = lstatSync(folder)
  const isOurs = found.uid === process.getuid?.() || found.uid === owner?.uid
  if (!found.isDirectory() || !isOurs) {
    throw new CommandError(`${folder} belongs to somebody else. Set UPHELD_HOME to a shorter path.`)
  }
  makePrivateFolder(folder, owner)
}

function makeMissing(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (!isFileError(error, 'EEXIST')) throw error
  }
}

function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(folder + socketName) <= longestSocketPath
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

function numericId(option: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(
      execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )
  } catch {
    return undefined
  }
}

/** Whether an error is the system's answer of one of these codes, such as 'ENOENT'. */
export function isFileError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
