import { expect, it } from 'vitest'
import { readLetterText } from './letter-reader.ts'
import type { LetterReading } from './letter-reading.ts'
import {
  councilLetter,
  countyLetter,
  earlierLetter,
  emptyLetter,
  inventedAuthorities,
  lostPageLetter,
} from './sample-letters.ts'

const letters = [councilLetter, countyLetter, emptyLetter, earlierLetter, lostPageLetter]

it('20,000 damaged documents are read or refused, never with an impossible figure', {
  timeout: 60_000,
}, () => {
  const random = randomFrom(20_240_331)
  let readCount = 0
  for (let number = 0; number < 20_000; number += 1) {
    const text = damage(letters[number % letters.length] ?? '', random)
    const result = readLetterText(text, inventedAuthorities, 'damaged.txt')
    if (!result.ok) {
      expect(result.reason).toMatch(/^\S.{10,}/)
      continue
    }
    readCount += 1
    const problem = impossibleIn(result.reading)
    if (problem !== undefined)
      throw new Error(`${problem} in reading\n${JSON.stringify(result.reading)}\n${text}`)
  }
  // Damage that leaves hardly any letter readable would prove little.
  expect(readCount).toBeGreaterThan(5_000)
  expect(readCount).toBeLessThan(20_000)
})

function impossibleIn(reading: LetterReading): string | undefined {
  const { upheld, compliance, satisfactoryRemedy: remedy, findings } = reading
  for (const figure of [upheld, compliance, remedy]) {
    if (figure === null || figure === 'nothing') continue
    const numbers = Object.values(figure).filter((value) => typeof value === 'number')
    if (!numbers.every((value) => Number.isFinite(value) && value >= 0)) return 'a number that is none'
    if (figure.percent > 100 || (figure.averagePercent ?? 0) > 100) return 'more than 100%'
  }
  for (const figure of [upheld, remedy]) {
    if (figure === null || figure === 'nothing') continue
    if ((figure.count ?? 0) > (figure.base ?? 0) && findings.length === 0) return 'a count above its base'
  }
  if ([upheld, compliance, remedy].includes(null) && findings.length === 0)
    return 'an unread box without a finding'
  if (!/^(?:19|20)\d\d-03-31$/.test(reading.yearEnding)) return 'an impossible year'
  if (reading.authority.trim() === '') return 'no authority'
  return undefined
}

type Random = () => number

function damage(letter: string, random: Random): string {
  let text = letter
  for (let times = 1 + Math.floor(random() * 4); times > 0; times -= 1) {
    const change = changes[Math.floor(random() * changes.length)]
    text = change?.(text, random) ?? text
  }
  return text
}

const changes: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => replaceAt(text, random, 40, () => ''),
  (text, random) => replaceAt(text, random, 200, (piece) => piece + piece),
  (text, random) => replaceAt(text, random, 60, (piece) => [...piece].reverse().join('')),
  (text, random) =>
    replaceAt(text, random, 1, () => '%\u0000\t\n*_#<>[](){}|\\&;£é€😀'[Math.floor(random() * 20)] ?? ''),
  (text, random) =>
    text.replace(/\d+/g, (digits) =>
      random() < 0.05 ? String(Math.floor(random() * 10 ** (1 + random() * 9))) : digits,
    ),
  (text, random) => {
    const lines = text.split('\n')
    const [line = ''] = lines.splice(Math.floor(random() * lines.length), 1)
    lines.splice(Math.floor(random() * lines.length), 0, line)
    return lines.join('\n')
  },
  (text, random) => {
    const other = letters[Math.floor(random() * letters.length)] ?? ''
    const from = Math.floor(random() * other.length)
    return replaceAt(text, random, 100, () => other.slice(from, from + random() * 300))
  },
  (text, random) => (random() < 0.2 ? text.slice(0, random() * text.length) : text.replaceAll('\n', ' ')),
]

function replaceAt(text: string, random: Random, longest: number, change: (piece: string) => string): string {
  const start = Math.floor(random() * text.length)
  const end = start + 1 + Math.floor(random() * longest)
  return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end)
}

function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
