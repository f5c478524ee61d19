import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalJson, entryHash, startOfChain } from './audit-chain.ts'

const entry = {
  entryId: 1,
  at: '2024-07-17T09:30:00.000000Z',
  actor: 'statistician',
  action: 'import decided',
  subject: 'complaint 23 001 234',
  before: null,
  after: { outcome: 'upheld', category: 'housing' },
}

describe('the hash of an entry', () => {
  test('can be worked out with any SHA-256 tool from the documented text', () => {
    const text =
      '[1,"2024-07-17T09:30:00.000000Z","statistician","import decided","complaint 23 001 234",null,' +
      '{"category":"housing","outcome":"upheld"}]'
    const byHand = createHash('sha256')
      .update(Buffer.concat([Buffer.alloc(32), Buffer.from(text)]))
      .digest('hex')
    expect(entryHash(startOfChain, entry).toString('hex')).toBe(byHand)
  })

  test('differs when anything in the entry differs', () => {
    const hashes = [
      entry,
      { ...entry, entryId: 2 },
      { ...entry, at: '2024-07-17T09:30:00.000001Z' },
      { ...entry, actor: 'approver' },
      { ...entry, action: 'import received' },
      { ...entry, subject: 'complaint 23 001 235' },
      { ...entry, before: {} },
      { ...entry, after: { ...entry.after, outcome: 'not-upheld' } },
    ].map((each) => entryHash(startOfChain, each).toString('hex'))
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  test('differs when the entry before it differs', () => {
    expect(entryHash(Buffer.alloc(32, 1), entry)).not.toEqual(entryHash(startOfChain, entry))
  })

  test('does not depend on the order in which keys were written', () => {
    const turned = { ...entry, after: { category: 'housing', outcome: 'upheld' } }
    expect(entryHash(startOfChain, turned)).toEqual(entryHash(startOfChain, entry))
  })
})

test('canonical JSON orders keys at every depth and leaves out what is undefined', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 'x' }], a: undefined, Z: null })).toBe(
    '{"Z":null,"b":[{"c":"x","d":1}]}',
  )
})
