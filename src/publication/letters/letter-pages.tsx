import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { KnownAuthority } from '../../authorities/authority.ts'
import { type Letter, letterFileName } from '../../letters/letter.ts'
import { LetterHtml } from '../../letters/letter-html.tsx'
import type { PrintedLetter } from '../../letters/letter-pdf.ts'
import { readLetter } from '../../review/release-store.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { editionLine } from '../site/dates.ts'
import { type Found, findShownAuthority, type ShownAuthority } from '../site/known-authorities.tsx'
import { capital } from '../site/measure-words.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'

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
  const { letter } = found.found
  const printed = await printOnce(letter, publicSite.printLetter)
  // What was released had passed the same check.
  if (!printed.ok) throw new Error(printed.problems.map(({ reason }) => reason).join(' '))
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
  const { authority, figures } = shown.found
  const kept = await readLetter(publicSite.database, authority.id, figures.year)
  if (!kept) return { ok: false, answer: noLetter(context, publicSite, shown.found) }
  return { ok: true, found: { shown: shown.found, letter: kept.letter } }
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
    `There is no letter to ${authority.officialName} for this year`,
    <>
      <p class="text">
        Not every body is written to every year, and a letter that lacks something is held back. The figures
        are published all the same.
      </p>
      <FiguresLink scheme={publicSite.scheme} authority={authority} year={figures.year} />
    </>,
  )
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
