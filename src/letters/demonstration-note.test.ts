import { expect, test } from 'vitest'
import { demonstrationNote } from './demonstration-note.ts'

const note = (shortName: string, officialName: string, isInvented: boolean) =>
  demonstrationNote({ shortName, officialName, isInvented }, true, '2024-07-17')

test('an invented body is said to be invented, a real one to have its published figures', () => {
  expect(note('Harrowmere', 'Harrowmere District Council', true)).toBe(
    'Harrowmere is an invented council. Its figures are invented.',
  )
  expect(note('Transport for Reach', 'Transport for Reach', true)).toBe(
    'This is an invented council. Its figures are invented.',
  )
  expect(note('Bassetlaw', 'Bassetlaw District Council', false)).toBe(
    'Figures from the letter published in July 2024; the wording is ours.',
  )
})
