import { type ChildProcess, execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Connection, connect } from '../src/database/connection.ts'
import { migrate } from '../src/database/migrate.ts'
import { preparePublicRole, publicRole, urlForRole } from '../src/database/public-role.ts'
import { lowerServerUser } from '../src/database/upheld-home.ts'
import { fillInvented } from './invented-publication.ts'
import { startUpheld, upheld } from './upheld-command.ts'

/** Debian's programs; the embedded server brings none that copy a running one. */
const programs = installedPrograms()

const user = lowerServerUser()
const password = 'of-a-server-of-tests'

describe.skipIf(programs === undefined)('a replica (skipped where pg_basebackup is not installed)', () => {
  let folder: string
  let primary: Server
  let replica: Server
  let owner: Connection
  let site: { readonly child: ChildProcess; readonly address: string }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'upheld-replica-'))
    if (user !== undefined) chownSync(folder, user.uid, user.gid)
    chmodSync(folder, 0o700)
    primary = await newServer(join(folder, 'primary'))
    owner = connect(primary.url)
    await migrate(primary.url)
    await fillInvented(owner.database, true)
    await preparePublicRole(primary.url, password)
    replica = await copyOfServer(primary, join(folder, 'replica'))
    site = await startSite(urlForRole(replica.url, publicRole, password))
  }, 120_000)

  afterAll(async () => {
    site?.child.kill('SIGTERM')
    await owner?.database.destroy()
    for (const server of [replica, primary]) if (server !== undefined) stop(server)
    rmSync(folder, { recursive: true, force: true })
  })

  test('serves the public site with no other address', async () => {
    const page = await fetch(`${site.address}/authorities/larchwick?year=2023-24`)
    expect([page.status, (await page.text()).includes('Larchwick District Council')]).toEqual([200, true])
    expect(await (await fetch(`${site.address}/health`)).json()).toMatchObject({ status: 'ok' })
  })

  test('shows what changes on the primary, also on pages it has kept', async () => {
    const address = `${site.address}/authorities/sedgely`
    expect(await (await fetch(address)).text()).toContain('Sedgely District Council')
    await owner.pool.query(
      "update authority set official_name = 'Sedgely Borough Council' where slug = 'sedgely'",
    )
    await expect
      .poll(async () => (await fetch(address)).text(), { timeout: 10_000 })
      .toContain('Sedgely Borough Council')
  })

  test('goes on while the primary is stopped, also with pages nobody has asked for yet', async () => {
    stop(primary)
    for (const path of [
      '/',
      '/authorities/larchwick?year=2023-24',
      '/authorities/hollow-fell',
      '/authorities',
    ]) {
      expect([path, (await fetch(site.address + path)).status]).toEqual([path, 200])
    }
  })

  test('has no more to read for the role than the primary', async () => {
    const reader = connect(urlForRole(replica.url, publicRole, password), 'published')
    await expect(reader.pool.query('select * from public.complaint')).rejects.toThrow('permission denied')
    await reader.database.destroy()
    const result = await upheld(['site'], { ...siteEnvironment, DATABASE_REPLICA_URL: replica.url })
    expect([result.code, result.stderr]).toEqual([
      1,
      expect.stringContaining('The user of DATABASE_REPLICA_URL may read more than what is published'),
    ])
  })
})

type Server = { readonly data: string; readonly port: number; readonly url: string }

async function newServer(data: string): Promise<Server> {
  const passwordFile = `${data}.password`
  writeFileSync(passwordFile, password)
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid)
  run('initdb', [
    '-D',
    data,
    '-U',
    'upheld',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ])
  return startServer(data)
}

/** A streaming replica, made while the server runs. */
async function copyOfServer(server: Server, data: string): Promise<Server> {
  const { port } = server
  // Without a fast checkpoint it would wait minutes for the next.
  run('pg_basebackup', [
    '-D',
    data,
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
    '-U',
    'upheld',
    '-R',
    '-c',
    'fast',
    '--no-sync',
  ])
  return startServer(data)
}

async function startServer(data: string): Promise<Server> {
  const port = await freePort()
  const options = `-p ${port} -h 127.0.0.1 -k ${data} -c fsync=off -c max_connections=200`
  run('pg_ctl', ['-D', data, '-o', options, '-l', `${data}.log`, '-w', 'start'])
  return { data, port, url: `postgres://upheld:${password}@127.0.0.1:${port}/postgres` }
}

function stop({ data }: Server): void {
  if (existsSync(join(data, 'postmaster.pid'))) run('pg_ctl', ['-D', data, '-m', 'fast', '-w', 'stop'])
}

/** As the user the server runs as, who may be another than ours. */
function run(program: string, words: readonly string[]): void {
  execFileSync(join(programs ?? '', program), words, {
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
    cwd: '/',
    env: { ...process.env, PGPASSWORD: password },
    // A server would keep a pipe open.
    stdio: 'ignore',
  })
}

function installedPrograms(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  return versions
    .map((version) => join('/usr/lib/postgresql', version, 'bin'))
    .find((folder) => ['initdb', 'pg_ctl', 'pg_basebackup'].every((name) => existsSync(join(folder, name))))
}

const siteEnvironment = { DATABASE_URL: '', DATABASE_PUBLIC_URL: '', UPHELD_HOME: '/nowhere', PORT: '0' }

async function startSite(url: string): Promise<{ child: ChildProcess; address: string }> {
  const child = startUpheld(['site'], { ...siteEnvironment, DATABASE_REPLICA_URL: url })
  let output = ''
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const found = /http:\/\/localhost:\d+/.exec(output)?.[0]
      if (found !== undefined) resolve(found)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', () => reject(new Error(`upheld site ended: ${output}`)))
  })
  return { child, address }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address === null || typeof address === 'string'
          ? reject(new Error('no port'))
          : resolve(address.port),
      )
    })
  })
}
