import type { Authority, PopulationEstimate } from '../authorities/authority.ts'
import { groupBy } from '../statistics/grouping.ts'
import { exchangePlaces } from './exchanged-places.ts'
import { freeOf, type PlaceNames, placeNames } from './place-names.ts'
import { publishedAuthorities } from './published-letters.ts'
import { random, shuffled } from './random.ts'
import { westmarch } from './yearly-targets.ts'

/**
 * An England nobody lives in. It has as many bodies of each kind as the real one, of the same sizes, with
 * the same beginnings, endings and successors; but the names are invented, and places and sizes are exchanged
 * within each kind, so that no invented council stands for a real one. Districts stay near their county.
 * A county's residents are not the sum of its districts', since both sizes are real ones of their kind.
 */
export type InventedEngland = {
  readonly authorities: readonly Authority[]
  readonly populations: readonly PopulationEstimate[]
  /** The slug of the invented body that mirrors a real one's dates, successors and part in the cycles. */
  readonly mirrors: ReadonlyMap<string, string>
}

export type ModelEngland = {
  readonly authorities: readonly Authority[]
  readonly populations: readonly PopulationEstimate[]
  /** Slugs of the bodies that stand in a comparison group; sizes are only exchanged on one side of this line. */
  readonly compared: ReadonlySet<string>
}

export function inventEngland(seed: number, model: ModelEngland): InventedEngland {
  const models = model.authorities.filter(({ slug }) => !publishedAuthorities.has(slug))
  const sizes = exchangeSizes(seed, model, models)
  const names = nameAll(seed, model.authorities, models, sizes)
  const places = exchangePlaces(random(seed, 'places'), models)
  const mirrors = new Map(models.map(({ slug }) => [slug, slugOf(nameOf(names, slug).shortName)]))
  if (new Set(mirrors.values()).size < mirrors.size) throw new Error('two invented bodies share a slug')

  const mirror = (slug: string) => {
    const found = mirrors.get(slug)
    if (found === undefined) throw new Error(`no invented body mirrors ${slug}`)
    return found
  }
  return {
    authorities: models.map((real) => ({
      ...nameOf(names, real.slug),
      slug: mirror(real.slug),
      gssCode: null,
      kind: real.kind,
      region: places.get(real.slug)?.region ?? real.region,
      county: real.county === null ? null : mirror(real.county),
      startsOn: real.startsOn,
      endsOn: real.endsOn,
      centre: places.get(real.slug)?.centre ?? null,
      successors: real.successors.map(mirror),
      otherNames: [],
      formerNames: [],
    })),
    populations: sizes.map((estimate) => ({
      ...estimate,
      authority: mirror(estimate.authority),
    })),
    mirrors,
  }
}

type Name = Pick<Authority, 'officialName' | 'shortName'>

function nameOf(names: ReadonlyMap<string, Name>, slug: string): Name {
  const name = names.get(slug)
  if (!name) throw new Error(`no name was invented for the body that mirrors ${slug}`)
  return name
}

function nameAll(
  seed: number,
  everybody: readonly Authority[],
  models: readonly Authority[],
  sizes: readonly PopulationEstimate[],
): Map<string, Name> {
  const realNames = everybody.flatMap((real) => [
    real.officialName,
    real.shortName,
    ...real.otherNames,
    ...real.formerNames,
  ])
  const chance = random(seed, 'names')
  const invented = placeNames(chance, realNames)
  // The first of the names is the county's in the pictures, so the first county is the one of its size.
  const counties = models
    .filter(({ kind }) => kind === 'county')
    .toSorted((one, other) => farFromWestmarch(one.slug, sizes) - farFromWestmarch(other.slug, sizes))
  const shires = new Map(counties.map(({ slug }) => [slug, invented.shire()]))
  const isFree = freeOf(realNames)
  const names = new Map<string, Name>()
  const taken = new Set<string>()
  for (const real of shuffled(chance, models)) {
    const name = nameOne(real, shires, invented)
    const fresh = taken.has(name.shortName) ? ofCouncil(real, invented.town()) : name
    if (!isFree(fresh.shortName)) throw new Error(`${fresh.shortName} has a real name in it`)
    taken.add(fresh.shortName)
    names.set(real.slug, fresh)
  }
  return names
}

/** Counties that have ended, and so have no estimate, are the farthest. */
function farFromWestmarch(slug: string, sizes: readonly PopulationEstimate[]): number {
  const estimate = sizes.find(({ authority, year }) => authority === slug && year === 2022)
  return estimate ? Math.abs(estimate.residents - westmarch.residents) : Number.MAX_VALUE
}

/** The name takes the form of the real one: "A and B" gives another pair, "North A" another north. */
function nameOne(real: Authority, shires: ReadonlyMap<string, string>, invented: PlaceNames): Name {
  const shire = shires.get(real.slug)
  if (shire !== undefined) return ofCouncil(real, shire)
  switch (real.kind) {
    case 'police': {
      const area = invented.town()
      return {
        officialName: `Police and Crime Commissioner for ${area}`,
        shortName: `${area} Police and Crime Commissioner`,
      }
    }
    case 'fire': {
      const area = invented.town()
      return {
        officialName: `${area} Fire and Rescue Authority`,
        shortName: `${area} Fire and Rescue`,
      }
    }
    case 'national-park': {
      const area = `${invented.town()} Moors National Park`
      return { officialName: `${area} Authority`, shortName: area }
    }
    case 'transport': {
      const name = `Transport for ${invented.town()}`
      return { officialName: name, shortName: name }
    }
    case 'combined': {
      const area = likeOf(real, invented)
      const form = real.officialName.includes('Combined County') ? 'Combined County' : 'Combined'
      return { officialName: `${area} ${form} Authority`, shortName: area }
    }
    case 'other': {
      const purpose = real.officialName.includes('Waste') ? 'Waste' : 'Joint'
      const name = `${invented.town()} ${purpose} Authority`
      return { officialName: name, shortName: name }
    }
    default: {
      const direction = /^(?:North|South|East|West|Mid) /.exec(real.shortName)?.[0]
      const county = real.county === null ? undefined : shires.get(real.county)
      const isDirected = direction !== undefined && county !== undefined
      return ofCouncil(real, isDirected ? direction + county : likeOf(real, invented))
    }
  }
}

function likeOf(real: Authority, invented: PlaceNames): string {
  if (real.shortName.includes(', ')) return `${invented.town()}, ${invented.town()} and ${invented.town()}`
  if (real.shortName.includes(' and ')) return `${invented.town()} and ${invented.town()}`
  return invented.town()
}

/** "X Borough Council" where the real name has that form. */
function ofCouncil(real: Authority, shortName: string): Name {
  const form = councilForms.find((form) => form.test(real.officialName))
  return { officialName: form ? form.name(shortName) : `${shortName} Council`, shortName }
}

const councilForms = [
  form(/^London Borough of /, (name) => `London Borough of ${name}`),
  form(/^Royal Borough of /, (name) => `Royal Borough of ${name}`),
  form(/ Corporation$/, (name) => `${name} Corporation`),
  form(/ County Council$/, (name) => `${name} County Council`),
  form(/ District Council$/, (name) => `${name} District Council`),
  form(/ Metropolitan Borough Council$/, (name) => `${name} Metropolitan Borough Council`),
  form(/ Metropolitan District Council$/, (name) => `${name} Metropolitan District Council`),
  form(/ Borough Council$/, (name) => `${name} Borough Council`),
  form(/ City Council$/, (name) => `${name} City Council`),
]

function form(pattern: RegExp, name: (shortName: string) => string) {
  return { test: (officialName: string) => pattern.test(officialName), name }
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/**
 * Whole series of estimates change hands within a kind. Districts are dealt out by chance; the counties take
 * theirs in the order of their districts' sums, so that a county of large districts is a large county.
 */
function exchangeSizes(
  seed: number,
  model: ModelEngland,
  models: readonly Authority[],
): PopulationEstimate[] {
  const chance = random(seed, 'sizes')
  const series = groupBy(model.populations, ({ authority }) => authority)
  const sized = models.filter(({ slug }) => series.has(slug))
  const classes = groupBy(sized, ({ kind, slug }) => `${kind}:${model.compared.has(slug)}`)
  const giverOf = new Map<string, string>()
  const deal = (takers: readonly string[], givers: readonly string[]) => {
    for (const [at, taker] of takers.entries()) giverOf.set(taker, givers[at] ?? taker)
  }
  for (const [name, members] of classes) {
    const slugs = members.map(({ slug }) => slug)
    if (!name.startsWith('county:')) deal(slugs, shuffled(chance, slugs))
  }

  const newest = (slug: string | undefined) =>
    series.get(slug ?? '')?.reduce((one, other) => (other.year >= one.year ? other : one)).residents ?? 0
  const sumOfDistricts = (county: string) =>
    models
      .filter((body) => body.county === county)
      .reduce((sum, { slug }) => sum + newest(giverOf.get(slug)), 0)
  const counties = sized.filter(({ kind }) => kind === 'county').map(({ slug }) => slug)
  deal(
    counties.toSorted((one, other) => sumOfDistricts(other) - sumOfDistricts(one)),
    counties.toSorted((one, other) => newest(other) - newest(one)),
  )

  return sized.flatMap(({ slug }) =>
    (series.get(giverOf.get(slug) ?? '') ?? []).map((estimate) => ({ ...estimate, authority: slug })),
  )
}
