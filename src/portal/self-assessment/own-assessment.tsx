import type { Context } from 'hono'
import type { Officer } from '../../accounts/person.ts'
import type { Transaction } from '../../database/connection.ts'
import { readCodeVersions } from '../../handling-code/provisions/code-store.ts'
import type { CodeVersion } from '../../handling-code/provisions/code-version.ts'
import type { AssessmentState, SelfAssessment } from '../../handling-code/self-assessment/self-assessment.ts'
import {
  type KeptAnswer,
  readAssessments,
  readKeptAnswers,
  readSavedSections,
  type SavedSection,
} from '../../handling-code/self-assessment/self-assessment-store.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { parseReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Mark } from '../../web/desk-page.tsx'
import { readAsOfficer } from '../officer-page.tsx'

/** The latest revision of the assessment of one year, with everything that is written of it so far. */
export type OwnAssessment = {
  readonly assessment: SelfAssessment
  /** The others of the same year, the latest first. */
  readonly earlier: readonly SelfAssessment[]
  readonly version: CodeVersion
  readonly answers: ReadonlyMap<string, KeptAnswer>
  readonly saved: readonly SavedSection[]
}

export const stateMarks: Readonly<Record<AssessmentState, Mark>> = {
  draft: 'open',
  'sent-back': 'attention',
  submitted: 'attention',
  approved: 'attention',
  published: 'done',
  withdrawn: 'blocks',
}

/** The year an address names; undefined where it names none. */
export function assessmentYear(context: Context): ReportingYear | undefined {
  return parseReportingYear(context.req.param('assessment') ?? '')
}

/** The assessment an address is about, as the officer's session may see it. */
export async function findOwnAssessment(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<OwnAssessment | undefined> {
  const year = assessmentYear(context)
  if (year === undefined) return undefined
  // What the Code asks for is everybody's to read.
  const versions = await readCodeVersions(desk.database)
  return readAsOfficer(desk, officer, (transaction) => readOwn(transaction, officer, year, versions))
}

async function readOwn(
  transaction: Transaction,
  { authority }: Officer,
  year: ReportingYear,
  versions: readonly CodeVersion[],
): Promise<OwnAssessment | undefined> {
  const ofYear = (await readAssessments(transaction, authority.id)).filter((one) => one.year === year)
  const [assessment, ...earlier] = ofYear
  const version = versions.find((one) => one.version === assessment?.codeVersion)
  if (assessment === undefined || version === undefined) return undefined
  const key = { authorityId: authority.id, year, revision: assessment.revision }
  return {
    assessment,
    earlier,
    version,
    answers: await readKeptAnswers(transaction, key),
    saved: await readSavedSections(transaction, key),
  }
}
