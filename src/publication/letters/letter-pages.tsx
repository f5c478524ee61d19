import type { Context } from 'hono'
import { type Letter, letterFileName } from '../../letters/letter.ts'
import { LetterHtml } from '../../letters/letter-html.tsx'
import { type KeptLetter, readLetter, readLetterPdf, readLetters } from '../../review/release-store.ts'
import { printMoment, printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { readRevisions } from '../../statistics/revision-store.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { editionLine } from '../site/dates.ts'
import { type Found, findShownAuthority, type ShownAuthority } from '../site/known-authorities.tsx'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { agreesWithFigures } from './letter-agreement.ts'
import { printOnce } from './printed-letters.ts'

/** Which authority's letter, of which year and revision, as they stand in the address; else the latest of the year. */
export type LetterAddress = {
  readonly slug: string
  readonly year: string
  readonly revision?: string
}

type ShownLetter = {
  readonly shown: ShownAuthority
  readonly letter: Letter
  /** All letters of this year to this authority, in order. */
  readonly revisions: readonly KeptLetter[]
  readonly kept: KeptLetter
}

/** The letter as a web page. */
export async function showLetter(
  context: Context,
  publicSite: PublicSite,
  address: LetterAddress,
): Promise<Response> {
  const found = await findLetter(context, publicSite, address)
  if (!found.ok) return found.answer
  const { shown, letter, revisions, kept } = found.found
  const { scheme, site } = publicSite
  const { authority, figures, cycle } = shown
  const isLatest = kept === revisions.at(-1)
  const pdf = isLatest
    ? addresses.letterPdf(authority.slug, figures.year)
    : addresses.letterRevisionPdf(authority.slug, figures.year, kept.revision)
  return context.html(
    <Page
      site={site}
      title={isLatest ? letter.title : `${letter.title}, as it was before its correction`}
      breadcrumbs={breadcrumbsOf(scheme, shown, isLatest ? undefined : kept)}
      edition={editionLine(scheme, figures, cycle)}
      hasLetter={true}
    >
      {isLatest && (await isOvertaken(publicSite, found.found)) && (
        <BeingCorrected scheme={scheme} slug={authority.slug} year={figures.year} />
      )}
      <Corrected scheme={scheme} slug={authority.slug} revisions={revisions} kept={kept} />
      <ul class="links letters__links">
        <li>
          <a class="link" href={pdf}>
            This letter as PDF
          </a>
        </li>
        <li>
          <a class="link" href={addresses.letters(authority.slug)}>
            All letters to {authority.officialName}
          </a>
        </li>
      </ul>
      <div class="letter-page">
        <LetterHtml letter={letter} />
      </div>
    </Page>,
  )
}

/** The letter as PDF: the very file that was sealed, else typeset when it is asked for and kept by its content. */
export async function sendLetterPdf(
  context: Context,
  publicSite: PublicSite,
  address: LetterAddress,
): Promise<Response> {
  const found = await findLetter(context, publicSite, address)
  if (!found.ok) return found.answer
  const { shown, letter, revisions, kept } = found.found
  const sealed = await readLetterPdf(publicSite.database, shown.authority.id, kept.year, kept.revision)
  const pdf = sealed ?? (await typesetNow(publicSite, letter))
  const name = letterFileName(letter, formatReportingYear(letter.year))
  const revision = revisions.length > 1 ? `-revision-${kept.revision}` : ''
  return context.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${name}${revision}.pdf"`,
  })
}

async function typesetNow({ printLetter }: PublicSite, letter: Letter): Promise<Uint8Array> {
  const printed = await printOnce(letter, printLetter)
  // What was released had passed the same check.
  if (!printed.ok) throw new Error(printed.problems.map(({ reason }) => reason).join(' '))
  return printed.pdf
}

async function findLetter(
  context: Context,
  publicSite: PublicSite,
  { slug, year, revision }: LetterAddress,
): Promise<Found<ShownLetter>> {
  const shown = await findShownAuthority(context, publicSite, slug, year)
  if (!shown.ok) return shown
  const { authority, figures } = shown.found
  const revisions = (await readLetters(publicSite.database, authority.id)).filter(
    (kept) => kept.year === figures.year,
  )
  const kept =
    revision === undefined
      ? revisions.at(-1)
      : revisions.find((candidate) => String(candidate.revision) === revision)
  const content = kept && (await readLetter(publicSite.database, authority.id, kept.year, kept.revision))
  if (!kept || !content) return { ok: false, answer: noLetter(context, publicSite, shown.found, revisions) }
  return { ok: true, found: { shown: shown.found, letter: content.letter, revisions, kept } }
}

function noLetter(
  context: Context,
  publicSite: PublicSite,
  { authority, figures }: ShownAuthority,
  revisions: readonly KeptLetter[],
): Response | Promise<Response> {
  const year = printYear(publicSite.scheme, figures.year)
  const figuresLink = (
    <a class="link" href={addresses.authority(authority.slug, figures.year)}>
      The figures of {authority.officialName}, {year}
    </a>
  )
  if (revisions.length > 0) {
    return notFound(
      context,
      publicSite,
      'There is no such revision of this letter',
      <p class="text">
        <a class="link" href={addresses.letter(authority.slug, figures.year)}>
          The letter to {authority.officialName}, {year}
        </a>
      </p>,
    )
  }
  return notFound(
    context,
    publicSite,
    `There is no letter to ${authority.officialName} for this year`,
    <>
      <p class="text">
        Not every body is written to every year, and a letter that lacks something is held back. The figures
        are published all the same.
      </p>
      <p class="text">{figuresLink}</p>
    </>,
  )
}

/** The figures were corrected after this letter, and it does not say so: the corrected one is held. */
async function isOvertaken({ database }: PublicSite, { letter, kept, shown }: ShownLetter): Promise<boolean> {
  const latest = (await readRevisions(database)).findLast(({ year }) => year === kept.year)
  const isLater = latest !== undefined && latest.revision > kept.revision
  return isLater && !agreesWithFigures(letter, shown.figures)
}

function BeingCorrected({ scheme, slug, year }: { scheme: Scheme; slug: string; year: ReportingYear }) {
  const printed = printYear(scheme, year)
  return (
    <section class="corrected" aria-label="Being corrected">
      <p class="text">
        <strong>This letter is being corrected.</strong> The figures of {printed} were corrected after it was
        sent, and it still says what they were before. The corrected letter is not ready yet.
      </p>
      <ul class="links">
        <li>
          <a class="link" href={addresses.authority(slug, year)}>
            The figures of {printed} as they stand now
          </a>
        </li>
        <li>
          <a class="link" href={addresses.corrections()}>
            What was corrected
          </a>
        </li>
      </ul>
    </section>
  )
}

/** Which of a year's letters this is, where there is more than one, and where the others are. */
function Corrected(corrected: {
  scheme: Scheme
  slug: string
  revisions: readonly KeptLetter[]
  kept: KeptLetter
}) {
  const { scheme, slug, revisions, kept } = corrected
  const latest = revisions.at(-1)
  if (!latest || revisions.length === 1) return null
  const others = revisions.filter((candidate) => candidate !== kept)
  return (
    <section class="corrected" aria-label="Correction">
      {kept === latest ? (
        <p class="text">
          <strong>Corrected letter.</strong> This is revision {kept.revision}, published{' '}
          {printMoment(scheme, kept.publishedAt)}. {kept.reason}
        </p>
      ) : (
        <p class="text">
          <strong>This letter was corrected.</strong> It is revision {kept.revision}, published{' '}
          {printMoment(scheme, kept.publishedAt)}, and is no longer the letter of the year. What was
          corrected: {revisions[revisions.indexOf(kept) + 1]?.reason}
        </p>
      )}
      <ul class="links">
        {others.map((other) => (
          <li>
            <a
              class="link"
              href={
                other === latest
                  ? addresses.letter(slug, other.year)
                  : addresses.letterRevision(slug, other.year, other.revision)
              }
            >
              {other === latest
                ? 'The letter as it stands now'
                : `The letter before, revision ${other.revision}`}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Every letter to one authority, and every state of each. */
export async function showLetters(
  context: Context,
  publicSite: PublicSite,
  { slug }: { readonly slug: string },
): Promise<Response> {
  const found = await findShownAuthority(context, publicSite, slug, undefined)
  if (!found.ok) return found.answer
  const { scheme, site } = publicSite
  const { authority, figures, cycle } = found.found
  const letters = await readLetters(publicSite.database, authority.id)
  const years = [...new Set(letters.map(({ year }) => year))]
  return context.html(
    <Page
      site={site}
      title={`Letters to ${authority.officialName}`}
      breadcrumbs={[...wayTo(scheme, authority), { text: 'Letters' }]}
      edition={editionLine(scheme, figures, cycle)}
    >
      <h1 class="title">Letters to {authority.officialName}</h1>
      <p class="lead">
        {letters.length === 0
          ? 'No letter to it has been published here.'
          : 'The letter of each year, as it stands now and as it stood before any correction.'}
      </p>
      {years.length > 0 && (
        <ul class="ruled letters">
          {years.map((year) => (
            <LettersOfYear
              scheme={scheme}
              slug={slug}
              year={year}
              letters={letters.filter((letter) => letter.year === year)}
            />
          ))}
        </ul>
      )}
    </Page>,
  )
}

function LettersOfYear(year: {
  scheme: Scheme
  slug: string
  year: ReportingYear
  letters: readonly KeptLetter[]
}) {
  const { scheme, slug, letters } = year
  const printed = printYear(scheme, year.year)
  const [latest, ...earlier] = letters.toReversed()
  if (!latest) return null
  return (
    <li>
      <a class="link" href={addresses.letter(slug, year.year)}>
        Letter of {printed}
      </a>{' '}
      <span class="letters__file">
        <a class="link" href={addresses.letterPdf(slug, year.year)}>
          PDF<span class="govuk-visually-hidden">, letter of {printed}</span>
        </a>
      </span>
      <small>
        {earlier.length === 0 ? 'Published' : `Corrected (revision ${latest.revision}), published`}{' '}
        {printMoment(scheme, latest.publishedAt)}. {latest.reason}
      </small>
      {earlier.map((letter) => (
        <p class="letters__earlier">
          Before:{' '}
          <a class="link" href={addresses.letterRevision(slug, year.year, letter.revision)}>
            letter of {printed}, revision {letter.revision}
          </a>{' '}
          <a class="link" href={addresses.letterRevisionPdf(slug, year.year, letter.revision)}>
            PDF
            <span class="govuk-visually-hidden">
              , letter of {printed}, revision {letter.revision}
            </span>
          </a>
          <small>Published {printMoment(scheme, letter.publishedAt)}</small>
        </p>
      ))}
    </li>
  )
}

function breadcrumbsOf(
  scheme: Scheme,
  { authority, figures }: ShownAuthority,
  earlier: KeptLetter | undefined,
) {
  const year = printYear(scheme, figures.year)
  return [
    ...wayTo(scheme, authority),
    { text: 'Letters', href: addresses.letters(authority.slug) },
    { text: earlier ? `${year}, revision ${earlier.revision}` : year },
  ]
}

function wayTo(scheme: Scheme, { slug, officialName }: ShownAuthority['authority']) {
  return [
    { text: 'Home', href: addresses.home() },
    { text: capital(scheme.site.authorityWords.many), href: addresses.authorities() },
    { text: officialName, href: addresses.authority(slug) },
  ]
}
