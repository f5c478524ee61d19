import { createHash } from 'node:crypto'
import { canonicalJson, type JsonValue } from '../audit/audit-chain.ts'
import type { Letter } from './letter.ts'

/** Stands for a letter's whole content: letters with the same hash say and print the same. */
export function letterHash(letter: Letter): Buffer {
  // A letter is made of nothing but what JSON can hold.
  return createHash('sha256')
    .update(canonicalJson(letter as unknown as JsonValue))
    .digest()
}
