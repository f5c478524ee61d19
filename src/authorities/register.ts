import { firstDay, formatReportingYear, lastDay, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { Authority, BankHoliday, PopulationEstimate } from './authority.ts'

/** The reference facts the product ships, as data: usable without a database. */
export type Register = {
  readonly authorities: readonly Authority[]
  readonly populations: readonly PopulationEstimate[]
  readonly bankHolidays: readonly BankHoliday[]
  readonly membership: readonly CycleMembership[]
}

/** As what an authority takes part in the cycles from one year to another. */
export type CycleMembership = {
  /** Slug of the authority. */
  readonly authority: string
  readonly firstYear: ReportingYear
  /** Null where it still takes part. */
  readonly lastYear: ReportingYear | null
  readonly isCouncil: boolean
  readonly getsLetter: boolean
  readonly isOnMap: boolean
  /** The scheme's comparison group it is averaged with, if any. */
  readonly comparisonGroup: string | null
}

/** Those who take part in one year's cycle. */
export function membersOf(membership: readonly CycleMembership[], year: ReportingYear): CycleMembership[] {
  return membership.filter(
    ({ firstYear, lastYear }) => firstYear <= year && (lastYear === null || lastYear >= year),
  )
}

/** The promises a list of authorities keeps; one sentence for each that is broken. */
export function checkAuthorities(authorities: readonly Authority[], scheme: Scheme): string[] {
  return authorityProblems(authorities, scheme).map(({ problem }) => problem)
}

/** A broken promise, and the authority that breaks it; of several that share a name the last. */
export type AuthorityProblem = { readonly slug: string; readonly problem: string }

export function authorityProblems(
  authorities: readonly Authority[],
  scheme: Scheme,
): readonly AuthorityProblem[] {
  const bySlug = new Map(authorities.map((authority) => [authority.slug, authority]))
  const kinds = new Set(scheme.authorityKinds.map(({ code }) => code))
  return [
    ...sharedNames('slug', authorities, ({ slug }) => slug),
    ...sharedNames('official name', authorities, ({ officialName }) => officialName.toLowerCase()),
    ...sharedNames('GSS code', authorities, ({ gssCode }) => gssCode),
    ...authorities.flatMap((authority) =>
      problemsOf(authority, bySlug, kinds).map((problem) => ({
        slug: authority.slug,
        problem: `${authority.slug}: ${problem}`,
      })),
    ),
  ]
}

/** The promises of the whole register: its authorities, and that every other table speaks of one of them. */
export function checkRegister(register: Register, scheme: Scheme): string[] {
  return [
    ...checkAuthorities(register.authorities, scheme),
    ...checkPopulations(register),
    ...repeated('bank holiday', register.bankHolidays, ({ date }) => date),
    ...checkMembership(register, scheme),
  ]
}

function sharedNames(
  what: string,
  authorities: readonly Authority[],
  nameOf: (authority: Authority) => string | null,
): AuthorityProblem[] {
  return repeatedKeys(authorities, nameOf).map((name) => ({
    slug: authorities.findLast((authority) => nameOf(authority) === name)?.slug ?? '',
    problem: saidTwice(what, name),
  }))
}

function problemsOf(
  authority: Authority,
  bySlug: ReadonlyMap<string, Authority>,
  kinds: ReadonlySet<string>,
): string[] {
  const { slug, gssCode, kind, startsOn, endsOn, county, centre } = authority
  const problems: string[] = []
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    problems.push('a slug has only small letters, digits and single hyphens')
  }
  if (gssCode !== null && !/^E\d{8}$/.test(gssCode)) {
    problems.push(`"${gssCode}" is no GSS code; one is E and eight digits`)
  }
  if (!kinds.has(kind))
    problems.push(`"${kind}" is no kind of authority; the kinds are ${[...kinds].join(', ')}`)
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) {
    problems.push(`it ends on ${endsOn}, before it begins on ${startsOn}`)
  }
  if (county !== null && bySlug.get(county)?.kind !== 'county') {
    problems.push(`its county "${county}" is no county in the register`)
  }
  if (centre !== null && (Math.abs(centre.longitude) > 180 || Math.abs(centre.latitude) > 90)) {
    problems.push('its centre point is not on the globe')
  }
  return [...problems, ...successorProblems(authority, bySlug)]
}

function successorProblems(authority: Authority, bySlug: ReadonlyMap<string, Authority>): string[] {
  if (authority.successors.length > 0 && authority.endsOn === null) {
    return ['it has successors but no last day; give ends_on']
  }
  return authority.successors.flatMap((slug) => {
    const successor = bySlug.get(slug)
    if (successor === undefined) return [`its successor "${slug}" is not in the register`]
    // A body that had ended by then could not take over; this also forbids going round in a circle.
    if (successor.endsOn !== null && authority.endsOn !== null && successor.endsOn <= authority.endsOn) {
      return [`its successor "${slug}" had ended by then`]
    }
    return []
  })
}

function checkPopulations({ authorities, populations }: Register): string[] {
  const slugs = new Set(authorities.map(({ slug }) => slug))
  return [
    ...populations
      .filter(({ authority }) => !slugs.has(authority))
      .map(({ authority }) => `population of "${authority}": no such authority`),
    ...populations
      .filter(({ residents }) => residents < 1)
      .map(({ authority, year }) => `population of ${authority} in ${year}: it must be at least 1`),
    ...repeated(
      'population',
      populations,
      ({ authority, year, release }) => `${authority} ${year} ${release}`,
    ),
  ]
}

function checkMembership({ authorities, membership }: Register, scheme: Scheme): string[] {
  const bySlug = new Map(authorities.map((authority) => [authority.slug, authority]))
  const groups = new Set(scheme.comparisonGroups.map(({ code }) => code))
  return membership.flatMap((member, index) => {
    const say = (problem: string) => `membership of ${member.authority}: ${problem}`
    const authority = bySlug.get(member.authority)
    if (authority === undefined) return [say('no such authority')]
    const problems: string[] = []
    if (member.comparisonGroup !== null && !groups.has(member.comparisonGroup)) {
      problems.push(say(`"${member.comparisonGroup}" is no comparison group`))
    }
    const last = member.lastYear ?? Number.POSITIVE_INFINITY
    if (last < member.firstYear) problems.push(say('its last year is before its first'))
    if (
      authority.endsOn !== null &&
      (member.lastYear === null || firstDay(scheme, member.lastYear) > authority.endsOn)
    ) {
      problems.push(say('it goes on after the body ended'))
    }
    if (authority.startsOn !== null && lastDay(scheme, member.firstYear) < authority.startsOn) {
      problems.push(say('it begins before the body did'))
    }
    const overlapping = membership
      .slice(index + 1)
      .find(
        (other) =>
          other.authority === member.authority &&
          other.firstYear <= last &&
          member.firstYear <= (other.lastYear ?? Number.POSITIVE_INFINITY),
      )
    if (overlapping) problems.push(say(`stated twice for ${formatReportingYear(overlapping.firstYear)}`))
    return problems
  })
}

function repeated<T>(what: string, items: readonly T[], keyOf: (item: T) => string | null): string[] {
  return repeatedKeys(items, keyOf).map((key) => saidTwice(what, key))
}

function saidTwice(what: string, key: string): string {
  return `${what} "${key}" stands there more than once`
}

function repeatedKeys<T>(items: readonly T[], keyOf: (item: T) => string | null): readonly string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null) continue
    if (seen.has(key)) twice.add(key)
    seen.add(key)
  }
  return [...twice]
}
