import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import type { Database } from '../src/database/connection.ts'
import { openDatabase } from '../src/database/open-database.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { firstDay, reportingYear } from '../src/scheme/reporting-year.ts'
import { calculateYears } from '../src/statistics/yearly-figures-actions.ts'
import { readFiguresOfAuthority, readYearlyFigures } from '../src/statistics/yearly-figures-store.ts'

const years = Array.from({ length: 12 }, (_, index) => reportingYear(2012 + index))
const lastYear = reportingYear(2023)
const authorityCount = 400
const runCount = 7

type Row = { question: string; bar: string; wall: number; cpu: number | null; note: string }

/**
 * How long a year's figures take, beside the same aggregate in DuckDB: 12 years of 400 authorities at
 * 250,000 cases, and with `--ten-million` one year out of 10 million cases.
 */
export async function benchFigures(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'upheld-bench-'))
  // The embedded server may run as another user, who must be able to reach its folder.
  chmodSync(folder, 0o755)
  process.env.UPHELD_HOME = join(folder, 'home')
  delete process.env.DATABASE_URL
  const { database, close } = await openDatabase()
  try {
    const rows = [...(await benchSize(database, folder, 250_000))]
    if (process.argv.includes('--ten-million')) rows.push(...(await benchSize(database, folder, 10_000_000)))
    printTable(rows)
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchSize(database: Database, folder: string, caseCount: number): Promise<Row[]> {
  const cases = `${caseCount.toLocaleString('en-GB')} cases`
  console.error(`Making ${cases} …`)
  await makeCases(database, caseCount)
  const isLarge = caseCount > 1_000_000
  const calculated = isLarge ? [lastYear] : years
  console.error(
    `Calculating ${calculated.length === 1 ? 'one year' : `${calculated.length} years`}, ${runCount} times …`,
  )
  const calculation = await measure(database, async () => {
    const result = await calculateYears(database, scheme, calculated)
    if (!result.ok) throw new Error(result.problems.join(' '))
  })
  const { rows: counted } = await sql<{ sets: number; memberships: number }>`
    select count(*) as sets, sum(complaint_count) as memberships from counted_set where year = any(${calculated}::smallint[])
  `.execute(database)
  const yearWords = isLarge ? 'one year' : '12 years'
  const rows: Row[] = [
    {
      question: `${yearWords}, ${authorityCount} authorities, ${cases}: calculate and keep, with provenance`,
      bar: isLarge ? '' : '< 2,000 ms',
      ...calculation,
      note: `${counted[0]?.sets.toLocaleString('en-GB')} sets, ${counted[0]?.memberships.toLocaleString('en-GB')} case references`,
    },
    {
      question: `one authority, one year, from kept totals (${cases})`,
      bar: '< 10 ms',
      ...(await measure(database, () => readYearlyFigures(database, 117, lastYear), 50)),
      note: '',
    },
    {
      question: `one authority, all years kept, from kept totals (${cases})`,
      bar: '< 10 ms',
      ...(await measure(database, () => readFiguresOfAuthority(database, 117), 50)),
      note: '',
    },
  ]
  return [...rows, ...(await benchDuckDb(database, folder, calculated, `${yearWords}, ${cases}`))]
}

/** Cases spread unevenly over authorities and evenly over years, as plain as SQL makes them. */
async function makeCases(database: Database, caseCount: number) {
  // Nobody looked at anything here, and emptying it is refused all the same.
  await sql`alter table early_access disable trigger user`.execute(database)
  await sql`
    truncate group_average, figure, counted_set, casework_coverage, recommendation, complaint,
      cycle_authority, population, cycle, authority cascade
  `.execute(database)
  await sql`
    insert into authority (authority_id, slug, official_name, short_name, kind)
    select n, 'a' || n, 'Authority ' || n, 'A' || n, 'district' from generate_series(1, ${authorityCount}) as n
  `.execute(database)
  await sql`
    insert into cycle (year, edition, letter_date, published_at, settings, population_year, population_release)
    select year, '2023-24', '2024-07-17', '2024-07-24', '{}', 2022, 'first'
    from unnest(${years}::smallint[]) as year
  `.execute(database)
  await sql`
    insert into population select authority_id, 2022, 'first', 50000 + 1000 * authority_id from authority
  `.execute(database)
  await sql`
    insert into cycle_authority
    select authority_id, year, true, true, true, (${scheme.comparisonGroups.map(({ code }) => code)}::text[])[1 + authority_id % 5]
    from authority cross join cycle
  `.execute(database)
  await sql`
    insert into casework_coverage
    select authority_id, year, part from authority cross join cycle cross join unnest(array['received', 'decided', 'complied']) as part
  `.execute(database)
  // Calculating reads none of these; keeping them would only slow the making of ten million cases.
  await sql`drop index if exists complaint_by_reference`.execute(database)
  await sql`alter table complaint drop constraint if exists complaint_authority_id_reference_key cascade`.execute(
    database,
  )
  await sql`alter table complaint drop constraint if exists complaint_authority_id_fkey`.execute(database)
  await sql`select setseed(0.5)`.execute(database)
  await sql`
    insert into complaint (
      authority_id, complaint_id, reference, category, received_on, decided_on, outcome, is_remedied_before,
      remedy_due_on, compliance_recorded_on, compliance_outcome
    )
    select
      1 + floor(power(random(), 2) * ${authorityCount}),
      n,
      to_char(n, 'FM00" "000" "000'),
      (${scheme.categories.map(({ code }) => code)}::text[])[1 + floor(random() * ${scheme.categories.length})],
      received_on,
      received_on + 60,
      outcome,
      case when outcome = 'upheld' then chance < 0.15 end,
      case when outcome = 'upheld' then received_on + 120 end,
      case when outcome = 'upheld' and chance < 0.98 then received_on + 90 + (chance * 40)::integer end,
      case when outcome = 'upheld' and chance < 0.98 then
        case when chance < 0.8 then 'satisfied' when chance < 0.96 then 'satisfied-late' else 'not-satisfied' end
      end
    from (
      select
        n,
        date '2012-02-01' + (random() * 4380)::integer as received_on,
        random() as chance,
        (${scheme.outcomes.map(({ code }) => code)}::text[])[1 + floor(random() * ${scheme.outcomes.length})] as outcome
      from generate_series(1, ${caseCount}) as n
    ) as made
  `.execute(database)
  await sql`analyze`.execute(database)
}

/** The same sets with the same arrays of cases, grouped and kept by DuckDB from the same rows. */
async function benchDuckDb(
  database: Database,
  folder: string,
  calculated: readonly number[],
  what: string,
): Promise<Row[]> {
  const duckDb = installDuckDb(folder)
  if (duckDb === undefined) {
    return [
      {
        question: `DuckDB, ${what}`,
        bar: '',
        wall: Number.NaN,
        cpu: null,
        note: 'could not be installed from the registry',
      },
    ]
  }
  const { DuckDBInstance } = await import(pathToFileURL(duckDb).href)
  const instance = await DuckDBInstance.create(join(folder, `cases-${calculated.length}.duckdb`))
  const connection = await instance.connect()
  try {
    console.error('Copying the cases to DuckDB …')
    await copyToDuckDb(database, connection)
    const counting = await measure(undefined, async () => {
      await connection.run(`create or replace table counted_set as ${duckDbCountedSets(calculated)}`)
    })
    return [
      {
        question: `DuckDB, ${what}: the same sets of cases, without figures or averages`,
        bar: '',
        ...counting,
        note: '',
      },
    ]
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

function installDuckDb(folder: string): string | undefined {
  try {
    console.error('Installing DuckDB for comparison …')
    execFileSync(
      'npm',
      ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '@duckdb/node-api'],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
    return createRequire(join(folder, 'package.json')).resolve('@duckdb/node-api')
  } catch {
    return undefined
  }
}

type DuckDbConnection = {
  run: (text: string) => Promise<unknown>
  createAppender: (table: string) => Promise<{
    appendInteger: (value: number) => void
    appendVarchar: (value: string) => void
    appendNull: () => void
    endRow: () => void
    closeSync: () => void
  }>
}

async function copyToDuckDb(database: Database, connection: DuckDbConnection) {
  await connection.run(`create or replace table text_case (
    authority_id integer, complaint_id integer, category varchar, received_on varchar, decided_on varchar, outcome varchar,
    is_remedied_before varchar, remedy_due_on varchar, compliance_recorded_on varchar, compliance_outcome varchar)`)
  const appender = await connection.createAppender('text_case')
  const batchSize = 200_000
  for (let after = 0; ; after += batchSize) {
    const { rows } = await sql<Record<string, string | number | boolean | null>>`
      select
        authority_id, complaint_id, category, received_on, decided_on, outcome, is_remedied_before, remedy_due_on,
        compliance_recorded_on, compliance_outcome
      from complaint
      where complaint_id > ${after} and complaint_id <= ${after + batchSize}
    `.execute(database)
    if (rows.length === 0) break
    for (const row of rows) {
      for (const value of Object.values(row)) {
        if (value === null) appender.appendNull()
        else if (typeof value === 'number') appender.appendInteger(value)
        else appender.appendVarchar(String(value))
      }
      appender.endRow()
    }
  }
  appender.closeSync()
  await connection.run(`create or replace table complaint as
    select authority_id, complaint_id, category, received_on::date as received_on, decided_on::date as decided_on, outcome,
      is_remedied_before::boolean as is_remedied_before, remedy_due_on::date as remedy_due_on,
      compliance_recorded_on::date as compliance_recorded_on, compliance_outcome
    from text_case`)
  await connection.run('drop table text_case')
}

function duckDbCountedSets(calculated: readonly number[]): string {
  const from = firstDay(scheme, reportingYear(calculated[0] ?? lastYear))
  const to = firstDay(scheme, reportingYear((calculated.at(-1) ?? lastYear) + 1))
  const within = (column: string) => `${column} >= '${from}' and ${column} < '${to}'`
  const year = (column: string) => `year(${column} - interval 3 months)`
  const sets = (set: string, column: string, also = '') =>
    `select authority_id, ${year(column)} as year, ${set} as counted_set, list(complaint_id) as complaint_ids
     from complaint where ${within(column)} ${also} group by all`
  return [
    sets("'received:' || category", 'received_on'),
    sets("'decided:' || outcome", 'decided_on'),
    sets("'remedied-before'", 'decided_on', "and outcome = 'upheld' and is_remedied_before"),
    sets("'complied:' || compliance_outcome", 'compliance_recorded_on'),
    `select authority_id, year, 'unsettled', list(complaint_id)
     from complaint, (select unnest([${calculated.join(', ')}]) as year)
     where remedy_due_on < make_date(year + 1, 4, 1)
     and (compliance_recorded_on is null or compliance_recorded_on >= make_date(year + 1, 4, 1)) group by all`,
  ].join(' union all ')
}

/** Medians of wall time and of CPU time, ours and the server's, after one run that does not count. */
async function measure(database: Database | undefined, run: () => Promise<unknown>, runs = runCount) {
  await run()
  const serverIds = database ? await serverProcesses(database) : []
  const walls: number[] = []
  const cpuTimes: number[] = []
  for (let count = 0; count < runs; count += 1) {
    const cpuBefore = cpuMilliseconds(serverIds)
    const start = performance.now()
    await run()
    walls.push(performance.now() - start)
    cpuTimes.push(cpuMilliseconds(serverIds) - cpuBefore)
  }
  return { wall: median(walls), cpu: median(cpuTimes) }
}

async function serverProcesses(database: Database): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database()
  `.execute(database)
  return rows.map(({ pid }) => pid)
}

/** Our own, and where the system tells us (Linux) that of the server's processes, in ticks of 10 ms. */
function cpuMilliseconds(serverIds: readonly number[]): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000 + serverIds.reduce((sum, id) => sum + serverMilliseconds(id), 0)
}

function serverMilliseconds(id: number): number {
  try {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

function printTable(rows: readonly Row[]) {
  const [processor] = cpus()
  console.log(
    `${cpus().length} × ${processor?.model ?? 'unknown processor'}, Node ${process.version}; medians\n`,
  )
  console.log('| what | bar | wall | CPU | |\n|---|---|---|---|---|')
  for (const { question, bar, wall, cpu, note } of rows) {
    console.log(
      `| ${question} | ${bar} | ${milliseconds(wall)} | ${cpu === null ? '–' : milliseconds(cpu)} | ${note} |`,
    )
  }
}

function milliseconds(value: number): string {
  if (Number.isNaN(value)) return '–'
  return `${value < 20 ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB')} ms`
}
