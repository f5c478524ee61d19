import type { Context } from 'hono'
import type { Officer } from '../accounts/person.ts'
import type { Transaction } from '../database/connection.ts'
import { type Letter, letterFileName } from '../letters/letter.ts'
import { LetterHtml } from '../letters/letter-html.tsx'
import { printOnce } from '../publication/letters/printed-letters.ts'
import { type KeptLetter, readLetter, readLetters } from '../review/release-store.ts'
import type { ReviewDesk } from '../review/review-desk.tsx'
import { printMoment, printYear } from '../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { Standing, State } from '../web/desk-page.tsx'
import { recordEarlyAccess } from './early-access-actions.ts'
import { readSentPdf } from './letter-store.ts'
import { momentInWords } from './moment-words.ts'
import {
  authorityInAddress,
  closedSlug,
  OfficerPage,
  readAsOfficer,
  unknownToOfficer,
  yearInAddress,
} from './officer-page.tsx'
import { type OwnAuthority, readOwnAuthorities } from './own-authority-store.ts'
import { readShownRevisions } from './shown-revision-store.ts'

/** The letters of all years to the officer's authority, and to the closed ones whose work it took over. */
export async function showLetters(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const { now, sets } = await readAsOfficer(desk, officer, async (transaction) => {
    const { now } = await readShownRevisions(transaction)
    const own = await readOwnAuthorities(transaction)
    const sets: { readonly authority: OwnAuthority; readonly letters: readonly KeptLetter[] }[] = []
    for (const authority of own) {
      sets.push({ authority, letters: await readLetters(transaction, authority.id) })
    }
    return { now, sets }
  })
  const count = sets.reduce((sum, { letters }) => sum + letters.length, 0)
  return context.html(
    <OfficerPage desk={desk} officer={officer} title="Letters" current={deskAddresses.portalLetters()}>
      <h1>Letters</h1>
      <Standing>
        {count === 0
          ? 'No letter has been sent to your authority from here yet.'
          : 'Every letter as it was sent, also where it was corrected later.'}
      </Standing>
      {sets
        .filter(({ letters }) => letters.length > 0)
        .map((set) => (
          <LettersTo scheme={desk.scheme} officer={officer} {...set} now={now} />
        ))}
    </OfficerPage>,
  )
}

function LettersTo(settings: {
  scheme: Scheme
  officer: Officer
  authority: OwnAuthority
  letters: readonly KeptLetter[]
  now: Date
}) {
  const { scheme, officer, authority, letters, now } = settings
  const closed = closedSlug(officer, authority)
  return (
    <section>
      <h2>{authority.officialName}</h2>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Letter</th>
            <th scope="col">File</th>
            <th scope="col">Where it stands</th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr>
              <th scope="row">
                <a href={deskAddresses.portalLetter(letter.year, letter.revision, closed)}>
                  Annual review letter {printYear(scheme, letter.year)}
                </a>
                {letter.reason !== null && (
                  <span class="note portal-plain">
                    Reissued, revision {letter.revision}. {letter.reason}
                  </span>
                )}
              </th>
              <td>
                <a href={deskAddresses.portalLetterPdf(letter.year, letter.revision, closed)}>
                  PDF
                  <span class="govuk-visually-hidden">
                    , letter {printYear(scheme, letter.year)}, revision {letter.revision}
                  </span>
                </a>
              </td>
              <td>
                <LetterState scheme={scheme} letter={letter} letters={letters} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function LetterState({
  scheme,
  letter,
  letters,
  now,
}: {
  scheme: Scheme
  letter: KeptLetter
  letters: readonly KeptLetter[]
  now: Date
}) {
  if (letter.publishedAt > now)
    return <State mark="attention">Until {momentInWords(scheme, letter.publishedAt)}</State>
  const isCorrected = letters.some(({ year, revision }) => year === letter.year && revision > letter.revision)
  return (
    <>
      <State mark={isCorrected ? 'open' : 'done'}>{isCorrected ? 'Corrected since' : 'Public'}</State>
      <span class="note">{printMoment(scheme, letter.publishedAt)}</span>
    </>
  )
}

type ShownLetter = {
  readonly authority: OwnAuthority
  readonly letter: Letter
  readonly kept: KeptLetter
  readonly now: Date
  readonly pdf: Buffer | undefined
}

/** A letter as a page. */
export async function showLetter(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const found = await findLetter(context, desk, officer)
  if (!found) return unknownToOfficer(context, desk, officer)
  await recordIfEarly(desk, officer, found, 'letter')
  const { authority, letter, kept, now } = found
  const closed = closedSlug(officer, authority)
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={`${letter.title}, ${printYear(desk.scheme, kept.year)}`}
      current={deskAddresses.portalLetters()}
      back={{ text: 'Letters', href: deskAddresses.portalLetters() }}
      hasLetter={true}
    >
      {kept.publishedAt > now && (
        <p class="portal-embargo">
          <strong>Yours until {momentInWords(desk.scheme, kept.publishedAt)}; then everyone’s.</strong> Please
          do not publish it or quote from it before then.
        </p>
      )}
      <p>
        <a href={deskAddresses.portalLetterPdf(kept.year, kept.revision, closed)}>This letter as PDF</a>
      </p>
      <div class="letter-page">
        <LetterHtml letter={letter} />
      </div>
    </OfficerPage>,
  )
}

/** A letter as PDF: the very bytes that were sent, where they were kept. */
export async function sendLetterPdf(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const found = await findLetter(context, desk, officer)
  if (!found) return unknownToOfficer(context, desk, officer)
  const { letter, kept } = found
  const pdf = found.pdf ?? (await typeset(desk, letter))
  await recordIfEarly(desk, officer, found, 'letter-file')
  const revision = kept.revision === 1 ? '' : `-revision-${kept.revision}`
  const name = letterFileName(letter, formatReportingYear(letter.year))
  return context.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${name}${revision}.pdf"`,
  })
}

async function typeset(desk: ReviewDesk, letter: Letter): Promise<Uint8Array> {
  const printed = await printOnce(letter, desk.printLetter)
  // What was sent had passed the same check.
  if (!printed.ok) throw new Error(printed.problems.map(({ reason }) => reason).join(' '))
  return printed.pdf
}

function findLetter(context: Context, desk: ReviewDesk, officer: Officer): Promise<ShownLetter | undefined> {
  const year = yearInAddress(context)
  const revision = /^[1-9]\d{0,3}(?=\.pdf$|$)/.exec(
    context.req.param('revision') ?? context.req.param('file') ?? '',
  )?.[0]
  return readAsOfficer(desk, officer, async (transaction) => {
    const authority = await authorityInAddress(context, officer, transaction)
    if (!authority || year === undefined || revision === undefined) return undefined
    return readShownLetter(transaction, authority, year, Number(revision))
  })
}

async function readShownLetter(
  transaction: Transaction,
  authority: OwnAuthority,
  year: ReportingYear,
  revision: number,
): Promise<ShownLetter | undefined> {
  const letters = await readLetters(transaction, authority.id)
  const kept = letters.find((one) => one.year === year && one.revision === revision)
  const content = kept && (await readLetter(transaction, authority.id, year, revision))
  if (!kept || !content) return undefined
  const { now } = await readShownRevisions(transaction)
  const pdf = await readSentPdf(transaction, authority.id, year, revision)
  return { authority, letter: content.letter, kept, now, pdf }
}

/** What is not public yet is shown to nobody without being recorded first. */
async function recordIfEarly(
  desk: ReviewDesk,
  officer: Officer,
  { authority, kept, now }: ShownLetter,
  seen: 'letter' | 'letter-file',
): Promise<void> {
  if (kept.publishedAt <= now) return
  const { year, revision } = kept
  await recordEarlyAccess(desk.database, officer, authority, { year, revision, seen, wasChecking: false })
}
