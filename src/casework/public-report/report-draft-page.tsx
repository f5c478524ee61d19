import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import { CasePart } from '../../web/case-part.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskSelect,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Notice, Standing } from '../../web/desk-page.tsx'
import { Button, ButtonLink } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import type { AnonymityMark } from '../anonymity/anonymity-mark.ts'
import { readCaseReference } from '../case-reference.ts'
import { MarkFields, readMarkDecisions } from '../publishing/mark-fields.tsx'
import {
  issueReport,
  readOpenReportMarks,
  removeReport,
  settleReportMarks,
  writeReport,
} from './report-actions.ts'
import type { TypedReport } from './report-draft.ts'
import { findReportDraft, type ReportDraft } from './report-store.ts'
import { noSuchReport } from './reports-page.tsx'

/** Where a report is begun: about a case, or after an earlier report. */
export async function showNewReport(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const asked = (name: string) => (context.req.query(name) ?? '').slice(0, 300)
  const today = dayOf(desk.scheme, await currentMoment(desk.database))
  return writingPage(context, desk, staff, {
    draft: undefined,
    furtherTo: asked('further'),
    typed: {
      authority: asked('slug'),
      title: '',
      summary: '',
      slug: '',
      cases: readCaseReference(asked('case')) ?? '',
      publishOn: today,
    },
    problems: [],
  })
}

/** Begins it. */
export async function sendNewReport(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const typed = typedIn(form)
  const furtherTo = form.text('furtherTo')
  const result = await writeReport(desk.database, desk.scheme, {
    actor: staff.email,
    draft: undefined,
    typed,
    furtherTo,
  })
  if (result.ok) return context.redirect(`${deskAddresses.reportDraft(result.id)}?done=written`, 303)
  context.status(422)
  return writingPage(context, desk, staff, { draft: undefined, furtherTo, typed, problems: result.problems })
}

/** Where a report that is not issued is changed. */
export async function showReportText(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const draft = await askedDraft(context, desk)
  if (draft === undefined) return noSuchReport(context, desk, staff)
  const { authority, title, summary, slug, caseReferences, publishOn } = draft
  const typed = { authority, title, summary, slug, cases: caseReferences.join('\n'), publishOn }
  return writingPage(context, desk, staff, { draft, furtherTo: '', typed, problems: [] })
}

/** Keeps what was typed. */
export async function sendReportText(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const draft = await askedDraft(context, desk)
  if (draft === undefined) return noSuchReport(context, desk, staff)
  const typed = typedIn(form)
  const result = await writeReport(desk.database, desk.scheme, {
    actor: staff.email,
    draft: { id: draft.id, version: Number(form.text('version')) },
    typed,
    furtherTo: undefined,
  })
  if (result.ok) return context.redirect(`${deskAddresses.reportDraft(draft.id)}?done=written`, 303)
  context.status(result.isStale ? 409 : 422)
  return writingPage(context, desk, staff, {
    draft,
    furtherTo: '',
    typed,
    problems: result.problems,
    isStale: result.isStale ?? false,
  })
}

function typedIn(form: SentForm): TypedReport {
  return {
    authority: form.text('authority'),
    title: form.text('title'),
    summary: form.text('summary'),
    slug: form.text('slug'),
    cases: form.text('cases'),
    publishOn: form.text('publishOn'),
  }
}

async function askedDraft(context: Context, { database }: Desk): Promise<ReportDraft | undefined> {
  const text = context.req.param('draft') ?? ''
  return /^[1-9]\d{0,8}$/.test(text) ? findReportDraft(database, Number(text)) : undefined
}

type Writing = {
  readonly draft: ReportDraft | undefined
  readonly furtherTo: string
  readonly typed: TypedReport
  readonly problems: readonly Problem[]
  readonly isStale?: boolean
}

async function writingPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  { draft, furtherTo, typed, problems, isStale = false }: Writing,
): Promise<Response> {
  const authorities = await readAuthorities(desk.database)
  const action =
    draft === undefined ? deskAddresses.newPublicReport() : deskAddresses.reportDraftText(draft.id)
  const title = draft === undefined ? 'Begin a public report' : 'Change the report'
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={title}
      current={deskAddresses.publishing()}
      back={
        draft === undefined
          ? { text: 'Public reports', href: deskAddresses.publicReports() }
          : { text: draft.title, href: deskAddresses.reportDraft(draft.id) }
      }
    >
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <Standing>
        <strong>An approver who wrote none of it issues it.</strong> The authority then has its time to
        consider it.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="version" value={String(draft?.version ?? 0)} />
        <input type="hidden" name="furtherTo" value={furtherTo} />
        <DeskSelect
          id="authority"
          label="Authority"
          value={typed.authority}
          error={problemOf(problems, 'authority')}
          items={[
            { value: '', text: 'Choose one' },
            ...authorities.map(({ slug, officialName }) => ({ value: slug, text: officialName })),
          ]}
        />
        <DeskTextArea
          id="cases"
          label="Cases"
          hint="Their references, one to a line."
          value={typed.cases}
          error={problemOf(problems, 'cases')}
          rows={3}
        />
        <DeskTextInput id="title" label="Title" value={typed.title} error={problemOf(problems, 'title')} />
        <DeskTextArea
          id="summary"
          label="Summary"
          hint="What happened, what was found, and why it concerns others. Everybody reads it."
          value={typed.summary}
          error={problemOf(problems, 'summary')}
          rows={10}
        />
        <DeskTextInput
          id="publishOn"
          label="Published on"
          type="date"
          width={10}
          value={typed.publishOn}
          error={problemOf(problems, 'publishOn')}
        />
        <DeskTextInput
          id="slug"
          label="Its part of the address"
          hint="Small letters, digits and hyphens. Left empty, it is made from authority and title."
          value={typed.slug}
          error={problemOf(problems, 'slug')}
        />
        <Button text={isStale ? 'Save this in place of theirs' : 'Save'} />
      </DeskForm>
      {isStale && draft !== undefined && (
        <section aria-labelledby="theirs">
          <h2 id="theirs">What it says now</h2>
          <p>
            <strong>{draft.title}</strong>
          </p>
          {draft.summary.split(/\n+/).map((paragraph) => (
            <p>{paragraph}</p>
          ))}
        </section>
      )}
    </StaffPage>,
  )
}

/** A report that is not issued: its text, what the check marks in it, and who may issue it. */
export async function showReportDraft(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return draftPage(context, desk, staff, [])
}

/** Settles what the check marks. */
export async function sendReportMarks(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  return answerWith(context, desk, staff, form, (draft) =>
    settleReportMarks(desk.database, {
      actor: staff.email,
      id: draft.id,
      version: Number(form.text('version')),
      decisions: readMarkDecisions(form),
    }),
  )
}

/** Issues it. */
export async function sendReportIssue(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const draft = await askedDraft(context, desk)
  if (draft === undefined) return noSuchReport(context, desk, staff)
  const result = await issueReport(desk.database, desk.scheme, {
    actor: staff.email,
    id: draft.id,
    version: Number(form.text('version')),
    siteUrl: desk.siteUrl,
  })
  if (result.ok) return context.redirect(`${deskAddresses.issuedReport(result.slug)}?done=issued`, 303)
  context.status(result.isStale ? 409 : 422)
  return draftPage(context, desk, staff, result.problems)
}

/** Throws it away. */
export async function sendReportRemoval(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const draft = await askedDraft(context, desk)
  if (draft === undefined) return noSuchReport(context, desk, staff)
  const result = await removeReport(desk.database, { actor: staff.email, id: draft.id })
  if (!result.ok) return noSuchReport(context, desk, staff)
  return context.redirect(`${deskAddresses.publicReports()}?done=removed`, 303)
}

async function answerWith(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
  act: (draft: ReportDraft) => ReturnType<typeof settleReportMarks>,
): Promise<Response> {
  const draft = await askedDraft(context, desk)
  if (draft === undefined) return noSuchReport(context, desk, staff)
  const result = await act(draft)
  if (result.ok) return context.redirect(`${deskAddresses.reportDraft(draft.id)}?done=settled`, 303)
  context.status(result.isStale ? 409 : 422)
  return draftPage(context, desk, staff, result.problems, form)
}

const doneSentences: Readonly<Record<string, string>> = {
  written: 'The report is saved, and the anonymity check has read it.',
  settled: 'What you decided is saved.',
}

async function draftPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  problems: readonly Problem[],
  form?: SentForm,
): Promise<Response> {
  const draft = await askedDraft(context, desk)
  if (draft === undefined) return noSuchReport(context, desk, staff)
  const [marks, posts] = await Promise.all([
    readOpenReportMarks(desk.database, draft),
    readPosts(desk.database),
  ])
  const done = doneSentences[context.req.query('done') ?? '']
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={draft.title}
      current={deskAddresses.publishing()}
      back={{ text: 'Public reports', href: deskAddresses.publicReports() }}
    >
      {done !== undefined && <Notice>{done}</Notice>}
      <ErrorSummary problems={problems} />
      <p class="case-reference">{draft.officialName}</p>
      <h1>{draft.title}</h1>
      <Standing>
        <strong>
          Not issued yet
          {marks.length > 0 && `, and ${marks.length === 1 ? '1 mark is' : `${marks.length} marks are`} open`}
          .
        </strong>{' '}
        To be published on {printDate(draft.publishOn)}.
      </Standing>
      <div class="case-document">
        <CasePart
          id="report"
          head="Report"
          note={`version ${draft.version}, by ${draft.writers.map((writer) => posts.get(writer)?.toLowerCase() ?? writer).join(', ')}`}
          isChapter={true}
        >
          {draft.summary.split(/\n+/).map((paragraph) => (
            <p>{paragraph}</p>
          ))}
          <p class="note">
            About{' '}
            {draft.caseReferences.map((reference, at) => (
              <>
                {at > 0 && ', '}
                <a href={deskAddresses.case(draft.authority, reference)}>{reference}</a>
              </>
            ))}
            . Its address will end in {draft.slug}.
          </p>
        </CasePart>
        {marks.length > 0 && mayDo(staff, 'prepare-publication') && (
          <Marks desk={desk} staff={staff} draft={draft} marks={marks} problems={problems} form={form} />
        )}
        <Next desk={desk} staff={staff} draft={draft} openCount={marks.length} />
      </div>
    </StaffPage>,
  )
}

function Marks({
  desk,
  staff,
  draft,
  marks,
  problems,
  form,
}: {
  desk: Desk
  staff: Staff
  draft: ReportDraft
  marks: readonly AnonymityMark[]
  problems: readonly Problem[]
  form: SentForm | undefined
}) {
  const action = deskAddresses.reportDraftMarks(draft.id)
  const groups = marks.filter(
    (mark, at) => marks.findIndex((one) => one.kind === mark.kind && one.marked === mark.marked) === at,
  )
  return (
    <CasePart id="check" head="Anonymity check">
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="version" value={String(draft.version)} />
        <MarkFields
          groups={groups.map((mark) => ({
            mark,
            where: mark.place === 'title' ? 'Title' : 'Summary',
            text: mark.place === 'title' ? draft.title : draft.summary,
          }))}
          problems={problems}
          form={form}
        />
        <Button text="Save what I decided" />
      </DeskForm>
    </CasePart>
  )
}

function Next({
  desk,
  staff,
  draft,
  openCount,
}: {
  desk: Desk
  staff: Staff
  draft: ReportDraft
  openCount: number
}) {
  const issue = deskAddresses.reportDraftIssue(draft.id)
  const removal = deskAddresses.reportDraftRemoval(draft.id)
  const isOwn = draft.writers.includes(staff.email)
  const mayIssue = mayDo(staff, 'agree-publication') && !isOwn
  return (
    <CasePart id="next" head="Next" isChapter={true}>
      {mayIssue && openCount === 0 && (
        <DeskForm action={issue} token={tokenOf(desk, staff, issue)}>
          <input type="hidden" name="version" value={String(draft.version)} />
          <Button text="Issue the report" />
        </DeskForm>
      )}
      {!mayIssue && <p class="note">An approver who wrote none of it issues it.</p>}
      {mayIssue && openCount > 0 && <p class="note">It can be issued once every mark is settled.</p>}
      {mayDo(staff, 'prepare-publication') && (
        <div class="case-next">
          <ButtonLink text="Change the report" href={deskAddresses.reportDraftText(draft.id)} />
          <DeskForm action={removal} token={tokenOf(desk, staff, removal)}>
            <Button text="Throw the draft away" isSecondary={true} />
          </DeskForm>
        </div>
      )}
    </CasePart>
  )
}
