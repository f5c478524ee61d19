import { shortDate } from '../../casework/recommendation/recommendation.ts'
import { lastStage } from '../../handling-code/own-complaints/own-complaint.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { opening } from '../../web/opening.ts'
import { type ClockedComplaint, OwnStanding } from './own-clock.tsx'

/** Complaints of an authority, each with how it stands by the Code's clocks. */
export function OwnComplaintsTable({
  scheme,
  complaints,
}: {
  scheme: Scheme
  complaints: readonly ClockedComplaint[]
}) {
  return (
    <table class="desk-table desk-table--list own-complaints">
      <thead>
        <tr>
          <th scope="col">How it stands</th>
          <th scope="col">Complaint</th>
          <th scope="col">Reference</th>
          <th scope="col">Stage</th>
          <th scope="col" class="number">
            Received
          </th>
        </tr>
      </thead>
      <tbody>
        {complaints.map((one) => {
          const { complaint } = one
          const { number, stage } = lastStage(complaint)
          return (
            <tr>
              <td>
                <OwnStanding scheme={scheme} one={one} />
              </td>
              <td>
                <a href={deskAddresses.portalOwnComplaint(complaint.reference)}>
                  {opening(complaint.definition, 110)}
                </a>
                <span class="note">
                  {complaint.category}
                  {complaint.service !== null && `, ${complaint.service}`}
                </span>
              </td>
              <td class="own-complaints__reference">{complaint.reference}</td>
              <td>
                <span class="portal-label">Stage </span>
                {number}
              </td>
              <td class="number">
                <span class="portal-label">Received </span>
                {shortDate(stage.receivedOn)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
