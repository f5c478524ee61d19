import type { JsonValue } from '../audit/audit-chain.ts'
import { printDate, printMoment } from '../scheme/printed-dates.ts'
import type { Scheme } from '../scheme/scheme.ts'

/** One thing an entry of the record says: what stood there before, and what since; null where nothing did. */
export type AuditChange = {
  /** In words: "cycle, letter date". */
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}

/** What an entry says, thing by thing, for people to read. What stayed as it was is left out. */
export function changesOf(scheme: Scheme, before: JsonValue, after: JsonValue): readonly AuditChange[] {
  const [old, fresh] = [new Map(partsOf(scheme, before)), new Map(partsOf(scheme, after))]
  const names = new Set([...old.keys(), ...fresh.keys()])
  return [...names].flatMap((name) => {
    const change = { name, before: old.get(name) ?? null, after: fresh.get(name) ?? null }
    return change.before === change.after ? [] : [change]
  })
}

type Part = readonly [name: string, text: string]

function partsOf(scheme: Scheme, value: JsonValue, path: readonly string[] = []): readonly Part[] {
  if (value === null) return []
  if (isList(value)) {
    return value.some((member) => typeof member === 'object')
      ? value.flatMap((member, index) => partsOf(scheme, member, [...path, String(index + 1)]))
      : [[nameOf(path), listed(scheme, value)]]
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, member]) => partsOf(scheme, member ?? null, [...path, key]))
  }
  return [[nameOf(path), printed(scheme, value)]]
}

function listed(scheme: Scheme, list: readonly JsonValue[]): string {
  const plain = list.filter((member) => typeof member !== 'object')
  if (plain.length === 0) return 'none'
  const text = plain
    .slice(0, mostOfList)
    .map((member) => printed(scheme, member))
    .join(', ')
  return plain.length > mostOfList ? `${text} and ${plain.length - mostOfList} more` : text
}

const mostOfList = 20

/** `publishedAt` is written "published at". */
function nameOf(path: readonly string[]): string {
  if (path.length === 0) return 'value'
  return path.map((key) => key.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()).join(', ')
}

function printed(scheme: Scheme, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = String(value)
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text)) {
    const moment = new Date(text)
    return Number.isNaN(moment.getTime()) ? text : printMoment(scheme, moment)
  }
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    return Number.isNaN(new Date(`${text}T00:00:00Z`).getTime()) ? text : printDate(text)
  }
  return text === '' ? 'nothing' : text
}

/** Array.isArray does not tell a readonly list from an object. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}
