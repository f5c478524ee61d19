import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskTextArea,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { askedCase, noSuchCase } from '../asked-case.tsx'
import type { KnownCase } from '../case-record.ts'
import { writeStatement } from './publishing-actions.ts'
import { backToPublication, StatementAsPublished } from './publishing-parts.tsx'
import { readPublicationOf } from './publishing-store.ts'
import { writeStatementText } from './statement-text.ts'

/** Where the statement of a decision is written. */
export async function showStatementWriting(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const { draft } = await readPublicationOf(desk.database, known)
  return writingPage(context, desk, staff, known, {
    version: draft?.version ?? 0,
    summary: draft?.summary ?? '',
    statement: draft === null || draft.summary === '' ? usualHeadings : writeStatementText(draft.sections),
    problems: [],
    isStale: false,
  })
}

/** Keeps what was typed or pasted, or says what is wrong with it. */
export async function sendStatement(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const typed = {
    version: Number(form.text('version')),
    summary: form.text('summary'),
    statement: form.text('statement'),
  }
  const result = await writeStatement(desk.database, desk.scheme, {
    slug: known.authority.slug,
    reference: known.reference,
    actor: staff.email,
    ...typed,
  })
  if (result.ok) {
    const to = deskAddresses.publication(known.authority.slug, known.reference)
    return context.redirect(`${to}?done=written`, 303)
  }
  context.status(result.isStale ? 409 : 422)
  return writingPage(context, desk, staff, known, {
    ...typed,
    problems: result.problems,
    isStale: result.isStale,
  })
}

const usualHeadings = [
  'The complaint',
  'How I considered this complaint',
  'What I found',
  'Agreed action',
  'Final decision',
]
  .map((heading) => `# ${heading}\n\n`)
  .join('\n')

type Typed = {
  readonly version: number
  readonly summary: string
  readonly statement: string
  readonly problems: readonly Problem[]
  /** Somebody else saved meanwhile: what they saved is shown, and sending again puts this in its place. */
  readonly isStale: boolean
}

async function writingPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  known: KnownCase,
  { version, summary, statement, problems, isStale }: Typed,
): Promise<Response> {
  const { authority, reference } = known
  const action = deskAddresses.statementWriting(authority.slug, reference)
  const saved = isStale ? (await readPublicationOf(desk.database, known)).draft : null
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Statement of ${reference}`}
      current={deskAddresses.publishing()}
      back={backToPublication(known)}
    >
      <ErrorSummary problems={problems} />
      <h1>
        Statement of <span class="unbroken">{reference}</span>
      </h1>
      <Standing>
        <strong>Everybody will read it.</strong> Call people Mr X, Ms Y or Miss B, and the authority the
        Council. The anonymity check reads it when you save.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="version" value={String(saved?.version ?? version)} />
        <DeskTextArea
          id="summary"
          label="Summary"
          hint="A few sentences that say it all: what was complained of, what was found, what will be done."
          value={summary}
          error={problemOf(problems, 'summary')}
          rows={5}
        />
        <DeskTextArea
          id="statement"
          label="Statement"
          hint="A line that begins with # is a heading; a blank line parts paragraphs. Numbers of paragraphs are left out, since they run on by themselves. You can paste from a word processor."
          value={statement}
          error={problemOf(problems, 'statement')}
          rows={26}
        />
        <Button text={isStale ? 'Save this in place of theirs' : 'Save'} />
      </DeskForm>
      {saved !== null && (
        <section aria-labelledby="theirs">
          <h2 id="theirs">What it says now</h2>
          <StatementAsPublished {...saved} />
        </section>
      )}
    </StaffPage>,
  )
}
