import type { KnownAuthority } from '../../authorities/authority.ts'
import type { Adoption } from '../../handling-code/adoption/adoption.ts'
import type { Provision } from '../../handling-code/provisions/code-version.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { StandingAssessment } from './published-assessment.ts'

/** One line of the register: an authority that adopted or piloted the Code, or published how it follows it. */
export type RegisterRow = {
  readonly authority: KnownAuthority
  readonly adoption: Adoption | undefined
  readonly assessment: StandingAssessment | undefined
}

/** The register in the order of names. */
export function registerRows(
  authorities: readonly KnownAuthority[],
  adoptions: ReadonlyMap<number, Adoption>,
  assessments: readonly StandingAssessment[],
): readonly RegisterRow[] {
  const byAuthority = new Map(assessments.map((assessment) => [assessment.authorityId, assessment]))
  return authorities
    .map((authority) => ({
      authority,
      adoption: adoptions.get(authority.id),
      assessment: byAuthority.get(authority.id),
    }))
    .filter(({ adoption, assessment }) => adoption !== undefined || assessment !== undefined)
    .toSorted((one, other) => one.authority.officialName.localeCompare(other.authority.officialName, 'en'))
}

/** How many the register has of each; of those that are asked to adopt the Code and exist today. */
export type RegisterCounts = {
  readonly asked: number
  readonly adopted: number
  readonly piloted: number
  readonly assessed: number
}

export function registerCounts(
  { handlingCode }: Scheme,
  authorities: readonly KnownAuthority[],
  rows: readonly RegisterRow[],
): RegisterCounts {
  const isAsked = ({ kind, endsOn }: KnownAuthority) =>
    handlingCode.askedKinds.includes(kind) && endsOn === null
  return {
    asked: authorities.filter(isAsked).length,
    adopted: rows.filter(({ authority, adoption }) => isAsked(authority) && adoption?.adoptedOn != null)
      .length,
    piloted: rows.filter(({ adoption }) => adoption?.wasPilot === true).length,
    assessed: rows.filter(({ assessment }) => assessment !== undefined).length,
  }
}

/** How many of those that answered a provision say that they do not follow it. */
export type NotFollowed = {
  readonly provision: Provision
  readonly count: number
  readonly answeredCount: number
}

/** The provisions that anybody says are not followed, the most often first; equal ones in the order of the Code. */
export function notFollowedMost(
  provisions: readonly Provision[],
  assessments: readonly StandingAssessment[],
): readonly NotFollowed[] {
  return provisions
    .map((provision) => {
      const count = assessments.filter((one) => one.notFollowed.includes(provision.provision)).length
      const followed = assessments.filter((one) => one.followed.includes(provision.provision)).length
      return { provision, count, answeredCount: count + followed }
    })
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count * one.answeredCount - one.count * other.answeredCount)
}

/** The columns of the register as a file; docs/data-dictionary.md explains them. */
export const registerColumns = [
  'authority',
  'name',
  'kind',
  'adopted_on',
  'piloted',
  'assessment_year',
  'assessment_revision',
  'assessment_published_on',
  'provisions_followed',
  'provisions_not_followed',
] as const
