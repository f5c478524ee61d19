import type { Child } from 'hono/jsx'

/**
 * The button that sends a form. The page's main action is filled; others are secondary. Where a form has several, each
 * says what it does.
 */
export function Button({
  text,
  isSecondary = false,
  does,
}: {
  text: string
  isSecondary?: boolean
  does?: string
}) {
  return (
    <button
      type="submit"
      class={buttonClass(isSecondary)}
      name={does === undefined ? undefined : 'do'}
      value={does}
      data-module="govuk-button"
    >
      {text}
    </button>
  )
}

/** A link to something that is done. It looks like a button and stays a link; the page's main action is filled. */
export function ButtonLink({
  text,
  href,
  isSecondary = false,
}: {
  text: string
  href: string
  isSecondary?: boolean
}) {
  return (
    <a href={href} class={buttonClass(isSecondary)} draggable={false}>
      {text}
    </a>
  )
}

function buttonClass(isSecondary: boolean): string {
  return isSecondary ? 'govuk-button govuk-button--secondary' : 'govuk-button'
}

export type TextInputSettings = {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly value?: string | undefined
  readonly type?: 'text' | 'search'
  readonly autocomplete?: string
}

/** One line of text with its label. */
export function TextInput({ id, name, label, value, type = 'text', autocomplete }: TextInputSettings) {
  return (
    <FormGroup id={id} label={label}>
      <input class="govuk-input" id={id} name={name} type={type} value={value} autocomplete={autocomplete} />
    </FormGroup>
  )
}

export type SelectSettings = {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly items: readonly SelectItem[]
}
type SelectItem = {
  readonly value: string
  readonly text: string
  readonly selected?: boolean | undefined
}

/** One of a short list. */
export function Select({ id, name, label, items }: SelectSettings) {
  return (
    <FormGroup id={id} label={label}>
      <select class="govuk-select" id={id} name={name}>
        {items.map(({ value, text, selected }) => (
          <option value={value} selected={selected}>
            {text}
          </option>
        ))}
      </select>
    </FormGroup>
  )
}

function FormGroup({ id, label, children }: { id: string; label: string; children: Child }) {
  return (
    <div class="govuk-form-group">
      <label class="govuk-label" for={id}>
        {label}
      </label>
      {children}
    </div>
  )
}
