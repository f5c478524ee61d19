import type { Authority, Place } from '../authorities/authority.ts'
import { groupBy } from '../statistics/grouping.ts'
import { type Random, shuffled } from './random.ts'

type ExchangedPlace = { readonly centre: Place; readonly region: string | null }

type Places = ReadonlyMap<string, ExchangedPlace>

/**
 * Gives every body that has a place the place of another of its kind, by the slug of the body it mirrors. A
 * county goes where one with about as many districts is, and its districts take the places around it; a body
 * that took over others stands between those it took over.
 */
export function exchangePlaces(chance: Random, models: readonly Authority[]): Places {
  const predecessors = predecessorsOf(models)
  const first = models.filter(({ slug, centre }) => centre !== null && !predecessors.has(slug))
  const districts = first.filter(({ kind, county }) => kind === 'district' && county !== null)
  const counties = models.filter(({ kind, centre }) => kind === 'county' && centre !== null)
  const others = first.filter((body) => body.kind !== 'county' && !districts.includes(body))

  const countyPlaces = exchangeCounties(counties, districts)
  const places = new Map([
    ...countyPlaces,
    ...settleDistricts(chance, countyPlaces, districts),
    ...exchangeWithinKinds(chance, others),
  ])
  return new Map([...places, ...settleSuccessors(models, predecessors, places)])
}

function placeOf(body: Authority): ExchangedPlace {
  if (body.centre === null) throw new Error(`${body.slug} has no centre point to exchange`)
  return { centre: body.centre, region: body.region }
}

/** Bodies of one tier that became part of another: a county's district succeeds nobody here. */
function predecessorsOf(models: readonly Authority[]): Map<string, Authority[]> {
  const pairs = models
    .filter(({ kind, centre }) => kind !== 'county' && centre !== null)
    .flatMap((body) => body.successors.map((successor) => ({ successor, body })))
  const groups = groupBy(pairs, ({ successor }) => successor)
  return new Map([...groups].map(([slug, members]) => [slug, members.map(({ body }) => body)]))
}

/** Each county moves on by one among the four that have about as many districts. */
function exchangeCounties(counties: readonly Authority[], districts: readonly Authority[]) {
  const districtCount = (county: Authority) => districts.filter((body) => body.county === county.slug).length
  const bySize = counties.toSorted((one, other) => districtCount(other) - districtCount(one))
  const places = new Map<string, ExchangedPlace>()
  for (let from = 0; from < bySize.length; from += 4) {
    const block = bySize.slice(from, from + 4)
    for (const [at, county] of block.entries()) {
      places.set(county.slug, placeOf(block[(at + 1) % block.length] ?? county))
    }
  }
  return places
}

/**
 * Deals the districts' places out among the counties, each getting as many as it has districts: nearest
 * first, then exchanged in pairs as long as that brings districts closer to their counties.
 */
function settleDistricts(chance: Random, counties: Places, districts: readonly Authority[]) {
  const byCounty = groupBy(shuffled(chance, districts), ({ county }) => county ?? '')
  const spots = districts.map((body) => ({ ...placeOf(body), county: '' }))
  const distance = (county: string, spot: ExchangedPlace) => {
    const place = counties.get(county)
    if (!place) throw new Error(`${county} has districts but no place`)
    return squaredDistance(place.centre, spot.centre)
  }

  const room = new Map([...byCounty].map(([county, members]) => [county, members.length]))
  const offers = [...room.keys()]
    .flatMap((county) => spots.map((spot) => ({ county, spot, distance: distance(county, spot) })))
    .sort((one, other) => one.distance - other.distance)
  for (const { county, spot } of offers) {
    const left = room.get(county) ?? 0
    if (spot.county !== '' || left === 0) continue
    spot.county = county
    room.set(county, left - 1)
  }

  for (let isBetter = true; isBetter; ) {
    isBetter = false
    for (const one of spots) {
      for (const other of spots) {
        const now = distance(one.county, one) + distance(other.county, other)
        const exchanged = distance(other.county, one) + distance(one.county, other)
        if (exchanged >= now - 1e-9) continue
        ;[one.county, other.county] = [other.county, one.county]
        isBetter = true
      }
    }
  }

  const spotsOf = groupBy(spots, ({ county }) => county)
  const places = new Map<string, ExchangedPlace>()
  for (const [county, members] of byCounty) {
    // Districts that will join lie side by side, and so from south to north.
    const inOrder = members.toSorted((one, other) =>
      (one.successors.at(-1) ?? '').localeCompare(other.successors.at(-1) ?? ''),
    )
    const southFirst = (spotsOf.get(county) ?? []).toSorted(
      (one, other) => one.centre.latitude - other.centre.latitude,
    )
    for (const [at, body] of inOrder.entries()) {
      const spot = southFirst[at]
      if (spot) places.set(body.slug, { centre: spot.centre, region: spot.region })
    }
  }
  return places
}

function exchangeWithinKinds(chance: Random, bodies: readonly Authority[]) {
  const places = new Map<string, ExchangedPlace>()
  for (const members of groupBy(bodies, ({ kind }) => kind).values()) {
    const givers = shuffled(chance, members)
    for (const [at, body] of members.entries()) places.set(body.slug, placeOf(givers[at] ?? body))
  }
  return places
}

/** In the order of their beginnings, since a successor may itself be succeeded. */
function settleSuccessors(
  models: readonly Authority[],
  predecessors: ReadonlyMap<string, readonly Authority[]>,
  places: Places,
) {
  const settled = new Map<string, ExchangedPlace>()
  const successors = models
    .filter(({ slug, centre }) => centre !== null && predecessors.has(slug))
    .toSorted((one, other) => (one.startsOn ?? '').localeCompare(other.startsOn ?? ''))
  for (const body of successors) {
    const before = (predecessors.get(body.slug) ?? []).map(
      ({ slug }) => settled.get(slug) ?? places.get(slug),
    )
    const known = before.filter((place) => place !== undefined)
    settled.set(body.slug, {
      centre: { longitude: mean(known, 'longitude'), latitude: mean(known, 'latitude') },
      region: known[0]?.region ?? null,
    })
  }
  return settled
}

function mean(places: readonly ExchangedPlace[], coordinate: keyof Place): number {
  const sum = places.reduce((total, { centre }) => total + centre[coordinate], 0)
  return Number((sum / places.length).toFixed(4))
}

/** In degrees of latitude, flat, which is near enough to tell which of two places is nearer. */
function squaredDistance(one: Place, other: Place): number {
  const eastward = (one.longitude - other.longitude) * 0.6
  const northward = one.latitude - other.latitude
  return eastward * eastward + northward * northward
}
