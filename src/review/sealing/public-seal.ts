import { z } from 'zod'
import type { JsonValue } from '../../audit/audit-chain.ts'
import { cycleSettingsSchema } from '../../cycle/cycle-settings.ts'
import type { Letter } from '../../letters/letter.ts'
import { parseReportingYear } from '../../scheme/reporting-year.ts'
import {
  type AuthorityRecord,
  authorityLeaf,
  type CommonRecord,
  commonLeaf,
  type ReviewRecord,
} from './review-record.ts'

/** Everything public of a seal, as a file that anybody can keep and check. */
export type PublicSeal = {
  readonly fingerprint: string
  /** The leaves as they stand in the file, in its order: what the fingerprint is made from. */
  readonly leaves: {
    readonly common: JsonValue
    readonly authorities: readonly { readonly slug: string; readonly leaf: JsonValue }[]
  }
  /** What the leaves say. */
  readonly record: ReviewRecord
  readonly wording: string | null
  readonly letters: readonly PublicLetter[]
}

/** What the file says of itself, before what the fingerprint stands for. */
export type PublicSealHead = {
  readonly isDemonstration: boolean
  readonly sealedAt: Date
  readonly upheldVersion: string
  readonly fingerprint: Buffer
}

/** The text of the file, in pieces: a leaf a line, a letter a line. */
export function* publicSealText(
  head: PublicSealHead,
  record: ReviewRecord,
  wording: string | null,
  letters: readonly { readonly slug: string; readonly content: Letter }[],
): Generator<string> {
  const about = {
    file: 'seal',
    demonstration: head.isDemonstration,
    sealed_at: head.sealedAt.toISOString(),
    upheld_version: head.upheldVersion,
    fingerprint: head.fingerprint.toString('hex'),
    common: commonLeaf(record.common),
    wording,
  }
  yield `${JSON.stringify(about, null, 1).slice(0, -2)},\n "authorities": [`
  yield* lines(record.authorities.map(authorityLeaf))
  yield '],\n "letters": ['
  yield* lines(letters.map(({ slug, content }) => ({ authority: slug, content })))
  yield ']\n}\n'
}

function* lines(items: readonly unknown[]): Generator<string> {
  let separator = '\n'
  for (const item of items) {
    yield separator + JSON.stringify(item)
    separator = ',\n'
  }
  yield '\n'
}

/** The content of a letter that stands in a sealed revision; its hash is in the leaf of its authority. */
export type PublicLetter = { readonly slug: string; readonly content: JsonValue }

export type PublicSealReading =
  | { readonly ok: true; readonly seal: PublicSeal }
  | { readonly ok: false; readonly reason: string }

/** Reads the file of a seal, or says in a sentence why it is none. */
export function readPublicSeal(text: string): PublicSealReading {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'It is no JSON, or only a part of the file.' }
  }
  const reading = fileSchema.safeParse(content)
  if (!reading.success) {
    const [issue] = reading.error.issues
    const place = issue?.path.map(String).join('.') ?? ''
    return { ok: false, reason: `It is not a seal as Upheld publishes one${place && `, at ${place}`}.` }
  }
  const { fingerprint, common, authorities, wording, letters } = reading.data
  // The leaves are hashed as they stand there; what was read of them has other names.
  const raw = content as { readonly common: JsonValue; readonly authorities: readonly JsonValue[] }
  return {
    ok: true,
    seal: {
      fingerprint,
      leaves: {
        common: raw.common,
        authorities: authorities.flatMap(({ slug }, index) => {
          const leaf = raw.authorities[index]
          return leaf === undefined ? [] : [{ slug, leaf }]
        }),
      },
      record: { common, authorities },
      wording,
      letters: letters.map(({ authority, content: letter }) => ({ slug: authority, content: letter })),
    },
  }
}

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().min(0)

const commonSchema = z
  .strictObject({
    year: z.string().transform((text, context) => {
      const year = parseReportingYear(text)
      if (year !== undefined) return year
      context.addIssue({ code: 'custom', message: 'no year' })
      return z.NEVER
    }),
    revision: z.int().min(1),
    reason: z.string().nullable(),
    edition: z.string().nullable(),
    wording_hash: hash.nullable(),
    letter_date: z.iso.date(),
    population_year: z.int().nullable(),
    population_release: z.string().nullable(),
    settings: cycleSettingsSchema,
    averages: z.array(
      z.strictObject({
        comparison_group: z.string(),
        measure: z.string(),
        numerator: count,
        denominator: count,
        member_count: count,
        group_member_count: count,
        mean_of_rates: z.number().nullable(),
      }),
    ),
    national_counts: z.array(
      z.strictObject({
        comparison_group: z.string().nullable(),
        counted: z.string(),
        category: z.string().nullable(),
        count,
      }),
    ),
  })
  .transform(
    (leaf): CommonRecord => ({
      year: leaf.year,
      revision: leaf.revision,
      reason: leaf.reason,
      cycle: {
        edition: leaf.edition,
        letterDate: leaf.letter_date,
        population:
          leaf.population_year === null || leaf.population_release === null
            ? null
            : { year: leaf.population_year, release: leaf.population_release },
        settings: leaf.settings,
      },
      averages: leaf.averages.map((average) => ({
        comparisonGroup: average.comparison_group,
        measure: average.measure,
        numerator: average.numerator,
        denominator: average.denominator,
        memberCount: average.member_count,
        groupMemberCount: average.group_member_count,
        meanOfRates: average.mean_of_rates,
      })),
      nationalCounts: leaf.national_counts.map(({ comparison_group, ...rest }) => ({
        comparisonGroup: comparison_group,
        ...rest,
      })),
      wordingHash: leaf.wording_hash,
    }),
  )

const authoritySchema = z
  .strictObject({
    authority: z.string(),
    residents: count.nullable(),
    membership: z
      .strictObject({
        is_council: z.boolean(),
        gets_letter: z.boolean(),
        is_on_map: z.boolean(),
        comparison_group: z.string().nullable(),
      })
      .nullable(),
    figures: z.array(
      z.strictObject({
        measure: z.string(),
        state: z.string(),
        numerator: count.nullable(),
        denominator: count.nullable(),
        origin: z.string(),
        document: z.string().nullable(),
        method_version: z.int(),
        comparison_group: z.string().nullable(),
      }),
    ),
    counts: z.array(z.strictObject({ set: z.string(), count })),
    cases_hash: hash,
    letter: z
      .strictObject({ revision: z.int().min(1), content_hash: hash, pdf_hash: hash.nullable() })
      .nullable(),
  })
  .transform(
    (leaf): AuthorityRecord => ({
      slug: leaf.authority,
      residents: leaf.residents,
      membership: leaf.membership && {
        isCouncil: leaf.membership.is_council,
        getsLetter: leaf.membership.gets_letter,
        isOnMap: leaf.membership.is_on_map,
        comparisonGroup: leaf.membership.comparison_group,
      },
      figures: leaf.figures.map(({ method_version, comparison_group, ...figure }) => ({
        ...figure,
        methodVersion: method_version,
        comparisonGroup: comparison_group,
      })),
      countedSets: leaf.counts,
      casesHash: leaf.cases_hash,
      letter: leaf.letter && {
        revision: leaf.letter.revision,
        contentHash: leaf.letter.content_hash,
        pdfHash: leaf.letter.pdf_hash,
      },
    }),
  )

const fileSchema = z.object({
  fingerprint: hash,
  common: commonSchema,
  wording: z.string().nullable(),
  authorities: z.array(authoritySchema),
  letters: z.array(z.strictObject({ authority: z.string(), content: z.json() })),
})
