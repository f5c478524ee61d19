import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { leafHash, treeRoot } from './merkle-tree.ts'

const leaves = ['common', 'bassetlaw', 'bolsover', 'bromsgrove', 'larchwick'].map(leafHash)

test('a tree of one leaf is that leaf, under the mark of leaves', () => {
  expect(treeRoot(leaves.slice(0, 1))).toEqual(sha256(Buffer.of(0), Buffer.from('common')))
})

test('a tree of five has four on its left and one on its right', () => {
  const [a, b, c, d, e] = leaves
  const left = node(node(a, b), node(c, d))
  expect(treeRoot(leaves)).toEqual(node(left, e))
})

test('the roots are those that RFC 6962 gives for the leaves its log was tested with', () => {
  // The leaves of the tests of Certificate Transparency: nothing, 00, 10, 20 21, 30 31.
  const known = ['', '00', '10', '2021', '3031'].map((hex) => sha256(Buffer.of(0), Buffer.from(hex, 'hex')))
  expect(treeRoot(known.slice(0, 1)).toString('hex')).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  )
  expect(treeRoot(known.slice(0, 2)).toString('hex')).toBe(
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  )
  expect(treeRoot(known.slice(0, 3)).toString('hex')).toBe(
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  )
})

test('another leaf, another order or one leaf more gives another root', () => {
  const root = treeRoot(leaves)
  const [first, second, ...others] = leaves
  expect(treeRoot([leafHash('Common'), ...leaves.slice(1)])).not.toEqual(root)
  expect(treeRoot([second, first, ...others].filter((leaf) => leaf !== undefined))).not.toEqual(root)
  expect(treeRoot([...leaves, leafHash('sedgely')])).not.toEqual(root)
  expect(treeRoot(leaves.slice(0, -1))).not.toEqual(root)
})

test('a node cannot be passed off as a leaf', () => {
  const [a, b] = leaves
  const asLeaf = sha256(Buffer.of(0), a ?? Buffer.alloc(0), b ?? Buffer.alloc(0))
  expect(treeRoot(leaves.slice(0, 2))).not.toEqual(asLeaf)
})

function node(left: Buffer | undefined, right: Buffer | undefined): Buffer {
  return sha256(Buffer.of(1), left ?? Buffer.alloc(0), right ?? Buffer.alloc(0))
}

function sha256(...parts: readonly Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest()
}
