import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { visitorPassword } from '../../tests/database-server.ts'
import {
  codeOf as codeOfAs,
  enteringOthers,
  permissionDenied,
  readableBy,
  roleOnServer,
  tellingFunctions,
  viewsOf,
} from '../../tests/login-role.ts'
import { type TestDatabase, testDatabase } from '../../tests/test-database.ts'
import { withClient } from './connection.ts'
import { closeOtherDatabases } from './public-role.ts'
import { openVisitor } from './visitor-database.ts'
import { letVisitorRoleWrite, prepareVisitorRole, visitorRole } from './visitor-role.ts'

let opened: TestDatabase
/** A connection of the role, without the settings our own code gives it: with nothing but what the role may do. */
let visitor: pg.Client

const codeOf = (statement: string, values?: readonly unknown[]) => codeOfAs(visitor, statement, values)

beforeAll(async () => {
  opened = await testDatabase()
  // What holds for a database as such is not copied from the template.
  await prepareVisitorRole(opened.url, visitorPassword)
  await bookTwice()
  visitor = new pg.Client({ connectionString: opened.visitorUrl })
  await visitor.connect()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await visitor.end()
  await opened.close()
})

const [ours, theirs] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
/** What shows a row to whoever named its key, and to nobody else. */
const keptViews = [
  'booking',
  'booking_step',
  'delegate',
  'survey_draft',
  'survey_invitation',
  'workshop_joining',
]

/** Two strangers each book a place, are invited to a survey and begin to answer it. */
async function bookTwice(): Promise<void> {
  await sql`
    insert into course (slug, kind, title, named_as, summary, covers, audiences, announced_on, bookable_from)
    values ('remedies', 'course', 'Remedies', 'a course on remedies', 'What puts things right.', '', '{councils}',
      '2024-01-01', '2024-01-01')
  `.execute(opened.database)
  await sql`
    insert into workshop (course_id, begins_at, ends_at, capacity, price_pence, booking_opens_on, booking_closes_on)
    select course_id, day, day + interval '2 hours', 10, 0, '2024-01-01', '2030-01-01'
    from course, unnest('{2030-02-01 10:00Z,2030-02-02 10:00Z}'::timestamptz[]) as day
  `.execute(opened.database)
  await sql`
    insert into workshop_joining (workshop_id, details)
    select workshop_id, 'the link of workshop ' || workshop_id from workshop
  `.execute(opened.database)
  await sql`
    insert into survey (slug, title, introduction, asks, has_open_link, opens_at, closes_at, opened_by, opened_at)
    values ('views', 'Views', 'What you think.', 'nothing', true, '2024-01-01', '2034-01-01', 'tests', '2024-01-01')
  `.execute(opened.database)
  await sql`
    insert into survey_invitation (survey_id, email, token_hash)
    select survey_id, word || '@example.org', ${sha256('word')}
    from survey, unnest('{ours,theirs}'::text[]) as word
  `.execute(opened.database)
  await sql`
    insert into survey_draft (survey_id, token_hash, sealed)
    select survey_id, ${sha256('word')}, convert_to(word, 'UTF8')
    from survey, unnest('{ours,theirs}'::text[]) as word
  `.execute(opened.database)
  await sql`insert into survey_answer (survey_id, asks, answers) select survey_id, asks, '{}' from survey`.execute(
    opened.database,
  )
  await opened.database.transaction().execute(async (transaction) => {
    for (const [word, id, place] of [
      ['ours', ours, 0],
      ['theirs', theirs, 1],
    ] as const) {
      await sql`
        insert into booking (workshop_id, booking_id, link_hash, organisation, organisation_kind, booker_name,
          booker_email, place_count, state, booked_at)
        select workshop_id, ${id}, ${hashOf(word)}, ${word}, 'councils', ${word}, ${`${word}@example.org`}, 1, 'booked', now()
        from workshop order by workshop_id offset ${place} limit 1
      `.execute(transaction)
      await sql`
        insert into delegate (workshop_id, booking_id, delegate_number, link_hash, name, email)
        select workshop_id, booking_id, 1, ${hashOf(`${word} delegate`)}, booker_name, booker_email
        from booking where booking_id = ${id}
      `.execute(transaction)
    }
  })
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

function sha256(column: string) {
  return sql`sha256(convert_to(${sql.ref(column)}, 'UTF8'))`
}

/** What a view of the schema shows to somebody who named this key. */
async function shownTo(key: string | undefined, view: string): Promise<readonly Record<string, unknown>[]> {
  await visitor.query('begin')
  if (key !== undefined) await visitor.query("select set_config('upheld.key', $1, true)", [key])
  const { rows } = await visitor.query(`select * from visitor.${view}`)
  await visitor.query('rollback')
  return rows
}

/** How many rows a statement changes for somebody who named a key, or the code of the error it ends with. */
async function changing(key: string, statement: string, values: readonly unknown[] = []) {
  await visitor.query('begin')
  await visitor.query("select set_config('upheld.key', $1, true)", [key])
  try {
    return (await visitor.query(statement, [...values])).rowCount
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.code : error
  } finally {
    await visitor.query('rollback')
  }
}

describe('the role of people without an account', () => {
  test('reads the views made for it, and no table, no other view and no sequence of the database', async () => {
    const views = await viewsOf(opened.database, 'visitor')
    expect(views.length).toBeGreaterThan(8)
    expect(await readableBy(visitor, opened.database)).toEqual(views)
  }, 60_000)

  test.each([undefined, '', 'made-up', "' or true --", '%'])('sees nobody’s with the key %s', async (key) => {
    for (const view of keptViews) expect([view, await shownTo(key, view)]).toEqual([view, []])
  })

  test('sees with a key what it opens, and nothing of anybody else', async () => {
    for (const view of keptViews) {
      const [one, other] = [await shownTo('ours', view), await shownTo('theirs', view)]
      expect([view, one.length, other.length]).toEqual([view, 1, 1])
      if (view !== 'survey_invitation') expect([view, one]).not.toEqual([view, other])
    }
    // A delegate's own link shows their place and how to join, and neither the booking nor the others in it.
    expect(await shownTo('ours delegate', 'delegate')).toHaveLength(1)
    expect(await shownTo('ours delegate', 'workshop_joining')).toHaveLength(1)
    expect(await shownTo('ours delegate', 'booking')).toEqual([])
  })

  test('reads no answer to a survey, not even its own', async () => {
    expect(await codeOf('select from visitor.survey_answer')).toBe('42P01')
    expect(await codeOf('select from public.survey_answer')).toBe(permissionDenied)
  })

  test('writes to what is its own alone, and takes nothing over', async () => {
    const cancel = "update visitor.booking set state = 'cancelled' where booking_id = $1"
    expect(await changing('ours', cancel, [ours])).toBe(1)
    expect(await changing('ours', cancel, [theirs])).toBe(0)
    expect(await changing('ours', 'update visitor.delegate set name = $1', ['Somebody'])).toBe(1)
    const taken = 'update visitor.booking set link_hash = $1'
    expect(await changing('ours', taken, [hashOf('theirs too')])).not.toBe(1)
    expect(await changing('made-up', "update visitor.survey_draft set sealed = 'x'")).toBe(0)
    const planted = `
      insert into visitor.survey_draft (survey_id, token_hash, sealed)
      select survey_id, $1, 'sealed' from visitor.survey`
    expect(await changing('mine', planted, [hashOf('mine')])).toBe(1)
    // Nothing is left under a key that somebody else may hold.
    expect(await changing('mine', planted, [hashOf('not mine')])).toBe('44000')
  })

  test('calls nothing that writes, locks or tells, but what was made for it', async () => {
    expect(await tellingFunctions(opened.database, visitorRole, 'visitor')).toEqual([
      'set_config(text,text,boolean)',
      'visitor.current_moment()',
      'visitor.give_evaluation(integer,integer,text)',
      'visitor.lock_workshop(integer)',
      'visitor.take_survey_answer(integer,bytea,bytea,bytea,integer,text,text,date,jsonb)',
    ])
  })

  test.each([
    'create table public.mine (number integer)',
    'create table visitor.mine (number integer)',
    'create temporary table mine (number integer)',
    'create schema mine',
    "create function visitor.current_moment() returns timestamptz language sql as 'select now()'",
    'delete from visitor.booking',
    'delete from visitor.workshop',
    'update visitor.workshop set capacity = 1000',
    'update visitor.course set title = title',
    "insert into visitor.workshop_joining (workshop_id, details) values (1, 'come')",
    'update visitor.booking_step set told_at = now()',
    'update visitor.survey set closes_at = now()',
    'insert into visitor.survey_question select * from visitor.survey_question',
    'insert into public.mail (mail_key) values (1)',
    'truncate public.evaluation',
    'drop view visitor.booking',
    'alter view visitor.booking reset (security_barrier)',
    "do 'begin end'",
    'select lo_create(0)',
    'select pg_advisory_lock(1)',
    "copy (select 1) to program 'true'",
    'set role upheld_portal',
    'alter role upheld_visitor superuser',
    'create database mine',
  ])('is refused: %s', async (statement) => {
    expect([statement, await codeOf(statement)]).toEqual([statement, permissionDenied])
  })

  test('gives up on a query that takes long, and has its password kept as scram', async () => {
    const { rows } = await visitor.query("select current_setting('statement_timeout') as timeout")
    expect(rows).toEqual([{ timeout: '15s' }])
    expect(await roleOnServer(opened.database, visitorRole)).toEqual([
      { mayMore: false, connectionLimit: 50, isScram: true, memberships: 0 },
    ])
  })

  test('enters no other database of a server of our own', async () => {
    await closeOtherDatabases(opened.url)
    for (const refusal of await enteringOthers(opened.url, visitorRole, visitorPassword)) {
      expect(refusal).toContain('permission denied for database')
    }
  })
})

test('migrating lets the role do what a newer version lets visitors do', async () => {
  await sql`create view visitor.newer with (security_barrier) as select 1 as one`.execute(opened.database)
  expect(await codeOf('select from visitor.newer')).toBe(permissionDenied)
  await withClient(opened.url, letVisitorRoleWrite)
  expect(await codeOf('select from visitor.newer')).toBeUndefined()
  await sql`drop view visitor.newer`.execute(opened.database)
})

describe('opening the database for visitors', () => {
  test('takes the role that was made for them from a server', async () => {
    vi.stubEnv('DATABASE_VISITOR_URL', opened.visitorUrl)
    const { database } = await openVisitor(opened.url)
    const { rows } = await sql<{ path: string }>`select current_setting('search_path') as path`.execute(
      database,
    )
    expect(rows).toEqual([{ path: 'visitor' }])
    await database.destroy()
  })

  test.each([
    ['the owner', () => opened.url],
    ['the role of the public site', () => opened.publishedUrl],
    ["the role of authorities' own pages", () => opened.portalUrl],
  ])('refuses %s', async (_, url) => {
    vi.stubEnv('DATABASE_VISITOR_URL', url())
    await expect(openVisitor(opened.url)).rejects.toThrow('Give it the role "upheld_visitor"')
  })

  test('says what is missing', async () => {
    vi.stubEnv('DATABASE_URL', opened.url)
    vi.stubEnv('DATABASE_VISITOR_URL', '')
    await expect(openVisitor(opened.url)).rejects.toThrow('DATABASE_VISITOR_URL is not set.')
  })
})
