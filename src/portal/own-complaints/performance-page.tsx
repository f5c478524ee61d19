import type { Context } from 'hono'
import { mayDo, type Officer } from '../../accounts/person.ts'
import { tokenOf } from '../../accounts/signed-in-route.tsx'
import { readReceiptDays } from '../../handling-code/own-complaints/own-complaint-store.ts'
import {
  longestWords,
  type PerformanceState,
  publishPerformance,
  readPerformance,
  type TypedWords,
  withdrawPerformance,
  writePerformanceWords,
} from '../../handling-code/own-complaints/performance-actions.ts'
import {
  type PublishedPerformance,
  readPublishedPerformance,
  type WrittenWords,
} from '../../handling-code/own-complaints/performance-store.ts'
import type { CommitteePack } from '../../publication/committee-pack/committee-pack.ts'
import { sendPackFile } from '../../publication/committee-pack/pack-file-page.ts'
import {
  composePerformanceReport,
  performanceFileName,
} from '../../publication/handling-code/performance-report.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { dayOf, printDate, printMoment, printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, parseReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Notice, Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { OfficerPage, readAsOfficer, unknownToOfficer, yearInAddress } from '../officer-page.tsx'
import { PublicationState, yearsOf } from './own-complaints-page.tsx'
import { readPublicFacts } from './public-facts-store.ts'
import { ReportBlocks } from './report-blocks.tsx'

/** A year's report on an authority's own complaints as it stands now, and whether it is public. */
export async function showPerformance(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  return reportPage(context, desk, officer, [])
}

/** The report as a file: PDF to print, Word to edit. */
export async function sendPerformanceFile(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  const [, yearText = '', format = ''] = /^(.*)\.(pdf|docx)$/.exec(context.req.param('file') ?? '') ?? []
  const year = parseReportingYear(yearText)
  const found = year && (await findReport(desk, officer, year))
  if (!found) return unknownToOfficer(context, desk, officer)
  const name = `${performanceFileName(found.report, formatReportingYear(found.year))}.${format}`
  return sendPackFile(context, desk.typeset, found.report, name)
}

type FoundReport = PerformanceState & {
  readonly year: ReportingYear
  readonly report: CommitteePack
  readonly published: PublishedPerformance | undefined
}

async function findReport(
  desk: ReviewDesk,
  officer: Officer,
  year: ReportingYear,
): Promise<FoundReport | undefined> {
  const { authority } = officer
  const { days, state, published } = await readAsOfficer(desk, officer, async (transaction) => ({
    days: await readReceiptDays(transaction, authority.id),
    state: await readPerformance(transaction, desk.database, desk.scheme, authority.id, year),
    published: (await readPublishedPerformance(transaction, authority.id)).find((one) => one.year === year),
  }))
  const { totals, words } = state
  if (!yearsOf(desk.scheme, days, published ? [published] : []).includes(year)) return undefined
  const { figures, assessed } = await readPublicFacts(desk.database, authority.id, year)
  const report = composePerformanceReport({
    scheme: desk.scheme,
    authority,
    year,
    totals,
    words,
    figures,
    assessment: assessed && { ...assessed, publishedOn: dayOf(desk.scheme, assessed.publishedAt) },
    address: `${desk.siteUrl}${addresses.performance(authority.slug, year)}`,
    methodAddress: `${desk.siteUrl}${addresses.method('the-codes-clocks')}`,
    day: totals.countedOn,
    isDemonstration: desk.site.isDemonstration,
  })
  return { ...state, year, report, published }
}

async function reportPage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  problems: readonly Problem[],
  typedReason?: string,
): Promise<Response> {
  const year = yearInAddress(context)
  const found = year && (await findReport(desk, officer, year))
  if (!found) return unknownToOfficer(context, desk, officer)
  const { scheme } = desk
  const { report, published, words } = found
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={report.title}
      current={deskAddresses.portalOwnComplaints()}
      back={{ text: 'Own complaints', href: deskAddresses.portalOwnComplaints() }}
    >
      <Done done={context.req.query('done') ?? ''} />
      <ErrorSummary problems={problems} />
      <h1>{report.title}</h1>
      <Standing>
        <PublicationState scheme={scheme} last={published} />
        {published?.withdrawnAt === null && (
          <>
            {' '}
            <a href={addresses.performance(officer.authority.slug, year)}>as everybody reads it</a>
          </>
        )}
      </Standing>
      <ul class="own-complaints__ways">
        <li>
          <a href={deskAddresses.portalPerformanceFile(year, 'pdf')}>Report as PDF</a>
        </li>
        <li>
          <a href={deskAddresses.portalPerformanceFile(year, 'docx')}>Report as a Word document</a>
        </li>
        {mayDo(officer, 'keep-own-complaints') && (
          <li>
            <a href={deskAddresses.portalPerformance(year, 'words')}>
              {words ? 'Change what is written' : 'Write what was learned, and the response'}
            </a>
          </li>
        )}
      </ul>
      <ReportBlocks sections={report.sections} />
      {mayDo(officer, 'publish-own-pages') && (
        <Publishing
          desk={desk}
          officer={officer}
          found={found}
          problems={problems}
          typedReason={typedReason}
        />
      )}
    </OfficerPage>,
  )
}

function Done({ done }: { done: string }) {
  switch (done) {
    case 'written':
      return <Notice>It is kept. It becomes public when you publish the report.</Notice>
    case 'published':
      return (
        <Notice>The report is public. What you change from now on is not, until you publish it again.</Notice>
      )
    case 'withdrawn':
      return (
        <Notice>The report is withdrawn. Everybody who has its address reads that it was, and why.</Notice>
      )
    default:
      return null
  }
}

function Publishing({
  desk,
  officer,
  found: { year, mark, published },
  problems,
  typedReason,
}: {
  desk: ReviewDesk
  officer: Officer
  found: FoundReport
  problems: readonly Problem[]
  typedReason: string | undefined
}) {
  const publication = deskAddresses.portalPerformance(year, 'publication')
  const withdrawal = deskAddresses.portalPerformance(year, 'withdrawal')
  const isPublic = published?.withdrawnAt === null
  return (
    <section class="own-complaints__publishing" aria-labelledby="publishing">
      <h2 id="publishing">Publish it</h2>
      <p>
        Everybody reads these totals and what you wrote, never a single complaint. They stay as they are at
        that moment, whatever you bring in afterwards.
      </p>
      <DeskForm action={publication} token={tokenOf(desk, officer, publication)}>
        <input type="hidden" name="mark" value={mark} />
        <Button text={isPublic ? 'Publish it again as it stands now' : 'Publish this report'} />
      </DeskForm>
      {isPublic && (
        <details class="desk-more" open={problemOf(problems, 'reason') !== undefined}>
          <summary>Withdraw it</summary>
          <DeskForm action={withdrawal} token={tokenOf(desk, officer, withdrawal)}>
            <DeskTextArea
              id="reason"
              label="Why is it withdrawn?"
              hint="Everybody who has its address reads this."
              rows={3}
              value={typedReason}
              error={problemOf(problems, 'reason')}
            />
            <Button text="Withdraw the report" isSecondary={true} />
          </DeskForm>
        </details>
      )}
    </section>
  )
}

/** Publishes a report as the officer saw it. */
export async function sendPerformancePublication(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const year = yearInAddress(context)
  if (year === undefined) return unknownToOfficer(context, desk, officer)
  const publishing = await publishPerformance(desk.database, desk.scheme, officer, year, form.text('mark'))
  if (!publishing.ok) {
    context.status(409)
    return reportPage(context, desk, officer, [publishing])
  }
  return context.redirect(`${deskAddresses.portalPerformance(year)}?done=published`, 303)
}

/** Takes a report back, for everybody to read why. */
export async function sendPerformanceWithdrawal(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const year = yearInAddress(context)
  if (year === undefined) return unknownToOfficer(context, desk, officer)
  const reason = form.text('reason')
  const withdrawal = await withdrawPerformance(desk.database, desk.scheme, officer, year, reason)
  if (!withdrawal.ok) {
    context.status(422)
    return reportPage(context, desk, officer, [withdrawal], reason)
  }
  return context.redirect(`${deskAddresses.portalPerformance(year)}?done=withdrawn`, 303)
}

/** Where what was learned and the governing body's response are written. */
export async function showPerformanceWords(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  const year = yearInAddress(context)
  const found = year && (await findReport(desk, officer, year))
  if (!found) return unknownToOfficer(context, desk, officer)
  const { words } = found
  return wordsPage(context, desk, officer, found.year, {
    typed: typedOf(words),
    version: words?.version ?? 0,
  })
}

/** Keeps what was written, unless somebody else wrote meanwhile. */
export async function sendPerformanceWords(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const year = yearInAddress(context)
  if (!year || !(await findReport(desk, officer, year))) return unknownToOfficer(context, desk, officer)
  const typed = {
    learned: form.text('learned'),
    response: form.text('response'),
    respondedBy: form.text('responded-by'),
    respondedOn: form.text('responded-on'),
  }
  const version = /^\d{1,9}$/.test(form.text('version')) ? Number(form.text('version')) : 0
  const saving = await writePerformanceWords(desk.database, desk.scheme, officer, year, typed, version)
  if (saving.ok) return context.redirect(`${deskAddresses.portalPerformance(year)}?done=written`, 303)
  if ('theirs' in saving) {
    context.status(409)
    const { theirs } = saving
    return wordsPage(context, desk, officer, year, {
      typed,
      version: theirs?.version ?? 0,
      problems: [{ reason: saving.reason }],
      theirs,
    })
  }
  context.status(422)
  return wordsPage(context, desk, officer, year, { typed, version, problems: [saving] })
}

function typedOf(words: WrittenWords | undefined): TypedWords {
  return {
    learned: words?.learned ?? '',
    response: words?.response ?? '',
    respondedBy: words?.respondedBy ?? '',
    respondedOn: words?.respondedOn ?? '',
  }
}

type WordsForm = {
  readonly typed: TypedWords
  readonly version: number
  readonly problems?: readonly Problem[]
  /** What somebody else wrote meanwhile. */
  readonly theirs?: WrittenWords | undefined
}

function wordsPage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  year: ReportingYear,
  { typed, version, problems = [], theirs }: WordsForm,
) {
  const { scheme } = desk
  const action = deskAddresses.portalPerformance(year, 'words')
  const longest = `Up to ${longestWords.toLocaleString('en-GB')} characters, without names of people.`
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={`Words of the report ${printYear(scheme, year)}`}
      current={deskAddresses.portalOwnComplaints()}
      back={{
        text: `Complaints performance report ${printYear(scheme, year)}`,
        href: deskAddresses.portalPerformance(year),
      }}
    >
      <ErrorSummary problems={problems} />
      <h1>Words of the report {printYear(scheme, year)}</h1>
      <Standing>
        What you write stands in the report.{' '}
        <strong>It becomes public only when you publish the report.</strong>
      </Standing>
      {theirs && <Meanwhile desk={desk} theirs={theirs} />}
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
        <input type="hidden" name="version" value={String(version)} />
        <DeskTextArea
          id="learned"
          label="What was learned, and what changed because of it"
          hint={longest}
          rows={8}
          value={typed.learned}
          error={problemOf(problems, 'learned')}
        />
        <DeskTextArea
          id="response"
          label="The response of the governing body"
          hint={`It may be added later. ${longest}`}
          rows={6}
          value={typed.response}
          error={problemOf(problems, 'response')}
        />
        <DeskTextInput
          id="responded-by"
          label="Who responds"
          hint="Such as the cabinet, or the audit committee."
          value={typed.respondedBy}
          error={problemOf(problems, 'responded-by')}
        />
        <DeskTextInput
          id="responded-on"
          label="When it considered the report"
          type="date"
          value={typed.respondedOn}
          error={problemOf(problems, 'responded-on')}
        />
        <Button text="Keep this" />
      </DeskForm>
    </OfficerPage>,
  )
}

/** What somebody else wrote while the form was open; keeping the form again puts it in place of this. */
function Meanwhile({ desk: { scheme }, theirs }: { desk: ReviewDesk; theirs: WrittenWords }) {
  const { writtenPost, writtenAt, learned, response, respondedBy, respondedOn } = theirs
  return (
    <div class="case-meanwhile">
      <h2>What stands there now</h2>
      <p>
        Written by: {writtenPost}, {printMoment(scheme, writtenAt)}. If you keep the form below, it takes the
        place of this.
      </p>
      <p class="case-text">{learned === '' ? 'Nothing about what was learned.' : learned}</p>
      <p class="case-text">{response === '' ? 'No response.' : response}</p>
      {respondedBy !== '' && (
        <p class="note">
          {respondedBy}
          {respondedOn !== null && `, ${printDate(respondedOn)}`}
        </p>
      )}
    </div>
  )
}
