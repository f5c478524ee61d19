import type { Context } from 'hono'
import { readCodeVersions } from '../../handling-code/provisions/code-store.ts'
import { dayOf, printDate, printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { wholePercent } from '../../statistics/rounding.ts'
import { addresses } from '../../web/addresses.ts'
import { type Cell, csvAnswer } from '../../web/csv-answer.ts'
import { Page } from '../../web/layout.tsx'
import { kindCounts } from '../home/authority-list.ts'
import { number } from '../site/measure-words.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { sharedAuthorities } from '../site/shared-reads-store.ts'
import {
  type NotFollowed,
  notFollowedMost,
  type RegisterCounts,
  type RegisterRow,
  registerColumns,
  registerCounts,
  registerRows,
} from './code-register.ts'
import { sharedAdoptions, sharedStandingAssessments } from './published-assessment-store.ts'

/** Who adopted the Code, who piloted it, who published how they follow it, and what is most often not followed. */
export async function showCodeRegister(context: Context, publicSite: PublicSite): Promise<Response> {
  const { scheme } = publicSite
  const [authorities, all, versions, standing] = await Promise.all([
    sharedAuthorities(publicSite),
    readRegisterRows(publicSite),
    readCodeVersions(publicSite.database),
    sharedStandingAssessments(publicSite),
  ])
  const kind = context.req.query('kind')
  if (kind !== undefined && !scheme.authorityKinds.some(({ code }) => code === kind)) {
    return unknownKind(context, publicSite)
  }
  return context.html(
    <RegisterPage
      publicSite={publicSite}
      rows={kind === undefined ? all : all.filter(({ authority }) => authority.kind === kind)}
      all={all}
      kind={kind}
      counts={registerCounts(scheme, authorities, all)}
      notFollowed={notFollowedMost(versions.at(-1)?.provisions ?? [], standing)}
    />,
  )
}

/** The register as a file, whole or of one kind. */
export async function sendCodeRegister(context: Context, publicSite: PublicSite): Promise<Response> {
  const { scheme, site } = publicSite
  const kind = context.req.query('kind')
  if (kind !== undefined && !scheme.authorityKinds.some(({ code }) => code === kind)) {
    return unknownKind(context, publicSite)
  }
  const rows = (await readRegisterRows(publicSite)).filter(
    ({ authority }) => kind === undefined || authority.kind === kind,
  )
  const name = `${site.isDemonstration ? 'DEMONSTRATION-' : ''}handling-code-authorities.csv`
  return csvAnswer(
    context,
    name,
    registerColumns,
    rows.map((row) => registerLine(scheme, row)),
  )
}

function registerLine(scheme: Scheme, { authority, adoption, assessment }: RegisterRow): readonly Cell[] {
  return [
    authority.slug,
    authority.officialName,
    authority.kind,
    adoption?.adoptedOn ?? null,
    adoption?.wasPilot ?? false,
    assessment ? formatReportingYear(assessment.year) : null,
    assessment?.revision ?? null,
    assessment ? dayOf(scheme, assessment.publishedAt) : null,
    assessment?.followed.length ?? null,
    assessment?.notFollowed.length ?? null,
  ]
}

function unknownKind(context: Context, publicSite: PublicSite): Response | Promise<Response> {
  return notFound(
    context,
    publicSite,
    'There is no such kind of authority',
    <p class="text">
      <a class="link" href={addresses.codeAuthorities()}>
        See all of the register
      </a>
      , which leads to each kind.
    </p>,
  )
}

async function readRegisterRows(publicSite: PublicSite): Promise<readonly RegisterRow[]> {
  const [authorities, adoptions, assessments] = await Promise.all([
    sharedAuthorities(publicSite),
    sharedAdoptions(publicSite),
    sharedStandingAssessments(publicSite),
  ])
  return registerRows(authorities, adoptions, assessments)
}

type RegisterPageSettings = {
  readonly publicSite: PublicSite
  readonly rows: readonly RegisterRow[]
  /** Also those of other kinds. */
  readonly all: readonly RegisterRow[]
  readonly kind: string | undefined
  readonly counts: RegisterCounts
  readonly notFollowed: readonly NotFollowed[]
}

const title = 'Who adopted the Code'

function RegisterPage({ publicSite, rows, all, kind, counts, notFollowed }: RegisterPageSettings) {
  const { scheme, site } = publicSite
  return (
    <Page
      site={site}
      title={title}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: scheme.handlingCode.name, href: addresses.handlingCode() },
        { text: title },
      ]}
    >
      <h1 class="title">{title}</h1>
      <p class="lead">{finding(counts)}</p>
      <p class="text">
        An authority says itself since when it has adopted the {scheme.handlingCode.name}, and publishes its
        own self-assessment. The Ombudsman has not checked either here.
      </p>
      {notFollowed.length > 0 && <MostNotFollowed notFollowed={notFollowed} assessed={counts.assessed} />}
      <section class="section" aria-labelledby="register">
        <h2 class="heading" id="register">
          The register
        </h2>
        {all.length === 0 ? (
          <p class="text">
            Nobody has said so far that they adopted it, and no self-assessment is published.
          </p>
        ) : (
          <>
            <Kinds scheme={scheme} all={all} kind={kind} />
            <RegisterTable scheme={scheme} rows={rows} />
            <p class="links">
              <a class="link" href={addresses.codeAuthoritiesTable(kind === undefined ? {} : { kind })}>
                This list as CSV
              </a>
            </p>
          </>
        )}
      </section>
    </Page>
  )
}

/** "154 of 317 councils have adopted the Code; 20 piloted it. 80 have published how they follow it." */
function finding({ asked, adopted, piloted, assessed }: RegisterCounts): string {
  if (adopted === 0) return `None of ${number(asked)} councils has said so far that it adopted the Code.`
  const have = adopted === 1 ? 'has' : 'have'
  const pilots = piloted === 0 ? '' : `; ${number(piloted)} piloted it`
  const published =
    assessed === 0
      ? 'None has published yet how it follows it.'
      : `${number(assessed)} ${assessed === 1 ? 'has' : 'have'} published how they follow it.`
  return `${number(adopted)} of ${number(asked)} councils ${have} adopted the Code${pilots}. ${published}`
}

/** How many provisions are listed here; the others are on the page of outcomes. */
const mostListed = 10
const barWidth = 144

function MostNotFollowed({
  notFollowed,
  assessed,
}: {
  notFollowed: readonly NotFollowed[]
  assessed: number
}) {
  return (
    <section class="section" aria-labelledby="not-followed">
      <h2 class="heading" id="not-followed">
        Most often not followed
      </h2>
      <p class="lead">
        As councils say themselves, in {assessed === 1 ? 'one' : number(assessed)} published self-assessment
        {assessed === 1 ? '' : 's'}.
      </p>
      <table class="table">
        <caption class="govuk-visually-hidden">Provisions by how often they are not followed</caption>
        <thead>
          <tr>
            <th scope="col">Provision</th>
            <td class="bar" />
            <th scope="col" class="number">
              Not followed
            </th>
          </tr>
        </thead>
        <tbody>
          {notFollowed.slice(0, mostListed).map(({ provision, count, answeredCount }) => (
            <tr>
              <th scope="row">
                <a class="link" href={addresses.handlingCode(provision.provision)}>
                  {provision.number}
                </a>{' '}
                {provision.text}
              </th>
              <td class="bar" aria-hidden="true">
                <svg width={barWidth} height="16" aria-hidden="true">
                  <rect width={(count / answeredCount) * barWidth} height="16" />
                </svg>
              </td>
              <td class="number">
                {wholePercent(count, answeredCount)}%
                <small>
                  {number(count)} of {number(answeredCount)}
                </small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {notFollowed.length > mostListed && (
        <p class="small">
          {number(notFollowed.length - mostListed)} other provisions are not followed by somebody.{' '}
          <a class="link" href={addresses.codeOutcomes()}>
            See them beside outcomes
          </a>
        </p>
      )}
    </section>
  )
}

function Kinds({
  scheme,
  all,
  kind,
}: {
  scheme: Scheme
  all: readonly RegisterRow[]
  kind: string | undefined
}) {
  const kinds = kindCounts(
    scheme,
    all.map(({ authority }) => authority),
  )
  return (
    <nav aria-label="Kinds">
      <ul class="kinds">
        <Kind
          text="All"
          count={all.length}
          isCurrent={kind === undefined}
          href={addresses.codeAuthorities()}
        />
        {kinds.map(({ code, plural, count }) => (
          <Kind
            text={plural}
            count={count}
            isCurrent={code === kind}
            href={addresses.codeAuthorities({ kind: code })}
          />
        ))}
      </ul>
    </nav>
  )
}

function Kind({
  text,
  count,
  isCurrent,
  href,
}: {
  text: string
  count: number
  isCurrent: boolean
  href: string
}) {
  return (
    <li>
      {isCurrent ? (
        <strong aria-current="true">{text}</strong>
      ) : (
        <a class="link" href={href}>
          {text}
        </a>
      )}{' '}
      <span class="kinds__count">{number(count)}</span>
    </li>
  )
}

function RegisterTable({ scheme, rows }: { scheme: Scheme; rows: readonly RegisterRow[] }) {
  if (rows.length === 0) return <p class="text">There is none of this kind in it.</p>
  return (
    <table class="table">
      <caption class="govuk-visually-hidden">The register, by name</caption>
      <thead>
        <tr>
          <th scope="col">Authority</th>
          <th scope="col" class="number">
            Adopted
          </th>
          <th scope="col" class="number">
            Self-assessment
          </th>
          <th scope="col" class="number from-tablet">
            Followed
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <RegisterLine scheme={scheme} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function RegisterLine({
  scheme,
  row: { authority, adoption, assessment },
}: {
  scheme: Scheme
  row: RegisterRow
}) {
  return (
    <tr>
      <th scope="row">
        <a class="link" href={addresses.codeAuthority(authority.slug)}>
          {authority.officialName}
        </a>
        {adoption?.wasPilot === true && <small>piloted it</small>}
      </th>
      <td class="number">{adoption?.adoptedOn ? printDate(adoption.adoptedOn) : 'not stated'}</td>
      <td class="number">
        {assessment === undefined ? (
          'none'
        ) : (
          <a class="link" href={addresses.selfAssessment(authority.slug, assessment.year)}>
            {printYear(scheme, assessment.year)}
            <span class="govuk-visually-hidden"> of {authority.officialName}</span>
          </a>
        )}
      </td>
      <td class="number from-tablet">
        {assessment &&
          `${assessment.followed.length} of ${assessment.followed.length + assessment.notFollowed.length}`}
      </td>
    </tr>
  )
}
