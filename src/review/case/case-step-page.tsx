import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { readBankHolidays } from '../../authorities/authority-store.ts'
import { askedCase, backToCase, noSuchCase } from '../../casework/asked-case.tsx'
import type { KnownCase } from '../../casework/case-record.ts'
import { readWholeCaseFile, readWorkers } from '../../casework/complaint/case-file-store.ts'
import { refusalOf } from '../../casework/complaint/case-step.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { mayConsider } from '../../handling-code/consideration/consideration.ts'
import { readCodeVersions } from '../../handling-code/provisions/code-store.ts'
import { versionOn } from '../../handling-code/provisions/code-version.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm, ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { StepsMeanwhile } from './case-document.tsx'
import { openCaseSentence } from './case-sentence.ts'
import { beginCaseWork, takeCaseStep } from './case-step-actions.ts'
import { type StepContext, type StepOfForm, stepForms, type TypedStep } from './case-step-forms.tsx'
import { caseStanding } from './case-words.ts'

/** Where somebody says what a step with a case needs to have said. */
export async function showCaseStep(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const asked = await askedStep(context, desk)
  if (asked === undefined) return noSuchCase(context, desk, staff)
  const typed = stepForms[asked.kind].begin?.(asked.at) ?? {}
  return stepPage(context, desk, staff, asked, { typed, problems: [], seen: undefined })
}

/** Takes the step, or says why not, with everything that was typed and what others did meanwhile. */
export async function sendCaseStep(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const asked = await askedStep(context, desk)
  if (asked === undefined) return noSuchCase(context, desk, staff)
  const { known, kind, at } = asked
  const typed: TypedStep = Object.fromEntries(
    stepForms[kind].fields.map((field) => [field, form.text(field)]),
  )
  const seen = Number(form.text('seen'))
  const again = (status: 409 | 422, problems: readonly Problem[]) => {
    context.status(status)
    return stepPage(context, desk, staff, asked, { typed, problems, seen })
  }
  const reading = stepForms[kind].read(typed, at)
  // Who was overtaken learns that first: what they typed may not be wanted any more.
  if (!reading.ok && seen === at.file.version) return again(422, reading.problems)
  const { authority, reference } = known
  const result = reading.ok
    ? await takeCaseStep(desk.database, desk.scheme, {
        actor: staff.email,
        slug: authority.slug,
        reference,
        seen,
        request: reading.request,
        consideration: reading.consideration,
      })
    : { ok: false as const, isStale: true, reason: overtaken }
  if (result.ok) {
    return context.redirect(`${deskAddresses.case(authority.slug, reference)}?done=${kind}`, 303)
  }
  const now = await askedStep(context, desk)
  if (now === undefined) return noSuchCase(context, desk, staff)
  context.status(result.isStale === true ? 409 : 422)
  return stepPage(context, desk, staff, now, { typed, problems: [result], seen })
}

const overtaken =
  'Somebody else took a step with this case since you opened it, so nothing was saved. What you typed is still here.'

/** Begins to work here on a case that came with a file. */
export async function sendCaseWork(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const { authority, reference } = known
  const begun = await beginCaseWork(desk.database, desk.scheme, {
    actor: staff.email,
    personId: staff.id,
    slug: authority.slug,
    reference,
  })
  if (begun.ok) {
    const to =
      known.record.decidedOn === null
        ? `${deskAddresses.case(authority.slug, reference)}?done=work-begun`
        : deskAddresses.caseStep(authority.slug, reference, 'review-asked')
    return context.redirect(to, 303)
  }
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Case ${reference}`}
      current={deskAddresses.casework()}
      back={backToCase(known)}
    >
      <ErrorSummary problems={[begun]} />
      <h1>Case {reference}</h1>
    </StaffPage>,
    422,
  )
}

type AskedStep = { readonly known: KnownCase; readonly kind: StepOfForm; readonly at: StepContext }

/** The step and the case of an address; undefined where there is no such case, or nobody works on it here. */
async function askedStep(context: Context, desk: ReviewDesk): Promise<AskedStep | undefined> {
  const step = context.req.param('step') ?? ''
  const known = await askedCase(context, desk)
  if (known === undefined || !isStepOfForm(step)) return undefined
  const { database, scheme } = desk
  const [file, now, holidays, workers, versions] = await Promise.all([
    readWholeCaseFile(database, known),
    currentMoment(database),
    readBankHolidays(database),
    readWorkers(database),
    readCodeVersions(database),
  ])
  if (file === undefined) return undefined
  const bankHolidays = new Map(holidays.map(({ date, name }) => [date, name]))
  const today = dayOf(scheme, now)
  const code = mayConsider(scheme, today) ? versionOn(versions, today) : undefined
  return { known, kind: step, at: { scheme, file, today, bankHolidays, workers, code } }
}

function isStepOfForm(text: string): text is StepOfForm {
  return Object.hasOwn(stepForms, text)
}

async function stepPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  { known, kind, at }: AskedStep,
  {
    typed,
    problems,
    seen,
  }: {
    readonly typed: TypedStep
    readonly problems: readonly Problem[]
    /** The version of the case when somebody began to type; undefined on a page that is opened now. */
    readonly seen: number | undefined
  },
): Promise<Response> {
  const { file, scheme, today } = at
  const { authority, reference, record } = known
  const { action: name, lead, Fields } = stepForms[kind]
  const title = name(file.stage)
  const action = deskAddresses.caseStep(authority.slug, reference, kind)
  const refusal = refusalOf(file, kind)
  const { decisive, rest } =
    record.decidedOn === null
      ? openCaseSentence(scheme, file, file.pauses, today)
      : caseStanding(scheme, record)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`${title}: case ${reference}`}
      current={deskAddresses.casework()}
      back={backToCase(known)}
    >
      <ErrorSummary problems={problems} />
      <p class="case-reference">
        {reference} · {authority.officialName}
      </p>
      <h1>{title}</h1>
      <Standing>
        <strong>{decisive}</strong> {rest}
      </Standing>
      <StepsMeanwhile file={file} seen={seen} posts={await readPosts(desk.database)} />
      {refusal !== undefined && problems.length === 0 ? (
        <p>{refusal}</p>
      ) : (
        <DeskForm action={action} token={tokenOf(desk, staff, action)}>
          <input type="hidden" name="seen" value={String(file.version)} />
          <p>{lead}</p>
          {Fields && <Fields typed={typed} problems={problems} context={at} />}
          <Button text={title} />
        </DeskForm>
      )}
      {kind === 'review-answered' && (
        <p>
          <a href={deskAddresses.caseChange(authority.slug, reference)}>Change the decision instead</a>: you
          see everything that would change before anything is saved.
        </p>
      )}
    </StaffPage>,
  )
}
