import type { LetterText } from './letter-text.ts'

/** An annual review letter taken apart at the places every year's letters share. */
export type LetterParts = {
  /** From the letterhead to the salutation. */
  readonly head: string
  readonly headLines: readonly string[]
  /** Who is greeted, without "Dear". */
  readonly salutation: string
  /** The year in the title as printed: "2020" or "2023-24"; null where it has none. */
  readonly titleYear: string | null
  /** The mark of a reissued letter, as it is printed under the title; null where there is none. */
  readonly reissue: string | null
  /** From the title to the closing, without that mark. */
  readonly body: string
  /** Behind "Yours sincerely": the signature, and the statistics page if there is one. */
  readonly tail: string
}

/** Takes a document apart, or says in a sentence why it is no annual review letter of this ombudsman. */
export function letterPartsOf(text: LetterText): LetterParts | { readonly refusal: string } {
  const openings = [...text.flow.matchAll(opening)]
  const [first] = openings
  if (!first) return { refusal: whyNotALetter(text.flow) }
  const closings = [...text.flow.matchAll(closing)].filter((found) => found.index > first.index)
  const letterCount = Math.max(openings.length, [...text.flow.matchAll(closing)].length)
  if (letterCount > 1) {
    return { refusal: `it holds ${letterCount} letters: put each into a file of its own` }
  }
  const [last] = closings
  if (!last) return { refusal: 'the letter breaks off before "Yours sincerely": it is not whole' }
  const head = text.flow.slice(0, first.index).trim()
  const tail = text.flow.slice(last.index + last[0].length).trim()
  const refusal = whyOfAnotherBody(head, tail) ?? whyQuoted(head, tail)
  if (refusal !== undefined) return { refusal }
  const whole = text.flow.slice(first.index + first[0].length, last.index).trim()
  const reissue = reissueMark.exec(whole)?.[0] ?? null
  return {
    head,
    headLines: linesBefore(text.lines, head),
    salutation: tidySalutation(first.groups?.salutation ?? ''),
    titleYear: first.groups?.year ?? null,
    reissue,
    body: whole.slice(reissue?.length ?? 0).trim(),
    tail,
  }
}

/** A salutation and behind it the title: no other kind of document has this. */
const opening =
  /\bdear (?<salutation>\S[^!?]{0,90}?),? (?:re:? )?(?:the )?annual (?:complaints? )?review(?: letter)?\b(?:,? (?:for )?(?<year>(?:19|20)\d\d(?: ?[-/] ?(?:\d{4}|\d\d))?)\b)?/gi

/** Why a letter was reissued may speak of figures and dates, none of which are the letter's own. */
const reissueMark = /^reissued on .{0,20}: this letter replaces .*? everything below is as corrected\./i

const closing = /\byours (?:sincerely|faithfully|truly)\b,?/gi

const service = /\blocal government (?:(?:and|&) social care )?ombudsman\b/i

const otherOmbudsman =
  /\b(?:housing ombudsman|scottish public services ombudsman|public services ombudsman for wales|northern ireland public services ombudsman|parliamentary (?:and|&) health service ombudsman|(?:prisons|pensions|financial|legal|energy|property|waterways|furniture|rail|motor|lettings)\b[a-z ]{0,30}\bombudsman)\b/i

function whyNotALetter(flow: string): string {
  const other = /\bdear\b/i.test(flow) ? otherOmbudsman.exec(flow.slice(0, longestHead)) : null
  if (other) return ofAnotherBody(other[0])
  if (!/\bannual (?:complaints? )?review(?: letter)?\b/i.test(flow)) {
    return 'it is no annual review letter: nothing in it is titled so'
  }
  if (!/\bdear\b/i.test(flow)) {
    return 'it speaks of an annual review letter but is none itself: it greets no one and has no such title'
  }
  return 'it is no annual review letter: no salutation is followed by that title'
}

/** A head holds the office, its contacts, an address and a date, and nothing else. */
const longestHead = 800
const mostSmallWords = 3

function whyQuoted(head: string, tail: string): string | undefined {
  const paper = minutesWords.exec(head) ?? minutesWords.exec(tail)
  if (paper) return `it is a paper that quotes a letter ("${paper[0]}"): give the letter alone`
  if (head.length > longestHead || smallWordsIn(head) > mostSmallWords) {
    return 'other text stands before the letter, as where a report quotes one: give the letter alone'
  }
  return undefined
}

/** Words that make sentences and stand in no address. The band of a demonstration is not counted. */
function smallWordsIn(head: string): number {
  const address = head.replace(/\bdemonstration\b[^.]*\.(?: its figures are invented\.)?/i, '')
  return [
    ...address.matchAll(
      /\b(?:the|a|an|was|were|is|are|that|which|had|has|have|been|this|it|its|with|from|in|said|read)\b/gi,
    ),
  ].length
}

const minutesWords =
  /\bminutes of\b|\bminutes\b(?= .{0,60}\bmeeting\b)|\bapologies (?:for absence|were|had been)\b|\bagenda (?:item|no)\b|\bresolved:?(?: unanimously)?(?: that| to)\b|\bresolved:|\b(?:the )?(?:committee|members|cabinet|panel|board) (?:noted|received|considered|resolved|agreed|asked|discussed|welcomed)\b|\breport (?:of|to|by) the\b|\bpurpose of (?:this |the )?report\b|\bcouncillors? \S+(?: \S+)? (?:asked|said|moved|proposed)\b|\bby our (?:own )?(?:reporter|correspondent)\b|\bletters to the editor\b/i

/** The signature stands within so many characters of the closing. */
const signatureLength = 300

function whyOfAnotherBody(head: string, tail: string): string | undefined {
  const signature = signatureOf(tail)
  const other = otherOmbudsman.exec(signature) ?? (service.test(head) ? null : otherOmbudsman.exec(head))
  if (other) return ofAnotherBody(other[0])
  if (service.test(signature)) return undefined
  if (/\bombudsman\b/i.test(signature) && service.test(head)) return undefined
  return 'it is not signed by the Local Government and Social Care Ombudsman'
}

function ofAnotherBody(name: string): string {
  return `it is a letter of another body, the ${titleCase(name)}`
}

/** What stands between the closing and the statistics page. */
export function signatureOf(tail: string): string {
  const end = tail.search(
    /\bcomplaint statistics\b|\bcomplaints upheld\b|\bcompliance with\b|\bsatisfactory remed(?:y|ies)\b|\d+(?:\.\d+)? ?(?:%|per cent)/i,
  )
  return tail.slice(0, end < 0 ? signatureLength : Math.min(end, signatureLength))
}

function tidySalutation(text: string): string {
  return text.replace(/^[\s,:-]+|[\s,:-]+$/g, '')
}

/** The lines that make up the head; a head that ends inside a line keeps only that line's part. */
function linesBefore(lines: readonly string[], head: string): readonly string[] {
  const taken: string[] = []
  let left = head.length
  for (const line of lines) {
    if (left <= 0) break
    taken.push(line.slice(0, left).trim())
    left -= line.length + 1
  }
  return taken
}

function titleCase(name: string): string {
  return name
    .replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/\b(?:And|For)\b/g, (word) => word.toLowerCase())
}
