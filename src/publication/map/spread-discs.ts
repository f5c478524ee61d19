/** A place in the plane of a picture; y grows downwards. */
export type Point = { readonly x: number; readonly y: number }

/** In how many steps discs grow. Grown at once, the densest places would be flung apart. */
const stepCount = 80
/** How often overlaps are undone before discs grow again. */
const roundsAStep = 6
/** How strongly a disc is drawn back to where it belongs, of the way there, in each round. */
const pullHome = 0.008

/**
 * Lets a disc grow slowly at every place until all have this radius, pushing one another aside, so that near
 * none overlaps and neighbours stay neighbours. The order of the places does not matter to a place's own disc
 * but for rounding; callers sort them to get the same answer always.
 */
export function spreadDiscs(places: readonly Point[], radius: number): readonly Point[] {
  const discs = places.map(({ x, y }, at) => apart({ x, y }, at, radius))
  for (let step = 1; step <= stepCount; step += 1) {
    const reach = (2 * radius * step) / stepCount
    for (let round = 0; round < roundsAStep; round += 1) {
      pushApart(discs, reach)
      for (const [at, disc] of discs.entries()) {
        const home = places[at]
        if (!home) continue
        disc.x += (home.x - disc.x) * pullHome
        disc.y += (home.y - disc.y) * pullHome
      }
    }
  }
  return discs
}

type Disc = { x: number; y: number }

/** Two bodies at the very same place could not be told which way to go. */
function apart({ x, y }: Point, at: number, radius: number): Disc {
  const turn = at * 2.399963
  return { x: x + Math.cos(turn) * radius * 1e-3, y: y + Math.sin(turn) * radius * 1e-3 }
}

/** Each of two discs that are nearer than `reach` gives way by half of what is missing. */
function pushApart(discs: readonly Disc[], reach: number): void {
  const grid = new Map<string, Disc[]>()
  const square = ({ x, y }: Disc) => [Math.floor(x / reach), Math.floor(y / reach)] as const
  for (const disc of discs) {
    const [column, row] = square(disc)
    const key = `${column} ${row}`
    const here = grid.get(key)
    if (here) here.push(disc)
    else grid.set(key, [disc])
  }
  for (const disc of discs) {
    const [column, row] = square(disc)
    for (let across = -1; across <= 1; across += 1) {
      for (let down = -1; down <= 1; down += 1) {
        for (const other of grid.get(`${column + across} ${row + down}`) ?? []) {
          if (other !== disc) separate(disc, other, reach)
        }
      }
    }
  }
}

function separate(one: Disc, other: Disc, reach: number): void {
  const x = other.x - one.x
  const y = other.y - one.y
  const distance = Math.hypot(x, y)
  if (distance >= reach || distance === 0) return
  const share = (reach - distance) / distance / 4
  one.x -= x * share
  one.y -= y * share
  other.x += x * share
  other.y += y * share
}
