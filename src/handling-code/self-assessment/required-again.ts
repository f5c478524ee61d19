import type { KnownAuthority } from '../../authorities/authority.ts'
import { predecessorsOf } from '../../authorities/authority-succession.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'

/** A reorganisation after which the Code asks an authority to assess itself again. */
export type Reorganisation = {
  /** The last day on which the closed bodies existed. */
  readonly endedOn: IsoDate
  /** The official names of the bodies it took over from that day. */
  readonly closed: readonly string[]
}

/**
 * The reorganisation after which an authority has not assessed itself yet: it took over the work of others, and its
 * last assessment that stands, if there is one, was approved no later than their last day. Undefined where there is
 * none.
 */
export function requiredAgain(
  authorities: readonly KnownAuthority[],
  slug: string,
  { assessedOn, today }: { readonly assessedOn: IsoDate | null; readonly today: IsoDate },
): Reorganisation | undefined {
  const closed = predecessorsOf(authorities, slug).flatMap(({ officialName, endsOn }) =>
    endsOn !== null && endsOn < today ? [{ officialName, endsOn }] : [],
  )
  const endedOn = closed
    .map(({ endsOn }) => endsOn)
    .toSorted()
    .at(-1)
  if (endedOn === undefined || (assessedOn !== null && assessedOn > endedOn)) return undefined
  return {
    endedOn,
    closed: closed.flatMap(({ officialName, endsOn }) => (endsOn === endedOn ? [officialName] : [])),
  }
}
