import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Breadcrumbs } from './breadcrumbs.tsx'
import {
  DeskCheckboxes,
  DeskRadios,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
} from './desk-form-controls.tsx'
import { Button, ButtonLink, Select, TextInput } from './form-controls.tsx'
import { SkipLink } from './skip-link.tsx'

/**
 * The design system publishes, for each component, options and the markup they must become. Our components know
 * fewer options: each schema below names those, and every fixture that asks for no more is compared.
 */
describe('our components make the markup the design system promises', () => {
  const label = z.strictObject({ text: z.string() })
  const word = z.union([z.string(), z.number(), z.literal(false)]).transform(String)

  const button = z.strictObject({
    // A name the fixture happens to have.
    name: z.literal('secondary').optional(),
    text: z.string(),
    classes: z.literal('govuk-button--secondary').optional(),
  })
  compare(
    'button',
    button,
    ['default', 'secondary', 'no type', 'no data-prevent-double-click'],
    ({ text, classes }) => <Button text={text} isSecondary={classes !== undefined} />,
    (html) => html.replace(' name="secondary"', ''),
  )

  const buttonLink = z.strictObject({ text: z.string(), href: z.string() })
  compare(
    'button',
    buttonLink,
    ['link', 'explicit link'],
    ({ text, href }) => <ButtonLink text={text} href={href} />,
    // Ours stays a link to those who listen: it does what links do, and no script makes the space bar press it.
    (html) => html.replace(' role="button"', '').replace(' data-module="govuk-button"', ''),
  )

  const input = z.strictObject({
    id: z.string().optional(),
    name: z.string(),
    label,
    value: word.optional(),
    autocomplete: z.string().optional(),
  })
  compare(
    'input',
    input,
    ['default', 'id', 'value', 'zero value', 'with autocomplete attribute'],
    ({ id, autocomplete, ...options }) => (
      <TextInput
        {...options}
        id={id ?? options.name}
        label={options.label.text}
        {...(autocomplete === undefined ? {} : { autocomplete })}
      />
    ),
  )

  const select = z.strictObject({
    id: z.string().optional(),
    name: z.string(),
    label,
    items: z.array(
      z
        .strictObject({ value: word, text: z.string(), selected: z.boolean().optional() })
        .or(z.literal([null, false, ''])),
    ),
  })
  compare('select', select, ['with falsy items', 'with falsy values', 'id'], ({ id, name, label, items }) => (
    <Select
      id={id ?? name}
      name={name}
      label={label.text}
      items={items.filter((item) => item !== null && item !== false && item !== '')}
    />
  ))

  const breadcrumbs = z.strictObject({
    items: z.array(z.strictObject({ text: z.string(), href: z.string().optional() })),
  })
  compare(
    'breadcrumbs',
    breadcrumbs,
    [
      'default',
      'with one level',
      'without the home section',
      'with last breadcrumb as current page',
      'html as text',
    ],
    ({ items }) => <Breadcrumbs items={items} />,
  )

  // Our fields are sent under their id, and have their hint and error made by them.
  const words = z.strictObject({ text: z.string() }).transform(({ text }) => text)
  const field = {
    id: z.string().optional(),
    name: z.string(),
    hint: words.optional(),
    errorMessage: words.optional(),
  }
  const isUnderItsId = ({ id, name }: { id?: string | undefined; name: string }) =>
    id === undefined || id === name
  /** No script of the design system runs here, so nothing is marked for one. */
  const withoutScripts = (html: string) => html.replaceAll(/ data-module="[a-z-]+"/g, '')

  const textArea = z
    .strictObject({ ...field, label, value: z.string().optional(), rows: z.number().optional() })
    .refine(isUnderItsId)
  compare(
    'textarea',
    textArea,
    ['default', 'with hint', 'with error message', 'with hint and error message'],
    ({ name, label: { text }, hint, errorMessage, value, rows }) => (
      <DeskTextArea
        id={name}
        label={text}
        hint={hint}
        error={errorMessage}
        value={value}
        {...(rows === undefined ? {} : { rows })}
      />
    ),
  )

  const deskInput = z
    .strictObject({
      ...field,
      label,
      value: word.optional(),
      hint: words,
      autocomplete: z.string().optional(),
    })
    .refine(isUnderItsId)
  compare(
    'input',
    deskInput,
    ['with error and hint'],
    ({ name, label: { text }, hint, errorMessage, value }) => (
      <DeskTextInput id={name} label={text} hint={hint} error={errorMessage} value={value} />
    ),
  )

  const choices = z
    .strictObject({
      idPrefix: z.string().optional(),
      name: z.string(),
      hint: words.optional(),
      errorMessage: words.optional(),
      fieldset: z.strictObject({ legend: label }),
      items: z.array(
        z.strictObject({
          value: z.string(),
          text: z.string(),
          checked: z.boolean().optional(),
          hint: words.optional(),
        }),
      ),
    })
    .refine(({ idPrefix, name }) => isUnderItsId({ id: idPrefix, name }))
    .transform(({ name, fieldset, errorMessage, hint, items }) => ({
      id: name,
      label: fieldset.legend.text,
      hint,
      error: errorMessage,
      choices: items.map(({ checked, ...choice }) => ({ ...choice, isChosen: checked })),
    }))
  compare(
    'radios',
    choices,
    [
      'default',
      'with hint',
      'with fieldset and error message',
      'with very long option text',
      'with hints on parent and items',
      'with hint and error message',
    ],
    (settings) => <DeskRadios {...settings} />,
    withoutScripts,
  )
  compare(
    'checkboxes',
    choices,
    [
      'default',
      'with hint',
      'with error message',
      'with very long option text',
      'with error message and hint',
    ],
    (settings) => <DeskCheckboxes {...settings} />,
    withoutScripts,
  )

  const errorSummary = z.strictObject({
    titleText: z.literal('There is a problem'),
    errorList: z.array(z.strictObject({ text: z.string(), href: z.string().startsWith('#').optional() })),
  })
  compare(
    'error-summary',
    errorSummary,
    [
      'default',
      'without links',
      'mixed with and without links',
      'error list with html as text',
      'error list with html as text link',
    ],
    ({ errorList }) => (
      <ErrorSummary problems={errorList.map(({ text, href }) => ({ reason: text, field: href?.slice(1) }))} />
    ),
    // Without their script nothing else makes it possible to put the focus there.
    (html) =>
      withoutScripts(html).replace(
        '<div class="govuk-error-summary"',
        '<div class="govuk-error-summary" tabindex="-1"',
      ),
  )

  const skipLink = z.strictObject({ text: z.string(), href: z.string() })
  compare('skip-link', skipLink, ['default', 'custom href'], ({ text, href }) => (
    <SkipLink text={text} href={href} />
  ))
})

/** Compares each fixture that our component can express; which those are is said, so that none is lost unseen. */
function compare<Options>(
  component: string,
  expressible: z.ZodType<Options>,
  names: readonly string[],
  make: (options: Options) => { toString(): string },
  butFor: (html: string) => string = (html) => html,
) {
  const compared = fixturesOf(component).flatMap(({ name, options, html }) => {
    const known = expressible.safeParse(options)
    return known.success ? [{ name, options: known.data, html }] : []
  })
  test(`of the component ${component} ours can make: ${names.join(', ')}`, () => {
    expect(compared.map(({ name }) => name)).toEqual(names)
  })
  test.each(compared)(`${component}: $name`, ({ options, html }) => {
    expect(tidy(make(options))).toBe(tidy(butFor(html)))
  })
}

const fixtureFile = z.object({
  fixtures: z.array(z.object({ name: z.string(), options: z.unknown(), html: z.string() })),
})

function fixturesOf(component: string) {
  const path = createRequire(import.meta.url).resolve(
    `govuk-frontend/dist/govuk/components/${component}/fixtures.json`,
  )
  return fixtureFile.parse(JSON.parse(readFileSync(path, 'utf8'))).fixtures
}

/**
 * Markup without the differences that browsers do not see: space between elements, how empty elements end, and the
 * order of attributes.
 */
function tidy(markup: { toString(): string }): string {
  return markup
    .toString()
    .replace(/\s*\/>/g, '>')
    .replace(/=""/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?(<|>) ?/g, '$1')
    .replace(
      /<([a-z]+)((?: [a-z-]+(?:="[^"]*")?)+)>/g,
      (_, name, attributes: string) =>
        `<${name} ${[...attributes.matchAll(/[a-z-]+(?:="[^"]*")?/g)]
          .map(([one]) => one)
          .toSorted()
          .join(' ')}>`,
    )
    .trim()
}
