import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../tests/invented-publication.ts'
import { readExampleAuthority } from './site/example-authority-store.ts'

let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
})
afterAll(() => invented.close())

const larchwick = '/authorities/larchwick?year=2023-24'

describe('a council’s page', () => {
  test('shows each measure with its count, its average, its verdict and its interval', async () => {
    const text = await textOf(larchwick)
    // 18 of 24 is 75%; Larchwick and Sedgely together 63 of 100.
    expect(text).toContain('75% 18 of 24 investigated')
    expect(text).toContain(
      'Similar councils: 63%. No clear difference: within what chance alone could explain.',
    )
    expect(text).toContain('Band: where the true rate plausibly lies, 55% to 88%.')
    // 18 among 341,000 is 5.28; 63 among 1,041,000 is 6.05.
    expect(text).toContain('5.3 upheld per 100,000 residents ; similar councils 6.1.')
    expect(text).toContain('17% 3 of 18 upheld')
  })

  test('says a failure to comply before anything else', async () => {
    expect(await textOf(larchwick)).toContain(
      'agreed actions carried out In 1 case, agreed actions were not carried out. 3 of the 17 carried out were late.',
    )
  })

  test('has a sentence to quote that says it is a demonstration', async () => {
    expect(await textOf(larchwick)).toContain(
      'DEMONSTRATION: “In 2023-24 the Ombudsman investigated 24 complaints about Larchwick District Council and upheld 18 (75%).”',
    )
  })

  test('adds years together that no break parts', async () => {
    // 18 of 24 and 15 of 21 are 33 of 45.
    const text = await textOf(larchwick)
    expect(text).toContain(
      'Over the two years that can be added up, 33 of 45 complaints investigated were upheld.',
    )
    expect(text).toContain('2022-23 and 2023-24 73% 33 of 45')
  })

  test('shows what was received and decided, those not investigated apart', async () => {
    const text = await textOf(larchwick)
    expect(text).toContain('29 complaints received. Housing came first, as at similar councils.')
    expect(text).toContain('29 decisions. 24 were investigations; 18 of those found fault.')
    expect(text).toContain(
      'Referred back for local resolution too early: the council had not had its chance to answer 5',
    )
  })

  test('shows the newest published year where none is asked for', async () => {
    expect(await textOf('/authorities/larchwick')).toContain('DEMONSTRATION: “In 2023-24 the Ombudsman')
  })

  test('says in words where there is nothing to report, and never 0%', async () => {
    const text = await textOf('/authorities/hollow-fell')
    expect(text).toContain('None investigated')
    expect(text).toContain('No complaint was investigated in the year, so there is no rate.')
    expect(text).not.toContain('0%')
    expect(text).not.toContain('Similar councils:')
  })

  test('offers a letter only where one was written', async () => {
    expect(await (await get(larchwick)).text()).toContain('/authorities/larchwick/letters/2023-24.pdf')
    expect(await (await get('/authorities/hollow-fell')).text()).not.toContain('/letters/')
  })

  test('names the body a closed one passed its work to', async () => {
    const response = await get('/authorities/larchwick')
    expect(plain(await response.text())).toContain('Took over from Old Holm District Council')
  })
})

describe('what is not public', () => {
  test('a year whose moment has not come answers like a year that never was', async () => {
    const unpublished = await get('/authorities/larchwick?year=2024-25')
    const never = await get('/authorities/larchwick?year=1999-00')
    expect([unpublished.status, never.status]).toEqual([404, 404])
    expect(await unpublished.text()).toBe(await never.text())
    expect((await get('/authorities/larchwick/letters/2024-25')).status).toBe(404)
    expect((await get('/authorities/larchwick/letters/2024-25.pdf')).status).toBe(404)
    expect((await get('/authorities/larchwick/figures/2024-25/complaints-upheld')).status).toBe(404)
  })

  test('no page counts an unpublished year', async () => {
    for (const path of ['/', '/authorities', larchwick]) expect(await textOf(path)).not.toContain('2024-25')
  })
})

describe('how a figure was made', () => {
  const path = '/authorities/larchwick/figures/2023-24/complaints-upheld'

  test('shows the sum, the number of cases, the comparison and the origin', async () => {
    const text = await textOf(path)
    expect(text).toContain('18 upheld ÷ 6 + 18 not upheld + upheld = 0.75 exactly → 75% as printed')
    expect(text).toContain('5 other decisions were not investigations and are in neither number.')
    expect(text).toContain('The 24 cases')
    expect(text).toContain('None of them can be read here')
    expect(text).toContain('2 district councils together: 63 of 100 investigated, 63%.')
    expect(text).toContain('Counted from the Ombudsman’s own cases')
  })

  test('counts a remedied case once, though it is upheld too', async () => {
    const text = await textOf('/authorities/larchwick/figures/2023-24/satisfactory-remedy')
    expect(text).toContain('The 18 cases')
    expect(text).toContain('remedied before 3 not remedied before 15')
  })

  test('marks what was late and what was not carried out', async () => {
    const text = await textOf('/authorities/larchwick/figures/2023-24/compliance')
    expect(text).toContain('on time 14 late 3 not carried out 1')
  })

  test('every measure of the scheme has its page, and each leads to its definition', async () => {
    const method = await (await get('/method')).text()
    for (const code of [
      'complaints-upheld',
      'upheld-per-100000',
      'compliance',
      'late-compliance',
      'unsettled',
      'satisfactory-remedy',
      'received',
      'decided',
    ]) {
      const response = await get(`/authorities/larchwick/figures/2023-24/${code}`)
      expect([code, response.status]).toEqual([code, 200])
      const anchor = /href="\/method#([^"]+)"/.exec(await response.text())?.[1]
      expect(method).toContain(`id="${anchor}"`)
    }
  })

  test('an unknown measure names those there are', async () => {
    const response = await get('/authorities/larchwick/figures/2023-24/happiness')
    expect(response.status).toBe(404)
    expect(plain(await response.text())).toContain('Complaints upheld')
  })
})

describe('letters', () => {
  test('a letter is a page', async () => {
    const text = await textOf('/authorities/larchwick/letters/2023-24')
    expect(text).toContain('Dear Chief Executive')
    expect(text).toContain('DEMONSTRATION')
  })

  test('a letter is a PDF whose file name says that it is a demonstration', async () => {
    const response = await get('/authorities/larchwick/letters/2023-24.pdf')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('content-disposition')).toBe(
      'inline; filename="DEMONSTRATION-larchwick-2023-24.pdf"',
    )
  })

  test('a letter that is held, and one that was never due, are plainly not there', async () => {
    for (const [slug, name] of [
      ['sedgely', 'Sedgely District Council'],
      ['hollow-fell', 'Hollow Fell National Park Authority'],
    ]) {
      const response = await get(`/authorities/${slug}/letters/2023-24`)
      expect(response.status).toBe(404)
      const text = plain(await response.text())
      expect(text).toContain(`There is no letter to ${name} for this year`)
      // Why a letter is held is between the Ombudsman and the authority.
      expect(text).not.toContain('chief executive')
    }
  })
})

describe('finding a council', () => {
  test('one name leads straight to its page', async () => {
    const response = await get('/authorities?search=larchwick+district')
    expect(response.status === 302 ? response.headers.get('location') : await response.text()).toContain(
      '/authorities/larchwick',
    )
    const exact = await get('/authorities?search=Sedgely')
    expect([exact.status, exact.headers.get('location')]).toEqual([302, '/authorities/sedgely'])
  })

  test('a misspelt name finds the nearest', async () => {
    expect(await textOf('/authorities?search=Larchwik')).toContain('Larchwick District Council')
  })

  test('what somebody typed is shown as text, never as markup', async () => {
    const html = await (await get('/authorities?search=%3Cscript%3Ealert(1)%3C/script%3E')).text()
    expect(html).not.toContain('<script>alert')
  })

  test('a kind lists its own', async () => {
    const text = await textOf('/authorities?kind=national-park')
    expect(text).toContain('Hollow Fell National Park Authority')
    expect(text).not.toContain('Sedgely District Council')
  })

  test('an address that is nearly right suggests the right one', async () => {
    const response = await get('/authorities/larchwik')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('href="/authorities/larchwick"')
  })
})

describe('the home page', () => {
  test('shows the latest published year of everybody in three figures', async () => {
    const text = await textOf('/')
    // 18 + 45 of 24 + 76.
    expect(text).toContain('England in 2023-24')
    expect(text).toContain('63% Complaints upheld')
    expect(text).toContain('63 of 100 investigated')
    expect(text).toContain('the Ombudsman found fault in about six.')
    expect(text).toContain('Councils carried out what they agreed to do in all but 1 case.')
    expect(text).toContain('3 of 17 late')
  })

  test('leads nowhere that is not there', async () => {
    const pages = ['/', '/authorities', larchwick, '/authorities/larchwick/letters/2023-24', '/method']
    for (const page of pages) {
      const html = await (await get(page)).text()
      for (const [, href = ''] of html.matchAll(/(?:href|src|action)="(\/[^"]*)"/g)) {
        const response = await get(href.replaceAll('&amp;', '&'))
        expect([page, href, response.status]).toEqual([page, href, 200])
      }
    }
  })
})

describe('a demonstration', () => {
  test('says so on every page, in its title first, and asks not to be indexed', async () => {
    for (const path of ['/', '/authorities', larchwick, '/method', '/nowhere']) {
      const response = await get(path)
      const html = await response.text()
      expect(html).toMatch(/<title>DEMONSTRATION: /)
      expect(html).toContain('<meta name="robots" content="noindex"/>')
      expect(html).toContain('An invented England.')
      expect(response.headers.get('x-robots-tag')).toBe('noindex')
    }
    expect(await (await get('/robots.txt')).text()).toContain('Disallow: /')
  })

  test('a real installation says nothing of the kind', async () => {
    const real = await inventedSite(false)
    try {
      const response = await real.app.request(larchwick)
      expect(await response.text()).not.toMatch(/demonstration/i)
      expect(response.headers.get('x-robots-tag')).toBeNull()
    } finally {
      await real.close()
    }
  })
})

test('a visitor without an idea is led to the council with the broadest base', async () => {
  const example = await readExampleAuthority(invented.opened.database, 'complaints-upheld')
  expect(example?.slug).toBe('larchwick')
})

function get(path: string): Promise<Response> {
  return Promise.resolve(invented.app.request(path))
}

async function textOf(path: string): Promise<string> {
  const response = await get(path)
  expect([path, response.status]).toEqual([path, 200])
  return plain(await response.text())
}

/** The words of a page as they are read, without its marks. */
function plain(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<(svg|script)\b.*?<\/\1>/gs, ' ')
    .replace(/<span class="big__unit">%<\/span>/g, '%')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:])/g, (_, mark) => (mark === ';' ? ' ;' : mark))
}
