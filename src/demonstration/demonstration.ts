import type { Authority, BankHoliday, PopulationEstimate } from '../authorities/authority.ts'
import type { OfficeHolder } from '../authorities/office-holder.ts'
import { type CycleMembership, membersOf, type Register } from '../authorities/register.ts'
import type { Cycle } from '../cycle/cycle.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import { groupBy } from '../statistics/grouping.ts'
import type { TrainingTotal } from '../training/training-total.ts'
import { type BespokeParagraph, bespokeParagraphs } from './bespoke-paragraphs.ts'
import { type DemonstrationGroup, demonstrationYears, yearUnderReview } from './calibration.ts'
import type { CaseworkBody } from './casework-body.ts'
import { demonstrationCycles, trainingTotals } from './demonstration-cycles.ts'
import { inventCasework } from './invented-casework.ts'
import { inventEngland } from './invented-england.ts'
import { inventOffices } from './invented-offices.ts'
import { type InventedPublication, inventPublications } from './invented-publications.ts'
import { type InventedReport, inventReports } from './invented-reports.ts'
import { type InventedReview, inventReview } from './invented-review.ts'
import { type SettledCase, settleRecommendations } from './invented-settlements.ts'
import { type InventedTraining, inventTraining } from './invented-training.ts'
import { type PublishedFigure, publishedAuthorities } from './published-letters.ts'
import { westmarch, westmarchUnderReview } from './yearly-targets.ts'

/** Everything the demonstration consists of, as data. */
export type Demonstration = {
  readonly authorities: readonly (Authority & { readonly isInvented: boolean })[]
  readonly populations: readonly PopulationEstimate[]
  readonly bankHolidays: readonly BankHoliday[]
  readonly cycles: readonly (Cycle & { readonly members: readonly CycleMembership[] })[]
  /** Who takes part in the year under review, whose cycle is counted from the day it is loaded. */
  readonly membersUnderReview: readonly CycleMembership[]
  /** Of the years before courses were booked here. */
  readonly trainingTotals: readonly TrainingTotal[]
  /** What was held in the years after. */
  readonly training: InventedTraining
  readonly officeHolders: readonly OfficeHolder[]
  readonly cases: readonly SettledCase[]
  /** Written one by one as they are asked for: together they are some tens of megabytes. */
  readonly publications: () => Iterable<InventedPublication>
  readonly reports: readonly InventedReport[]
  /** Years for which the cases of an authority are complete. */
  readonly coverage: readonly { readonly authority: string; readonly year: number }[]
  readonly publishedFigures: readonly (PublishedFigure & { readonly authority: string })[]
  readonly bespokeParagraphs: readonly BespokeParagraph[]
  /** What people have done so far about the year under review. */
  readonly review: InventedReview
}

/** Decides everything that chance decides. */
export const seed = 20_240_724

/** Makes the demonstration up from the register: the same register gives the same demonstration. */
export function makeDemonstration(register: Register): Demonstration {
  const england = inventEngland(seed, {
    authorities: register.authorities,
    populations: register.populations,
    compared: new Set(
      register.membership.filter((part) => part.comparisonGroup !== null).map((part) => part.authority),
    ),
  })
  const real = register.authorities.filter(({ slug }) => publishedAuthorities.has(slug))
  const isReal = (part: { readonly authority: string }) => publishedAuthorities.has(part.authority)
  const membership = [
    ...register.membership.filter(isReal),
    ...register.membership
      .filter((part) => !isReal(part))
      .map((part) => ({ ...part, authority: england.mirrors.get(part.authority) ?? part.authority })),
    ...lateParts(england.authorities),
  ]
  const bodies = caseworkBodies(england.authorities, england.populations, membership)
  const holidays = register.bankHolidays.map(({ date }) => date)
  const casework = inventCasework(seed, bodies, holidays, publishedWithGroup(membership), [
    westmarch,
    westmarchUnderReview,
  ])
  const cases = settleRecommendations(seed, casework)
  const kinds = new Map(bodies.map(({ slug, kind }) => [slug, kind]))
  const authorities = [
    ...england.authorities.map((authority) => ({ ...authority, isInvented: true })),
    // Their counties are not there, and no invented county serves a real place.
    ...real.map((authority) => ({ ...authority, county: null, isInvented: false })),
  ].toSorted((one, other) => (one.slug < other.slug ? -1 : 1))
  const membersUnderReview = membersOf(membership, reportingYear(yearUnderReview)).map((part) =>
    // Nothing is known of the real ones in that year.
    isReal(part) ? { ...part, getsLetter: false } : part,
  )
  return {
    authorities,
    populations: [...england.populations, ...register.populations.filter(isReal)],
    bankHolidays: register.bankHolidays,
    cycles: demonstrationCycles.map((cycle) => ({
      ...cycle,
      members: membersOf(membership, cycle.year),
    })),
    membersUnderReview,
    trainingTotals,
    training: inventTraining(seed, authorities),
    officeHolders: inventOffices(seed, [...england.authorities, ...real], membership),
    cases,
    publications: () => inventPublications(seed, cases, kinds),
    reports: inventReports(seed, cases),
    coverage: bodies.flatMap((body) =>
      demonstrationYears
        .filter((year) => body.groups.has(year) || existedIn(body, year))
        .map((year) => ({ authority: body.slug, year })),
    ),
    publishedFigures: [...publishedAuthorities].flatMap(([authority, { figures }]) =>
      figures.map((figure) => ({ ...figure, authority })),
    ),
    bespokeParagraphs: bespokeParagraphs(england.authorities),
    review: inventReview(seed, { cases, membersUnderReview, authorities }),
  }
}

/**
 * A county or unitary that has ended still has its last cases decided in the year after, outside the groups,
 * and gets a letter about them.
 */
function lateParts(authorities: readonly Authority[]): CycleMembership[] {
  return authorities.flatMap(({ slug, kind, endsOn }) => {
    const year = endsOn === null ? undefined : yearThatBegins(endsOn)
    if (year === undefined || (kind !== 'county' && kind !== 'unitary')) return []
    return [
      {
        authority: slug,
        firstYear: year,
        lastYear: year,
        isCouncil: true,
        getsLetter: true,
        isOnMap: true,
        comparisonGroup: null,
      },
    ]
  })
}

/** Councils end on the last day of a reporting year: 31 March 2023 is followed by 2023-24. */
function yearThatBegins(endsOn: string): ReportingYear | undefined {
  const year = Number(endsOn.slice(0, 4))
  const isKnown = demonstrationYears.some((known) => known === year)
  return endsOn.endsWith('-03-31') && isKnown ? reportingYear(year) : undefined
}

function caseworkBodies(
  authorities: readonly Authority[],
  populations: readonly PopulationEstimate[],
  membership: readonly CycleMembership[],
): CaseworkBody[] {
  const parts = groupBy(membership, ({ authority }) => authority)
  const residents = new Map(
    populations
      .filter(({ year }) => year === 2022)
      .map((estimate) => [estimate.authority, estimate.residents]),
  )
  return authorities.map(({ slug, kind, startsOn, endsOn }) => ({
    slug,
    kind,
    startsOn,
    endsOn,
    residents: residents.get(slug) ?? null,
    groups: new Map(
      demonstrationYears.flatMap((year) =>
        membersOf(parts.get(slug) ?? [], reportingYear(year)).map((part) => [year, groupOf(part)] as const),
      ),
    ),
  }))
}

function groupOf({ comparisonGroup }: CycleMembership): DemonstrationGroup {
  switch (comparisonGroup) {
    case 'county':
    case 'district':
    case 'metropolitan':
    case 'unitary':
    case 'london':
      return comparisonGroup
    case null:
      return 'outside'
    default:
      throw new Error(`the demonstration has no totals for the group ${comparisonGroup}`)
  }
}

function publishedWithGroup(membership: readonly CycleMembership[]) {
  return [...publishedAuthorities].flatMap(([authority, { figures }]) =>
    figures.map((figure) => {
      const part = membersOf(membership, reportingYear(figure.year)).find(
        (one) => one.authority === authority,
      )
      if (!part) throw new Error(`${authority} has published figures for a year it takes no part in`)
      return { ...figure, group: groupOf(part) }
    }),
  )
}

function existedIn({ startsOn, endsOn }: CaseworkBody, year: number): boolean {
  return (
    (startsOn === null || startsOn <= `${year + 1}-03-31`) && (endsOn === null || endsOn >= `${year}-04-01`)
  )
}
