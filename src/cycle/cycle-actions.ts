import { appendAudit } from '../audit/audit-store.ts'
import { existedOn, type KnownAuthority } from '../authorities/authority.ts'
import { authorityNames } from '../authorities/authority-name-search.ts'
import { readAuthorities, readPopulationReleases } from '../authorities/authority-store.ts'
import { describeRowProblem } from '../authorities/csv-table.ts'
import { readInstallation } from '../authorities/installation-store.ts'
import { type CycleMembership, membersOf } from '../authorities/register.ts'
import type { Database } from '../database/connection.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import { formatReportingYear, lastDay, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { Cycle } from './cycle.ts'
import { readMembers, type StatedMember } from './cycle-membership-file.ts'
import {
  findCycle,
  isSealed,
  lockCycle,
  readCycleAuthorities,
  saveCycle,
  saveCycleAuthorities,
} from './cycle-store.ts'

export type CycleSetting =
  | {
      readonly ok: true
      readonly isNew: boolean
      readonly isChanged: boolean
      readonly memberCount: number
      /** Authorities that existed at the end of the year and take no part in the cycle. */
      readonly withoutPlace: readonly KnownAuthority[]
    }
  | { readonly ok: false; readonly problems: readonly string[] }

/**
 * Sets a year's cycle. A new one takes its members from the register; a cycle that has members keeps them.
 * Setting the same again changes nothing.
 */
export async function setCycle(
  database: Database,
  scheme: Scheme,
  cycle: Cycle,
  membership: readonly CycleMembership[],
  actor: string,
): Promise<CycleSetting> {
  return database.transaction().execute(async (transaction) => {
    const problems = [
      ...editionProblems(cycle, scheme),
      ...dateProblems(cycle, scheme),
      ...populationProblems(cycle, await readPopulationReleases(transaction)),
    ]
    await lockCycle(transaction, cycle.year)
    const before = await findCycle(transaction, cycle.year)
    if (before && (await isSealed(transaction, cycle.year))) problems.push(...sealProblems(before, cycle))
    if (problems.length > 0) return { ok: false, problems }
    const isChanged = before === undefined || JSON.stringify(facts(before)) !== JSON.stringify(facts(cycle))
    if (isChanged) await saveCycle(transaction, cycle)
    const authorities = await readAuthorities(transaction)
    const isReal = (await readInstallation(transaction))?.isDemonstration === false
    if (isReal && (await readCycleAuthorities(transaction, cycle.year)).length === 0) {
      await saveCycleAuthorities(transaction, cycle.year, membersOf(membership, cycle.year).map(statedMember))
    }
    const members = await readCycleAuthorities(transaction, cycle.year)
    if (isChanged) {
      await appendAudit(transaction, [
        {
          actor,
          action: 'cycle set',
          subject: `cycle ${formatReportingYear(cycle.year)}`,
          before: before === undefined ? null : facts(before),
          after: facts(cycle),
        },
      ])
    }
    const placed = new Set(members.map(({ slug }) => slug))
    const yearEnd = lastDay(scheme, cycle.year)
    const withoutPlace = authorities.filter(
      (authority) => existedOn(authority, yearEnd) && !placed.has(authority.slug),
    )
    return { ok: true, isNew: before === undefined, isChanged, memberCount: members.length, withoutPlace }
  })
}

export type MembersSetting =
  | { readonly ok: true; readonly changedCount: number; readonly unchangedCount: number }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Says for some authorities as what they take part in a year, wholly or, if the file is wrong, not at all. */
export async function setCycleMembers(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  file: { readonly name: string; readonly content: Uint8Array },
  actor: string,
): Promise<MembersSetting> {
  return database.transaction().execute(async (transaction) => {
    if ((await findCycle(transaction, year)) === undefined) {
      const name = formatReportingYear(year)
      return { ok: false, problems: [`there is no cycle ${name}; set it first with "upheld cycle set FILE"`] }
    }
    const names = authorityNames(await readAuthorities(transaction))
    const reading = readMembers(file.content, names, scheme, year)
    if (!reading.ok) {
      return {
        ok: false,
        problems: reading.problems.map((problem) => describeRowProblem(file.name, problem)),
      }
    }
    const known = new Map(
      (await readCycleAuthorities(transaction, year)).map(({ id, ...member }) => [member.slug, member]),
    )
    const changed = reading.values.filter(
      (member) => JSON.stringify(memberFacts(member)) !== JSON.stringify(memberFacts(known.get(member.slug))),
    )
    await saveCycleAuthorities(transaction, year, changed)
    await appendAudit(
      transaction,
      changed.map((member) => ({
        actor,
        action: 'cycle members',
        subject: `${member.slug} in ${formatReportingYear(year)}`,
        before: memberFacts(known.get(member.slug)),
        after: memberFacts(member),
      })),
    )
    return { ok: true, changedCount: changed.length, unchangedCount: reading.values.length - changed.length }
  })
}

function editionProblems({ edition }: Cycle, { letterEditions }: Scheme): string[] {
  if (edition === null || letterEditions.includes(edition)) return []
  return [
    `edition: there is no edition "${edition}" of the letter; write one of ${letterEditions.join(', ')}, or null for a year without letters`,
  ]
}

function dateProblems({ year, letterDate, publishedAt }: Cycle, scheme: Scheme): string[] {
  const problems: string[] = []
  const yearEnd = lastDay(scheme, year)
  if (letterDate <= yearEnd) {
    problems.push(`letterDate: letters cannot be dated ${letterDate}, as their year lasts until ${yearEnd}`)
  }
  const publishedOn = dayOf(scheme, publishedAt)
  if (publishedOn < letterDate) {
    problems.push(
      `publishedAt: ${publishedOn} is before the date of the letters, ${letterDate}; figures become public when letters have been sent`,
    )
  }
  return problems
}

/** Once a year is sealed, people are told of its moment: a person moves it, with a reason, until it has come. */
function sealProblems(before: Cycle, cycle: Cycle): string[] {
  if (before.publishedAt.getTime() === cycle.publishedAt.getTime()) return []
  return [
    `publishedAt: ${formatReportingYear(cycle.year)} is sealed for ${before.publishedAt.toISOString()}; leave it as it is, and move it at the desk with a reason if it has not come`,
  ]
}

function populationProblems({ population }: Cycle, releases: readonly { year: number; release: string }[]) {
  if (population === null) return []
  if (releases.some(({ year, release }) => year === population.year && release === population.release))
    return []
  const known = releases.map(({ year, release }) => `${year} in release ${release}`)
  return [
    `population: there are no estimates for ${population.year} in release ${population.release}; there are ${known.length > 0 ? known.join(', ') : 'none at all'}`,
  ]
}

function statedMember({
  authority,
  isCouncil,
  getsLetter,
  isOnMap,
  comparisonGroup,
}: CycleMembership): StatedMember {
  return { slug: authority, isCouncil, getsLetter, isOnMap, comparisonGroup }
}

/** Without undefined, as JSON and the audit have no word for it, and with keys in one order. */
function memberFacts(member: StatedMember | undefined) {
  if (member === undefined) return null
  const { isCouncil, getsLetter, isOnMap, comparisonGroup } = member
  return { isCouncil, getsLetter, isOnMap, comparisonGroup }
}

function facts({ edition, letterDate, publishedAt, population, settings }: Cycle) {
  return {
    edition,
    letterDate,
    publishedAt: publishedAt.toISOString(),
    population: population === null ? null : { year: population.year, release: population.release },
    settings,
  }
}
