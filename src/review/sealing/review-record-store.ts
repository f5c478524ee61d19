import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { authorityId } from '../../authorities/authority.ts'
import { readPopulations } from '../../authorities/authority-store.ts'
import type { CycleAuthority } from '../../cycle/cycle.ts'
import { cycleSettingsSchema } from '../../cycle/cycle-settings.ts'
import { findCycle, readCycleAuthorities } from '../../cycle/cycle-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { Letter } from '../../letters/letter.ts'
import { letterHash } from '../../letters/letter-hash.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { NationalCount } from '../../statistics/national-count.ts'
import {
  type AuthorityRecord,
  type CommonRecord,
  hashOfCases,
  type RecordedAverage,
  type RecordedCycle,
  type RecordedFigure,
  type RecordedLetter,
  type ReviewRecord,
  type SetOfCases,
} from './review-record.ts'

type Reader = Database | Transaction

/** Which revision of which year. */
export type RevisionKey = { readonly year: ReportingYear; readonly revision: number }

/** What a record has besides figures and counts. */
type RecordFrame = {
  readonly cycle: RecordedCycle
  readonly members: readonly Omit<CycleAuthority, 'id'>[]
  readonly wording: string | null
  /** By slug. */
  readonly letters: ReadonlyMap<string, RecordedLetter>
  readonly casesHashes: ReadonlyMap<string, string>
}

/** The record of a draft, with the cycle as it stands now and the letters and the wording that are given. */
export async function readDraftRecord(
  database: Reader,
  key: RevisionKey,
  { letters, wording }: Pick<RecordFrame, 'letters' | 'wording'>,
): Promise<ReviewRecord> {
  const cycle = await findCycle(database, key.year)
  if (!cycle) throw new Error(`the draft of ${key.year} has no cycle`)
  const members = await readCycleAuthorities(database, key.year)
  const casesHashes = await hashCountedCases(database, key)
  return readRecord(database, key, { cycle, members, wording, letters, casesHashes })
}

/** The record of a sealed revision that this connection can see; undefined where it sees none. */
export async function readSealedRecord(
  database: Reader,
  key: RevisionKey,
): Promise<ReviewRecord | undefined> {
  const sealed = await database
    .selectFrom('seal')
    .innerJoin('sealedCycle', (join) =>
      join.onRef('sealedCycle.year', '=', 'seal.year').onRef('sealedCycle.revision', '=', 'seal.revision'),
    )
    .select(['wording', 'edition', 'letterDate', 'populationYear', 'populationRelease', 'settings'])
    .where('seal.year', '=', key.year)
    .where('seal.revision', '=', key.revision)
    .executeTakeFirst()
  if (!sealed) return undefined
  const { wording, edition, letterDate, populationYear, populationRelease, settings } = sealed
  const population =
    populationYear === null || populationRelease === null
      ? null
      : { year: populationYear, release: populationRelease }
  return readRecord(database, key, {
    cycle: { edition, letterDate, population, settings: cycleSettingsSchema.parse(settings) },
    members: await readSealedMembers(database, key),
    wording,
    letters: await hashKeptLetters(database, key),
    casesHashes: await readCasesHashes(database, key),
  })
}

/** Of the text of an edition's wording. */
export function hashOfWording(wording: string): string {
  return createHash('sha256').update(wording).digest('hex')
}

async function readRecord(database: Reader, key: RevisionKey, frame: RecordFrame): Promise<ReviewRecord> {
  const { cycle, wording } = frame
  const common: CommonRecord = {
    ...key,
    reason: await readReason(database, key),
    cycle,
    averages: await readAverages(database, key),
    nationalCounts: await readCounts(database, key),
    wordingHash: wording === null ? null : hashOfWording(wording),
  }
  return { common, authorities: await readAuthorityRecords(database, key, frame) }
}

async function readAuthorityRecords(
  database: Reader,
  key: RevisionKey,
  { cycle: { population }, members, letters, casesHashes }: RecordFrame,
): Promise<readonly AuthorityRecord[]> {
  const figures = await readFigures(database, key)
  const sets = await readCountedSets(database, key)
  const residents = population && (await readPopulations(database, population.year, population.release))
  const idOf = await readIds(database)
  const memberships = new Map(members.map(({ slug, ...membership }) => [slug, membership]))
  return [...new Set([...figures.keys(), ...sets.keys(), ...memberships.keys()])].sort().map((slug) => {
    const membership = memberships.get(slug)
    return {
      slug,
      residents: residents?.get(idOf(slug)) ?? null,
      membership: membership
        ? {
            isCouncil: membership.isCouncil,
            getsLetter: membership.getsLetter,
            isOnMap: membership.isOnMap,
            comparisonGroup: membership.comparisonGroup,
          }
        : null,
      figures: figures.get(slug) ?? [],
      countedSets: sets.get(slug) ?? [],
      casesHash: casesHashes.get(slug) ?? '',
      letter: letters.get(slug) ?? null,
    }
  })
}

async function readReason(database: Reader, { year, revision }: RevisionKey): Promise<string | null> {
  const row = await database
    .selectFrom('revision')
    .select('reason')
    .where('year', '=', year)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  return row.reason
}

async function readAverages(
  database: Reader,
  { year, revision }: RevisionKey,
): Promise<readonly RecordedAverage[]> {
  return database
    .selectFrom('groupAverage')
    .select(['comparisonGroup', 'measure', 'numerator', 'denominator'])
    .select(['memberCount', 'groupMemberCount', 'meanOfRates'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
}

async function readCounts(
  database: Reader,
  { year, revision }: RevisionKey,
): Promise<readonly NationalCount[]> {
  return database
    .selectFrom('nationalCount')
    .select(['comparisonGroup', 'counted', 'category', 'caseCount as count'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
}

async function readFigures(
  database: Reader,
  { year, revision }: RevisionKey,
): Promise<ReadonlyMap<string, readonly RecordedFigure[]>> {
  const rows = await database
    .selectFrom('figure')
    .innerJoin('authority', 'authority.authorityId', 'figure.authorityId')
    .select(['slug', 'measure', 'state', 'numerator', 'denominator', 'origin', 'document'])
    .select(['methodVersion', 'comparisonGroup'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
  return bySlug(rows)
}

async function readCountedSets(
  database: Reader,
  { year, revision }: RevisionKey,
): Promise<ReadonlyMap<string, AuthorityRecord['countedSets']>> {
  const rows = await database
    .selectFrom('countedSet')
    .innerJoin('authority', 'authority.authorityId', 'countedSet.authorityId')
    .select(['slug', 'countedSet.countedSet as set', 'complaintCount as count'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
  return bySlug(rows)
}

/** What stands for the cases of every authority that a revision counts, made from the cases themselves. */
export async function hashCountedCases(
  database: Reader,
  { year, revision }: RevisionKey,
): Promise<ReadonlyMap<string, string>> {
  const { salt } = await database
    .selectFrom('revision')
    .select('salt')
    .where('year', '=', year)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  const rows = await database
    .selectFrom('countedSet')
    .innerJoin('authority', 'authority.authorityId', 'countedSet.authorityId')
    .select(['slug', 'countedSet.countedSet as set', 'complaintIds as cases'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
  const none = (await readSlugs(database)).map((slug) => [slug, hashOfCases(salt, slug, [])] as const)
  const counted = [...bySlug<SetOfCases>(rows)].map(
    ([slug, sets]) => [slug, hashOfCases(salt, slug, sets)] as const,
  )
  return new Map([...none, ...counted])
}

async function readCasesHashes(
  database: Reader,
  { year, revision }: RevisionKey,
): Promise<ReadonlyMap<string, string>> {
  const rows = await database
    .selectFrom('sealLeaf')
    .innerJoin('authority', 'authority.authorityId', 'sealLeaf.authorityId')
    .select(['slug', 'casesHash'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
  return new Map(rows.map(({ slug, casesHash }) => [slug, casesHash.toString('hex')]))
}

async function readSealedMembers(
  database: Reader,
  { year, revision }: RevisionKey,
): Promise<readonly Omit<CycleAuthority, 'id'>[]> {
  return database
    .selectFrom('sealedCycleAuthority')
    .innerJoin('authority', 'authority.authorityId', 'sealedCycleAuthority.authorityId')
    .select(['slug', 'isCouncil', 'getsLetter', 'isOnMap', 'comparisonGroup'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
}

/** The letter that stands for each authority in a revision: its own, or the latest before it. */
export async function hashKeptLetters(
  database: Reader,
  key: RevisionKey,
): Promise<ReadonlyMap<string, RecordedLetter>> {
  const letters = await readStandingLetters(database, key)
  return new Map(
    letters.map(({ slug, revision, content, pdfHash }) => [
      slug,
      {
        revision,
        contentHash: letterHash(content).toString('hex'),
        pdfHash: pdfHash?.toString('hex') ?? null,
      },
    ]),
  )
}

/** A letter as it is kept. */
export type StandingLetter = {
  readonly slug: string
  readonly revision: number
  readonly content: Letter
  readonly pdfHash: Buffer | null
}

/** The letters that stand in a revision and that this connection can see, in the order of their slugs. */
export async function readStandingLetters(
  database: Reader,
  { year, revision }: RevisionKey,
): Promise<readonly StandingLetter[]> {
  const { rows } = await sql<StandingLetter>`
    select distinct on (slug collate "C") slug, revision, content, pdf_hash
    from letter
    join authority using (authority_id)
    where year = ${year} and revision <= ${revision}
    order by slug collate "C", revision desc
  `.execute(database)
  return rows
}

async function readSlugs(database: Reader): Promise<readonly string[]> {
  const rows = await database.selectFrom('authority').select('slug').execute()
  return rows.map(({ slug }) => slug)
}

async function readIds(database: Reader) {
  const rows = await database.selectFrom('authority').select(['authorityId', 'slug']).execute()
  const ids = new Map(rows.map((row) => [row.slug, row.authorityId]))
  return (slug: string) => {
    const id = ids.get(slug)
    if (id === undefined) throw new Error(`there is no authority ${slug}`)
    return authorityId(id)
  }
}

/** Rows of each authority together, without its slug. */
function bySlug<Row extends object>(
  rows: readonly (Row & { readonly slug: string })[],
): ReadonlyMap<string, readonly Omit<Row, 'slug'>[]> {
  const groups = new Map<string, Omit<Row, 'slug'>[]>()
  for (const { slug, ...row } of rows) {
    const group = groups.get(slug)
    if (group) group.push(row)
    else groups.set(slug, [row])
  }
  return groups
}
