import type { Mail } from '../../mail/mail.ts'
import { printDate, printYear } from '../../scheme/printed-dates.ts'
import type { IsoDate, ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'

/** Something that happened, or comes near, at an authority that its officers are told of. */
export type NoticeMatter = { readonly authorityId: number } & (
  | {
      readonly kind: 'due-soon' | 'overdue'
      readonly reference: string
      readonly number: number
      readonly dueOn: IsoDate
      /** Of a closed authority whose work theirs took over, its slug. */
      readonly slug: string
    }
  | {
      readonly kind: 'answered'
      readonly queryId: number
      readonly reference: string | null
      readonly year: ReportingYear
    }
  | {
      readonly kind: 'letter'
      readonly year: ReportingYear
      readonly revision: number
      readonly slug: string
    }
)

/** Somebody who is told. */
export type NoticeReader = {
  readonly personId: string
  readonly roles: readonly string[]
  readonly authorityId: number
  /** Their authority, and the closed ones whose work it took over. */
  readonly ownAuthorityIds: readonly number[]
}

/** Link officers are told of everything, monitoring officers of what is overdue. */
export function isTold({ roles, ownAuthorityIds }: NoticeReader, matter: NoticeMatter): boolean {
  if (!ownAuthorityIds.includes(matter.authorityId)) return false
  return roles.includes('link-officer') || (matter.kind === 'overdue' && roles.includes('monitoring-officer'))
}

/** What a notice says to whom: with the same key it is said once. A date that was moved is another matter. */
export function noticeKey(matter: NoticeMatter, { personId }: NoticeReader): string {
  return [matter.kind, matter.authorityId, ...identityOf(matter), personId].join('/')
}

function identityOf(matter: NoticeMatter): readonly (string | number)[] {
  switch (matter.kind) {
    case 'due-soon':
    case 'overdue':
      return [matter.reference, matter.number, matter.dueOn]
    case 'answered':
      return [matter.queryId]
    case 'letter':
      return [matter.year, matter.revision]
  }
}

/** One line, by reference alone: what is agreed in a case may tell who somebody is. */
export function noticeText(scheme: Scheme, matter: NoticeMatter): string {
  switch (matter.kind) {
    case 'due-soon':
      return `Evidence about case ${matter.reference}, action ${matter.number}, is due on ${printDate(matter.dueOn)}.`
    case 'overdue':
      return `Evidence about case ${matter.reference}, action ${matter.number}, was due on ${printDate(matter.dueOn)}.`
    case 'answered':
      return matter.reference === null
        ? `The Ombudsman has answered your query about a figure of ${printYear(scheme, matter.year)}.`
        : `The Ombudsman has answered your query about case ${matter.reference}.`
    case 'letter':
      return `Your annual review letter ${printYear(scheme, matter.year)} is ready to be read.`
  }
}

/** A mail that tells somebody of one thing, or of the things of a week. */
export function noticeMail(
  { serviceName }: Pick<Scheme, 'serviceName'>,
  {
    key,
    address,
    siteUrl,
    notices,
    choicePath,
  }: {
    readonly key: string
    readonly address: string
    readonly siteUrl: string
    readonly notices: readonly { readonly text: string; readonly path: string }[]
    /** Where they choose how they are told. */
    readonly choicePath: string
  },
): Mail {
  const [only] = notices
  const subject =
    notices.length === 1 && only !== undefined
      ? only.text.replace(/\.$/, '')
      : `${notices.length} things for your authority`
  const lines = notices.flatMap(({ text, path }) => [text, `${siteUrl}${path}`, ''])
  return {
    key,
    subject,
    text: [
      ...lines,
      'You sign in to see it. How you are told of such things, each as it happens or once a week, you choose here:',
      `${siteUrl}${choicePath}`,
      '',
      serviceName,
    ].join('\n'),
    attachment: null,
    recipients: [{ address, post: '', isCopy: false }],
    holdsSecret: false,
    isRehearsal: false,
  }
}
