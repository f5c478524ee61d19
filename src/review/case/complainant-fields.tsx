import { complainantFieldNames, type TypedComplainant } from '../../casework/complaint/complainant.ts'
import { DeskTextArea, DeskTextInput, type Problem, problemOf } from '../../web/desk-form-controls.tsx'

/** What is asked of whoever complained. */
export function ComplainantFields({
  typed,
  problems,
}: {
  typed: TypedComplainant
  problems: readonly Problem[]
}) {
  const error = (field: keyof TypedComplainant) => problemOf(problems, field)
  return (
    <>
      <DeskTextInput
        id="name"
        label={complainantFieldNames.name}
        autocomplete="off"
        value={typed.name}
        error={error('name')}
      />
      <DeskTextArea
        id="address"
        label={complainantFieldNames.address}
        hint="One way to reach them is needed: this, an e-mail address or a telephone number."
        rows={3}
        value={typed.address}
        error={error('address')}
      />
      <DeskTextInput
        id="email"
        label={complainantFieldNames.email}
        type="email"
        autocomplete="off"
        value={typed.email}
        error={error('email')}
      />
      <DeskTextInput
        id="telephone"
        label={complainantFieldNames.telephone}
        autocomplete="off"
        width={20}
        value={typed.telephone}
        error={error('telephone')}
      />
      <DeskTextArea
        id="adjustments"
        label={complainantFieldNames.adjustments}
        hint="If anything, such as large print"
        rows={2}
        value={typed.adjustments}
        error={error('adjustments')}
      />
      <DeskTextArea
        id="representative"
        label={complainantFieldNames.representative}
        hint="If anybody does"
        rows={2}
        value={typed.representative}
        error={error('representative')}
      />
    </>
  )
}
