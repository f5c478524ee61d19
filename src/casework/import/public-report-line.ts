import { z } from 'zod'
import type { Scheme } from '../../scheme/scheme.ts'
import type { PublicReport } from '../public-report.ts'
import type { AuthorityLookup } from './authority-lookup.ts'
import { authorityProblems, type LineProblem, LineProblems, lineText, readShape } from './line-reading.ts'

/** The keys of a line. */
export const reportLineSchema = z.strictObject({
  authority: lineText(300),
  slug: lineText(200),
  title: lineText(300),
  summary: lineText(10_000),
  publishedAt: z.string(),
  cases: z.array(z.string()).max(1_000),
})

/** Reads a line of a file of public reports. Every problem of it is found, not only its first. */
export function readReportLine(
  value: unknown,
  authorities: AuthorityLookup,
):
  | { readonly ok: true; readonly line: PublicReport }
  | { readonly ok: false; readonly problems: readonly LineProblem[] } {
  const shape = readShape(reportLineSchema, value)
  if (!shape.ok) {
    return { ok: false, problems: [...shape.problems, ...authorityProblems(value, authorities)] }
  }
  const { slug, title, summary } = shape.line
  const problems = new LineProblems()
  const authority = problems.authority(shape.line.authority, authorities)
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    const advice = 'Write small letters, digits and hyphens, such as homelessness-2024.'
    problems.refuse('slug', slug, 'This cannot stand in an address', advice)
  }
  const publishedAt = problems.moment('publishedAt', shape.line.publishedAt)
  const cases = shape.line.cases.flatMap(
    (reference, at) => problems.reference(`cases ${at + 1}`, reference) ?? [],
  )
  for (const [at, reference] of cases.entries()) {
    if (cases.indexOf(reference) < at) {
      problems.refuse(`cases ${at + 1}`, reference, 'This case stands twice', 'Keep one.')
    }
  }
  if (problems.found.length > 0 || authority === null || publishedAt === null) {
    return { ok: false, problems: problems.found }
  }
  return { ok: true, line: { slug, authority: authority.slug, title, summary, publishedAt, cases } }
}

/** A case as far as a report has to fit it. */
export type ReportedCase = {
  /** Slug. */
  readonly authority: string
  readonly authorityName: string
  readonly reference: string
  readonly outcome: string | null
}

/** What does not fit between a report and the cases on record. */
export function compareWithCases(
  { authority, cases }: PublicReport,
  onRecord: readonly ReportedCase[],
  scheme: Scheme,
): readonly LineProblem[] {
  const problems = new LineProblems()
  for (const [at, reference] of cases.entries()) {
    const field = `cases ${at + 1}`
    const found = onRecord.filter((one) => one.reference === reference)
    const own = found.find((one) => one.authority === authority)
    const [other] = found
    if (other === undefined) {
      problems.refuse(field, reference, 'No such case is on record', 'Import its decision first.')
    } else if (own === undefined) {
      const problem = `This is on record as a complaint about ${other.authorityName}`
      problems.refuse(field, reference, problem, 'Correct the reference, or the authority of the report.')
    } else if (own.outcome === null || !scheme.decisionPublication.outcomes.includes(own.outcome)) {
      const problem = 'This case has no decision of a kind that is published'
      problems.refuse(field, reference, problem, 'Remove it, or import its decision.')
    }
  }
  return problems.found
}
