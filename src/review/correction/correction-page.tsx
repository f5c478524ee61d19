import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { type CaseField, caseFieldNames, caseFields, printCaseValue } from '../../casework/case-record.ts'
import { printDate, printMoment } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type FigureChanges, printedChanges } from '../../statistics/figure-changes.ts'
import {
  readFigureChanges,
  stateBeforeRevision,
  stateOfRevision,
} from '../../statistics/figure-changes-store.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskTextArea,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { DeskFigures, Notice, Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { composeDraftLetters, type DraftLetter } from '../draft-letters-actions.ts'
import { recordLook } from '../embargoed-look-actions.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { askedYear, noSuchReview } from '../review-parts.tsx'
import { type Standing as ReviewStanding, readStanding } from '../review-standing-store.ts'
import { standingMark } from '../seen-standing.ts'
import { giveReason, withdrawCorrection } from './correction-actions.ts'
import { longestReason } from './correction-reason.ts'
import { type CaseCorrection, readCorrectionsOfRevision } from './correction-store.ts'
import { type RevisionReason, readRevisionReason } from './reissue-store.ts'
import { ChangesTable } from './ripple-view.tsx'

/** What the latest revision of a year corrects, case by case, and what it changes in figures and letters. */
export async function showCorrection(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  return correctionPage(context, desk, staff, [])
}

/** Says what a draft corrects, for everybody to read. */
export async function sendCorrectionReason(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const given = await giveReason(desk.database, desk.scheme, year, {
    actor: staff.email,
    reason: form.text('reason'),
    seen: form.text('standing'),
  })
  if (given.ok) return context.redirect(`${deskAddresses.correction(year)}?done=reason`, 303)
  context.status(given.isStale ? 409 : 422)
  return correctionPage(context, desk, staff, [given], form)
}

/** Takes one correction back, before anybody approved it. */
export async function sendCorrectionWithdrawal(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const id = form.text('correction')
  const withdrawal = await withdrawCorrection(desk.database, desk.scheme, year, {
    actor: staff.email,
    id: /^\d{1,9}$/.test(id) ? Number(id) : 0,
    seen: form.text('standing'),
  })
  if (withdrawal.ok) {
    const done = withdrawal.isDropped ? 'dropped' : 'withdrawn'
    return context.redirect(`${deskAddresses.correction(year)}?done=${done}`, 303)
  }
  context.status(withdrawal.isStale ? 409 : 422)
  return correctionPage(context, desk, staff, [withdrawal])
}

const doneSentences: Readonly<Record<string, string>> = {
  reason: 'That is what the correction says now, in every reissued letter too.',
  withdrawn: 'The correction is withdrawn, and its case is as it was.',
  dropped: 'The correction is withdrawn, and its case is as it was. Nothing else waits for this year.',
}

async function correctionPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  problems: readonly Problem[],
  form?: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  const standing = year !== undefined && (await readStanding(desk.database, year))
  if (year === undefined || !standing) return noSuchReview(context, desk, staff)
  await recordLook(desk, staff, standing, 'correction')
  const { current } = standing
  const done = problems.length === 0 ? doneSentences[context.req.query('done') ?? ''] : undefined
  const name = formatReportingYear(year)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Correction of ${name}`}
      current={deskAddresses.desk()}
      back={{ text: `Annual review ${name}`, href: deskAddresses.review(year) }}
    >
      {done !== undefined && <Notice>{done}</Notice>}
      <ErrorSummary problems={problems} />
      <h1>Correction of {name}</h1>
      {current === undefined || current.revision === 1 ? (
        <Standing>
          <strong>Nothing is being corrected.</strong> A correction begins with a case: find it, and change
          what is wrong on record. <a href={deskAddresses.cases()}>Find a case</a>
        </Standing>
      ) : (
        await correctionOf(desk, staff, standing, current, problems, form)
      )}
    </StaffPage>,
  )
}

async function correctionOf(
  desk: ReviewDesk,
  staff: Staff,
  { cycle }: ReviewStanding,
  current: NonNullable<ReviewStanding['current']>,
  problems: readonly Problem[],
  form: SentForm | undefined,
) {
  const { database, scheme } = desk
  const { year } = cycle
  const { revision, stage } = current
  const [said, corrections, changes, { letters }, posts] = await Promise.all([
    readRevisionReason(database, year, revision),
    readCorrectionsOfRevision(database, year, revision),
    readFigureChanges(database, scheme, stateBeforeRevision(year, revision), stateOfRevision(year, revision)),
    composeDraftLetters(database, scheme, cycle),
    readPosts(database),
  ])
  const mayChange = mayDo(staff, 'change-cases') && stage === 'draft'
  const mark = standingMark(current)
  const { seen, unseen } = printedChanges(scheme, changes)
  return (
    <>
      <State said={said} stage={stage} revision={revision} />
      <DeskFigures
        figures={[
          {
            number: String(corrections.length),
            noun: corrections.length === 1 ? 'case corrected' : 'cases corrected',
            note: corrections.length === 0 ? 'the draft came with an import' : 'on record',
          },
          {
            number: String(seen.length),
            noun: seen.length === 1 ? 'figure changes' : 'figures change',
            note: `as printed, and ${unseen.length} unseen`,
          },
          {
            number: String(letters.length),
            noun: letters.length === 1 ? 'letter' : 'letters',
            note: 'to be reissued',
          },
        ]}
      />
      <Reason
        desk={desk}
        staff={staff}
        year={year}
        reason={said.reason}
        mark={mark}
        mayChange={mayChange}
        problems={problems}
        form={form}
      />
      <Corrections
        desk={desk}
        staff={staff}
        year={year}
        corrections={corrections}
        mark={mark}
        mayChange={mayChange}
        posts={posts}
      />
      <Everything name={formatReportingYear(year)} scheme={scheme} changes={changes} />
      <Letters letters={letters} said={said} />
    </>
  )
}

function Reason({
  desk,
  staff,
  year,
  reason,
  mark,
  mayChange,
  problems,
  form,
}: {
  desk: ReviewDesk
  staff: Staff
  year: ReportingYear
  reason: string | null
  mark: string
  mayChange: boolean
  problems: readonly Problem[]
  form: SentForm | undefined
}) {
  const action = deskAddresses.correctionReason(year)
  return (
    <section aria-labelledby="what">
      <h2 id="what">What everybody will read</h2>
      {mayChange ? (
        <DeskForm action={action} token={tokenOf(desk, staff, action)}>
          <input type="hidden" name="standing" value={mark} />
          <DeskTextArea
            id="reason"
            label="What was wrong, and what is right now"
            hint={`On the corrections page and in reissued letters. Name no one. At most ${longestReason} characters.`}
            rows={4}
            value={form?.text('reason') ?? reason ?? ''}
            error={problemOf(problems, 'reason')}
          />
          <Button
            text={reason === null ? 'Say what is corrected' : 'Say this instead'}
            isSecondary={reason !== null}
          />
        </DeskForm>
      ) : (
        <p>{reason ?? 'Nobody has said yet what is corrected.'}</p>
      )}
    </section>
  )
}

function State({
  said: { reason, reissuedOn },
  stage,
  revision,
}: {
  said: RevisionReason
  stage: string
  revision: number
}) {
  if (stage !== 'draft') {
    return (
      <Standing>
        <strong>Revision {revision}.</strong>{' '}
        {stage === 'approved'
          ? 'It is approved as it stands; take it back to change anything.'
          : 'It is sealed; what is wrong now is put right by another correction.'}
      </Standing>
    )
  }
  return (
    <Standing>
      {reason === null ? (
        <>
          <strong>Say what is corrected.</strong> What was published is corrected in the open, so this draft
          cannot be approved before it says what was wrong.
        </>
      ) : (
        <>
          <strong>A draft of revision {revision}.</strong> Nothing of it is public before two people other
          than its authors have approved it and it is sent.
          {reissuedOn !== null &&
            ` Reissued letters bear ${printDate(reissuedOn)}, the day this was last said.`}
        </>
      )}
    </Standing>
  )
}

function Corrections({
  desk,
  staff,
  year,
  corrections,
  mark,
  mayChange,
  posts,
}: {
  desk: ReviewDesk
  staff: Staff
  year: ReportingYear
  corrections: readonly CaseCorrection[]
  mark: string
  mayChange: boolean
  posts: ReadonlyMap<string, string>
}) {
  if (corrections.length === 0) return null
  const action = deskAddresses.correctionWithdrawal(year)
  return (
    <section aria-labelledby="cases">
      <h2 id="cases">Cases corrected</h2>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">What changed</th>
            <th scope="col">Why</th>
            <th scope="col">By whom</th>
          </tr>
        </thead>
        <tbody>
          {corrections.map((correction) => (
            <tr>
              <td>
                <a href={deskAddresses.case(correction.slug, correction.reference)}>{correction.reference}</a>
                <span class="note">{correction.officialName}</span>
              </td>
              <td>
                <ul class="case-changes">
                  {changesOf(desk.scheme, correction).map(({ field, before, after }) => (
                    <li>
                      {caseFieldNames[field]}: <span class="was">{before}</span> →{' '}
                      <span class="is">{after}</span>
                    </li>
                  ))}
                </ul>
              </td>
              <td>{correction.reason}</td>
              <td>
                {posts.get(correction.correctedBy) ?? correction.correctedBy}
                <span class="note">{printMoment(desk.scheme, correction.correctedAt)}</span>
                {mayChange && (
                  <DeskForm action={action} token={tokenOf(desk, staff, action)}>
                    <input type="hidden" name="standing" value={mark} />
                    <input type="hidden" name="correction" value={String(correction.id)} />
                    <button
                      type="submit"
                      class="govuk-button govuk-button--secondary correction-withdrawal"
                      data-module="govuk-button"
                    >
                      Withdraw
                      <span class="govuk-visually-hidden"> the correction of {correction.reference}</span>
                    </button>
                  </DeskForm>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function changesOf(
  scheme: Scheme,
  { before, after }: CaseCorrection,
): readonly { readonly field: CaseField; readonly before: string; readonly after: string }[] {
  return caseFields
    .filter((field) => field in after)
    .map((field) => ({
      field,
      before: printCaseValue(scheme, field, before[field] ?? null),
      after: printCaseValue(scheme, field, after[field] ?? null),
    }))
}

function Everything({ name, scheme, changes }: { name: string; scheme: Scheme; changes: FigureChanges }) {
  const { seen, unseen } = printedChanges(scheme, changes)
  if (seen.length + unseen.length === 0) return null
  return (
    <section aria-labelledby="everything">
      <h2 id="everything">Everything that changes</h2>
      <ChangesTable name={name} changes={[...seen, ...unseen]} />
    </section>
  )
}

function Letters({ letters, said }: { letters: readonly DraftLetter[]; said: RevisionReason }) {
  if (letters.length === 0) return null
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">Letters reissued</h2>
      <ul class="case-changes">
        {letters.map(({ facts, composed, replaces }) => (
          <li>
            {facts.authority.officialName}
            {!composed.ok && (
              <span class="warning">
                {' '}
                cannot be made: {composed.problems.map(({ reason }) => reason).join('; ')}
              </span>
            )}
            {composed.ok && replaces === null && <span class="note">: it had none before</span>}
          </li>
        ))}
      </ul>
      {said.reason === null && (
        <p class="note">They bear no mark of a reissue before somebody says what is corrected.</p>
      )}
    </section>
  )
}
