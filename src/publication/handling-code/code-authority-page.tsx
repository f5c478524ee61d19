import type { Context } from 'hono'
import type { KnownAuthority } from '../../authorities/authority.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import type { Adoption } from '../../handling-code/adoption/adoption.ts'
import { readCodeVersions } from '../../handling-code/provisions/code-store.ts'
import type { Provision } from '../../handling-code/provisions/code-version.ts'
import { type Reorganisation, requiredAgain } from '../../handling-code/self-assessment/required-again.ts'
import { isReplaced } from '../../handling-code/self-assessment/self-assessment.ts'
import { dayOf, printDate, printYear } from '../../scheme/printed-dates.ts'
import { parseReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { sharedAuthorities } from '../site/shared-reads-store.ts'
import { AssessmentDocument } from './assessment-document.tsx'
import type { PublishedAnswer, PublishedAssessment } from './published-assessment.ts'
import {
  readPublishedAnswers,
  readPublishedAssessments,
  sharedAdoptions,
} from './published-assessment-store.ts'

type Asked = { readonly slug: string; readonly year?: string; readonly revision?: string }

/**
 * What an authority says of itself and the Code: since when it has adopted it, and one of its self-assessments. Without
 * a year the latest that stands is shown, without a revision the latest of the year.
 */
export async function showCodeAuthority(
  context: Context,
  publicSite: PublicSite,
  asked: Asked,
): Promise<Response> {
  const { database } = publicSite
  const authorities = await sharedAuthorities(publicSite)
  const authority = authorities.find(({ slug }) => slug === asked.slug)
  if (authority === undefined) return noSuchAuthority(context, publicSite)
  const [adoptions, assessments, versions, now] = await Promise.all([
    sharedAdoptions(publicSite),
    readPublishedAssessments(database, authority.id),
    readCodeVersions(database),
    currentMoment(database),
  ])
  const shown = shownOf(assessments, asked)
  if (shown === undefined && asked.year !== undefined) {
    return noSuchAssessment(context, publicSite, authority)
  }
  const approvedAt = shownOf(assessments, { slug: asked.slug })?.approvedAt ?? null
  const again = requiredAgain(authorities, authority.slug, {
    assessedOn: approvedAt && dayOf(publicSite.scheme, approvedAt),
    today: dayOf(publicSite.scheme, now),
  })
  return context.html(
    <CodeAuthorityPage
      publicSite={publicSite}
      authority={authority}
      adoption={adoptions.get(authority.id)}
      assessments={assessments}
      shown={shown}
      provisions={versions.find(({ version }) => version === shown?.codeVersion)?.provisions ?? []}
      answers={shown === undefined ? new Map() : await readPublishedAnswers(database, shown)}
      again={again}
    />,
  )
}

function shownOf(
  assessments: readonly PublishedAssessment[],
  { year, revision }: Asked,
): PublishedAssessment | undefined {
  if (year === undefined) {
    return assessments.find((one) => one.withdrawnAt === null && !isReplaced(one, assessments))
  }
  const ofYear = assessments.filter((one) => one.year === parseReportingYear(year))
  return revision === undefined ? ofYear[0] : ofYear.find((one) => String(one.revision) === revision)
}

function noSuchAuthority(context: Context, publicSite: PublicSite): Response | Promise<Response> {
  const { one, any } = publicSite.scheme.site.authorityWords
  return notFound(
    context,
    publicSite,
    `We do not know this ${one}`,
    <p class="text">
      No {any} has this address.{' '}
      <a class="link" href={addresses.codeAuthorities()}>
        See who adopted the Code
      </a>
      .
    </p>,
  )
}

function noSuchAssessment(
  context: Context,
  publicSite: PublicSite,
  { officialName, slug }: KnownAuthority,
): Response | Promise<Response> {
  return notFound(
    context,
    publicSite,
    'There is no such self-assessment',
    <p class="text">
      A year is written like 2025-26.{' '}
      <a class="link" href={addresses.codeAuthority(slug)}>
        See what {officialName} has published
      </a>
      .
    </p>,
  )
}

type CodeAuthoritySettings = {
  readonly publicSite: PublicSite
  readonly authority: KnownAuthority
  readonly adoption: Adoption | undefined
  readonly assessments: readonly PublishedAssessment[]
  readonly shown: PublishedAssessment | undefined
  readonly provisions: readonly Provision[]
  readonly answers: ReadonlyMap<string, PublishedAnswer>
  readonly again: Reorganisation | undefined
}

function CodeAuthorityPage(settings: CodeAuthoritySettings) {
  const { publicSite, authority, adoption, assessments, shown, provisions, answers, again } = settings
  const { scheme, site } = publicSite
  const name = authority.officialName
  const heading = `${name} and the Code`
  const others = assessments.filter((one) => one !== shown)
  return (
    <Page
      site={site}
      title={shown ? `${heading}, ${printYear(scheme, shown.year)}` : heading}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: scheme.handlingCode.name, href: addresses.handlingCode() },
        { text: 'Who adopted it', href: addresses.codeAuthorities() },
        { text: name },
      ]}
    >
      <h1 class="title">{heading}</h1>
      <p class="facts">
        {adoption?.adoptedOn
          ? `Adopted the ${scheme.handlingCode.name} on ${printDate(adoption.adoptedOn)}`
          : `Has not said that it adopted the ${scheme.handlingCode.name}`}
        {adoption?.wasPilot === true && ' · piloted it'}
        {' · '}
        <a class="link" href={addresses.authority(authority.slug)}>
          complaints about it
        </a>
      </p>
      {again && <RequiredAgain name={name} again={again} />}
      {shown === undefined ? (
        <p class="lead code-finding">{name} has published no self-assessment that stands.</p>
      ) : (
        <Shown settings={settings} shown={shown} />
      )}
      {others.length > 0 && <Others settings={settings} others={others} />}
      {shown && <NotFollowed provisions={provisions} answers={answers} />}
      {shown && <AssessmentDocument scheme={scheme} provisions={provisions} answers={answers} />}
    </Page>
  )
}

function RequiredAgain({ name, again: { closed, endedOn } }: { name: string; again: Reorganisation }) {
  return (
    <p class="text">
      <strong>Required again.</strong> {name} took over the work of {closed.join(' and ')}, which ended on{' '}
      {printDate(endedOn)}, and has published no self-assessment since that stands. The Code asks for a new
      one after a reorganisation.
    </p>
  )
}

/** What the one that is shown is: whose word, by whom approved, whether it still stands. */
function Shown({ settings, shown }: { settings: CodeAuthoritySettings; shown: PublishedAssessment }) {
  const { publicSite, authority, assessments, provisions, answers } = settings
  const { scheme } = publicSite
  const day = (moment: Date) => printDate(dayOf(scheme, moment))
  const followed = [...answers.values()].filter(({ isFollowed }) => isFollowed === true).length
  return (
    <>
      {shown.withdrawnAt !== null && (
        <p class="text">
          <strong class="failure">Withdrawn on {day(shown.withdrawnAt)}.</strong> {shown.withdrawalReason}
        </p>
      )}
      {isReplaced(shown, assessments) && (
        <p class="text">
          <strong class="failure">Replaced.</strong> It is kept as it was.{' '}
          <a class="link" href={addresses.selfAssessment(authority.slug, shown.year)}>
            See what stands now
          </a>
        </p>
      )}
      <p class="lead code-finding">
        In {printYear(scheme, shown.year)} it says that it follows {followed} of {provisions.length}{' '}
        provisions.
      </p>
      <p class="text">
        Its own words, published on {day(shown.publishedAt)}
        {shown.revision > 1 && ` as revision ${shown.revision}`}
        {shown.approvedAt !== null &&
          shown.approvedPost !== null &&
          `, approved on ${day(shown.approvedAt)} by its ${shown.approvedPost.toLowerCase()}`}
        , on{' '}
        <a class="link" href={addresses.codeVersion(shown.codeVersion)}>
          version {shown.codeVersion} of the Code
        </a>
        . The Ombudsman has not checked it here.
      </p>
      {shown.reason !== null && (
        <p class="text">
          It replaces revision {shown.revision - 1}: {shown.reason}
        </p>
      )}
    </>
  )
}

/** What will change, before all that is followed already. */
function NotFollowed({ provisions, answers }: Pick<CodeAuthoritySettings, 'provisions' | 'answers'>) {
  const open = provisions.flatMap((provision) => {
    const answer = answers.get(provision.provision)
    return answer?.isFollowed === false ? [{ provision, answer }] : []
  })
  if (open.length === 0) return null
  return (
    <section class="section" aria-labelledby="not-followed">
      <h2 class="heading" id="not-followed">
        What it does not follow yet
      </h2>
      <table class="table code-stacked">
        <thead>
          <tr>
            <th scope="col">Provision</th>
            <th scope="col">What will change</th>
            <th scope="col" class="number">
              By
            </th>
          </tr>
        </thead>
        <tbody>
          {open.map(({ provision, answer: { change, changeBy } }) => (
            <tr>
              <th scope="row">
                <a class="link" href={`#${provision.provision}`}>
                  {provision.number}
                </a>{' '}
                {provision.text}
              </th>
              <td>{change}</td>
              <td class="number">
                {changeBy && (
                  <>
                    <span class="code-stacked__name">By </span>
                    {printDate(changeBy)}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Others({
  settings: { publicSite, authority, assessments },
  others,
}: {
  settings: CodeAuthoritySettings
  others: readonly PublishedAssessment[]
}) {
  return (
    <ul class="links">
      {others.map((other) => (
        <li>
          <a class="link" href={addresses.selfAssessmentRevision(authority.slug, other.year, other.revision)}>
            {printYear(publicSite.scheme, other.year)}, revision {other.revision}
          </a>
          {isReplaced(other, assessments) ? ', replaced' : other.withdrawnAt !== null ? ', withdrawn' : ''}
        </li>
      ))}
    </ul>
  )
}
