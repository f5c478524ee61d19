import { sql } from 'kysely'
import type { Database, Transaction } from '../../database/connection.ts'
import type { Letter } from '../../letters/letter.ts'
import type { LetterFacts } from '../../letters/letter-facts.ts'
import { type IsoDate, type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import { keptFacts } from './kept-facts.ts'
import type { RecordHashes, ReviewRecord } from './review-record.ts'
import type { RevisionKey } from './review-record-store.ts'

/** What a revision is sealed with, besides what is there already. */
export type NewSeal = {
  readonly sealedAt: Date
  /** The moment, where it is given one at once. */
  readonly publishedAt: Date | null
  readonly sealedBy: string
  /** What the public reads in place of the person; null where a command seals. */
  readonly sealedByPost: string | null
  readonly approvalCount: number
  readonly record: ReviewRecord
  readonly hashes: RecordHashes
  readonly wording: string | null
  readonly upheldVersion: string
}

/** A letter to keep, with what it was composed from. */
type LetterToKeep = {
  readonly letter: Letter
  readonly facts: LetterFacts
  readonly contentHash: Buffer
  readonly pdfHash: Buffer | null
}

/** Seals a draft, whose letters are kept already: from here on the database refuses to change any of it. */
export async function sealDraft(transaction: Transaction, key: RevisionKey, seal: NewSeal): Promise<void> {
  const { year, revision } = key
  const { sealedAt, publishedAt, sealedBy, sealedByPost, approvalCount, wording, upheldVersion } = seal
  const { record, hashes } = seal
  await keepCycle(transaction, key)
  await transaction
    .insertInto('seal')
    .values({
      ...{ year, revision, sealedAt, sealedBy, sealedByPost, approvalCount, wording, upheldVersion },
      fingerprint: hashes.fingerprint,
      commonHash: hashes.common,
    })
    .execute()
  await insertLeaves(transaction, key, record, hashes)
  await transaction
    .updateTable('revision')
    .set({ sealedAt, publishedAt })
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
}

/** The cycle and its members as they stand now, for the pages and the record of this revision. */
async function keepCycle(transaction: Transaction, { year, revision }: RevisionKey): Promise<void> {
  await sql`
    insert into sealed_cycle
    select year, ${revision}::smallint, edition, letter_date, population_year, population_release, settings
    from cycle
    where year = ${year}
  `.execute(transaction)
  await sql`
    insert into sealed_cycle_authority
    select authority_id, year, ${revision}::smallint, is_council, gets_letter, is_on_map, comparison_group
    from cycle_authority
    where year = ${year}
  `.execute(transaction)
}

async function insertLeaves(
  transaction: Transaction,
  { year, revision }: RevisionKey,
  { authorities }: ReviewRecord,
  hashes: RecordHashes,
): Promise<void> {
  await sql`
    insert into seal_leaf (authority_id, year, revision, cases_hash, leaf_hash)
    select authority_id, ${year}::smallint, ${revision}::smallint, cases_hash, leaf_hash
    from unnest(
      ${authorities.map(({ slug }) => slug)}::text[],
      ${authorities.map(({ casesHash }) => Buffer.from(casesHash, 'hex'))}::bytea[],
      ${authorities.map(({ slug }) => hashes.authorities.get(slug))}::bytea[]
    ) as leaf (slug, cases_hash, leaf_hash)
    join authority using (slug)
  `.execute(transaction)
}

/** Keeps the letters of a draft that is about to be sealed; their proven PDFs are copied within the database. */
export async function keepLetters(
  transaction: Transaction,
  { year, revision }: RevisionKey,
  letters: readonly LetterToKeep[],
): Promise<void> {
  await sql`
    insert into letter (authority_id, year, revision, content, facts, pdf, pdf_hash)
    select authority_id, ${year}::smallint, ${revision}::smallint, content, facts, pdf, letter_proof.pdf_hash
    from unnest(
      ${letters.map(({ letter }) => letter.slug)}::text[],
      ${letters.map(({ letter }) => JSON.stringify(letter))}::jsonb[],
      ${letters.map(({ facts }) => JSON.stringify(keptFacts(facts)))}::jsonb[],
      ${letters.map(({ contentHash, pdfHash }) => pdfHash && contentHash)}::bytea[]
    ) as made (slug, content, facts, content_hash)
    join authority using (slug)
    left join letter_proof using (content_hash)
  `.execute(transaction)
}

/** Shows a fingerprint from a moment on; false where it is shown already. */
export async function setFingerprintShown(
  transaction: Transaction,
  { year, revision }: RevisionKey,
  shownAt: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('seal')
    .set({ fingerprintShownAt: shownAt })
    .where('year', '=', year)
    .where('revision', '=', revision)
    .where('fingerprintShownAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What anybody may know of a seal that this connection can see. */
export type Seal = RevisionKey & {
  readonly fingerprint: Buffer
  readonly sealedAt: Date
  readonly sealedByPost: string | null
  readonly approvalCount: number
  /** From when on it was shown ahead of what it stands for; null where it was not. */
  readonly fingerprintShownAt: Date | null
  /** When its revision became public, or will; null where this connection sees no such moment. */
  readonly publishedAt: Date | null
}

/** What the public file of a seal says of it; undefined where this connection does not see what was sealed. */
export async function findPublicSeal(
  database: Database,
  { year, revision }: RevisionKey,
): Promise<
  | {
      readonly sealedAt: Date
      readonly fingerprint: Buffer
      readonly wording: string | null
      readonly upheldVersion: string
    }
  | undefined
> {
  return database
    .selectFrom('seal')
    .innerJoin('revision', (join) =>
      join.onRef('revision.year', '=', 'seal.year').onRef('revision.revision', '=', 'seal.revision'),
    )
    .select(['seal.sealedAt', 'fingerprint', 'wording', 'upheldVersion'])
    .where('seal.year', '=', year)
    .where('seal.revision', '=', revision)
    .executeTakeFirst()
}

/** Every seal that this connection can see, the newest year first, its revisions in order. */
export async function readSeals(
  database: Database | Transaction,
  year?: ReportingYear,
): Promise<readonly Seal[]> {
  let query = database
    .selectFrom('seal')
    .leftJoin('revision', (join) =>
      join.onRef('revision.year', '=', 'seal.year').onRef('revision.revision', '=', 'seal.revision'),
    )
    .select(['seal.year', 'seal.revision', 'fingerprint', 'seal.sealedAt', 'sealedByPost', 'approvalCount'])
    .select(['fingerprintShownAt', 'publishedAt'])
    .orderBy('seal.year', 'desc')
    .orderBy('seal.revision')
  if (year !== undefined) query = query.where('seal.year', '=', year)
  const rows = await query.execute()
  return rows.map((row) => ({ ...row, year: reportingYear(row.year) }))
}

/** A seal as those who made it keep it, with the hashes of its leaves. */
export type KeptSeal = {
  readonly fingerprint: Buffer
  readonly commonHash: Buffer
  readonly wording: string | null
  /** By slug. */
  readonly leaves: ReadonlyMap<string, Buffer>
}

/** The seal of a revision; undefined where it was never sealed. */
export async function readKeptSeal(
  database: Database,
  { year, revision }: RevisionKey,
): Promise<KeptSeal | undefined> {
  const seal = await database
    .selectFrom('seal')
    .select(['fingerprint', 'commonHash', 'wording'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .executeTakeFirst()
  const leaves = await database
    .selectFrom('sealLeaf')
    .innerJoin('authority', 'authority.authorityId', 'sealLeaf.authorityId')
    .select(['slug', 'leafHash'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
  return seal && { ...seal, leaves: new Map(leaves.map(({ slug, leafHash }) => [slug, leafHash])) }
}

/** A letter that was sealed with one revision, with all that it was made from and into. */
export type KeptLetter = {
  readonly slug: string
  readonly content: Letter
  readonly facts: unknown
  readonly pdf: Buffer | null
  readonly pdfHash: Buffer | null
  /** What its revision says of itself to those whose letter it replaces. */
  readonly reason: string | null
  readonly reissuedOn: IsoDate | null
}

/** The letters that were sealed with a revision, in the order of their slugs. */
export async function readKeptLetters(
  database: Database,
  { year, revision }: RevisionKey,
): Promise<readonly KeptLetter[]> {
  const { rows } = await sql<KeptLetter>`
    select slug, content, facts, pdf, pdf_hash, reason, reissued_on
    from letter
    join authority using (authority_id)
    join revision using (year, revision)
    where year = ${year} and revision = ${revision}
    order by slug collate "C"
  `.execute(database)
  return rows
}

/** The number of the latest revision of a year, sealed or not. */
export async function readLatestRevision(database: Database, year: ReportingYear): Promise<number> {
  const { latest } = await database
    .selectFrom('revision')
    .select(({ fn }) => fn.max('revision').as('latest'))
    .where('year', '=', year)
    .executeTakeFirstOrThrow()
  return latest
}
