/**
 * A letter's words without its layout. Letters reach us as text, Markdown or PDF, with line breaks,
 * emphasis and kinds of dash that mean nothing; everything that reads a letter reads this instead.
 */
export type LetterText = {
  /** All words in one line, parted by single spaces. */
  readonly flow: string
  /** The lines as they came, none of them empty. Their breaks may stand anywhere. */
  readonly lines: readonly string[]
}

/** Text as it stands in a file; a form feed parts its pages. */
export function letterTextOf(text: string): LetterText {
  return letterTextOfPages(text.split('\f'))
}

/** Text page by page, so that lines repeated at the edges of pages can be left out. */
export function letterTextOfPages(pages: readonly string[]): LetterText {
  const pagesOfLines = pages.map((page) => plain(page).split('\n').map(tidyLine).filter(Boolean))
  const repeated = repeatedEdgeLines(pagesOfLines)
  const lines = pagesOfLines
    .flatMap((page) => page.filter((line, index) => !(isEdge(page, index) && repeated.has(mask(line)))))
    .filter((line) => !/^page \d+(?: of \d+)?$/i.test(line))
  // A break after a hyphen parts no words: "Cooper-", "Smith".
  const flow = lines.join('\n').replace(/(\w-)\n(?=\w)/g, '$1')
  return { flow: flow.replaceAll('\n', ' '), lines }
}

/** One kind of space, dash, quote and line break; no marks of Markdown or HTML. */
function plain(text: string): string {
  return withoutMarkup(
    text
      .normalize('NFKC')
      .replace(/\r\n?|[\u2028\u2029\u0085\v]/g, '\n')
      .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
      .replace(/[\u2010-\u2015\u2212\ufe58\ufe63]/g, '-')
      .replace(/[\u2018-\u201b\u2032]/g, "'")
      .replace(/[\u201c-\u201f\u2033]/g, '"'),
  )
}

function withoutMarkup(text: string): string {
  return text
    .replace(/&(?:nbsp|#160|#xa0);/gi, ' ')
    .replace(/&amp;/gi, '&')
    .replace(/&(?:#0?39|apos|rsquo|lsquo);/gi, "'")
    .replace(/&(?:ndash|mdash);/gi, '-')
    .replace(/!\[[^\]\n]*\]\([^)\n]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)\n]*\)/g, '$1')
    .replace(/<((?:https?:\/\/|mailto:)[^>\s]+)>/gi, '$1')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?[a-z][^<>\n]{0,200}>/gi, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!~>|&])/g, '$1')
    .replace(/\\$/gm, '')
    .replace(/[*`~]+/g, '')
    .replace(/(?<![\w/@])_+(?=\S)|(?<=\S)_+(?![\w/@])/g, '')
}

function tidyLine(line: string): string {
  return (
    line
      .replace(/^[\s>]*(?:#{1,6}(?=\s|\w)|[-+•](?=\s))?/, '')
      // Where lines were joined, marks that opened a line stand inside one.
      .replace(/(?:^|\s)(?:[-=_]{3,}|#{1,6}|>)(?=\s|$)/g, ' ')
      .replace(/[\s|·•]+/g, ' ')
      .replace(/\s#+$/, '')
      .trim()
  )
}

/** Running heads and feet: lines that stand at the edge of two pages or more, but for their numbers. */
function repeatedEdgeLines(pages: readonly (readonly string[])[]): ReadonlySet<string> {
  const seen = new Map<string, number>()
  for (const page of pages) {
    const edges = new Set(page.filter((_, index) => isEdge(page, index)).map(mask))
    for (const line of edges) seen.set(line, (seen.get(line) ?? 0) + 1)
  }
  return new Set([...seen].filter(([line, count]) => count > 1 && /[a-z]/i.test(line)).map(([line]) => line))
}

function isEdge(page: readonly string[], index: number): boolean {
  return index < 2 || index >= page.length - 3
}

function mask(line: string): string {
  return line.replace(/\d+/g, '0').toLowerCase()
}
