import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { letterFileName } from '../../letters/letter.ts'
import { LetterHtml } from '../../letters/letter-html.tsx'
import { letterText } from '../../letters/letter-text.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { askedYear, noSuchReview } from '../review-parts.tsx'
import { readStanding } from '../review-standing-store.ts'
import { drawOnce } from './drawn-letters.ts'
import { recordRead } from './embargoed-read-store.ts'
import { readProofPdf } from './letter-proof-store.ts'
import type { LetterUnderReview } from './letter-under-review.ts'
import { readLetterUnderReview } from './letters-under-review-actions.ts'
import { isOpen, type OpenStanding, proveLetter } from './rehearsal-actions.ts'
import { showSealedLetters } from './sealed-letters-page.tsx'

/** A letter under review as PDF, web page or plain text; each is one look at it. */
export async function sendReviewLetterFile(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
): Promise<Response> {
  const asked = await askedLetter(context, desk, staff)
  if (!asked.ok) return asked.answer
  const { year, standing, under } = asked
  const form = fileForms.find((known) => context.req.param('file') === `letter.${known}`)
  if (!form || under.letter === null) return noSuchLetter(context, desk, staff, year)
  const { slug } = under.facts.authority
  await recordRead(desk.database, { actor: staff.email, what: letterSubject(standing, slug), as: form })
  const name = letterFileName(under.letter, formatReportingYear(year))
  switch (form) {
    case 'txt':
      return context.text(letterText(under.letter))
    case 'html':
      return webPage(context, desk, staff, year, under)
    case 'pdf': {
      await proveLetter(desk.database, under, desk.printLetter)
      const pdf = await readProofPdf(desk.database, under.contentHash)
      if (!pdf) return noSuchLetter(context, desk, staff, year)
      return context.body(new Uint8Array(pdf), 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="${name}-under-review.pdf"`,
      })
    }
  }
}

const fileForms = ['pdf', 'html', 'txt'] as const

/** One page of a letter as a picture, for the page that shows it and has recorded the look. */
export async function sendReviewLetterPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
): Promise<Response> {
  const asked = await askedLetter(context, desk, staff)
  if (!asked.ok) return asked.answer
  const { year, under } = asked
  const file = context.req.param('file') ?? ''
  const [, hash, page] = /^([0-9a-f]{64})-(\d{1,2})\.svg$/.exec(file) ?? []
  const { slug } = under.facts.authority
  const isOfALook =
    context.req.query('look') === tokenOf(desk, staff, deskAddresses.reviewLetterPage(year, slug, file))
  if (under.letter === null || hash !== under.contentHash.toString('hex') || !isOfALook) {
    return noSuchLetter(context, desk, staff, year)
  }
  const drawn = await drawOnce(under.letter, under.contentHash, desk.drawLetter)
  const picture = drawn.ok ? drawn.pages[Number(page) - 1] : undefined
  if (picture === undefined) return noSuchLetter(context, desk, staff, year)
  return context.body(picture, 200, { 'Content-Type': 'image/svg+xml' })
}

/** What the record of who looked at what calls a letter. */
export function letterSubject({ cycle, current }: OpenStanding, slug: string): string {
  return `letter to ${slug} in ${formatReportingYear(cycle.year)}, revision ${current.revision}`
}

/** The answer where an authority gets no letter, or a letter has no such form. */
export function noSuchLetter(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  year: ReportingYear,
): Response | Promise<Response> {
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title="No such letter"
      current={deskAddresses.desk()}
      back={{ text: 'Rehearsal', href: deskAddresses.rehearsal(year) }}
    >
      <h1>There is no such letter</h1>
      <p>
        It may have changed since the page that leads here was opened, or nobody writes to that authority in{' '}
        {printYear(desk.scheme, year)}.{' '}
        <a href={deskAddresses.rehearsal(year)}>See all letters of the year</a>.
      </p>
    </StaffPage>,
    404,
  )
}

type Asked =
  | {
      readonly ok: true
      readonly year: ReportingYear
      readonly standing: OpenStanding
      readonly under: LetterUnderReview
    }
  | { readonly ok: false; readonly answer: Response | Promise<Response> }

async function askedLetter(context: Context, desk: ReviewDesk, staff: Staff): Promise<Asked> {
  const year = askedYear(context)
  const standing = year !== undefined && (await readStanding(desk.database, year))
  if (year === undefined || !standing) return { ok: false, answer: noSuchReview(context, desk, staff) }
  if (!isOpen(standing)) return { ok: false, answer: showSealedLetters(context, desk, staff, standing) }
  const revision = { cycle: standing.cycle, revision: standing.current.revision }
  const under = await readLetterUnderReview(
    desk.database,
    desk.scheme,
    revision,
    context.req.param('slug') ?? '',
  )
  if (!under) return { ok: false, answer: noSuchLetter(context, desk, staff, year) }
  return { ok: true, year, standing, under }
}

function webPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  year: ReportingYear,
  { letter, facts }: LetterUnderReview,
): Response | Promise<Response> {
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Letter to ${facts.authority.officialName}`}
      current={deskAddresses.desk()}
      back={{
        text: facts.authority.officialName,
        href: deskAddresses.reviewLetter(year, facts.authority.slug),
      }}
      hasLetter={true}
    >
      <div class="letter-page">{letter && <LetterHtml letter={letter} />}</div>
    </StaffPage>,
  )
}
