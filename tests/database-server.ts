import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { withClient } from '../src/database/connection.ts'
import { joinServer } from '../src/database/embedded-server.ts'
import { migrate } from '../src/database/migrate.ts'
import { preparePortalRole } from '../src/database/portal-role.ts'
import { isAlive } from '../src/database/process-life.ts'
import { preparePublicRole } from '../src/database/public-role.ts'
import { prepareVisitorRole } from '../src/database/visitor-role.ts'
import { replaceClock } from './test-moment.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** An address of the test server, for making and dropping databases. */
    testServerUrl: string
    testTemplate: string
  }
}

/**
 * Starts one server for the whole run, or takes the one TEST_DATABASE_URL names, and migrates one database
 * that tests copy.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startTestServer()
  const template = `upheld_template_${process.pid}`
  const templateUrl = withDatabase(url, template)
  await runOnce(url, `create database ${template} encoding 'UTF8' template template0`)
  await migrate(templateUrl)
  await preparePublicRole(templateUrl, publicPassword)
  await preparePortalRole(templateUrl, portalPassword)
  await prepareVisitorRole(templateUrl, visitorPassword)
  await replaceClock(templateUrl)
  project.provide('testServerUrl', url)
  project.provide('testTemplate', template)
  return async () => {
    await runOnce(url, `drop database ${template} with (force)`)
    await stop()
  }
}

/** Of the role the public site reads as, on a server that holds nothing real. */
export const publicPassword = 'the-public-of-tests'
/** Of the role that authorities' own pages read as. */
export const portalPassword = 'the-officers-of-tests'
/** Of the role of people without an account. */
export const visitorPassword = 'the-visitors-of-tests'

export async function runOnce(url: string, statement: string): Promise<void> {
  await withClient(url, (client) => client.query(statement))
}

export function withDatabase(url: string, name: string): string {
  return url.replace(/^([a-z]+:\/\/[^/]*\/)[^?]*/, `$1${name}`)
}

async function startTestServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} }
  await clearAwayKilledRuns()
  const home = mkdtempSync(join(tmpdir(), `upheld-test-${process.pid}-`))
  const { url, leave } = await joinServer(home)
  // Nothing here has to outlive the machine, so nothing waits for the disk.
  await runOnce(url, 'alter system set fsync to off')
  await runOnce(url, 'alter system set full_page_writes to off')
  await runOnce(url, 'select pg_reload_conf()')
  return {
    url,
    async stop() {
      await leave()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** A run that was killed has left its server behind: whoever joins that and leaves again stops it. */
async function clearAwayKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^upheld-test-(\d+)-/.exec(name)?.[1]
    if (pid === undefined || isAlive(Number(pid))) continue
    const home = join(tmpdir(), name)
    // Another user's, or one that another run is clearing away, is left to them.
    const abandoned = await joinServer(home).catch(() => undefined)
    await abandoned?.leave()
    if (abandoned !== undefined) rmSync(home, { recursive: true, force: true })
  }
}
