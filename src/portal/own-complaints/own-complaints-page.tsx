import type { Context } from 'hono'
import { mayDo, type Officer } from '../../accounts/person.ts'
import type { Transaction } from '../../database/connection.ts'
import {
  readOwnComplaintFacts,
  readReceiptDays,
  readWaitingComplaints,
} from '../../handling-code/own-complaints/own-complaint-store.ts'
import {
  type PublishedPerformance,
  readPublishedPerformance,
} from '../../handling-code/own-complaints/performance-store.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { withNoun } from '../../scheme/count-noun.ts'
import { dayOf, printDate, printMoment, printYear } from '../../scheme/printed-dates.ts'
import {
  type IsoDate,
  type ReportingYear,
  reportingYear,
  reportingYearOf,
} from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { numberInWords } from '../../scheme/sentence-words.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskFigures, Notice, Standing, State } from '../../web/desk-page.tsx'
import { Button, ButtonLink } from '../../web/form-controls.tsx'
import { OfficerPage, readAsOfficer } from '../officer-page.tsx'
import { type ClockedComplaint, clocked, MissingHolidays, readOwnClock } from './own-clock.tsx'
import { OwnComplaintsTable } from './own-complaints-table.tsx'

/** What of an authority's own complaints is late or nearly late by the Code's clocks, and the ways to the rest. */
export async function showOwnComplaints(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  const clock = await readOwnClock(desk)
  const found = await readAsOfficer(desk, officer, (transaction) => readHome(transaction, officer))
  const { scheme } = desk
  const waiting = found.waiting.map((complaint) => clocked(clock, complaint))
  const urgent = (urgency: 'late' | 'nearly-late') =>
    waiting.filter((one) => urgencyOf(one) === urgency).sort((one, other) => daysLeft(one) - daysLeft(other))
  const [late, nearlyLate] = [urgent('late'), urgent('nearly-late')]
  const uncountedCount = waiting.filter(({ reading }) => reading?.ok === false).length
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title="Own complaints"
      current={deskAddresses.portalOwnComplaints()}
    >
      <Done asked={(name) => context.req.query(name) ?? ''} />
      <h1>Own complaints</h1>
      {found.importedAt === null ? (
        <NothingYet officer={officer} />
      ) : (
        <>
          <Standing>
            <strong>{lateSentence(late.length, uncountedCount)}</strong> As your own system had it on{' '}
            {printMoment(scheme, found.importedAt)}.
          </Standing>
          <DeskFigures
            figures={[
              {
                number: count(late.length),
                noun: 'late',
                note: 'their day has passed',
                tone: late.length > 0 ? 'warning' : 'fact',
              },
              {
                number: count(nearlyLate.length),
                noun: 'nearly late',
                note: `within ${numberInWords(scheme.ownComplaints.nearlyDueWithin)} working days`,
                tone: 'waiting',
              },
              { number: count(waiting.length), noun: 'waiting', note: 'for an answer' },
            ]}
          />
          <MissingHolidays readings={waiting.map(({ reading }) => reading)} />
          <FindForm />
          <WaysOn officer={officer} />
          <Urgent
            scheme={scheme}
            id="late"
            head="Late"
            none={uncountedCount > 0 ? 'Of what can be counted nothing is late.' : 'Nothing is late.'}
            complaints={late}
          />
          <Urgent
            scheme={scheme}
            id="nearly-late"
            head="Nearly late"
            none={`${uncountedCount > 0 ? 'Of what can be counted nothing' : 'Nothing'} else is due within ${numberInWords(scheme.ownComplaints.nearlyDueWithin)} working days.`}
            complaints={nearlyLate}
          />
          <Reports
            scheme={scheme}
            years={yearsOf(scheme, found.days, found.published)}
            published={found.published}
          />
        </>
      )}
    </OfficerPage>,
  )
}

async function readHome(transaction: Transaction, { authority }: Officer) {
  const { importedAt } = await readOwnComplaintFacts(transaction, authority.id)
  return {
    importedAt,
    waiting: await readWaitingComplaints(transaction, authority.id),
    days: await readReceiptDays(transaction, authority.id),
    published: await readPublishedPerformance(transaction, authority.id),
  }
}

function urgencyOf({ reading }: ClockedComplaint): 'late' | 'nearly-late' | 'in-time' | undefined {
  return reading?.ok && reading.clock.standing.kind === 'waiting' ? reading.clock.standing.urgency : undefined
}

function daysLeft({ reading }: ClockedComplaint): number {
  return reading?.ok && reading.clock.standing.kind === 'waiting' ? reading.clock.standing.daysLeft : 0
}

/** Where not every day can be counted, nothing is said to be in time that may be late. */
function lateSentence(late: number, uncounted: number): string {
  const are = { one: 'is', many: 'are' }
  const known = `${late === 0 && uncounted === 0 ? 'Nothing is' : withNoun(count(late), are)} late by the Code’s clocks`
  return uncounted === 0 ? `${known}.` : `${known}; of ${count(uncounted)} it cannot be told.`
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}

/** What was just done. */
function Done({ asked }: { asked: (name: string) => string }) {
  const number = (name: string) => (/^\d{1,6}$/.test(asked(name)) ? count(Number(asked(name))) : '0')
  switch (asked('done')) {
    case 'imported':
      return (
        <Notice>
          The file is in: {number('new')} new, {number('changed')} changed, {number('same')} as they were.
        </Notice>
      )
    case 'removed':
      return <Notice>The complaint was taken off the record here.</Notice>
    default:
      return null
  }
}

function NothingYet({ officer }: { officer: Officer }) {
  return (
    <>
      <Standing>
        <strong>Nothing is here yet.</strong> Bring in the complaints your authority handles itself, and see
        what is late by the Code’s clocks.
      </Standing>
      <p>
        Nobody but your authority’s own officers sees them: neither the Ombudsman’s staff nor anybody else.
        What can be published later is totals alone, and only if you publish them.
      </p>
      {mayDo(officer, 'keep-own-complaints') ? (
        <ButtonLink text="Bring in a file" href={deskAddresses.portalOwnImport()} />
      ) : (
        <p>Your link officer or monitoring officer brings them in.</p>
      )}
    </>
  )
}

/** Finds complaints by words, in the list of all of them. */
function FindForm() {
  return (
    <search>
      <form class="own-complaints__find" method="get" action={deskAddresses.portalOwnList()}>
        <div class="govuk-form-group">
          <label class="govuk-label" for="search">
            Find a complaint by its reference or words
          </label>
          <input class="govuk-input" id="search" name="search" type="search" />
        </div>
        <Button text="Find" isSecondary={true} />
      </form>
    </search>
  )
}

function WaysOn({ officer }: { officer: Officer }) {
  return (
    <ul class="own-complaints__ways">
      {mayDo(officer, 'keep-own-complaints') && (
        <li>
          <a href={deskAddresses.portalOwnImport()}>Bring in a file</a>
        </li>
      )}
      <li>
        <a href={deskAddresses.portalOwnList()}>All complaints</a>
      </li>
      <li>
        <a href={deskAddresses.portalOwnListFile()}>Download them as CSV</a>
      </li>
    </ul>
  )
}

/** As many as somebody can work through; the list of all that wait has the others. */
const mostUrgent = 100

function Urgent({
  scheme,
  id,
  head,
  none,
  complaints,
}: {
  scheme: Scheme
  id: string
  head: string
  none: string
  complaints: readonly ClockedComplaint[]
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{head}</h2>
      {complaints.length === 0 ? (
        <p>{none}</p>
      ) : (
        <>
          <OwnComplaintsTable scheme={scheme} complaints={complaints.slice(0, mostUrgent)} />
          {complaints.length > mostUrgent && (
            <p class="note">
              The first {mostUrgent} of {count(complaints.length)}.{' '}
              <a href={deskAddresses.portalOwnList({ state: 'waiting' })}>See all that wait</a>
            </p>
          )}
        </>
      )}
    </section>
  )
}

/** Every year of which something is on record or was published, the newest first. */
export function yearsOf(
  scheme: Scheme,
  days: { readonly from: IsoDate; readonly to: IsoDate } | undefined,
  published: readonly PublishedPerformance[],
): readonly ReportingYear[] {
  const [first, last] = days
    ? [reportingYearOf(scheme, days.from), reportingYearOf(scheme, days.to)]
    : [0, -1]
  const onRecord = Array.from({ length: last - first + 1 }, (_, index) => reportingYear(first + index))
  return [...new Set([...onRecord, ...published.map(({ year }) => year)])].sort((one, other) => other - one)
}

function Reports({
  scheme,
  years,
  published,
}: {
  scheme: Scheme
  years: readonly ReportingYear[]
  published: readonly PublishedPerformance[]
}) {
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">Yearly report on complaints</h2>
      <p>The Code asks for one a year, for the governing body and then for everybody.</p>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Report</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {years.map((year) => {
            const last = published.find((one) => one.year === year)
            return (
              <tr>
                <td>
                  <a href={deskAddresses.portalPerformance(year)}>{printYear(scheme, year)}</a>
                </td>
                <td>
                  <PublicationState scheme={scheme} last={last} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** Whether a year's totals are public. */
export function PublicationState({
  scheme,
  last,
}: {
  scheme: Scheme
  last: PublishedPerformance | undefined
}) {
  if (!last) return <State mark="open">Not published</State>
  const { withdrawnAt, publishedAt } = last
  return withdrawnAt === null ? (
    <State mark="done">Published {printDate(dayOf(scheme, publishedAt))}</State>
  ) : (
    <State mark="attention">Withdrawn {printDate(dayOf(scheme, withdrawnAt))}</State>
  )
}
