import { formatReportingYear, type IsoDate, reportingYear } from '../../scheme/reporting-year.ts'
import { isSameName, kindByName, mentionsIn } from './known-authority.ts'
import { publicationDateIn, seminarsIn, subjectOf, trainingIn } from './letter-body.ts'
import { firstDate } from './letter-dates.ts'
import { type NamedBody, readLetterHead } from './letter-head.ts'
import { type LetterParts, letterPartsOf, signatureOf } from './letter-parts.ts'
import type { KnownAuthority, LetterResult } from './letter-reading.ts'
import { type LetterText, letterTextOf } from './letter-text.ts'
import { readStatisticsPage } from './statistics-boxes.ts'

/** Letters are a few pages; anything longer is a report or a meeting's papers. */
const longestLetter = 100_000

/** Reads the text of an annual review letter of any year, or says in a sentence why it is none. */
export function readLetterText(text: string, known: readonly KnownAuthority[], file = ''): LetterResult {
  if (text.length > longestLetter)
    return refuse(file, 'it is far too long for a letter: give the letter alone')
  return readLetter(letterTextOf(text), known, file)
}

/** Reads a letter whose words have been taken out of their document. */
export function readLetter(text: LetterText, known: readonly KnownAuthority[], file: string): LetterResult {
  if (text.flow === '') return refuse(file, 'it holds no words')
  if (text.flow.length > longestLetter)
    return refuse(file, 'it is far too long for a letter: give the letter alone')
  const parts = letterPartsOf(text)
  if ('refusal' in parts) return refuse(file, parts.refusal)
  const head = readLetterHead(parts, known)
  if (!head) return refuse(file, 'it cannot be told which body it is addressed to')
  const years = readYears(parts)
  if (!years) return refuse(file, 'it does not say which year it is about')
  const authority = readAuthority(parts, head.body, known)
  const statistics = readStatisticsPage(parts.tail)
  return {
    ok: true,
    reading: {
      file,
      authority: authority.name,
      authorityKind: authority.kind,
      yearEnding: years.yearEnding,
      letterDate: head.letterDate,
      publicationDate: publicationDateIn(parts.body, head.letterDate),
      edition: formatReportingYear(reportingYear(Number(years.yearEnding.slice(0, 4)) - 1)),
      addressee: head.addressee,
      delivery: head.delivery,
      signatory: readSignatory(parts.tail),
      upheld: statistics.upheld,
      compliance: statistics.compliance,
      satisfactoryRemedy: statistics.satisfactoryRemedy,
      training: trainingIn(parts.body),
      seminars: seminarsIn(parts.body),
      findings: [
        ...head.findings,
        ...authorityFindings(authority, parts, known),
        ...years.findings,
        ...dateFindings(head.letterDate, years.yearEnding),
        ...statistics.findings,
      ],
    },
    satisfiedCount: statistics.satisfiedCount,
    reissuedOn: parts.reissue === null ? null : (firstDate(parts.reissue) ?? null),
  }
}

function refuse(file: string, reason: string): LetterResult {
  return { ok: false, file, reason }
}

/** The body the letter is about: the addressee's, but for a closed one whose letter goes to its successor. */
function readAuthority(parts: LetterParts, body: NamedBody, known: readonly KnownAuthority[]): NamedBody {
  const subject = subjectOf(parts.body)
  if (subject === undefined) return body
  const [mention] = mentionsIn(subject, known)
  if (mention) return { name: mention.authority.name, kind: mention.authority.kind, isKnown: true }
  return isSameName(subject, body.name) ? body : { name: subject, kind: kindByName(subject), isKnown: false }
}

function authorityFindings(
  authority: NamedBody,
  parts: LetterParts,
  known: readonly KnownAuthority[],
): readonly string[] {
  const findings: string[] = []
  if (!authority.isKnown && known.length > 0)
    findings.push(`${authority.name} is not in the register of authorities`)
  const named = mentionsIn(signatureAndStatisticsHead(parts.tail), known).map(
    (mention) => mention.authority.name,
  )
  const other = named.find((name) => !isSameName(name, authority.name))
  if (other !== undefined && !named.some((name) => isSameName(name, authority.name))) {
    findings.push(`the statistics page is headed ${other}, the letter is about ${authority.name}`)
  }
  return findings
}

function signatureAndStatisticsHead(tail: string): string {
  return tail.slice(0, Math.max(0, tail.search(/\bcomplaint statistics\b/i)))
}

type Years = { readonly yearEnding: IsoDate; readonly findings: readonly string[] }

/** The year as the opening, the statistics page and the title give it; they should agree. */
function readYears(parts: LetterParts): Years | undefined {
  const stated = yearsEndingIn(parts.body)
  const counted = periodsIn(parts.tail)
  const titled = parts.titleYear === null ? [] : yearOfTitle(parts.titleYear)
  const [year] = [...stated, ...counted, ...titled]
  if (year === undefined) return undefined
  const findings: string[] = []
  const differing = (years: readonly number[]): number | undefined => years.find((other) => other !== year)
  const wrongTitle = differing(titled)
  if (wrongTitle !== undefined) {
    findings.push(`the title says ${parts.titleYear}, the letter is about the year ending 31 March ${year}`)
  }
  const wrongPeriod = differing(counted)
  if (wrongPeriod !== undefined) {
    findings.push(`the statistics are for the year ending 31 March ${wrongPeriod}, the letter for ${year}`)
  }
  return { yearEnding: `${year}-03-31`, findings }
}

function yearsEndingIn(body: string): readonly number[] {
  const ending =
    /\b(?:year|(?:twelve|12) months) (?:ending|ended|end|to)(?: on)? (?:the )?31(?:st)? march,? ((?:19|20)\d\d)\b/gi
  return [...body.matchAll(ending)].slice(0, 1).map((found) => Number(found[1]))
}

function periodsIn(tail: string): readonly number[] {
  const period =
    /\b1(?:st)? april,? (?:(?:19|20)\d\d) ?(?:to|-|and|until) ?31(?:st)? march,? ((?:19|20)\d\d)\b/gi
  return [...tail.matchAll(period)].map((found) => Number(found[1]))
}

/** "2023-24", "2023/2024", or "2020", which names the year in which the letter is sent and its year ended. */
function yearOfTitle(title: string): readonly number[] {
  const [first = '', second] = title.split(/ ?[-/] ?/)
  if (second === undefined) return [Number(first)]
  const year = Number(first) + 1
  return Number(second) % 100 === year % 100 ? [year] : []
}

function dateFindings(letterDate: IsoDate | null, yearEnding: IsoDate): readonly string[] {
  if (letterDate === null || letterDate > yearEnding) return []
  return [`the letter is dated ${letterDate}, before the end of the year it is about (${yearEnding})`]
}

/** Who signed: the words between the closing and the name of the office. */
function readSignatory(tail: string): string | null {
  const signature = signatureOf(tail)
  const office =
    /\b(?:(?:interim|acting) )?(?:the )?local government (?:(?:and|&) social care )?ombudsman\b|\bchair,? (?:of the )?commission\b/i.exec(
      signature,
    )
  const before = signature.slice(0, office?.index ?? 0).replace(/^[\s,]+|[\s,]+$/g, '')
  // A scanned signature may stand before the printed name as a few letters and a dash.
  const name =
    before
      .split(/ [-|~] /)
      .at(-1)
      ?.replace(/^[\s,.-]+|[\s,-]+$/g, '') ?? ''
  return name === '' || name.length > 80 ? null : name
}
