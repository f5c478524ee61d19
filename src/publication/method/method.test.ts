import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { homesOmbudsman } from '../../../fixtures/homes-ombudsman.ts'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { readMethodology } from './methodology.ts'

let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
})
afterAll(() => invented.close())

test('each measure that is a fraction is worked out for one authority, as read aloud and as printed', async () => {
  const text = await methodText()
  // Of the districts Larchwick has the smaller base: 18 of 24.
  expect(text).toContain('Worked example: Larchwick, 2023-24 DEMONSTRATION: an invented figure')
  expect(text).toContain('18 upheld ÷ 6 + 18 not upheld + upheld = 0.75 exactly → 75% as printed')
})

test('the pooled average and the mean of the rates stand side by side', async () => {
  const text = await methodText()
  // 63 of 100 together; 75% and 59.2% have a mean of 67.1%.
  expect(text).toContain(
    '63% All added up, what we print Complaints upheld: 63 of 100 investigated, 2 district councils',
  )
  expect(text).toContain('67% Mean of the rates, for comparison 2 with a rate')
})

test('every population that a year uses is named with its release', async () => {
  expect(await methodText()).toContain('2023-24 Office for National Statistics, mid-2022 first')
})

test('a link from any measure, and from any page, leads to a section that is there', async () => {
  const html = await (await invented.app.request('/method')).text()
  const sections = [
    ...scheme.measures.map(({ methodSection }) => methodSection),
    ...Object.values(scheme.methodology.sections),
  ]
  for (const section of sections) expect(html).toContain(`id="${section}"`)
})

test('each scheme has a document of its own with all its sections', async () => {
  for (const { methodology, measures } of [scheme, homesOmbudsman]) {
    const text = await readFile(new URL(`../../../${methodology.document}`, import.meta.url), 'utf8')
    const ids = readMethodology(text).sections.map(({ id }) => id)
    for (const { methodSection } of measures) expect(ids).toContain(methodSection)
    for (const section of Object.values(methodology.sections)) expect(ids).toContain(section)
  }
})

async function methodText(): Promise<string> {
  const response = await invented.app.request('/method')
  expect(response.status).toBe(200)
  return (await response.text())
    .replace(/<svg\b.*?<\/svg>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:])/g, '$1')
}
