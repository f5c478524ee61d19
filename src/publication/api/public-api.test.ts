import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import type { Database } from '../../database/connection.ts'
import { releaseYear } from '../../review/release-actions.ts'
import { ombudsmanForEngland } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { calculateYears } from '../../statistics/yearly-figures-actions.ts'

let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
  await publishCasework(invented.opened.database)
})
afterAll(() => invented.close())

/** As much of the document as a reader of it needs. */
type Document = {
  readonly paths: Readonly<Record<string, { readonly get: DocumentedOperation }>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}
type DocumentedOperation = {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { schema: object }>> }>
  >
}
type Answer = {
  readonly records: readonly (Readonly<Record<string, unknown>> & {
    readonly links: Readonly<Record<string, string>>
  })[]
  readonly next: string | null
}

describe('the document of the API', () => {
  test('validates every answer it promises', async () => {
    const { paths, components } = await read<Document>('/api/v1/openapi.json')
    const lists = Object.keys(paths).filter((path) => !path.includes('{'))
    expect(lists).toHaveLength(13)
    for (const path of lists) {
      const answer = await read<Answer>(`/api/v1${path}?limit=3`)
      expect([path, faultsOf(paths[path], components, '200', answer)]).toEqual([path, []])
      expect([path, answer.records.length > 0]).toEqual([path, true])
      const single = Object.keys(paths).find((other) => other.startsWith(`${path}/{`))
      if (single === undefined) continue
      for (const { links } of answer.records) {
        const record = await read<object>(links.self ?? '')
        expect([single, faultsOf(paths[single], components, '200', record)]).toEqual([single, []])
      }
    }
  })

  test('validates every problem it names', async () => {
    const { paths, components } = await read<Document>('/api/v1/openapi.json')
    const refused = [
      ['/figures', '400', '/figures?year=2023'],
      ['/figures/{authority}/{year}/{measure}', '404', '/figures/larchwick/2023-24/happiness'],
      ['/decisions/{authority}/{reference}', '404', '/decisions/larchwick/99-999-999'],
      ['/decisions/{authority}/{reference}', '410', '/decisions/larchwick/23-000-001'],
    ] as const
    for (const [path, status, address] of refused) {
      const response = await get(`/api/v1${address}`)
      expect([address, response.status]).toEqual([address, Number(status)])
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(faultsOf(paths[path], components, status, await response.json())).toEqual([])
    }
  })

  test('says that this is a demonstration', async () => {
    const { info } = await read<{ info: { title: string } }>('/api/v1/openapi.json')
    expect(info.title).toMatch(/^DEMONSTRATION: /)
  })
})

describe('a list', () => {
  test('comes in pages that together have every record once', async () => {
    const whole = await read<Answer>('/api/v1/figures?limit=1000')
    expect(whole.next).toBeNull()
    const gathered = await follow('/api/v1/figures?limit=7')
    expect(gathered).toEqual(whole.records)
  })

  test('neither misses nor doubles a record when others are added meanwhile', async () => {
    const { database } = invented.opened
    const first = await read<Answer>('/api/v1/decisions?limit=2')
    await publishDecision(database, 7, 'A decision that came while somebody was reading.')
    try {
      const rest = await follow(first.next ?? '')
      const read = [...first.records, ...rest].map(({ reference }) => reference)
      expect(new Set(read).size).toBe(read.length)
      const before = ['23 000 000', '23 000 002', '23 000 003', '23 000 004']
      expect(read.filter((reference) => before.includes(String(reference)))).toHaveLength(before.length)
    } finally {
      await sql`delete from decision_statement where reference = '23 000 007'`.execute(database)
    }
  })

  test('is narrowed by what is asked for', async () => {
    const { records } = await read<Answer>(
      '/api/v1/figures?authority=larchwick&year=2023-24&measure=complaints-upheld',
    )
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({
      numerator: 17,
      denominator: 24,
      printed: '71%',
      revision: 2,
      demonstration: true,
    })
    const ofKind = await read<Answer>('/api/v1/figures?kind=national-park&limit=1000')
    expect(new Set(ofKind.records.map(({ authority }) => authority))).toEqual(new Set(['hollow-fell']))
  })

  test('of decisions is searched with the same words as the page', async () => {
    const found = await read<Answer & { remarks: string[] }>('/api/v1/decisions?q=%22wrong+band%22+-lost')
    expect(found.records.map(({ summary }) => summary)).toEqual(['It was put into the wrong band.'])
    const slip = await read<Answer & { remarks: string[] }>('/api/v1/decisions?q=band+OR+heating')
    expect(slip.remarks).toEqual([expect.stringContaining('OR was left out')])
  })

  test('has nothing of a year that is not public, as of one that never was', async () => {
    const unpublished = await read<Answer>('/api/v1/figures?year=2024-25')
    expect(unpublished).toEqual(await read<Answer>('/api/v1/figures?year=1999-00'))
    expect(unpublished.records).toEqual([])
    const single = await get('/api/v1/figures/larchwick/2024-25/complaints-upheld')
    expect(single.status).toBe(404)
    expect(await single.text()).toBe(
      await (await get('/api/v1/figures/larchwick/1999-00/complaints-upheld')).text(),
    )
  })
})

describe('a single record', () => {
  test('of a decision has its statement with numbered paragraphs', async () => {
    const decision = await read('/api/v1/decisions/larchwick/23-000-002')
    expect(decision).toMatchObject({
      reference: '23 000 002',
      statement: [
        { heading: 'The complaint', paragraphs: [{ number: 1 }, { number: 2 }] },
        { heading: 'Findings', paragraphs: [{ number: 3, text: 'There was fault.' }] },
      ],
    })
  })

  test('of a withdrawn decision says why it is gone, and nothing else', async () => {
    const response = await get('/api/v1/decisions/larchwick/23-000-001')
    expect(response.status).toBe(410)
    const text = await response.text()
    expect(text).toContain('The decision was withdrawn: It named somebody.')
    expect(text).not.toContain('housing')
  })

  test('is there as it was before a correction, and as it is', async () => {
    const address = '/api/v1/figures/larchwick/2023-24/complaints-upheld'
    expect(await read(`${address}?revision=1`)).toMatchObject({ numerator: 18, revision: 1 })
    expect(await read(`${address}?revision=2`)).toMatchObject({ numerator: 17, revision: 2 })
    expect(await read(address)).toMatchObject({ numerator: 17, revision: 2 })
    expect((await get(`${address}?revision=3`)).status).toBe(404)
    const { records } = await read<Answer>('/api/v1/corrections?measure=complaints-upheld')
    expect(records).toMatchObject([
      { old_printed: '75%', new_printed: '71%', reason: 'One was recorded wrongly.' },
    ])
  })

  test('leads to its page and to how it was made, and both are there', async () => {
    const { links } = await read<{ links: Record<string, string> }>(
      '/api/v1/figures/larchwick/2023-24/complaints-upheld',
    )
    for (const address of [links.page, links.how_made]) {
      expect([address, (await get(address ?? '')).status]).toEqual([address, 200])
    }
  })
})

describe('a request that cannot be answered', () => {
  test.each([
    ['?colour=red', 'colour', /^There is no parameter “colour” here; there are authority, year,/],
    ['?year=2023', 'year', /must be a year written like 2023-24; “2023” is not\.$/],
    ['?kind=borough', 'kind', /must be one of county, district, .*; “borough” is not\.$/],
    ['?kind=district&kind=county', 'kind', /stands there twice; give it once\.$/],
    ['?measure=', 'measure', /must be one of complaints-upheld,/],
    ['?authority=nobody', 'authority', /There is no authority “nobody”; \/api\/v1\/authorities lists/],
    ['?limit=0', 'limit', /must be a whole number from 1 to 1000/],
    ['?limit=1001', 'limit', /must be a whole number from 1 to 1000/],
    ['?limit=1e3', 'limit', /must be a whole number from 1 to 1000/],
    ['?cursor=abc', 'cursor', /must be taken from the address in next/],
  ])('%s says which parameter it is and what to do', async (query, parameter, detail) => {
    const response = await get(`/api/v1/figures${query}`)
    expect(response.status).toBe(400)
    const problem = z.object({ parameter: z.string(), detail: z.string() }).parse(await response.json())
    expect(problem.parameter).toBe(parameter)
    expect(problem.detail).toMatch(detail)
  })

  test('a cursor of another list, or one made by hand, is refused', async () => {
    const { next } = await read<Answer>('/api/v1/figures?limit=1')
    const cursor = new URL(next ?? '').searchParams.get('cursor') ?? ''
    const made = Buffer.from(cursor, 'base64url').toString().replace('2022', '"x"')
    for (const address of [
      `/api/v1/figures?kind=district&cursor=${cursor}`,
      `/api/v1/counts?cursor=${cursor}`,
      `/api/v1/figures?cursor=${Buffer.from(made).toString('base64url')}`,
    ]) {
      expect([address, (await get(address)).status]).toEqual([address, 400])
    }
    expect(invented.faults).toEqual([])
  })

  test('an address that is none says where to look', async () => {
    const response = await get('/api/v1/nowhere')
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      detail: 'Nothing is at this address; /api/v1 lists what there is.',
    })
  })
})

describe('programs elsewhere', () => {
  test('may read the answers from the pages of other sites', async () => {
    const asked = await invented.app.request('/api/v1/figures', {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://elsewhere.example',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'If-None-Match',
      },
    })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
    expect(asked.headers.get('access-control-allow-headers')).toBe('If-None-Match')
    const response = await get('/api/v1/figures?limit=1')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-expose-headers')).toBe('ETag')
  })

  test('get no body again where nothing has changed', async () => {
    const first = await get('/api/v1/measures')
    const tag = first.headers.get('etag') ?? ''
    const second = await invented.app.request('/api/v1/measures', { headers: { 'If-None-Match': tag } })
    expect([tag === '', second.status, await second.text()]).toEqual([false, 304, ''])
  })
})

describe('the reference', () => {
  test('tells of every address, with a real answer of each', async () => {
    const html = await (await get('/api')).text()
    const { paths } = await read<Document>('/api/v1/openapi.json')
    for (const path of Object.keys(paths)) expect(html).toContain(`/api/v1${path}`)
    expect(html.match(/A real answer/g)).toHaveLength(Object.keys(paths).length)
    expect(html).toMatch(/&quot;printed&quot;: &quot;\d+%&quot;/)
  })
})

/** What is wrong with an answer by the document alone; a field it does not name is wrong too. */
function faultsOf(
  path: { readonly get: DocumentedOperation } | undefined,
  { schemas }: Document['components'],
  status: string,
  answer: unknown,
): readonly string[] {
  const [content] = Object.values(path?.get.responses[status]?.content ?? {})
  if (!content) return ['the document does not know this answer']
  const whole = JSON.stringify({ ...content.schema, $defs: schemas })
  const schema = z.fromJSONSchema(JSON.parse(whole.replaceAll('#/components/schemas/', '#/$defs/')))
  const result = schema.safeParse(answer)
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

async function follow(address: string): Promise<Answer['records']> {
  const { records, next } = await read<Answer>(address)
  return next === null ? records : [...records, ...(await follow(next))]
}

function get(address: string): Promise<Response> {
  return Promise.resolve(invented.app.request(address))
}

async function read<What = unknown>(address: string): Promise<What> {
  const response = await get(address)
  expect([address, response.status]).toEqual([address, 200])
  // What an answer is like is what these tests are about.
  return (await response.json()) as What
}

async function publishCasework(database: Database): Promise<void> {
  for (const [index, summary] of [
    'It did not answer for a year.',
    'It lost the file.',
    'It lost the form and the heating failed.',
    'It was put into the wrong band.',
    'It moved somebody into the wrong house, and lost the key.',
  ].entries()) {
    await publishDecision(database, index, summary)
  }
  await sql`
    update decision_statement set withdrawn_at = '2024-07-01T09:00:00Z', withdrawal_reason = 'It named somebody.'
    where reference = '23 000 001'
  `.execute(database)
  await sql`
    insert into recommendation (
      authority_id, complaint_id, recommendation_number, kind, due_on, summary, settled_on, settled_year, settlement
    )
    select authority_id, complaint_id, 1, 'training', '2024-03-01', 'Train staff.', '2024-03-02', 2023, 'satisfied-late'
    from complaint
    where reference = '23 000 002'
  `.execute(database)
  await sql`
    insert into public_report (slug, authority_id, title, summary, published_at)
    select 'a-year-lost', authority_id, 'A year lost', 'Nobody answered.', '2024-06-01T09:00:00.123456Z'
    from authority where slug = 'larchwick'
  `.execute(database)
  await sql`
    insert into national_review (year, foreword, published_at)
    values (2023, 'A calm year.', '2024-07-24T08:30:00Z')
  `.execute(database)
  // A correction of 2023-24: of the 18 of 24 one had been recorded wrongly.
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

async function publishDecision(database: Database, index: number, summary: string): Promise<void> {
  const sections = [
    { heading: 'The complaint', paragraphs: ['Somebody complained.', 'More was said.'] },
    { heading: 'Findings', paragraphs: ['There was fault.'] },
  ]
  await sql`
    insert into decision_statement (
      authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, year, remedy_kinds,
      summary, sections, published_at
    )
    select
      authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, 2023, array['apology'],
      ${summary}, ${JSON.stringify(sections)}, '2024-06-01T09:00:00Z'
    from complaint
    where reference = ${`23 000 00${index}`}
  `.execute(database)
}
