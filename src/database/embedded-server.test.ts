import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { withClient } from './connection.ts'
import { lowered } from './embedded-binaries.ts'
import { joinServer } from './embedded-server.ts'
import { hasEnded, isAlive } from './process-life.ts'
import { lowerServerUser, socketFolder, upheldHome } from './upheld-home.ts'

const canMount =
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('/bin/mount').status === 0

// Servers are started and killed here, which takes its time on a machine that has other work.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: string
const programs: Program[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'upheld-server-'))
  chmodSync(folder, 0o777)
})
afterEach(async () => {
  for (const program of programs.splice(0)) await program.leave()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a home', () => {
  let home: string
  beforeAll(async () => {
    home = join(folder, 'home')
    const { url, leave } = await joinServer(home)
    await run(url, 'create table kept (number integer)')
    await leave()
  })

  test('is ready in less than a second on a later start, and the last program out stops the server', async () => {
    const startedAt = performance.now()
    const { url, leave } = await joinServer(home)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    await run(url, 'insert into kept values (1)')
    const pid = serverPid(home)
    await leave()
    expect(isAlive(pid)).toBe(false)
    expect(existsSync(join(home, 'data', 'postmaster.pid'))).toBe(false)
  })

  test('serves a second program with the server of the first, until both have left', async () => {
    const [first, second] = [await startProgram(home), await startProgram(home)]
    const pid = serverPid(home)
    await first.leave()
    await run(second.url, 'insert into kept values (2)')
    expect(serverPid(home)).toBe(pid)
    await second.leave()
    expect(isAlive(pid)).toBe(false)
  })

  test('is open to the password alone, and its password to nobody else', async () => {
    const { url, leave } = await joinServer(home)
    await expect(run(url.replace(/:[^:@]*@/, ':wrong@'), 'select')).rejects.toThrow('password')
    await leave()
    expect(statSync(join(home, 'password')).mode & 0o077).toBe(0)
    expect(statSync(join(home, 'data')).mode & 0o077).toBe(0)
  })

  test('does not obey the settings of other servers in the environment', async () => {
    const program = await startProgram(home, {
      PGPORT: '1',
      PGHOST: 'nowhere',
      PGUSER: 'x',
      PGDATA: '/x',
      PGSSLMODE: 'require',
    })
    await run(program.url, 'select')
  })

  test('is adopted, with all that was committed, after its program was killed', async () => {
    const killed = await startProgram(home)
    await run(killed.url, 'insert into kept values (3)')
    const pid = serverPid(home)
    await killed.kill()
    expect(isAlive(pid)).toBe(true)
    const { url, leave } = await joinServer(home)
    expect(serverPid(home)).toBe(pid)
    expect(await numbers(url)).toContain(3)
    await leave()
    expect(isAlive(pid)).toBe(false)
  })

  test('starts again by itself, with all that was committed, when its server is killed', async () => {
    const program = await startProgram(home)
    await run(program.url, 'insert into kept values (4)')
    const pid = serverPid(home)
    process.kill(pid, 'SIGKILL')
    await hasEnded(pid, 5_000)
    await expect.poll(() => numbers(program.url).catch(() => []), { timeout: 20_000 }).toContain(4)
    expect(serverPid(home)).not.toBe(pid)
    await program.leave()
    expect(existsSync(join(home, 'data', 'postmaster.pid'))).toBe(false)
  })

  test('starts again, with all that was committed, when program and server are killed in the middle of work', async () => {
    const killed = await startProgram(home)
    const pid = serverPid(home)
    const committed: number[] = []
    const writing = (async () => {
      for (let number = 1_000; ; number += 1) {
        await run(killed.url, `insert into kept values (${number})`)
        committed.push(number)
      }
    })().catch(() => {})
    await expect.poll(() => committed.length, { timeout: 20_000 }).toBeGreaterThan(20)
    process.kill(pid, 'SIGKILL')
    await killed.kill()
    await writing
    const { url, leave } = await joinServer(home)
    expect(await numbers(url)).toEqual(expect.arrayContaining(committed))
    await leave()
  })

  test('starts although an unrelated process has the number its killed server had', async () => {
    const unrelated = spawn('sleep', ['100'], { ...lowered(lowerServerUser()), stdio: 'ignore' })
    try {
      writeFileSync(
        join(home, 'data', 'postmaster.pid'),
        `${unrelated.pid}\n${join(home, 'data')}\n1\n5432\n`,
      )
      const { url, leave } = await joinServer(home)
      await run(url, 'select')
      await leave()
    } finally {
      unrelated.kill()
    }
  })

  test.each([
    ['spaces, commas, apostrophes and percent signs', `a b, 'c' %20 é`],
    ['a name longer than the address of a socket may be', 'long'.repeat(30)],
  ])('may be moved, also to a path with %s', async (_, name) => {
    const moved = join(folder, name)
    renameSync(home, moved)
    const { url, leave } = await joinServer(moved)
    expect(await numbers(url)).toContain(1)
    await leave()
    renameSync(moved, home)
    rmSync(socketFolder(moved), { recursive: true, force: true })
  })

  test('is refused plainly when its data is of another version of PostgreSQL', async () => {
    const file = join(home, 'data', 'PG_VERSION')
    const version = readFileSync(file, 'utf8')
    writeFileSync(file, '19\n')
    await expect(joinServer(home)).rejects.toThrow(
      /was made by PostgreSQL 19; this version of Upheld brings 18/,
    )
    writeFileSync(file, version)
  })

  test('is refused plainly when its password is missing or another', async () => {
    const file = join(home, 'password')
    const password = readFileSync(file, 'utf8')
    rmSync(file)
    await expect(joinServer(home)).rejects.toThrow(`${file} is missing`)
    const { leave } = await joinWith(password)
    writeFileSync(file, 'wrong')
    await expect(joinServer(home)).rejects.toThrow(`The password in ${file} is not the database's`)
    writeFileSync(file, password)
    await leave()

    function joinWith(text: string) {
      writeFileSync(file, text, { mode: 0o600 })
      return joinServer(home)
    }
  })
})

test('programs that start a new home at the same moment share one server', async () => {
  const home = join(folder, 'raced')
  const started = await Promise.all([startProgram(home), startProgram(home)])
  await run(started[0].url, 'create table shared ()')
  for (const { url } of started) await run(url, 'select from shared')
})

test('a socket folder that somebody else made first is not used', async (context) => {
  if (process.getuid?.() !== 0) return context.skip('only root can make a folder of somebody else')
  const home = join(folder, 'stolen'.repeat(20))
  const socket = socketFolder(home)
  mkdirSync(socket)
  chownSync(socket, 12_345, 12_345)
  await expect(joinServer(home)).rejects.toThrow(`${socket} belongs to somebody else`)
  rmSync(socket, { recursive: true })
})

test('a home that the database cannot lie in is refused plainly', async () => {
  await expect(joinServer(join(folder, 'a "b"'))).rejects.toThrow('a path without quotation marks')
})

test('a home that is no folder is refused plainly', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  await expect(joinServer(file)).rejects.toThrow(`${file} is not a folder`)
  await expect(joinServer(join(file, 'home'))).rejects.toThrow(`${file}/home is not a folder`)
})

describe('an ordinary user', () => {
  const user = lowerServerUser()

  test('has a database too, in a home of their own', async (context) => {
    if (user === undefined) return context.skip('every other test here runs as an ordinary user')
    const home = join(folder, 'ordinary')
    const program = await startProgram(home, {}, user)
    await run(program.url, 'select')
    expect(statSync(join(home, 'data')).uid).toBe(user.uid)
    await program.leave()
  })

  test('is told which folder they cannot write', async (context) => {
    if (user === undefined) return context.skip('needs root, to make a folder nobody else can write')
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o755 })
    await expect(startProgram(join(closed, 'home'), {}, user)).rejects.toThrow(
      `${closed}/home cannot be read and written by this user. Set UPHELD_HOME`,
    )
  })

  test('keeps the database in the project, and root away from it', () => {
    const isRoot = process.getuid?.() === 0
    expect(upheldHome()).toMatch(isRoot ? /^\/var\/lib\/upheld\/.+-[0-9a-f]{8}$/ : /\/\.upheld$/)
  })
})

describe.skipIf(!canMount)('a full disk', () => {
  test.each([[40], [80]])('of %i MB is named, and what was begun is cleared away', async (megabytes) => {
    const { home, remove } = smallDisk(megabytes)
    try {
      await expect(joinServer(home)).rejects.toThrow(`The disk that holds ${home} is full`)
      expect(readdirSync(home).filter((name) => name.includes('partial'))).toEqual([])
    } finally {
      remove()
    }
  })

  test('loses nothing that was committed', async () => {
    const { home, remove } = smallDisk(180)
    try {
      const { url, leave } = await joinServer(home)
      await run(url, 'create table kept as select 1 as number')
      const filler = join(home, 'filler')
      spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k'])
      await expect(run(url, 'insert into kept select * from generate_series(1, 3000000)')).rejects.toThrow()
      rmSync(filler)
      await expect.poll(() => numbers(url).catch(() => []), { timeout: 20_000 }).toEqual([1])
      await leave()
    } finally {
      remove()
    }
  })
})

type Program = { readonly url: string; leave(): Promise<void>; kill(): Promise<void> }

/** Starts another process that opens the database of a home, and waits until it has. */
async function startProgram(
  home: string,
  environment: Record<string, string> = {},
  identity: { uid?: number; gid?: number } = {},
): Promise<Program> {
  const opening = new URL('open-database.ts', import.meta.url)
  const text = `
    import { openDatabase } from ${JSON.stringify(opening)}
    openDatabase().then(
      ({ url, close }) => {
        process.once('message', () => close().then(() => process.disconnect()))
        process.send({ url })
      },
      ({ message }) => process.send({ message }, () => process.disconnect()),
    )`
  const { uid, gid } = identity
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', text], {
    cwd: new URL('.', import.meta.url),
    env: { PATH: process.env.PATH, ...environment, UPHELD_HOME: home, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
  })
  const [answer] = await once(child, 'message')
  if (answer.url === undefined) throw new Error(answer.message)
  const program = { url: answer.url, leave: () => leave(child), kill: () => kill(child) }
  programs.push(program)
  return program
}

async function leave(child: ChildProcess): Promise<void> {
  if (!child.connected) return
  child.send('leave')
  await once(child, 'exit')
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

async function run(url: string, statement: string): Promise<pg.QueryResult> {
  return withClient(url, (client) => client.query(statement))
}

async function numbers(url: string): Promise<number[]> {
  const { rows } = await run(url, 'select number from kept')
  return rows.map(({ number }) => number)
}

function serverPid(home: string): number {
  return Number.parseInt(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8'), 10)
}

/** A disk of this size, made of memory, which only root may do. */
function smallDisk(megabytes: number): { home: string; remove: () => void } {
  const disk = mkdtempSync(join(tmpdir(), 'upheld-disk-'))
  chmodSync(disk, 0o755)
  const mount = spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'upheld', disk])
  expect(mount.status).toBe(0)
  return {
    home: join(disk, 'home'),
    remove() {
      spawnSync('/bin/umount', [disk])
      rmSync(disk, { recursive: true, force: true })
    },
  }
}
