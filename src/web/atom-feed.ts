import { createHash } from 'node:crypto'

/** A feed as readers of news take it (RFC 4287). */
export type AtomFeed = {
  /** Never changes, whatever host the site is reached by; see `atomId`. */
  readonly id: string
  readonly title: string
  readonly author: string
  /** When anything in it last changed. */
  readonly updated: Date
  /** Whole addresses: of the feed, and of the page that lists the same. */
  readonly self: string
  readonly page: string
  readonly entries: readonly AtomEntry[]
}

export type AtomEntry = {
  readonly id: string
  readonly title: string
  readonly updated: Date
  readonly link: string
  readonly summary: string
  readonly categories: readonly string[]
}

export function atomFeed({ id, title, author, updated, self, page, entries }: AtomFeed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
    `<id>${xmlText(id)}</id>`,
    `<title>${xmlText(title)}</title>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<author><name>${xmlText(author)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(page)}"/>`,
    ...entries.map(entryText),
    '</feed>',
    '',
  ].join('\n')
}

function entryText({ id, title, updated, link, summary, categories }: AtomEntry): string {
  return [
    '<entry>',
    `<id>${xmlText(id)}</id>`,
    `<title>${xmlText(title)}</title>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<link rel="alternate" type="text/html" href="${xmlText(link)}"/>`,
    ...categories.map((category) => `<category term="${xmlText(category)}"/>`),
    `<summary>${xmlText(summary)}</summary>`,
    '</entry>',
  ].join('\n')
}

/** A name that the same thing always has and nothing else does (a UUID of version 8, RFC 9562). */
export function atomId(thing: string): string {
  const digest = createHash('sha256').update(thing).digest()
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = digest.toString('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)]
  return `urn:uuid:${parts.join('-')}`
}

/** Text as it may stand in XML, also between quotation marks. What XML has no way to say is left out. */
function xmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(notInXml, '')
}

const notInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
