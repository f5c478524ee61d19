import { createHash } from 'node:crypto'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { createApp } from '../../app.ts'
import type { Database } from '../../database/connection.ts'
import { startLetterWorkers } from '../../letters/letter-pdf-workers.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { readZip } from './steady-word-file.ts'

/** Of Larchwick's 18 upheld decisions two are published, with three actions agreed. */
let invented: InventedSite
let html: string
let pdf: Uint8Array
let word: Uint8Array

const path = '/authorities/larchwick/committee-pack/2023-24'

beforeAll(async () => {
  invented = await inventedSite()
  await publishDecisions(invented.opened.database)
  html = await (await get(path)).text()
  pdf = new Uint8Array(await (await get(`${path}.pdf`)).arrayBuffer())
  word = new Uint8Array(await (await get(`${path}.docx`)).arrayBuffer())
}, 60_000)
afterAll(() => invented.close())

describe('a committee pack', () => {
  test('says the year in plain words, a failure to comply first', () => {
    const text = plain(html)
    expect(text).toContain(
      'In 2023-24 the Ombudsman investigated 24 complaints about Larchwick District Council and upheld 18 (75%).',
    )
    expect(text).toContain('In 1 case, agreed actions were not carried out.')
    expect(text.indexOf('In 1 case, agreed')).toBeLessThan(
      text.indexOf('agreed actions were not carried out in 1 of'),
    )
  })

  test('shows the figures of the council’s page', async () => {
    const page = plain(await (await get('/authorities/larchwick?year=2023-24')).text())
    const pack = plain(html)
    for (const figure of ['75% 18 of 24 investigated', '94% 17 of 18 cases', '17% 3 of 18 upheld']) {
      expect(page).toContain(figure)
      expect(pack).toContain(figure)
    }
    expect(pack).toContain('5.3 upheld per 100,000 residents; similar councils 6.1.')
  })

  test('asks what follows from the figures, and says why', () => {
    expect(plain(html)).toContain(
      'What stopped Larchwick carrying out what it had agreed in 1 case, and what is different now? In 1 case, agreed actions were not carried out.',
    )
    expect(plain(html)).toContain('What made Larchwick late in 3 cases')
    // 75% beside 63% is what chance alone could explain.
    expect(plain(html)).not.toContain('Why are there')
  })

  test('lists the published decisions that found fault, and counts the withheld ones', () => {
    expect(plain(html)).toContain(
      'Of the 18 complaints upheld in the year 2 are published; 16 are withheld, or no longer published.',
    )
    expect(plain(html)).toContain('Housing: allocations 20 November 2023 · 23 000 000 A long wait.')
    expect(html).toContain('/decisions/housing/allocations/23-000-000"')
  })

  test('says how each agreed action ended, and what was learned', () => {
    const text = plain(html)
    expect(text).toContain('Rewrite the leaflet. Housing, 23 000 000 1 March 2024 Not carried out')
    expect(text).toMatch(/All actions 3 1 0 1 1/)
  })

  test('puts years together and shows no year that came later', async () => {
    expect(plain(html)).toContain('2022-23 and 2023-24 73% (33 of 45)')
    const earlier = await (await get('/authorities/larchwick/committee-pack/2022-23')).text()
    expect(plain(earlier)).not.toContain('73% (33 of 45)')
  })

  test('says in words where there is nothing, and asks whether people know how to complain', async () => {
    const text = plain(await (await get('/authorities/hollow-fell/committee-pack/2023-24')).text())
    expect(text).toContain('None investigated')
    expect(text).toContain('know how to complain')
    expect(text).toContain('No complaint was upheld in the year.')
    expect((await get('/authorities/hollow-fell/committee-pack/2023-24.pdf')).status).toBe(200)
  })

  test('of a year that is not public is not there, in any form', async () => {
    for (const ending of ['', '.pdf', '.docx']) {
      const response = await get(`/authorities/larchwick/committee-pack/2024-25${ending}`)
      expect(response.status).toBe(404)
      expect(await response.text()).not.toContain('2024-25 ')
    }
    expect((await get('/authorities/nowhere/committee-pack/2023-24')).status).toBe(404)
  })
})

describe('the files of a committee pack', () => {
  test('say every word and number of the page', async () => {
    const words = wordsOfPage(html)
    expect(words.length).toBeGreaterThan(80)
    const printed = squeezed(await textOfPdf(pdf))
    const written = squeezed(textOfWord(word))
    for (const text of words) {
      expect(printed, text).toContain(squeezed(text))
      expect(written, text).toContain(squeezed(text))
    }
  })

  test('read back have the numbers of the record', async () => {
    const { rows } = await invented.opened.pool.query<{ numerator: number; denominator: number }>(`
      select numerator, denominator from figure join authority using (authority_id)
      where slug = 'larchwick' and year = 2023 and measure in ('complaints-upheld', 'compliance', 'satisfactory-remedy')`)
    expect(rows).toHaveLength(3)
    for (const text of [await textOfPdf(pdf), textOfWord(word)]) {
      for (const { numerator, denominator } of rows) {
        expect(squeezed(text)).toContain(squeezed(`${numerator} of ${denominator}`))
        expect(squeezed(text)).toContain(`${Math.round((numerator * 100) / denominator)}%`)
      }
    }
  })

  test('have the same bytes when another server makes them', async () => {
    const workers = startLetterWorkers(1)
    const another = createApp({
      database: invented.opened.published,
      scheme,
      isDemonstration: true,
      printLetter: workers.print,
      typeset: workers.typeset,
    })
    try {
      for (const [format, bytes] of [
        ['pdf', pdf],
        ['docx', word],
      ] as const) {
        const again = await another.request(`${path}.${format}`)
        expect(digest(new Uint8Array(await again.arrayBuffer())), format).toBe(digest(bytes))
      }
    } finally {
      workers.close()
    }
  })

  test('say DEMONSTRATION in their names, titles and on every page', async () => {
    const names = await Promise.all(
      ['pdf', 'docx'].map(async (format) =>
        (await get(`${path}.${format}`)).headers.get('content-disposition'),
      ),
    )
    expect(names).toEqual([
      'inline; filename="DEMONSTRATION-larchwick-2023-24-committee-pack.pdf"',
      'attachment; filename="DEMONSTRATION-larchwick-2023-24-committee-pack.docx"',
    ])
    const document = await open(pdf)
    for (let number = 1; number <= document.numPages; number += 1) {
      expect(await textOfPage(document, number)).toContain('DEMONSTRATION')
    }
    await document.destroy()
    expect(partOf(word, 'docProps/core.xml')).toContain('DEMONSTRATION: Committee pack 2023-24')
    expect(partOf(word, 'word/header1.xml')).toContain('DEMONSTRATION')
  })

  test('the PDF is tagged, in English, and describes its pictures', async () => {
    const document = await open(pdf)
    const { info, metadata } = await document.getMetadata()
    expect(info).toMatchObject({
      Title: 'DEMONSTRATION: Committee pack 2023-24, Larchwick District Council',
      Language: 'en-GB',
    })
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true })
    expect(String(metadata?.getRaw())).toMatch(/<pdfuaid:part>1</)
    const tree = JSON.stringify(await (await document.getPage(1)).getStructTree())
    expect(tree).toContain('Complaints upheld: ring filled to 75%, with a tick at 63%')
    await document.destroy()
  })

  test('the Word document has headings, header rows, a language and words for its pictures', () => {
    const text = partOf(word, 'word/document.xml')
    expect(text).toMatch(/<w:pStyle w:val="Heading1"\/>/)
    expect(text).toContain('<w:tblHeader/>')
    expect(partOf(word, 'word/styles.xml')).toContain('w:val="en-GB"')
    const pictures = text.match(/<wp:docPr [^>]*>/g) ?? []
    expect(pictures.length).toBeGreaterThan(0)
    for (const picture of pictures) expect(picture).toMatch(/descr="[^"]{40,}"/)
  })
})

async function get(address: string): Promise<Response> {
  return invented.app.request(address)
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function open(bytes: Uint8Array) {
  return getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
}

type OpenPdf = Awaited<ReturnType<typeof open>>

async function textOfPage(document: OpenPdf, number: number): Promise<string> {
  const { items } = await (await document.getPage(number)).getTextContent()
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('')
}

/** Without band and footer, which may stand between two parts of a sentence. */
async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const document = await open(bytes)
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1)
    pages.push(await textOfPage(document, number))
  await document.destroy()
  return pages
    .join(' ')
    .replaceAll(/Larchwick District Council · Committee pack 2023-24\s*Page \d+ of \d+/g, ' ')
}

function textOfWord(bytes: Uint8Array): string {
  return partOf(bytes, 'word/document.xml')
    .replaceAll(/<\/w:p>/g, ' ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&apos;', "'")
    .replaceAll('&quot;', '"')
}

function partOf(bytes: Uint8Array, name: string): string {
  const part = readZip(Buffer.from(bytes)).find((known) => known.name === name)
  if (!part) throw new Error(`the Word document has no ${name}`)
  return part.content.toString('utf8')
}

/** Every paragraph, heading, question and cell of the pack on its page. */
function wordsOfPage(page: string): readonly string[] {
  const article = /<article class="pack">([\s\S]*?)<\/article>/.exec(page)?.[1] ?? ''
  const sections = article.slice(article.indexOf('<section')).replaceAll(/<svg[\s\S]*?<\/svg>/g, '')
  return [...sections.matchAll(/<(p|h2|h3|th|td|caption)\b([^>]*)>([\s\S]*?)<\/\1>/g)]
    .map(([, , , inner = '']) => plain(inner))
    .filter((text) => text !== '')
}

function plain(page: string): string {
  return page
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (%)/g, '$1')
    .trim()
}

/** Lines break at other places on paper. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '')
}

async function publishDecisions(database: Database): Promise<void> {
  const cases = await database
    .selectFrom('complaint')
    .innerJoin('authority', 'authority.authorityId', 'complaint.authorityId')
    .select([
      'complaint.authorityId',
      'complaintId',
      'reference',
      'category',
      'subcategory',
      'decidedOn',
      'outcome',
    ])
    .where('slug', '=', 'larchwick')
    .where('outcome', '=', 'upheld')
    .where('decidedOn', '=', '2023-11-20')
    .orderBy('reference')
    .limit(2)
    .execute()
  await database
    .insertInto('decisionStatement')
    .values(
      cases.map((published) => ({
        ...published,
        decidedOn: '2023-11-20',
        outcome: 'upheld',
        year: 2023,
        remedyKinds: ['apology'],
        summary: 'A long wait.',
        sections: '[]',
        publishedAt: new Date('2024-01-10T09:00:00Z'),
      })),
    )
    .execute()
  const action = (at: 0 | 1, number: number, facts: object) => ({
    authorityId: cases[at]?.authorityId ?? 0,
    complaintId: cases[at]?.complaintId ?? 0,
    recommendationNumber: number,
    dueOn: '2024-03-01',
    ...facts,
  })
  await database
    .insertInto('recommendation')
    .values([
      {
        ...action(0, 1, {}),
        kind: 'procedure',
        dueOn: '2024-03-01',
        summary: 'Rewrite the leaflet.',
        settledOn: '2024-03-20',
        settledYear: 2023,
        settlement: 'not-satisfied',
      },
      {
        ...action(0, 2, {}),
        kind: 'apology',
        dueOn: '2024-01-01',
        settledOn: '2023-12-20',
        settledYear: 2023,
        settlement: 'satisfied',
      },
      { ...action(1, 1, {}), kind: 'apology', dueOn: '2024-05-01' },
    ])
    .execute()
}
