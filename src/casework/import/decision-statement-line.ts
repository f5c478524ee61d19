import { z } from 'zod'
import { daysAfter } from '../../scheme/calendar-days.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { type IsoDate, reportingYearOf } from '../../scheme/reporting-year.ts'
import type { ComplianceOutcome, Scheme } from '../../scheme/scheme.ts'
import type { CaseReference } from '../case-reference.ts'
import type { DecisionStatement, StatementSection, StatementWithdrawal } from '../decision-statement.ts'
import type { AuthorityLookup } from './authority-lookup.ts'
import { authorityProblems, type LineProblem, LineProblems, lineText, readShape } from './line-reading.ts'
import { findBySpelling } from './spelling.ts'

/** What a line of a file of statements says, before it is compared with its case. */
export type StatementLine = {
  /** Slug. */
  readonly authority: string
  readonly authorityName: string
  readonly reference: CaseReference
  readonly summary: string
  readonly sections: readonly StatementSection[]
  /** Null where the line leaves it open. */
  readonly publishedAt: string | null
  /** Undefined where the line leaves it open; null where it says that the decision is not withdrawn. */
  readonly withdrawal: StatementWithdrawal | null | undefined
  readonly recommendations: readonly LineRecommendation[]
}

export type LineRecommendation = {
  readonly number: number
  readonly kind: string
  readonly dueOn: IsoDate
  readonly summary: string | null
  readonly settledOn: IsoDate | null
  readonly settlement: string | null
}

/** What is on record of the case that a line names. */
export type StatedCase = {
  /** Slug. */
  readonly authority: string
  readonly authorityName: string
  readonly reference: string
  readonly decidedOn: IsoDate | null
  readonly outcome: string | null
  readonly complianceOutcome: string | null
  readonly recommendations: readonly (LineRecommendation & {
    /** Whether how it ended was recorded here, by a person. */
    readonly isSettledHere: boolean
  })[]
  /** What keeps it from being published, where it is worked on here: that it is held, or a review of the decision. */
  readonly keptBackBy: 'hold' | 'review' | null
  /** What is published of it already. */
  readonly statement: {
    readonly publishedAt: string
    readonly withdrawal: StatementWithdrawal | null
  } | null
}

const mostCharacters = 300_000

/** The keys of a line. */
export const statementLineSchema = z.strictObject({
  authority: lineText(300),
  reference: lineText(30),
  summary: lineText(3_000),
  sections: z
    .array(
      z.strictObject({ heading: lineText(300), paragraphs: z.array(lineText(20_000)).min(1).max(1_000) }),
    )
    .min(1)
    .max(100),
  publishedAt: z.string().optional(),
  withdrawn: z
    .strictObject({ at: z.string(), reason: lineText(1_000) })
    .nullable()
    .optional(),
  recommendations: z
    .array(
      z.strictObject({
        number: z.int().min(1).max(999),
        kind: z.string(),
        due: z.string(),
        summary: lineText(1_000).nullable().optional(),
        settledOn: z.string().nullable().optional(),
        settlement: z.string().nullable().optional(),
      }),
    )
    .max(100)
    .optional(),
})

type LineShape = z.infer<typeof statementLineSchema>
type RecommendationShape = NonNullable<LineShape['recommendations']>[number]

/** Reads a line. Every problem of it is found, not only its first. */
export function readStatementLine(
  value: unknown,
  scheme: Scheme,
  authorities: AuthorityLookup,
):
  | { readonly ok: true; readonly line: StatementLine }
  | { readonly ok: false; readonly problems: readonly LineProblem[] } {
  const shape = readShape(statementLineSchema, value)
  if (!shape.ok) {
    return { ok: false, problems: [...shape.problems, ...authorityProblems(value, authorities)] }
  }
  const { summary, sections, withdrawn, ...written } = shape.line
  const problems = new LineProblems()
  const authority = problems.authority(written.authority, authorities)
  const reference = problems.reference('reference', written.reference)
  const publishedAt =
    written.publishedAt === undefined ? null : problems.moment('publishedAt', written.publishedAt)
  const withdrawal = withdrawn ? withdrawalIn(withdrawn, problems) : withdrawn
  const recommendations = (written.recommendations ?? []).flatMap(
    (one, at) => recommendationIn(one, at, scheme, problems) ?? [],
  )
  const length = sections.flatMap(({ paragraphs }) => paragraphs).reduce((sum, text) => sum + text.length, 0)
  if (length > mostCharacters) {
    const most = mostCharacters.toLocaleString('en-GB')
    problems.refuse('sections', undefined, `The statement is longer than ${most} characters`, 'Shorten it.')
  }
  if (problems.found.length > 0 || authority === null || reference === null) {
    return { ok: false, problems: problems.found }
  }
  return {
    ok: true,
    line: {
      authority: authority.slug,
      authorityName: authority.officialName,
      reference,
      summary,
      sections,
      publishedAt,
      withdrawal,
      recommendations,
    },
  }
}

/** What does not fit between a line and its case; `found` is whatever is on record under the reference. */
export function compareWithCase(
  line: StatementLine,
  found: StatedCase | undefined,
  scheme: Scheme,
): readonly LineProblem[] {
  const problems = new LineProblems()
  if (found === undefined) {
    problems.refuse('reference', line.reference, 'No such case is on record', 'Import its decision first.')
    return problems.found
  }
  if (found.authority !== line.authority) {
    const problem = `This reference is on record as a complaint about ${found.authorityName}`
    problems.refuse('authority', line.authorityName, problem, 'Correct the authority or the reference.')
    return problems.found
  }
  const { outcome, decidedOn } = found
  if (outcome === null || decidedOn === null) {
    problems.refuse('reference', line.reference, 'The case is not decided yet', 'Import its decision first.')
    return problems.found
  }
  if (!scheme.decisionPublication.outcomes.includes(outcome)) {
    const name = scheme.outcomes.find(({ code }) => code === outcome)?.name ?? outcome
    problems.refuse('reference', line.reference, `Decisions “${name}” are not published`, 'Remove the line.')
  }
  if (found.keptBackBy !== null && !line.withdrawal) {
    const problem =
      found.keptBackBy === 'hold'
        ? 'Somebody asked that this decision is not published'
        : 'A review of this decision is under way'
    problems.refuse('reference', line.reference, problem, 'Remove the line, or have that ended first.')
  }
  compareMoments(line, decidedOn, scheme, problems)
  compareRecommendations(line, found, decidedOn, problems)
  compareOutcome(line, found, scheme, problems)
  return problems.found
}

/** A statement as it is to be kept: what its line leaves open stays as it is, or is as the scheme has it. */
export function statementOf(
  line: StatementLine,
  decidedOn: IsoDate,
  onRecord: StatedCase['statement'],
  scheme: Scheme,
): DecisionStatement {
  return {
    authority: line.authority,
    reference: line.reference,
    year: reportingYearOf(scheme, decidedOn),
    summary: line.summary,
    sections: line.sections,
    publishedAt: line.publishedAt ?? onRecord?.publishedAt ?? earliestPublication(decidedOn, scheme),
    withdrawal: line.withdrawal === undefined ? (onRecord?.withdrawal ?? null) : line.withdrawal,
  }
}

function withdrawalIn(
  { at, reason }: StatementWithdrawal,
  problems: LineProblems,
): StatementWithdrawal | undefined {
  const moment = problems.moment('withdrawn, at', at)
  return moment === null ? undefined : { at: moment, reason }
}

function recommendationIn(
  written: RecommendationShape,
  at: number,
  scheme: Scheme,
  problems: LineProblems,
): LineRecommendation | null {
  const field = (name: string) => `recommendations ${at + 1}, ${name}`
  const kind = findBySpelling(scheme.recommendationKinds)(written.kind)
  const known = (entries: readonly { readonly name: string }[]) =>
    `Write one of: ${entries.map(({ name }) => name).join('; ')}.`
  if (kind === undefined) {
    problems.refuse(
      field('kind'),
      written.kind,
      'This is none of the kinds known here',
      known(scheme.recommendationKinds),
    )
  }
  const dueOn = problems.date(field('due'), written.due)
  const settledOn = written.settledOn ? problems.date(field('settledOn'), written.settledOn) : null
  const settlement = written.settlement ? findBySpelling(scheme.complianceOutcomes)(written.settlement) : null
  if (settlement === undefined) {
    problems.refuse(
      field('settlement'),
      written.settlement ?? undefined,
      'This is none of the results known here',
      known(scheme.complianceOutcomes),
    )
  }
  if (Boolean(written.settledOn) !== Boolean(written.settlement)) {
    const missing = written.settledOn ? 'settlement' : 'settledOn'
    problems.refuse(
      field(missing),
      undefined,
      'This is missing',
      'Write both or neither of settledOn and settlement.',
    )
  }
  if (written.summary && kind && !kind.isServiceImprovement) {
    problems.refuse(
      field('summary'),
      written.summary,
      `Only an improvement to a service has one, not ${kind.name}`,
      'Remove it: what was agreed for one person may say who that is.',
    )
  }
  if (kind === undefined || dueOn === null || settlement === undefined) return null
  return {
    number: written.number,
    kind: kind.code,
    dueOn,
    summary: written.summary ?? null,
    settledOn,
    settlement: settlement?.code ?? null,
  }
}

function compareMoments(line: StatementLine, decidedOn: IsoDate, scheme: Scheme, problems: LineProblems) {
  const earliest = earliestPublication(decidedOn, scheme)
  if (line.publishedAt !== null && dayOfMoment(line.publishedAt, scheme) < earliest) {
    const days = scheme.decisionPublication.daysAfterDecision
    const problem = `This is sooner than ${days} days after the decision of ${decidedOn}`
    problems.refuse('publishedAt', line.publishedAt, problem, `Write ${earliest} or later, or leave it out.`)
  }
  if (line.withdrawal && dayOfMoment(line.withdrawal.at, scheme) < decidedOn) {
    problems.refuse(
      'withdrawn, at',
      line.withdrawal.at,
      `This is before the decision of ${decidedOn}`,
      'Correct the day.',
    )
  }
}

function compareRecommendations(
  line: StatementLine,
  found: StatedCase,
  decidedOn: IsoDate,
  problems: LineProblems,
) {
  const seen = new Set<number>()
  for (const [at, { number, kind, dueOn, settledOn, settlement }] of line.recommendations.entries()) {
    const field = (name: string) => `recommendations ${at + 1}, ${name}`
    const onRecord = found.recommendations.find((one) => one.number === number)
    if (seen.has(number))
      problems.refuse(field('number'), String(number), 'This number stands twice', 'Keep one.')
    seen.add(number)
    if (onRecord === undefined) {
      const count = found.recommendations.length
      const problem = `The case has ${count === 1 ? 'one recommendation' : `${count} recommendations`} on record`
      problems.refuse(
        field('number'),
        String(number),
        problem,
        'Correct the number, or import the decision again.',
      )
      continue
    }
    if (onRecord.kind !== kind) {
      problems.refuse(field('kind'), kind, `On record it is ${onRecord.kind}`, 'Correct one of the two.')
    }
    if (onRecord.dueOn !== dueOn) {
      problems.refuse(
        field('due'),
        dueOn,
        `On record it is due on ${onRecord.dueOn}`,
        'Correct one of the two.',
      )
    }
    if (onRecord.isSettledHere && (onRecord.settledOn !== settledOn || onRecord.settlement !== settlement)) {
      const problem = `How this ended was recorded here on ${onRecord.settledOn}`
      problems.refuse(field('settlement'), settlement ?? undefined, problem, 'Write what is on record.')
    }
    if (settledOn !== null && settledOn < decidedOn) {
      problems.refuse(
        field('settledOn'),
        settledOn,
        `This is before the decision of ${decidedOn}`,
        'Correct the date.',
      )
    }
  }
}

/** Once every recommendation is settled, together they have to make the outcome that the case is counted with. */
function compareOutcome(line: StatementLine, found: StatedCase, scheme: Scheme, problems: LineProblems) {
  if (found.complianceOutcome === null || line.recommendations.length === 0) return
  const inLine = new Map(line.recommendations.map((one) => [one.number, one]))
  const settlements = found.recommendations.map((one) => (inLine.get(one.number) ?? one).settlement)
  const outcome = outcomeOfSettlements(settlements, scheme)
  const counted = scheme.complianceOutcomes.find(({ code }) => code === found.complianceOutcome)
  if (outcome === undefined || counted === undefined) return
  if (outcome.isComplied === counted.isComplied && outcome.isLate === counted.isLate) return
  problems.refuse(
    'recommendations',
    undefined,
    `Together they make “${outcome.name}”, but the case is on record with “${counted.name}”`,
    'Correct the settlements, or import the compliance of the case again.',
  )
}

/** What a case's settlements come to: the worst of them. Undefined while one is open. */
export function outcomeOfSettlements(
  settlements: readonly (string | null)[],
  scheme: Scheme,
): ComplianceOutcome | undefined {
  const outcomes = settlements.map((code) =>
    scheme.complianceOutcomes.find((outcome) => outcome.code === code),
  )
  if (outcomes.includes(undefined)) return undefined
  return (
    outcomes.find((outcome) => outcome?.isComplied === false) ??
    outcomes.find((outcome) => outcome?.isLate) ??
    outcomes[0]
  )
}

/** The first day on which a decision may be published. */
export function earliestPublication(decidedOn: IsoDate, scheme: Scheme): IsoDate {
  return daysAfter(decidedOn, scheme.decisionPublication.daysAfterDecision)
}

function dayOfMoment(text: string, scheme: Scheme): IsoDate {
  return text.includes('T') ? dayOf(scheme, new Date(text)) : text
}
