import type { Context } from 'hono'
import type { Staff } from '../accounts/person.ts'
import { StaffPage } from '../accounts/signed-in-route.tsx'
import { parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import type { ReviewDesk } from './review-desk.tsx'

/** The year in the address of a page about a review; undefined where it is none. */
export function askedYear(context: Context): ReportingYear | undefined {
  return parseReportingYear(context.req.param('year') ?? '')
}

/** The answer where a year has no cycle. */
export function noSuchReview(context: Context, desk: ReviewDesk, staff: Staff): Response | Promise<Response> {
  return context.html(
    <StaffPage desk={desk} person={staff} title="No such review" current={deskAddresses.desk()}>
      <h1>There is no review of that year</h1>
      <p>
        A review begins with a cycle, which “upheld cycle set” brings in.{' '}
        <a href={deskAddresses.desk()}>See the reviews there are</a>.
      </p>
    </StaffPage>,
    404,
  )
}
