import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../src/audit/audit-store.ts'
import { formatReportingYear } from '../src/scheme/reporting-year.ts'
import { howMany, sayFigures } from './hardening.ts'
import {
  agreedReferences,
  type IsolationWorld,
  isolationWorld,
  rowCountFor,
  stateOfOthers,
  tryToReachOthers,
  views,
} from './isolation.ts'
import { checkedYear, markerOf } from './officers-world.ts'

const tryCount = howMany(1_500, 100_000)

let world: IsolationWorld

beforeAll(async () => {
  world = await isolationWorld()
}, 120_000)
afterAll(() => world.close())

describe('an officer of one authority', () => {
  test(
    `tries ${tryCount.toLocaleString('en-GB')} times to reach what is another's, finds nothing and changes nothing`,
    async () => {
      const before = await stateOfOthers(world)
      const leaks = await tryToReachOthers(world, { count: tryCount, seed: 4 })
      expect(leaks).toEqual([])
      expect(await stateOfOthers(world)).toEqual(before)
      expect((await verifyAudit(world.site.opened.database)).problems).toEqual([])
      expect(world.site.faults).toEqual([])
      sayFigures(`isolation: ${tryCount} tries, ${leaks.length} reached another authority`)
    },
    120_000 + tryCount * 30,
  )

  test('sees all that is their own, as far as what they are appointed as goes', async () => {
    const [link, monitoring, reader] = world.officers
    const mark = markerOf('larchwick')
    const actions = `/portal/recommendations/${agreedReferences.larchwick.replaceAll(' ', '-')}`
    const everybody = [link, monitoring, reader]
    for (const { address, says, to } of [
      { address: '/portal/recommendations', says: ['action'], to: everybody },
      { address: `${actions}/1`, says: ['action', 'evidence', 'file', 'wanted', 'reason'], to: everybody },
      {
        address: `${actions}/1/evidence/${await ownEvidence()}/files/1`,
        says: ['content'],
        to: everybody,
      },
      // What is being prepared.
      { address: `${actions}/2`, says: ['evidence'], to: [link, monitoring] },
      { address: `${actions}/3`, says: ['settlement'], to: everybody },
      {
        address: `/portal/cases/${formatReportingYear(checkedYear)}`,
        says: ['label', 'service'],
        to: everybody,
      },
      { address: '/portal/colleagues', says: ['change'], to: everybody },
    ]) {
      for (const officer of everybody) {
        const text = await (await officer?.get(address))?.text()
        for (const word of says) {
          expect([officer?.email, address, word, text?.includes(mark + word)]).toEqual([
            officer?.email,
            address,
            word,
            to.includes(officer),
          ])
        }
      }
    }
  })

  test.each(views)(
    'has rows of their own in SQL, and none with a session that is worth nothing: %s',
    async (view) => {
      expect(await rowCountFor(world, world.liveToken, view)).toBeGreaterThan(0)
      for (const token of world.deadTokens) {
        expect([token, await rowCountFor(world, token, view)]).toEqual([token, 0])
      }
    },
  )
})

/** What Larchwick sent, by its number. */
async function ownEvidence(): Promise<number> {
  const { evidenceId } = await world.site.opened.database
    .selectFrom('evidence')
    .innerJoin('authority', 'authority.authorityId', 'evidence.authorityId')
    .select('evidenceId')
    .where('slug', '=', 'larchwick')
    .where('sentAt', 'is not', null)
    .executeTakeFirstOrThrow()
  return evidenceId
}

describe('these tries would find', () => {
  test('a leak in any view that officers read, for each of them is tried', async () => {
    const { rows } = await sql<{ name: string }>`
      select viewname as name from pg_views where schemaname = 'portal'
    `.execute(world.site.opened.database)
    expect(rows.map(({ name }) => name).toSorted()).toEqual(views.toSorted())
  })

  test.each(views)('a view that forgot its condition: %s', async (view) => {
    const { database } = world.site.opened
    const { rows } = await sql<{ definition: string }>`
      select pg_get_viewdef(${`portal.${view}`}::regclass) as definition
    `.execute(database)
    const definition = rows[0]?.definition ?? ''
    const forget = definition
      .replace(/\n {2}WHERE[\s\S]*$/, '')
      .replaceAll(/\bportal\.(?!current_moment|own)/g, 'public.')
    const make = (as: string) =>
      sql.raw(`create or replace view portal.${view} with (security_barrier) as ${as}`).execute(database)
    await make(forget)
    try {
      expect(await isFound()).toBe(true)
    } finally {
      await make(definition)
    }
  })

  test.each([
    [
      'whose work an authority took over, told wrongly',
      'portal.with_predecessors(integer)',
      `create or replace function portal.with_predecessors(integer) returns integer[] language sql stable security definer
        as 'select array_agg(authority_id) from public.authority'`,
    ],
    [
      'sessions that are not asked for their second factor',
      'portal.own_authorities()',
      `create or replace function portal.own_authorities() returns integer[] language sql stable security definer as $$
        select coalesce((
          select array_agg(appointment.authority_id) from public.session join public.appointment using (person_id)
          where session.token = current_setting('upheld.session', true) and session.expires_at > now()
          and appointment.ended_at is null and appointment.authority_id is not null
        ), '{}') $$`,
    ],
    [
      'sessions that are over',
      'portal.own_authorities()',
      `create or replace function portal.own_authorities() returns integer[] language sql stable security definer as $$
        select coalesce((
          select array_agg(appointment.authority_id) from public.session join public.appointment using (person_id)
          where session.token = current_setting('upheld.session', true) and session.second_factor_at is not null
          and session.person_id <> 'double' and appointment.ended_at is null and appointment.authority_id is not null
        ), '{}') $$`,
    ],
  ])('%s', async (_, name, plant) => {
    const { database } = world.site.opened
    const { rows } = await sql<{ definition: string }>`
      select pg_get_functiondef(${name}::regprocedure) as definition
    `.execute(database)
    await sql.raw(plant).execute(database)
    try {
      expect(await isFound()).toBe(true)
    } finally {
      await sql.raw(rows[0]?.definition ?? '').execute(database)
    }
  })

  async function isFound(): Promise<boolean> {
    const leaks = await tryToReachOthers(world, { count: 2_000, seed: 11 }, (found) => found.length > 0)
    return leaks.length > 0
  }
}, 120_000)
