import type { Context } from 'hono'
import { printFingerprint } from '../../review/sealing/fingerprint.ts'
import { onePost } from '../../review/sealing/one-post.ts'
import { readSeals, type Seal } from '../../review/sealing/seal-store.ts'
import { printMoment, printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import type { PublicSite } from '../site/public-site.tsx'

/** The fingerprint of every sealed revision that is public or was shown ahead, and how to check it. */
export async function showSeals(context: Context, publicSite: PublicSite): Promise<Response> {
  const { database, scheme, site } = publicSite
  const seals = await readSeals(database)
  return context.html(
    <Page
      site={site}
      title="Seals and fingerprints"
      breadcrumbs={[{ text: 'Home', href: addresses.home() }, { text: 'Seals and fingerprints' }]}
    >
      <h1 class="title">Seals and fingerprints</h1>
      <p class="lead">
        Before letters are sent, a year’s figures and letters are frozen. One fingerprint stands for all of
        them: whoever notes it can tell later that not a digit was changed.
      </p>
      {seals.length === 0 ? (
        <p class="text">No year has been sealed in public yet.</p>
      ) : (
        seals.map((seal) => <SealSection scheme={scheme} seal={seal} />)
      )}
      <HowToCheck seals={seals} />
    </Page>,
  )
}

function SealSection({ scheme, seal }: { scheme: Scheme; seal: Seal }) {
  const { year, revision, fingerprint, publishedAt } = seal
  const id = `seal-${formatReportingYear(year)}-${revision}`
  return (
    <section class="section" aria-labelledby={id}>
      <h2 class="heading" id={id}>
        {printYear(scheme, year)}, revision {revision}
      </h2>
      <p class="data-example narrow">
        <strong>{printFingerprint(fingerprint)}</strong>
      </p>
      <p class="text">{historyOf(scheme, seal)}</p>
      {publishedAt === null ? (
        <p class="text text--grey">What it stands for is not public yet.</p>
      ) : (
        <p class="text">
          <a class="link" href={addresses.sealFile(year, revision)}>
            Everything it stands for
            <span class="govuk-visually-hidden">
              {' '}
              in {printYear(scheme, year)}, revision {revision}
            </span>
          </a>{' '}
          (JSON)
        </p>
      )}
    </section>
  )
}

/** When it was sealed and by which post, when the fingerprint was shown, when everything else was. */
function historyOf(scheme: Scheme, seal: Seal): string {
  const { sealedAt, sealedByPost, approvalCount, fingerprintShownAt, publishedAt } = seal
  const by = sealedByPost === null ? '' : ` by ${onePost(sealedByPost)}`
  const approved =
    approvalCount === 0 ? '' : `, after ${approvalCount} people who had not prepared it had approved it`
  const published = publishedAt === null ? '' : ` Published ${printMoment(scheme, publishedAt)}.`
  if (publishedAt !== null && publishedAt < sealedAt) {
    return `${published.trim()} It was sealed here later, ${printMoment(scheme, sealedAt)}.`
  }
  const shown =
    fingerprintShownAt === null ? '' : ` Fingerprint shown from ${printMoment(scheme, fingerprintShownAt)}.`
  return `Sealed ${printMoment(scheme, sealedAt)}${by}${approved}.${shown}${published}`
}

function HowToCheck({ seals }: { seals: readonly Seal[] }) {
  const shown = seals.find(({ publishedAt }) => publishedAt !== null)
  const file = shown
    ? `seal-${formatReportingYear(shown.year)}-${shown.revision}.json`
    : 'seal-2023-24-1.json'
  return (
    <section class="section" aria-labelledby="check">
      <h2 class="heading" id="check">
        Check it yourself
      </h2>
      <ol class="govuk-list govuk-list--number narrow">
        <li>Note the fingerprint as soon as it is shown, or ask somebody you trust who did.</li>
        <li>
          Once the year is published, keep the file of everything it stands for: the figures and counts of
          every authority, averages, the cycle, the wording, and each letter with the hash of its PDF. Which
          cases are counted stands there as one hash for each authority, made with a secret, so that nobody
          can find out whose they are.
        </li>
        <li>
          Run <strong>npx upheld verify {file} --fingerprint …</strong>, which needs nothing but the file. It
          works out the fingerprint, every figure and average, and typesets each letter again.
        </li>
        <li>
          Or write your own program:{' '}
          <a class="link" href={addresses.method('the-fingerprint-of-a-year')}>
            how the fingerprint is made
          </a>{' '}
          is a page long.
        </li>
      </ol>
    </section>
  )
}
