import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { Button, Select, TextInput } from './form-controls.tsx'

/** The design system publishes, for each component, options and the markup they must become. */
type Fixture = { readonly name: string; readonly html: string }

describe('our components make the markup the design system promises', () => {
  test('a button', () => {
    expect(tidy(<Button text="Save and continue" />)).toBe(promised('button', 'default'))
  })

  test('one line of text', () => {
    expect(tidy(<TextInput id="test-name" name="test-name" label="National Insurance number" />)).toBe(
      promised('input', 'default'),
    )
  })

  test('one line of text that is filled in', () => {
    expect(
      tidy(<TextInput id="with-value" name="with-value" label="With value" value="QQ 12 34 56 C" />),
    ).toBe(promised('input', 'value'))
  })

  test('one line of text that browsers may complete', () => {
    expect(
      tidy(
        <TextInput
          id="input-with-autocomplete-attribute"
          name="postcode"
          label="Postcode"
          autocomplete="postal-code"
        />,
      ),
    ).toBe(promised('input', 'with autocomplete attribute'))
  })

  test('one of a short list', () => {
    expect(
      tidy(
        <Select
          id="with-id"
          name="select-1"
          label="Horse with no name"
          items={[
            { value: '1', text: 'GOV.UK frontend option 1' },
            { value: '2', text: 'GOV.UK frontend option 2', selected: true },
          ]}
        />,
      ),
    ).toContain('<option value="2" selected>GOV.UK frontend option 2</option>')
  })

  test('the way back', () => {
    const items = [
      { text: 'Home', href: '/' },
      { text: 'Passports, travel and living abroad', href: '/browse/abroad' },
      { text: 'Travel abroad' },
    ]
    expect(tidy(<Breadcrumbs items={items} />)).toBe(
      promised('breadcrumbs', 'with last breadcrumb as current page'),
    )
  })
})

function promised(component: string, name: string): string {
  const path = createRequire(import.meta.url).resolve(
    `govuk-frontend/dist/govuk/components/${component}/fixtures.json`,
  )
  const { fixtures } = JSON.parse(readFileSync(path, 'utf8')) as { fixtures: readonly Fixture[] }
  const fixture = fixtures.find((candidate) => candidate.name === name)
  if (!fixture) throw new Error(`the design system has no ${component} "${name}" any more`)
  return tidy(fixture.html)
}

/** Markup without the differences that browsers do not see: space between elements, how empty elements end. */
function tidy(markup: { toString(): string }): string {
  return markup
    .toString()
    .replace(/\s*\/>/g, '>')
    .replace(/=""/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?(<|>) ?/g, '$1')
    .trim()
}
