import type { Context } from 'hono'
import { readCodeVersions } from '../../handling-code/provisions/code-store.ts'
import { bySection, type CodeVersion } from '../../handling-code/provisions/code-version.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { ProvisionSections, SourceOf } from './provision-list.tsx'

/** What the Code asks for, in the version that was issued last. */
export async function showCode(context: Context, publicSite: PublicSite): Promise<Response> {
  const versions = await readCodeVersions(publicSite.database)
  const latest = versions.at(-1)
  if (latest === undefined) return context.html(<NoCode publicSite={publicSite} />)
  return context.html(<CodePage publicSite={publicSite} versions={versions} shown={latest} />)
}

/** What it asks for in one of its versions. */
export async function showCodeVersion(
  context: Context,
  publicSite: PublicSite,
  version: string,
): Promise<Response> {
  const versions = await readCodeVersions(publicSite.database)
  const shown = versions.find((one) => one.version === version)
  if (shown === undefined) return noSuchVersion(context, publicSite, versions)
  return context.html(<CodePage publicSite={publicSite} versions={versions} shown={shown} />)
}

/** The answer where an address names a version that is not on record. */
export function noSuchVersion(
  context: Context,
  publicSite: PublicSite,
  versions: readonly CodeVersion[],
): Response | Promise<Response> {
  return notFound(
    context,
    publicSite,
    'There is no such version of the Code',
    versions.length === 0 ? (
      <p class="text">No version is on record here yet.</p>
    ) : (
      <>
        <p class="text">A version is named after the month it was issued in. There are:</p>
        <ul class="ruled">
          {versions.map(({ version }) => (
            <li>
              <a class="link" href={addresses.codeVersion(version)}>
                {version}
              </a>
            </li>
          ))}
        </ul>
      </>
    ),
  )
}

function NoCode({ publicSite: { scheme, site } }: { publicSite: PublicSite }) {
  const { name } = scheme.handlingCode
  return (
    <Page site={site} title={name} breadcrumbs={[{ text: 'Home', href: addresses.home() }, { text: name }]}>
      <h1 class="title">{name}</h1>
      <p class="lead">What the Code asks for is not on record here yet.</p>
    </Page>
  )
}

type CodePageSettings = {
  readonly publicSite: PublicSite
  readonly versions: readonly CodeVersion[]
  readonly shown: CodeVersion
}

function CodePage({ publicSite, versions, shown }: CodePageSettings) {
  const { scheme, site } = publicSite
  const { name, sections } = scheme.handlingCode
  const isLatest = shown === versions.at(-1)
  return (
    <Page
      site={site}
      title={isLatest ? name : `${name}, version ${shown.version}`}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        ...(isLatest
          ? [{ text: name }]
          : [{ text: name, href: addresses.handlingCode() }, { text: shown.version }]),
      ]}
    >
      <h1 class="title">{name}</h1>
      <p class="facts">
        Version {shown.version} · in force from {monthOf(shown.inForceOn)} ·{' '}
        {withNoun(shown.provisions.length, { one: 'provision', many: 'provisions' })} in {sections.length}{' '}
        sections
        {!isLatest && (
          <>
            {' · '}
            <a class="link" href={addresses.handlingCode()}>
              there is a later version
            </a>
          </>
        )}
      </p>
      <div class="pair code-finding">
        <div>
          <p class="lead">
            How councils should handle complaints: one process of two stages, clear times for answering, and
            somebody who is answerable for it.
          </p>
          <p class="text">
            It is advice and guidance by law (Local Government Act 1974, section 23(12A)): a council needs a
            good reason to depart from it. To other bodies it is good practice. Complaints that have a process
            of their own by statute are outside.
          </p>
          <p class="text">
            This is what it asks for <strong>in our own words</strong>, for people to find their way. The
            Ombudsman’s own text is what counts, and its numbers may differ from these: where a number or the
            words are not confirmed, that is said.
          </p>
        </div>
        <div class="explains">
          <h2 class="code-aside">Look closer</h2>
          <ul class="ruled">
            <li>
              <a class="link" href={addresses.codeAuthorities()}>
                Who adopted it
              </a>
            </li>
            <li>
              <a class="link" href={addresses.codeOutcomes()}>
                Provisions beside outcomes
              </a>
            </li>
            <li>
              <a class="link" href={addresses.performanceReports()}>
                Complaints performance
              </a>
            </li>
            {versions.length > 1 && (
              <li>
                <a class="link" href={addresses.codeChanges()}>
                  What changed between versions
                </a>
              </li>
            )}
            {versions
              .filter((version) => version !== shown)
              .map(({ version }) => (
                <li>
                  <a class="link" href={addresses.codeVersion(version)}>
                    Version {version}
                  </a>
                </li>
              ))}
          </ul>
        </div>
      </div>
      <Contents scheme={scheme} shown={shown} />
      <Clocks scheme={scheme} />
      <ProvisionSections
        scheme={scheme}
        provisions={shown.provisions}
        more={(provision) => <SourceOf provision={provision} />}
      />
    </Page>
  )
}

/** The sections by name, each a link to where it begins. */
function Contents({ scheme, shown }: { scheme: Scheme; shown: CodeVersion }) {
  return (
    <nav class="code-contents" aria-label="Sections">
      <ol>
        {bySection(scheme, shown.provisions).map(({ number, title }) => (
          <li>
            {number}.{' '}
            <a class="link" href={`#section-${number}`}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The times of the two stages side by side. */
function Clocks({ scheme: { ownComplaints } }: { scheme: Scheme }) {
  const { acknowledgeWithin, stages } = ownComplaints
  return (
    <section class="section" aria-labelledby="clocks">
      <h2 class="heading" id="clocks">
        The two stages and their times
      </h2>
      <p class="lead">
        An acknowledgement within {acknowledgeWithin} working days; an answer within {stages[0].answerWithin}{' '}
        more, and within {stages[1].answerWithin} where somebody asks for a second look.
      </p>
      <table class="table code-clocks">
        <thead>
          <tr>
            <th scope="col">Working days</th>
            <th scope="col" class="number">
              Stage 1
            </th>
            <th scope="col" class="number">
              Stage 2
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Acknowledged after it came</th>
            <td class="number">{acknowledgeWithin}</td>
            <td class="number">{acknowledgeWithin}</td>
          </tr>
          <tr>
            <th scope="row">Answered after the acknowledgement</th>
            <td class="number">{stages[0].answerWithin}</td>
            <td class="number">{stages[1].answerWithin}</td>
          </tr>
          <tr>
            <th scope="row">At most more, with a reason and notice</th>
            <td class="number">{stages[0].extendableBy}</td>
            <td class="number">{stages[1].extendableBy}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

/** "February 2024": the day within the month may not be known. */
export function monthOf(day: IsoDate): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}
