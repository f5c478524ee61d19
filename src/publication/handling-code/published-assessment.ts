import type { IsoDate, ReportingYear } from '../../scheme/reporting-year.ts'

/** A self-assessment as everybody knows of it, whether it still stands or not. */
export type PublishedAssessment = {
  readonly authorityId: number
  readonly year: ReportingYear
  readonly revision: number
  readonly codeVersion: string
  readonly reason: string | null
  readonly approvedPost: string | null
  readonly approvedAt: Date | null
  readonly publishedAt: Date
  readonly withdrawnAt: Date | null
  readonly withdrawalReason: string | null
}

/** An answer as everybody reads it. */
export type PublishedAnswer = {
  readonly provision: string
  readonly isFollowed: boolean | null
  readonly evidence: string
  readonly commentary: string
  readonly change: string
  readonly changeBy: IsoDate | null
}

/** The assessment of an authority that stands: of its latest year the latest revision, unless it was withdrawn. */
export type StandingAssessment = {
  readonly authorityId: number
  readonly year: ReportingYear
  readonly revision: number
  readonly publishedAt: Date
  readonly followed: readonly string[]
  readonly notFollowed: readonly string[]
}
