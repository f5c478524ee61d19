import type { Authority } from '../../authorities/authority.ts'
import { formatDate } from '../../letters/letter-words.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { number } from './measure-words.ts'

/** What stands in grey under an authority's name: "District in Nottinghamshire", "119,000 residents (mid-2022)". */
export function authorityFacts(
  scheme: Scheme,
  authority: Authority,
  place: string | null,
  residents: { readonly count: number; readonly year: number } | undefined,
): readonly string[] {
  const facts = [
    place === null ? kindName(scheme, authority) : `${kindName(scheme, authority)} in ${inText(place)}`,
  ]
  if (residents)
    facts.push(`${roundedPopulation(residents.count)} ${scheme.population.counted} (mid-${residents.year})`)
  if (authority.endsOn !== null) facts.push(`closed on ${formatDate(authority.endsOn)}`)
  return facts
}

/** "Unitary council" would name some bodies wrongly, so the kind stands alone: "District", "Fire and rescue authority". */
export function kindName(scheme: Scheme, { kind }: Pick<Authority, 'kind'>): string {
  return capital(scheme.authorityKinds.find(({ code }) => code === kind)?.name ?? kind)
}

/** "the East Midlands", but "London" and "Nottinghamshire". */
function inText(place: string): string {
  return /^(North|South|East|West)\b/.test(place) ? `the ${place}` : place
}

/** To the nearest thousand, as people say it; the exact estimate stands where a figure is explained. */
function roundedPopulation(count: number): string {
  return number(count < 10_000 ? count : Math.round(count / 1000) * 1000)
}
