import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Staff } from '../../accounts/person.ts'
import { StaffPage } from '../../accounts/signed-in-route.tsx'
import type { KnownCase } from '../../casework/case-record.ts'
import { findCase } from '../../casework/case-record-store.ts'
import { readCaseReference } from '../../casework/case-reference.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import type { ReviewDesk } from '../review-desk.tsx'

/** The case in the address of a page; undefined where there is none. */
export async function askedCase(context: Context, { database }: ReviewDesk): Promise<KnownCase | undefined> {
  const reference = readCaseReference(context.req.param('reference') ?? '')
  return reference && findCase(database, context.req.param('slug') ?? '', reference)
}

/** The answer where there is no such case. */
export function noSuchCase(context: Context, desk: ReviewDesk, staff: Staff): Response | Promise<Response> {
  return context.html(
    <StaffPage desk={desk} person={staff} title="No such case" current={deskAddresses.cases()}>
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

/** One part of a document: its head and dates at the left, its text beside them. */
export function CasePart({
  id,
  head,
  note,
  isChapter = false,
  children,
}: {
  id: string
  head: string
  note?: Child
  /** A new chapter opens with a stronger line. */
  isChapter?: boolean
  children: Child
}) {
  return (
    <section class={isChapter ? 'case-part case-part--chapter' : 'case-part'} aria-labelledby={id}>
      <div>
        <h2 id={id}>{head}</h2>
        {note !== undefined && note !== '' && <p class="note">{note}</p>}
      </div>
      <div>{children}</div>
    </section>
  )
}
