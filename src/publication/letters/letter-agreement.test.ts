import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { correctedAt, correctLarchwick } from '../../../tests/invented-correction.ts'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { setMoment } from '../../../tests/test-moment.ts'

let invented: InventedSite

beforeAll(async () => {
  invented = await inventedSite()
})
afterAll(() => invented.close())

describe('a letter of a year whose figures were corrected', () => {
  const notice = 'This letter is being corrected.'
  const path = '/authorities/larchwick/letters/2023-24'

  test('says that it is being corrected where the corrected letter is held', async () => {
    expect(await pageOf(path)).not.toContain(notice)
    // Nobody to write to any more: the letter that the correction asks for cannot be made.
    await invented.opened.database.deleteFrom('officeHolder').execute()
    expect(await correctLarchwick(invented.opened.database)).toMatchObject({ ok: true, letterCount: 0 })
    await setMoment(invented.opened.database, new Date(correctedAt.getTime() - 1_000))
    expect(await pageOf(path)).not.toContain(notice)
    await setMoment(invented.opened.database, correctedAt)
    const page = await pageOf(path)
    expect(page).toContain(notice)
    expect(page).toContain('href="/corrections"')
    expect(page).toContain('href="/authorities/larchwick?year=2023-24"')
    // It is still the letter of the year, and any other year's says nothing of that.
    expect(page).not.toContain('This letter was corrected.')
    expect(await pageOf('/authorities/larchwick/letters/2022-23')).not.toContain(notice)
  })
})

async function pageOf(path: string): Promise<string> {
  const response = await invented.app.request(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}
