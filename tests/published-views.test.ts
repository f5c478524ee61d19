import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../src/database/connection.ts'
import {
  draftMarkers,
  embargoedWorlds,
  forgetfulViews,
  markers,
  oneSecondBefore,
  releaseMoment,
  setMomentOf,
} from './embargoed-world.ts'

let worlds: Awaited<ReturnType<typeof embargoedWorlds>>

beforeAll(async () => {
  worlds = await embargoedWorlds()
  await setMomentOf([worlds.embargoed, worlds.without], oneSecondBefore)
})
afterAll(() => worlds.close())

/** How often what is public was changed counts work on what is not; no page shows it. */
const counter = 'state'

describe('what the role of the public site can read', () => {
  test('is the same one second before the moment as if what is under embargo did not exist', async () => {
    const [embargoed, without] = await Promise.all([
      everything(worlds.embargoed.opened.published),
      everything(worlds.without.opened.published),
    ])
    expect(Object.keys(embargoed).length).toBeGreaterThan(15)
    expect(embargoed).toEqual(without)
    const text = JSON.stringify(embargoed)
    for (const marker of [
      ...Object.values(markers).filter((word) => word.startsWith('Zq')),
      ...draftMarkers,
    ]) {
      expect([marker, text.includes(marker)]).toEqual([marker, false])
    }
  })

  test('is, at the moment, all that was waiting for it, and no draft', async () => {
    await setMomentOf([worlds.embargoed], releaseMoment)
    try {
      const text = JSON.stringify(await everything(worlds.embargoed.opened.published))
      for (const marker of Object.values(markers).filter((word) => word.startsWith('Zq'))) {
        expect([marker, text.includes(marker)]).toEqual([marker, true])
      }
      for (const marker of draftMarkers) expect([marker, text.includes(marker)]).toEqual([marker, false])
    } finally {
      await setMomentOf([worlds.embargoed], oneSecondBefore)
    }
  })

  test('would show in this test if any view forgot its condition', async () => {
    const { opened } = worlds.embargoed
    const expected = await everything(worlds.without.opened.published)
    const forgetful = (await forgetfulViews(opened.database)).filter(({ name }) => name !== counter)
    expect(forgetful.length).toBeGreaterThan(10)
    for (const { name, forget, restore } of forgetful) {
      await sql.raw(forget).execute(opened.database)
      const leaked = await everything(opened.published)
      await sql.raw(restore).execute(opened.database)
      expect([name, isSame(leaked, expected)]).toEqual([name, false])
    }
    expect(isSame(await everything(opened.published), expected)).toBe(true)
  })

  test('makes every page new when it changes', async () => {
    // Figures change only as long as they are a draft, which nobody outside sees; early access ends with the moment.
    const ofDrafts = [
      ...['counted_set', 'early_access', 'figure', 'group_average', 'letter_mail', 'mail'],
      ...['national_count', 'schema_migration', 'self_assessment_answer'],
    ]
    const { rows } = await sql<{ table: string }>`
      select distinct read.relname as table
      from pg_rewrite
      join pg_class as view on view.oid = ev_class and view.relnamespace = 'published'::regnamespace
      join pg_depend on pg_depend.objid = pg_rewrite.oid and refclassid = 'pg_class'::regclass
      join pg_class as read on read.oid = refobjid and read.relnamespace = 'public'::regnamespace
      where not exists (
        select from pg_trigger where tgrelid = read.oid and tgfoid = 'published.note_change'::regproc
      )
      order by 1
    `.execute(worlds.embargoed.opened.database)
    expect(rows.map(({ table }) => table)).toEqual(ofDrafts)
  })
})

async function everything(published: Database): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {}
  for (const name of await viewNames()) {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(shown)::text as row from ${sql.table(name)} as shown order by 1
    `.execute(published)
    found[name] = rows.map(({ row }) => row)
  }
  return found
}

/** The role itself cannot list them. */
async function viewNames(): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select viewname as name from pg_views where schemaname = 'published' and viewname <> ${counter} order by 1
  `.execute(worlds.embargoed.opened.database)
  return rows.map(({ name }) => name)
}

function isSame(one: Record<string, readonly string[]>, other: Record<string, readonly string[]>): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
