import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { type InventedSite, inventedSite } from './invented-publication.ts'

type Value = string | number | boolean | null | readonly string[]
type Row = Readonly<Record<string, Value>>
type Answer = { readonly records: readonly (Row & { readonly links: Readonly<Record<string, string>> })[] }

let invented: InventedSite
/** Every figure of every authority and year, as the API gives them. */
let figures: Answer['records']

beforeAll(async () => {
  invented = await inventedSite()
  figures = (await json<Answer>('/api/v1/figures?limit=1000')).records
})
afterAll(() => invented.close())

test('the API has every measure of every authority and public year', () => {
  const expected = ['larchwick', 'sedgely', 'hollow-fell'].flatMap((authority) =>
    ['2022-23', '2023-24'].flatMap((year) =>
      scheme.measures.map(({ code }) => `${authority} ${year} ${code}`),
    ),
  )
  expect(figures.map(({ authority, year, measure }) => `${authority} ${year} ${measure}`).sort()).toEqual(
    expected.sort(),
  )
})

test('the page of every figure shows the number and the base that the API gives', async () => {
  for (const figure of figures) {
    const html = await text(figure.links.how_made ?? '')
    expect([figure.links.how_made, shownFigure(html)]).toEqual([figure.links.how_made, printedFigure(figure)])
    if (figure.state === 'calculated' && figure.denominator !== null) {
      const base = plain(/<p class="base">(.*?)<\/p>/s.exec(html)?.[1] ?? '')
      expect(base).toContain(Number(figure.numerator).toLocaleString('en-GB'))
      expect(base).toContain(Number(figure.denominator).toLocaleString('en-GB'))
    }
  }
})

test('the page of every authority shows the numbers, averages and findings that the API gives', async () => {
  let compared = 0
  for (const { authority, year } of oneOfEachPage()) {
    const html = await text(`/authorities/${authority}?year=${year}`)
    for (const { measure } of scheme.site.largeMeasures) {
      const figure = figures.find(
        (other) => other.authority === authority && other.year === year && other.measure === measure,
      )
      const section = new RegExp(
        `<section class="measure" aria-labelledby="measure-${measure}">.*?</section>`,
        's',
      )
      const shown = section.exec(html)?.[0] ?? ''
      expect([authority, year, measure, shownFigure(shown)]).toEqual([
        authority,
        year,
        measure,
        figure && printedFigure(figure),
      ])
      if (figure?.state !== 'calculated' || figure.average_printed === null) continue
      expect(plain(shown)).toContain(`Similar councils: ${figure.average_printed}.`)
      if (figure.comparison !== null) {
        expect(plain(shown).toLowerCase()).toContain(String(figure.comparison).replaceAll('-', ' '))
      }
      compared += 1
    }
  }
  expect(compared).toBeGreaterThan(5)
})

test('CSV, JSON and XLSX say the same as the API, for all years and for each', async () => {
  for (const year of ['', '-2022-23', '-2023-24']) {
    const expected = figures
      .filter((figure) => year === '' || `-${figure.year}` === year)
      .map(({ links, ...fields }) => fields)
    expect((await json<{ records: Row[] }>(`/data/figures${year}.json`)).records).toEqual(expected)
    const names = Object.keys(expected[0] ?? {})
    const asCsv = expected.map((row) => names.map((name) => csvWords(row[name] ?? null)))
    expect(parse(await text(`/data/figures${year}.csv`), { bom: true })).toEqual([names, ...asCsv])
    const asCells = expected.map((row) => names.map((name) => row[name] ?? null))
    expect(await workbook(`/data/figures${year}.xlsx`)).toEqual([names, ...asCells])
  }
})

test('other files and lists say the same too', async () => {
  for (const name of ['counts', 'averages', 'measures', 'authorities', 'years', 'revisions', 'letters']) {
    const { records } = await json<Answer>(`/api/v1/${name}?limit=1000`)
    const fields = records.map(({ links, ...row }) => row)
    expect([name, records.length > 0]).toEqual([name, true])
    expect([name, (await json<{ records: Row[] }>(`/data/${name}.json`)).records]).toEqual([name, fields])
    const rows = fields.map((row) => Object.values(row).map(csvWords))
    expect([name, parse(await text(`/data/${name}.csv`), { bom: true, from: 2 })]).toEqual([name, rows])
  }
})

test('every figure can be worked out from the file of counts and the file of measures', async () => {
  const counts = (await json<{ records: Row[] }>('/data/counts.json')).records
  const measures = (await json<{ records: Row[] }>('/data/measures.json')).records
  const counted = new Map(
    counts.map(({ authority, year, counted_set, count }) => [
      `${authority} ${year} ${counted_set}`,
      Number(count),
    ]),
  )
  const sumOf = (figure: Row, sets: Value | undefined) =>
    (Array.isArray(sets) ? sets : []).reduce(
      (sum, set) => sum + (counted.get(`${figure.authority} ${figure.year} ${set}`) ?? Number.NaN),
      0,
    )
  for (const figure of figures) {
    const measure = measures.find((other) => other.measure === figure.measure)
    const name = [figure.authority, figure.year, figure.measure]
    if (figure.state === 'calculated') {
      expect([...name, sumOf(figure, measure?.numerator_sets)]).toEqual([...name, figure.numerator])
    }
    if (figure.unit !== 'percent') continue
    const denominator = sumOf(figure, measure?.denominator_sets)
    expect([...name, denominator]).toEqual([...name, figure.denominator])
    expect(figure.state).toBe(denominator === 0 ? 'nothing-to-report' : 'calculated')
  }
})

/** Authorities and years that have a page: something is known of them. */
function oneOfEachPage() {
  const known = figures.filter(({ state }) => state !== 'not-calculated')
  return [...new Map(known.map((figure) => [`${figure.authority} ${figure.year}`, figure])).values()]
}

/** What a page prints large, or that it has words and no number there. */
function shownFigure(html: string): string {
  const number = /<span class="big__number">(.*?)<\/div>/s.exec(html)?.[1]
  if (number !== undefined) return plain(number.replace(/<svg.*/s, '')).replace(' %', '%')
  const words = plain(/<span class="big__words">(.*?)<\/span>/s.exec(html)?.[1] ?? '').toLowerCase()
  return /\d/.test(words) ? words : 'no number'
}

function printedFigure({ state, printed }: Row): string {
  return state === 'calculated' ? String(printed) : 'no number'
}

function plain(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:])/g, '$1')
    .trim()
}

function csvWords(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return Array.isArray(value) ? value.join('; ') : String(value)
}

async function workbook(address: string): Promise<readonly (readonly unknown[])[]> {
  const response = await invented.app.request(address)
  const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()))
  const width = sheets[0]?.rows[0]?.length ?? 0
  // A row may end with its last filled cell.
  return (sheets[0]?.rows ?? []).map((row) => Array.from({ length: width }, (_, index) => row[index] ?? null))
}

async function text(address: string): Promise<string> {
  const response = await invented.app.request(address)
  expect([address, response.status]).toEqual([address, 200])
  return response.text()
}

async function json<What>(address: string): Promise<What> {
  // What an answer is like is told, and tested, by the document of the API.
  return JSON.parse(await text(address)) as What
}
