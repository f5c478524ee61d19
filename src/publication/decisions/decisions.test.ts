import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { setMoment } from '../../../tests/test-moment.ts'

/**
 * The site of inventedSite, with statements for the 100 cases decided in 2023-24 by Larchwick (18 upheld about
 * housing, 6 not upheld about planning) and Sedgely (45 and 31), decided one a day from 1 December 2023 on. Every
 * third speaks of damp, every fifth of "temporary accommodation", every tenth of rent. The moment is 1 August 2024.
 */
let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
  await sql`
    insert into decision_statement (
      authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, year, remedy_kinds, summary,
      sections, published_at
    )
    select
      authority_id, complaint_id, reference, category, subcategory, outcome, date '2023-12-01' + n::integer, 2023,
      case when outcome = 'upheld' then array['apology', 'training'] else '{}' end,
      '=Case ' || n || ' tells of <b>repairs</b>' || case when n % 3 = 0 then ' and damp' else '' end || '.',
      jsonb_build_array(
        jsonb_build_object('heading', 'The complaint', 'paragraphs', jsonb_build_array(
          'Miss X complained.',
          case when n % 5 = 0 then 'She lived in temporary accommodation.' else 'Her accommodation was not temporary.' end
        )),
        jsonb_build_object('heading', 'Agreed action', 'paragraphs', jsonb_build_array(
          case when n % 10 = 0 then 'The rent was repaid.' else 'Nothing was repaid.' end
        ))
      ),
      timestamptz '2024-07-01 09:00+01' + n * interval '1 minute'
    from (
      select complaint.*, row_number() over (order by complaint_id) - 1 as n
      from complaint
      where decided_on between '2023-04-01' and '2024-03-31' and outcome in ('upheld', 'not-upheld')
    ) as numbered
  `.execute(invented.opened.database)
  await sql`
    insert into recommendation (
      authority_id, complaint_id, recommendation_number, kind, due_on, summary, settled_on, settled_year, settlement
    )
    select
      authority_id, complaint_id, number, case number when 1 then 'apology' else 'training' end, date '2024-06-01',
      case number when 2 then 'Train housing officers to answer reports of damp' end,
      case when complaint_id % 3 = 0 then date '2024-03-01' when complaint_id % 3 = 1 then date '2024-05-01' end,
      case when complaint_id % 3 = 0 then 2023 when complaint_id % 3 = 1 then 2024 end,
      case when complaint_id % 3 = 0 then 'satisfied-late' when complaint_id % 3 = 1 then 'satisfied' end
    from decision_statement cross join generate_series(1, 2) as number
    where outcome = 'upheld'
  `.execute(invented.opened.database)
})
afterAll(() => invented.close())

describe('a search', () => {
  test('finds the decisions that have all the words, the phrases, and none of the excluded', async () => {
    // Of the numbers 0 to 99: 34 divisible by 3; 20 by 5; 7 by 15; of those 4 (0, 30, 60, 90) by 10.
    expect(await countOf('q=damp')).toBe('34 decisions')
    expect(await countOf('q=accommodation')).toBe('100 decisions')
    expect(await countOf('q="temporary accommodation"')).toBe('20 decisions')
    expect(await countOf('q=damp "temporary accommodation"')).toBe('7 decisions')
    expect(await countOf('q=damp "temporary accommodation" -rent')).toBe('3 decisions')
    expect(await countOf('q=-rent')).toBe('90 decisions')
    expect(await countOf('q=microfilm')).toBe('0 decisions')
  })

  test('explains a slip in a sentence, and still searches', async () => {
    for (const [words, remark] of [
      ['"damp', 'One quotation mark has no partner'],
      ['damp -', 'A minus sign stands alone'],
      ['the', '“the” stands in nearly every text'],
      ['-rent', 'only leaves words out'],
      ['damp OR mould', 'OR was left out'],
    ] as const) {
      const text = await textOf(`/decisions?q=${encodeURIComponent(words)}`)
      expect(text).toContain(remark)
      expect(text).toMatch(/\d+ decisions/)
    }
  })

  test('shows the newest first, marks what matched, and shows no text as markup', async () => {
    const page = await html('/decisions?q=damp')
    expect(page).toContain('and <mark class="match">damp</mark>.')
    expect(await html('/decisions')).toContain('tells of &lt;b&gt;repairs&lt;/b&gt; and damp.')
    const days = [...plain(page).matchAll(/(\d+ \w+ 202[34]) … Case/g)].map(([, day]) =>
      Date.parse(day ?? ''),
    )
    expect(days).toHaveLength(20)
    expect(days).toEqual(days.toSorted((one, other) => other - one))
  })

  test('counts every facet without what was chosen in it', async () => {
    const page = await textOf('/decisions?outcome=upheld&category=housing')
    expect(page).toContain('63 decisions')
    expect(page).toMatch(/Upheld fault found, [^.]*? 63 /)
    // With housing chosen no other outcome has any; with upheld chosen no other subject.
    expect(page).not.toContain('Planning and development 37')
    const free = await textOf('/decisions?kind=district')
    expect(free).toMatch(/Not upheld investigated, no fault found 37 /)
    expect(free).toContain('Planning and development 37')
    const chosen = await textOf('/decisions?outcome=upheld')
    expect(chosen).toMatch(/Not upheld investigated, no fault found 37 /)
    expect(chosen).toContain('Apology 63')
    expect(await textOf('/decisions?authority=larchwick')).toContain('Sedgely District Council (76)')
  })

  test('finds either of two values in one facet, and both of two facets', async () => {
    expect(await countOf('outcome=upheld&outcome=not-upheld')).toBe('100 decisions')
    expect(await countOf('authority=larchwick&outcome=upheld')).toBe('18 decisions')
    expect(await countOf('category=housing&category=planning&subcategory=housing/Allocations')).toBe(
      '100 decisions',
    )
    expect(await countOf('category=planning&subcategory=housing/Allocations')).toBe('100 decisions')
    expect(await countOf('remedy=training')).toBe('63 decisions')
    expect(await countOf('remedy=payment')).toBe('0 decisions')
    expect(await countOf('from=2023-24&to=2023-24')).toBe('100 decisions')
    expect(await countOf('from=2019-20&to=2022-23')).toBe('0 decisions')
    expect(await countOf('kind=national-park')).toBe('0 decisions')
  })

  test('each chosen value can be taken away', async () => {
    const page = await html('/decisions?q=damp&outcome=upheld&category=housing')
    expect(page).toContain('href="/decisions?q=damp&amp;category=housing"')
    expect(page).toContain('href="/decisions?q=damp&amp;outcome=upheld"')
    expect(page).toContain('href="/decisions?q=damp">Clear all')
  })

  for (const [name, query] of [
    ['all decisions', '/decisions'],
    ['a word', '/decisions?q=accommodation'],
    ['the best matches', '/decisions?q=accommodation&order=best'],
  ] as const) {
    test(`every page of ${name} is reached by its links, forwards and back`, async () => {
      const pages = [await html(query)]
      for (let next = linkOf(pages[0] ?? '', 'next'); next; next = linkOf(pages.at(-1) ?? '', 'next')) {
        pages.push(await html(next))
      }
      const shown = pages.flatMap(referencesOf)
      expect(shown).toHaveLength(100)
      expect(new Set(shown).size).toBe(100)
      expect(plain(pages.at(-1) ?? '')).toContain('81 to 100 of 100')
      const back = [pages.at(-1) ?? '']
      for (
        let previous = linkOf(back[0] ?? '', 'prev');
        previous;
        previous = linkOf(back.at(-1) ?? '', 'prev')
      ) {
        back.push(await html(previous))
      }
      expect(back.toReversed().flatMap(referencesOf)).toEqual(shown)
      expect(plain(back.at(-1) ?? '')).toContain('1 to 20 of 100')
    })
  }

  test('ranks by how well a decision matches when asked to', async () => {
    const [best = ''] = referencesOf(await html('/decisions?q=rent&order=best'))
    expect(referencesOf(await html('/decisions?q=rent'))).toContain(best)
    expect(await textOf('/decisions?q=rent&order=best')).toContain('10 decisions')
  })

  test('a reference leads to its decision', async () => {
    const reference = await referenceOf(0)
    const response = await get(`/decisions?q=${encodeURIComponent(reference)}`)
    expect([response.status, response.headers.get('location')]).toEqual([302, await addressOf(0)])
  })

  test('an authority’s own list is the search narrowed to it', async () => {
    for (const list of ['decisions', 'improvements', 'reports']) {
      const response = await get(`/authorities/larchwick/${list}`)
      expect([response.status, response.headers.get('location')]).toEqual([
        302,
        `/${list}?authority=larchwick`,
      ])
      expect((await get(`/authorities/nowhere/${list}`)).status).toBe(404)
    }
  })

  test('what cannot be searched for is refused with what there is instead', async () => {
    for (const [query, help] of [
      ['outcome=guilty', 'There is no outcome “guilty”; there are invalid-or-incomplete'],
      ['category=nothing', 'There is no category'],
      ['subcategory=Repairs', 'one is written with its category'],
      ['authority=larchwik', 'Did you mean larchwick?'],
      ['from=1e99', 'a year is written like 2023-24'],
      ['page=1000000000', 'Pages have no numbers here'],
      ['order=worst', 'there are newest and best'],
      ['cursor=MTIz', 'This place in the results is none that this site made'],
      [
        Array.from({ length: 40 }, (_, n) => `remedy=${n}`).join('&'),
        'a search can be narrowed by 30 at once',
      ],
    ] as const) {
      const response = await get(`/decisions?${query}`)
      expect([query, response.status]).toEqual([query, 400])
      expect(plain(await response.text())).toContain(help)
    }
    expect((await get(`/decisions?q=${'a'.repeat(600)}`)).status).toBe(400)
    expect((await get(`/decisions?${'outcome=upheld&'.repeat(1_000)}`)).status).toBe(400)
  })
})

test('a flood of searches from one address is slowed, and the rest told when to come back', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => get(`/decisions?q=flood${n}`)))
  const statuses = answers.map(({ status }) => status)
  // Two are made at once and twenty wait; the others come too soon.
  expect(statuses.filter((status) => status === 200)).toHaveLength(22)
  const refused = answers.find(({ status }) => status === 429)
  expect(refused?.headers.get('retry-after')).toBe('5')
  expect(plain((await refused?.text()) ?? '')).toContain('Wait 5 seconds, then load the page again.')
  expect((await get('/decisions?q=after')).status).toBe(200)
})

describe('the same search elsewhere', () => {
  test('as a file has every decision, and no cell that a spreadsheet would calculate', async () => {
    const response = await get('/decisions.csv?outcome=upheld')
    expect(response.headers.get('content-disposition')).toContain('DEMONSTRATION-decisions.csv')
    const lines = (await response.text()).trim().split('\r\n')
    expect(lines).toHaveLength(1 + 63)
    expect(lines[1]).toContain(",'=Case ")
    expect(lines[1]).toMatch(/^23 000 \d{3},(larchwick|sedgely),.*,yes$/)
  })

  test('as a feed has the latest published, with ids that stay', async () => {
    const page = await html('/decisions?q=damp')
    const feed = /<link rel="alternate" type="application\/atom\+xml"[^>]* href="([^"]+)"/.exec(page)?.[1]
    expect(feed).toBe('/decisions.atom?q=damp')
    const response = await get('/decisions.atom?q=damp')
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const text = await response.text()
    expect(text).toContain('<title>DEMONSTRATION: Decisions: damp</title>')
    expect(text.match(/<entry>/g)).toHaveLength(34)
    // The last was published at 10.39 by the clocks of summer.
    expect(text).toContain('<updated>2024-07-01T09:39:00.000Z</updated>')
    expect(text).toContain('tells of &lt;b&gt;repairs')
    const ids = (other: string) =>
      [...other.matchAll(/<id>(urn:uuid:[0-9a-f-]{36})<\/id>/g)].map(([, id]) => id)
    expect(new Set(ids(text)).size).toBe(35)
    const elsewhere = await (await invented.app.request('https://other.example/decisions.atom?q=damp')).text()
    expect(ids(elsewhere)).toEqual(ids(text))
  })
})

describe('a decision’s page', () => {
  test('has its summary, its numbered statement, what was agreed, and how to cite it', async () => {
    const page = await html(await addressOf(0))
    expect(page).toContain('start="3"')
    const text = plain(page)
    expect(text).toContain(`Larchwick District Council (${await referenceOf(0)})`)
    expect(text).toContain('Train housing officers to answer reports of damp')
    expect(text).toContain('due 1 June 2024')
    expect(text).toContain(
      `DEMONSTRATION: The Ombudsman (demonstration), Larchwick District Council, ${await referenceOf(0)}, 1 December 2023.`,
    )
    expect(text).toContain('1 of 18 published as upheld there in 2023-24')
    expect(text).toContain('Similar decisions')
  })

  test('says how a promise ended only once the year of that is public', async () => {
    const { rows } = await sql<{
      remainder: number
      category: string
      subcategory: string
      reference: string
    }>`
      select distinct on (complaint_id % 3) complaint_id % 3 as remainder, category, subcategory, reference
      from decision_statement where outcome = 'upheld' order by complaint_id % 3
    `.execute(invented.opened.database)
    const said = await Promise.all(
      rows.map(
        async ({ reference }) =>
          /(Kept on time|Kept late|Not yet known) due/.exec(
            await textOf(`/decisions/housing/allocations/${reference.replaceAll(' ', '-')}`),
          )?.[1],
      ),
    )
    // Settled late in 2023-24; on time in 2024-25, which is not public; not settled.
    expect(said).toEqual(['Kept late', 'Not yet known', 'Not yet known'])
  })

  test('is found under a wrong subject too', async () => {
    const address = await addressOf(0)
    const response = await get(address.replace('/housing/allocations/', '/planning/other/'))
    expect([response.status, response.headers.get('location')]).toEqual([301, address])
  })

  test('of a case about two authorities is about both', async () => {
    const reference = await referenceOf(1)
    const { opened } = invented
    await sql`
      insert into complaint (authority_id, reference, category, subcategory, decided_on, outcome)
      select authority_id, ${reference}, 'housing', 'Allocations', '2023-12-02', 'not-upheld'
      from authority where slug = 'sedgely'
    `.execute(opened.database)
    await sql`
      insert into decision_statement (
        authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, year, summary, sections,
        published_at
      )
      select
        authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, 2023,
        'Sedgely was not at fault.', '[{"heading": "What I found", "paragraphs": ["No fault."]}]', '2024-07-20'
      from complaint
      where reference = ${reference} and outcome = 'not-upheld' and decided_on = '2023-12-02'
    `.execute(opened.database)
    const text = await textOf(`/decisions/housing/allocations/${reference.replaceAll(' ', '-')}`)
    expect(text).toContain(`Larchwick District Council and Sedgely District Council (${reference})`)
    expect(text).toContain('Sedgely was not at fault.')
    expect(text).toContain('tells of')
    await sql`delete from decision_statement where summary = 'Sedgely was not at fault.'`.execute(
      opened.database,
    )
  })

  test('that is not public yet answers as one that never was', async () => {
    const { database } = invented.opened
    const address = await addressOf(2)
    await sql`update decision_statement set published_at = '2024-08-02' where reference = ${await referenceOf(2)}`.execute(
      database,
    )
    const [unpublished, never] = await Promise.all([
      get(address),
      get('/decisions/housing/allocations/99-999-999'),
    ])
    expect([unpublished.status, never.status]).toEqual([404, 404])
    expect([...unpublished.headers]).toEqual([...never.headers])
    expect(await unpublished.text()).toBe(await never.text())
    expect(await countOf('')).toBe('99 decisions')
    await setMoment(database, new Date('2024-08-02T00:00:01Z'))
    expect((await get(address)).status).toBe(200)
    expect(await countOf('')).toBe('100 decisions')
    await setMoment(database, new Date('2024-08-01T12:00:00Z'))
    await sql`update decision_statement set published_at = '2024-07-01' where reference = ${await referenceOf(2)}`.execute(
      database,
    )
  })

  test('that was withdrawn or whose time has passed leaves that it was here', async () => {
    const { database } = invented.opened
    await sql`
      update decision_statement set withdrawn_at = '2024-07-30', withdrawal_reason = 'Somebody could be recognised.'
      where reference = ${await referenceOf(3)}
    `.execute(database)
    await sql`update decision_statement set expires_at = '2024-07-31' where reference = ${await referenceOf(4)}`.execute(
      database,
    )
    const [withdrawn, expired] = await Promise.all([get(await addressOf(3)), get(await addressOf(4))])
    expect([withdrawn.status, expired.status]).toEqual([410, 410])
    const text = plain(await withdrawn.text())
    expect(text).toContain('This decision was withdrawn on 30 July 2024.')
    expect(text).toContain('Reason: Somebody could be recognised.')
    expect(text).not.toContain('tells of')
    expect(plain(await expired.text())).toContain('This decision was here until 31 July 2024.')
    expect(await countOf('')).toBe('98 decisions')
    await sql`
      update decision_statement set withdrawn_at = null, withdrawal_reason = null, expires_at = null
    `.execute(database)
  })
})

describe('improvements', () => {
  test('are listed with what was promised and how it ended, as far as that is public', async () => {
    const text = await textOf('/improvements')
    expect(text).toContain('63 improvements')
    expect(text).toContain('Train housing officers to answer reports of damp')
    expect(text).not.toContain('Kept on time · due')
    const { rows } = await sql<{ late: number }>`
      select count(*) as late from recommendation where settlement = 'satisfied-late' and summary is not null
    `.execute(invented.opened.database)
    expect(await textOf('/improvements?state=late')).toContain(`${rows[0]?.late} improvements`)
    expect(await textOf('/improvements?state=on-time')).toContain('0 improvements')
    expect(await textOf('/improvements?authority=larchwick&remedy=training')).toContain('18 improvements')
    expect((await get('/improvements?state=never')).status).toBe(400)
  })

  test('are all in the file, and reached page by page', async () => {
    const lines = (await (await get('/improvements.csv')).text()).trim().split('\r\n')
    expect(lines).toHaveLength(1 + 63)
    let count = 0
    let address: string | undefined = '/improvements'
    while (address !== undefined) {
      const page: string = await html(address)
      count += page.match(/<article/g)?.length ?? 0
      address = linkOf(page, 'next')
    }
    expect(count).toBe(63)
    expect((await (await get('/improvements.atom')).text()).match(/<entry>/g)).toHaveLength(50)
  })
})

describe('public reports', () => {
  beforeAll(async () => {
    await sql`
      with report as (
        insert into public_report (slug, authority_id, title, summary, published_at)
        select 'larchwick-' || n, authority_id, 'Damp for ' || n || ' years', 'A family lived with damp.', timestamptz '2024-07-01' + n * interval '2 days'
        from authority cross join generate_series(1, 25) as n
        where slug = 'larchwick'
        returning public_report_id
      )
      insert into public_report_case (public_report_id, authority_id, complaint_id)
      select public_report_id, authority_id, complaint_id
      from report cross join (select * from decision_statement where reference = ${await referenceOf(0)}) as statement
    `.execute(invented.opened.database)
  })

  test('are listed once they are public, and lead to their decisions and back', async () => {
    const page = await html('/reports')
    // Those of 1 July + 2 to 30 days have come, those of August not: 15 days are in July.
    expect(plain(page)).toContain('15 reports')
    expect(page).toContain('href="/reports/larchwick-15"')
    expect((await get('/reports/larchwick-16')).status).toBe(404)
    const report = await html('/reports/larchwick-15')
    expect(report).toContain(`href="${await addressOf(0)}"`)
    expect(await html(await addressOf(0))).toContain('href="/reports/larchwick-15"')
    expect((await (await get('/reports.atom')).text()).match(/<entry>/g)).toHaveLength(15)
    expect(await textOf('/reports?authority=sedgely')).toContain('0 reports')
    expect((await get('/reports?authority=nowhere')).status).toBe(400)
    expect((await get('/reports?cursor=MTIz')).status).toBe(400)
  })
})

test('counts that stop say so, and the number of all decisions is exact', async () => {
  await sql`
    with body as (select authority_id from authority where slug = 'hollow-fell'),
    decided as (
      insert into complaint (authority_id, reference, category, decided_on, outcome)
      select authority_id, to_char(50000000 + n, 'FM99" "999" "999'), 'planning', date '2022-05-01' + n % 300, 'not-upheld'
      from body cross join generate_series(1, 10050) as n
      returning *
    )
    insert into decision_statement (
      authority_id, complaint_id, reference, category, outcome, decided_on, year, summary, sections, published_at
    )
    select
      authority_id, complaint_id, reference, category, outcome, decided_on, 2022,
      case when complaint_id % 1000 = 0 then 'A wall fell onto poplars.' else 'A wall fell.' end, '[]', '2024-07-01'
    from decided
  `.execute(invented.opened.database)
  expect(await textOf('/decisions')).toContain('10,150 decisions')
  const text = await textOf('/decisions?q=wall')
  expect(text).toContain('More than 10,000 decisions')
  expect(text).toContain('“+” means at least so many.')
  expect(text).toMatch(/Not upheld investigated, no fault found at least 10,0\d\d \+/)
  expect(text).toContain('1 to 20 of more than 10,000')
  expect(await textOf('/decisions?q=wall&order=best')).toContain('The best of the newest 10,000 that match.')
  expect(await textOf('/decisions?q=poplars')).toMatch(/1[01] decisions/)
  const lines = (await (await get('/decisions.csv?q=wall')).text()).trim().split('\r\n')
  expect(lines).toHaveLength(1 + 10_050)
  expect(new Set(lines).size).toBe(1 + 10_050)
})

test('nothing went wrong behind any of these pages', () => {
  expect(invented.faults).toEqual([])
})

function get(path: string) {
  return Promise.resolve(invented.app.request(path))
}

async function html(path: string): Promise<string> {
  const response = await get(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}

async function textOf(path: string): Promise<string> {
  return plain(await html(path))
}

async function countOf(query: string): Promise<string | undefined> {
  const text = await textOf(`/decisions?${query}`)
  return /\d+ decisions?\b/.exec(text)?.[0]
}

function plain(page: string): string {
  return page
    .replace(/<(head|header|footer|script)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:])/g, '$1')
}

function linkOf(page: string, rel: 'next' | 'prev'): string | undefined {
  const link = new RegExp(`<a [^>]*href="([^"]+)" rel="${rel}"`).exec(page)?.[1]
  return link?.replaceAll('&amp;', '&')
}

function referencesOf(page: string): string[] {
  return [...page.matchAll(/result__reference">([^<]+)</g)].map(([, reference]) => reference ?? '')
}

/** The reference of one of the hundred, in the order in which they were decided. */
async function referenceOf(n: number): Promise<string> {
  const { rows } = await sql<{ reference: string }>`
    select reference from decision_statement where decided_on = date '2023-12-01' + ${n}::integer order by complaint_id
  `.execute(invented.opened.database)
  return rows[0]?.reference ?? ''
}

async function addressOf(n: number): Promise<string> {
  return `/decisions/housing/allocations/${(await referenceOf(n)).replaceAll(' ', '-')}`
}
