import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fileFault } from './file-fault.ts'
import { makeFolder } from './make-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'upheld-folder-'))
afterAll(() => rmSync(root, { recursive: true }))

describe('making a folder', () => {
  it('makes those it lies in too, and takes one that is there', () => {
    const folder = join(root, 'a', 'b')
    makeFolder(folder, 0o700)
    makeFolder(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('answers, instead of trying for ever, where the file system knows no such folder', () => {
    // Linux alone has this file system; there the recursive mkdir of Node does not return.
    const odd = existsSync('/proc/self') ? '/proc/upheld/letters' : join(root, 'file', 'letters')
    expect(() => makeFolder(odd)).toThrow()
  })

  it('refuses a path through a file, a file itself and a link to nowhere', () => {
    writeFileSync(join(root, 'file'), '')
    symlinkSync(join(root, 'nowhere'), join(root, 'link'))
    expect(reasonFor(join(root, 'file', 'letters'))).toBe('a part of that path is a file, not a folder')
    expect(reasonFor(join(root, 'file'))).toBe('a part of that path is a file, not a folder')
    expect(reasonFor(join(root, 'link', 'letters'))).toBe(
      'there is no such folder, and none can be made there',
    )
  })
})

function reasonFor(folder: string): string | undefined {
  try {
    makeFolder(folder)
    return undefined
  } catch (error) {
    return fileFault(error)
  }
}
