import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hideSmallNumbers, leastGroup, mergeSmallGroups } from './small-groups.ts'

describe('groups of fewer than five', () => {
  const sizes = (groups: Readonly<Record<string, number>>) =>
    mergeSmallGroups(
      Object.entries(groups).map(([name, count]) => ({
        name,
        items: Array.from({ length: count }, () => name),
      })),
      'others',
    ).map(({ name, items }) => [name, items.length])

  test('are put together, and with the next smallest where they are still too few', () => {
    expect(sizes({ a: 12, b: 3, c: 7, d: 4 })).toEqual([
      ['a', 12],
      ['c', 7],
      ['others', 7],
    ])
    expect(sizes({ a: 12, b: 1, c: 7 })).toEqual([
      ['a', 12],
      ['others', 8],
    ])
    expect(sizes({ a: 12, b: 5, c: 0 })).toEqual([
      ['a', 12],
      ['b', 5],
    ])
  })

  test('never show, nor leave over when all others are taken from the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }), (counts) => {
        const all = counts.reduce((sum, count) => sum + count, 0)
        const merged = mergeSmallGroups(
          counts.map((count, index) => ({
            name: `g${index}`,
            items: Array.from({ length: count }, () => index),
          })),
          'others',
        )
        expect(merged.flatMap(({ items }) => items)).toHaveLength(all)
        for (const { items } of merged) expect(items.length).toBeGreaterThanOrEqual(Math.min(all, leastGroup))
      }),
    )
  })
})

describe('a table of groups and what they chose', () => {
  test('hides a small number with three others, so that no row or column gives it away', () => {
    expect(
      hideSmallNumbers([
        [2, 9, 30],
        [8, 7, 30],
        [20, 20, 20],
      ]),
    ).toEqual([
      [null, null, 30],
      [null, null, 30],
      [20, 20, 20],
    ])
  })

  test('hides nothing where nothing is small, and shows what nobody chose', () => {
    const table = [
      [5, 0, 6],
      [9, 7, 0],
    ]
    expect(hideSmallNumbers(table)).toEqual(table)
  })

  // Groups are merged before, so that none has fewer than five.
  const tables = fc
    .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(fc.nat(7), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    )
    .filter((table) => table.every((row) => sum(row) >= leastGroup))

  test('shows no small number, and nothing that is not so', () => {
    fc.assert(
      fc.property(tables, (table) => {
        for (const [r, row] of hideSmallNumbers(table).entries()) {
          for (const [c, shown] of row.entries()) {
            if (shown === null) continue
            expect(shown).toBe(table[r]?.[c])
            expect(shown === 0 || shown >= leastGroup).toBe(true)
          }
        }
      }),
    )
  })

  test('leaves every small number open: whoever tries all tables with these sums finds four apart, or all there are', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const shown = hideSmallNumbers(table)
        const possible = tablesLike(table, shown)
        const withoutCells = tablesLike(
          table,
          table.map((row) => row.map(() => null)),
        )
        expect(possible.some((one) => JSON.stringify(one) === JSON.stringify(table))).toBe(true)
        for (const [r, row] of table.entries()) {
          for (const [c, count] of row.entries()) {
            if (count === 0 || count >= leastGroup) continue
            const open = spanAt(possible, r, c)
            expect(open).toBeGreaterThanOrEqual(Math.min(4, spanAt(withoutCells, r, c)))
            expect(open).toBeGreaterThan(0)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})

function spanAt(tables: readonly (readonly number[][])[], row: number, column: number): number {
  const values = tables.map((table) => table[row]?.[column] ?? 0)
  return Math.max(...values) - Math.min(...values)
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}

/** Every table with the sums of one, and with what is shown of it: found by trying, row after row. */
function tablesLike(
  table: readonly (readonly number[])[],
  shown: readonly (readonly (number | null)[])[],
): readonly (readonly number[][])[] {
  const columnSums = (table[0] ?? []).map((_, c) => sum(table.map((row) => row[c] ?? 0)))
  const fill = (rowsLeft: number, left: readonly number[]): readonly number[][][] => {
    const r = table.length - rowsLeft
    if (rowsLeft === 0) return left.every((count) => count === 0) ? [[]] : []
    return rowsLike(shown[r] ?? [], sum(table[r] ?? []), left).flatMap((row) =>
      fill(
        rowsLeft - 1,
        left.map((count, c) => count - (row[c] ?? 0)),
      ).map((rest) => [row, ...rest]),
    )
  }
  return fill(table.length, columnSums)
}

function rowsLike(
  shown: readonly (number | null)[],
  whole: number,
  most: readonly number[],
): readonly number[][] {
  const [first, ...rest] = shown
  if (first === undefined) return whole === 0 ? [[]] : []
  const highest = Math.min(whole, most[0] ?? 0)
  const tried = first === null ? Array.from({ length: highest + 1 }, (_, count) => count) : [first]
  return tried
    .filter((count) => count <= highest)
    .flatMap((count) => rowsLike(rest, whole - count, most.slice(1)).map((row) => [count, ...row]))
}
