import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Officer } from '../accounts/person.ts'
import { printCaseValue } from '../casework/case-record.ts'
import type { FollowUpDays } from '../casework/recommendation/follow-up-days.ts'
import { dueWords, recommendationTitle } from '../casework/recommendation/recommendation.ts'
import { readFollowUpDays } from '../casework/recommendation/recommendations-page.tsx'
import type { Transaction } from '../database/connection.ts'
import type { SelfAssessment } from '../handling-code/self-assessment/self-assessment.ts'
import { readAssessments } from '../handling-code/self-assessment/self-assessment-store.ts'
import { readOwnQueries } from '../review/queries/query-store.ts'
import type { ReviewDesk } from '../review/review-desk.tsx'
import { dayOf, printDate, printYear } from '../scheme/printed-dates.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { capital, numberInWords } from '../scheme/sentence-words.ts'
import type { YearlyFigures } from '../statistics/figure.ts'
import { readYearlyFigures } from '../statistics/yearly-figures-store.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { type Mark, Standing, State } from '../web/desk-page.tsx'
import { ButtonLink } from '../web/form-controls.tsx'
import { opening } from '../web/opening.ts'
import { CommitteeSection } from './committee-section.tsx'
import { recordEarlyAccess } from './early-access-actions.ts'
import { countEarlyReaders } from './early-access-store.ts'
import { LargeFigures } from './figure-panel.tsx'
import { readRevisionsWithFigures, readRevisionsWithLetter } from './home-store.ts'
import { momentInWords } from './moment-words.ts'
import { closedSlug, OfficerPage, readAsOfficer } from './officer-page.tsx'
import { readOwnAuthorities } from './own-authority-store.ts'
import { countOwnRecommendations, readOpenRecommendations } from './own-recommendation-store.ts'
import { endedWords } from './recommendations-page.tsx'
import { OpenRecommendationsTable } from './recommendations-table.tsx'
import { type ShownRevision, type Visibility, visibilityOf } from './shown-revision.ts'
import { readShownRevisions } from './shown-revision-store.ts'
import { type AssessmentToDo, aboutWords, daysLeftWords, type ToDo, toDoList, toDoSummary } from './to-do.ts'

/** What an authority has to do, by when; and the year that concerns it most. */
export async function showPortal(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const days = await readFollowUpDays(desk)
  const home = await readAsOfficer(desk, officer, (transaction) =>
    readHome(transaction, desk.scheme, officer, days),
  )
  const { authority, panel } = home
  if (panel && panel.visibility !== 'public') {
    await recordEarlyAccess(desk.database, officer, authority, {
      year: panel.revision.year,
      revision: panel.revision.revision,
      seen: 'figures',
      wasChecking: panel.visibility === 'checking',
    })
  }
  const [summary, decisive] = toDoSummary(desk.scheme, authority.officialName, home.list)
  return context.html(
    <OfficerPage desk={desk} officer={officer} title="What needs doing" current={deskAddresses.portal()}>
      <h1>What needs doing</h1>
      <Standing>
        {summary} {decisive !== '' && <strong>{decisive}</strong>}
      </Standing>
      {home.list.length > 0 && (
        <ul class="to-do">
          {home.list.map((item) => (
            <ToDoItem scheme={desk.scheme} officer={officer} item={item} readerCount={home.readerCount} />
          ))}
        </ul>
      )}
      {panel && <YearPanel scheme={desk.scheme} panel={panel} />}
      {(home.open.length > 0 || home.counts.since !== null) && (
        <OpenRecommendations desk={desk} officer={officer} home={home} days={days} />
      )}
      <CommitteeSection desk={desk} slug={authority.slug} revisions={home.revisions} now={home.now} />
    </OfficerPage>,
  )
}

/** How many are listed on the first page; the others are one click away. */
const mostListed = 10

function OpenRecommendations({
  desk: { scheme },
  officer,
  home: { open, counts },
  days,
}: {
  desk: ReviewDesk
  officer: Officer
  home: Pick<Awaited<ReturnType<typeof readHome>>, 'open' | 'counts'>
  days: FollowUpDays
}) {
  return (
    <section aria-labelledby="recommendations">
      <h2 id="recommendations">Open recommendations</h2>
      <p class="note">
        {counts.open.toLocaleString('en-GB')} open, {lowerFirst(endedWords(scheme, counts))}{' '}
        <a href={deskAddresses.portalRecommendations()}>See all of them</a>
      </p>
      {open.length > 0 && (
        <OpenRecommendationsTable
          scheme={scheme}
          officer={officer}
          open={open.slice(0, mostListed)}
          days={days}
        />
      )}
    </section>
  )
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

type Panel = {
  readonly revision: ShownRevision
  readonly visibility: Visibility
  readonly figures: YearlyFigures
  readonly hasLetter: boolean
}

async function readHome(
  transaction: Transaction,
  scheme: Scheme,
  officer: Officer,
  { soonUntil }: FollowUpDays,
) {
  const authority = (await readOwnAuthorities(transaction)).find(
    ({ slug }) => slug === officer.authority.slug,
  )
  if (!authority) throw new Error(`the session of ${officer.email} shows nothing of its own authority`)
  const { now, revisions: all } = await readShownRevisions(transaction)
  const withFigures = await readRevisionsWithFigures(transaction, authority.id)
  const letters = await readRevisionsWithLetter(transaction, authority.id)
  const queries = await readOwnQueries(transaction)
  const revisions = all.filter((shown) => withFigures.some((one) => isSame(one, shown)))
  const open = await readOpenRecommendations(transaction)
  const counts = await countOwnRecommendations(transaction)
  const assessments = await readAssessments(transaction, authority.id)
  const list = toDoList(scheme, { now, revisions, letters, queries, actions: open, assessments, soonUntil })
  const toRead = list.find(({ kind }) => kind === 'read')
  const readerCount =
    toRead?.kind === 'read' ? await countEarlyReaders(transaction, authority.id, toRead.year) : 0
  const revision = ofMostConcern(revisions, now)
  const figures = revision && (await readYearlyFigures(transaction, authority.id, revision.year))
  const panel: Panel | undefined =
    revision && figures
      ? {
          revision,
          visibility: visibilityOf(revision, now),
          figures,
          hasLetter: letters.some((letter) => isSame(letter, revision)),
        }
      : undefined
  return { authority, list, readerCount, panel, open, counts, revisions, now }
}

type YearRevision = Pick<ShownRevision, 'year' | 'revision'>

function isSame(one: YearRevision, other: YearRevision): boolean {
  return one.year === other.year && one.revision === other.revision
}

/** A letter under embargo before a draft to check, and either before what everybody can see. */
function ofMostConcern(revisions: readonly ShownRevision[], now: Date): ShownRevision | undefined {
  const concern: readonly Visibility[] = ['embargoed', 'checking', 'public']
  return concern
    .map((visibility) => {
      const [newest] = revisions.filter((revision) => visibilityOf(revision, now) === visibility)
      return newest && revisions.findLast(({ year }) => year === newest.year)
    })
    .find((revision) => revision !== undefined)
}

function ToDoItem({
  scheme,
  officer,
  item,
  readerCount,
}: {
  scheme: Scheme
  officer: Officer
  item: ToDo
  readerCount: number
}) {
  const { mark, state, href, text, note, who } = itemWords(scheme, officer, item, readerCount)
  return (
    <li class="to-do__item">
      <span class="to-do__state">
        <State mark={mark}>{state}</State>
      </span>
      <span class="to-do__what">
        <a href={href}>{text}</a>
        <span class="note">{note}</span>
      </span>
      <span class="to-do__who note">{who}</span>
    </li>
  )
}

type ItemWords = {
  readonly mark: Mark
  readonly state: string
  readonly href: string
  readonly text: string
  readonly note: Child
  /** Whose it is to do. */
  readonly who: string
}

function itemWords(scheme: Scheme, officer: Officer, item: ToDo, readerCount: number): ItemWords {
  switch (item.kind) {
    case 'evidence': {
      const { reference, number, category, subcategory, dueOn } = item.action
      const subject = subcategory ?? printCaseValue(scheme, 'category', category)
      return {
        mark: item.daysLeft < 0 ? 'blocks' : 'attention',
        state: dueWords(item.daysLeft),
        href: deskAddresses.portalEvidence(reference, number, closedSlug(officer, item.action)),
        text: `Evidence: ${opening(recommendationTitle(scheme, item.action), 90)}`,
        note: `${reference}, ${subject}. ${item.daysLeft < 0 ? 'Was due' : 'Due'} on ${item.daysLeft < -180 ? printDate(dueOn) : dayAndMonth(dueOn)}.`,
        who: 'Link or monitoring officer',
      }
    }
    case 'check': {
      const open =
        item.openCount === 0 ? '' : ` ${countWords(item.openCount, 'query waits', 'queries wait')}.`
      return {
        mark: 'attention',
        state: daysLeftWords(item.daysLeft),
        href: deskAddresses.portalCases(item.year),
        text: `Check your cases and figures of ${printYear(scheme, item.year)}`,
        note: `Say by ${printDate(item.by)} what is wrong.${open}`,
        who: 'Link or monitoring officer',
      }
    }
    case 'read': {
      const sent = item.sentOn === null ? '' : `Sent on ${dayAndMonth(item.sentOn)}. `
      const opened =
        readerCount === 0
          ? 'None of your officers has opened it here.'
          : `${countWords(readerCount, 'of your officers has', 'of your officers have')} opened it here.`
      return {
        mark: 'attention',
        state: `Until ${dayAndMonth(item.by)}`,
        href: deskAddresses.portalLetter(item.year, item.revision),
        text: 'Read your letter before it is published',
        note: `${sent}${opened}`,
        who: 'Anyone',
      }
    }
    case 'assess':
      return assessmentWords(scheme, item.assessment, item.state)
    case 'wait':
      return {
        mark: 'attention',
        state: 'Waiting',
        href: `${deskAddresses.portalQueries()}#query-${item.query.id}`,
        text: `Your query about ${aboutWords(scheme, item.query)}`,
        note: `Raised on ${printDate(item.raisedOn)}. The Ombudsman has not answered yet.`,
        who: item.query.raisedPost,
      }
    case 'answered':
      return {
        mark: 'open',
        state: 'Answered',
        href: `${deskAddresses.portalQueries()}#query-${item.query.id}`,
        text: `Your query about ${aboutWords(scheme, item.query)}`,
        note: `${item.answer}. Nothing more to do unless you disagree.`,
        who: item.query.raisedPost,
      }
  }
}

/** Whose turn it is with a self-assessment, since when. */
function assessmentWords(
  scheme: Scheme,
  { year, submittedAt, approvedAt, sentBackAt }: SelfAssessment,
  state: AssessmentToDo,
): ItemWords {
  const since = { submitted: submittedAt, approved: approvedAt, 'sent-back': sentBackAt }[state]
  const words = {
    submitted: { state: 'To approve', note: 'Submitted', who: 'Member responsible' },
    approved: { state: 'To publish', note: 'Approved', who: 'Link or monitoring officer' },
    'sent-back': { state: 'Sent back', note: 'Sent back', who: 'Link or monitoring officer' },
  }[state]
  return {
    ...words,
    mark: 'attention',
    href: deskAddresses.portalAssessment(year),
    text: `Self-assessment ${printYear(scheme, year)}`,
    note: since === null ? '' : `${words.note} on ${printDate(dayOf(scheme, since))}.`,
  }
}

function countWords(count: number, one: string, many: string): string {
  return `${capital(numberInWords(count))} ${count === 1 ? one : many}`
}

/** "24 July": the year is plain where something ends within weeks. */
function dayAndMonth(date: string): string {
  return printDate(date).replace(/ \d{4}$/, '')
}

/** The page's one panel while something is under embargo; a section like others once it is public. */
function YearPanel({ scheme, panel }: { scheme: Scheme; panel: Panel }) {
  const { revision, visibility, figures, hasLetter } = panel
  return (
    <section
      class={visibility === 'public' ? 'portal-year' : 'portal-year portal-panel'}
      aria-labelledby="year"
    >
      <h2 id="year">{panelTitle(scheme, panel)}</h2>
      <PanelWords scheme={scheme} panel={panel} />
      <LargeFigures scheme={scheme} figures={figures} />
      <div class="portal-panel__actions">
        {hasLetter ? (
          <>
            <ButtonLink
              text="Read the letter"
              href={deskAddresses.portalLetter(revision.year, revision.revision)}
            />
            <a href={deskAddresses.portalLetterPdf(revision.year, revision.revision)}>
              PDF<span class="govuk-visually-hidden"> of the letter</span>
            </a>
            <a href={deskAddresses.portalCases(revision.year)}>Cases and figures</a>
          </>
        ) : (
          <ButtonLink text="See cases and figures" href={deskAddresses.portalCases(revision.year)} />
        )}
      </div>
    </section>
  )
}

function panelTitle(scheme: Scheme, { revision, visibility, hasLetter }: Panel): string {
  const year = printYear(scheme, revision.year)
  if (visibility === 'checking') return `Draft figures ${year}`
  return hasLetter ? `Annual review letter ${year}` : `Figures ${year}`
}

function PanelWords({ scheme, panel: { revision, visibility } }: { scheme: Scheme; panel: Panel }) {
  const { publishedAt, untilOn } = revision
  if (visibility === 'checking' || publishedAt === null) {
    return (
      <p>
        <strong>A draft: yours and the Ombudsman’s alone.</strong> Please do not publish it or quote from it;
        it may still change.{untilOn !== null && ` It can be checked until ${printDate(untilOn)}.`}
      </p>
    )
  }
  if (visibility === 'embargoed') {
    return (
      <p>
        <strong>Yours until {momentInWords(scheme, publishedAt)}; then everyone’s.</strong> Please do not
        publish it or quote from it before then. Who had early access is published afterwards, by post and not
        by name.
      </p>
    )
  }
  return <p class="note">Public since {printDate(dayOf(scheme, publishedAt))}.</p>
}
