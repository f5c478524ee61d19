/** Fewer answers than these are a small group: what one of them said could be told. */
export const leastGroup = 5

export type Group<Item> = { readonly name: string; readonly items: readonly Item[] }

/**
 * Puts small groups together, and with them the next smallest where they are still too few: so every group shown has
 * at least five, and no two numbers differ by fewer. The rest keeps its order; what was put together comes last.
 */
export function mergeSmallGroups<Item>(
  groups: readonly Group<Item>[],
  together: string,
): readonly Group<Item>[] {
  const bySize = groups
    .filter(({ items }) => items.length > 0)
    .toSorted((one, other) => one.items.length - other.items.length)
  const merged = new Set<Group<Item>>()
  let count = 0
  for (const group of bySize) {
    if (group.items.length >= leastGroup && (merged.size === 0 || count >= leastGroup)) break
    merged.add(group)
    count += group.items.length
  }
  const apart = groups.filter((group) => group.items.length > 0 && !merged.has(group))
  if (merged.size === 0) return apart
  const items = groups.filter((group) => merged.has(group)).flatMap((group) => group.items)
  return [...apart, { name: together, items }]
}

/** A count, or null where it is not shown. */
export type ShownCount = number | null

/**
 * Hides the small numbers of a table, one to four, and as many others as it takes that nobody can work out a small one
 * from what is left and from the sums of the rows and columns, which are known: of each it stays open within a span of
 * four, or as far as the sums alone leave it open. Nothing is not small: it says that nobody chose this.
 */
export function hideSmallNumbers(table: readonly (readonly number[])[]): readonly (readonly ShownCount[])[] {
  const hidden = table.map((row) => row.map(isSmall))
  for (;;) {
    const exposed = cellsOf(table).find(
      ([row, column]) =>
        isSmall(at(table, row, column)) &&
        openSpan(table, hidden, row, column) < Math.min(hiddenSpan, spanOfSums(table, row, column)),
    )
    if (!exposed) break
    for (const [row, column] of nextToHide(table, hidden, exposed)) {
      const cells = hidden[row]
      if (cells) cells[column] = true
    }
  }
  return table.map((row, index) => row.map((count, column) => (hidden[index]?.[column] ? null : count)))
}

/** Between the least and the most that a hidden small number could be. */
const hiddenSpan = 4

type Table = readonly (readonly number[])[]
type Cell = readonly [row: number, column: number]

function isSmall(count: number): boolean {
  return count > 0 && count < leastGroup
}

function at(table: Table, row: number, column: number): number {
  return table[row]?.[column] ?? 0
}

function cellsOf(table: Table): readonly Cell[] {
  return table.flatMap((row, index) => row.map((_, column): Cell => [index, column]))
}

/**
 * Three more to hide, which make a rectangle with the one exposed: what is more in two corners is less in the others.
 * Of those that leave it open enough, the ones that hide the least.
 */
function nextToHide(
  table: Table,
  hidden: readonly (readonly boolean[])[],
  [row, column]: Cell,
): readonly Cell[] {
  const isShown = ([r, c]: Cell) => hidden[r]?.[c] === false
  const rectangles = cellsOf(table)
    .filter(([r, c]) => r !== row && c !== column)
    .map(([r, c]) => {
      const corners: readonly Cell[] = [
        [row, c],
        [r, column],
        [r, c],
      ]
      const more = Math.min(at(table, row, c), at(table, r, column))
      const span = Math.min(hiddenSpan, more + Math.min(at(table, row, column), at(table, r, c)))
      const shown = corners.filter(isShown)
      return { shown, span, cost: shown.map((cell) => at(table, ...cell)).reduce(add, 0) }
    })
    .filter(({ shown }) => shown.length > 0)
  const [best] = rectangles.toSorted((one, other) => other.span - one.span || one.cost - other.cost)
  if (!best) throw new Error(`nothing is left to hide beside row ${row}, column ${column}`)
  return best.shown
}

/** How far the sums of rows and columns alone leave a cell open. */
function spanOfSums(table: Table, row: number, column: number): number {
  const rowSum = (table[row] ?? []).reduce(add, 0)
  const columnSum = table.map((one) => one[column] ?? 0).reduce(add, 0)
  const all = table.flat().reduce(add, 0)
  return Math.min(rowSum, columnSum) - Math.max(0, rowSum + columnSum - all)
}

function add(one: number, other: number): number {
  return one + other
}

/**
 * How far a hidden cell stays open, up to the span that is enough. More in it takes as much from other hidden cells of
 * its row and column, which others make up for, and so on: a flow through the hidden cells, from its column back to its
 * row. Less in it is a flow the other way.
 */
function openSpan(
  table: Table,
  hidden: readonly (readonly boolean[])[],
  row: number,
  column: number,
): number {
  const more = mostFlow(table, hidden, [row, column], 'more')
  return more + Math.min(at(table, row, column), mostFlow(table, hidden, [row, column], 'less'))
}

/** By augmenting paths of one unit: no more than four are needed. */
function mostFlow(
  table: Table,
  hidden: readonly (readonly boolean[])[],
  [row, column]: Cell,
  way: 'more' | 'less',
): number {
  const counts = table.map((one) => [...one])
  // Nodes are the rows, and after them the columns.
  const [source, sink] = way === 'more' ? [counts.length + column, row] : [row, counts.length + column]
  for (let flow = 0; flow < hiddenSpan; flow++) {
    const path = findPath(counts, hidden, [row, column], source, sink)
    if (!path) return flow
    path.forEach((from, index) => {
      const to = path[index + 1]
      if (to === undefined) return
      if (from < counts.length) change(counts, from, to - counts.length, 1)
      else change(counts, to, from - counts.length, -1)
    })
  }
  return hiddenSpan
}

function change(counts: number[][], row: number, column: number, by: number): void {
  const cells = counts[row]
  if (cells) cells[column] = (cells[column] ?? 0) + by
}

/** From node to node through hidden cells other than the one in question: into a cell without limit, out while it has any. */
function findPath(
  counts: readonly (readonly number[])[],
  hidden: readonly (readonly boolean[])[],
  [row, column]: Cell,
  source: number,
  sink: number,
): readonly number[] | undefined {
  const rowCount = counts.length
  const columnCount = counts[0]?.length ?? 0
  const isOpen = (r: number, c: number) => hidden[r]?.[c] === true && !(r === row && c === column)
  const paths: (readonly number[])[] = [[source]]
  const seen = new Set([source])
  for (const path of paths) {
    const node = path.at(-1) as number
    if (node === sink) return path
    const next =
      node < rowCount
        ? Array.from({ length: columnCount }, (_, c) => c)
            .filter((c) => isOpen(node, c))
            .map((c) => rowCount + c)
        : Array.from({ length: rowCount }, (_, r) => r).filter(
            (r) => isOpen(r, node - rowCount) && at(counts, r, node - rowCount) > 0,
          )
    for (const other of next) {
      if (seen.has(other)) continue
      seen.add(other)
      paths.push([...path, other])
    }
  }
  return undefined
}
