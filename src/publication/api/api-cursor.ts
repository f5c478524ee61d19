import { createHash } from 'node:crypto'
import { isDay } from '../../scheme/wall-clock.ts'
import type { KeyPart } from '../downloads/key-part.ts'

/** Where a list goes on, as one word that only fits the list it was made for. */
export function writeCursor(list: string, key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([listMark(list), ...key])).toString('base64url')
}

/** Reads such a word; undefined where it is none, or belongs to a list with other filters. */
export function readCursor(
  list: string,
  parts: readonly KeyPart[],
  word: string,
): readonly (string | number)[] | undefined {
  const [mark, ...key] = readArray(word)
  if (mark !== listMark(list) || key.length !== parts.length) return undefined
  const known = key.filter(isWord).filter((value, index) => isPart(parts[index], value))
  return known.length === parts.length ? known : undefined
}

/** A list is its path and its filters, in any order. */
function listMark(list: string): string {
  return createHash('sha256').update(list).digest('base64url').slice(0, 8)
}

function readArray(word: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(word, 'base64url').toString('utf8'))
    return Array.isArray(read) ? read : []
  } catch {
    return []
  }
}

function isWord(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function isPart(part: KeyPart | undefined, value: string | number): boolean {
  switch (part) {
    case 'whole number':
      return Number.isSafeInteger(value) && Math.abs(Number(value)) < 2 ** 31
    case 'text':
      return typeof value === 'string' && !value.includes('\0')
    case 'date':
      return typeof value === 'string' && isDay(value)
    case 'moment':
      return typeof value === 'string' && isMoment(value)
    case undefined:
      return false
  }
}

function isMoment(text: string): boolean {
  const moment = new Date(text)
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === text && isDay(text.slice(0, 10))
}
