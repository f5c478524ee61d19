import type { Context } from 'hono'
import type { Staff } from '../accounts/person.ts'
import { StaffPage } from '../accounts/signed-in-route.tsx'
import { printMoment } from '../scheme/printed-dates.ts'
import { formatReportingYear } from '../scheme/reporting-year.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { type Mark, Standing, State } from '../web/desk-page.tsx'
import type { ReviewDesk } from './review-desk.tsx'
import { type Stage, stageWords } from './review-stage.ts'
import { readStanding } from './review-standing-store.ts'
import { readYearsUnderReview } from './review-step-store.ts'

/** Every year's review, the newest first, with where it stands. */
export async function showReviewList(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const years = await readYearsUnderReview(desk.database)
  const standings = []
  for (const year of years) {
    const standing = await readStanding(desk.database, year)
    if (standing) standings.push(standing)
  }
  const open = standings.filter(({ current }) => !isOver(current?.stage))
  return context.html(
    <StaffPage desk={desk} person={staff} title="Annual reviews" current={deskAddresses.desk()}>
      <h1>Annual reviews</h1>
      <Standing>
        <strong>{open.length === 0 ? 'None is under way.' : `${open.length} under way.`}</strong> Each year's
        figures and letters, from draft to release, and what was corrected since.
      </Standing>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Year</th>
            <th scope="col">Where it stands</th>
            <th scope="col">Public</th>
          </tr>
        </thead>
        <tbody>
          {standings.map(({ cycle, current, revisions }) => (
            <tr>
              <th scope="row">
                <a href={deskAddresses.review(cycle.year)}>{formatReportingYear(cycle.year)}</a>
              </th>
              <td>
                <State mark={markOf(current?.stage)}>
                  {current === undefined ? 'Not calculated' : stageWords[current.stage].name}
                </State>
                {current !== undefined && current.revision > 1 && (
                  <span class="note">
                    {isOver(current.stage)
                      ? `Corrected ${times(current.revision - 1)}`
                      : 'A correction under way'}
                  </span>
                )}
              </td>
              <td>{printMoment(desk.scheme, revisions[0]?.publishedAt ?? cycle.publishedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href={deskAddresses.monitoringOfficers()}>
          Monitoring officers, who may ask for copies of letters
        </a>
      </p>
    </StaffPage>,
  )
}

function isOver(stage: Stage | undefined): boolean {
  return stage === 'published' || stage === 'corrected'
}

function markOf(stage: Stage | undefined): Mark {
  if (stage === undefined) return 'open'
  return isOver(stage) ? 'done' : 'attention'
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}
