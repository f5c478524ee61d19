import { firstDay, type IsoDate, type ReportingYear, reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { Provision } from '../provisions/code-version.ts'

/**
 * What an authority says of how it follows the Code in one year.
 *
 *     draft ──▶ submitted ──▶ approved ──▶ published ──▶ withdrawn
 *       ▲           │             │
 *       └─ sent back, with a reason┘
 *
 * Officers write and submit it; the member responsible, who wrote none of it, approves it or sends it back. To say
 * something else once it is published, officers begin another revision.
 */
export type SelfAssessment = {
  readonly year: ReportingYear
  readonly revision: number
  readonly codeVersion: string
  /** Why it replaces what was published; null where it is the first of its year. */
  readonly reason: string | null
  readonly begunAt: Date
  readonly submittedAt: Date | null
  readonly sentBackAt: Date | null
  readonly sentBackReason: string | null
  readonly approvedPost: string | null
  readonly approvedAt: Date | null
  readonly publishedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly withdrawalReason: string | null
}

export type AssessmentState = 'draft' | 'sent-back' | 'submitted' | 'approved' | 'published' | 'withdrawn'

export function stateOf(assessment: SelfAssessment): AssessmentState {
  if (assessment.withdrawnAt !== null) return 'withdrawn'
  if (assessment.publishedAt !== null) return 'published'
  if (assessment.approvedAt !== null) return 'approved'
  if (assessment.submittedAt !== null) return 'submitted'
  return assessment.sentBackAt === null ? 'draft' : 'sent-back'
}

/** Whether a later revision of the same year was published in its place. */
export function isReplaced(
  { year, revision }: Pick<SelfAssessment, 'year' | 'revision'>,
  assessments: readonly Pick<SelfAssessment, 'year' | 'revision' | 'publishedAt'>[],
): boolean {
  return assessments.some(
    (other) => other.year === year && other.revision > revision && other.publishedAt !== null,
  )
}

/** Whether its answers may still be written. */
export function isBeingWritten(assessment: SelfAssessment): boolean {
  return ['draft', 'sent-back'].includes(stateOf(assessment))
}

/** What an authority says about one provision. */
export type Answer = {
  readonly provision: string
  /** Null while it only has evidence or a commentary. */
  readonly isFollowed: boolean | null
  readonly evidence: string
  readonly commentary: string
  /** Where it is not followed: what will change, and by when. */
  readonly change: string
  readonly changeBy: IsoDate | null
  /** Last year's answer, of which nobody has said yet that it still holds. */
  readonly isCarriedOver: boolean
}

export function noAnswer(provision: string): Answer {
  return {
    provision,
    isFollowed: null,
    evidence: '',
    commentary: '',
    change: '',
    changeBy: null,
    isCarriedOver: false,
  }
}

/** What an answer still lacks, in words; undefined where it counts as answered. */
export function lackOf(answer: Answer): string | undefined {
  if (answer.isFollowed === null) return 'say yes or no'
  if (answer.isCarriedOver) return 'confirm that last year’s answer still holds, or change it'
  if (answer.isFollowed) return undefined
  if (answer.change === '') return 'say what will change'
  return answer.changeBy === null ? 'say by when it will change' : undefined
}

export type SectionProgress = {
  readonly section: number
  readonly answeredCount: number
  readonly carriedOverCount: number
  readonly provisionCount: number
}

/** How many provisions are answered, section by section. */
export function progressOf(
  provisions: readonly Pick<Provision, 'provision' | 'section'>[],
  answers: ReadonlyMap<string, Answer>,
): readonly SectionProgress[] {
  const sections = [...new Set(provisions.map(({ section }) => section))]
  return sections.map((section) => {
    const asked = provisions.filter((provision) => provision.section === section)
    const given = asked.flatMap(({ provision }) => answers.get(provision) ?? [])
    return {
      section,
      answeredCount: given.filter((answer) => lackOf(answer) === undefined).length,
      carriedOverCount: given.filter(({ isCarriedOver }) => isCarriedOver).length,
      provisionCount: asked.length,
    }
  })
}

/** The years an authority may assess now: the one that runs, and the one before it, the latest first. */
export function assessableYears(scheme: Scheme, today: IsoDate): readonly ReportingYear[] {
  const present = reportingYearOf(scheme, today)
  return [present, reportingYearOf(scheme, `${present - 1}-12-31`)]
}

/** Last year's answers as this year's suggestions; what the Code no longer asks for is left behind. */
export function carriedOver(
  provisions: readonly Pick<Provision, 'provision'>[],
  answers: ReadonlyMap<string, Answer>,
): readonly Answer[] {
  return provisions.flatMap(({ provision }) => {
    const answer = answers.get(provision)
    return answer === undefined || answer.isFollowed === null ? [] : [{ ...answer, isCarriedOver: true }]
  })
}

/** Why a day cannot be the one by which something will change; undefined where it can. */
export function changeByRefusal(scheme: Scheme, year: ReportingYear, day: IsoDate): string | undefined {
  return day < firstDay(scheme, year)
    ? 'This day lies before the year you are assessing. Give the day by which it will change now.'
    : undefined
}
