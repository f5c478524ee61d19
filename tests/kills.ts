import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { type AuditLink, verifyAudit, verifyStretch } from '../src/audit/audit-store.ts'
import { findCycle, readCycleAuthorities, saveCycle, saveCycleAuthorities } from '../src/cycle/cycle-store.ts'
import type { Database } from '../src/database/connection.ts'
import { startPrinter } from '../src/letters/letter-pdf.ts'
import { verifyRevision } from '../src/review/sealing/verify-actions.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { reportingYear } from '../src/scheme/reporting-year.ts'
import { sayFigures } from './hardening.ts'
import { fillInvented } from './invented-publication.ts'
import { addReviewUnderWay, yearUnderWay } from './review-under-way.ts'

export type Kills = {
  readonly count: number
  /** How often each kind of work was under way when the program was killed. */
  readonly during: ReadonlyMap<string, number>
  /** Revisions that were sealed and sent in spite of it. */
  readonly revisionCount: number
  /** What was found half done, lost or doubled, kill by kill. */
  readonly broken: readonly string[]
}

/** Fills an empty database with the invented bodies, a review that begins, and a cycle for the cases of next year. */
export async function prepareKills(database: Database): Promise<void> {
  await fillInvented(database, true)
  await addReviewUnderWay(database)
  const cycle = await findCycle(database, yearUnderWay)
  if (!cycle) throw new Error('the review under way has no cycle')
  await database.transaction().execute(async (transaction) => {
    const year = reportingYear(yearUnderWay + 1)
    const later = { letterDate: '2027-07-14', publishedAt: new Date('2027-07-21T08:30:00Z') }
    await saveCycle(transaction, { ...cycle, ...later, year })
    const members = await readCycleAuthorities(transaction, yearUnderWay)
    await saveCycleAuthorities(transaction, year, members)
  })
}

const program = fileURLToPath(new URL('killed-program.ts', import.meta.url))

/**
 * Kills a program at random instants while it imports, calculates, approves, seals, sends and corrects a year, starts
 * another that goes on from there, and looks each time for anything half done.
 */
export async function killAtRandom(
  { database, url }: { readonly database: Database; readonly url: string },
  count: number,
  longestLifeMs: number,
): Promise<Kills> {
  const folder = mkdtempSync(join(tmpdir(), 'upheld-kills-'))
  const during = new Map<string, number>()
  const broken: string[] = []
  const print = startPrinter().print
  // Only what came since is read after a kill: reading it all each time would take most of the time.
  let chainEnd: AuditLink | null = null
  let next = startProgram(url, folder)
  try {
    for (let kill = 1; kill <= count; kill += 1) {
      const victim = next
      await victim.isReady
      // The next one gets ready while this one works.
      next = startProgram(url, folder)
      victim.child.stdin?.write('go\n')
      await sleep(Math.random() * longestLifeMs)
      const doing = victim.doing()
      victim.child.kill('SIGKILL')
      await victim.hasEnded
      if (victim.fault() !== '') broken.push(`kill ${kill}, during ${doing}: ${victim.fault()}`)
      during.set(doing, (during.get(doing) ?? 0) + 1)
      await untilQuiet(database)
      const { last, problems } = await verifyStretch(database, chainEnd, Number.POSITIVE_INFINITY)
      chainEnd = last
      const found = [
        ...problems.map(({ explanation }) => `audit: ${explanation}`),
        ...(await findBroken(database, print)),
      ]
      broken.push(...found.map((what) => `kill ${kill}, during ${doing}: ${what}`))
      if (kill % 50 === 0) sayFigures(`kills so far: ${kill}, ${broken.length} broken`)
    }
    const { problems } = await verifyAudit(database)
    broken.push(...problems.map(({ explanation }) => `audit, read as a whole: ${explanation}`))
  } finally {
    next.child.kill('SIGKILL')
    await next.hasEnded
    rmSync(folder, { recursive: true, force: true })
  }
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from seal where year = ${yearUnderWay}`.execute(database)
  return { count, during, revisionCount: rows[0]?.count ?? 0, broken }
}

function startProgram(url: string, folder: string) {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', program, url, folder], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  let fault = ''
  child.stderr?.on('data', (chunk) => {
    fault += chunk
  })
  const hasEnded = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const isReady = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk
      if (said.includes('ready')) resolve()
    })
    void hasEnded.then(resolve)
  })
  return {
    child,
    isReady,
    hasEnded,
    doing: () => said.trim().split('\n').at(-1) ?? '',
    fault: () => fault,
  }
}

/** What the killed program had begun goes on in the server until it notices; only then is everything decided. */
async function untilQuiet(database: Database): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
      and state <> 'idle' and backend_type = 'client backend'
    `.execute(database)
    if (rows[0]?.count === 0) return
    await sleep(20)
  }
}

/** Every promise that holds at every instant, and what breaks it. */
async function findBroken(database: Database, print: ReturnType<typeof startPrinter>['print']) {
  const broken: string[] = []
  for (const [what, query] of promises) {
    const { rows } = await query.execute(database)
    if (rows.length > 0) broken.push(`${what}: ${JSON.stringify(rows.slice(0, 3))}`)
  }
  const { rows: last } = await sql<{ revision: number }>`
    select revision from seal where year = ${yearUnderWay} order by revision desc limit 1
  `.execute(database)
  for (const { revision } of last) {
    const verification = await verifyRevision(database, { scheme, print }, { year: yearUnderWay, revision })
    const differences = verification?.differences ?? []
    if (differences.length > 0)
      broken.push(`revision ${revision}: ${JSON.stringify(differences.slice(0, 3))}`)
  }
  return broken
}

/** Each query finds what must never be there. */
const promises = [
  [
    'half an import',
    sql`select count(distinct outcome) from complaint where reference like '26 300 %' having count(distinct outcome) > 1`,
  ],
  [
    'an import without its record',
    sql`
      select count(*) from complaint where reference like '26 300 %'
      having count(*) > 0 and (count(*) <> 200 or not exists (select from audit_entry where action like 'import%'))`,
  ],
  [
    'figures that are not whole',
    sql`
      select revision, count(distinct authority_id) from revision
      left join figure using (year, revision)
      where year = ${yearUnderWay}
      group by revision having count(distinct authority_id) <> 2`,
  ],
  [
    'half a seal',
    sql`
      select revision, revision.sealed_at from revision
      left join seal using (year, revision)
      where year = ${yearUnderWay} and (revision.sealed_at is null) <> (seal.year is null)`,
  ],
  [
    'a seal without its leaves or its cycle',
    sql`
      select revision from seal
      where year = ${yearUnderWay}
      and (
        (select count(*) from seal_leaf where seal_leaf.year = seal.year and seal_leaf.revision = seal.revision) <> 2
        or not exists (select from sealed_cycle where sealed_cycle.year = seal.year and sealed_cycle.revision = seal.revision)
      )`,
  ],
  [
    'a first seal without all its letters',
    sql`
      select revision from seal
      where year = ${yearUnderWay} and revision = 1
      and (select count(*) from letter where letter.year = seal.year and letter.revision = 1 and pdf is not null) <> 2`,
  ],
  [
    'a seal that two people did not approve',
    sql`
      select revision from seal
      where year = ${yearUnderWay}
      and (
        select count(distinct approved_by) from review_approval as approval
        where approval.year = seal.year and approval.revision = seal.revision and approval.fingerprint = seal.fingerprint
      ) < 2`,
  ],
  [
    'half a release: a moment without the step, or the step without a moment',
    sql`
      select revision from revision
      where year = ${yearUnderWay}
      and (published_at is null) = exists (
        select from review_step as step
        where step.year = revision.year and step.revision = revision.revision and step.stage = 'sent'
      )`,
  ],
  [
    'a letter that was lost or doubled on its way',
    sql`
      select letter.revision, letter.authority_id, count(mail_id)
      from letter
      join revision using (year, revision)
      left join letter_mail using (year, revision, authority_id)
      where year = ${yearUnderWay}
      group by 1, 2, published_at
      having count(mail_id) <> (published_at is not null)::integer`,
  ],
  [
    'a step that is not on record of who did what',
    sql`
      select stage, count(*) from review_step
      where year = ${yearUnderWay} and stage in ('sealed', 'sent')
      group by stage
      having count(*) <> (
        select count(*) from audit_entry
        where action = case stage when 'sealed' then 'seal' else 'letters sent' end
        and subject like '%2025-26%'
      )`,
  ],
] as const
