import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { StaffPage } from '../../accounts/signed-in-route.tsx'
import { printYear } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { Standing as StandingSentence } from '../../web/desk-page.tsx'
import type { ReviewDesk } from '../review-desk.tsx'
import type { Standing } from '../review-standing-store.ts'

/** The answer where there are no letters to rehearse or decide about: not yet, or no more. */
export function showSealedLetters(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  { cycle, current }: Standing,
): Response | Promise<Response> {
  const year = printYear(desk.scheme, cycle.year)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Letters of ${year}`}
      current={deskAddresses.desk()}
      back={{ text: `Annual review ${year}`, href: deskAddresses.review(cycle.year) }}
    >
      <h1>Letters of {year}</h1>
      <StandingSentence>
        {current ? (
          <>
            <strong>They are sealed.</strong> Nothing in them can be decided about or changed any more; a
            correction begins a new revision, with letters of its own.
          </>
        ) : (
          <>
            <strong>There are none yet.</strong> They are made from the figures of the year, which are not
            calculated.
          </>
        )}
      </StandingSentence>
    </StaffPage>,
  )
}
