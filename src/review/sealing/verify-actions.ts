import { createHash } from 'node:crypto'
import { canonicalJson, type JsonValue } from '../../audit/audit-chain.ts'
import type { Database } from '../../database/connection.ts'
import { composeLetter } from '../../letters/compose-letter.ts'
import { type Edition, loadEditionAs } from '../../letters/editions.ts'
import type { Letter } from '../../letters/letter.ts'
import type { LetterFacts } from '../../letters/letter-facts.ts'
import { letterHash } from '../../letters/letter-hash.ts'
import type { PrintedLetter } from '../../letters/letter-pdf.ts'
import { reissuedLetter } from '../../letters/reissue.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { areFiguresOutdated } from '../../statistics/yearly-figures-actions.ts'
import { readLettersBefore } from '../correction/reissue-store.ts'
import type { Difference } from './difference.ts'
import { figureDifferences } from './figures-check.ts'
import { factsFromKept } from './kept-facts.ts'
import type { PublicSeal } from './public-seal.ts'
import { type AuthorityRecord, hashLeaves, hashRecord, type ReviewRecord } from './review-record.ts'
import { hashCountedCases, hashOfWording, type RevisionKey, readSealedRecord } from './review-record-store.ts'
import { type KeptLetter, readKeptLetters, readKeptSeal, readLatestRevision } from './seal-store.ts'

/** What came of rebuilding a sealed revision. */
export type Verification = RevisionKey & {
  readonly fingerprint: Buffer
  readonly authorityCount: number
  readonly letterCount: number
  /** Letters whose finished PDF was typeset again and compared. */
  readonly pdfCount: number
  readonly differences: readonly Difference[]
  /** Whether the cases on record today would give these figures; null where that cannot be told. */
  readonly holdsToday: boolean | null
}

export type Verifier = {
  readonly scheme: Scheme
  /** Typesets a letter, and reads it back. */
  readonly print: (letter: Letter) => Promise<PrintedLetter>
}

/**
 * Rebuilds a sealed revision from what it was frozen with, and compares: the cases each figure counts, the figures,
 * the letters and their PDFs, and the fingerprint of all of it. Undefined where the revision was never sealed.
 */
export async function verifyRevision(
  database: Database,
  verifier: Verifier,
  key: RevisionKey,
): Promise<Verification | undefined> {
  const seal = await readKeptSeal(database, key)
  const kept = seal && (await readSealedRecord(database, key))
  if (!seal || !kept) return undefined
  const cases = await hashCountedCases(database, key)
  const record = {
    ...kept,
    authorities: kept.authorities.map((authority) => ({
      ...authority,
      casesHash: cases.get(authority.slug) ?? '',
    })),
  }
  const letters = await readKeptLetters(database, key)
  const rebuilt = await rebuildLetters(database, verifier, key, record, seal.wording, letters)
  return {
    ...key,
    fingerprint: seal.fingerprint,
    authorityCount: record.authorities.length,
    letterCount: letters.length,
    pdfCount: rebuilt.pdfCount,
    differences: [
      ...casesDifferences(kept, record),
      ...figureDifferences(verifier.scheme, record),
      ...rebuilt.differences,
      ...hashDifferences(record, seal),
    ],
    holdsToday: await holdsToday(database, verifier.scheme, key),
  }
}

/** Checks the public file of a seal by itself, and against a fingerprint that was noted elsewhere, if one is given. */
export async function verifyPublicSeal(
  { scheme, print }: Verifier,
  seal: PublicSeal,
  expected: Buffer | undefined,
): Promise<Verification> {
  const { record, leaves, letters } = seal
  const { year, revision } = record.common
  const { fingerprint } = hashLeaves(leaves.common, leaves.authorities)
  const printed = await checkPublicLetters(print, seal)
  return {
    ...{ year, revision, fingerprint },
    authorityCount: record.authorities.length,
    letterCount: letters.length,
    pdfCount: printed.pdfCount,
    differences: [
      ...orderDifferences(record),
      ...figureDifferences(scheme, record),
      ...wordingDifferences(record, seal.wording),
      ...printed.differences,
      ...fingerprintDifferences(fingerprint, seal, expected),
    ],
    holdsToday: null,
  }
}

/** The cases of each set, beside what stands for them in the seal. */
function casesDifferences(kept: ReviewRecord, rebuilt: ReviewRecord): Difference[] {
  const before = new Map(kept.authorities.map(({ slug, casesHash }) => [slug, casesHash]))
  return rebuilt.authorities
    .filter(({ slug, casesHash }) => before.get(slug) !== casesHash)
    .map(({ slug }) => ({ slug, what: 'The cases counted are not those that were sealed.' }))
}

function hashDifferences(
  record: ReviewRecord,
  seal: NonNullable<Awaited<ReturnType<typeof readKeptSeal>>>,
): Difference[] {
  const hashes = hashRecord(record)
  const differences: Difference[] = []
  if (!hashes.common.equals(seal.commonHash)) {
    differences.push({
      slug: null,
      what: 'The cycle, the averages, the national counts or the wording are not as they were sealed.',
    })
  }
  for (const slug of new Set([...hashes.authorities.keys(), ...seal.leaves.keys()])) {
    const [now, sealed] = [hashes.authorities.get(slug), seal.leaves.get(slug)]
    if (now && sealed && now.equals(sealed)) continue
    const what = sealed
      ? 'What is recorded is not as it was sealed.'
      : 'It was not there when this was sealed.'
    differences.push({ slug, what: now ? what : 'What was sealed of it is gone.' })
  }
  if (!hashes.fingerprint.equals(seal.fingerprint)) {
    differences.push({ slug: null, what: 'The fingerprint of what is recorded is not that of the seal.' })
  }
  return differences
}

type RebuiltLetters = { readonly pdfCount: number; readonly differences: readonly Difference[] }

/** Composes and typesets the letters of a revision again, from the facts and the wording that were sealed. */
async function rebuildLetters(
  database: Database,
  { scheme, print }: Verifier,
  key: RevisionKey,
  record: ReviewRecord,
  wording: string | null,
  letters: readonly KeptLetter[],
): Promise<RebuiltLetters> {
  const edition = editionOf(record, wording)
  const before = await readLettersBefore(database, key.year, key.revision)
  const authorities = new Map(record.authorities.map((authority) => [authority.slug, authority]))
  const checked = await Promise.all(
    letters.map(async (kept) => {
      const differ = (what: string): Difference => ({ slug: kept.slug, what })
      const differences: Difference[] = []
      if (edition === undefined) differences.push(differ('This version of Upheld has no such edition.'))
      else if (kept.facts === null) differences.push(differ('What its letter was made from is not kept.'))
      else {
        const facts = factsFromKept(kept.facts)
        const letter = recompose(facts, edition, scheme, before.get(kept.slug), kept)
        if (!letter || !letterHash(letter).equals(letterHash(kept.content))) {
          differences.push(differ('Its letter, composed again, says something else.'))
        }
        if (!haveSameFigures(facts, authorities.get(kept.slug))) {
          differences.push(differ('Its letter was made from other figures than those that are sealed.'))
        }
      }
      if (kept.pdf === null || kept.pdfHash === null) return { differences, hasPdf: false }
      if (!sha256(kept.pdf).equals(kept.pdfHash))
        differences.push(differ('The PDF of its letter is another file.'))
      differences.push(...(await pdfDifferences(print, kept.slug, kept.content, kept.pdfHash)))
      return { differences, hasPdf: true }
    }),
  )
  return {
    pdfCount: checked.filter(({ hasPdf }) => hasPdf).length,
    differences: checked.flatMap(({ differences }) => differences),
  }
}

function editionOf({ common: { cycle } }: ReviewRecord, wording: string | null): Edition | undefined {
  if (cycle.edition === null || wording === null) return undefined
  try {
    return loadEditionAs(cycle.edition, wording)
  } catch {
    // The sealed wording does not fit the rules of this version.
    return undefined
  }
}

function recompose(
  facts: LetterFacts,
  edition: Edition,
  scheme: Scheme,
  earlier: Letter | undefined,
  { reissuedOn, reason }: KeptLetter,
): Letter | undefined {
  const composed = composeLetter(facts, edition, scheme)
  if (!composed.ok) return undefined
  if (!earlier || reissuedOn === null || reason === null) return composed.letter
  return reissuedLetter(composed.letter, earlier, { on: reissuedOn, reason })
}

/** Whether a letter was made from the figures its authority has in the record. */
function haveSameFigures({ figures }: LetterFacts, recorded: AuthorityRecord | undefined): boolean {
  const ofLetter = [...figures.figures].map(([measure, figure]) =>
    figure.state === 'calculated'
      ? [measure, figure.state, figure.numerator, figure.denominator ?? null]
      : [measure, figure.state, null, figure.state === 'nothing-to-report' ? 0 : null],
  )
  const ofRecord = (recorded?.figures ?? []).map(({ measure, state, numerator, denominator }) => [
    measure,
    state,
    numerator,
    denominator,
  ])
  const inOrder = (rows: readonly JsonValue[]) =>
    rows
      .map((row) => canonicalJson(row))
      .sort()
      .join()
  return inOrder(ofLetter) === inOrder(ofRecord)
}

async function pdfDifferences(
  print: Verifier['print'],
  slug: string,
  letter: Letter,
  pdfHash: Buffer,
): Promise<Difference[]> {
  const printed = await print(letter)
  if (!printed.ok) {
    const why = printed.problems.map(({ reason }) => reason).join('; ')
    return [{ slug, what: `Its letter cannot be typeset again: ${why}.` }]
  }
  if (sha256(Buffer.from(printed.pdf)).equals(pdfHash)) return []
  return [{ slug, what: 'Its letter, typeset again, is not the PDF that was sealed, byte for byte.' }]
}

async function holdsToday(database: Database, scheme: Scheme, key: RevisionKey): Promise<boolean | null> {
  // A later revision says already that something was changed since.
  if ((await readLatestRevision(database, key.year)) !== key.revision) return null
  return !(await areFiguresOutdated(database, scheme, key.year))
}

async function checkPublicLetters(print: Verifier['print'], seal: PublicSeal): Promise<RebuiltLetters> {
  const contents = new Map(seal.letters.map(({ slug, content }) => [slug, content]))
  const expected = seal.record.authorities.flatMap(({ slug, letter }) => (letter ? [{ slug, letter }] : []))
  const known = new Set(expected.map(({ slug }) => slug))
  const strangers = [...contents.keys()].filter((slug) => !known.has(slug))
  const checked = await Promise.all(
    expected.map(async ({ slug, letter }) => {
      const content = contents.get(slug)
      if (content === undefined)
        return { hasPdf: false, differences: [{ slug, what: 'Its letter is missing.' }] }
      if (sha256(Buffer.from(canonicalJson(content))).toString('hex') !== letter.contentHash) {
        return { hasPdf: false, differences: [{ slug, what: 'Its letter is not the one that was sealed.' }] }
      }
      if (letter.pdfHash === null) return { hasPdf: false, differences: [] }
      // Exactly what was sealed, which was a letter.
      const sealed = content as unknown as Letter
      const pdfHash = Buffer.from(letter.pdfHash, 'hex')
      return { hasPdf: true, differences: await pdfDifferences(print, slug, sealed, pdfHash) }
    }),
  )
  return {
    pdfCount: checked.filter(({ hasPdf }) => hasPdf).length,
    differences: [
      ...strangers.map((slug) => ({ slug, what: 'There is a letter to it that was not sealed.' })),
      ...checked.flatMap(({ differences }) => differences),
    ],
  }
}

function orderDifferences({ authorities }: ReviewRecord): Difference[] {
  return authorities.flatMap(({ slug }, index) => {
    const before = authorities[index - 1]
    if (before === undefined || before.slug < slug) return []
    return [{ slug, what: 'It does not stand in its place in the order of names.' }]
  })
}

function wordingDifferences({ common: { wordingHash } }: ReviewRecord, wording: string | null): Difference[] {
  if ((wording === null ? null : hashOfWording(wording)) === wordingHash) return []
  return [{ slug: null, what: 'The wording of the letters is not the one that was sealed.' }]
}

function fingerprintDifferences(
  fingerprint: Buffer,
  seal: PublicSeal,
  expected: Buffer | undefined,
): Difference[] {
  const differences: Difference[] = []
  if (fingerprint.toString('hex') !== seal.fingerprint) {
    differences.push({
      slug: null,
      what: 'The fingerprint of the content is not the one that the file names.',
    })
  }
  if (expected && !fingerprint.equals(expected)) {
    differences.push({ slug: null, what: 'The fingerprint of the content is not the one you gave.' })
  }
  return differences
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
