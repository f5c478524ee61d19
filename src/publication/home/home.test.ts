import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'

let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
})
afterAll(() => invented.close())

test('what matches stands apart from what only comes near', async () => {
  // Three of the four bodies are councils.
  const html = await textOf('/authorities?search=council')
  expect(html).toContain('3 names have “council”')
  const near = await textOf('/authorities?search=Larchwik')
  expect(near).toContain('Did you mean one of these?')
  expect(near).toContain('Names that come near “Larchwik”')
})

test('the only name that has every word leads straight to its page', async () => {
  const response = await invented.app.request('/authorities?search=larch')
  expect([response.status, response.headers.get('location')]).toEqual([302, '/authorities/larchwick'])
})

test('a name that only comes near is never taken for the one meant', async () => {
  expect((await invented.app.request('/authorities?search=Larchwik')).status).toBe(200)
})

test('who finds no name is told where else to look', async () => {
  const text = await textOf('/authorities?search=SW1A+1AA')
  expect(text).toContain('No name is like that')
  expect(text).toContain('Find it by postcode on GOV.UK')
})

test('while a name is typed, the same search suggests names, those that match first', async () => {
  expect(await suggestions('sed')).toEqual([
    { name: 'Sedgely District Council', about: 'District', address: '/authorities/sedgely' },
  ])
  expect((await suggestions('Larchwik'))[0]).toMatchObject({ address: '/authorities/larchwick' })
  expect(await suggestions('')).toEqual([])
})

test('a body that has closed says so among the suggestions', async () => {
  expect(await suggestions('old holm')).toEqual([
    {
      name: 'Old Holm District Council',
      about: 'District, closed 31 March 2019',
      address: '/authorities/old-holm',
    },
  ])
})

test('suggestions in a demonstration say that they are one', async () => {
  const response = await invented.app.request('/authorities.json?search=sed')
  expect(await response.json()).toMatchObject({ isDemonstration: true })
})

test('a name is found by what it was called before', async () => {
  const { database } = invented.opened
  const { authorityId } = await database
    .selectFrom('authority')
    .select('authorityId')
    .where('slug', '=', 'sedgely')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('authorityName')
    .values({ authorityId, name: 'Wychbrook Rural District', isFormer: true })
    .execute()
  expect(await suggestions('wychbro')).toEqual([
    {
      name: 'Sedgely District Council',
      about: 'District, formerly Wychbrook Rural District',
      address: '/authorities/sedgely',
    },
  ])
})

test('what is new is what was released within a year, the newest first, and nothing before its moment', async () => {
  const text = await textOf('/')
  expect(text).toContain('24 July 2024 Figures and letters for 2023-24 published 2 councils, 1 other body')
  expect(text).not.toContain('2024-25')
})

async function suggestions(search: string): Promise<readonly unknown[]> {
  const response = await invented.app.request(`/authorities.json?${new URLSearchParams({ search })}`)
  const { suggestions } = (await response.json()) as { suggestions: readonly unknown[] }
  return suggestions
}

async function textOf(path: string): Promise<string> {
  const response = await invented.app.request(path)
  expect([path, response.status]).toEqual([path, 200])
  return (await response.text())
    .replace(/<(svg|script)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}
