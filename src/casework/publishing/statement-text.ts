import type { StatementSection } from '../decision-statement.ts'
import { cleanPlainText, isMarkup, textOfMarkup } from './pasted-markup.ts'

/** What a statement says, without anything about the case. */
export type StatementText = {
  readonly summary: string
  readonly sections: readonly StatementSection[]
}

export type StatementReading =
  | { readonly ok: true; readonly statement: StatementText }
  | { readonly ok: false; readonly problems: readonly StatementProblem[] }

export type StatementProblem = { readonly field: 'summary' | 'statement'; readonly reason: string }

const mostOf = { summary: 3_000, heading: 300, paragraph: 20_000, sections: 100 }

/**
 * Reads a statement as it was typed or pasted. A line that begins with "#" is a heading, a blank line parts paragraphs,
 * and their numbers are left out, since the numbers run on by themselves. Markup of a word processor becomes the same.
 */
export function readStatementText(typed: {
  readonly summary: string
  readonly statement: string
}): StatementReading {
  const summary = plainForm(typed.summary).replace(/\s+/g, ' ').replace(/^# /, '').trim()
  const sections = sectionsOf(withHeadings(plainForm(typed.statement)))
  const problems = [...summaryProblems(summary), ...sectionProblems(sections)]
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    statement: {
      summary,
      sections: sections.map(({ heading, paragraphs }) => ({ heading: heading ?? '', paragraphs })),
    },
  }
}

/** A text in the plain form in which statements are written, whatever it was pasted from. */
function plainForm(typed: string): string {
  return isMarkup(typed) ? textOfMarkup(typed) : cleanPlainText(typed)
}

/** A statement in the plain form in which it is written. */
export function writeStatementText(sections: readonly StatementSection[]): string {
  return sections.flatMap(({ heading, paragraphs }) => [`# ${heading}`, ...paragraphs]).join('\n\n')
}

/**
 * A text without any "#" may have come out of a word processor as bare lines: those that are short, begin with a capital
 * and end no sentence, between others that do, are its headings.
 */
function withHeadings(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  if (lines.some((line) => line.startsWith('#'))) return text
  const written = lines.filter((line) => line !== '')
  const headings = new Set(
    written.filter((line, at) => {
      const [before = '.', after = ''] = [written[at - 1], written[at + 1]]
      return isLikeHeading(line) && endsSentence.test(before) && beginsSentence.test(after)
    }),
  )
  return lines.map((line) => (headings.has(line) ? `# ${line}` : line)).join('\n')
}

function isLikeHeading(line: string): boolean {
  return line.length <= 80 && /^\p{Lu}/u.test(line) && !/[.,;:!?]$/.test(line)
}

const endsSentence = /[.!?:;]["”’')\]]*$/
const beginsSentence = /^(?:["“‘'([]?\p{Lu}|\d)/u

type ReadSection = { readonly heading: string | null; readonly paragraphs: string[] }

function sectionsOf(text: string): readonly ReadSection[] {
  const sections: ReadSection[] = []
  let isOpen = false
  for (const line of text.split('\n').map((one) => one.trim())) {
    const heading = /^#+\s*(.*)$/.exec(line)?.[1]
    if (line === '') isOpen = false
    else if (heading !== undefined) {
      sections.push({ heading: withoutNumber(heading), paragraphs: [] })
      isOpen = false
    } else {
      const section = sections.at(-1) ?? { heading: null, paragraphs: [] }
      if (sections.length === 0) sections.push(section)
      isOpen = addLine(section.paragraphs, line, isOpen)
    }
  }
  return sections
}

/** A number begins a paragraph, also without a blank line before it; a bullet stays with the paragraph it belongs to. */
function addLine(paragraphs: string[], line: string, isOpen: boolean): boolean {
  const item = bullet.exec(line)?.[1]
  const last = paragraphs.at(-1)
  if (item !== undefined && last !== undefined) paragraphs[paragraphs.length - 1] = `${last}\n• ${item}`
  else if (isOpen && last !== undefined && goesOn(last, line)) {
    paragraphs[paragraphs.length - 1] = `${last} ${line}`
  } else paragraphs.push(item ?? withoutNumber(line))
  return true
}

/** A line goes on with the paragraph before it, unless it has a number or begins a sentence after the end of one. */
function goesOn(paragraph: string, line: string): boolean {
  return withoutNumber(line) === line && !(endsSentence.test(paragraph) && beginsSentence.test(line))
}

const bullet = /^[•·▪◦‣*–-]\s+(.*)$/

/** "12. The Council" without its number. */
function withoutNumber(line: string): string {
  return line.replace(/^(?:\d{1,3}[.)]|\d{1,2}\.\d{1,2}\.?(?=\s+\p{Lu})|\(\d{1,3}\))\s+/u, '')
}

function summaryProblems(summary: string): readonly StatementProblem[] {
  if (summary === '')
    return [{ field: 'summary', reason: 'Write the summary: a few sentences that say it all.' }]
  if (summary.length <= mostOf.summary) return []
  const reason = `The summary has ${count(summary.length)} characters; say it in ${count(mostOf.summary)}.`
  return [{ field: 'summary', reason }]
}

function sectionProblems(sections: readonly ReadSection[]): readonly StatementProblem[] {
  const refuse = (reason: string): StatementProblem => ({ field: 'statement', reason })
  const [first] = sections
  if (first === undefined)
    return [refuse('Write the statement, with at least one heading and one paragraph.')]
  if (first.heading === null) {
    return [
      refuse('The statement begins without a heading. Put one first: a line such as “# The complaint”.'),
    ]
  }
  if (sections.length > mostOf.sections) {
    return [refuse(`The statement has ${sections.length} headings; ${mostOf.sections} are the most.`)]
  }
  const problems: StatementProblem[] = []
  for (const { heading, paragraphs } of sections) {
    if (heading === null || heading === '')
      problems.push(refuse('A line has “#” and no heading after it. Write one, or remove it.'))
    else if (heading.length > mostOf.heading) {
      problems.push(
        refuse(`The heading “${heading.slice(0, 60)}…” is longer than ${mostOf.heading} characters.`),
      )
    } else if (paragraphs.length === 0) {
      problems.push(refuse(`Nothing stands under the heading “${heading}”. Write a paragraph, or remove it.`))
    }
    const long = paragraphs.find((paragraph) => paragraph.length > mostOf.paragraph)
    if (long !== undefined) {
      problems.push(
        refuse(`The paragraph “${long.slice(0, 60)}…” is longer than ${count(mostOf.paragraph)} characters.`),
      )
    }
  }
  return problems
}

function count(length: number): string {
  return length.toLocaleString('en-GB')
}
