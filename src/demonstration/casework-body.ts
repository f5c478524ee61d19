import type { IsoDate } from '../scheme/reporting-year.ts'
import type { DemonstrationGroup } from './calibration.ts'
import { random } from './random.ts'

/** An invented body, as far as its cases depend on it. */
export type CaseworkBody = {
  readonly slug: string
  readonly kind: string
  readonly residents: number | null
  readonly startsOn: IsoDate | null
  readonly endsOn: IsoDate | null
  /** With whom it is counted, in each year in which it takes part. */
  readonly groups: ReadonlyMap<number, DemonstrationGroup>
}

/** What is the same about a body in every year, so that its years resemble one another. */
export type Character = {
  /** How many complaints come, beside others of its group. */
  readonly volume: number
  /** How much readier its complaints are to be upheld (in log odds); and so on. */
  readonly upheldLean: number
  readonly remedyLean: number
  readonly failureLean: number
  readonly lateShare: number
}

export function characterOf(seed: number, body: CaseworkBody): Character {
  const chance = random(seed, `character of ${body.slug}`)
  const size = body.residents ?? usualResidents[body.kind] ?? 100_000
  const spread = body.kind === 'district' ? 0.72 : 0.3
  return {
    volume: size * Math.exp(spread * chance.normal()),
    upheldLean: 0.35 * chance.normal(),
    remedyLean: 0.4 * chance.normal(),
    failureLean: 0.8 * chance.normal(),
    lateShare: Math.min(0.5, 0.135 * Math.exp(0.45 * chance.normal())),
  }
}

/** How much a body outside the groups is complained about, by kind. Such bodies' sizes say little about it. */
export const volumeOutside: Readonly<Record<string, number>> = {
  county: 3,
  unitary: 1.5,
  district: 0.6,
  london: 2,
  transport: 3,
  combined: 0.7,
  'national-park': 0.8,
  other: 0.4,
  fire: 0.12,
  police: 0.1,
}

/** For bodies that ended before the estimates at hand. */
const usualResidents: Readonly<Record<string, number>> = {
  county: 560_000,
  district: 95_000,
  unitary: 190_000,
}
