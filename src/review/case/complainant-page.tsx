import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { askedCase, backToCase, noSuchCase } from '../../casework/asked-case.tsx'
import type { KnownCase } from '../../casework/case-record.ts'
import { readCaseFile } from '../../casework/complaint/case-file-store.ts'
import {
  type Complainant,
  complainantFieldNames,
  complainantFields,
  readComplainant,
  type TypedComplainant,
} from '../../casework/complaint/complainant.ts'
import {
  changeComplainant,
  complainantMark,
  lookAtComplainant,
} from '../../casework/complaint/complainant-actions.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm, ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Notice, Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { ComplainantFields } from './complainant-fields.tsx'

/** Who complained. Every look is on record. */
export async function showComplainant(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const complainant = await lookAtComplainant(desk.database, known, staff.email)
  return complainantPage(context, desk, staff, known, complainant, { problems: [], isOvertaken: false })
}

/** Changes who complained, by whoever works on the case. */
export async function sendComplainant(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const typed = typedComplainant(form)
  const again = async (status: 409 | 422, problems: readonly Problem[]) => {
    context.status(status)
    const now = await lookAtComplainant(desk.database, known, staff.email)
    const isOvertaken = status === 409
    return complainantPage(context, desk, staff, known, now, { typed, problems, isOvertaken })
  }
  const reading = readComplainant(typed)
  if (!reading.ok) return again(422, reading.problems)
  const { authority, reference } = known
  const result = await changeComplainant(desk.database, {
    slug: authority.slug,
    reference,
    person: staff,
    seen: form.text('seen'),
    complainant: reading.complainant,
  })
  if (result.ok) {
    return context.redirect(`${deskAddresses.complainant(authority.slug, reference)}?done=changed`, 303)
  }
  return again(result.isStale === true ? 409 : 422, [result])
}

/** What stands in the fields about whoever complained. */
function typedComplainant(form: SentForm): TypedComplainant {
  return Object.fromEntries(
    complainantFields.map((field) => [field, form.text(field)]),
  ) as unknown as TypedComplainant
}

async function complainantPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  known: KnownCase,
  complainant: Complainant | undefined,
  {
    typed,
    problems,
    isOvertaken,
  }: {
    readonly typed?: TypedComplainant
    readonly problems: readonly Problem[]
    readonly isOvertaken: boolean
  },
): Promise<Response> {
  const { authority, reference } = known
  const action = deskAddresses.complainant(authority.slug, reference)
  const file = await readCaseFile(desk.database, known)
  const isTheirs = mayDo(staff, 'work-on-cases') && file?.worker?.id === staff.id
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Complainant of case ${reference}`}
      current={deskAddresses.casework()}
      back={backToCase(known)}
    >
      <ErrorSummary problems={problems} />
      {context.req.query('done') === 'changed' && problems.length === 0 && <Notice>It is changed.</Notice>}
      <p class="case-reference">
        {reference} · {authority.officialName}
      </p>
      <h1>Who complained</h1>
      <Standing>
        {complainant === undefined ? (
          <strong>Nothing is kept of who complained.</strong>
        ) : (
          <>
            <strong>That you looked is on record.</strong> It is kept for{' '}
            {desk.scheme.casework.complainantKeptForMonths} months after the case is closed and its last
            agreed action settled.
          </>
        )}
      </Standing>
      {complainant !== undefined && (!isTheirs || isOvertaken) && <Facts complainant={complainant} />}
      {complainant !== undefined && isTheirs && (
        <DeskForm action={action} token={tokenOf(desk, staff, action)}>
          <input type="hidden" name="seen" value={complainantMark(complainant)} />
          <ComplainantFields typed={typed ?? typedOf(complainant)} problems={problems} />
          <Button text="Keep the changes" />
        </DeskForm>
      )}
      {complainant !== undefined && !isTheirs && (
        <p class="note">Whoever works on the case can change this.</p>
      )}
    </StaffPage>,
  )
}

function Facts({ complainant }: { complainant: Complainant }) {
  return (
    <dl class="case-facts">
      {complainantFields.map((field) => (
        <div>
          <dt>{complainantFieldNames[field]}</dt>
          <dd class="case-text">{complainant[field] ?? 'not recorded'}</dd>
        </div>
      ))}
    </dl>
  )
}

function typedOf(complainant: Complainant): TypedComplainant {
  return Object.fromEntries(
    complainantFields.map((field) => [field, complainant[field] ?? '']),
  ) as unknown as TypedComplainant
}
