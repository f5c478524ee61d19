import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Database } from '../database/connection.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { DeskPage, type DeskPageSettings, type DeskTab } from '../web/desk-page.tsx'
import type { Site } from '../web/layout.tsx'
import type { SentFiles } from '../web/sent-files.ts'
import { formToken, type SentForm } from '../web/sent-form.ts'
import type { OfficerPermission, StaffPermission } from './permission.ts'
import { mayDo, type Officer, type Person, postOf, type Staff } from './person.ts'

/** What every page behind the sign-in is made from. */
export type Desk = {
  /** As the owner of the database, who sees everything: what a person may see of it, the page has to say. */
  readonly database: Database
  readonly scheme: Scheme
  readonly site: Site
  /** Signs what stands in forms, so that none can be made up. */
  readonly secret: string
  /** The address of the site as people type it; links in mails begin with it. */
  readonly siteUrl: string
  /** Told of every fault of ours; nobody signed in sees it. */
  readonly onFault: (error: unknown) => void
}

type Answer = Response | Promise<Response>

/** An address behind the sign-in: the permission it takes, and what answers. */
type Get<P extends Person, May, D extends Desk> = {
  readonly method: 'get'
  readonly path: string
  readonly may: May
  readonly answer: (context: Context, desk: D, person: P) => Answer
}

/** A form behind the sign-in; it arrives read and known to be ours. */
type Post<P extends Person, May, D extends Desk> = {
  readonly method: 'post'
  readonly takesFiles?: false
  /** More than forms usually send, where a text may be pasted with all its markup. */
  readonly mostBytes?: number
  readonly path: string
  readonly may: May
  readonly answer: (context: Context, desk: D, person: P, form: SentForm) => Answer
}

/** A form with files. Nothing of it is read before the person, the permission and where it comes from are known. */
type PostFiles<P extends Person, May, D extends Desk> = {
  readonly method: 'post'
  readonly takesFiles: true
  readonly path: string
  readonly may: May
  readonly answer: (context: Context, desk: D, person: P, form: SentFiles) => Answer
}

/** What the Ombudsman's staff may ask for or send. */
export type StaffRoute<D extends Desk = Desk> =
  | Get<Staff, StaffPermission, D>
  | Post<Staff, StaffPermission, D>

/** What officers may ask for or send, about their own authority. */
export type OfficerRoute<D extends Desk = Desk> =
  | Get<Officer, OfficerPermission, D>
  | Post<Officer, OfficerPermission, D>
  | PostFiles<Officer, OfficerPermission, D>

/** The token of a form that this person sends to an address. */
export function tokenOf(desk: Desk, person: Person, action: string): string {
  return formToken(desk.secret, person.session.id, action.replace(/[?#].*$/s, ''))
}

type SignedInPageSettings = Pick<
  DeskPageSettings,
  'title' | 'current' | 'back' | 'isWide' | 'hasLetter' | 'scripts'
> & {
  readonly desk: Desk
  readonly person: Person
  readonly children: Child
}

/** A page for somebody of the Ombudsman's office, with the tabs of what they may do. */
export function StaffPage({ desk, person, ...settings }: SignedInPageSettings) {
  return (
    <DeskPage
      {...settings}
      site={desk.site}
      about={desk.scheme.serviceName}
      post={postOf(person)}
      tabs={staffTabsOf(person)}
    />
  )
}

/** The tabs of what somebody of the Ombudsman's office may do. */
export function staffTabsOf(person: Person): readonly DeskTab[] {
  return staffTabs.filter(({ may }) => mayDo(person, may))
}

const staffTabs: readonly (DeskTab & { readonly may: StaffPermission })[] = [
  { text: 'Annual review', href: deskAddresses.desk(), may: 'see-review' },
  { text: 'Casework', href: deskAddresses.casework(), may: 'see-review' },
  { text: 'Recommendations', href: deskAddresses.recommendations(), may: 'see-recommendations' },
  { text: 'Publishing', href: deskAddresses.publishing(), may: 'see-publication' },
  { text: 'Training', href: deskAddresses.training(), may: 'see-training' },
  { text: 'Survey', href: deskAddresses.surveys(), may: 'run-survey' },
  { text: 'Mail', href: deskAddresses.mail(), may: 'keep-mail-going' },
  { text: 'People', href: deskAddresses.people(), may: 'manage-people' },
  { text: 'Audit', href: deskAddresses.audit(), may: 'see-audit' },
]
