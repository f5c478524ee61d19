import type { Letter } from '../../letters/letter.ts'
import type { Mail, MailAttachment, MailRecipient } from '../../mail/mail.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'

/** What the mail that carries a letter is made from, beside the letter. */
export type LetterMailFacts = {
  readonly letter: Pick<Letter, 'slug' | 'authority' | 'year' | 'footer'>
  readonly revision: number
  /** What a reissued letter corrects; null for the first. */
  readonly reason: string | null
  /** When everybody can read it. */
  readonly publishedAt: Date
  readonly now: Date
  readonly recipients: readonly MailRecipient[]
  readonly pdf: Buffer
  readonly isDemonstration: boolean
  /** The address at which everybody can read it from then on. */
  readonly page: string
}

/** The mail that carries a letter: what it is, when it becomes public, and where queries go. */
export function letterMail(scheme: Scheme, facts: LetterMailFacts): Mail {
  const { letter, revision, recipients } = facts
  return {
    key: letterKey(letter.year, revision, letter.slug),
    subject: subjectOf(facts),
    text: `${paragraphsOf(scheme, facts).join('\n\n')}\n`,
    attachment: attachmentOf(facts),
    recipients,
    holdsSecret: false,
    isRehearsal: false,
  }
}

/** What tells the mail that carries a letter from every other mail. */
export function letterKey(year: ReportingYear, revision: number, slug: string): string {
  return `letter/${formatReportingYear(year)}/${revision}/${slug}`
}

/** The same mail to one test address: its subject says so, and its text who would have it. */
export function rehearsalMail(scheme: Scheme, facts: LetterMailFacts, address: string): Mail {
  const mail = letterMail(scheme, facts)
  const readers = facts.recipients.map(
    ({ address: to, post, isCopy }) => `  ${isCopy ? 'Copy to' : 'To'} ${post}, ${to}`,
  )
  return {
    ...mail,
    key: `rehearsal/${mail.key}/${facts.now.toISOString()}/${address}`,
    subject: `REHEARSAL, sent to nobody else. ${mail.subject}`,
    text: ['This is a rehearsal. The mail below would go to:', readers.join('\n'), '---', mail.text].join(
      '\n\n',
    ),
    recipients: [{ address, post: '', isCopy: false }],
    isRehearsal: true,
  }
}

function subjectOf({ letter, reason, isDemonstration }: LetterMailFacts): string {
  const year = formatReportingYear(letter.year)
  return [
    isDemonstration ? 'DEMONSTRATION: ' : '',
    reason === null ? 'Annual review letter' : 'Reissued annual review letter',
    ` ${year}, ${letter.authority}`,
  ].join('')
}

function paragraphsOf(scheme: Scheme, facts: LetterMailFacts): readonly string[] {
  const { letter, reason, publishedAt, now, isDemonstration, page } = facts
  const year = formatReportingYear(letter.year)
  const what = reason === null ? 'The annual review letter' : 'A reissued annual review letter'
  return [
    ...(isDemonstration ? ['DEMONSTRATION. The authority, its figures and this letter are invented.'] : []),
    `${what} of the ${scheme.serviceName} to ${letter.authority} for ${year} is attached as a PDF. You need not sign in anywhere to read it.`,
    ...(reason === null
      ? []
      : [`It takes the place of the letter you were sent before. What was corrected: ${reason}`]),
    publishedAt > now
      ? `It becomes public on ${printMoment(scheme, publishedAt)}, at ${page}. Until then please keep the letter and its figures within your authority.`
      : `It is public at ${page}, beside the letter it takes the place of.`,
    `Questions about it: ${letter.footer.contacts.join(', ')}.`,
    scheme.serviceName,
  ]
}

function attachmentOf({ letter, revision, pdf, isDemonstration }: LetterMailFacts): MailAttachment {
  const name = [
    ...(isDemonstration ? ['DEMONSTRATION'] : []),
    letter.slug,
    ...['annual-review-letter', formatReportingYear(letter.year)],
    ...(revision > 1 ? [`revision-${revision}`] : []),
  ].join('-')
  return { name: `${name}.pdf`, content: pdf }
}
