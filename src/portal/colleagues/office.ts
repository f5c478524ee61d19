import { createHash } from 'node:crypto'
import { type OfficeRole, officeRoles, soleRoles } from '../../authorities/office-holder.ts'
import { addressFault, recipientFault, sameAddress } from '../../mail/mail.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'

/** Somebody in office at an authority, as its officers see them. */
export type HolderInOffice = OfficeWords & {
  readonly id: number
  readonly role: OfficeRole
  readonly fromOn: IsoDate
}

/** What is on record of whoever holds a post; a name and what follows "Dear" come together or not at all. */
export type OfficeWords = {
  readonly post: string
  readonly name: string | null
  readonly salutation: string | null
  readonly email: string
}

/** A change that waits for the new address to confirm it. */
export type AskedChange = OfficeWords & {
  readonly id: number
  readonly role: OfficeRole
  readonly holderId: number | null
  readonly askedAt: Date
  readonly expiresAt: Date
}

/** How many may hold a role at a time. */
export function mostHolders(role: OfficeRole): number {
  return soleRoles.includes(role) ? 1 : 2
}

export function readOfficeRole(text: string | undefined): OfficeRole | undefined {
  return officeRoles.find((role) => role === text)
}

/** Stands in a form for what its page showed, so that nobody writes over what another changed since. */
export function markOf(holder: Pick<HolderInOffice, 'id' | keyof OfficeWords> | undefined): string {
  if (!holder) return 'nobody'
  const { id, post, name, salutation, email } = holder
  const said = JSON.stringify([id, post, name, salutation, email])
  return createHash('sha256').update(said).digest('base64url').slice(0, 22)
}

export type OfficeProblem = {
  readonly field: 'post' | 'name' | 'salutation' | 'email'
  readonly reason: string
}

const longestPost = 100
const longestName = 200

/** What is wrong with what somebody typed, each with its field. */
export function officeProblems({ post, name, salutation, email }: OfficeWords): readonly OfficeProblem[] {
  const problems: OfficeProblem[] = []
  if (post === '') problems.push({ field: 'post', reason: 'Say what the post is called, as in an address.' })
  else if (post.length > longestPost) {
    problems.push({ field: 'post', reason: `A post has at most ${longestPost} characters. Shorten it.` })
  } else {
    const fault = recipientFault({ post, address: 'name@example.org', isCopy: false })
    if (fault !== undefined) problems.push({ field: 'post', reason: fault })
  }
  if (name !== null && salutation === null) {
    problems.push({ field: 'salutation', reason: `Say what follows “Dear” in a letter to ${name}.` })
  }
  if (name === null && salutation !== null) {
    problems.push({ field: 'name', reason: 'There is a salutation and no name. Give both, or neither.' })
  }
  for (const [field, text] of [
    ['name', name],
    ['salutation', salutation],
  ] as const) {
    if (text === null) continue
    if (text.length > longestName) {
      problems.push({ field, reason: `This has at most ${longestName} characters. Shorten it.` })
    } else if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) {
      problems.push({
        field,
        reason: 'This has a line break or another character no name has. Type it anew.',
      })
    }
  }
  const fault = addressFault(email)
  if (fault !== undefined) problems.push({ field: 'email', reason: `The e-mail address ${fault}.` })
  return problems
}

/** Whether nothing would be another than it is. */
export function isSameOffice(one: OfficeWords, other: OfficeWords): boolean {
  return (
    one.post === other.post &&
    one.name === other.name &&
    one.salutation === other.salutation &&
    sameAddress(one.email, other.email)
  )
}
