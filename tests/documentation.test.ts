import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands } from '../src/commands.ts'

const root = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const operating = read('docs/operating.md')

describe('the documents', () => {
  it.each(commands.map(({ name }) => name))('tell how to run "upheld %s"', (name) => {
    // The manual breaks its lines where they are full.
    expect(operating.replaceAll(/\s+/g, ' ')).toMatch(new RegExp(`\\b(upheld|npm) ${name}\\b`))
  })

  it('name only commands that exist', () => {
    const names = commands.map(({ name }) => name)
    const text = `${operating}\n${read('README.md')}`
    const called = [...text.matchAll(/npx upheld ((?:[a-z-]+ ?)+)/g)].map(([, words = '']) => words.trim())
    const unknown = called.filter(
      (words) => words !== 'help' && !names.some((name) => words === name || words.startsWith(`${name} `)),
    )
    expect(called.length).toBeGreaterThan(5)
    expect(unknown).toEqual([])
  })

  it('lead only to files that exist', () => {
    const files = [
      'README.md',
      'ARCHITECTURE.md',
      'CONTRIBUTING.md',
      ...markdownIn('docs'),
      ...markdownIn('docs/decisions'),
    ]
    const broken = files.flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)]
        .map(([, target = '']) => new URL(target, new URL(file, root)))
        .filter((target) => !exists(target))
        .map((target) => `${file}: ${target.pathname}`),
    )
    expect(broken).toEqual([])
  })
})

function markdownIn(folder: string): string[] {
  return readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)
}

function exists(url: URL): boolean {
  try {
    readFileSync(url)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EISDIR'
  }
}
