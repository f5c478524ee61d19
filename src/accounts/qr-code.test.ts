import { describe, expect, it } from 'vitest'
import { type QrModules, qrModules } from './qr-code.ts'

describe('a QR code', () => {
  // Version 1 holds 14 bytes at this level, version 2 26, and so on to 213 in version 10.
  it.each([
    [1, 21],
    [14, 21],
    [15, 25],
    [84, 37],
    [106, 41],
    [122, 45],
    [180, 53],
    [213, 57],
  ])('of %i bytes has %i modules to a side', (length, size) => {
    const modules = qrModules('a'.repeat(length))
    expect(modules).toHaveLength(size)
    expect(modules.every((row) => row.length === size)).toBe(true)
  })

  it('refuses what it cannot hold', () => {
    expect(() => qrModules('a'.repeat(214))).toThrow('213 bytes')
  })

  it.each(['Upheld', 'otpauth:a@b'])('of "%s" is read back as just that', (text) => {
    expect(readVersionOne(qrModules(text))).toBe(text)
  })
})

/** Reads a code of version 1, whose 16 bytes of text come first: as a reader would that sees every module right. */
function readVersionOne(modules: QrModules): string {
  const isDark = (row: number, column: number) => modules[row]?.[column] === true
  const maskBits = [10, 11, 12].map((bit) => isDark(8, 14 - bit) !== ((0x5412 >> bit) & 1) > 0)
  const mask = [0, 1, 2].reduce((sum, place) => sum + (maskBits[place] ? 2 ** place : 0), 0)
  const bits: string[] = []
  for (const [pair, right] of [20, 18, 16, 14, 12, 10].entries()) {
    for (let step = 0; step < 21; step++) {
      const row = pair % 2 === 0 ? 20 - step : step
      for (const column of [right, right - 1]) {
        const isPattern = row === 6 || (row <= 8 && column >= 13)
        if (!isPattern) bits.push(isDark(row, column) !== isMasked(mask, row, column) ? '1' : '0')
      }
    }
  }
  const stream = bits.join('')
  const length = Number.parseInt(stream.slice(4, 12), 2)
  const bytes = Array.from({ length }, (_, index) =>
    Number.parseInt(stream.slice(12 + 8 * index, 20 + 8 * index), 2),
  )
  return Buffer.from(bytes).toString('utf8')
}

function isMasked(mask: number, row: number, column: number): boolean {
  const product = row * column
  const values = [
    (row + column) % 2,
    row % 2,
    column % 3,
    (row + column) % 3,
    (Math.floor(row / 2) + Math.floor(column / 3)) % 2,
    (product % 2) + (product % 3),
    ((product % 2) + (product % 3)) % 2,
    (((row + column) % 2) + (product % 3)) % 2,
  ]
  return values[mask] === 0
}
