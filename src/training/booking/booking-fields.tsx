import type { Scheme } from '../../scheme/scheme.ts'
import {
  DeskRadios,
  DeskTextArea,
  DeskTextInput,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import type { TypedBooking, TypedDelegate } from './booking.ts'
import type { BookingAuthority } from './booking-store.ts'

/** As many lines for people as a form ever shows; a booking of more is refused and none of them need be typed again. */
const mostLines = 60

/** Nothing typed yet. */
export const emptyBooking: TypedBooking = {
  organisation: '',
  organisationKind: '',
  bookerName: '',
  bookerEmail: '',
  purchaseOrder: '',
  adjustments: '',
  people: [{ name: '', email: '' }],
}

/** What a booking's form sent. */
export function typedBooking(form: SentForm): TypedBooking {
  const names = form.texts('person-name')
  const emails = form.texts('person-email')
  const lines = Math.max(names.length, emails.length, 1)
  return {
    organisation: form.text('organisation'),
    organisationKind: form.text('organisationKind'),
    bookerName: form.text('bookerName'),
    bookerEmail: form.text('bookerEmail'),
    purchaseOrder: form.text('purchaseOrder'),
    adjustments: form.text('adjustments'),
    people: Array.from({ length: lines }, (_, at) => ({ name: names[at] ?? '', email: emails[at] ?? '' })),
  }
}

/** The fields of a booking, people last: the buttons after them add another. */
export function BookingFields({
  scheme,
  authorities,
  typed,
  problems,
  isPriced,
  isOffice = false,
}: {
  scheme: Scheme
  authorities: readonly BookingAuthority[]
  typed: TypedBooking
  problems: readonly Problem[]
  /** Somebody will be sent an invoice. */
  isPriced: boolean
  /** The office fills it in for somebody who telephones. */
  isOffice?: boolean
}) {
  const error = (field: string) => problemOf(problems, field)
  const organisationError = error('organisation')
  return (
    <>
      <div class={`govuk-form-group${organisationError ? ' govuk-form-group--error' : ''}`}>
        <label class="govuk-label" for="organisation">
          {isOffice ? 'Organisation' : 'Your organisation'}
        </label>
        <div class="govuk-hint" id="organisation-hint">
          Begin to type, and choose it if it is offered; any other is taken as it is written.
        </div>
        {organisationError && (
          <p class="govuk-error-message" id="organisation-error">
            <span class="govuk-visually-hidden">Error:</span> {organisationError}
          </p>
        )}
        <input
          class={`govuk-input${organisationError ? ' govuk-input--error' : ''}`}
          id="organisation"
          name="organisation"
          type="text"
          list="organisations"
          autocomplete="organization"
          value={typed.organisation}
          aria-describedby={`organisation-hint${organisationError ? ' organisation-error' : ''}`}
        />
        <datalist id="organisations">
          {authorities.map(({ officialName }) => (
            <option value={officialName} />
          ))}
        </datalist>
      </div>
      <DeskRadios
        id="organisationKind"
        label={isOffice ? 'What kind of organisation is it?' : 'What kind of organisation are you?'}
        error={error('organisationKind')}
        choices={scheme.training.audiences.map(({ code, one }) => ({
          value: code,
          text: one.slice(0, 1).toUpperCase() + one.slice(1),
          isChosen: code === typed.organisationKind,
        }))}
      />
      <DeskTextInput
        id="bookerName"
        label={isOffice ? 'Name of whoever books' : 'Your name'}
        autocomplete={isOffice ? 'off' : 'name'}
        value={typed.bookerName}
        error={error('bookerName')}
      />
      <DeskTextInput
        id="bookerEmail"
        label={isOffice ? 'Their e-mail address' : 'Your e-mail address'}
        hint="The confirmation goes there, with a link that opens the booking."
        type="email"
        autocomplete={isOffice ? 'off' : 'email'}
        value={typed.bookerEmail}
        error={error('bookerEmail')}
      />
      {isPriced && (
        <DeskTextInput
          id="purchaseOrder"
          label="Purchase order number, if you have one"
          width={20}
          value={typed.purchaseOrder}
          error={error('purchaseOrder')}
        />
      )}
      <DeskTextArea
        id="adjustments"
        label="What would anybody need to take part?"
        hint="Such as captions, large print or step-free access. We delete it when the workshop is over."
        rows={3}
        value={typed.adjustments}
        error={error('adjustments')}
      />
      <h2 id="people">Who comes</h2>
      {typed.people.slice(0, mostLines).map((person, at) => (
        <PersonFields
          number={at + 1}
          isOnly={typed.people.length === 1}
          person={person}
          problems={problems}
        />
      ))}
    </>
  )
}

/** The fields of one person who comes; several persons' are sent under the same names. */
export function PersonFields({
  number,
  isOnly,
  person,
  problems,
}: {
  number: number
  isOnly: boolean
  person: TypedDelegate
  problems: readonly Problem[]
}) {
  return (
    <fieldset class="govuk-fieldset training-person">
      <legend class="govuk-fieldset__legend">{isOnly ? 'Person' : `Person ${number}`}</legend>
      <PersonField
        id={`name-${number}`}
        name="person-name"
        label="Name"
        value={person.name}
        error={problemOf(problems, `name-${number}`)}
      />
      <PersonField
        id={`email-${number}`}
        name="person-email"
        label="E-mail address"
        value={person.email}
        error={problemOf(problems, `email-${number}`)}
      />
    </fieldset>
  )
}

function PersonField({
  id,
  name,
  label,
  value,
  error,
}: {
  id: string
  name: string
  label: string
  value: string
  error: string | undefined
}) {
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class="govuk-label" for={id}>
        {label}
      </label>
      {error !== undefined && (
        <p class="govuk-error-message" id={`${id}-error`}>
          <span class="govuk-visually-hidden">Error:</span> {error}
        </p>
      )}
      <input
        class={`govuk-input${error === undefined ? '' : ' govuk-input--error'}`}
        id={id}
        name={name}
        type={name === 'person-email' ? 'email' : 'text'}
        autocomplete="off"
        spellcheck={false}
        value={value}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
      />
    </div>
  )
}
