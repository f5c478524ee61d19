import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { askedYear, noSuchReview } from '../review-parts.tsx'
import { type CopyKey, correctAddress } from './copy-actions.ts'
import { findLetterCopy } from './sending-store.ts'

/** Where a refused address is corrected. */
export async function showCopyAddress(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  return addressPage(context, desk, staff, [])
}

export async function sendCopyAddress(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  const copy = askedCopy(context)
  if (year === undefined || copy === undefined) return noSuchReview(context, desk, staff)
  const address = form.text('address')
  const corrected = await correctAddress(desk.database, year, copy, { address, actor: staff.email })
  if (corrected.ok) return context.redirect(`${deskAddresses.sending(year)}?done=corrected`, 303)
  context.status(corrected.isStale ? 409 : 422)
  const field = corrected.isStale ? undefined : 'address'
  return addressPage(context, desk, staff, [{ field, reason: corrected.reason }], address)
}

/** The copy in the address of a page; undefined where it is none. */
export function askedCopy(context: Context): CopyKey | undefined {
  const [, mailId, place] = /^(\d{1,15})-(\d{1,4})$/.exec(context.req.param('copy') ?? '') ?? []
  return mailId === undefined ? undefined : { mailId: Number(mailId), place: Number(place) }
}

async function addressPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  problems: readonly Problem[],
  typed?: string,
): Promise<Response> {
  const year = askedYear(context)
  const key = askedCopy(context)
  const copy = year !== undefined && key !== undefined && (await findLetterCopy(desk.database, year, key))
  if (year === undefined || !copy) return noSuchReview(context, desk, staff)
  const action = deskAddresses.letterCopyAddress(year, copy)
  const isOpen = copy.state === 'refused' || copy.state === 'given-up'
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Correct the address, ${copy.authority}`}
      current={deskAddresses.desk()}
      back={{ text: `Sending ${formatReportingYear(year)}`, href: deskAddresses.sending(year) }}
    >
      <ErrorSummary problems={problems} />
      <h1>Correct the address</h1>
      <Standing>
        <strong>
          {copy.post}, {copy.authority}.
        </strong>{' '}
        {copy.address} was refused{copy.answer === null ? '' : `: ${copy.answer}`}
      </Standing>
      {isOpen ? (
        <DeskForm action={action} token={tokenOf(desk, staff, action)}>
          <DeskTextInput
            id="address"
            label="New address"
            hint="The letter is sent there at once, and whoever had the old address is on record with the new one."
            type="email"
            value={typed ?? copy.address}
            error={problemOf(problems, 'address')}
          />
          <Button text="Correct and send" />
        </DeskForm>
      ) : (
        <p>This copy has been dealt with; there is nothing to correct.</p>
      )}
    </StaffPage>,
  )
}
