import { isSameName, kindByName, mentionsIn } from './known-authority.ts'
import { firstDate } from './letter-dates.ts'
import type { LetterParts } from './letter-parts.ts'
import type { KnownAuthority, LetterReading } from './letter-reading.ts'

/** Everything above the title: whom the letter went to, when and how. */
export type LetterHead = Pick<LetterReading, 'letterDate' | 'addressee' | 'delivery'> & {
  /** The body the addressee works for. */
  readonly body: NamedBody
  readonly findings: readonly string[]
}

export type NamedBody = {
  readonly name: string
  readonly kind: string | null
  /** Whether it stands in the register the reader was given. */
  readonly isKnown: boolean
}

/** Reads the head; undefined where it names no body that can be told from the post before it. */
export function readLetterHead(parts: LetterParts, known: readonly KnownAuthority[]): LetterHead | undefined {
  const found = findBody(parts, known)
  if (!found) return undefined
  const { addressee, findings } = readAddressee(addressBefore(parts.head, found.start), parts)
  const letterDate = firstDate(parts.head.replace(/\b(?:embargo|until)[^.]{0,40}?\d{4}/gi, '')) ?? null
  return {
    body: found.body,
    addressee,
    delivery: readDelivery(parts.head),
    letterDate,
    findings: [
      ...findings,
      ...found.others.map(alsoAddressed),
      ...(letterDate ? [] : ['the letter has no date']),
    ],
  }
}

/** A closed body's letter may go to several successors; a reading has room for the first. */
function alsoAddressed(name: string): string {
  return `the letter is also addressed to ${name}`
}

type FoundBody = { readonly body: NamedBody; readonly start: number; readonly others: readonly string[] }

function findBody(parts: LetterParts, known: readonly KnownAuthority[]): FoundBody | undefined {
  const [mention, ...more] = mentionsIn(parts.head, known)
  if (mention) {
    const { name, kind } = mention.authority
    const article = /\bthe $/i.exec(parts.head.slice(0, mention.start))
    return {
      body: { name, kind, isKnown: true },
      start: mention.start - (article?.[0].length ?? 0),
      others: more.map(({ authority }) => authority.name).filter((other) => other !== name),
    }
  }
  const found = repeatedBody(parts) ?? bodyOnItsLine(parts) ?? bodyAfterPost(parts)
  if (!found) return undefined
  return {
    body: { name: found.name, kind: kindByName(found.name), isKnown: false },
    start: found.start,
    others: [],
  }
}

type Found = { readonly name: string; readonly start: number }

const bodyNoun =
  /\b(?:council|authority|corporation|commissioner|park|london|service|panel|commission|board)$/i

/** Our statistics page repeats the body's name before the words "Complaint statistics". */
function repeatedBody({ head, tail }: LetterParts): Found | undefined {
  const beforeStatistics = /^(.*?)\s*complaint statistics,/i.exec(tail)?.[1]
  if (!beforeStatistics) return undefined
  const words = beforeStatistics.split(' ')
  for (let first = 0; first < words.length - 1; first += 1) {
    const name = words.slice(first).join(' ')
    const start = head.toLowerCase().lastIndexOf(name.toLowerCase())
    if (start >= 0 && !/\bombudsman$/i.test(name)) return { name, start }
  }
  return undefined
}

/** The first line of an address that is wholly a body's name. */
function bodyOnItsLine({ head, headLines }: LetterParts): Found | undefined {
  const isName = (line: string): boolean =>
    bodyNoun.test(line) && /^\p{Lu}/u.test(line) && line.split(' ').length > 1 && !postWords.test(line)
  const line = headLines.find(isName)
  if (line === undefined || /^(?:district|county|borough|city) /i.test(line)) return undefined
  const start = head.indexOf(line)
  return start < 0 ? undefined : { name: line, start }
}

const postWords =
  /\b(?:(?:interim|acting|deputy|joint|temporary|group) )*(?:chief executive(?: officer)?|chief (?:fire )?officer|managing director|town clerk|head of paid service|clerk to the authority|national park officer)\b/i

/** The name behind a post that everybody knows: "Chief Executive Exampleton Borough Council". */
function bodyAfterPost({ head }: LetterParts): Found | undefined {
  const post = [...head.matchAll(new RegExp(postWords, 'gi'))].at(-1)
  if (!post) return undefined
  const rest = head.slice(post.index + post[0].length)
  const name = /^,? ((?:The )?\p{Lu}[^\d,]*? (?:Council|Authority|Corporation|Commission))\b/u.exec(rest)?.[1]
  if (name === undefined || /^(?:and|of|for) /i.test(name)) return undefined
  return { name, start: head.indexOf(name, post.index + post[0].length) }
}

/** The address lines before the body: what follows the letterhead, its contacts, the date and the delivery. */
function addressBefore(head: string, bodyStart: number): string {
  const before = head.slice(0, bodyStart)
  let end = 0
  for (const barrier of before.matchAll(barriers)) {
    if (!isSectionOfficer.test(barrier[0])) end = barrier.index + barrier[0].length
  }
  return before.slice(end).replace(/^[\s,;:.-]+|[\s,;:]+$/g, '')
}

/** What can stand in a letterhead but never in an addressee's name or post. */
const barriers =
  /\S+@\S+|\b(?:https?:\/\/|www\.)\S+|\b[\w-]+(?:\.[\w-]+)+(?:\/\S*)?|\S*\d\S*|\bombudsman\b|\b(?:sent )?by (?:e-?mail|post|hand)(?: only)?\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{4}\b|\bdemonstration\b/gi

/** The one number that stands in posts: "Director of Finance (S151 Officer)". */
const isSectionOfficer = /^[(s.]*151[),]*$/i

function readDelivery(head: string): LetterReading['delivery'] {
  const how = /\bby (e-?mail|post)\b/i.exec(head)?.[1]
  if (how === undefined) return null
  return /^e/i.test(how) ? 'email' : 'post'
}

const honorific =
  /^(?:mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|baroness|baron|prof|professor|cllr|councillor|rev|reverend)\b\.?/i

function readAddressee(
  address: string,
  parts: LetterParts,
): { readonly addressee: LetterReading['addressee']; readonly findings: readonly string[] } {
  const byPost = { addressee: { name: null, post: postIn(address) }, findings: [] }
  const { salutation } = parts
  if (isNoPerson(salutation, address)) return byPost
  const name = nameIn(address, parts)
  if (name !== undefined) {
    return { addressee: { name, post: postIn(address.slice(name.length)) }, findings: [] }
  }
  if (!honorific.test(salutation)) return byPost
  const findings =
    address === ''
      ? []
      : [`the letter greets ${salutation}, who does not stand in the address ("${address}")`]
  return { addressee: { name: salutation, post: postIn(address) }, findings }
}

/** "Dear Chief Executive", "Dear Sir or Madam": a post or a form of words, and no one's name. */
function isNoPerson(salutation: string, address: string): boolean {
  if (/^(?:sir|madam|sirs|colleagues?)\b(?: or\b|\/|$)/i.test(salutation)) return true
  if (honorific.test(salutation)) return false
  return isSameName(postIn(address) ?? '', salutation) || postNoun.test(salutation)
}

const postNoun =
  /\b(?:chief|executives?|directors?|clerks?|officers?|commissioners?|head|chair|leader|mayor|manager)\b/i

/**
 * The name as the address has it: that of the salutation, or one in full that ends in the same surname. A
 * letter to two people greets both: "Dear Ms Example and Mr Sample".
 */
function nameIn(address: string, parts: LetterParts): string | undefined {
  for (const greeted of [parts.salutation, ...parts.salutation.split(/,? and |, /)]) {
    if (!honorific.test(greeted)) {
      const name = nameByFirstName(address, greeted, parts.headLines)
      if (name !== undefined) return name
      continue
    }
    const title = honorific.exec(greeted)?.[0] ?? ''
    const surname = greeted.slice(title.length).trim()
    if (surname === '') continue
    const found = new RegExp(`^(?:\\S+ ){0,4}?${literally(surname)}${postNominals}(?=[ ,]|$)`, 'i').exec(
      address,
    )
    if (found) return found[0]
  }
  return undefined
}

const postNominals = '(?:,? (?:CBE|OBE|MBE|KBE|DBE|BEM|KC|QC|DL|JP|QPM|KPM|QFSM|KFSM|PhD))*'

/** "Dear Alex" for "Alex Example, Chief Executive": where the name ends, a line or a well-known post says. */
function nameByFirstName(address: string, first: string, lines: readonly string[]): string | undefined {
  if (first === '' || !new RegExp(`^${literally(first)}(?=[ ,]|$)`, 'i').test(address)) return undefined
  const post = new RegExp(postWords, 'i').exec(address)
  if (post) return address.slice(0, post.index).replace(/[\s,]+$/, '')
  return lines.find((line) => address.startsWith(line) && line.length >= first.length) ?? first
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

function postIn(address: string): string | null {
  const post = address.replace(/^[\s,]*(?:the (?=\S))?/i, '').replace(/[\s,]+$/, '')
  return post === '' ? null : post
}
