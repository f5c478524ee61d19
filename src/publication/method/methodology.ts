import { headingAnchor } from '../site/heading-anchor.ts'

/** A methodology as a page tells it: an opening, then its sections by their anchors. */
export type MethodText = { readonly opening: string; readonly sections: readonly MethodSection[] }

export type MethodSection = { readonly id: string; readonly title: string; readonly text: string }

/** Parts a document at its headings of the second level. Its own list of contents is left out: the page has one. */
export function readMethodology(markdown: string): MethodText {
  const [before = '', ...parts] = markdown.replaceAll('\r\n', '\n').split(/^## /m)
  return {
    opening: before
      .replace(/^# .*\n/, '')
      .split(/^- /m, 1)
      .join('')
      .trim(),
    sections: parts.map((part) => {
      const [title = '', ...lines] = part.split('\n')
      return { id: headingAnchor(title), title, text: lines.join('\n').trim() }
    }),
  }
}
