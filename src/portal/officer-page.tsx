import type { Context } from 'hono'
import { type Officer, postOf } from '../accounts/person.ts'
import type { Transaction } from '../database/connection.ts'
import { readAsSession } from '../database/portal-database.ts'
import type { ReviewDesk } from '../review/review-desk.tsx'
import { parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { DeskPage, type DeskPageSettings } from '../web/desk-page.tsx'
import { type OwnAuthority, readOwnAuthorities } from './own-authority-store.ts'

/** A page for somebody who acts for one authority. */
export function OfficerPage({
  desk,
  officer,
  ...settings
}: Pick<DeskPageSettings, 'title' | 'current' | 'back' | 'isWide' | 'hasLetter' | 'children'> & {
  readonly desk: ReviewDesk
  readonly officer: Officer
}) {
  return (
    <DeskPage
      {...settings}
      site={desk.site}
      about={`For ${officer.authority.officialName}`}
      post={postOf(officer)}
      tabs={officerTabs}
    />
  )
}

const officerTabs = [
  { text: 'To do', href: deskAddresses.portal() },
  { text: 'Recommendations', href: deskAddresses.portalRecommendations() },
  { text: 'Cases and figures', href: deskAddresses.portalYears() },
  { text: 'Letters', href: deskAddresses.portalLetters() },
  { text: 'Queries', href: deskAddresses.portalQueries() },
  { text: 'Own complaints', href: deskAddresses.portalOwnComplaints() },
  { text: 'Handling Code', href: deskAddresses.portalHandlingCode() },
  { text: 'Colleagues', href: deskAddresses.portalColleagues() },
]

/** Reads as the officer's session: whatever is asked for, only what their authority may see is there. */
export function readAsOfficer<Read>(
  desk: ReviewDesk,
  { session }: Officer,
  read: (transaction: Transaction) => Promise<Read>,
): Promise<Read> {
  return readAsSession(desk.portal, session.token, read)
}

/** The same answer for what does not exist and for what is another authority's, down to the last byte. */
export function unknownToOfficer(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Response | Promise<Response> {
  return context.html(
    <OfficerPage desk={desk} officer={officer} title="Page not found">
      <h1>Page not found</h1>
      <p>There is nothing for your authority at this address. Check it, or begin at one of the tabs above.</p>
    </OfficerPage>,
    404,
  )
}

/** The year in the address; undefined where it is none. */
export function yearInAddress(context: Context): ReportingYear | undefined {
  return parseReportingYear(
    (context.req.param('year') ?? context.req.param('file') ?? '').replace(/\.(?:csv|xlsx)$/, ''),
  )
}

/** The authority an address is about: the officer's own, or a closed one that it names; undefined for any other. */
export async function authorityInAddress(
  context: Context,
  officer: Officer,
  transaction: Transaction,
): Promise<OwnAuthority | undefined> {
  const slug = context.req.query('authority') ?? officer.authority.slug
  return (await readOwnAuthorities(transaction)).find((own) => own.slug === slug)
}

/** How an address names an authority: not at all where it is the officer's own. */
export function closedSlug({ authority }: Officer, { slug }: Pick<OwnAuthority, 'slug'>): string | undefined {
  return slug === authority.slug ? undefined : slug
}
