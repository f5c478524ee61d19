import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../tests/test-database.ts'
import { verifyAudit } from '../audit/audit-store.ts'
import { beginInstallation } from '../authorities/register-actions.ts'
import { readRegister } from '../authorities/register-files.ts'
import { countWaitingReports } from '../casework/public-report/report-store.ts'
import { countQueues, readQueue } from '../casework/publishing/publishing-queue-store.ts'
import { readLettersUnderReview } from '../review/rehearsal/letters-under-review-actions.ts'
import { readWordingUnderReview } from '../review/rehearsal/wording-approval-actions.ts'
import { readStanding } from '../review/review-standing-store.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { areFiguresOutdated } from '../statistics/yearly-figures-actions.ts'
import { makeDemonstration } from './demonstration.ts'
import { loadDemonstration } from './demonstration-actions.ts'
import { daysAfter } from './demonstration-cycles.ts'
import { inventMistakes } from './invented-mistakes.ts'

let opened: TestDatabase

beforeAll(async () => {
  opened = await testDatabase()
})

afterAll(async () => {
  await opened.close()
})

describe('loading the demonstration', () => {
  test('stopped in the middle, it leaves nothing behind', async () => {
    const stopped = new AbortController()
    const whenItLoadsCases = (line: string) => {
      if (line.includes('cases')) stopped.abort(new Error('stopped by hand'))
    }
    await expect(load(whenItLoadsCases, stopped.signal)).rejects.toThrow('stopped by hand')
    const counts = Object.values(await rowCounts())
    expect(counts.every((count) => count === 0)).toBe(true)
  }, 360_000)

  test('fills an empty database and says what it is doing', async () => {
    const lines: string[] = []
    expect(await load((line) => lines.push(line))).toMatchObject({ state: 'loaded', authorityCount: 468 })
    expect(lines.length).toBeGreaterThan(2)
    expect(await rowCounts()).toMatchObject({ authority: 468, installation: 1, cycle: 7 })
    expect((await verifyAudit(opened.database)).problems).toEqual([])
  }, 360_000)

  test('the calculated averages print as published', async () => {
    expect(await printedAverages(2023, 'district')).toEqual(['63', '99', '21', '1.2'])
    expect(await printedAverages(2023, 'county')).toEqual(['85', '100', '7', '4.5'])
    expect(await printedAverages(2023, 'london')).toEqual(['85', '99', '12', '8.2'])
    expect(await printedAverages(2023, 'unitary')).toEqual(['79', '99', '12', '4.6'])
    expect(await printedAverages(2019, 'district')).toEqual(['45', '99', '20', undefined])
  })

  test('nothing but the figures of their letters is stored about the five real authorities', async () => {
    const { rows } = await sql<{
      slug: string
      year: number
      measure: string
      state: string
      origin: string
    }>`
      select distinct slug, year, measure, state, origin
      from authority join figure using (authority_id)
      where not is_invented and state <> 'not-calculated'
      order by slug, year, measure
    `.execute(opened.database)
    expect(
      rows.map(({ slug, year, measure, state, origin }) => [slug, year, measure, state, origin]),
    ).toEqual([
      ['bassetlaw', 2023, 'complaints-upheld', 'calculated', 'published-letter'],
      ['bassetlaw', 2023, 'compliance', 'calculated', 'published-letter'],
      ['bassetlaw', 2023, 'satisfactory-remedy', 'calculated', 'published-letter'],
      ['bassetlaw', 2023, 'upheld-per-100000', 'calculated', 'published-letter'],
      ['bolsover', 2019, 'complaints-upheld', 'calculated', 'published-letter'],
      ['bolsover', 2019, 'compliance', 'calculated', 'published-letter'],
      ['bolsover', 2019, 'satisfactory-remedy', 'calculated', 'published-letter'],
      ['bromsgrove', 2023, 'complaints-upheld', 'calculated', 'published-letter'],
      ['bromsgrove', 2023, 'compliance', 'calculated', 'published-letter'],
      ['bromsgrove', 2023, 'satisfactory-remedy', 'calculated', 'published-letter'],
      ['bromsgrove', 2023, 'upheld-per-100000', 'calculated', 'published-letter'],
      ['east-midlands', 2023, 'complaints-upheld', 'nothing-to-report', 'published-letter'],
      ['east-midlands', 2023, 'compliance', 'nothing-to-report', 'published-letter'],
      ['east-midlands', 2023, 'satisfactory-remedy', 'nothing-to-report', 'published-letter'],
    ])
  })

  test('its decisions are all published and about invented bodies, and none has run out yet', async () => {
    const { rows } = await sql`
      select count(*) > 25000 as are_many, bool_and(is_invented) as are_invented,
        bool_and(published_at < now()) as are_published, min(expires_at) > '2031-01-01' as stay
      from decision_statement
      join authority using (authority_id)
      -- Of those decided lately some wait for their day.
      where decided_on < '2026-04-01'
    `.execute(opened.database)
    expect(rows).toEqual([{ areMany: true, areInvented: true, arePublished: true, stay: true }])
    const { rows: visible } = await sql`
      select (select count(*)::integer from decision_statement) as shown,
        (select count(*)::integer from decision_tombstone) as withdrawn
    `.execute(opened.published)
    expect(visible).toEqual([{ shown: expect.any(Number), withdrawn: 4 }])
  })

  test('in no year an action is told as ended whose case was still unsettled', async () => {
    const { rows } = await sql`
      select count(*)::integer as contradictions
      from recommendation
      join complaint using (authority_id, complaint_id)
      where settled_year is distinct from
        extract(year from compliance_recorded_on - interval '3 months')::smallint
    `.execute(opened.database)
    expect(rows).toEqual([{ contradictions: 0 }])
  })

  test('the statement of a case that was recorded by mistake says what is right', async () => {
    const { rows } = await sql`
      select count(*)::integer as contradictions
      from decision_statement as statement
      join complaint using (authority_id, complaint_id)
      where statement.outcome <> complaint.outcome
    `.execute(opened.database)
    expect(rows).toEqual([{ contradictions: 0 }])
  })

  test('its decisions are found by their words and its reports lead to their cases', async () => {
    const { rows } = await sql<{ found: number }>`
      select count(*)::integer as found
      from decision_statement
      where search @@ websearch_to_tsquery('english', 'unsuitable "temporary accommodation" -mould')
    `.execute(opened.published)
    expect(rows[0]?.found).toBeGreaterThan(50)
    const { rows: reports } = await sql<{ cases: number }>`
      select count(public_report_case.complaint_id)::integer as cases
      from public_report
      left join public_report_case using (public_report_id)
      group by public_report_id
    `.execute(opened.published)
    expect(reports.length).toBeGreaterThan(36)
    expect(Math.min(...reports.map(({ cases }) => cases))).toBeGreaterThan(0)
  })

  test('each correction is of its own moment, changes one letter at most, and leaves what is right on record', async () => {
    const { rows } = await sql`
      select year, revision, published_at::text, (
        select count(*)::integer from letter where letter.year = revision.year and letter.revision = revision.revision
      ) as letters
      from revision
      where revision > 1
      order by year
    `.execute(opened.published)
    expect(rows).toEqual([
      { year: 2019, revision: 2, publishedAt: '2020-11-12 10:00:00+00', letters: 1 },
      { year: 2022, revision: 2, publishedAt: '2024-07-02 09:00:00+00', letters: 0 },
    ])
    const invented = inventMistakes(makeDemonstration(readRegister()))
    for (const { reference, right } of invented) {
      const onRecord = await opened.database
        .selectFrom('complaint')
        .select(['outcome', 'isRemediedBefore', 'complianceOutcome'])
        .where('reference', '=', reference)
        .execute()
      expect(onRecord).toEqual([right])
    }
  })

  test('done again, it changes nothing', async () => {
    const before = await rowCounts()
    expect(await load()).toEqual({ state: 'unchanged' })
    expect(await rowCounts()).toEqual(before)
  })
})

describe('the year under review', () => {
  const year = reportingYear(2024)

  test('stands at checked, with twelve days left for queries, opened by the statistician', async () => {
    const standing = await readStanding(opened.database, year)
    const today = dayOf(ombudsmanForEngland, new Date())
    expect(standing?.current).toMatchObject({ revision: 1, stage: 'checked', publishedAt: null })
    expect(standing?.current?.steps.map(({ stage, takenBy, untilOn }) => [stage, takenBy, untilOn])).toEqual([
      ['draft', 'statistician@ombudsman.example', null],
      ['checked', 'statistician@ombudsman.example', daysAfter(today, 12)],
    ])
    expect(standing?.cycle.letterDate).toBe(daysAfter(today, 20))
    expect(await areFiguresOutdated(opened.database, ombudsmanForEngland, year)).toBe(false)
  })

  test('one letter cannot be made, one is held, and of the others that could leave eighteen wait to be read', async () => {
    const standing = await readStanding(opened.database, year)
    if (!standing) throw new Error('there is no year under review')
    const { letters, counts } = await readLettersUnderReview(opened.database, ombudsmanForEngland, {
      cycle: standing.cycle,
      revision: 1,
    })
    const failing = letters.filter(({ composedWithWords }) => !composedWithWords.ok)
    expect(failing.map(({ composedWithWords: held }) => (held.ok ? [] : held.problems))).toEqual([
      [{ block: 'box compliance', reason: expect.stringContaining('due and unsettled') }],
    ])
    const decided = letters.flatMap(({ decision }) => decision ?? [])
    expect(decided.filter(({ decision }) => decision === 'held').map(({ reason }) => reason)).toEqual([
      expect.stringContaining('agreed actions were not carried out'),
    ])
    expect(letters.filter(({ outdatedDecision }) => outdatedDecision !== null)).toEqual([])
    // The paragraph that nobody has approved makes one more that waits.
    expect(counts).toMatchObject({ held: 2, toRead: 19, leftOut: 0, unapprovedWords: 1 })
    expect(counts.passed).toBe(counts.all - 21)
    expect(counts.all).toBeGreaterThan(390)
  })

  test('its wording is approved, and its people are there to be chosen', async () => {
    const standing = await readStanding(opened.database, year)
    const wording = standing && (await readWordingUnderReview(opened.database, standing.cycle))
    expect(wording?.approval?.approvedBy).toBe('approver@ombudsman.example')
    const { rows } = await sql<{ role: string; count: number }>`
      select role, count(*)::integer from appointment where ended_at is null group by role order by role
    `.execute(opened.database)
    expect(Object.fromEntries(rows.map(({ role, count }) => [role, count]))).toEqual({
      administrator: 1,
      approver: 3,
      'compliance-officer': 1,
      investigator: 1,
      'link-officer': 2,
      'member-responsible': 2,
      'monitoring-officer': 2,
      statistician: 1,
      trainer: 1,
    })
  })

  test('two of eighteen queries are open, and nobody answered their own or approved what they wrote', async () => {
    const { rows } = await sql`
      select count(*)::integer as asked, count(*) filter (where answer is null)::integer as open,
        bool_or(answered_by = raised_by) as is_own
      from query
      where year = 2024
    `.execute(opened.database)
    expect(rows).toEqual([{ asked: 18, open: 2, isOwn: false }])
    const { rows: paragraphs } = await sql`
      select approved_by from bespoke_paragraph where year = 2024
    `.execute(opened.database)
    expect(paragraphs).toEqual([{ approvedBy: null }])
  })

  test('decisions stand at every place on their way to publication, and a report waits for an answer', async () => {
    const { published, ...waiting } = await countQueues(opened.database)
    expect(published).toBe(0)
    expect(Object.entries(waiting).filter(([, count]) => count === 0)).toEqual([])
    expect(waiting['to-agree']).toBe(1)
    const marked = await readQueue(opened.database, 'to-check', undefined, 50)
    expect(marked.filter(({ openCount }) => openCount > 0).length).toBeGreaterThan(4)
    expect(await countWaitingReports(opened.database)).toBe(1)
  })

  test('the public side knows nothing of it', async () => {
    const views = ['revision', 'cycle', 'figure', 'group_average', 'counted_set', 'letter', 'national_review']
    for (const view of [...views, 'decision_statement']) {
      const { rows } = await sql<{ latest: number }>`
        select max(year)::integer as latest from ${sql.table(view)}
      `.execute(opened.published)
      expect([view, rows[0]?.latest]).toEqual([view, 2023])
    }
    const { rows } = await sql<{ latest: string; settled: number }>`
      select max(decided_on)::text as latest, (select max(settled_year)::integer from recommendation) as settled
      from decision_statement
    `.execute(opened.published)
    expect(rows).toEqual([{ latest: '2024-03-28', settled: 2023 }])
  })
})

describe('loading that was stopped', () => {
  test('goes on where it was, and comes to the same', async () => {
    const stopping = await testDatabase()
    for (const where of ['Calculating', 'Releasing', 'Taking']) {
      const stopped = new AbortController()
      const stopThere = (line: string) => {
        if (line.startsWith(where)) stopped.abort(new Error(`stopped when ${where}`))
      }
      await expect(
        loadDemonstration(stopping.database, ombudsmanForEngland, stopThere, stopped.signal),
      ).rejects.toThrow(`stopped when ${where}`)
    }
    const completed = await loadDemonstration(stopping.database, ombudsmanForEngland, () => {})
    expect(completed).toEqual({ state: 'completed' })
    expect(await rowCounts(stopping.database)).toEqual(await rowCounts())
    await stopping.close()
  }, 360_000)
})

describe('a database that holds something else', () => {
  test('a real installation refuses it and stays as it was', async () => {
    const installed = await testDatabase()
    await beginInstallation(installed.database, readRegister(), 'test')
    const result = await loadDemonstration(installed.database, ombudsmanForEngland, () => {})
    expect(result).toEqual({ state: 'refused', reason: 'real-installation' })
    const { rows } = await sql`select from complaint`.execute(installed.database)
    expect(rows).toEqual([])
    await installed.close()
  })
})

async function load(progress: (line: string) => void = () => {}, signal?: AbortSignal) {
  return loadDemonstration(opened.database, ombudsmanForEngland, progress, signal)
}

async function rowCounts(database = opened.database): Promise<Record<string, number>> {
  const tables = [
    'installation',
    'authority',
    'complaint',
    'recommendation',
    'decision_statement',
    'public_report',
    'public_report_case',
    'cycle',
    'figure',
    'letter',
    'revision',
    'review_step',
    'letter_decision',
    'query',
    'bespoke_paragraph',
    'audit_entry',
  ]
  const counts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ count: number }>`select count(*) from ${sql.table(table)}`.execute(
        database,
      )
      return [table, rows[0]?.count ?? 0] as const
    }),
  )
  return Object.fromEntries(counts)
}

/** Upheld, complied and remedied as whole percentages, and the rate to one decimal. */
async function printedAverages(year: number, group: string): Promise<(string | undefined)[]> {
  const { rows } = await sql<{ measure: string; printed: string }>`
    select measure, case measure
      when 'upheld-per-100000' then round(numerator * 100000.0 / denominator, 1)::text
      else round(numerator * 100.0 / denominator)::text
    end as printed
    from group_average
    where year = ${year} and comparison_group = ${group}
  `.execute(opened.database)
  const measures = ['complaints-upheld', 'compliance', 'satisfactory-remedy', 'upheld-per-100000']
  return measures.map((measure) => rows.find((row) => row.measure === measure)?.printed)
}
