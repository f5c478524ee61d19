// Writes the types of the tables the migrations make: npm run schema-types
//
// A test gives an empty database of its own, and another file to write to:
// node --import tsx scripts/schema-types.ts OUT_FILE DATABASE_URL
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { joinServer } from '../src/database/embedded-server.ts'
import { migrate } from '../src/database/migrate.ts'

const generator = fileURLToPath(new URL('../node_modules/kysely-codegen/dist/cli/bin.js', import.meta.url))
const committedTypes = fileURLToPath(new URL('../src/database/database-types.ts', import.meta.url))

const [outFile = committedTypes, url] = process.argv.slice(2)
await (url === undefined ? withScratchServer(writeTypes) : writeTypes(url))

async function withScratchServer(use: (url: string) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'upheld-types-'))
  const { url, leave } = await joinServer(home)
  try {
    await use(url)
  } finally {
    await leave()
    rmSync(home, { recursive: true, force: true })
  }
}

async function writeTypes(databaseUrl: string): Promise<void> {
  await migrate(databaseUrl)
  execFileSync(
    process.execPath,
    [
      ...[generator, '--dialect', 'postgres', '--camel-case', '--out-file', outFile],
      // What is published, and what authorities see, has the names and columns of the tables.
      ...['--exclude-pattern', '(schema_migration|published.*|portal.*)', '--log-level', 'warn'],
      // As src/database/connection.ts reads them.
      ...['--date-parser', 'string', '--numeric-parser', 'number'],
      ...['--type-mapping', '{"int8":"number","date":"string"}'],
    ],
    { env: { ...process.env, DATABASE_URL: databaseUrl }, stdio: 'inherit' },
  )
}
