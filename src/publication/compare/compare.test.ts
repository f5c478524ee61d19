import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { replaceSimilarList } from '../../authorities/similar-authorities-store.ts'
import { compareColumns } from './compare-file.ts'

let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
  await invented.opened.database
    .transaction()
    .execute((transaction) =>
      replaceSimilarList(
        transaction,
        { list: 'nearest', note: 'Whose list it is.' },
        new Map([['larchwick', ['sedgely', 'hollow-fell']]]),
      ),
    )
})
afterAll(() => invented.close())

const two = '/compare?authority=larchwick&with=sedgely&year=2023-24'

describe('comparing councils', () => {
  test('shows each with its rate, its count, and in words whether the difference is more than chance', async () => {
    const text = await textOf(two)
    expect(text).toContain('Complaints upheld, 2023-24.')
    expect(text).toContain('Larchwick District Council No clear difference 75% 18 of 24')
    expect(text).toContain('Sedgely District Council No clear difference 59% 45 of 76')
    // Both stand in one group: 63 of 100.
    expect(text).toContain('Average of similar councils: 63%')
  })

  test('draws one line for the average through every row, and marks the own row', async () => {
    const html = await (await get(two)).text()
    const lines = html.match(/class="compare__average" x1="63%" x2="63%" y1="0%" y2="100%"/g)
    expect(lines).toHaveLength(2)
    expect(html).toMatch(
      /<tr class="compare__own"><th scope="row"><a class="link" href="\/authorities\/larchwick/,
    )
  })

  test('sets apart what was too few to tell, without a per cent, and what has no number', async () => {
    const text = await textOf('/compare?with=larchwick.sedgely.hollow-fell&measure=satisfactory-remedy')
    // Hollow Fell had nothing upheld; 3 of 18 and 0 of 45 can be compared.
    expect(text).toContain('Without a number in this year Hollow Fell National Park Authority None upheld')
    const earlier = await textOf('/compare?with=larchwick&year=2022-23&measure=complaints-upheld')
    expect(earlier).not.toContain('Sedgely')
  })

  test('can be sorted by rate, and says so', async () => {
    const highest = await textOf(`${two}&sort=highest`)
    expect(highest).toContain('highest first')
    expect(highest.indexOf('Larchwick District')).toBeLessThan(highest.indexOf('Sedgely District'))
    const lowest = await textOf(`${two}&sort=lowest`)
    expect(lowest.indexOf('59%')).toBeLessThan(lowest.indexOf('75%'))
    const base = await textOf(`${two}&sort=base`)
    expect(base.indexOf('45 of 76')).toBeLessThan(base.indexOf('18 of 24'))
  })

  test('compares another measure on a scale of its own', async () => {
    const html = await (await get(`${two}&measure=upheld-per-100000`)).text()
    expect(plain(html)).toContain('5.3 18 among 341,000')
    // The interval of 18 events among 341,000 ends at 8.3, so the scale ends at 10.
    expect(html).toContain('>10</text>')
  })

  test('is downloaded with the same numbers, marked as a demonstration', async () => {
    const response = await get(two.replace('/compare', '/compare.csv'))
    expect(response.headers.get('content-disposition')).toContain(
      'DEMONSTRATION-compare-complaints-upheld-2023-24.csv',
    )
    const [heading, ...rows] = (await response.text()).replace('\uFEFF', '').trim().split('\r\n')
    expect(heading).toBe(compareColumns.join(','))
    const cells = rows.map((row) => row.split(','))
    expect(cells.map((row) => [row[0], row[8], row[9], row[10], row[14], row[15], row[17]])).toEqual([
      ['larchwick', '18', '24', '75%', '63', '100', 'yes'],
      ['sedgely', '45', '76', '59%', '63', '100', 'yes'],
    ])
  })

  test('without anybody chosen explains how to begin', async () => {
    expect(await textOf('/compare')).toContain('Choose up to 10 councils and other bodies.')
  })
})

describe('choosing whom to compare', () => {
  test('a name is added however it is spelt, and the address says who is in the table', async () => {
    const response = await get(`${two}&add=Hollow+Fel+National+Park`)
    expect(response.status).toBe(200)
    expect(plain(await response.text())).toContain('Hollow Fell National Park Authority')
    const exact = await get('/compare?authority=larchwick&add=Sedgely')
    expect(exact.status).toBe(302)
    expect(exact.headers.get('location')).toBe(
      '/compare?authority=larchwick&with=sedgely&measure=complaints-upheld&year=2023-24',
    )
  })

  test('the most similar are those of the list, whose note is shown', async () => {
    const text = await textOf('/compare?authority=larchwick&list=nearest')
    expect(text).toContain('Sedgely District Council')
    expect(text).toContain('Hollow Fell National Park Authority')
    expect(text).toContain('Chosen by the list “nearest”, the nearest 9. Whose list it is.')
  })

  test('a kind and region brings those that existed in the year', async () => {
    const text = await textOf('/compare?kind=district&region=East+Midlands')
    expect(text).toContain('Larchwick District Council')
    expect(text).toContain('Sedgely District Council')
    expect(text).not.toContain('Old Holm')
  })

  test('a closed council can be named, and is said to have no figures', async () => {
    expect(await textOf('/compare?with=old-holm.larchwick')).toContain(
      'Old Holm District Council No figures in this year',
    )
  })

  test('somebody in no group is shown but not compared with one', async () => {
    const text = await textOf('/compare?with=larchwick.hollow-fell&measure=compliance')
    expect(text).toContain('Hollow Fell National Park Authority None due')
  })

  test('removing one keeps everything else in the address', async () => {
    const html = await (await get(`${two}&sort=base&measure=compliance`)).text()
    expect(html).toContain(
      'href="/compare?authority=larchwick&amp;measure=compliance&amp;year=2023-24&amp;sort=base"',
    )
  })
})

describe('what cannot be compared is said in words', () => {
  test.each([
    ['/compare?with=nowhere-at-all', 404, 'We do not know this council'],
    ['/compare?with=larchwik', 404, 'Did you mean: Larchwick District Council'],
    ['/compare?year=2024-25', 404, 'A year is written like 2023-24. There are figures for: 2023-24 2022-23'],
    ['/compare?year=1999-00', 404, 'There is nothing to compare in this year'],
    ['/compare?measure=happiness', 404, 'We do not know this measure'],
    ['/compare?sort=worst', 404, 'We do not know this order'],
    ['/compare?authority=larchwick&list=unheard-of', 404, 'We do not know this list'],
    ['/compare?list=nearest', 400, 'Similar to which one?'],
    ['/compare?kind=castle', 404, 'We do not know this kind'],
    ['/compare?kind=district&region=Atlantis', 404, 'We do not know this region'],
    ['/compare.csv?with=nowhere-at-all', 404, 'We do not know this council'],
  ])('%s', async (path, status, words) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(plain(await response.text())).toContain(words)
  })

  test('a field of a form that was left empty says nothing', async () => {
    expect(await textOf('/compare?authority=&with=&measure=&year=&sort=&add=')).toContain('Choose up to 10')
  })

  test('a year that is not yet public answers like one that never was', async () => {
    const [unpublished, never] = await Promise.all([
      get('/compare?year=2024-25').then((response) => response.text()),
      get('/compare?year=1999-00').then((response) => response.text()),
    ])
    expect(unpublished).toBe(never)
  })
})

async function get(path: string): Promise<Response> {
  return invented.app.request(path)
}

async function textOf(path: string): Promise<string> {
  const response = await get(path)
  expect(response.status, path).toBe(200)
  return plain(await response.text())
}

function plain(html: string): string {
  return html
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

test('every column of the file is in the data dictionary', () => {
  const dictionary = readFileSync(new URL('../../../docs/data-dictionary.md', import.meta.url), 'utf8')
  const section = dictionary.split(/^## /m).find((part) => part.startsWith('The table of a comparison'))
  for (const column of compareColumns) expect(section).toContain(`\`${column}\``)
})
