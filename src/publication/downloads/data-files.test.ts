import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { changeSealed } from '../../../tests/sealed-rows.ts'
import type { Database } from '../../database/connection.ts'
import { releaseYear } from '../../review/release-actions.ts'
import { ombudsmanForEngland } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { calculateYears } from '../../statistics/yearly-figures-actions.ts'
import { parseDataFileName } from './data-file.ts'

let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
})
afterAll(() => invented.close())

const names = [
  ...['figures', 'counts', 'averages', 'measures', 'authorities', 'decisions', 'improvements', 'reports'],
  ...['letters', 'reviews', 'years', 'revisions', 'corrections', 'dictionary'],
]

describe('every file', () => {
  test.each(names)('of %s says in its name and in every record that it is a demonstration', async (name) => {
    for (const format of ['csv', 'xlsx', 'json']) {
      const response = await get(`/data/${name}.${format}`)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="DEMONSTRATION-${name}-v2.${format}"`,
      )
    }
    const [heading, ...rows] = await csv(`/data/${name}.csv`)
    expect(heading?.at(-1)).toBe('demonstration')
    expect(rows.every((row) => row.at(-1) === 'yes')).toBe(true)
    const whole = JSON.parse(await text(`/data/${name}.json`))
    expect([whole.demonstration, whole.licence]).toEqual([true, 'Open Government Licence v3.0'])
  })

  test('says nothing of the kind in a real installation', async () => {
    const real = await inventedSite(false)
    try {
      const response = await real.app.request('/data/figures-2023-24.csv')
      expect(response.headers.get('content-disposition')).toBe(
        'attachment; filename="figures-2023-24-r1.csv"',
      )
      const rows: string[][] = parse(await response.text(), { bom: true, from: 2 })
      expect(new Set(rows.map((row) => row.at(-1)))).toEqual(new Set(['no']))
      expect(await (await real.app.request('/data')).text()).not.toMatch(/DEMONSTRATION-/)
    } finally {
      await real.close()
    }
  })

  test('has all its columns in the dictionary, in their order, and no other', async () => {
    const dictionary: Record<string, string>[] = parse(await text('/data/dictionary.csv'), {
      bom: true,
      columns: true,
    })
    for (const name of names) {
      const [heading] = await csv(`/data/${name}.csv`)
      const described = dictionary.filter(({ file }) => file === name).map(({ column }) => column)
      expect([name, described]).toEqual([name, heading])
    }
    expect(dictionary.every(({ meaning, type }) => meaning !== '' && type !== '')).toBe(true)
  })

  test('has its rules where the dictionary says they are told', async () => {
    const [, ...rows] = await csv('/data/dictionary.csv')
    const method = await text('/method')
    const rules = new Set(rows.map((row) => row[7] ?? '').filter((rule) => rule !== ''))
    expect(rules.size).toBeGreaterThan(8)
    for (const rule of rules)
      expect([rule, method.includes(`id="${new URL(rule).hash.slice(1)}"`)]).toEqual([rule, true])
  })

  test('is not sent again where nothing has changed, and is where something has', async () => {
    const first = await get('/data/figures.csv')
    const tag = first.headers.get('etag') ?? ''
    await first.text()
    const again = await invented.app.request('/data/figures.csv', { headers: { 'If-None-Match': tag } })
    expect([tag === '', again.status]).toEqual([false, 304])
  })
})

describe('names', () => {
  test.each([
    ['/data/figures-2024-25.csv', 'a year that is not public'],
    ['/data/figures-1999-00.csv', 'a year that never was'],
    ['/data/figures-2023-25.csv', 'what is no year'],
    ['/data/figures-2023-24-r2.csv', 'a revision that never was'],
    ['/data/figures-v3.csv', 'a version that never was'],
    ['/data/figures-v0.csv', 'a version that never was'],
    ['/data/authorities-2023-24.csv', 'a year of what has none'],
    ['/data/decisions-v1.csv', 'a version of what has none'],
    ['/data/complaints.csv', 'what is not published'],
  ])('%s is the name of %s and leads to those there are', async (address) => {
    const response = await get(address)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('href="/data"')
  })

  test('of an unpublished year answer like those of a year that never was', async () => {
    const [unpublished, never] = await Promise.all([
      get('/data/figures-2024-25.json'),
      get('/data/figures-1999-00.json'),
    ])
    expect(await unpublished.text()).toBe(await never.text())
    expect(parseDataFileName('figures-2024-25.json')?.year).toBe(2024)
  })
})

test('words that begin like a formula are words in every format', async () => {
  const { database } = invented.opened
  const words = '=HYPERLINK("https://example.com","Sedgely")'
  await sql`update authority set short_name = ${words} where slug = 'sedgely'`.execute(database)
  try {
    const [heading, ...rows] = await csv('/data/authorities.csv')
    const column = heading?.indexOf('short_name') ?? -1
    expect(rows.map((row) => row[column])).toContain(`'${words}`)
    const workbook = await readXlsx(new Uint8Array(await (await get('/data/authorities.xlsx')).arrayBuffer()))
    const cells = workbook.sheets[0]?.rows.map((row) => row[column])
    expect(cells).toContain(words)
    expect(JSON.stringify([...(workbook.sheets[0]?.cells ?? [])])).not.toContain('"formula":')
    expect(JSON.parse(await text('/data/authorities.json')).records).toContainEqual(
      expect.objectContaining({ authority: 'sedgely', short_name: words }),
    )
  } finally {
    await sql`update authority set short_name = 'Sedgely' where slug = 'sedgely'`.execute(database)
  }
})

test('a file has no end but its own', async () => {
  const { database } = invented.opened
  await sql`
    insert into authority (slug, official_name, short_name, kind)
    select 'body-' || number, 'Body ' || number, 'Body ' || number, 'other' from generate_series(1, 3000) as number
  `.execute(database)
  await changeSealed(database, (transaction) =>
    sql`
      insert into counted_set (authority_id, year, revision, counted_set, complaint_count)
      select authority_id, year, 1, 'received:' || category, 1
      from authority
      cross join (values (2022), (2023)) as released (year)
      cross join (values ('housing'), ('planning')) as of_category (category)
      where slug like 'body-%'
    `.execute(transaction),
  )
  try {
    const before = await csv('/data/counts.csv')
    const added = before.filter((row) => row[1]?.startsWith('body-'))
    expect(added).toHaveLength(12_000)
    expect(new Set(added.map((row) => row.join())).size).toBe(12_000)
    const json = JSON.parse(await text('/data/counts.json'))
    expect(json.records).toHaveLength(before.length - 1)
    const workbook = await readXlsx(new Uint8Array(await (await get('/data/counts.xlsx')).arrayBuffer()))
    expect(workbook.sheets[0]?.rows).toHaveLength(before.length)
    // And so has a list of the API, page by page.
    let count = 0
    for (let next: string | null = '/api/v1/counts?limit=1000'; next !== null; ) {
      const page = JSON.parse(await text(next))
      count += page.records.length
      next = page.next
    }
    expect(count).toBe(before.length - 1)
  } finally {
    await changeSealed(database, (transaction) =>
      sql`
        delete from counted_set where authority_id in (select authority_id from authority where slug like 'body-%')
      `.execute(transaction),
    )
    await sql`delete from authority where slug like 'body-%'`.execute(database)
  }
})

test('a correction makes a new version, and the old one stays as it was', async () => {
  const address = '/data/figures-2023-24-r1.csv'
  const before = await text(address)
  expect(await text('/data/figures-2023-24.csv')).toBe(before)
  const tag = (await get('/data/figures.csv')).headers.get('etag') ?? ''
  await correct(invented.opened.database)
  expect(await text(address)).toBe(before)
  expect(await text('/data/figures-v2.csv')).toContain(
    'larchwick,Larchwick District Council,district,East Midlands,complaints-upheld,calculated,18,24,75',
  )
  const after = await text('/data/figures-2023-24.csv')
  expect(after).toContain('complaints-upheld,calculated,17,24,')
  expect(after).toBe(await text('/data/figures-2023-24-r2.csv'))
  const response = await invented.app.request('/data/figures.csv', { headers: { 'If-None-Match': tag } })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toContain('figures-v3.csv')
  const corrections: Record<string, string>[] = parse(await text('/data/corrections.csv'), {
    bom: true,
    columns: true,
  })
  expect(corrections.find(({ measure }) => measure === 'complaints-upheld')).toMatchObject({
    year: '2023-24',
    revision: '2',
    authority: 'larchwick',
    old_numerator: '18',
    old_printed: '75%',
    new_numerator: '17',
    new_printed: '71%',
    reason: 'One was recorded wrongly.',
  })
})

test('the page leads to every file of a year, and each is there', async () => {
  for (const page of ['/data', '/data?year=2022-23']) {
    const html = await text(page)
    const files = [...html.matchAll(/href="(\/data\/[^"]+)"/g)].map(([, file = '']) => file)
    expect(files.length).toBeGreaterThan(20)
    for (const file of new Set(files)) expect([file, (await get(file)).status]).toEqual([file, 200])
  }
  expect((await get('/data?year=2024-25')).status).toBe(404)
})

async function correct(database: Database): Promise<void> {
  await sql`
    update complaint set outcome = 'not-upheld', is_remedied_before = null where reference = '23 000 005'
  `.execute(database)
  const year = reportingYear(2023)
  const calculation = await calculateYears(database, ombudsmanForEngland, [year])
  if (!calculation.ok) throw new Error(calculation.problems.join(' '))
  const release = await releaseYear(database, ombudsmanForEngland, year, {
    actor: 'tests',
    reason: 'One was recorded wrongly.',
    correctedAt: new Date('2024-07-30T09:00:00Z'),
  })
  if (!release.ok) throw new Error(release.reason)
}

function get(address: string): Promise<Response> {
  return Promise.resolve(invented.app.request(address))
}

async function text(address: string): Promise<string> {
  const response = await get(address)
  expect([address, response.status]).toEqual([address, 200])
  return response.text()
}

async function csv(address: string): Promise<string[][]> {
  return parse(await text(address), { bom: true })
}
