import type { Authority } from '../authorities/authority.ts'
import type { OfficeHolder, OfficeRole } from '../authorities/office-holder.ts'
import type { CycleMembership } from '../authorities/register.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import { groupBy } from '../statistics/grouping.ts'
import { publishedAuthorities } from './published-letters.ts'
import { random } from './random.ts'

/**
 * Who the letters go to: posts, never names, at addresses that can reach nobody (`.example`). A few councils
 * have an interim chief executive, and a few nobody on record to share the letter with.
 */
export function inventOffices(
  seed: number,
  authorities: readonly Authority[],
  membership: readonly CycleMembership[],
): OfficeHolder[] {
  const parts = groupBy(membership, ({ authority }) => authority)
  const chance = random(seed, 'offices')
  return authorities.flatMap((authority) => {
    const part = parts.get(authority.slug) ?? []
    if (!part.some(({ getsLetter }) => getsLetter)) return []
    const isCouncil = part.some((one) => one.isCouncil)
    const published = publishedAuthorities.get(authority.slug)
    // Drawn for everybody alike, so that one authority's fortune does not hang on another's kind.
    const [interim, gap, gapRole] = [chance.unit(), chance.unit(), chance.unit()]
    const holders = [
      ...headOf(authority, published?.post, interim),
      ...(isCouncil ? membersOf(authority) : []),
      holder(authority, 'monitoring-officer', 'Monitoring Officer'),
    ]
    const isComplete = published !== undefined || gap >= shareWithGap
    const missing = gapRole < 0.5 ? 'leader' : 'scrutiny-chair'
    // Whoever was missing has been found since the last letter that is out.
    if (isComplete) return holders
    return authority.endsOn === null
      ? holders.map((one) => (one.role === missing ? { ...one, fromOn: foundFrom } : one))
      : holders.filter(({ role }) => role !== missing)
  })
}

const shareWithGap = 0.008
const shareWithInterim = 0.06
const interimFrom: IsoDate = '2023-10-02'
/** Interim chief executives have successors from here on. */
const interimUntil: IsoDate = '2024-10-31'
const foundFrom: IsoDate = '2024-11-01'

function headOf(authority: Authority, post: string | undefined, interim: number): OfficeHolder[] {
  const usual = holder(authority, 'chief-executive', post ?? headPosts[authority.kind] ?? 'Chief Executive')
  const mayChange = post === undefined && usual.post === 'Chief Executive' && authority.endsOn === null
  if (!mayChange || interim >= shareWithInterim || usual.fromOn >= interimFrom) return [usual]
  return [
    { ...usual, toOn: '2023-10-01' },
    {
      ...holder(authority, 'chief-executive', 'Interim Chief Executive'),
      fromOn: interimFrom,
      toOn: interimUntil,
    },
    { ...usual, fromOn: foundFrom },
  ]
}

const headPosts: Readonly<Record<string, string>> = {
  fire: 'Chief Fire Officer',
  transport: 'Commissioner',
}

function membersOf(authority: Authority): OfficeHolder[] {
  return [
    holder(authority, 'leader', 'Leader of the Council'),
    holder(authority, 'scrutiny-chair', 'Chair of the Overview and Scrutiny Committee'),
  ]
}

function holder(authority: Authority, role: OfficeRole, post: string): OfficeHolder {
  return {
    authority: authority.slug,
    role,
    post,
    person: null,
    email: `${role.replaceAll('-', '.')}@${authority.slug}.example`,
    fromOn: authority.startsOn ?? '2018-04-01',
    toOn: authority.endsOn,
  }
}
