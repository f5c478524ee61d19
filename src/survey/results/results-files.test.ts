import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { codeBookColumns, namedColumns, resultsColumns } from './results-files.ts'

const dictionary = await readFile(new URL('../../../docs/data-dictionary.md', import.meta.url), 'utf8')

test.each([
  ['answers', ['answer', ...namedColumns]],
  ['code book', codeBookColumns],
  ['survey results', resultsColumns],
])('docs/data-dictionary.md explains every column of the file %s, and no other', (file, columns) => {
  const [, table = ''] = dictionary.split(`| ${file} | what it says | example |\n|---|---|---|\n`)
  const names = table
    .slice(0, table.search(/\n(?!\|)/))
    .split('\n')
    .map((line) => line.split('|')[1]?.trim())
  expect(names).toEqual(columns)
})
