import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { addPublishedAssessment, shippedProvisions } from '../../../tests/self-assessed.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { saveAdoption } from '../../handling-code/adoption/adoption-store.ts'
import { saveCodeVersion } from '../../handling-code/provisions/code-store.ts'
import type { CodeVersion } from '../../handling-code/provisions/code-version.ts'

let site: InventedSite

beforeAll(async () => {
  site = await inventedSite()
}, 60_000)
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

const htmlOf = async (address: string) => (await site.app.request(address)).text()
const textOf = async (address: string) =>
  (await htmlOf(address)).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('the Code', () => {
  test('can be read by section, each provision at an anchor of its own, with what is not confirmed of it', async () => {
    const html = await htmlOf('/handling-code')
    for (const { provision } of shippedProvisions) expect(html).toContain(`id="${provision}"`)
    const text = await textOf('/handling-code')
    expect(text).toContain('Version 2024-02 · in force from February 2024 · 57 provisions in 9 sections')
    expect(text).toMatch(
      /6\.2 Stage 1: it is answered in full .{0,60} The number of this provision is not confirmed\./,
    )
    expect(text).toContain('Neither the number nor the words of this provision are confirmed.')
    expect(text).toContain('Answered after the acknowledgement 10 20')
  })

  test('has nothing to compare with one version, and with two says what changed, word by word', async () => {
    expect(await textOf('/handling-code/changes')).toContain('There is one version so far, of February 2024.')
    const later: CodeVersion = {
      version: '2024-07',
      inForceOn: '2024-07-01',
      provisions: shippedProvisions
        .filter(({ provision }) => provision !== 'surveys')
        .map((one) =>
          one.provision === 'stage-1-answered' ? { ...one, text: one.text.replace('ten', 'twelve') } : one,
        ),
    }
    await site.opened.database.transaction().execute((transaction) => saveCodeVersion(transaction, later))
    const html = await htmlOf('/handling-code/changes?from=2024-02&to=2024-07')
    expect(html).toMatch(/<del>.*ten<\/del>.*<ins>.*twelve<\/ins>/)
    const text = await textOf('/handling-code/changes')
    expect(text).toContain('From 2024-02 to 2024-07: 0 added, 1 taken out, 1 changed. 55 are as before.')
    expect(await textOf('/handling-code/versions/2024-02')).toContain('there is a later version')
    for (const address of ['/handling-code/changes?from=2024-02&to=2031-01', '/handling-code/versions/x']) {
      expect((await site.app.request(address)).status).toBe(404)
    }
  })
})

describe('once councils have published', () => {
  beforeAll(async () => {
    const { database } = site.opened
    const open = { change: 'The third stage ends.', by: '2025-03-31' }
    const publishedAt = new Date('2024-07-30T10:00:00Z')
    const notFollowed = { 'two-stages': open }
    await addPublishedAssessment(database, 'larchwick', 2023, { notFollowed, publishedAt })
    await addPublishedAssessment(database, 'sedgely', 2023, { notFollowed: {}, publishedAt })
    await addPublishedAssessment(database, 'hollow-fell', 2023, { notFollowed, publishedAt })
    const sedgely = (await readAuthorities(database)).find(({ slug }) => slug === 'sedgely')
    if (!sedgely) throw new Error('Sedgely is gone')
    await database
      .transaction()
      .execute((transaction) =>
        saveAdoption(transaction, sedgely.id, { adoptedOn: '2024-04-01', wasPilot: true }),
      )
  })

  test('the register says who, since when, and what is most often not followed, by kind too', async () => {
    const text = await textOf('/handling-code/authorities')
    expect(text).toContain(
      '1 of 2 councils has adopted the Code; 1 piloted it. 3 have published how they follow it.',
    )
    expect(text).toMatch(/5\.3 There are no more than two stages.* 67% 2 of 3/)
    expect(text).toContain('Sedgely District Council piloted it 1 April 2024 2023-24')
    const districts = await textOf('/handling-code/authorities?kind=district')
    expect(districts).not.toContain('Hollow Fell')
    const csv = await htmlOf('/handling-code/authorities.csv?kind=national-park')
    expect(csv.trim().split('\r\n').slice(1)).toEqual([
      'hollow-fell,Hollow Fell National Park Authority,national-park,,no,2023-24,1,2024-07-30,56,1',
    ])
    expect((await site.app.request('/handling-code/authorities?kind=nonsense')).status).toBe(404)
  })

  test('outcomes stand beside the one provision that councils differ in, and no difference is made up', async () => {
    // Larchwick: 18 of 24 upheld; Sedgely: 45 of 76. A national park is no council that is asked.
    const text = await textOf('/handling-code/outcomes')
    expect(text).toContain('Complaints decided in 2023-24 · the latest self-assessment of 2 councils')
    expect(text).toContain('For the one provision that can be compared no difference can be told.')
    expect(text).toMatch(
      /Followed: 59% 48% to 70% 45 of 76, 1 council Not followed: 75% 55% to 88% 18 of 24, 1 council No difference can be told\./,
    )
    expect(text).toContain('It is no proof of cause.')
    expect(text).toContain('fewer than 0.1 of 1 comparison would be called different')
    expect((await site.app.request('/handling-code/outcomes?year=2024-25')).status).toBe(404)
  })

  test('the authority’s own page leads there, and search engines are told', async () => {
    expect(await htmlOf('/authorities/sedgely')).toContain('href="/handling-code/authorities/sedgely"')
    expect(await htmlOf('/sitemaps/pages.xml')).toContain('/handling-code/authorities/sedgely</loc>')
  })
})
