import type { Authority } from '../../authorities/authority.ts'
import { holderOn, type OfficeHolder } from '../../authorities/office-holder.ts'
import type { Letter } from '../../letters/letter.ts'
import { type MailRecipient, sameAddress } from '../../mail/mail.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'

/** Somebody in office, and whether they asked to be sent letters, as only monitoring officers do. */
export type PossibleRecipient = OfficeHolder & { readonly isRegistered: boolean }

export type RecipientsOfLetter =
  | { readonly ok: true; readonly recipients: readonly MailRecipient[] }
  | { readonly ok: false; readonly reason: string }

type Body = Pick<Authority, 'slug' | 'officialName'>

/**
 * Who a letter goes to: the chief executive of each body that does the authority's work, itself or its successors, and
 * copies to whoever the letter says it is shared with, and to link officers. An address that comes twice is sent one.
 */
export function recipientsOf(
  letter: Pick<Letter, 'authority' | 'sections'>,
  bodies: readonly Body[],
  holders: readonly PossibleRecipient[],
  date: IsoDate,
): RecipientsOfLetter {
  if (bodies.length === 0) return { ok: false, reason: `Nobody took over the work of ${letter.authority}.` }
  const heads = bodies.map((body) => ({
    body,
    holder: holderOn(holders, body.slug, 'chief-executive', date),
  }))
  const without = heads.find(({ holder }) => holder === undefined)
  if (without) {
    return {
      ok: false,
      reason: `${without.body.officialName} has no chief executive on record to send it to.`,
    }
  }
  const shared = sharedWith(letter)
  const copies = bodies.flatMap((body) =>
    holdersOf(body, holders, date)
      .filter(shared)
      .map((holder) => ({ body, holder })),
  )
  const all = [
    ...heads.flatMap(({ body, holder }) => (holder ? [recipient(body, holder, false)] : [])),
    ...copies.map(({ body, holder }) => recipient(body, holder, true)),
  ]
  return { ok: true, recipients: withoutRepeats(all) }

  function recipient(body: Body, { post, email }: OfficeHolder, isCopy: boolean): MailRecipient {
    return { address: email, post: bodies.length > 1 ? `${post}, ${body.officialName}` : post, isCopy }
  }
}

/**
 * A letter is shared as it says itself. The paragraph on sharing names the leader and the scrutiny chair and goes on
 * with monitoring officers; where nothing is shared with members, it begins with these.
 */
function sharedWith({ sections }: Pick<Letter, 'sections'>): (holder: PossibleRecipient) => boolean {
  const blocks = new Set(sections.flatMap(({ paragraphs }) => paragraphs.map(({ block }) => block)))
  const isShared = blocks.has('sharing')
  const isForMonitoring = isShared || blocks.has('monitoring officers')
  return ({ role, isRegistered }) => {
    if (role === 'leader' || role === 'scrutiny-chair') return isShared
    if (role === 'monitoring-officer') return isForMonitoring && isRegistered
    return role === 'link-officer'
  }
}

/** Those in office, of roles that one person holds the one who came last. */
function holdersOf(
  { slug }: Body,
  holders: readonly PossibleRecipient[],
  date: IsoDate,
): PossibleRecipient[] {
  const here = holders.filter(
    (holder) =>
      holder.authority === slug && holder.fromOn <= date && (holder.toOn === null || holder.toOn >= date),
  )
  return copyOrder.flatMap((role) => {
    const ofRole = here.filter((holder) => holder.role === role)
    if (role === 'link-officer' || role === 'monitoring-officer') return ofRole
    const last = holderOn(ofRole, slug, role, date)
    return ofRole.filter((holder) => holder === last)
  })
}

const copyOrder = ['leader', 'scrutiny-chair', 'link-officer', 'monitoring-officer'] as const

function withoutRepeats(recipients: readonly MailRecipient[]): MailRecipient[] {
  return recipients.filter(
    ({ address }, index) => recipients.findIndex((other) => sameAddress(other.address, address)) === index,
  )
}
