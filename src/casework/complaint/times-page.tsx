import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage } from '../../accounts/signed-in-route.tsx'
import { printYear } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { Standing } from '../../web/desk-page.tsx'
import { percentInTime } from './decided-in-time.ts'
import { type DecidedInTime, readDecidedInTime, readYearsDecided } from './decided-in-time-store.ts'

/** How many years are shown. */
const mostYears = 6

/** How long cases take, year by year: how many were decided by the day until which they should be. */
export async function showTimes(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const { database, scheme } = desk
  const { targetWeeks } = scheme.casework
  const years: DecidedInTime[] = []
  for (const year of (await readYearsDecided(database, scheme)).slice(0, mostYears)) {
    years.push(await readDecidedInTime(database, scheme, year))
  }
  const [latest] = years
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title="How long cases take"
      current={deskAddresses.casework()}
      back={{ text: 'Casework', href: deskAddresses.casework() }}
    >
      <h1>How long cases take</h1>
      <Standing>
        {latest === undefined ? (
          <strong>No case is decided yet.</strong>
        ) : (
          <>
            <strong>
              {percentInTime(latest) ?? 'None'} of the cases decided in {printYear(scheme, latest.year)} took{' '}
              {targetWeeks} weeks or less.
            </strong>{' '}
            Days on which a case that was worked on here was paused do not count.
          </>
        )}
      </Standing>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Decided in</th>
            <th scope="col" class="number">
              Cases
            </th>
            <th scope="col" class="number">
              Within {targetWeeks} weeks
            </th>
            <th scope="col" class="number">
              Share
            </th>
            <th scope="col" class="number">
              Receipt not recorded
            </th>
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr>
              <th scope="row">{printYear(scheme, year.year)}</th>
              <td class="number" data-label="Cases">
                {year.decided.toLocaleString('en-GB')}
              </td>
              <td class="number" data-label={`Within ${targetWeeks} weeks`}>
                {year.inTime.toLocaleString('en-GB')}
              </td>
              <td class="number" data-label="Share">
                {percentInTime(year) ?? 'none decided'}
              </td>
              <td class="number" data-label="Receipt not recorded">
                {year.unknown.toLocaleString('en-GB')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </StaffPage>,
  )
}
