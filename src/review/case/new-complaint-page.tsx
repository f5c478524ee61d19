import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { complainantFields } from '../../casework/complaint/complainant.ts'
import {
  complaintFields,
  readTakenComplaint,
  type TypedComplaint,
} from '../../casework/complaint/taken-complaint.ts'
import { authorityLookup } from '../../casework/import/authority-lookup.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskRadios,
  DeskSelect,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { AuthorityWordsFields } from './authority-words-fields.tsx'
import { ComplainantFields } from './complainant-fields.tsx'
import { takeComplaint } from './take-complaint-actions.ts'

/** Where a complaint is taken. */
export function showNewComplaint(context: Context, desk: ReviewDesk, staff: Staff) {
  return complaintPage(context, desk, staff, { typed: typedComplaint(() => ''), worker: 'me', problems: [] })
}

/** Takes it, or says everything that is wrong with what was typed. */
export async function sendNewComplaint(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const { database, scheme } = desk
  const typed = typedComplaint((field) => form.text(field))
  const worker = form.text('worker')
  const again = (problems: readonly Problem[]) => {
    context.status(422)
    return complaintPage(context, desk, staff, { typed, worker, problems })
  }
  const reading = readTakenComplaint(typed, {
    scheme,
    authorities: authorityLookup(await readAuthorities(database)),
    today: dayOf(scheme, await currentMoment(database)),
  })
  if (!reading.ok) return again(reading.problems)
  const taken = await takeComplaint(database, scheme, reading.complaint, {
    actor: staff.email,
    personId: worker === 'me' ? staff.id : null,
  })
  if (!taken.ok) return again([taken])
  const { slug } = reading.complaint.authority
  return context.redirect(`${deskAddresses.case(slug, taken.reference)}?done=taken`, 303)
}

function typedComplaint(text: (field: string) => string): TypedComplaint {
  return Object.fromEntries(
    [...complaintFields, ...complainantFields].map((field) => [field, text(field)]),
  ) as unknown as TypedComplaint
}

function complaintPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  {
    typed,
    worker,
    problems,
  }: { readonly typed: TypedComplaint; readonly worker: string; readonly problems: readonly Problem[] },
) {
  const action = deskAddresses.newComplaint()
  const error = (field: string) => problemOf(problems, field)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title="Take a complaint"
      current={deskAddresses.casework()}
      back={{ text: 'Casework', href: deskAddresses.casework() }}
    >
      <ErrorSummary problems={problems} />
      <h1>Take a complaint</h1>
      <Standing>
        <strong>It gets its reference when it is taken.</strong> Who complained is kept apart from the case.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <DeskTextInput
          id="authority"
          label="Authority"
          hint="Its official or its short name"
          value={typed.authority}
          error={error('authority')}
        />
        <DeskTextInput
          id="receivedOn"
          label="Received on"
          hint="As 20 November 2023 or 20/11/2023"
          width={20}
          value={typed.receivedOn}
          error={error('receivedOn')}
        />
        <DeskSelect
          id="category"
          label="Category"
          items={[
            { value: '', text: 'Choose one' },
            ...desk.scheme.categories.map(({ code, name }) => ({ value: code, text: name })),
          ]}
          value={typed.category}
          error={error('category')}
        />
        <DeskTextInput
          id="subcategory"
          label="Subcategory"
          hint="If there is one, such as: Allocations"
          value={typed.subcategory}
          error={error('subcategory')}
        />
        <DeskTextArea
          id="text"
          label="The complaint"
          hint="In plain words and without names: the complainant is Ms X or Mr Y, whoever they are."
          rows={8}
          value={typed.text}
          error={error('text')}
        />
        <AuthorityWordsFields typed={typed} problems={problems} />
        <h2>Who complains</h2>
        <ComplainantFields typed={typed} problems={problems} />
        <DeskRadios
          id="worker"
          label="Who works on it?"
          choices={[
            { value: 'me', text: 'I do', isChosen: worker === 'me' },
            { value: 'nobody', text: 'Nobody yet', isChosen: worker !== 'me' },
          ]}
        />
        <Button text="Take the complaint" />
      </DeskForm>
    </StaffPage>,
  )
}
