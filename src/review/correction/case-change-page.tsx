import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { appendAudit } from '../../audit/audit-store.ts'
import { askedCase, backToCase, noSuchCase } from '../../casework/asked-case.tsx'
import { changeableFields, readCaseChange, type TypedCase, typedCase } from '../../casework/case-change.ts'
import {
  type CaseRecord,
  caseFieldNames,
  caseStages,
  changedFields,
  changesSince,
  type KnownCase,
  printCaseValue,
  recordMark,
} from '../../casework/case-record.ts'
import { hasStatement } from '../../casework/case-record-store.ts'
import { readCaseFile } from '../../casework/complaint/case-file-store.ts'
import { longestText, textProblems } from '../../casework/complaint/written-text.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { parseReportingYear, reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { readYearsWithCycle } from '../../statistics/yearly-figures-store.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskRadios,
  DeskSelect,
  DeskTextArea,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { caseStanding } from '../case/case-words.ts'
import { recordRead } from '../rehearsal/embargoed-read-store.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { changeCase } from './correction-actions.ts'
import { approvedRefusal, type Ripple } from './ripple.ts'
import { computeRipple } from './ripple-actions.ts'
import { type ProposedChange, QueryFields, RipplePage } from './ripple-view.tsx'

/** Where somebody says what is right about a case. */
export async function showCaseChange(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  return formPage(context, desk, staff, {
    known,
    typed: typedCase(known.record),
    query: queryOf((name) => context.req.query(name) ?? ''),
    reviewAnswer: '',
    problems: [],
  })
}

/** Shows everything that would change. Nothing is saved. */
export async function sendCaseChange(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const read = await readProposal(context, desk, staff, form)
  if (!read.ok) return read.answer
  const { change } = read
  const ripple = await computeRipple(desk.database, desk.scheme, change.known, change.record)
  const refusal = approvedRefusal(ripple.years)
  if (refusal !== undefined) {
    context.status(422)
    return formPage(context, desk, staff, { ...change, problems: [{ reason: refusal }] })
  }
  return ripplePage(context, desk, staff, change, ripple, [])
}

/** Saves what was shown, or says why not, with everything as it would be now. */
export async function sendCaseCorrection(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const read = await readProposal(context, desk, staff, form)
  if (!read.ok) return read.answer
  const { change } = read
  const { authority, reference } = change.known
  const saving = await changeCase(desk.database, desk.scheme, {
    actor: staff.email,
    slug: authority.slug,
    reference,
    record: change.record,
    seen: form.text('seen'),
    seenStandings: form.text('standings'),
    reason: change.reason,
    query: change.query?.id,
    reviewAnswer: change.reviewAnswer,
  })
  if (saving.ok) {
    const done = saving.corrected.length > 0 ? 'corrected' : 'changed'
    const to =
      change.query === undefined
        ? deskAddresses.case(authority.slug, reference)
        : deskAddresses.query(change.query.year, change.query.id)
    return context.redirect(`${to}?done=${done}`, 303)
  }
  context.status(saving.isStale ? 409 : 422)
  if (saving.isStale && (await isStale(context, desk, form))) {
    return formPage(context, desk, staff, { ...change, problems: [saving], seen: form.text('seen') })
  }
  const ripple = await computeRipple(desk.database, desk.scheme, change.known, change.record)
  return ripplePage(context, desk, staff, change, ripple, [saving])
}

async function isStale(context: Context, desk: ReviewDesk, form: SentForm): Promise<boolean> {
  const known = await askedCase(context, desk)
  return known !== undefined && recordMark(known.record) !== form.text('seen')
}

type Proposal =
  | { readonly ok: true; readonly change: ProposedChange }
  | { readonly ok: false; readonly answer: Response | Promise<Response> }

/** What a form proposes, or the form again with everything that stands in its way. */
async function readProposal(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Proposal> {
  const known = await askedCase(context, desk)
  if (known === undefined) return { ok: false, answer: noSuchCase(context, desk, staff) }
  const typed = typedIn(form)
  const query = queryOf((name) => form.text(name))
  const reviewAnswer = mayDo(staff, 'work-on-cases') ? form.text('reviewAnswer') : ''
  const again = (status: 409 | 422, problems: readonly Problem[]): Proposal => {
    context.status(status)
    const page = { known, typed, query, reviewAnswer, problems, seen: form.text('seen') }
    return { ok: false, answer: formPage(context, desk, staff, page) }
  }
  if (recordMark(known.record) !== form.text('seen')) {
    return again(409, [
      {
        reason:
          'Somebody else changed this case since you opened it, so nothing was saved. What you typed is still here.',
      },
    ])
  }
  const { database, scheme } = desk
  const reading = readCaseChange(typed, known, {
    scheme,
    yearsWithCycle: new Set([
      ...(await readYearsWithCycle(database)),
      ...yearsOnRecord(scheme, known.record),
    ]),
    today: dayOf(scheme, await currentMoment(database)),
  })
  const problems = [
    ...(reading.ok ? [] : reading.problems),
    ...textProblems('reviewAnswer', reviewAnswer, { longest: longestText }),
  ]
  if (!reading.ok || problems.length > 0) return again(422, problems)
  if (changedFields(known.record, reading.record).length === 0) {
    return again(422, [{ reason: 'Nothing is different from what is on record.' }])
  }
  return {
    ok: true,
    change: {
      known,
      typed,
      query,
      record: reading.record,
      reason: form.text('reason'),
      reviewAnswer,
      hasStatement: await hasStatement(database, known),
    },
  }
}

/** A day that is on record already is not mistyped, also where its year has no cycle yet. */
function yearsOnRecord(scheme: Scheme, { decidedOn, complianceRecordedOn }: CaseRecord) {
  return [decidedOn, complianceRecordedOn].flatMap((day) =>
    day === null ? [] : [reportingYearOf(scheme, day)],
  )
}

function typedIn(form: SentForm): TypedCase {
  // Every changeable field is there, if empty.
  return Object.fromEntries(changeableFields.map((field) => [field, form.text(field)])) as TypedCase
}

function queryOf(text: (name: string) => string): ProposedChange['query'] {
  const year = parseReportingYear(text('year'))
  const id = text('query')
  return year !== undefined && /^\d{1,9}$/.test(id) ? { year, id: Number(id) } : undefined
}

/** What would change in years that are not public yet is seen before anybody else sees it. */
async function noteLook({ database }: ReviewDesk, staff: Staff, known: KnownCase): Promise<void> {
  const { authority, reference } = known
  await database.transaction().execute((transaction) =>
    appendAudit(transaction, [
      {
        actor: staff.email,
        action: 'see what would change',
        subject: `case ${reference} of ${authority.slug}`,
        before: null,
        after: null,
      },
    ]),
  )
}

async function ripplePage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  change: ProposedChange,
  ripple: Ripple,
  problems: readonly Problem[],
): Promise<Response> {
  await noteLook(desk, staff, change.known)
  return context.html(
    <RipplePage desk={desk} staff={staff} change={change} ripple={ripple} problems={problems} />,
  )
}

type ChangeForm = Pick<ProposedChange, 'known' | 'typed' | 'query' | 'reviewAnswer'> & {
  readonly problems: readonly Problem[]
  /** What was on record when somebody began to type, where it may be another now. */
  readonly seen?: string
}

async function formPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  { known, typed, query, reviewAnswer, problems, seen }: ChangeForm,
): Promise<Response> {
  const { scheme } = desk
  const isReviewed =
    mayDo(staff, 'work-on-cases') && (await readCaseFile(desk.database, known))?.task === 'review'
  const { authority, reference, record } = known
  const what = `case ${reference} of ${authority.slug}`
  await recordRead(desk.database, { actor: staff.email, what, as: 'form' })
  const action = deskAddresses.caseChange(authority.slug, reference)
  const { decisive, rest } = caseStanding(scheme, record)
  const error = (field: string) => problemOf(problems, field)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Change case ${reference}`}
      current={deskAddresses.casework()}
      back={backToCase(known)}
    >
      <ErrorSummary problems={problems} />
      <h1>Change case {reference}</h1>
      <Standing>
        {authority.officialName}. <strong>{decisive}</strong> {rest} You see everything that would change
        before anything is saved.
      </Standing>
      <ChangedMeanwhile scheme={scheme} record={record} seen={seen} />
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="seen" value={recordMark(record)} />
        <QueryFields query={query} />
        <DeskSelect
          id="category"
          label="Category"
          items={scheme.categories.map(({ code, name }) => ({ value: code, text: name }))}
          value={typed.category}
          error={error('category')}
        />
        <DeskTextInput
          id="subcategory"
          label="Subcategory"
          value={typed.subcategory}
          error={error('subcategory')}
        />
        <DeskSelect
          id="outcome"
          label="Outcome"
          items={[
            { value: '', text: 'Not recorded' },
            ...scheme.outcomes.map(({ code, name }) => ({ value: code, text: name })),
          ]}
          value={typed.outcome}
          error={error('outcome')}
        />
        <DeskTextInput
          id="decidedOn"
          label="Decided on"
          hint="As 20 November 2023 or 20/11/2023"
          width={20}
          value={typed.decidedOn}
          error={error('decidedOn')}
        />
        <DeskRadios
          id="stageReached"
          label="Stage reached"
          hint="A case can be upheld at assessment, and is then still counted as investigated."
          error={error('stageReached')}
          choices={[...caseStages, ''].map((stage) => ({
            value: stage,
            text: stage === '' ? 'Not recorded' : printCaseValue(scheme, 'stageReached', stage),
            isChosen: typed.stageReached === stage,
          }))}
        />
        <DeskRadios
          id="isRemediedBefore"
          label="Remedied before it came here?"
          hint="An upheld complaint needs yes or no. No other can have it."
          error={error('isRemediedBefore')}
          choices={[
            { value: 'yes', text: 'Yes', isChosen: typed.isRemediedBefore === 'yes' },
            { value: 'no', text: 'No', isChosen: typed.isRemediedBefore === 'no' },
            { value: '', text: 'Not recorded', isChosen: typed.isRemediedBefore === '' },
          ]}
        />
        <DeskSelect
          id="complianceOutcome"
          label="Compliance outcome"
          items={[
            { value: '', text: 'Not recorded' },
            ...scheme.complianceOutcomes.map(({ code, name }) => ({ value: code, text: name })),
          ]}
          value={typed.complianceOutcome}
          error={error('complianceOutcome')}
        />
        <DeskTextInput
          id="complianceRecordedOn"
          label="Compliance recorded on"
          hint="The year of this day counts it"
          width={20}
          value={typed.complianceRecordedOn}
          error={error('complianceRecordedOn')}
        />
        {isReviewed && (
          <DeskTextArea
            id="reviewAnswer"
            label="Why the decision is changed"
            hint="The answer to the request for review, without names. Leave it empty where this change has nothing to do with it."
            value={reviewAnswer}
            error={error('reviewAnswer')}
          />
        )}
        <Button text="See what would change" />
      </DeskForm>
    </StaffPage>,
  )
}

/** What somebody else changed while this form was open. */
function ChangedMeanwhile({
  scheme,
  record,
  seen,
}: {
  scheme: Scheme
  record: CaseRecord
  seen: string | undefined
}) {
  const changes = seen === undefined ? [] : (changesSince(seen, record) ?? [])
  if (changes.length === 0) return null
  return (
    <table class="desk-table desk-table--list case-table">
      <caption class="case-table__caption">Changed since you opened it</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">When you opened it</th>
          <th scope="col">Now on record</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr>
            <th scope="row">{caseFieldNames[field]}</th>
            <td class="was">{printCaseValue(scheme, field, before)}</td>
            <td class="is">{printCaseValue(scheme, field, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
