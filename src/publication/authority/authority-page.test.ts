import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { changeSealed } from '../../../tests/sealed-rows.ts'

/**
 * In 2022-23 Sedgely stands beside Larchwick with 0 of 10 upheld.
 *
 * Of Larchwick's upheld decisions 15 of 18 of 2023-24 are published, and all 15 of 2022-23, all about housing; of
 * Sedgely's all 45, and of the year before there are none. Four of Larchwick's published cases have a service improvement each:
 * kept on time, kept 17 days late, not carried out, and not yet due.
 */
let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
  await addToGroup()
  await publish('larchwick', 2022, 15)
  await publish('larchwick', 2023, 15)
  await publish('sedgely', 2023, 45)
  await promise()
})
afterAll(() => invented.close())

const larchwick = '/authorities/larchwick?year=2023-24'

describe('an authority’s page', () => {
  test('shows over time how far it stood from the average of the same year', async () => {
    const text = await textOf(larchwick)
    // 18 of 24 beside 63 of 100; 15 of 21 beside 15 of 31, which is 23 points less.
    // At the others' rate, taken as 1 in 11, 15 of 21 would never come by chance.
    expect(text).toContain(
      'Over time Compared with similar councils in the same year, Larchwick stood clearly apart in one of two years: higher in 2022-23.',
    )
    expect(text).toMatch(/2023-24 75% 18 of 24 63% \+12 points 2022-23 71% 15 of 21 48% \+23 points/)
  })

  test('shows where it stands among all of its group, each with its counts', async () => {
    const text = await textOf(larchwick)
    expect(text).toContain(
      'Where it stands among 2 district councils Within what chance alone could explain for its number of investigations.',
    )
    expect(text).toContain('Larchwick 18 of 24 75% Sedgely 45 of 76 59%')
  })

  test('says what each chart shows to who cannot see it', async () => {
    const html = await htmlOf(larchwick)
    for (const [, svg = ''] of html.matchAll(/(<svg[^>]*role="img".*?<\/svg>)/gs)) {
      const [, title, description] = /aria-labelledby="(\S+) (\S+)"/.exec(svg) ?? []
      expect(svg).toMatch(new RegExp(`<title id="${title}">[^<]{20,}</title>`))
      expect(svg).toMatch(new RegExp(`<desc id="${description}">[^<]{20,}</desc>`))
    }
    expect(html).toContain(
      'Larchwick 75%, 18 of 24. Within what chance alone could explain for its number of investigations.',
    )
  })

  test('sets what was received beside similar councils', async () => {
    // 18 of Larchwick's 29 and 63 of the group's 105 are about housing.
    expect(await textOf(larchwick)).toContain('Housing 18 62% 60%')
  })

  test('warns of nothing where nothing has changed, and says how rarely chance would', async () => {
    const text = await textOf(larchwick)
    expect(text).toContain('No service area has clearly more upheld than its own past leads to expect.')
    expect(text).toMatch(/chance alone would warn of/i)
    expect(text).toContain('15 of 18 upheld decisions of 2023-24 are published; only those are counted here.')
  })

  test('warns early of a service area, with the rate of false alarms', async () => {
    const text = await textOf('/authorities/sedgely?year=2023-24')
    expect(text).toContain('Housing: 45 upheld, where none would be expected from its past.')
    expect(text).toContain('at most once in 200 service areas a year')
    expect(text).toContain('The 45 decisions')
  })

  test('says first what was not carried out, then what was kept, and lists what should change', async () => {
    const text = await textOf(larchwick)
    expect(text).toContain(
      'What was promised, and kept In 1 case, agreed actions were not carried out. 1 action was carried out on time and 1 late.',
    )
    expect(text).toContain('on time 1 late 1 not carried out 1')
    expect(text).toMatch(
      /Improvement 2 Housing · \S+ \S+ \S+ Not carried out due 15 January 2024 Improvement 1 .* Kept, 17 days late due 15 January 2024 Improvement 3 .* Not yet known due 15 June 2024 Improvement 0 .* Kept on time/,
    )
  })

  test('has a sentence to quote at every large figure and at every chart', async () => {
    const html = await htmlOf(larchwick)
    const ids = [...html.matchAll(/<div id="(quote[^"]*)">/g)].map(([, id]) => id)
    expect(ids).toEqual([
      'quote-complaints-upheld',
      'quote-compliance',
      'quote-satisfactory-remedy',
      'quote',
      'quote-years',
      'quote-over-time',
      'quote-standing',
      'quote-decided',
    ])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('leads to its decisions, its improvements, its letters, a comparison and the files', async () => {
    const html = await htmlOf(larchwick)
    for (const address of [
      '/authorities/larchwick/committee-pack/2023-24',
      '/authorities/larchwick/letters/2023-24',
      '/decisions?authority=larchwick',
      '/improvements?authority=larchwick',
      '/compare?authority=larchwick&amp;year=2023-24',
      '/data',
    ]) {
      expect(html).toContain(`href="${address}"`)
    }
    // There is no report about it.
    expect(html).not.toContain('/reports?authority=larchwick')
  })

  test('carries no style of its own, which the site’s policy would refuse', async () => {
    expect(await htmlOf(larchwick)).not.toMatch(/ style="/)
  })

  test('compares nobody who stands in no group', async () => {
    const text = await textOf('/authorities/hollow-fell')
    expect(text).not.toContain('Over time')
    expect(text).not.toContain('Where it stands among')
  })
})

describe('how a figure was made', () => {
  test('lists the published cases, each with its page, and the number of the others', async () => {
    const path = '/authorities/larchwick/figures/2023-24/complaints-upheld'
    const html = await htmlOf(path)
    expect([...html.matchAll(/href="\/decisions\/housing\/allocations\/23-000-0\d\d"/g)]).toHaveLength(15)
    const text = await textOf(path)
    expect(text).toContain('The 24 cases')
    expect(text).toContain('The other 5 published ones')
    expect(text).toContain('9 more are counted but cannot be read here')
    expect(text).toContain('We say how many, never which.')
  })

  test('names no case whose decision is not published', async () => {
    const { rows } = await sql<{ reference: string }>`
      select reference from complaint
      where not exists (select from decision_statement as statement where statement.complaint_id = complaint.complaint_id)
    `.execute(invented.opened.database)
    expect(rows.length).toBeGreaterThan(20)
    for (const measure of ['complaints-upheld', 'compliance', 'satisfactory-remedy', 'received', 'decided']) {
      const html = await htmlOf(`/authorities/larchwick/figures/2023-24/${measure}`)
      for (const { reference } of rows) {
        expect(html).not.toContain(reference)
        expect(html).not.toContain(reference.replaceAll(' ', '-'))
      }
    }
  })

  test('counts a case once that stands in two sets', async () => {
    const text = await textOf('/authorities/larchwick/figures/2023-24/satisfactory-remedy')
    expect(text).toContain('3 more are counted but cannot be read here')
    expect(text.match(/Housing › Allocations 20 November 2023 not remedied before/g)).toHaveLength(12)
    expect(text.match(/Housing › Allocations 20 November 2023 remedied before/g)).toHaveLength(3)
  })
})

describe('a chart as a file', () => {
  const charts = '/authorities/larchwick/charts/2023-24'

  test.each(['funnel', 'over-time', 'outcomes', 'complaints-upheld', 'compliance', 'upheld-per-100000'])(
    '%s says by itself what it shows, of whom, who says so and that it is invented',
    async (name) => {
      const response = await get(`${charts}/${name}.svg`)
      expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
      expect(response.headers.get('content-disposition')).toBe(
        `inline; filename="DEMONSTRATION-larchwick-2023-24-${name}.svg"`,
      )
      const svg = await response.text()
      expect(svg).toMatch(/^<\?xml/)
      expect(svg).toContain('DEMONSTRATION. Invented figures about an invented council.')
      expect(svg).toContain('Larchwick')
      expect(svg).toContain('Your council’s performance, 2023-24, revision 1')
      expect(svg).toContain('/authorities/larchwick?year=2023-24')
      // Whoever opens it alone has no stylesheet of ours.
      expect(svg).not.toMatch(/<style|style="/)
      expect(svg).not.toMatch(/undefined|NaN/)
    },
  )

  test('is a PNG of twice its size in our own typeface', async () => {
    const response = await get(`${charts}/complaints-upheld.png`)
    expect(response.headers.get('content-type')).toBe('image/png')
    const png = new DataView(await response.arrayBuffer())
    // A PNG says its width and height at its 17th and 21st byte.
    expect([png.getUint32(16), png.getUint32(20)]).toEqual([1200, 630])
  })

  test('is the same bytes each time', async () => {
    const [one, other] = await Promise.all([get(`${charts}/funnel.png`), get(`${charts}/funnel.png`)])
    expect(Buffer.from(await one.arrayBuffer()).equals(Buffer.from(await other.arrayBuffer()))).toBe(true)
  })

  test('of a year that is not public is not there, nor is one that never was', async () => {
    expect((await get('/authorities/larchwick/charts/2024-25/funnel.svg')).status).toBe(404)
    expect((await get(`${charts}/happiness.png`)).status).toBe(404)
    expect((await get(`${charts}/early-warning-housing.svg`)).status).toBe(404)
    expect((await get('/authorities/hollow-fell/charts/2023-24/funnel.svg')).status).toBe(404)
  })
})

test('a real installation says nothing of a demonstration in its charts', async () => {
  const real = await inventedSite(false)
  try {
    const response = await real.app.request('/authorities/larchwick/charts/2023-24/funnel.svg')
    expect(response.headers.get('content-disposition')).toBe(
      'inline; filename="larchwick-2023-24-funnel.svg"',
    )
    expect(await response.text()).not.toMatch(/demonstration/i)
  } finally {
    await real.close()
  }
})

async function addToGroup() {
  await changeSealed(invented.opened.database, async (transaction) => {
    await sql`
      update figure set state = 'calculated', numerator = 0, denominator = 10
      where year = 2022 and measure = 'complaints-upheld'
      and authority_id = (select authority_id from authority where slug = 'sedgely')
    `.execute(transaction)
    await sql`
      update group_average set numerator = 15, denominator = 31 where year = 2022 and measure = 'complaints-upheld'
    `.execute(transaction)
  })
}

async function publish(slug: string, year: number, count: number) {
  await sql`
    insert into decision_statement (
      authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, year, summary, sections, published_at
    )
    select
      authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, ${year}::smallint,
      'What was found.', '[]'::jsonb, '2024-06-01'
    from complaint
    join authority using (authority_id)
    where slug = ${slug}
    and outcome = 'upheld'
    and decided_on between ${`${year}-04-01`}::date and ${`${year + 1}-03-31`}::date
    order by reference
    limit ${count}
  `.execute(invented.opened.database)
}

async function promise() {
  await sql`
    insert into recommendation (
      authority_id, complaint_id, recommendation_number, kind, due_on, summary, settled_on, settled_year, settlement
    )
    select authority_id, complaint_id, 1, 'procedure', due_on::date, 'Improvement ' || n, settled_on::date, settled_year, settlement
    from (
      values
        (0, '2024-01-15', '2024-01-10', 2023, 'satisfied'),
        (1, '2024-01-15', '2024-02-01', 2023, 'satisfied-late'),
        (2, '2024-01-15', '2024-02-01', 2023, 'not-satisfied'),
        (3, '2024-06-15', null, null, null)
    ) as promised (n, due_on, settled_on, settled_year, settlement)
    join (
      select authority_id, complaint_id, row_number() over (order by reference) - 1 as n
      from decision_statement
      where year = 2023 and authority_id = (select authority_id from authority where slug = 'larchwick')
    ) as published using (n)
  `.execute(invented.opened.database)
}

function get(path: string): Promise<Response> {
  return Promise.resolve(invented.app.request(path))
}

async function htmlOf(path: string): Promise<string> {
  const response = await get(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}

/** The words of a page as they are read, without its marks. */
async function textOf(path: string): Promise<string> {
  return (await htmlOf(path))
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<(svg|script)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:])/g, '$1')
}
