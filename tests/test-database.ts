import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { connect, type Database } from '../src/database/connection.ts'
import type { OpenDatabase } from '../src/database/open-database.ts'
import { portalRole } from '../src/database/portal-role.ts'
import { publicRole, urlForRole } from '../src/database/public-role.ts'
import { visitorRole } from '../src/database/visitor-role.ts'
import { portalPassword, publicPassword, runOnce, visitorPassword, withDatabase } from './database-server.ts'

export type TestDatabase = OpenDatabase & {
  /** The same as the public site reads it. */
  readonly published: Database
  readonly publishedUrl: string
  /** The same as authorities' own pages read it. */
  readonly portal: Database
  readonly portalUrl: string
  /** The same as people without an account use it. */
  readonly visitor: Database
  readonly visitorUrl: string
}

/** A database of the test's own: migrated, empty, and gone after close(). */
export async function testDatabase(): Promise<TestDatabase> {
  return openTestDatabase(inject('testTemplate'))
}

/** A database of the test's own without anything in it, not even a schema. */
export async function blankDatabase(): Promise<TestDatabase> {
  return openTestDatabase('template0')
}

/** Another database that is the same in everything so far. */
export async function copyOfDatabase({
  url,
  database,
  published,
  portal,
  visitor,
}: TestDatabase): Promise<TestDatabase> {
  const name = new URL(url.replace(/^[a-z]+:\/\/[^/]*/, 'http://host')).pathname.slice(1)
  // A database is copied while nobody is in it; the pools connect anew when they are next asked.
  await runOnce(
    inject('testServerUrl'),
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  )
  const copy = await openTestDatabase(name)
  for (const connection of [database, published, portal, visitor]) await untilAnswering(connection)
  return copy
}

async function untilAnswering(database: Database): Promise<void> {
  for (;;) {
    try {
      await sql`select 1`.execute(database)
      return
    } catch {
      // A connection that was ended; the pool drops it.
    }
  }
}

async function openTestDatabase(template: string): Promise<TestDatabase> {
  const serverUrl = inject('testServerUrl')
  const name = `upheld_test_${randomBytes(8).toString('hex')}`
  await runOnce(serverUrl, `create database ${name} encoding 'UTF8' template ${template}`)
  const url = withDatabase(serverUrl, name)
  const { database, pool } = connect(url)
  const publishedUrl = urlForRole(url, publicRole, publicPassword)
  const { database: published } = connect(publishedUrl, 'published')
  const portalUrl = urlForRole(url, portalRole, portalPassword)
  const { database: portal } = connect(portalUrl, 'portal')
  const visitorUrl = urlForRole(url, visitorRole, visitorPassword)
  const { database: visitor } = connect(visitorUrl, 'visitor')
  return {
    database,
    pool,
    url,
    published,
    publishedUrl,
    portal,
    portalUrl,
    visitor,
    visitorUrl,
    async close() {
      await visitor.destroy()
      await portal.destroy()
      await published.destroy()
      await database.destroy()
      await runOnce(serverUrl, `drop database ${name} with (force)`)
    },
  }
}
