import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { CodeVersion } from '../provisions/code-version.ts'

/** Whether the Code was considered in a case, and which of its provisions. */
export type Consideration = {
  readonly wasConsidered: boolean
  readonly version: string
  /** Names of provisions of that version. */
  readonly provisions: readonly string[]
}

/** Whether a case that is decided on a day may say that the Code was considered. */
export function mayConsider({ handlingCode }: Scheme, day: IsoDate): boolean {
  return day >= handlingCode.consideredFrom
}

export type ConsiderationField = 'codeConsidered' | 'codeProvisions'

export type ConsiderationReading =
  | { readonly ok: true; readonly consideration: Consideration | undefined }
  | {
      readonly ok: false
      readonly problems: readonly { readonly field: ConsiderationField; readonly reason: string }[]
    }

/** Reads whether the Code was considered, as it was typed: "yes", "no" or nothing, and numbers such as "6.1, 6.3". */
export function readTypedConsideration(
  { codeConsidered, codeProvisions }: Readonly<Record<ConsiderationField, string>>,
  { version, provisions }: CodeVersion,
): ConsiderationReading {
  const numbers = codeProvisions.split(/[\s,;]+/).filter((number) => number !== '')
  const unknown = numbers.filter((number) => !provisions.some((one) => one.number === number))
  const problems: { field: ConsiderationField; reason: string }[] = []
  if (numbers.length > 0 && codeConsidered !== 'yes') {
    const reason = 'You named provisions. Choose “Yes”, or leave the provisions empty.'
    problems.push({ field: 'codeConsidered', reason })
  }
  if (unknown.length > 0) {
    const reason = `The Code has no provision ${unknown.join(', ')}. Write numbers as they stand in it, such as 6.1, 6.3.`
    problems.push({ field: 'codeProvisions', reason })
  }
  if (problems.length > 0) return { ok: false, problems }
  if (codeConsidered !== 'yes' && codeConsidered !== 'no') return { ok: true, consideration: undefined }
  const named = provisions.filter(({ number }) => numbers.includes(number))
  return {
    ok: true,
    consideration: {
      wasConsidered: codeConsidered === 'yes',
      version,
      provisions: named.map(({ provision }) => provision),
    },
  }
}
