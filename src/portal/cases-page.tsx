import type { Context } from 'hono'
import { mayDo, type Officer } from '../accounts/person.ts'
import type { Transaction } from '../database/connection.ts'
import type { Query } from '../review/queries/query.ts'
import { readOwnQueries } from '../review/queries/query-store.ts'
import type { ReviewDesk } from '../review/review-desk.tsx'
import { dayOf, printDate, printYear } from '../scheme/printed-dates.ts'
import type { IsoDate, ReportingYear } from '../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../scheme/scheme.ts'
import type { YearlyFigures } from '../statistics/figure.ts'
import { printBase, printFigure } from '../statistics/figure-wording.ts'
import { readYearlyFigures } from '../statistics/yearly-figures-store.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { Notice, Standing } from '../web/desk-page.tsx'
import { readCountedCaseSets } from './case-list-store.ts'
import {
  type CaseList,
  type CaseListName,
  caseLists,
  complianceWords,
  type ListedCase,
  outcomeWords,
  subjectWords,
} from './case-lists.ts'
import { recordEarlyAccess } from './early-access-actions.ts'
import { readRevisionsWithFigures } from './home-store.ts'
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
import { mayBeQueried, type ShownRevision, visibilityOf } from './shown-revision.ts'
import { findShownYear } from './shown-revision-store.ts'

/** Leads to the newest year of which there is something to see. */
export async function showYears(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const [newest] = await readAsOfficer(desk, officer, (transaction) =>
    readRevisionsWithFigures(transaction, officer.authority.id),
  )
  if (newest) return context.redirect(deskAddresses.portalCases(newest.year), 303)
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title="Cases and figures"
      current={deskAddresses.portalYears()}
    >
      <h1>Cases and figures</h1>
      <Standing>
        <strong>There is nothing to see yet.</strong> Cases and figures of a year stand here from the day on
        which it is opened for checking.
      </Standing>
    </OfficerPage>,
  )
}

/** One year of an authority as its officers see it. */
export type YearOfCases = {
  readonly authority: OwnAuthority
  /** The officer's authority and the closed ones whose work it took over, those that have figures of the year. */
  readonly own: readonly OwnAuthority[]
  readonly years: readonly ReportingYear[]
  readonly revision: ShownRevision
  readonly now: Date
  readonly figures: YearlyFigures
  readonly lists: readonly CaseList[]
  readonly queries: readonly Query[]
}

/** One year's three case lists and the figures they make. */
export async function showCases(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const found = await readAsOfficer(desk, officer, (transaction) => findCases(context, officer, transaction))
  if (!found) return unknownToOfficer(context, desk, officer)
  await recordIfEarly(desk, officer, found, 'cases')
  const { scheme } = desk
  const { authority, revision } = found
  const year = printYear(scheme, revision.year)
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={`Cases and figures ${year}, ${authority.officialName}`}
      current={deskAddresses.portalYears()}
    >
      {context.req.query('done') === 'labelled' && (
        <Notice>What you call your cases is on record, and stands beside them.</Notice>
      )}
      <h1>
        Cases and figures <span class="portal-whole">{year}</span>
      </h1>
      <YearStanding scheme={scheme} found={found} />
      <OtherYears scheme={scheme} officer={officer} found={found} />
      <Figures scheme={scheme} officer={officer} found={found} />
      {found.lists.map((list) => (
        <List scheme={scheme} officer={officer} found={found} list={list} />
      ))}
    </OfficerPage>,
  )
}

/** The year an address is about, of the authority it names; undefined where an officer may see no such thing. */
export async function findCases(
  context: Context,
  officer: Officer,
  transaction: Transaction,
): Promise<YearOfCases | undefined> {
  const year = yearInAddress(context)
  const authority = await authorityInAddress(context, officer, transaction)
  if (year === undefined || !authority) return undefined
  const shown = await findShownYear(transaction, authority.id, year)
  const figures = shown && (await readYearlyFigures(transaction, authority.id, year))
  if (!shown || !figures) return undefined
  const sets = await readCountedCaseSets(transaction, authority.id, year, shown.revision.revision)
  const revisions = await readRevisionsWithFigures(transaction, authority.id)
  const queries = await readOwnQueries(transaction)
  return {
    ...shown,
    authority,
    own: await ownAuthoritiesIn(transaction, year),
    years: [...new Set(revisions.map((one) => one.year))],
    figures,
    lists: caseLists(sets),
    queries: queries.filter((query) => query.year === year && query.slug === authority.slug),
  }
}

async function ownAuthoritiesIn(
  transaction: Transaction,
  year: ReportingYear,
): Promise<readonly OwnAuthority[]> {
  const own: OwnAuthority[] = []
  for (const authority of await readOwnAuthorities(transaction)) {
    const revisions = await readRevisionsWithFigures(transaction, authority.id)
    if (revisions.some((revision) => revision.year === year)) own.push(authority)
  }
  return own
}

/** What is not public yet is shown to nobody without being recorded first. */
export async function recordIfEarly(
  desk: ReviewDesk,
  officer: Officer,
  { authority, revision, now }: YearOfCases,
  seen: 'cases' | 'cases-file',
): Promise<void> {
  const visibility = visibilityOf(revision, now)
  if (visibility === 'public') return
  const { year } = revision
  const wasChecking = visibility === 'checking'
  await recordEarlyAccess(desk.database, officer, authority, {
    year,
    revision: revision.revision,
    seen,
    wasChecking,
  })
}

function YearStanding({
  scheme,
  found: { authority, revision, now },
}: {
  scheme: Scheme
  found: YearOfCases
}) {
  const name = `${authority.officialName}.`
  const { publishedAt, untilOn } = revision
  if (publishedAt === null) {
    const isOpen = mayBeQueried(scheme, revision, now)
    return (
      <Standing>
        {name}{' '}
        {untilOn !== null && (
          <strong>
            {isOpen
              ? `Say by ${printDate(untilOn)} what is wrong.`
              : `Queries could be raised until ${printDate(untilOn)}.`}
          </strong>
        )}{' '}
        A draft, which nobody sees but you and the Ombudsman.
      </Standing>
    )
  }
  return (
    <Standing>
      {name}{' '}
      {publishedAt > now ? (
        <>
          <strong>Yours until {momentInWords(scheme, publishedAt)}; then everyone’s.</strong> Please do not
          publish them or quote from them before then.
        </>
      ) : (
        `Public since ${printDate(dayOf(scheme, publishedAt))}.`
      )}
    </Standing>
  )
}

function OtherYears({
  scheme,
  officer,
  found: { authority, own, years, revision },
}: {
  scheme: Scheme
  officer: Officer
  found: YearOfCases
}) {
  const closed = closedSlug(officer, authority)
  const others = own.filter(({ slug }) => slug !== authority.slug)
  const otherYears = years.filter((year) => year !== revision.year)
  return (
    <ul class="portal-links">
      {otherYears.map((year) => (
        <li>
          <a href={deskAddresses.portalCases(year, closed)}>{printYear(scheme, year)}</a>
        </li>
      ))}
      {others.map((other) => (
        <li>
          <a href={deskAddresses.portalCases(revision.year, closedSlug(officer, other))}>
            {other.officialName}
          </a>
        </li>
      ))}
      <li>
        Download all cases: <a href={deskAddresses.portalCasesFile(revision.year, 'csv', closed)}>CSV</a>,{' '}
        <a href={deskAddresses.portalCasesFile(revision.year, 'xlsx', closed)}>Excel workbook</a>
      </li>
      <li>
        <a href={deskAddresses.portalComparison(revision.year, closed)}>Compare with your own list</a>
      </li>
    </ul>
  )
}

type SectionSettings = {
  readonly scheme: Scheme
  readonly officer: Officer
  readonly found: YearOfCases
}

function Figures({ scheme, officer, found }: SectionSettings) {
  const measures = scheme.measures.filter(({ code }) => found.figures.figures.has(code))
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">Figures</h2>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col" class="number">
              Figure
            </th>
            <th scope="col">Made from</th>
            <QueryHeading scheme={scheme} officer={officer} found={found} />
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <FigureRow scheme={scheme} officer={officer} found={found} measure={measure} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function FigureRow({ scheme, officer, found, measure }: SectionSettings & { measure: Measure }) {
  const figure = found.figures.figures.get(measure.code)
  if (!figure) return null
  return (
    <tr>
      <th scope="row">
        {measure.name}
        <span class="note portal-plain">{measure.plainWords}</span>
      </th>
      <td class="number">{printFigure(measure, figure)}</td>
      <td>
        {figure.state === 'calculated' && figure.denominator !== undefined && (
          <span class="note">{printBase(measure, figure)}</span>
        )}
      </td>
      <QueryCell
        scheme={scheme}
        officer={officer}
        found={found}
        about={{ figure: measure.code }}
        name={measure.name}
      />
    </tr>
  )
}

const listWords: Readonly<Record<CaseListName, { readonly title: string; readonly note: string }>> = {
  received: { title: 'Received', note: 'Complaints that reached the Ombudsman in the year.' },
  decided: {
    title: 'Decided',
    note: 'Complaints that the Ombudsman decided in the year, whenever received.',
  },
  complied: {
    title: 'Agreed actions',
    note: 'Cases whose agreed actions were settled in the year, whenever decided, or were due by its end and not settled.',
  },
}

function List({ scheme, officer, found, list }: SectionSettings & { list: CaseList }) {
  const { title, note } = listWords[list.name]
  const { cases } = list
  return (
    <section aria-labelledby={list.name}>
      <h2 id={list.name}>
        {title}: {(cases?.length ?? list.count).toLocaleString('en-GB')}
      </h2>
      <p class="note">{note}</p>
      {cases === null && (
        <p>These numbers were published as totals; the cases behind them are not on record.</p>
      )}
      {cases !== null && cases.length > 0 && (
        <table class="desk-table desk-table--list">
          <thead>
            <tr>
              <th scope="col">Case</th>
              {list.name === 'received' && <th scope="col">Received</th>}
              {list.name === 'decided' && (
                <>
                  <th scope="col">Decided</th>
                  <th scope="col">Decision</th>
                </>
              )}
              {list.name === 'complied' && (
                <>
                  <th scope="col">Due</th>
                  <th scope="col">Recorded</th>
                  <th scope="col">Outcome</th>
                </>
              )}
              <QueryHeading scheme={scheme} officer={officer} found={found} />
            </tr>
          </thead>
          <tbody>
            {cases.map((listed) => (
              <tr>
                <th scope="row">
                  {listed.reference}
                  <span class="note portal-plain">{subjectWords(scheme, listed)}</span>
                  <OwnWords listed={listed} />
                </th>
                <CaseFacts scheme={scheme} name={list.name} listed={listed} />
                <QueryCell
                  scheme={scheme}
                  officer={officer}
                  found={found}
                  about={{ case: listed.reference }}
                  name={`case ${listed.reference}`}
                />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** What the authority calls the case, where it said so. */
function OwnWords({ listed: { authorityReference, authorityService } }: { listed: ListedCase }) {
  const words = [authorityReference, authorityService].filter((word) => word !== null)
  return words.length === 0 ? null : <span class="note portal-plain">Yours: {words.join(', ')}</span>
}

function CaseFacts({ scheme, name, listed }: { scheme: Scheme; name: CaseListName; listed: ListedCase }) {
  switch (name) {
    case 'received':
      return <DayCell name="Received" date={listed.receivedOn} />
    case 'decided':
      return (
        <>
          <DayCell name="Decided" date={listed.decidedOn} />
          <td>
            {outcomeWords(scheme, listed)}
            {listed.isRemediedBefore === true && <span class="note">Satisfactory remedy offered before</span>}
          </td>
        </>
      )
    case 'complied':
      return (
        <>
          <DayCell name="Due" date={listed.remedyDueOn} />
          <DayCell name="Recorded" date={listed.complianceRecordedOn} />
          <td>{complianceWords(scheme, listed)}</td>
        </>
      )
  }
}

/** A day; where the table is a list, it says which. */
function DayCell({ name, date }: { name: string; date: IsoDate | null }) {
  return (
    <td>
      {date !== null && (
        <>
          <span class="portal-label" aria-hidden="true">
            {name}{' '}
          </span>
          {printDate(date)}
        </>
      )}
    </td>
  )
}

/** There is a column for queries while they can be raised, and as long as there are any. */
function hasQueries({ scheme, officer, found }: SectionSettings): boolean {
  return found.queries.length > 0 || canRaise(scheme, officer, found)
}

/** Whether an officer may say now what is wrong with a case or figure of the year. */
export function canRaise(scheme: Scheme, officer: Officer, { revision, now }: YearOfCases): boolean {
  return mayDo(officer, 'raise-query') && mayBeQueried(scheme, revision, now)
}

function QueryHeading(settings: SectionSettings) {
  return hasQueries(settings) ? <th scope="col">Query</th> : null
}

function QueryCell({
  about,
  name,
  ...settings
}: SectionSettings & {
  about: { readonly case: string } | { readonly figure: string }
  name: string
}) {
  if (!hasQueries(settings)) return null
  const { scheme, officer, found } = settings
  const raised = found.queries.filter((query) =>
    query.about.kind === 'case'
      ? 'case' in about && query.about.reference === about.case
      : 'figure' in about && query.about.measure === about.figure,
  )
  return (
    <td>
      {raised.map(({ id, answer }) => (
        <a class="portal-query" href={`${deskAddresses.portalQueries()}#query-${id}`}>
          {answer === null ? 'Waiting for an answer' : 'Answered'}
          <span class="govuk-visually-hidden">: query about {name}</span>
        </a>
      ))}
      {canRaise(scheme, officer, found) && (
        <a
          class="portal-query"
          href={deskAddresses.portalNewQuery(
            found.revision.year,
            about,
            closedSlug(officer, found.authority),
          )}
        >
          Raise a query<span class="govuk-visually-hidden"> about {name}</span>
        </a>
      )}
    </td>
  )
}
