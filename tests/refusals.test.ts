import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type InventedSite, inventedSite } from './invented-publication.ts'
import { upheld } from './upheld-command.ts'

describe('a command given something it cannot use', () => {
  const folder = mkdtempSync(join(tmpdir(), 'upheld-refusals-'))
  let site: InventedSite
  beforeAll(async () => {
    site = await inventedSite(false)
    writeFileSync(join(folder, 'file'), 'not a folder')
    writeFileSync(join(folder, 'empty.csv'), '')
  })
  afterAll(async () => {
    await site.close()
    rmSync(folder, { recursive: true })
  })

  it.each([
    ['an unknown command', ['leters'], /no command "leters"/],
    ['an unknown option', ['calculate', '--yaer'], /--yaer/],
    ['a year that is none', ['calculate', '2023-25'], /2023-25/],
    ['a year without a cycle', ['calculate', '1999-00'], /1999-00/],
    ['an unknown authority', ['explain', 'wexcomb', '2023-24', 'compliance'], /wexcomb/],
    ['an unknown measure', ['explain', 'larchwick', '2023-24', 'quality'], /complaints-upheld/],
    ['letters of an unknown year', ['letters', '1999-00'], /1999-00/],
    ['letters of an unknown authority', ['letters', '2023-24', '--authority', 'nowhere'], /nowhere/],
    ['a folder that is a file', ['letters', '2023-24', '--out', join(folder, 'file')], /file/],
    ['a file that is not there', ['import', 'received', join(folder, 'missing.csv')], /missing\.csv/],
    ['an empty file', ['import', 'decided', join(folder, 'empty.csv')], /empty/i],
    ['a cycle file that is none', ['cycle', 'set', join(folder, 'file')], /file/],
    ['a backup over a file that is there', ['backup', join(folder, 'file')], /file/],
    ['a restore from something else', ['restore', join(folder, 'file')], /file|backup/],
    ['a demonstration over real authorities', ['demo'], /holds|real/],
  ])(
    'refuses %s in words and with a non-zero exit',
    async (_what, words, says) => {
      const result = await upheld(words, { DATABASE_URL: site.opened.url })
      expect(result.code, result.stdout).not.toBe(0)
      expect(result.stdout + result.stderr).toMatch(says)
      expect(result.stderr).not.toMatch(/\n\s+at /)
    },
    30_000,
  )

  it('keeps what was there', () => {
    expect(existsSync(join(folder, 'file'))).toBe(true)
  })
})
