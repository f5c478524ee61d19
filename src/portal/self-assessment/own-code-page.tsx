import type { Context } from 'hono'
import { mayDo, type Officer } from '../../accounts/person.ts'
import { tokenOf } from '../../accounts/signed-in-route.tsx'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import type { Adoption } from '../../handling-code/adoption/adoption.ts'
import { stateAdoption } from '../../handling-code/adoption/adoption-actions.ts'
import { readAdoptions } from '../../handling-code/adoption/adoption-store.ts'
import { assessmentStateWords } from '../../handling-code/self-assessment/assessment-words.ts'
import { type Reorganisation, requiredAgain } from '../../handling-code/self-assessment/required-again.ts'
import {
  assessableYears,
  isReplaced,
  type SelfAssessment,
  stateOf,
} from '../../handling-code/self-assessment/self-assessment.ts'
import { readAssessments } from '../../handling-code/self-assessment/self-assessment-store.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { dayOf, printDate, printYear } from '../../scheme/printed-dates.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { OfficerPage, readAsOfficer } from '../officer-page.tsx'
import { stateMarks } from './own-assessment.tsx'

/** What the authority says of itself and the Code: since when it has adopted it, and its self-assessments. */
export async function showOwnCode(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  return ownCodePage(context, desk, officer, { problems: [] })
}

/** Says since when the authority has adopted the Code. */
export async function sendAdoption(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const typed = form.text('adopted')
  const stated = await stateAdoption(desk.database, desk.scheme, officer, { typed, seen: form.text('seen') })
  if (stated.ok) return context.redirect(`${deskAddresses.portalHandlingCode()}?done=adoption`, 303)
  context.status(stated.isStale === true ? 409 : 422)
  return ownCodePage(context, desk, officer, { problems: [stated], typed })
}

/** The page with what stands in the way of what was just sent. */
export async function ownCodePage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  { problems, typed }: { readonly problems: readonly Problem[]; readonly typed?: string },
): Promise<Response> {
  const { scheme, database } = desk
  const { authority } = officer
  const [authorities, now, { adoption, assessments }] = await Promise.all([
    readAuthorities(database),
    currentMoment(database),
    readAsOfficer(desk, officer, async (transaction) => ({
      adoption: (await readAdoptions(transaction)).get(authority.id),
      assessments: await readAssessments(transaction, authority.id),
    })),
  ])
  const today = dayOf(scheme, now)
  const approved = assessments.find(
    (one) => one.approvedAt !== null && one.withdrawnAt === null && !isReplaced(one, assessments),
  )
  const approvedAt = approved?.approvedAt ?? null
  const again = requiredAgain(authorities, authority.slug, {
    assessedOn: approvedAt && dayOf(scheme, approvedAt),
    today,
  })
  const mayWrite = mayDo(officer, 'write-self-assessment')
  const toBegin = mayWrite
    ? assessableYears(scheme, today).filter((year) => !assessments.some((one) => one.year === year))
    : []
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title="Handling Code"
      current={deskAddresses.portalHandlingCode()}
    >
      <ErrorSummary problems={problems} />
      {context.req.query('done') === 'adoption' && (
        <Notice>It was saved, and stands in the public register.</Notice>
      )}
      <h1>Handling Code</h1>
      <AdoptionStanding scheme={scheme} adoption={adoption} assessments={assessments} />
      {again && <RequiredAgain reorganisation={again} />}
      <h2>Self-assessments</h2>
      <p class="note">
        One for each year from April to March, provision by provision.{' '}
        <a href={addresses.handlingCode()}>What the {scheme.handlingCode.name} asks for</a>
      </p>
      {assessments.length === 0 ? (
        <p>None has been begun.</p>
      ) : (
        <AssessmentsTable scheme={scheme} slug={authority.slug} assessments={assessments} />
      )}
      {toBegin.map((year, index) => (
        <BeginForm desk={desk} officer={officer} year={year} isFirst={index === 0} />
      ))}
      <h2>Adoption</h2>
      {mayWrite ? (
        <AdoptionForm desk={desk} officer={officer} adoption={adoption} typed={typed} problems={problems} />
      ) : (
        <p>Its link officer or monitoring officer says here since when it has adopted the Code.</p>
      )}
    </OfficerPage>,
  )
}

function AdoptionStanding({
  scheme,
  adoption,
  assessments,
}: {
  scheme: Scheme
  adoption: Adoption | undefined
  assessments: readonly SelfAssessment[]
}) {
  const published = assessments
    .filter((one) => stateOf(one) === 'published' && !isReplaced(one, assessments))
    .map(({ year }) => year)
  return (
    <Standing>
      <strong>
        {adoption?.adoptedOn
          ? `Adopted on ${printDate(adoption.adoptedOn)}.`
          : 'Your authority has not said that it adopted the Code.'}
      </strong>{' '}
      {adoption?.wasPilot === true && 'It piloted the Code. '}
      {published.length === 0
        ? 'No self-assessment is published.'
        : `Published: ${published.map((year) => printYear(scheme, year)).join(', ')}.`}
    </Standing>
  )
}

function RequiredAgain({ reorganisation: { closed, endedOn } }: { reorganisation: Reorganisation }) {
  return (
    <div class="portal-panel">
      <p>
        <State mark="attention">Required again</State>
      </p>
      <p>
        Your authority took over the work of {closed.join(' and ')}, which ended on {printDate(endedOn)}, and
        has not assessed itself since. The Code asks for a new self-assessment after a reorganisation.
      </p>
    </div>
  )
}

function AssessmentsTable({
  scheme,
  slug,
  assessments,
}: {
  scheme: Scheme
  slug: string
  assessments: readonly SelfAssessment[]
}) {
  return (
    <table class="desk-table desk-table--list">
      <thead>
        <tr>
          <th scope="col">Year</th>
          <th scope="col">State</th>
          <th scope="col" class="number">
            Since
          </th>
        </tr>
      </thead>
      <tbody>
        {assessments.map((assessment) => {
          const { year, revision } = assessment
          const isLatest = assessments.find((one) => one.year === year) === assessment
          return (
            <tr>
              <th scope="row">
                <a
                  href={
                    // What was replaced, or is to be, stands in public.
                    isLatest
                      ? deskAddresses.portalAssessment(year)
                      : addresses.selfAssessmentRevision(slug, year, revision)
                  }
                >
                  {printYear(scheme, year)}
                  {revision > 1 || !isLatest ? `, revision ${revision}` : ''}
                </a>
              </th>
              <td>
                {isReplaced(assessment, assessments) ? (
                  <State mark="done">Replaced</State>
                ) : (
                  <State mark={stateMarks[stateOf(assessment)]}>
                    {assessmentStateWords[stateOf(assessment)]}
                  </State>
                )}
              </td>
              <td class="number">{printDate(dayOf(scheme, sinceOf(assessment)))}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function sinceOf(assessment: SelfAssessment): Date {
  const { withdrawnAt, publishedAt, approvedAt, submittedAt, sentBackAt, begunAt } = assessment
  return withdrawnAt ?? publishedAt ?? approvedAt ?? submittedAt ?? sentBackAt ?? begunAt
}

function BeginForm({
  desk,
  officer,
  year,
  isFirst,
}: {
  desk: ReviewDesk
  officer: Officer
  year: ReportingYear
  isFirst: boolean
}) {
  const action = deskAddresses.portalAssessment(year)
  return (
    <DeskForm action={action} token={tokenOf(desk, officer, action)}>
      <Button text={`Begin the self-assessment of ${printYear(desk.scheme, year)}`} isSecondary={!isFirst} />
    </DeskForm>
  )
}

function AdoptionForm({
  desk,
  officer,
  adoption,
  typed,
  problems,
}: {
  desk: ReviewDesk
  officer: Officer
  adoption: Adoption | undefined
  typed: string | undefined
  problems: readonly Problem[]
}) {
  const action = deskAddresses.portalAdoption()
  const known = adoption?.adoptedOn ?? ''
  return (
    <DeskForm action={action} token={tokenOf(desk, officer, action)}>
      <input type="hidden" name="seen" value={known} />
      <DeskTextInput
        id="adopted"
        label="Since when has your authority adopted the Code?"
        hint="The day of the decision, as 1 April 2025. Leave it empty where it has not adopted it. Everybody can read it."
        width={20}
        value={typed ?? (known === '' ? '' : printDate(known))}
        error={problemOf(problems, 'adopted')}
      />
      <Button text="Save" isSecondary={true} />
    </DeskForm>
  )
}
