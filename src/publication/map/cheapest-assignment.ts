/**
 * Gives each of n bodies one of n cells so that the sum of the costs is the least there is: the Hungarian
 * method with shortest augmenting paths, in the cube of n steps. Answers the cell of each body.
 */
export function cheapestAssignment(costs: readonly (readonly number[])[]): readonly number[] {
  const size = costs.length
  // Row and column 0 stand for nobody; bodies and cells count from 1.
  const bodyPrice = new Float64Array(size + 1)
  const cellPrice = new Float64Array(size + 1)
  const bodyOf = new Int32Array(size + 1)
  for (let body = 1; body <= size; body += 1) {
    bodyOf[0] = body
    const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY)
    const cameFrom = new Int32Array(size + 1)
    const isDone = new Uint8Array(size + 1)
    let cell = 0
    do {
      isDone[cell] = 1
      const holder = bodyOf[cell] ?? 0
      const row = costs[holder - 1] ?? []
      let step = Number.POSITIVE_INFINITY
      let next = 0
      for (let other = 1; other <= size; other += 1) {
        if (isDone[other]) continue
        const reduced = (row[other - 1] ?? 0) - (bodyPrice[holder] ?? 0) - (cellPrice[other] ?? 0)
        if (reduced < (least[other] ?? 0)) {
          least[other] = reduced
          cameFrom[other] = cell
        }
        if ((least[other] ?? 0) < step) {
          step = least[other] ?? 0
          next = other
        }
      }
      for (let other = 0; other <= size; other += 1) {
        if (isDone[other]) {
          const paid = bodyOf[other] ?? 0
          bodyPrice[paid] = (bodyPrice[paid] ?? 0) + step
          cellPrice[other] = (cellPrice[other] ?? 0) - step
        } else {
          least[other] = (least[other] ?? 0) - step
        }
      }
      cell = next
    } while (bodyOf[cell] !== 0)
    while (cell !== 0) {
      const previous = cameFrom[cell] ?? 0
      bodyOf[cell] = bodyOf[previous] ?? 0
      cell = previous
    }
  }
  const cells = new Array<number>(size).fill(0)
  for (let cell = 1; cell <= size; cell += 1) cells[(bodyOf[cell] ?? 0) - 1] = cell - 1
  return cells
}
