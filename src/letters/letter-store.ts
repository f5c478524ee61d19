import { sql } from 'kysely'
import type { KnownAuthority } from '../authorities/authority.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import { successorsOn } from '../authorities/authority-succession.ts'
import { readInstallation } from '../authorities/installation-store.ts'
import { addresseeAt, holderOn, type OfficeHolder } from '../authorities/office-holder.ts'
import { readOfficeHoldersOn } from '../authorities/office-holder-store.ts'
import type { Cycle, CycleAuthority } from '../cycle/cycle.ts'
import { readCycleAuthorities } from '../cycle/cycle-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import type { IsoDate, ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { readAllFigures, readYearlyFigures } from '../statistics/yearly-figures-store.ts'
import { readTrainingTotals } from '../training/training-store.ts'
import { type RecordedParagraph, readBespokeParagraphs } from './bespoke-paragraph-store.ts'
import { demonstrationNote } from './demonstration-note.ts'
import type { BespokeParagraph, LetterFacts, TrainingRecord } from './letter-facts.ts'

/** What is on record for every letter of a cycle, or for one authority's, in a handful of queries. */
export async function readLetterFacts(
  database: Database | Transaction,
  scheme: Scheme,
  cycle: Cycle & { readonly edition: string },
  onlySlug?: string,
): Promise<readonly LetterFacts[]> {
  const { year, letterDate } = cycle
  const members = (await readCycleAuthorities(database, year)).filter(
    ({ getsLetter, slug }) => getsLetter && (onlySlug === undefined || slug === onlySlug),
  )
  const [first] = members
  if (!first) return []
  const authorities = new Map(
    (await readAuthorities(database)).map((authority) => [authority.slug, authority]),
  )
  const holders = groupByAuthority(await readOfficeHoldersOn(database, letterDate))
  const training = await readTrainingRecord(database, scheme, year)
  const bespoke = await readBespokeParagraphs(database, year)
  const installation = await readInstallation(database)
  const figures =
    onlySlug === undefined
      ? await readAllFigures(database, year)
      : new Map([[Number(first.id), await readYearlyFigures(database, first.id, year)]])
  const letterCycle = {
    year,
    edition: cycle.edition,
    letterDate,
    publicationDate: dayOf(scheme, cycle.publishedAt),
    settings: cycle.settings,
  }
  return members.map((member): LetterFacts => {
    const authority = known(authorities, member)
    const bodies = successorsOn(authorities, authority.slug, letterDate)
    return {
      authority: {
        slug: authority.slug,
        officialName: authority.officialName,
        isInvented: authority.isInvented,
        endsOn: authority.endsOn,
        successorNames: bodies.filter((body) => body !== authority).map((body) => body.officialName),
      },
      cycle: letterCycle,
      membership: {
        isCouncil: member.isCouncil,
        isOnMap: member.isOnMap,
        comparisonGroup: member.comparisonGroup,
      },
      figures: figures.get(member.id) ?? noFigures(cycle, member),
      addressees: bodies.flatMap((body) => addresseeAt(holders.get(body.slug) ?? [], body, letterDate) ?? []),
      hasLeader: bodies.every((body) => isInOffice(holders, body, 'leader', letterDate)),
      hasScrutinyChair: bodies.every((body) => isInOffice(holders, body, 'scrutiny-chair', letterDate)),
      training,
      bespokeParagraph: paragraphOf(bespoke.get(member.id)),
      demonstrationNote: installation?.isDemonstration
        ? demonstrationNote(authority, member.isCouncil, letterDate)
        : null,
    }
  })
}

/**
 * What letters of a year say of training. Once some were sealed, that stays: attendance that is put right afterwards is
 * no reason to write anew to everybody, and a letter corrected for its figures says the rest as it did.
 */
async function readTrainingRecord(
  database: Database | Transaction,
  scheme: Scheme,
  year: ReportingYear,
): Promise<TrainingRecord> {
  const { rows } = await sql<{ training: TrainingRecord }>`
    select facts->'training' as training
    from letter
    where year = ${year} and facts is not null
    and revision = (select min(revision) from letter where year = ${year} and facts is not null)
    limit 1
  `.execute(database)
  if (rows[0]) return rows[0].training
  const totals = (await readTrainingTotals(database, scheme)).map(({ origin: _, ...total }) => total)
  return {
    thisYear: totals.find((total) => total.year === year) ?? null,
    earlierYears: totals.filter((total) => total.year < year),
  }
}

function known(authorities: ReadonlyMap<string, KnownAuthority>, { slug }: CycleAuthority): KnownAuthority {
  const authority = authorities.get(slug)
  if (!authority) throw new Error(`the cycle has the member ${slug}, which is no authority`)
  return authority
}

/** The letters of an authority whose figures were never calculated are held, one by one, and say so. */
function noFigures(cycle: Cycle, { comparisonGroup }: CycleAuthority): LetterFacts['figures'] {
  return {
    year: cycle.year,
    revision: 0,
    methodVersion: 0,
    figures: new Map(),
    comparisonGroup,
    averages: new Map(),
  }
}

/** Looked up once for each authority instead of through everybody in office. */
function groupByAuthority(holders: readonly OfficeHolder[]): ReadonlyMap<string, readonly OfficeHolder[]> {
  const groups = new Map<string, OfficeHolder[]>()
  for (const holder of holders) {
    const group = groups.get(holder.authority)
    if (group) group.push(holder)
    else groups.set(holder.authority, [holder])
  }
  return groups
}

function isInOffice(
  holders: ReadonlyMap<string, readonly OfficeHolder[]>,
  { slug }: KnownAuthority,
  role: OfficeHolder['role'],
  date: IsoDate,
): boolean {
  return holderOn(holders.get(slug) ?? [], slug, role, date) !== undefined
}

function paragraphOf(recorded: RecordedParagraph | undefined): BespokeParagraph | null {
  return recorded ? { text: recorded.text, isApproved: recorded.approvedBy !== null } : null
}
