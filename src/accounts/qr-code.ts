/** A square of modules, true where dark. */
export type QrModules = readonly (readonly boolean[])[]

/** Of each version at level M: bytes of text it holds, blocks, and correcting bytes of each block. */
const versions: readonly { readonly blocks: readonly number[]; readonly correctionCount: number }[] = [
  { blocks: [16], correctionCount: 10 },
  { blocks: [28], correctionCount: 16 },
  { blocks: [44], correctionCount: 26 },
  { blocks: [32, 32], correctionCount: 18 },
  { blocks: [43, 43], correctionCount: 24 },
  { blocks: [27, 27, 27, 27], correctionCount: 16 },
  { blocks: [31, 31, 31, 31], correctionCount: 18 },
  { blocks: [38, 38, 39, 39], correctionCount: 22 },
  { blocks: [36, 36, 36, 37, 37], correctionCount: 22 },
  { blocks: [43, 43, 43, 43, 44], correctionCount: 26 },
]

const alignmentCentres: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
]

/**
 * The QR code of a text (ISO/IEC 18004, bytes, correction level M, versions 1 to 10: up to 213 bytes). A longer text
 * throws.
 */
export function qrModules(text: string): QrModules {
  const bytes = Buffer.from(text, 'utf8')
  const version = versions.findIndex(({ blocks }, index) => bytes.length + (index < 9 ? 2 : 3) <= sum(blocks))
  const shape = versions[version]
  if (shape === undefined) throw new RangeError(`a QR code of ours holds 213 bytes, not ${bytes.length}`)
  const number = version + 1
  const codewords = interleave(contentOf(bytes, number, sum(shape.blocks)), shape)
  const drawn = masks.map((mask, index) => draw(number, codewords, mask, index))
  return drawn.reduce((best, one) => (penaltyOf(one) < penaltyOf(best) ? one : best))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** The text with its length, filled up to the bytes of the version. */
function contentOf(bytes: Buffer, version: number, byteCount: number): Buffer {
  const bits = [
    '0100',
    bytes.length.toString(2).padStart(version < 10 ? 8 : 16, '0'),
    ...[...bytes].map((byte) => byte.toString(2).padStart(8, '0')),
    '0000',
  ].join('')
  const padded = bits
    .slice(0, byteCount * 8)
    .padEnd(Math.ceil(Math.min(bits.length, byteCount * 8) / 8) * 8, '0')
  const content = (padded.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  for (let index = 0; content.length < byteCount; index++) content.push(index % 2 === 0 ? 0xec : 0x11)
  return Buffer.from(content)
}

function interleave(
  content: Buffer,
  { blocks, correctionCount }: { readonly blocks: readonly number[]; readonly correctionCount: number },
): readonly number[] {
  let start = 0
  const parts = blocks.map((length) => {
    const part = content.subarray(start, start + length)
    start += length
    return { part, correction: correctionOf(part, correctionCount) }
  })
  const longest = Math.max(...blocks)
  return [
    ...columns(
      parts.map(({ part }) => [...part]),
      longest,
    ),
    ...columns(
      parts.map(({ correction }) => correction),
      correctionCount,
    ),
  ]
}

function columns(rows: readonly (readonly number[])[], length: number): readonly number[] {
  return Array.from({ length }, (_, index) => rows.flatMap((row) => row[index] ?? [])).flat()
}

const exponents: number[] = []
const logarithms: number[] = []
for (let power = 0, value = 1; power < 255; power++) {
  exponents[power] = value
  logarithms[value] = power
  value = value < 128 ? value * 2 : (value * 2) ^ 0x11d
}

function multiply(a: number, b: number): number {
  if (a === 0 || b === 0) return 0
  return exponents[((logarithms[a] ?? 0) + (logarithms[b] ?? 0)) % 255] ?? 0
}

/** The remainder of a block by the generator polynomial (Reed and Solomon). */
function correctionOf(block: Uint8Array, count: number): readonly number[] {
  let generator = [1]
  for (let power = 0; power < count; power++) {
    const root = exponents[power] ?? 0
    generator = [...generator, 0].map(
      (coefficient, index) => coefficient ^ multiply(generator[index - 1] ?? 0, root),
    )
  }
  const remainder = [...block, ...Array.from({ length: count }, () => 0)]
  for (let index = 0; index < block.length; index++) {
    const factor = remainder[index] ?? 0
    generator.forEach((coefficient, offset) => {
      remainder[index + offset] = (remainder[index + offset] ?? 0) ^ multiply(coefficient, factor)
    })
  }
  return remainder.slice(block.length)
}

type Mask = (row: number, column: number) => boolean

const masks: readonly Mask[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

type Grid = (boolean | undefined)[][]

function draw(version: number, codewords: readonly number[], mask: Mask, maskNumber: number): QrModules {
  const size = 17 + 4 * version
  const grid: Grid = Array.from({ length: size }, () => Array.from({ length: size }, () => undefined))
  drawPatterns(grid, version)
  drawFormat(grid, maskNumber)
  if (version >= 7) drawVersion(grid, version)
  drawCodewords(grid, codewords, mask)
  return grid.map((row) => row.map((module) => module === true))
}

function set(grid: Grid, row: number, column: number, isDark: boolean): void {
  const line = grid[row]
  if (line !== undefined && column >= 0 && column < line.length) line[column] = isDark
}

function drawPatterns(grid: Grid, version: number): void {
  const size = grid.length
  for (let index = 8; index < size - 8; index++) {
    set(grid, 6, index, index % 2 === 0)
    set(grid, index, 6, index % 2 === 0)
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    drawSquares(grid, row, column, 4, (distance) => distance !== 2 && distance !== 4)
  }
  const centres = alignmentCentres[version - 1] ?? []
  const last = centres.at(-1)
  for (const row of centres) {
    for (const column of centres) {
      const isCorner = (row === 6 && (column === 6 || column === last)) || (row === last && column === 6)
      if (!isCorner) drawSquares(grid, row, column, 2, (distance) => distance !== 1)
    }
  }
  set(grid, size - 8, 8, true)
}

function drawSquares(
  grid: Grid,
  row: number,
  column: number,
  reach: number,
  isDark: (distance: number) => boolean,
): void {
  for (let down = -reach; down <= reach; down++) {
    for (let right = -reach; right <= reach; right++) {
      set(grid, row + down, column + right, isDark(Math.max(Math.abs(down), Math.abs(right))))
    }
  }
}

/** Correction level M and the mask, twice, with ten bits that correct them. */
function drawFormat(grid: Grid, maskNumber: number): void {
  const size = grid.length
  const bits = ((maskNumber << 10) | remainderOf(maskNumber << 10, 0x537)) ^ 0x5412
  const bit = (index: number) => ((bits >> index) & 1) === 1
  for (let index = 0; index < 15; index++) {
    const along = index < 6 ? index : index < 8 ? index + 1 : size - 15 + index
    const across = index < 8 ? size - 1 - index : index === 8 ? 7 : 14 - index
    set(grid, along, 8, bit(index))
    set(grid, 8, across, bit(index))
  }
}

/** The version, twice, with twelve bits that correct it. */
function drawVersion(grid: Grid, version: number): void {
  const bits = (version << 12) | remainderOf(version << 12, 0x1f25)
  for (let index = 0; index < 18; index++) {
    const isDark = ((bits >> index) & 1) === 1
    const along = Math.floor(index / 3)
    const across = grid.length - 11 + (index % 3)
    set(grid, along, across, isDark)
    set(grid, across, along, isDark)
  }
}

function remainderOf(value: number, generator: number): number {
  const degree = 31 - Math.clz32(generator)
  let rest = value
  while (31 - Math.clz32(rest) >= degree) rest ^= generator << (31 - Math.clz32(rest) - degree)
  return rest
}

/** In columns of two, from the lower right, up and down, past what is drawn already. */
function drawCodewords(grid: Grid, codewords: readonly number[], mask: Mask): void {
  const size = grid.length
  let place = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    const isUpward = ((right + 1) & 2) === 0
    for (let step = 0; step < size; step++) {
      const row = isUpward ? size - 1 - step : step
      for (const column of [right, right - 1]) {
        if (grid[row]?.[column] !== undefined) continue
        const byte = codewords[place >> 3] ?? 0
        const isDark = ((byte >> (7 - (place & 7))) & 1) === 1
        set(grid, row, column, isDark !== mask(row, column))
        place += 1
      }
    }
  }
}

/** How hard a code is to read: the least is best. */
function penaltyOf(modules: QrModules): number {
  const turned = modules.map((_, column) => modules.map((row) => row[column] === true))
  const lines = [...modules, ...turned].map((line) => line.map((isDark) => (isDark ? '1' : '0')).join(''))
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? [])
  const finders = lines.flatMap((line) => [...line.matchAll(/(?=10111010000|00001011101)/g)])
  const darkCount = modules.flat().filter(Boolean).length
  const darkPercent = (100 * darkCount) / modules.length ** 2
  return (
    sum(runs.map((run) => run.length - 2)) +
    3 * blockCount(modules) +
    40 * finders.length +
    10 * Math.floor(Math.abs(darkPercent - 50) / 5)
  )
}

function blockCount(modules: QrModules): number {
  let count = 0
  for (let row = 0; row + 1 < modules.length; row++) {
    for (let column = 0; column + 1 < modules.length; column++) {
      const first = modules[row]?.[column]
      const isBlock =
        first === modules[row]?.[column + 1] &&
        first === modules[row + 1]?.[column] &&
        first === modules[row + 1]?.[column + 1]
      if (isBlock) count += 1
    }
  }
  return count
}
