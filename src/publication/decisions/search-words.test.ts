import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptySearchRemark, readSearchWords } from './search-words.ts'

const word = (text: string) => ({ kind: 'word', text, isExcluded: false })
const without = (text: string) => ({ kind: 'word', text, isExcluded: true })
const phrase = (text: string) => ({ kind: 'phrase', text, isExcluded: false })

describe('a search is read as it is meant', () => {
  test.each([
    ['unsuitable housing', [word('unsuitable'), word('housing')]],
    [
      'unsuitable "temporary accommodation" -rent',
      [word('unsuitable'), phrase('temporary accommodation'), without('rent')],
    ],
    [
      '“temporary   accommodation” −rent –flat',
      [phrase('temporary accommodation'), without('rent'), without('flat')],
    ],
    ['-"bed and breakfast"', [{ kind: 'phrase', text: 'bed and breakfast', isExcluded: true }]],
    ['well-being', [word('well-being')]],
    ['"housing"', [phrase('housing')]],
    ['', []],
  ])('%s', (typed, terms) => {
    expect(readSearchWords(typed)).toEqual({ terms, remarks: [] })
  })
})

describe('a slip is explained in a sentence, and the rest still searched', () => {
  test.each([
    ['damp "bed and', ['damp', 'bed', 'and'], 'One quotation mark has no partner'],
    ['damp - mould', ['damp', 'mould'], 'A minus sign stands alone'],
    ['damp OR mould', ['damp', 'mould'], 'OR was left out'],
    ['damp AND mould', ['damp', 'mould'], 'AND was left out'],
    ['damp NOT mould', ['damp', 'mould'], 'NOT was left out'],
    ['???', [], 'There is no word in this search'],
    ['""', [], 'There is no word in this search'],
  ])('%s', (typed, words, remark) => {
    const read = readSearchWords(typed)
    expect(read.terms.map(({ text }) => text)).toEqual(words)
    expect(read.remarks).toHaveLength(1)
    expect(read.remarks[0]).toContain(remark)
  })

  test('only words that stand everywhere, and only exclusions, are said to be so', () => {
    expect(emptySearchRemark(readSearchWords('the'), false)).toContain('“the” stands in nearly every text')
    expect(emptySearchRemark(readSearchWords('-rent'), false)).toContain('only leaves words out')
    expect(emptySearchRemark(readSearchWords('damp'), true)).toBeUndefined()
  })
})

test('whatever is typed is read without failing, and no term is empty', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[ab"“” −-]{0,30}$/)),
      (typed) => {
        const { terms, remarks } = readSearchWords(typed)
        for (const { text } of terms) expect(text).toMatch(/[\p{L}\p{N}]/u)
        expect(terms.length > 0 || remarks.length > 0 || typed.trim() === '').toBe(true)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('terms written out again are read as the same terms', () => {
  const text = fc.stringMatching(/^[a-z][a-z-]{0,8}$/)
  const term = fc.record({
    kind: fc.constantFrom('word' as const, 'phrase' as const),
    text,
    isExcluded: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(term, { maxLength: 8 }), (terms) => {
      const typed = terms
        .map(
          ({ kind, text, isExcluded }) => `${isExcluded ? '-' : ''}${kind === 'phrase' ? `"${text}"` : text}`,
        )
        .join(' ')
      expect(readSearchWords(typed)).toEqual({ terms, remarks: [] })
    }),
  )
})
