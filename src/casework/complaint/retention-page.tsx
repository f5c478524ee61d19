import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage } from '../../accounts/signed-in-route.tsx'
import { printDate, printMoment } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { Standing } from '../../web/desk-page.tsx'
import { readRetentionRuns } from './retention-store.ts'

/** How many nights are shown. */
const mostNights = 60

/** What each night removed: how many, and nothing of whom. */
export async function showRetention(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const { scheme } = desk
  const runs = await readRetentionRuns(desk.database, mostNights)
  const [last] = runs
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title="What was removed"
      current={deskAddresses.audit()}
      back={{ text: 'Audit', href: deskAddresses.audit() }}
    >
      <h1>What was removed</h1>
      <Standing>
        <strong>
          {last === undefined
            ? 'Nothing was looked through yet.'
            : `Last looked through on ${printDate(last.day)}.`}
        </strong>{' '}
        Who complained is kept for {scheme.casework.complainantKeptForMonths} months after the case is closed
        and its last agreed action settled.
      </Standing>
      {runs.length > 0 && (
        <table class="desk-table desk-table--list">
          <thead>
            <tr>
              <th scope="col">Night</th>
              <th scope="col">When</th>
              <th scope="col">Complainants removed</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ day, ranAt, removed }) => (
              <tr>
                <th scope="row">{printDate(day)}</th>
                <td>{printMoment(scheme, ranAt)}</td>
                <td>
                  {removed.complainants === 0
                    ? 'none'
                    : removed.complainants === 1
                      ? '1 complainant'
                      : `${removed.complainants.toLocaleString('en-GB')} complainants`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </StaffPage>,
  )
}
