import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { daysBetween } from '../../scheme/calendar-days.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { inDays, numberInWords } from '../../scheme/sentence-words.ts'
import { addresses } from '../../web/addresses.ts'
import { CasePart } from '../../web/case-part.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskCheckboxes,
  DeskForm,
  DeskRadios,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { type Mark, Notice, Standing, State } from '../../web/desk-page.tsx'
import { Button, ButtonLink } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { recordResponse } from './report-actions.ts'
import { isFurtherReportOpen } from './report-draft.ts'
import {
  findIssuedReport,
  type IssuedReport,
  type ReportDraft,
  readAnsweredReports,
  readFurtherReports,
  readReportDrafts,
  readWaitingReports,
} from './report-store.ts'

/** Public reports: those being written, those that wait for the authority's answer, those answered lately. */
export async function showReportList(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const { database, scheme } = desk
  const [drafts, waiting, answered, now] = await Promise.all([
    readReportDrafts(database),
    readWaitingReports(database),
    readAnsweredReports(database),
    currentMoment(database),
  ])
  const today = dayOf(scheme, now)
  const overdue = waiting.filter(({ considerBy }) => considerBy !== null && considerBy < today).length
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title="Public reports"
      current={deskAddresses.publishing()}
      back={{ text: 'Publishing', href: deskAddresses.publishing() }}
    >
      {context.req.query('done') === 'removed' && <Notice>The draft is gone.</Notice>}
      <h1>Public reports</h1>
      <Standing>
        <strong>{waitingSentence(waiting.length, overdue)}</strong> An authority has{' '}
        {monthsWords(scheme.publicReportDuty.considerWithinMonths)} to consider a report and to say what it
        will do.
      </Standing>
      {mayDo(staff, 'prepare-publication') && (
        <ButtonLink text="Begin a report" href={deskAddresses.newPublicReport()} />
      )}
      {drafts.length > 0 && <Drafts drafts={drafts} />}
      {waiting.length > 0 && (
        <section aria-labelledby="waiting">
          <h2 id="waiting">Waiting for an answer</h2>
          <ReportTable
            reports={waiting}
            lastColumn="To be considered by"
            last={({ considerBy }) => <DueState considerBy={considerBy} today={today} />}
          />
        </section>
      )}
      {answered.length > 0 && (
        <section aria-labelledby="answered">
          <h2 id="answered">Answered lately</h2>
          <ReportTable
            reports={answered}
            lastColumn="Considered"
            last={({ consideredOn, isResponseEnough }) => (
              <>
                {isResponseEnough ? (
                  <State mark="done">Enough</State>
                ) : (
                  <State mark="blocks">Not enough</State>
                )}
                <span class="note">{consideredOn !== null && printDate(consideredOn)}</span>
              </>
            )}
          />
        </section>
      )}
    </StaffPage>,
  )
}

function waitingSentence(waiting: number, overdue: number): string {
  if (waiting === 0) return 'No report waits for an answer.'
  const reports = waiting === 1 ? '1 report waits' : `${waiting} reports wait`
  return overdue === 0
    ? `${reports} for an answer.`
    : `${reports} for an answer, ${overdue} of them past the day.`
}

function monthsWords(months: number): string {
  return `${numberInWords(months)} ${months === 1 ? 'month' : 'months'}`
}

function Drafts({ drafts }: { drafts: readonly ReportDraft[] }) {
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">Not issued yet</h2>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Report</th>
            <th scope="col">Authority</th>
            <th scope="col">To be published</th>
          </tr>
        </thead>
        <tbody>
          {drafts.map(({ id, title, officialName, publishOn, furtherTo }) => (
            <tr>
              <td>
                <a href={deskAddresses.reportDraft(id)}>{title}</a>
                {furtherTo !== null && <span class="note">a further report</span>}
              </td>
              <td>{officialName}</td>
              <td>{printDate(publishOn)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ReportTable({
  reports,
  lastColumn,
  last,
}: {
  reports: readonly IssuedReport[]
  lastColumn: string
  last: (report: IssuedReport) => unknown
}) {
  return (
    <table class="desk-table desk-table--list">
      <thead>
        <tr>
          <th scope="col">Report</th>
          <th scope="col">Authority</th>
          <th scope="col">{lastColumn}</th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr>
            <td>
              <a href={deskAddresses.issuedReport(report.slug)}>{report.title}</a>
              {report.furtherTo !== null && <span class="note">a further report</span>}
            </td>
            <td>{report.officialName}</td>
            <td>{last(report)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DueState({ considerBy, today }: { considerBy: IsoDate | null; today: IsoDate }) {
  if (considerBy === null) return null
  const days = daysBetween(today, considerBy)
  const { mark, words }: { readonly mark: Mark; readonly words: string } =
    days < 0
      ? { mark: 'blocks', words: `${inDays(-days)} past` }
      : days === 0
        ? { mark: 'attention', words: 'today' }
        : { mark: days <= 31 ? 'attention' : 'open', words: `${inDays(days)} left` }
  return (
    <>
      <State mark={mark}>{words}</State>
      <span class="note">{printDate(considerBy)}</span>
    </>
  )
}

/** A report that was issued: what it asks of the authority, and what that answered. */
export async function showIssuedReport(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return issuedPage(context, desk, staff, [])
}

/** Records the authority's answer. */
export async function sendReportResponse(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const slug = context.req.param('report') ?? ''
  const result = await recordResponse(desk.database, desk.scheme, {
    actor: staff.email,
    slug,
    consideredOn: form.text('consideredOn'),
    response: form.text('response'),
    isEnough: form.text('isEnough'),
    isRead: form.text('isRead') === 'yes',
  })
  if (result.ok) return context.redirect(`${deskAddresses.issuedReport(slug)}?done=answered`, 303)
  context.status(result.isStale ? 409 : 422)
  return issuedPage(context, desk, staff, result.problems, form)
}

async function issuedPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  problems: readonly Problem[],
  form?: SentForm,
): Promise<Response> {
  const { database, scheme } = desk
  const report = await findIssuedReport(database, { slug: context.req.param('report') ?? '' })
  if (report === undefined) return noSuchReport(context, desk, staff)
  const now = await currentMoment(database)
  const today = dayOf(scheme, now)
  const [further, first] = await Promise.all([
    readFurtherReports(database, report.id),
    report.furtherTo === null ? undefined : findIssuedReport(database, { id: report.furtherTo }),
  ])
  const isPublic = report.publishedAt <= now
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={report.title}
      current={deskAddresses.publishing()}
      back={{ text: 'Public reports', href: deskAddresses.publicReports() }}
    >
      {context.req.query('done') === 'answered' && (
        <Notice>The answer is recorded, and everybody can read it.</Notice>
      )}
      {context.req.query('done') === 'issued' && (
        <Notice>
          The report is issued, and a mail to the authority is on its way where somebody is on record.
        </Notice>
      )}
      <ErrorSummary problems={problems} />
      <p class="case-reference">{report.officialName}</p>
      <h1>{report.title}</h1>
      <Standing>
        <strong>{dutySentence(report, today)}</strong> {isPublic ? 'Published on' : 'It becomes public on'}{' '}
        {printDate(dayOf(scheme, report.publishedAt))}.
      </Standing>
      <div class="case-document">
        <CasePart id="report" head="Report" isChapter={true}>
          {report.summary.split(/\n+/).map((paragraph) => (
            <p>{paragraph}</p>
          ))}
          {isPublic && (
            <p>
              <a href={addresses.report(report.slug)}>As everybody reads it</a>
            </p>
          )}
          {first !== undefined && (
            <p class="note">
              It follows <a href={deskAddresses.issuedReport(first.slug)}>{first.title}</a>.
            </p>
          )}
          {further.map(({ slug, title }) => (
            <p class="note">
              A further report followed: <a href={deskAddresses.issuedReport(slug)}>{title}</a>.
            </p>
          ))}
        </CasePart>
        {report.response !== null && report.consideredOn !== null && (
          <CasePart id="answer" head="Answer" note={printDate(report.consideredOn)}>
            <p class="query-said">{report.response}</p>
            <p class="note">{report.isResponseEnough ? 'That is enough.' : 'That is not enough.'}</p>
          </CasePart>
        )}
        {mayDo(staff, 'prepare-publication') &&
          report.consideredOn === null &&
          report.considerBy !== null && (
            <Answer desk={desk} staff={staff} report={report} problems={problems} form={form} />
          )}
        {mayDo(staff, 'prepare-publication') &&
          isFurtherReportOpen(report, today) &&
          further.length === 0 && (
            <CasePart id="further" head="Further report">
              <ButtonLink
                text="Begin a further report"
                href={deskAddresses.newPublicReport({ slug: report.authority, further: report.slug })}
              />
            </CasePart>
          )}
      </div>
    </StaffPage>,
  )
}

function dutySentence({ considerBy, consideredOn, isResponseEnough }: IssuedReport, today: IsoDate): string {
  if (consideredOn !== null) {
    return isResponseEnough ? 'The authority’s answer was enough.' : 'The authority’s answer was not enough.'
  }
  if (considerBy === null) return 'Nothing is on record of what was asked of the authority.'
  if (considerBy < today)
    return `The authority had to consider it by ${printDate(considerBy)} and has not answered.`
  return `The authority has to consider it by ${printDate(considerBy)}.`
}

function Answer({
  desk,
  staff,
  report,
  problems,
  form,
}: {
  desk: Desk
  staff: Staff
  report: IssuedReport
  problems: readonly Problem[]
  form: SentForm | undefined
}) {
  const action = deskAddresses.issuedReport(report.slug)
  const mustConfirm = problemOf(problems, 'isRead')
  return (
    <CasePart id="answer" head="The authority’s answer">
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <DeskTextInput
          id="consideredOn"
          label="Considered on"
          type="date"
          width={10}
          value={form?.text('consideredOn')}
          error={problemOf(problems, 'consideredOn')}
        />
        <DeskTextArea
          id="response"
          label="What it answered"
          hint="Everybody reads it, in up to 4,000 characters."
          value={form?.text('response')}
          error={problemOf(problems, 'response')}
        />
        {mustConfirm !== undefined && (
          <DeskCheckboxes
            id="isRead"
            label="Does the answer tell who somebody is?"
            error={mustConfirm}
            choices={[{ value: 'yes', text: 'No, I have read it, and it is harmless' }]}
          />
        )}
        <DeskRadios
          id="isEnough"
          label="Is that enough?"
          error={problemOf(problems, 'isEnough')}
          choices={[
            { value: 'yes', text: 'Yes', isChosen: form?.text('isEnough') === 'yes' },
            {
              value: 'no',
              text: 'No, a further report may follow',
              isChosen: form?.text('isEnough') === 'no',
            },
          ]}
        />
        <Button text="Record the answer" />
      </DeskForm>
    </CasePart>
  )
}

/** The answer where there is no such report. */
export function noSuchReport(context: Context, desk: Desk, staff: Staff): Response | Promise<Response> {
  return context.html(
    <StaffPage desk={desk} person={staff} title="No such report" current={deskAddresses.publishing()}>
      <h1>There is no such report</h1>
      <p>
        It may have been issued or removed meanwhile.{' '}
        <a href={deskAddresses.publicReports()}>See the reports there are</a>.
      </p>
    </StaffPage>,
    404,
  )
}
