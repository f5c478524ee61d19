import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { correctedAt, correctionReason, correctLarchwick } from '../../tests/invented-correction.ts'
import { type InventedSite, inventedSite } from '../../tests/invented-publication.ts'
import { setMoment } from '../../tests/test-moment.ts'

let invented: InventedSite

const beforeCorrection = new Date(correctedAt.getTime() - 1_000)

beforeAll(async () => {
  invented = await inventedSite()
  expect(await correctLarchwick(invented.opened.database)).toMatchObject({
    ok: true,
    revision: 2,
    letterCount: 1,
  })
})
afterAll(() => invented.close())

describe('before the moment of a correction', () => {
  test('nobody can see that there is one', async () => {
    await setMoment(invented.opened.database, beforeCorrection)
    expect(await textOf('/corrections')).toContain('No published figure and no letter has been corrected.')
    expect(await textOf('/authorities/larchwick/letters')).not.toContain('Corrected')
    expect(await textOf('/')).not.toContain('Correction to')
    for (const path of [
      '/authorities/larchwick/letters/2023-24/revisions/2',
      '/authorities/larchwick/letters/2023-24/revisions/2.pdf',
    ]) {
      expect((await invented.app.request(path)).status).toBe(404)
    }
    expect(await textOf('/authorities/larchwick?year=2023-24')).toContain('18 of 24 investigated')
  })
})

describe('once a correction is public', () => {
  beforeAll(() => setMoment(invented.opened.database, correctedAt))

  test('old and new stand side by side, with the reason and the moment', async () => {
    const text = await textOf('/corrections')
    expect(text).toContain(`2023-24, revision 2 Published 30 July 2024, 10:00am ${correctionReason}`)
    expect(text).toContain('Larchwick District Council Complaints upheld 75% 18 of 24 71% 17 of 24')
    expect(text).toContain('Average: district councils Complaints upheld 63% 63 of 100 62% 62 of 100')
  })

  test('what changed but prints the same is there as well, apart', async () => {
    const text = await textOf('/corrections')
    const apart = text.slice(text.indexOf('Changed, but printed as before'))
    // Of 18 upheld 3 had been remedied before, of 17 still 3: 17% and 18%. In the group 3 of 63 and 3 of 62: 5%.
    expect(text.slice(0, text.indexOf('Changed, but'))).toContain(
      'Satisfactory remedy 17% 3 of 18 18% 3 of 17',
    )
    expect(apart).toContain('Average: district councils Satisfactory remedy 5% 3 of 63 5% 3 of 62')
  })

  test('the counts behind the figures are there, and the letter that was written again', async () => {
    const text = await textOf('/corrections')
    expect(text).toContain('Larchwick District Council Decided: Upheld 18 17')
    expect(text).toContain('Larchwick District Council Decided: Not upheld 6 7')
    expect(text).toContain('One letter was written again')
  })

  test('it is news on the home page', async () => {
    expect(await textOf('/')).toContain(`30 July 2024 Correction to 2023-24 ${correctionReason}`)
  })

  test('the letter says which revision it is, and leads to the one before', async () => {
    const html = await htmlOf('/authorities/larchwick/letters/2023-24')
    expect(plain(html)).toContain(
      `Corrected letter. This is revision 2, published 30 July 2024, 10:00am. ${correctionReason}`,
    )
    expect(html).toContain('href="/authorities/larchwick/letters/2023-24/revisions/1"')
    expect(plain(html)).toContain('71')
  })

  test('the letter before stays readable, and says that it is no longer the letter of the year', async () => {
    const html = await htmlOf('/authorities/larchwick/letters/2023-24/revisions/1')
    expect(plain(html)).toContain(
      'This letter was corrected. It is revision 1, published 24 July 2024, 9:30am',
    )
    expect(plain(html)).toContain(correctionReason)
    expect(html).toContain('href="/authorities/larchwick/letters/2023-24/revisions/1.pdf"')
  })

  test('each revision has its own PDF, whose name says which it is', async () => {
    const names = []
    for (const path of ['.pdf', '/revisions/1.pdf', '/revisions/2.pdf']) {
      const response = await invented.app.request(`/authorities/larchwick/letters/2023-24${path}`)
      expect(response.headers.get('content-type')).toBe('application/pdf')
      names.push(response.headers.get('content-disposition'))
    }
    expect(names).toEqual([
      'inline; filename="DEMONSTRATION-larchwick-2023-24-revision-2.pdf"',
      'inline; filename="DEMONSTRATION-larchwick-2023-24-revision-1.pdf"',
      'inline; filename="DEMONSTRATION-larchwick-2023-24-revision-2.pdf"',
    ])
  })

  test('the archive has all years and all revisions, as page and as PDF', async () => {
    const html = await htmlOf('/authorities/larchwick/letters')
    expect(plain(html)).toContain('Letter of 2023-24 PDF, letter of 2023-24 Corrected (revision 2)')
    for (const path of ['2022-23', '2022-23.pdf', '2023-24/revisions/1', '2023-24/revisions/1.pdf']) {
      expect(html).toContain(`href="/authorities/larchwick/letters/${path}"`)
    }
  })

  test('a revision that never was is not there', async () => {
    for (const revision of ['0', '3', '02', 'two']) {
      const response = await invented.app.request(
        `/authorities/larchwick/letters/2023-24/revisions/${revision}`,
      )
      expect([revision, response.status]).toEqual([revision, 404])
    }
  })
})

async function htmlOf(path: string): Promise<string> {
  const response = await invented.app.request(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}

async function textOf(path: string): Promise<string> {
  return plain(await htmlOf(path))
}

/** The words of a page as they are read, without its marks. */
function plain(html: string): string {
  return (
    html
      .replace(/<head>.*?<\/head>/s, '')
      // What stands in a column of its own where there is room.
      .replace(/<small class="to-tablet">.*?<\/small>/gs, ' ')
      .replace(/<(svg|script)\b.*?<\/\1>/gs, ' ')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&#39;', "'")
      .replace(/\s+/g, ' ')
      .replace(/ ([.,;:])/g, '$1')
  )
}
