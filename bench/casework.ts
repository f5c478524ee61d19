import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { sql } from 'kysely'
import type { Staff } from '../src/accounts/person.ts'
import type { Desk } from '../src/accounts/signed-in-route.tsx'
import { siteOf } from '../src/app.ts'
import { showQueue } from '../src/casework/complaint/queue-page.tsx'
import { showTimes } from '../src/casework/complaint/times-page.tsx'
import type { Database } from '../src/database/connection.ts'
import { openDatabase } from '../src/database/open-database.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'

const openCount = 100_000
const decidedCount = 1_000_000
const authorityCount = 400
const personCount = 250
const runCount = 40

/**
 * How long the pages of the queues take in the server among 100,000 open and a million decided cases: an investigator's,
 * nobody's and everyone's, by what is due and by age, their first pages and pages from the middle.
 */
export async function benchCasework(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'upheld-bench-'))
  // The embedded server may run as another user, who must be able to reach its folder.
  chmodSync(folder, 0o755)
  process.env.UPHELD_HOME = join(folder, 'home')
  delete process.env.DATABASE_URL
  const { database, close } = await openDatabase()
  try {
    const began = performance.now()
    await fill(database)
    console.log(
      `${count(openCount)} open and ${count(decidedCount)} decided cases of ${authorityCount} authorities and ${personCount} people, loaded in ${((performance.now() - began) / 1000).toFixed(0)} s; ${runCount} answers each\n`,
    )
    const app = pages(database)
    console.log('| page | median | p95 |\n|---|---|---|')
    await measureFirst(database)
    for (const [name, path] of await askedPages(database)) await measure(app, name, path)
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const investigator: Staff = {
  id: 'person 2',
  email: 'person.2@ombudsman.example',
  name: '',
  roles: ['investigator'],
  authority: null,
  session: { id: 'bench', token: 'bench' },
}

/** The pages themselves, without the sign-in before them. */
function pages(database: Database): Hono {
  const desk: Desk = {
    database,
    scheme,
    site: siteOf(scheme, false),
    secret: 'bench',
    siteUrl: 'http://localhost',
    onFault: (error) => console.error(error),
  }
  const app = new Hono()
  app.get('/desk/casework', (context: Context) => showQueue(context, desk, investigator))
  app.get('/desk/casework/times', (context: Context) => showTimes(context, desk, investigator))
  return app
}

async function askedPages(database: Database): Promise<readonly (readonly [name: string, path: string])[]> {
  const middle = await middlePlaces(database)
  const asked: [string, string][] = []
  for (const who of ['mine', 'nobody', 'everyone']) {
    for (const order of ['due', 'age'] as const) {
      const path = `/desk/casework?who=${who}&order=${order}`
      asked.push([`${who}, by ${order}`, path])
      asked.push([`${who}, by ${order}, from the middle`, `${path}&after=${middle[order]}`])
      asked.push([`${who}, by ${order}, investigation alone`, `${path}&stage=investigation`])
      asked.push([`${who}, by ${order}, reviews alone`, `${path}&stage=decided`])
    }
  }
  return [...asked, ['how long cases take, six years', '/desk/casework/times']]
}

/** The counts of the whole office are kept for a minute; whoever asks first waits for them. */
async function measureFirst(database: Database): Promise<void> {
  const milliseconds: number[] = []
  for (let run = 0; run < runCount; run += 1) {
    // As with a program that has just started.
    const app = pages(database.withSchema('public'))
    const began = performance.now()
    await (await app.request('/desk/casework')).text()
    milliseconds.push(performance.now() - began)
  }
  printLine('mine, by due, counting the whole office', milliseconds)
}

async function middlePlaces(database: Database): Promise<Readonly<Record<'due' | 'age', string>>> {
  const place = async (day: string) => {
    const { rows } = await sql<{ place: string }>`
      select ${sql.ref(day)}::text || '_' || authority_id || '.' || complaint_id as place
      from case_file
      where next_task is not null
      order by ${sql.ref(day)}, authority_id, complaint_id
      offset ${openCount / 2}
      limit 1
    `.execute(database)
    return rows[0]?.place ?? ''
  }
  return { due: await place('next_due_on'), age: await place('received_on') }
}

async function measure(app: Hono, name: string, path: string): Promise<void> {
  const milliseconds: number[] = []
  for (let run = 0; run < runCount; run += 1) {
    const began = performance.now()
    const response = await app.request(path)
    const html = await response.text()
    milliseconds.push(performance.now() - began)
    if (response.status !== 200 || html.length < 2_000)
      throw new Error(`${path} was answered with ${response.status}`)
  }
  printLine(name, milliseconds)
}

function printLine(name: string, milliseconds: readonly number[]): void {
  const sorted = milliseconds.toSorted((one, other) => one - other)
  const at = (share: number) => (sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(1)
  console.log(`| ${name} | ${at(0.5)} ms | ${at(0.95)} ms |`)
}

/** Cases as an office of this size would have them: a tenth is nobody's yet, a twentieth paused, some overdue. */
async function fill(database: Database): Promise<void> {
  await sql`
    insert into authority (slug, official_name, short_name, kind, is_invented)
    select 'authority-' || n, 'Invented Council ' || n, 'Invented ' || n, 'district', true
    from generate_series(1, ${authorityCount}::integer) as n
  `.execute(database)
  await sql`
    insert into person (id, name, email)
    select 'person ' || n, '', 'person.' || n || '@ombudsman.example'
    from generate_series(1, ${personCount}::integer) as n
  `.execute(database)
  const numbers = sql`
    mod(n, ${authorityCount}::integer) + 1 as authority_id, n,
    lpad(((n / 1000000) + 10)::text, 2, '0') || ' ' || lpad(((n / 1000) % 1000)::text, 3, '0') || ' '
      || lpad((n % 1000)::text, 3, '0') as reference
  `
  const newest = sql`published.current_moment()::date`
  await sql`
    with made as (select ${numbers} from generate_series(1, ${decidedCount}::integer) as n)
    insert into complaint (
      authority_id, complaint_id, reference, category, received_on, decided_on, outcome, stage_reached, is_remedied_before
    )
    overriding system value
    select authority_id, n, reference, 'housing',
      ${newest} - 1 - mod(n, 3600) - 20 - mod(n * 7, 190), ${newest} - 1 - mod(n, 3600),
      case when mod(n, 4) = 0 then 'upheld' else 'referred-back' end, 'investigation', mod(n, 4) = 0
    from made
  `.execute(database)
  await sql`
    with made as (select ${numbers} from generate_series(${decidedCount + 1}::integer, ${decidedCount + openCount}::integer) as n)
    insert into complaint (authority_id, complaint_id, reference, category, received_on, origin)
    overriding system value
    select authority_id, n, reference, 'housing', ${newest} - mod(n * 13, 240), 'taken'
    from made
  `.execute(database)
  await sql`
    insert into case_file (
      authority_id, complaint_id, stage, person_id, received_on, next_task, next_due_on, target_on, paused_on
    )
    select authority_id, complaint_id, stage, person_id, received_on, next_task, next_due_on, received_on + 182,
      case when mod(complaint_id, 20) = 0 and stage <> 'decided' then ${newest} - 10 end
    from complaint
    cross join lateral (
      select (array['intake', 'assessment', 'investigation', 'investigation', 'investigation', 'draft', 'decided'])[
        1 + mod(complaint_id * 11, 7)
      ] as stage
    ) as at
    cross join lateral (
      select
        case stage when 'intake' then 'acknowledge' when 'assessment' then 'assess' when 'investigation' then 'investigate'
          when 'draft' then 'decide' else 'review' end as next_task,
        ${newest} - 40 + mod(complaint_id * 17, 160)::integer as next_due_on,
        case when mod(complaint_id, 10) = 0 then null else 'person ' || (1 + mod(complaint_id, ${personCount}::integer)) end
          as person_id
    ) as work
    where complaint_id > ${decidedCount}::bigint
  `.execute(database)
  // A tenth of the decided cases were worked on here, and waited for something on the way.
  await sql`
    insert into case_file (authority_id, complaint_id, stage, person_id, received_on, target_on)
    select authority_id, complaint_id, 'decided', 'person ' || (1 + mod(complaint_id / 10, ${personCount}::integer)),
      received_on, received_on + 200
    from complaint
    where decided_on is not null and mod(complaint_id, 10) = 0
  `.execute(database)
  await sql`vacuum analyze complaint`.execute(database)
  await sql`vacuum analyze case_file`.execute(database)
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}
