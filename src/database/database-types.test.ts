import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { blankDatabase } from '../../tests/test-database.ts'

const script = fileURLToPath(new URL('../../scripts/schema-types.ts', import.meta.url))

test('the types of the tables are those the migrations make (otherwise run: npm run schema-types)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'upheld-types-'))
  const { url, close } = await blankDatabase()
  try {
    const file = join(folder, 'database-types.ts')
    await promisify(execFile)(process.execPath, ['--import', 'tsx', script, file, url])
    const committed = readFileSync(new URL('database-types.ts', import.meta.url), 'utf8')
    expect(committed).toBe(readFileSync(file, 'utf8'))
  } finally {
    await close()
    rmSync(folder, { recursive: true })
  }
})
