import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { KnownAuthority } from '../authorities/authority.ts'
import { type Letter, letterFileName } from '../letters/letter.ts'
import { composeAuthorityLetter } from '../letters/letter-actions.ts'
import type { LetterProblem } from '../letters/letter-facts.ts'
import { LetterHtml } from '../letters/letter-html.tsx'
import type { PrintedLetter } from '../letters/letter-pdf.ts'
import { printYear } from '../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { addresses } from '../web/addresses.ts'
import { Page } from '../web/layout.tsx'
import { editionLine } from './dates.ts'
import { type Found, findShownAuthority, type ShownAuthority } from './known-authorities.tsx'
import { capital } from './measure-words.ts'
import { notFound, type PublicSite } from './public-site.tsx'

/** Which authority's letter, of which year: both as they stand in the address. */
export type LetterAddress = { readonly slug: string; readonly year: string }

type ShownLetter = { readonly shown: ShownAuthority; readonly letter: Letter }

/** The letter as a web page. */
export async function showLetter(
  context: Context,
  publicSite: PublicSite,
  address: LetterAddress,
): Promise<Response> {
  const found = await findLetter(context, publicSite, address)
  if (!found.ok) return found.answer
  const { shown, letter } = found.found
  const { authority, figures, cycle } = shown
  return context.html(
    <Page
      site={publicSite.site}
      title={letter.title}
      breadcrumbs={breadcrumbsOf(publicSite.scheme, authority, figures.year)}
      current="authorities"
      edition={editionLine(publicSite.scheme, figures, cycle)}
      hasLetter={true}
    >
      <p class="text">
        <a class="link" href={addresses.letterPdf(authority.slug, figures.year)}>
          This letter as PDF
        </a>
      </p>
      <div class="letter-page">
        <LetterHtml letter={letter} />
      </div>
    </Page>,
  )
}

/** The letter as PDF, typeset when it is asked for and kept by its content. */
export async function sendLetterPdf(
  context: Context,
  publicSite: PublicSite,
  address: LetterAddress,
): Promise<Response> {
  const found = await findLetter(context, publicSite, address)
  if (!found.ok) return found.answer
  const { letter, shown } = found.found
  const printed = await printOnce(letter, publicSite.printLetter)
  if (!printed.ok) return heldLetter(context, publicSite, shown, printed.problems)
  const name = `${letterFileName(letter, formatReportingYear(letter.year))}.pdf`
  return context.body(new Uint8Array(printed.pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${name}"`,
  })
}

async function findLetter(
  context: Context,
  publicSite: PublicSite,
  { slug, year }: LetterAddress,
): Promise<Found<ShownLetter>> {
  const shown = await findShownAuthority(context, publicSite, slug, year)
  if (!shown.ok) return shown
  const { figures } = shown.found
  const composed = await composeAuthorityLetter(publicSite.database, publicSite.scheme, figures.year, slug)
  if (!composed) return { ok: false, answer: noLetter(context, publicSite, shown.found) }
  if (!composed.ok)
    return { ok: false, answer: heldLetter(context, publicSite, shown.found, composed.problems) }
  return { ok: true, found: { shown: shown.found, letter: composed.letter } }
}

function noLetter(
  context: Context,
  publicSite: PublicSite,
  shown: ShownAuthority,
): Response | Promise<Response> {
  const { authority, figures } = shown
  return notFound(
    context,
    publicSite,
    `${authority.officialName} got no letter in this year`,
    <>
      <p class="text">Not every body is written to every year. Its figures are published all the same.</p>
      <FiguresLink scheme={publicSite.scheme} authority={authority} year={figures.year} />
    </>,
  )
}

function heldLetter(
  context: Context,
  publicSite: PublicSite,
  shown: ShownAuthority,
  problems: readonly LetterProblem[],
): Response | Promise<Response> {
  const { authority, figures } = shown
  return notFound(
    context,
    publicSite,
    'This letter is held back',
    <>
      <p class="text">
        The letter to {authority.officialName} for {printYear(publicSite.scheme, figures.year)} is not here,
        because something it needs is missing:
      </p>
      <ul class="ruled">
        {problems.map(({ reason }) => (
          <li>{reasonForVisitors(reason)}</li>
        ))}
      </ul>
      <FiguresLink scheme={publicSite.scheme} authority={authority} year={figures.year} />
    </>,
  )
}

/** What is wrong, without the advice to staff that follows it. */
function reasonForVisitors(reason: string): string {
  const [what = reason] = reason.split(';')
  return `${what.slice(0, 1).toUpperCase()}${what.slice(1)}.`
}

function FiguresLink({
  scheme,
  authority,
  year,
}: {
  scheme: Scheme
  authority: KnownAuthority
  year: ReportingYear
}) {
  return (
    <p class="text">
      <a class="link" href={addresses.authority(authority.slug, year)}>
        The figures of {authority.officialName}, {printYear(scheme, year)}
      </a>
    </p>
  )
}

function breadcrumbsOf(scheme: Scheme, authority: KnownAuthority, year: ReportingYear) {
  return [
    { text: 'Home', href: addresses.home() },
    { text: capital(scheme.site.authorityWords.many), href: addresses.authorities() },
    { text: authority.officialName, href: addresses.authority(authority.slug, year) },
    { text: `Letter, ${printYear(scheme, year)}` },
  ]
}

/** About the letters of half a year's visitors at 60 kB each; the oldest makes room. */
const mostKept = 200
const kept = new Map<string, Promise<PrintedLetter>>()

/** The same letter asked for twice is typeset once, also when both ask at the same moment. */
function printOnce(
  letter: Letter,
  print: (letter: Letter) => Promise<PrintedLetter>,
): Promise<PrintedLetter> {
  const key = createHash('sha256').update(JSON.stringify(letter)).digest('hex')
  const before = kept.get(key)
  if (before) return before
  const printed = print(letter).then((result) => {
    // A failure may be passing, such as a process that ended; the next visitor tries again.
    if (!result.ok) kept.delete(key)
    return result
  })
  kept.set(key, printed)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return printed
}
