import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** Whether a text is markup, as a word processor or a web page puts it on the clipboard. */
export function isMarkup(text: string): boolean {
  return /<(?:p|div|span|table|tr|td|h[1-6]|o:p|html|body|meta|ul|ol|li|br|b|i|strong|em|a)(?:\s[^<>]*)?\/?>|<!--\[if/i.test(
    text,
  )
}

/**
 * Markup as plain text: a line "# …" for a heading, a blank line between paragraphs, "• …" for an item of a list, a line
 * for each row of a table. What cannot be seen in the word processor is left out: comments, deleted and hidden words.
 */
export function textOfMarkup(markup: string): string {
  const lines: string[] = []
  const whole = parsed(withoutProcessorBlocks(markup))
  if (whole === undefined) return cleanPlainText(markup.replace(/<[^>]*>/g, '\n\n'))
  writeBlocks(whole, lines)
  return cleanPlainText(lines.join('\n\n').replace(/\n\n(?=• )/g, '\n'))
}

/** Text without what a word processor puts between letters: no soft hyphens, no hard spaces, quotes as they should be. */
export function cleanPlainText(text: string): string {
  return text
    .replace(/[\u0080-\u009f]/g, (control) => windowsCharacters[control] ?? '')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/(?!\n)\p{Cc}/gu, '')
    .replace(/ *\n */g, '\n')
    .trim()
}

/** Characters of Windows that arrive as controls where nobody said in which encoding a text is. */
const windowsCharacters: Readonly<Record<string, string>> = {
  '\u0080': '€',
  '\u0085': '…',
  '\u0091': '‘',
  '\u0092': '’',
  '\u0093': '“',
  '\u0094': '”',
  '\u0095': '•',
  '\u0096': '–',
  '\u0097': '—',
}

/** No word processor writes so many tags or nests them so deep. Whoever sends that gets its text without them. */
const [mostTags, mostDepth] = [20_000, 300]

function parsed(markup: string): readonly Node[] | undefined {
  if (markup.split('<').length > mostTags) return undefined
  const { childNodes } = parse(markup)
  let level: readonly Node[] = childNodes
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostDepth) return undefined
    level = level.filter(isElement).flatMap((element) => element.childNodes)
  }
  return childNodes
}

/** Blocks of XML that a browser would take for text. */
function withoutProcessorBlocks(markup: string): string {
  return markup.replace(/<(xml|style|script)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '').replace(/<\?xml[^>]*>/gi, '')
}

function writeBlocks(nodes: readonly Node[], lines: string[]): void {
  let inline: Node[] = []
  const endInline = () => {
    const text = plain(inline)
    if (text !== '') lines.push(text)
    inline = []
  }
  for (const node of nodes) {
    if (!isElement(node)) {
      inline.push(node)
      continue
    }
    if (isLeftOut(node)) continue
    if (!isBlock(node) && !node.childNodes.some(holdsBlock)) {
      inline.push(node)
      continue
    }
    endInline()
    writeBlock(node, lines)
  }
  endInline()
}

function writeBlock(element: Element, lines: string[]): void {
  const { tagName } = element
  if (tagName === 'tr') {
    const cells = element.childNodes
      .filter(isElement)
      .map((cell) => inlineText(cell).replace(/\s+/g, ' ').trim())
    const filled = cells.filter((cell) => cell !== '')
    if (filled.length > 0) lines.push(filled.length === 2 ? filled.join(': ') : filled.join('; '))
    return
  }
  if (element.childNodes.some(holdsBlock)) {
    if (tagName === 'li') {
      const before = lines.length
      writeBlocks(element.childNodes, lines)
      const first = lines[before]
      if (first !== undefined && isBulleted(element)) lines[before] = `• ${first}`
      return
    }
    writeBlocks(element.childNodes, lines)
    return
  }
  const text = plain(element.childNodes)
  if (text === '') return
  if (isHeading(element, text)) lines.push(`# ${text.replace(/\s+/g, ' ')}`)
  else if (isItem(element)) lines.push(`• ${text}`)
  else lines.push(text)
}

const blockNames =
  /^(?:html|head|body|p|div|section|article|main|header|footer|blockquote|h[1-6]|ul|ol|li|table|thead|tbody|tfoot|tr|td|th|dl|dt|dd|pre|hr|figure|center|address)$/

function isBlock({ tagName }: Element): boolean {
  return blockNames.test(tagName)
}

function holdsBlock(node: Node): boolean {
  return isElement(node) && (isBlock(node) || node.childNodes.some(holdsBlock))
}

function isElement(node: Node): node is Element {
  return 'tagName' in node
}

function attribute({ attrs }: Element, name: string): string {
  return attrs.find((one) => one.name === name)?.value ?? ''
}

/** Comments, deleted and hidden words, and the numbers of a list that the processor wrote out. */
function isLeftOut(element: Element): boolean {
  const style = attribute(element, 'style').replace(/\s/g, '').toLowerCase()
  const kind = attribute(element, 'class')
  return (
    /^(?:style|script|title|meta|link|del|s|strike|template|noscript|iframe|object|img|svg)$/.test(
      element.tagName,
    ) ||
    /^(?:v|w|m):/.test(element.tagName) ||
    /mso-list:ignore|mso-hide:all|display:none|visibility:hidden|mso-element:comment|mso-element:(?:header|footer)(?:;|$)/.test(
      style,
    ) ||
    /\b(?:msoDel|MsoCommentReference|MsoCommentText|msocomanchor|msocomoff|msocomtxt|MsoFootnoteReference|MsoToc\d|MsoHeader|MsoFooter)\b/i.test(
      kind,
    )
  )
}

function isHeading(element: Element, text: string): boolean {
  if (/^h[1-6]$/.test(element.tagName)) return true
  if (/\b(?:MsoTitle|MsoHeading\d?|Heading\d)\b/i.test(attribute(element, 'class'))) return true
  if (/mso-outline-level:[1-6]/.test(attribute(element, 'style').replace(/\s/g, ''))) return true
  return (
    element.tagName === 'p' && text.length <= 120 && !/[.;:,]$/.test(text) && isAllBold(element.childNodes)
  )
}

/** A short paragraph that is bold throughout is a heading to whoever wrote it. */
function isAllBold(nodes: readonly Node[]): boolean {
  return nodes.every((node) => {
    if (!isElement(node)) return !('value' in node) || node.value.trim() === ''
    if (isLeftOut(node) || inlineText(node).trim() === '') return true
    const isBold =
      /^(?:b|strong)$/.test(node.tagName) || /font-weight:\s*(?:bold|[6-9]00)/i.test(attribute(node, 'style'))
    return isBold || isAllBold(node.childNodes)
  })
}

/** An item of a list without numbers. Numbered ones are paragraphs, whose numbers run on by themselves. */
function isItem(element: Element): boolean {
  if (element.tagName === 'li') return isBulleted(element)
  const marker = /\bMsoList/i.test(attribute(element, 'class')) ? listMarker(element.childNodes) : undefined
  return marker !== undefined && !/\d/.test(marker)
}

function isBulleted({ parentNode }: Element): boolean {
  return parentNode !== null && 'tagName' in parentNode && parentNode.tagName === 'ul'
}

/** The number or bullet that the processor wrote out before an item. */
function listMarker(nodes: readonly Node[]): string | undefined {
  for (const node of nodes) {
    if (!isElement(node)) continue
    if (/mso-list:ignore/i.test(attribute(node, 'style').replace(/\s/g, '')))
      return textOf(node.childNodes).trim()
    const inside = listMarker(node.childNodes)
    if (inside !== undefined) return inside
  }
  return undefined
}

/** Every letter in it, also of what is left out. */
function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => (isElement(node) ? textOf(node.childNodes) : 'value' in node ? node.value : ''))
    .join('')
}

function plain(nodes: readonly Node[]): string {
  return nodes
    .map(inlineText)
    .join('')
    .replace(/[^\S\u2028]+/g, ' ')
    .replace(/ *\u2028 */g, '\n\n')
    .trim()
}

/** A break of a line becomes the separator that `plain` parts paragraphs at. */
function inlineText(node: Node): string {
  if (!isElement(node)) return 'value' in node ? node.value : ''
  if (isLeftOut(node)) return ''
  return node.tagName === 'br' ? '\u2028' : node.childNodes.map(inlineText).join('')
}
