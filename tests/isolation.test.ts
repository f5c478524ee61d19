import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../src/audit/audit-store.ts'
import { howMany, sayFigures } from './hardening.ts'
import { type IsolationWorld, isolationWorld, stateOfOthers, tryToReachOthers } from './isolation.ts'

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
      expect(await stateOfOthers(world)).toBe(before)
      expect((await verifyAudit(world.site.opened.database)).problems).toEqual([])
      expect(world.site.faults).toEqual([])
      sayFigures(`isolation: ${tryCount} tries, ${leaks.length} reached another authority`)
    },
    120_000 + tryCount * 30,
  )
})

describe('these tries would find', () => {
  /** What each view has in place of its condition once it forgets whose rows it shows. */
  const forgotten = [
    'authority',
    'figure',
    'counted_set',
    'complaint',
    'letter',
    'query',
    'early_access',
    'group_average',
    'revision',
    'cycle',
    'review_step',
  ]

  test.each(forgotten)('a view that forgot its condition: %s', async (view) => {
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
