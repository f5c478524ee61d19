import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { connect } from '../src/database/connection.ts'
import type { OpenDatabase } from '../src/database/open-database.ts'
import { runOnce, withDatabase } from './database-server.ts'

/** A database of the test's own: migrated, empty, and gone after close(). */
export async function testDatabase(): Promise<OpenDatabase> {
  return openTestDatabase(inject('testTemplate'))
}

/** A database of the test's own without anything in it, not even a schema. */
export async function blankDatabase(): Promise<OpenDatabase> {
  return openTestDatabase('template0')
}

async function openTestDatabase(template: string): Promise<OpenDatabase> {
  const serverUrl = inject('testServerUrl')
  const name = `upheld_test_${randomBytes(8).toString('hex')}`
  await runOnce(serverUrl, `create database ${name} encoding 'UTF8' template ${template}`)
  const url = withDatabase(serverUrl, name)
  const { database, pool } = connect(url)
  return {
    database,
    pool,
    url,
    async close() {
      await database.destroy()
      await runOnce(serverUrl, `drop database ${name} with (force)`)
    },
  }
}
