import type { Officer } from '../accounts/person.ts'
import { printCaseValue } from '../casework/case-record.ts'
import type { FollowUpDays } from '../casework/recommendation/follow-up-days.ts'
import {
  isServiceImprovement,
  recommendationTitle,
  shortDate,
} from '../casework/recommendation/recommendation.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { opening } from '../web/opening.ts'
import { closedSlug } from './officer-page.tsx'
import type { OwnRecommendation } from './own-recommendation-store.ts'
import { OwnState } from './recommendation-state.tsx'

/** What is still to be done of what an authority agreed to, by date. */
export function OpenRecommendationsTable({
  scheme,
  officer,
  open,
  days,
}: {
  scheme: Scheme
  officer: Officer
  open: readonly OwnRecommendation[]
  days: FollowUpDays
}) {
  return (
    <table class="desk-table desk-table--list recommendations">
      <thead>
        <tr>
          <th scope="col">What was agreed</th>
          <th scope="col">Case</th>
          <th scope="col" class="number">
            Due
          </th>
          <th scope="col">Where it stands</th>
        </tr>
      </thead>
      <tbody>
        {open.map((own) => (
          <tr>
            <OwnActionCells scheme={scheme} officer={officer} own={own} />
            <td class="number">
              <span class="portal-label">Due </span>
              {shortDate(own.dueOn)}
            </td>
            <td>
              <OwnState own={own} days={days} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What was agreed, and in which case. */
export function OwnActionCells({
  scheme,
  officer,
  own,
}: {
  scheme: Scheme
  officer: Officer
  own: OwnRecommendation
}) {
  const subject = own.subcategory ?? printCaseValue(scheme, 'category', own.category)
  return (
    <>
      <td>
        <a href={deskAddresses.portalEvidence(own.reference, own.number, closedSlug(officer, own))}>
          {opening(recommendationTitle(scheme, own), 110)}
        </a>
        {isServiceImprovement(scheme, own.kind) && <span class="note">Service improvement</span>}
      </td>
      <td>
        <span class="portal-whole">{own.reference}</span>
        <span class="note">{subject}</span>
      </td>
    </>
  )
}
