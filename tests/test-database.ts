import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { connect, type Database } from '../src/database/connection.ts'
import type { OpenDatabase } from '../src/database/open-database.ts'
import { publicRole, urlForRole } from '../src/database/public-role.ts'
import { publicPassword, runOnce, withDatabase } from './database-server.ts'

export type TestDatabase = OpenDatabase & {
  /** The same as the public site reads it. */
  readonly published: Database
  readonly publishedUrl: string
}

/** A database of the test's own: migrated, empty, and gone after close(). */
export async function testDatabase(): Promise<TestDatabase> {
  return openTestDatabase(inject('testTemplate'))
}

/** A database of the test's own without anything in it, not even a schema. */
export async function blankDatabase(): Promise<TestDatabase> {
  return openTestDatabase('template0')
}

async function openTestDatabase(template: string): Promise<TestDatabase> {
  const serverUrl = inject('testServerUrl')
  const name = `upheld_test_${randomBytes(8).toString('hex')}`
  await runOnce(serverUrl, `create database ${name} encoding 'UTF8' template ${template}`)
  const url = withDatabase(serverUrl, name)
  const { database, pool } = connect(url)
  const publishedUrl = urlForRole(url, publicRole, publicPassword)
  const { database: published } = connect(publishedUrl, 'published')
  return {
    database,
    pool,
    url,
    published,
    publishedUrl,
    async close() {
      await published.destroy()
      await database.destroy()
      await runOnce(serverUrl, `drop database ${name} with (force)`)
    },
  }
}
