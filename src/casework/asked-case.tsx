import type { Context } from 'hono'
import type { Staff } from '../accounts/person.ts'
import { type Desk, StaffPage } from '../accounts/signed-in-route.tsx'
import { deskAddresses } from '../web/desk-addresses.ts'
import type { KnownCase } from './case-record.ts'
import { findCase } from './case-record-store.ts'
import { readCaseReference } from './case-reference.ts'

/** The case in the address of a page; undefined where there is none. */
export async function askedCase(context: Context, { database }: Desk): Promise<KnownCase | undefined> {
  const reference = readCaseReference(context.req.param('reference') ?? '')
  return reference && findCase(database, context.req.param('slug') ?? '', reference)
}

/** The answer where there is no such case. */
export function noSuchCase(context: Context, desk: Desk, staff: Staff): Response | Promise<Response> {
  return context.html(
    <StaffPage desk={desk} person={staff} title="No such case" current={deskAddresses.casework()}>
      <h1>There is no such case</h1>
      <p>
        It may be about another authority, or not have been brought in yet.{' '}
        <a href={deskAddresses.cases()}>Find a case</a>.
      </p>
    </StaffPage>,
    404,
  )
}

/** The way back to a case from a page about it. */
export function backToCase({ authority, reference }: KnownCase) {
  return { text: `Case ${reference}`, href: deskAddresses.case(authority.slug, reference) }
}
