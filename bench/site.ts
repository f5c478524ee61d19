import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Database } from '../src/database/connection.ts'
import { openDatabase } from '../src/database/open-database.ts'
import { loadDemonstration } from '../src/demonstration/demonstration-actions.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { addresses } from '../src/web/addresses.ts'

const roundCount = 5
const requestsARun = 3_000
/** Visitors at the same moment, each asking again as soon as it has its answer. */
const visitorCount = 16
const coldCount = 60

/**
 * How fast a page is, kept and not kept, beside a constant page of the same size on the same framework, and beside a
 * page made from SQLite by Python, in interleaved rounds. `--home FOLDER` takes a demonstration loaded before.
 */
export async function benchSite(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'upheld-bench-'))
  // The embedded server may run as another user, who must be able to reach its folder.
  chmodSync(folder, 0o755)
  const given = process.argv[process.argv.indexOf('--home') + 1]
  const home = process.argv.includes('--home') && given !== undefined ? given : join(folder, 'home')
  process.env.UPHELD_HOME = home
  delete process.env.DATABASE_URL
  const { database, close } = await openDatabase()
  const processes: ChildProcess[] = []
  const run = async (program: string, words: readonly string[]) => {
    const child = spawn(program, words, {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    processes.push(child)
    return { child, address: await addressOf(child) }
  }
  try {
    await loadDemonstration(database, scheme, (line) => console.error(line))
    const ours = await run(process.execPath, [
      fileURLToPath(new URL('../bin/upheld.js', import.meta.url)),
      'start',
    ])
    const slugs = await slugsWithFigures(database)
    const pages = [
      { name: 'a council’s page', path: addresses.authority(slugs[0] ?? '') },
      { name: 'the map', path: addresses.map() },
      { name: 'the home page', path: addresses.home() },
    ]
    const bytes = await Promise.all(pages.map(({ path }) => fetchPage(ours.address + path)))
    const files = bytes.map(({ body }, index) => {
      const file = join(folder, `page-${index}`)
      writeFileSync(file, body)
      return file
    })
    const constant = await run(process.execPath, [
      ...['--import', 'tsx', fileURLToPath(new URL('constant-page.ts', import.meta.url))],
      ...files,
    ])
    const figures = join(folder, 'figures.json')
    writeFileSync(figures, JSON.stringify(await allFigures(database)))
    const python = await run('python3', [fileURLToPath(new URL('sqlite_page.py', import.meta.url)), figures])
    const contenders: Contender[] = pages.flatMap(({ name, path }, index) => [
      { name: `${name}, kept`, url: ours.address + path, pids: () => withDatabase(home, ours.child) },
      {
        name: `constant page of that size`,
        url: `${constant.address}/${index}`,
        pids: () => [pidOf(constant.child)],
      },
    ])
    contenders.push({
      name: 'a council’s figures from SQLite by Python',
      url: `${python.address}/${slugs[0]}`,
      pids: () => [pidOf(python.child)],
    })
    for (const contender of contenders) await load(contender, 500)
    const runs = new Map(contenders.map((contender) => [contender, [] as Run[]]))
    for (let round = 1; round <= roundCount; round += 1) {
      console.error(`Round ${round} of ${roundCount} …`)
      for (const contender of contenders) runs.get(contender)?.push(await load(contender, requestsARun))
    }
    printWarm(contenders, runs)
    console.error('Cold pages …')
    const server = () => withDatabase(home, ours.child)
    const council = (slug: string) => ours.address + addresses.authority(slug)
    const map = () => ours.address + addresses.map()
    const front = () => ours.address + addresses.home()
    printCold([
      await cold('a council, others having been read since', {
        database,
        slugs,
        server,
        url: council,
        isFirst: false,
      }),
      await cold('a council, first after a change', { database, slugs, server, url: council, isFirst: true }),
      await cold('the map, first after a change', { database, slugs, server, url: map, isFirst: true }),
      await cold('the home page, first after a change', {
        database,
        slugs,
        server,
        url: front,
        isFirst: true,
      }),
    ])
  } finally {
    for (const child of processes) child.kill('SIGTERM')
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Contender = { readonly name: string; readonly url: string; readonly pids: () => readonly number[] }
type Run = { readonly perSecond: number; readonly cpuMs: number; readonly bytes: number }

const agent = new Agent({ keepAlive: true, maxSockets: visitorCount })

/** So many requests by several visitors; CPU time is that of the server's processes, for one request. */
async function load({ url, pids }: Contender, count: number): Promise<Run> {
  const before = cpuMilliseconds(pids())
  const start = performance.now()
  let asked = 0
  let bytes = 0
  await Promise.all(
    Array.from({ length: visitorCount }, async () => {
      while (asked < count) {
        asked += 1
        bytes = (await fetchPage(url)).body.length
      }
    }),
  )
  const seconds = (performance.now() - start) / 1_000
  return { perSecond: count / seconds, cpuMs: (cpuMilliseconds(pids()) - before) / count, bytes }
}

function fetchPage(url: string): Promise<{ readonly body: Buffer; readonly milliseconds: number }> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'accept-encoding': 'br' } }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece) => pieces.push(piece))
      response.on('end', () => {
        if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`))
        resolve({ body: Buffer.concat(pieces), milliseconds: performance.now() - start })
      })
    }).on('error', reject)
  })
}

type Cold = {
  readonly name: string
  readonly median: number
  readonly p95: number
  /** Of the site's own process, and of its database's. */
  readonly cpuMs: number
  readonly databaseMs: number
}

/** One visitor asks for pages that are not kept; a change of what is public makes every page such a one. */
async function cold(
  name: string,
  {
    database,
    slugs,
    server,
    url,
    isFirst,
  }: {
    readonly database: Database
    readonly slugs: readonly string[]
    readonly server: () => readonly number[]
    readonly url: (slug: string) => string
    /** Whether there is a change before each page, or before all of them. */
    readonly isFirst: boolean
  },
): Promise<Cold> {
  const [asked, warming] = [slugs.slice(0, coldCount), slugs.slice(coldCount, coldCount + 10)]
  await change(database)
  for (const slug of warming) await fetchPage(url(slug))
  const times: number[] = []
  const [site = 0] = server()
  const before = [cpuMilliseconds([site]), cpuMilliseconds(server().slice(1))] as const
  for (const slug of asked) {
    if (isFirst) await change(database)
    times.push((await fetchPage(url(slug))).milliseconds)
  }
  const cpuMs = (cpuMilliseconds([site]) - before[0]) / asked.length
  const databaseMs = (cpuMilliseconds(server().slice(1)) - before[1]) / asked.length
  times.sort((one, other) => one - other)
  return {
    name,
    median: median(times),
    p95: times[Math.floor(times.length * 0.95)] ?? Number.NaN,
    cpuMs,
    databaseMs,
  }
}

async function change(database: Database): Promise<void> {
  await sql`update installation set is_demonstration = is_demonstration`.execute(database)
}

/** Authorities whose page has much to show, in an order that mixes them. */
async function slugsWithFigures(database: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug
    from authority
    join figure using (authority_id)
    where measure = 'complaints-upheld' and state = 'calculated' and origin = 'cases'
    group by slug
    having count(distinct year) > 3
    order by md5(slug)
  `.execute(database)
  return rows.map(({ slug }) => slug)
}

async function allFigures(database: Database): Promise<readonly object[]> {
  const { rows } = await sql<object>`
    select slug, official_name, year, revision, measure, state, numerator, denominator, comparison_group
    from figure
    join authority using (authority_id)
  `.execute(database)
  return rows
}

/** The address a server prints when it is ready. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = /http:\/\/localhost:\d+/.exec(chunk.toString())?.[0]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error('a server ended before it answered')))
  })
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('a server did not start')
  return pid
}

/** Our server and the processes of its database. */
function withDatabase(home: string, child: ChildProcess): readonly number[] {
  const postmaster = Number(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
  const backends = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(Number(name))?.[1] === String(postmaster))
    .map(Number)
  return [pidOf(child), postmaster, ...backends]
}

/** CPU time of processes so far, from Linux in ticks of 10 ms. */
function cpuMilliseconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const fields = statOf(pid) ?? []
    // Its own, and that of its children that have ended.
    return sum + fields.slice(11, 15).reduce((ticks, field) => ticks + Number(field), 0) * 10
  }, 0)
}

/** What the system says of a process after its name: state, parent, … */
function statOf(pid: number): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')
  } catch {
    return undefined
  }
}

function printWarm(contenders: readonly Contender[], runs: ReadonlyMap<Contender, readonly Run[]>) {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}; medians of ${roundCount} rounds\n`,
  )
  console.log('| what | bytes | answers a second | CPU an answer |\n|---|---|---|---|')
  for (const contender of contenders) {
    const all = runs.get(contender) ?? []
    const perSecond = median(all.map((run) => run.perSecond))
    const cpuMs = median(all.map((run) => run.cpuMs))
    console.log(
      `| ${contender.name} | ${all[0]?.bytes.toLocaleString('en-GB')} | ${Math.round(perSecond).toLocaleString('en-GB')} | ${cpuMs.toFixed(2)} ms |`,
    )
  }
  console.log(
    '\n| beside a constant page of that size | of its answers a second | of its CPU |\n|---|---|---|',
  )
  for (const [index, contender] of contenders.entries()) {
    const next = contenders[index + 1]
    if (!contender.name.endsWith('kept') || next === undefined) continue
    const ratio = (of: (run: Run) => number) =>
      median((runs.get(contender) ?? []).map((run, round) => of(run) / of(runs.get(next)?.[round] ?? run)))
    console.log(
      `| ${contender.name} | ${ratio((run) => run.perSecond).toFixed(2)} | ${ratio((run) => run.cpuMs).toFixed(2)} |`,
    )
  }
}

function printCold(rows: readonly Cold[]) {
  console.log(
    `\n| page that is not kept, ${coldCount} times | median | 95% within | CPU of the site | of its database |\n|---|---|---|---|---|`,
  )
  for (const { name, median: middle, p95, cpuMs, databaseMs } of rows) {
    console.log(
      `| ${name} | ${middle.toFixed(1)} ms | ${p95.toFixed(1)} ms | ${cpuMs.toFixed(1)} ms | ${databaseMs.toFixed(1)} ms |`,
    )
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
