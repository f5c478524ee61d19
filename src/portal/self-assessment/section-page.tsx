import type { Context } from 'hono'
import type { Officer } from '../../accounts/person.ts'
import { tokenOf } from '../../accounts/signed-in-route.tsx'
import { certaintyWords, type Provision } from '../../handling-code/provisions/code-version.ts'
import {
  type Answer,
  isBeingWritten,
  lackOf,
  noAnswer,
} from '../../handling-code/self-assessment/self-assessment.ts'
import { saveSectionAnswers } from '../../handling-code/self-assessment/self-assessment-actions.ts'
import type { KeptAnswer } from '../../handling-code/self-assessment/self-assessment-store.ts'
import {
  type AnswerField,
  answerField,
  type TypedAnswer,
} from '../../handling-code/self-assessment/typed-answers.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { printDate, printYear } from '../../scheme/printed-dates.ts'
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
import { Notice, Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { OfficerPage, unknownToOfficer } from '../officer-page.tsx'
import { findOwnAssessment, type OwnAssessment } from './own-assessment.tsx'

/** The form in which officers answer one section. */
export async function showAssessmentSection(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  const asked = await findSection(context, desk, officer)
  if (asked === undefined || !isBeingWritten(asked.own.assessment)) {
    return unknownToOfficer(context, desk, officer)
  }
  return sectionPage(context, desk, officer, asked, { problems: [] })
}

/** Keeps the answers to one section as a draft. */
export async function sendAssessmentSection(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const asked = await findSection(context, desk, officer)
  if (asked === undefined) return unknownToOfficer(context, desk, officer)
  const { year } = asked.own.assessment
  const typed = asked.provisions.map((provision) => typedAnswer(form, provision.provision))
  const saving = await saveSectionAnswers(
    desk.database,
    desk.scheme,
    officer,
    { year, section: asked.section },
    { seen: Number(/^\d{1,9}$/.exec(form.text('seen'))?.[0] ?? 0), typed },
  )
  if (saving.ok) {
    const next = form.text('do') === 'next' ? sectionAfter(asked) : undefined
    const address = deskAddresses.portalAssessment(year, next === undefined ? undefined : `sections/${next}`)
    return context.redirect(`${address}?done=saved`, 303)
  }
  if (saving.isUnknown) return unknownToOfficer(context, desk, officer)
  context.status(saving.meanwhile === undefined ? 422 : 409)
  // What the form compares itself with is what is on record now.
  const now = (await findSection(context, desk, officer)) ?? asked
  return sectionPage(context, desk, officer, now, {
    problems: saving.problems,
    typed,
    meanwhile: saving.meanwhile,
  })
}

type AskedSection = {
  readonly own: OwnAssessment
  readonly section: number
  readonly title: string
  readonly provisions: readonly Provision[]
}

async function findSection(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<AskedSection | undefined> {
  const section = desk.scheme.handlingCode.sections.find(
    ({ number }) => String(number) === context.req.param('section'),
  )
  const own = section && (await findOwnAssessment(context, desk, officer))
  const provisions = own?.version.provisions.filter((one) => one.section === section?.number) ?? []
  if (own === undefined || section === undefined || provisions.length === 0) return undefined
  return { own, section: section.number, title: section.title, provisions }
}

function sectionAfter({ own, section }: AskedSection): number | undefined {
  return own.version.provisions.find((provision) => provision.section > section)?.section
}

function typedAnswer(form: SentForm, provision: string): TypedAnswer {
  const text = (field: AnswerField) => form.text(answerField(field, provision))
  return {
    provision,
    follows: text('follows'),
    evidence: text('evidence'),
    commentary: text('commentary'),
    change: text('change'),
    by: text('by'),
    isConfirmed: text('confirmed') === 'yes',
  }
}

/** An answer on record as the fields of the form have it. */
function asTyped({ isFollowed, changeBy, isCarriedOver: _, ...answer }: Answer): TypedAnswer {
  return {
    ...answer,
    follows: isFollowed === null ? '' : isFollowed ? 'yes' : 'no',
    by: changeBy === null ? '' : printDate(changeBy),
    isConfirmed: false,
  }
}

type Answered = {
  readonly problems: readonly Problem[]
  readonly typed?: readonly TypedAnswer[]
  readonly meanwhile?: readonly KeptAnswer[] | undefined
}

async function sectionPage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  asked: AskedSection,
  { problems, typed, meanwhile }: Answered,
): Promise<Response> {
  const { scheme } = desk
  const { own, section, title, provisions } = asked
  const { year } = own.assessment
  const action = deskAddresses.portalAssessment(year, `sections/${section}`)
  const version = own.saved.find((saved) => saved.section === section)?.version ?? 0
  const open = provisions.filter(
    ({ provision }) => lackOf(own.answers.get(provision) ?? noAnswer(provision)) !== undefined,
  ).length
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={`${section}. ${title}: self-assessment ${printYear(scheme, year)}`}
      current={deskAddresses.portalHandlingCode()}
      back={{
        text: `Self-assessment ${printYear(scheme, year)}`,
        href: deskAddresses.portalAssessment(year),
      }}
    >
      <ErrorSummary
        problems={meanwhile === undefined ? problems : [{ field: 'meanwhile', reason: overtaken }]}
      />
      {context.req.query('done') === 'saved' && problems.length === 0 && (
        <Notice>The section before was saved.</Notice>
      )}
      <h1>
        {section}. {title}
      </h1>
      <Standing>
        <strong>
          {provisions.length - open} of {provisions.length} answered.
        </strong>{' '}
        It is kept as a draft until your authority submits it. Write without names of complainants.
      </Standing>
      {meanwhile !== undefined && <Meanwhile provisions={provisions} answers={meanwhile} />}
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
        <input type="hidden" name="seen" value={String(version)} />
        {provisions.map((provision) => {
          const kept = own.answers.get(provision.provision) ?? noAnswer(provision.provision)
          return (
            <ProvisionFields
              provision={provision}
              yearWords={printYear(scheme, year)}
              kept={kept}
              typed={typed?.find((one) => one.provision === provision.provision) ?? asTyped(kept)}
              problems={problems}
            />
          )
        })}
        <div class="desk-actions" id="answers">
          {sectionAfter(asked) === undefined ? (
            <Button text="Save" does="save" />
          ) : (
            <>
              <Button text="Save and go on" does="next" />
              <Button text="Save" does="save" isSecondary={true} />
            </>
          )}
        </div>
      </DeskForm>
    </OfficerPage>,
  )
}

const overtaken =
  'A colleague saved this section since you opened it, so nothing of yours was saved. What you typed is still here: look at both and save again.'

/** What a colleague wrote while somebody typed. */
function Meanwhile({
  provisions,
  answers,
}: {
  provisions: readonly Provision[]
  answers: readonly KeptAnswer[]
}) {
  return (
    <section class="code-meanwhile" id="meanwhile" aria-labelledby="meanwhile-heading">
      <h2 id="meanwhile-heading">What your colleague wrote</h2>
      <ul>
        {provisions.flatMap(({ provision, number }) => {
          const answer = answers.find((one) => one.provision === provision)
          return answer === undefined ? [] : [<li>{`${number}: ${inOneSentence(answer)}`}</li>]
        })}
      </ul>
    </section>
  )
}

function inOneSentence({ isFollowed, evidence, commentary, change, changeBy }: Answer): string {
  const parts = [
    isFollowed === null ? 'no answer yet' : isFollowed ? 'followed' : 'not followed',
    ...(change === '' ? [] : [`what will change: “${change}”`]),
    ...(changeBy === null ? [] : [`by ${printDate(changeBy)}`]),
    ...(evidence === '' ? [] : [`evidence: “${evidence}”`]),
    ...(commentary === '' ? [] : [`commentary: “${commentary}”`]),
  ]
  return `${parts.join('; ')}.`
}

/** Everything that is asked about one provision. */
function ProvisionFields({
  provision: { provision, number, text, certainty },
  yearWords,
  kept,
  typed,
  problems,
}: {
  provision: Provision
  yearWords: string
  kept: Answer
  typed: TypedAnswer
  problems: readonly Problem[]
}) {
  const id = (field: AnswerField) => answerField(field, provision)
  const error = (field: AnswerField) => problemOf(problems, id(field))
  const unsure = certaintyWords[certainty]
  return (
    <section class="code-question" aria-labelledby={`provision-${provision}`}>
      <h2 id={`provision-${provision}`}>{number}</h2>
      <p class="code-question__words">{text}</p>
      {unsure !== null && <p class="note">{unsure}</p>}
      {kept.isCarriedOver && (
        <DeskCheckboxes
          id={id('confirmed')}
          label={`${number}: last year’s answer stands below`}
          error={error('confirmed')}
          choices={[{ value: 'yes', text: `It still holds in ${yearWords}`, isChosen: typed.isConfirmed }]}
        />
      )}
      <DeskRadios
        id={id('follows')}
        label={`${number}: do you follow it?`}
        error={error('follows')}
        choices={[
          { value: 'yes', text: 'Yes', isChosen: typed.follows === 'yes' },
          {
            value: 'no',
            text: 'No',
            isChosen: typed.follows === 'no',
            children: (
              <>
                <DeskTextArea
                  id={id('change')}
                  label={`${number}: what will change?`}
                  hint="Needed where you do not follow it."
                  rows={2}
                  value={typed.change}
                  error={error('change')}
                />
                <DeskTextInput
                  id={id('by')}
                  label={`${number}: by when?`}
                  hint="As 31 March 2027."
                  width={20}
                  value={typed.by}
                  error={error('by')}
                />
              </>
            ),
          },
        ]}
      />
      <DeskTextArea
        id={id('evidence')}
        label={`${number}: evidence`}
        hint="Where it can be seen, such as a page of your policy."
        rows={2}
        value={typed.evidence}
        error={error('evidence')}
      />
      <DeskTextArea
        id={id('commentary')}
        label={`${number}: commentary`}
        rows={2}
        value={typed.commentary}
        error={error('commentary')}
      />
    </section>
  )
}
