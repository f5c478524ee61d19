// Sends so many mails through a hostile server, and some more while the program is killed again and again, then
// compares what the server took with what the database says: node --import tsx tests/harden/mail.ts [MAILS] [KILLS]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../src/database/connection.ts'
import { joinServer } from '../../src/database/embedded-server.ts'
import { migrate } from '../../src/database/migrate.ts'
import {
  disagreements,
  figuresOf,
  queueLetters,
  readCopies,
  sendThroughKills,
  sendUntilSettled,
} from '../hostile-mail.ts'
import { hostileServer } from '../hostile-mail-server.ts'
import { runOnce, withDatabase } from '../database-server.ts'

const [mailCount = 10_000, killCount = 100] = process.argv.slice(2).map(Number)
/** Far longer than either takes. */
const mostSeconds = 3_600

const home = mkdtempSync(join(tmpdir(), 'upheld-harden-mail-'))
const { url: serverUrl, leave } = await joinServer(home)
try {
  await harden('mail through a hostile server', 'hostile', mailCount, 1, (database, _url, server) =>
    sendUntilSettled(database, server, 1, mostSeconds),
  )
  await harden(`the same, killed ${killCount} times`, 'killed', killCount * 40, 2, (database, url, server) =>
    sendThroughKills(database, url, server, { seed: 2, kills: killCount, seconds: mostSeconds }),
  )
} finally {
  await leave()
  rmSync(home, { recursive: true, force: true })
}

async function harden(
  title: string,
  name: string,
  mails: number,
  seed: number,
  send: (
    database: ReturnType<typeof connect>['database'],
    url: string,
    server: Awaited<ReturnType<typeof hostileServer>>,
  ) => Promise<void>,
): Promise<void> {
  const url = withDatabase(serverUrl, name)
  await runOnce(serverUrl, `create database ${name} encoding 'UTF8' template template0`)
  await migrate(url)
  const { database } = connect(url)
  const server = await hostileServer(seed)
  const started = Date.now()
  try {
    await queueLetters(database, mails, seed)
    await send(database, url, server)
    const copies = await readCopies(database)
    const problems = disagreements(copies, server.arrivals)
    const seconds = ((Date.now() - started) / 1000).toFixed(0)
    console.log(`${title}: ${figuresOf(copies, server)}; ${problems.length} lost or doubled unseen; ${seconds} s`)
    for (const problem of problems) console.error(problem)
    if (problems.length > 0) process.exitCode = 1
  } finally {
    await server.close()
    await database.destroy()
  }
}
