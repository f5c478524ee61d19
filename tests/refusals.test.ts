import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type InventedSite, inventedSite } from './invented-publication.ts'
import { startUpheld, upheld } from './upheld-command.ts'

/** Linux makes no folder here, and says of it that it cannot be found. Elsewhere it is in the way of a file. */
const oddFolder = existsSync('/proc/self') ? '/proc/upheld/there' : join('/dev/null', 'there')

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
    ['a folder where none can be made', ['letters', '2023-24', '--out', oddFolder], /cannot be written/],
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

  it.each([
    ['a second year of letters', ['letters', '2023-24', '2022-23']],
    ['a year that is none', ['letters', '2023']],
    ['no number of processes', ['letters', '2023-24', '--workers', 'many']],
    ['a word after "audit verify"', ['audit', 'verify', 'extra']],
    ['two files to back up to', ['backup', 'a', 'b']],
    ['no file to restore', ['restore']],
    ['no letter to read', ['read']],
    ['half a command', ['import']],
  ])(
    'answers %s as wrong usage, with exit code 2',
    async (_what, words) => {
      expect(await upheld(words, { DATABASE_URL: site.opened.url })).toMatchObject({ code: 2, stdout: '' })
    },
    30_000,
  )

  it('refuses a home for the database where no folder can be made', async () => {
    const result = await upheld(['authorities'], { DATABASE_URL: '', UPHELD_HOME: oddFolder })
    expect(result).toMatchObject({ code: 1, stdout: '' })
    expect(result.stderr).toMatch(/^.*Set UPHELD_HOME to .*\n$/)
  }, 30_000)

  it('keeps what was there', () => {
    expect(existsSync(join(folder, 'file'))).toBe(true)
  })
})

describe('a command whose reader stops early', () => {
  const home = mkdtempSync(join(tmpdir(), 'upheld-unread-'))
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  it.each([
    ['that is refused', ['authorities', 'check'], 1],
    ['that does its work', ['audit', 'verify'], 0],
  ])(
    '%s keeps its exit code and leaves no server behind',
    async (_what, words, code) => {
      const child = startUpheld(words, { DATABASE_URL: '', UPHELD_HOME: home })
      child.stdout?.destroy()
      child.stderr?.destroy()
      expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(code)
      expect(existsSync(join(home, 'data', 'postmaster.pid'))).toBe(false)
    },
    60_000,
  )
})
