import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { virusScanner } from './virus-scanner.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'upheld-scanner-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function scannerOf(name: string, script: string): string {
  const program = join(folder, name)
  writeFileSync(program, `#!/bin/sh\n${script}\n`)
  chmodSync(program, 0o755)
  return program
}

describe('the scanner that an installation names', () => {
  test('reads the file on its standard input, and its end says what it found', async () => {
    const scan = virusScanner(scannerOf('by-content', 'if grep -q HARMFUL; then exit 1; fi; exit 0'))
    expect(await scan(Buffer.from('a clean file'))).toBe('clean')
    expect(await scan(Buffer.from('a HARMFUL file'))).toBe('harmful')
  })

  test('leaves a file waiting where it cannot answer, does not exist, or ends before it has read it', async () => {
    expect(await virusScanner(scannerOf('fails', 'exit 2'))(Buffer.from('x'))).toBe('waiting')
    expect(await virusScanner(join(folder, 'nowhere'))(Buffer.from('x'))).toBe('waiting')
    expect(await virusScanner(scannerOf('hasty', 'exec 0<&-; exit 0'))(Buffer.alloc(5_000_000))).toBe('clean')
  })

  test('is none where nobody named one: then files are not scanned, and pages say so', async () => {
    expect(await virusScanner('')(Buffer.from('x'))).toBe('unscanned')
    expect(await virusScanner(undefined)(Buffer.from('x'))).toBe('unscanned')
  })
})
