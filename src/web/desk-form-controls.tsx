import type { Child } from 'hono/jsx'
import { tokenField } from './sent-form.ts'

/** A form of ours, with the token that shows it was made for this sign-in. */
export function DeskForm({
  action,
  token,
  takesFiles = false,
  children,
}: {
  action: string
  token: string
  /** Its files are sent with it. */
  takesFiles?: boolean
  children: Child
}) {
  return (
    <form
      method="post"
      action={action}
      enctype={takesFiles ? 'multipart/form-data' : undefined}
      novalidate={true}
    >
      <input type="hidden" name={tokenField} value={token} />
      {children}
    </form>
  )
}

type FieldSettings = {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with what was typed. */
  readonly error?: string | undefined
  readonly value?: string | undefined
}

/** One line of text, with its label, hint and error. */
export function DeskTextInput({
  type = 'text',
  autocomplete,
  inputmode,
  width = type === 'date' ? 10 : undefined,
  ...field
}: FieldSettings & {
  readonly type?: 'text' | 'email' | 'password' | 'date' | 'time'
  readonly autocomplete?: string
  readonly inputmode?: 'numeric'
  /** About how many characters wide. */
  readonly width?: 5 | 10 | 20 | undefined
}) {
  const { id, value } = field
  return (
    <DeskFormGroup {...field}>
      <input
        class={classes(
          'govuk-input',
          width && `govuk-input--width-${width}`,
          field.error && 'govuk-input--error',
        )}
        id={id}
        name={id}
        type={type}
        value={value}
        autocomplete={autocomplete}
        inputmode={inputmode}
        spellcheck={type === 'text' ? undefined : false}
        aria-describedby={describedBy(field)}
      />
    </DeskFormGroup>
  )
}

/** Several lines of text. */
export function DeskTextArea({ rows = 5, ...field }: FieldSettings & { readonly rows?: number }) {
  const { id, value, error } = field
  return (
    <DeskFormGroup {...field}>
      <textarea
        class={classes('govuk-textarea', error && 'govuk-textarea--error')}
        id={id}
        name={id}
        rows={rows}
        aria-describedby={describedBy(field)}
      >
        {value ?? ''}
      </textarea>
    </DeskFormGroup>
  )
}

/** Files to be sent; the form around it takes files. */
export function DeskFileInput({
  accept,
  isMultiple = false,
  ...field
}: Omit<FieldSettings, 'value'> & {
  /** What the browser offers first: endings of names, such as ".csv". */
  readonly accept: string
  readonly isMultiple?: boolean
}) {
  const { id, error } = field
  return (
    <DeskFormGroup {...field}>
      <input
        class={classes('govuk-file-upload', error && 'govuk-file-upload--error')}
        id={id}
        name={id}
        type="file"
        accept={accept}
        multiple={isMultiple}
        aria-describedby={describedBy(field)}
      />
    </DeskFormGroup>
  )
}

/** One of a list too long for radios. */
export function DeskSelect({
  items,
  ...field
}: FieldSettings & { readonly items: readonly { readonly value: string; readonly text: string }[] }) {
  const { id, value, error } = field
  return (
    <DeskFormGroup {...field}>
      <select
        class={classes('govuk-select', error && 'govuk-select--error')}
        id={id}
        name={id}
        aria-describedby={describedBy(field)}
      >
        {items.map((item) => (
          <option value={item.value} selected={item.value === value}>
            {item.text}
          </option>
        ))}
      </select>
    </DeskFormGroup>
  )
}

export type DeskChoice = {
  readonly value: string
  readonly text: string
  readonly hint?: string | undefined
  readonly isChosen?: boolean | undefined
  /** What belongs to this choice alone, such as the reason for it. */
  readonly children?: Child
}

/** One of a few. The legend asks the question. */
export function DeskRadios({
  id,
  label,
  hint,
  error,
  choices,
}: Omit<FieldSettings, 'value'> & { readonly choices: readonly DeskChoice[] }) {
  return <DeskChoices id={id} label={label} hint={hint} error={error} choices={choices} kind="radio" />
}

/** Any of a few. The legend asks the question. */
export function DeskCheckboxes({
  id,
  label,
  hint,
  error,
  choices,
}: Omit<FieldSettings, 'value'> & { readonly choices: readonly DeskChoice[] }) {
  return <DeskChoices id={id} label={label} hint={hint} error={error} choices={choices} kind="checkbox" />
}

function DeskChoices({
  id,
  label,
  hint,
  error,
  choices,
  kind,
}: Omit<FieldSettings, 'value'> & {
  readonly choices: readonly DeskChoice[]
  readonly kind: 'radio' | 'checkbox'
}) {
  const block = kind === 'radio' ? 'govuk-radios' : 'govuk-checkboxes'
  return (
    <div class={classes('govuk-form-group', error && 'govuk-form-group--error')}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy({ id, hint, error })}>
        <legend class="govuk-fieldset__legend">{label}</legend>
        <Help id={id} hint={hint} error={error} />
        <div class={block}>
          {choices.map(({ value, text, hint: choiceHint, isChosen, children }, index) => {
            const choiceId = index === 0 ? id : `${id}-${index + 1}`
            return (
              <>
                <div class={`${block}__item`}>
                  <input
                    class={`${block}__input`}
                    id={choiceId}
                    name={id}
                    type={kind}
                    value={value}
                    checked={isChosen}
                    aria-describedby={choiceHint === undefined ? undefined : `${choiceId}-item-hint`}
                  />
                  <label class={`govuk-label ${block}__label`} for={choiceId}>
                    {text}
                  </label>
                  {choiceHint !== undefined && (
                    <div class={`govuk-hint ${block}__hint`} id={`${choiceId}-item-hint`}>
                      {choiceHint}
                    </div>
                  )}
                </div>
                {children && <div class={`${block}__conditional`}>{children}</div>}
              </>
            )
          })}
        </div>
      </fieldset>
    </div>
  )
}

/** What stands in the way of what was sent, above the form, each problem leading to its field. */
export function ErrorSummary({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <div class="govuk-error-summary" tabindex={-1}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">There is a problem</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {problems.map(({ field, reason }) => (
              <li>{field === undefined ? reason : <a href={`#${field}`}>{reason}</a>}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}

/** One sentence on what is wrong and what to do, and the field it is about, if any. */
export type Problem = { readonly field?: string | undefined; readonly reason: string }

/** What is wrong with one field. */
export function problemOf(problems: readonly Problem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.reason
}

function DeskFormGroup({ children, ...field }: FieldSettings & { readonly children: Child }) {
  const { id, label, error } = field
  return (
    <div class={classes('govuk-form-group', error && 'govuk-form-group--error')}>
      <label class="govuk-label" for={id}>
        {label}
      </label>
      <Help {...field} />
      {children}
    </div>
  )
}

function Help({ id, hint, error }: Pick<FieldSettings, 'id' | 'hint' | 'error'>) {
  return (
    <>
      {hint !== undefined && (
        <div class="govuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error !== undefined && (
        <p class="govuk-error-message" id={`${id}-error`}>
          <span class="govuk-visually-hidden">Error:</span> {error}
        </p>
      )}
    </>
  )
}

function describedBy({ id, hint, error }: Pick<FieldSettings, 'id' | 'hint' | 'error'>): string | undefined {
  const parts = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean)
  return parts.length === 0 ? undefined : parts.join(' ')
}

function classes(...names: readonly (string | false | 0 | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
