import type { Officer } from '../../accounts/person.ts'
import { newToken, tokenHash } from '../../accounts/secret-token.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import { type OfficeRole, officeRoleNames } from '../../authorities/office-holder.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { nameSession } from '../../database/portal-database.ts'
import { type Mail, sameAddress } from '../../mail/mail.ts'
import { queueMail } from '../../mail/outbox-store.ts'
import { dayOf, printMoment } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { readOwnAuthorities } from '../own-authority-store.ts'
import {
  type HolderInOffice,
  isSameOffice,
  markOf,
  mostHolders,
  type OfficeProblem,
  type OfficeWords,
  officeProblems,
} from './office.ts'
import {
  addOfficeHolder,
  confirmChange,
  countAskedSince,
  endOfficeHolder,
  type FoundChange,
  findChange,
  insertChange,
  lockAuthority,
  readHoldersOf,
  replaceOfficeHolder,
  withdrawChange,
  withdrawChangesOf,
} from './office-store.ts'

/** For how long the link of a change can be followed. */
export const changeDays = 7
/** Nobody changes more posts in a day; somebody who took over a session could otherwise mail the world from here. */
const mostAskedInADay = 20
const dayLength = 24 * 60 * 60 * 1_000

export type OfficeSettings = {
  readonly database: Database
  readonly scheme: Scheme
  readonly siteUrl: string
  readonly isDemonstration: boolean
}

export type OfficeRequest = OfficeWords & {
  readonly role: OfficeRole
  /** Whom the change is about; null where somebody is named for a post without holder. */
  readonly holderId: number | null
  /** What the page showed of them. */
  readonly mark: string
}

export type AskingForChange =
  | { readonly ok: true }
  | { readonly ok: false; readonly kind: 'wrong'; readonly problems: readonly OfficeProblem[] }
  | { readonly ok: false; readonly kind: 'refused'; readonly reason: string }
  /** Somebody else changed it since the page was opened: what is on record now, if anybody still is. */
  | { readonly ok: false; readonly kind: 'changed'; readonly holder: HolderInOffice | undefined }

/** Notes what an office holder is to be changed to, and mails the link that puts it into effect to the new address. */
export async function askForChange(
  settings: OfficeSettings,
  officer: Officer,
  request: OfficeRequest,
): Promise<AskingForChange> {
  const problems = officeProblems(request)
  if (problems.length > 0) return { ok: false, kind: 'wrong', problems }
  const { database, scheme } = settings
  return database.transaction().execute(async (transaction): Promise<AskingForChange> => {
    const authority = await ownAuthority(transaction, officer)
    const { role, holderId, mark } = request
    const now = await currentMoment(transaction)
    const holders = await readHoldersOf(transaction, authority.id, role, dayOf(scheme, now))
    const holder = holders.find(({ id }) => id === holderId)
    if (markOf(holder) !== mark) return { ok: false, kind: 'changed', holder: holder ?? holders.at(-1) }
    if (holderId === null && holders.length >= mostHolders(role)) {
      return { ok: false, kind: 'changed', holder: holders.at(-1) }
    }
    if (holder && isSameOffice(holder, request)) {
      return { ok: false, kind: 'refused', reason: 'This is what is on record already; nothing was changed.' }
    }
    if (holders.some((other) => other !== holder && sameAddress(other.email, request.email))) {
      return { ok: false, kind: 'refused', reason: 'Somebody with this address holds this role already.' }
    }
    const asked = await countAskedSince(transaction, authority.id, new Date(now.getTime() - dayLength))
    if (asked >= mostAskedInADay) {
      const reason = `${mostAskedInADay} changes were asked for today. Wait until tomorrow, or write to the Ombudsman.`
      return { ok: false, kind: 'refused', reason }
    }
    await sendLink(transaction, settings, officer, { ...request, now, authority })
    return { ok: true }
  })
}

type Authority = { readonly id: number; readonly slug: string; readonly officialName: string }

/** The officer's own authority, locked, as their session still shows it. */
async function ownAuthority(transaction: Transaction, officer: Officer): Promise<Authority> {
  await lockAuthority(transaction, officer.authority.id)
  await nameSession(transaction, officer.session.token)
  const own = (await readOwnAuthorities(transaction)).find(({ slug }) => slug === officer.authority.slug)
  if (!own) throw new Error(`the session of ${officer.email} shows nothing of its own authority`)
  return own
}

async function sendLink(
  transaction: Transaction,
  { scheme, siteUrl, isDemonstration }: OfficeSettings,
  officer: Officer,
  {
    role,
    holderId,
    mark,
    post,
    name,
    salutation,
    email,
    now,
    authority,
  }: OfficeRequest & { readonly now: Date; readonly authority: Authority },
): Promise<void> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + changeDays * dayLength)
  const of = { authorityId: authority.id, role, officeHolderId: holderId }
  await withdrawChangesOf(transaction, of, { withdrawnBy: officer.email, withdrawnAt: now })
  const words = { post, name, salutation, email }
  await insertChange(transaction, {
    ...of,
    ...words,
    tokenHash: tokenHash(token),
    seen: mark,
    askedBy: officer.email,
    askedAt: now,
    expiresAt,
  })
  const link = `${siteUrl}${confirmationAddress(token)}`
  await queueMail(transaction, [
    linkMail(scheme, {
      role,
      post,
      email,
      authority: authority.officialName,
      link,
      expiresAt,
      isDemonstration,
    }),
  ])
  await appendAudit(transaction, [
    {
      actor: officer.email,
      action: 'office holder change asked for',
      subject: officeOf(role, authority.slug),
      before: null,
      after: { ...words, expiresAt: expiresAt.toISOString() },
    },
  ])
}

function officeOf(role: OfficeRole, slug: string): string {
  return `${role} of ${slug}`
}

/** Where the link of a change leads. */
export function confirmationAddress(token: string): string {
  return `/account/office-holder/${encodeURIComponent(token)}`
}

function linkMail(
  { serviceName, ...scheme }: Scheme,
  {
    role,
    post,
    email,
    authority,
    link,
    expiresAt,
    isDemonstration,
  }: {
    readonly role: OfficeRole
    readonly post: string
    readonly email: string
    readonly authority: string
    readonly link: string
    readonly expiresAt: Date
    readonly isDemonstration: boolean
  },
): Mail {
  return {
    key: `office-holder/${tokenHash(link).toString('hex')}`,
    subject: `${demonstrationMark(isDemonstration)}Letters from the ${serviceName} to ${authority}`,
    text: `${[
      `A link officer of ${authority} names you to the ${serviceName} as its ${officeRoleNames[role].toLowerCase()}: ${post}. Letters to that post are then sent to this address.`,
      `Confirm it here:\n${link}`,
      `The link works until ${printMoment({ serviceName, ...scheme }, expiresAt)}, and once. There is no need to sign in or to have an account. If this is not you, do nothing: then everything stays as it is.`,
      serviceName,
    ].join('\n\n')}\n`,
    attachment: null,
    recipients: [{ address: email, post, isCopy: false }],
    holdsSecret: true,
    isRehearsal: false,
  }
}

function demonstrationMark(isDemonstration: boolean): string {
  return isDemonstration ? 'DEMONSTRATION: ' : ''
}

/** Takes back a change of the officer's own authority that nobody confirmed yet. */
export async function takeBackChange(
  database: Database,
  officer: Officer,
  changeId: number,
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const authority = await ownAuthority(transaction, officer)
    const by = { withdrawnBy: officer.email, withdrawnAt: await currentMoment(transaction) }
    const withdrawn = await withdrawChange(transaction, authority.id, changeId, by)
    if (!withdrawn) return false
    await appendAudit(transaction, [
      {
        actor: officer.email,
        action: 'office holder change withdrawn',
        subject: `${withdrawn.role} of ${authority.slug}`,
        before: withdrawn,
        after: null,
      },
    ])
    return true
  })
}

export type EndingOffice =
  | { readonly ok: true }
  | { readonly ok: false; readonly isUnknown: boolean; readonly reason: string }

/** Takes one of two link or monitoring officers off the record, from today. The last one stays until another follows. */
export async function endOffice(
  { database, scheme }: Pick<OfficeSettings, 'database' | 'scheme'>,
  officer: Officer,
  { role, holderId, mark }: Pick<OfficeRequest, 'role' | 'holderId' | 'mark'>,
): Promise<EndingOffice> {
  return database.transaction().execute(async (transaction): Promise<EndingOffice> => {
    const authority = await ownAuthority(transaction, officer)
    const now = await currentMoment(transaction)
    const today = dayOf(scheme, now)
    const holders = await readHoldersOf(transaction, authority.id, role, today)
    const holder = holders.find(({ id }) => id === holderId)
    if (!holder) return { ok: false, isUnknown: true, reason: 'There is no such office holder.' }
    if (markOf(holder) !== mark) {
      const reason = 'Somebody else changed this since you opened it. Nothing was changed; look at it again.'
      return { ok: false, isUnknown: false, reason }
    }
    if (holders.length < 2) {
      const reason = 'This is the last one on record, to whom letters go. Name another one first.'
      return { ok: false, isUnknown: false, reason }
    }
    await endOfficeHolder(transaction, authority.id, holder.id, dayBefore(today))
    const of = { authorityId: authority.id, role, officeHolderId: holder.id }
    await withdrawChangesOf(transaction, of, { withdrawnBy: officer.email, withdrawnAt: now })
    await appendAudit(transaction, [
      {
        actor: officer.email,
        action: 'office holder ended',
        subject: officeOf(role, authority.slug),
        before: wordsOf(holder),
        after: null,
      },
    ])
    return { ok: true }
  })
}

export type ChangeState =
  | { readonly state: 'open'; readonly change: FoundChange }
  | { readonly state: 'used' | 'expired' | 'withdrawn' | 'overtaken' | 'unknown' }

/** What the link of a change is still good for. */
export async function readChange(database: Database | Transaction, token: string): Promise<ChangeState> {
  const change = await findChange(database, tokenHash(token))
  if (!change) return { state: 'unknown' }
  if (change.confirmedAt !== null) return { state: 'used' }
  // Whoever acts for the authority no longer names nobody for it either.
  if (change.withdrawnAt !== null || !change.isAskerLinkOfficer) return { state: 'withdrawn' }
  const now = await currentMoment(database)
  if (change.expiresAt <= now) return { state: 'expired' }
  return { state: 'open', change }
}

export type ConfirmingChange =
  | { readonly ok: true; readonly change: FoundChange }
  | { readonly ok: false; readonly state: Exclude<ChangeState['state'], 'open'> }

/** Puts a change into effect: from today the new one is in office, and until yesterday the one before. */
export async function confirm(
  { database, scheme, isDemonstration }: Omit<OfficeSettings, 'siteUrl'>,
  token: string,
): Promise<ConfirmingChange> {
  return database.transaction().execute(async (transaction): Promise<ConfirmingChange> => {
    const seen = await findChange(transaction, tokenHash(token))
    if (seen) await lockAuthority(transaction, seen.authorityId)
    // A second use of the link waits for the first, and then finds it used.
    const found = await readChange(transaction, token)
    if (found.state !== 'open') return { ok: false, state: found.state }
    const { change } = found
    const { authorityId, role, officeHolderId, email, slug } = change
    const now = await currentMoment(transaction)
    const today = dayOf(scheme, now)
    const holders = await readHoldersOf(transaction, authorityId, role, today)
    const before = holders.find(({ id }) => id === officeHolderId)
    const isOvertaken =
      markOf(before) !== change.seen || (officeHolderId === null && holders.length >= mostHolders(role))
    if (isOvertaken) return { ok: false, state: 'overtaken' }
    const after = wordsOf(change)
    // Whoever confirms as monitoring officer is told there that copies of letters come with it.
    const registeredAt = role === 'monitoring-officer' ? now : null
    if (before && before.fromOn >= today) {
      await replaceOfficeHolder(transaction, authorityId, before.id, after, registeredAt)
    } else {
      if (before) await endOfficeHolder(transaction, authorityId, before.id, dayBefore(today))
      await addOfficeHolder(transaction, authorityId, role, after, { fromOn: today, registeredAt })
    }
    await confirmChange(transaction, change, now)
    if (before && !sameAddress(before.email, email)) {
      await queueMail(transaction, [farewellMail(scheme, change, before, isDemonstration)])
    }
    await appendAudit(transaction, [
      {
        actor: email,
        action: 'office holder changed',
        subject: officeOf(role, slug),
        before: before ? wordsOf(before) : null,
        after: { ...after, fromOn: today },
      },
    ])
    return { ok: true, change }
  })
}

function wordsOf({ post, name, salutation, email }: OfficeWords): OfficeWords {
  return { post, name, salutation, email }
}

function dayBefore(day: IsoDate): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) - dayLength).toISOString().slice(0, 10)
}

/** So that nobody is replaced without noticing. */
function farewellMail(
  { serviceName }: Scheme,
  { changeId, authority, role }: FoundChange,
  before: HolderInOffice,
  isDemonstration: boolean,
): Mail {
  return {
    key: `office-holder-replaced/${changeId}`,
    subject: `${demonstrationMark(isDemonstration)}Letters from the ${serviceName} to ${authority}`,
    text: `${[
      `Letters from the ${serviceName} to the ${officeRoleNames[role].toLowerCase()} of ${authority} no longer go to this address: a link officer named another, who confirmed it.`,
      `If that is wrong, tell your link officer or the ${serviceName}.`,
      serviceName,
    ].join('\n\n')}\n`,
    attachment: null,
    recipients: [{ address: before.email, post: before.post, isCopy: false }],
    holdsSecret: false,
    isRehearsal: false,
  }
}
