import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** A form as it stands on a page. */
export type FoundForm = {
  readonly action: string
  readonly takesFiles: boolean
  readonly fields: readonly FoundField[]
}

export type FoundField = {
  readonly name: string
  /** What a browser sends where nobody touches it; of things to choose from, the first. */
  readonly value: string
  readonly kind: 'hidden' | 'typed' | 'chosen' | 'file'
}

/** The forms of a page that change something. */
export function formsOfPage(html: string): readonly FoundForm[] {
  return elementsIn(parse(html))
    .filter((element) => element.tagName === 'form' && attribute(element, 'method') === 'post')
    .map((form) => ({
      action: attribute(form, 'action') ?? '',
      takesFiles: attribute(form, 'enctype') === 'multipart/form-data',
      fields: uniqueByName(elementsIn(form).flatMap(fieldOf)),
    }))
}

function fieldOf(element: Element): readonly FoundField[] {
  const name = attribute(element, 'name')
  if (name === undefined) return []
  const value = attribute(element, 'value') ?? ''
  switch (element.tagName) {
    case 'textarea':
      return [{ name, value: textOf(element), kind: 'typed' }]
    case 'select': {
      const options = elementsIn(element).map((option) => attribute(option, 'value') ?? '')
      return [{ name, value: options.find((option) => option !== '') ?? '', kind: 'chosen' }]
    }
    case 'button':
      return [{ name, value, kind: 'chosen' }]
    case 'input':
      return [{ name, value, kind: kindOfInput(attribute(element, 'type')) }]
    default:
      return []
  }
}

function kindOfInput(type: string | undefined): FoundField['kind'] {
  if (type === 'hidden' || type === 'file') return type
  return type === 'radio' || type === 'checkbox' ? 'chosen' : 'typed'
}

function uniqueByName(fields: readonly FoundField[]): readonly FoundField[] {
  return fields.filter(({ name }, index) => fields.findIndex((field) => field.name === name) === index)
}

function elementsIn(node: Node): readonly Element[] {
  const children = 'childNodes' in node ? node.childNodes : []
  return children.flatMap((child) => ('tagName' in child ? [child, ...elementsIn(child)] : []))
}

function textOf(node: Node): string {
  const children = 'childNodes' in node ? node.childNodes : []
  return children.map((child) => ('value' in child ? child.value : textOf(child))).join('')
}

function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((one) => one.name === name)?.value
}
