import type { Child } from 'hono/jsx'
import { readDate } from '../../authorities/written-date.ts'
import {
  assessmentTests,
  readAssessment,
  type TypedAssessment,
  testWords,
  toInvestigate,
} from '../../casework/complaint/assessment.ts'
import { closedDay } from '../../casework/complaint/case-clock.ts'
import { outcomesAt, readDecision } from '../../casework/complaint/case-decision.ts'
import type { WholeCaseFile } from '../../casework/complaint/case-file.ts'
import {
  type FileStage,
  type Side,
  type StepKind,
  sides,
  sideWords,
} from '../../casework/complaint/case-stage.ts'
import type { StepRequest } from '../../casework/complaint/case-step.ts'
import { longestText, textProblems } from '../../casework/complaint/written-text.ts'
import {
  type Consideration,
  type ConsiderationReading,
  readTypedConsideration,
} from '../../handling-code/consideration/consideration.ts'
import type { CodeVersion } from '../../handling-code/provisions/code-version.ts'
import { daysAfter } from '../../scheme/calendar-days.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import {
  DeskRadios,
  DeskTextArea,
  DeskTextInput,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Written } from './case-document.tsx'

/** The steps that people take; the others begin a case. */
export type StepOfForm = Exclude<StepKind, 'taken' | 'opened-for-action-not-taken'>

/** What a form of a step is made from. */
export type StepContext = {
  readonly scheme: Scheme
  readonly file: WholeCaseFile
  readonly today: IsoDate
  readonly bankHolidays: ReadonlyMap<IsoDate, string>
  /** Who may be given a case. */
  readonly workers: readonly { readonly id: string; readonly email: string }[]
  /** The Code, where a case that is decided today may say whether it was considered. */
  readonly code: CodeVersion | undefined
}

export type TypedStep = Readonly<Record<string, string>>

type StepForm = {
  /** What the button or link to it says. */
  readonly action: (stage: FileStage | undefined) => string
  /** One sentence on what it does. */
  readonly lead: string
  readonly fields: readonly string[]
  /** What stands in the fields before anybody types. */
  readonly begin?: (context: StepContext) => TypedStep
  readonly read: (
    typed: TypedStep,
    context: StepContext,
  ) =>
    | {
        readonly ok: true
        readonly request: StepRequest
        readonly consideration?: Consideration | undefined
      }
    | { readonly ok: false; readonly problems: readonly Problem[] }
  readonly Fields?: (props: {
    readonly typed: TypedStep
    readonly problems: readonly Problem[]
    readonly context: StepContext
  }) => Child
}

/** Every step people take, with what its form asks. */
export const stepForms: Readonly<Record<StepOfForm, StepForm>> = {
  acknowledged: {
    action: () => 'Record the acknowledgement',
    lead: 'The complainant has been told that their complaint is here.',
    fields: [],
    read: () => ({ ok: true, request: { kind: 'acknowledged' } }),
  },
  'sent-to-assessment': {
    action: () => 'Send it to assessment',
    lead: 'The authority has had its chance to answer, and there is enough to go on.',
    fields: [],
    read: () => ({ ok: true, request: { kind: 'sent-to-assessment' } }),
  },
  resumed: {
    action: () => 'Let the clock run again',
    lead: 'Whatever is due is due as many days later as the clock stood still.',
    fields: [],
    read: () => ({ ok: true, request: { kind: 'resumed' } }),
  },
  assigned: {
    action: () => 'Say who works on it',
    lead: 'Whoever works on a case has it in their queue and can change who complained.',
    fields: ['worker'],
    begin: ({ file }) => ({ worker: file.worker?.id ?? '' }),
    read: (typed, { workers }) => {
      if (typed.worker === '') return { ok: true, request: { kind: 'assigned', worker: null } }
      const worker = workers.find(({ id }) => id === typed.worker)
      return worker === undefined
        ? { ok: false, problems: [{ field: 'worker', reason: 'Choose somebody who investigates.' }] }
        : { ok: true, request: { kind: 'assigned', worker } }
    },
    Fields: ({ typed, problems, context: { workers } }) => (
      <DeskRadios
        id="worker"
        label="Who works on it?"
        error={problemOf(problems, 'worker')}
        choices={[
          ...workers.map(({ id, email }) => ({ value: id, text: email, isChosen: typed.worker === id })),
          { value: '', text: 'nobody yet', isChosen: typed.worker === '' },
        ]}
      />
    ),
  },
  assessed: {
    action: () => 'Assess it',
    lead: 'A legal bar first, then the four tests; it is investigated, or ends here.',
    fields: [...assessmentTests, 'outcome', 'text', 'isRemediedBefore'],
    read: (typed, { scheme }) => {
      // Every field of the form is there, if empty.
      const reading = readAssessment(scheme, typed as TypedAssessment)
      if (!reading.ok) return reading
      const { assessment, conclusion } = reading
      return { ok: true, request: { kind: 'assessed', assessment, conclusion } }
    },
    Fields: AssessmentFields,
  },
  paused: {
    action: () => 'Pause the clock',
    lead: 'Days on which the clock stands still do not count; say why it does.',
    fields: ['reason'],
    read: (typed) => {
      const reason = typed.reason ?? ''
      const problems = textProblems('reason', reason, {
        ifMissing: 'Say why the clock is paused, such as what is waited for.',
        longest: 500,
      })
      return problems.length > 0 ? { ok: false, problems } : { ok: true, request: { kind: 'paused', reason } }
    },
    Fields: ({ typed, problems }) => (
      <DeskTextArea
        id="reason"
        label="Why does the clock stand still?"
        hint="Without names, such as: waiting for the Council’s care records."
        rows={3}
        value={typed.reason}
        error={problemOf(problems, 'reason')}
      />
    ),
  },
  'draft-sent': {
    action: (stage) => (stage === 'draft' ? 'Send another draft' : 'Send the draft decision'),
    lead: 'Both sides get the draft decision and may comment until a day that is set.',
    fields: ['text', 'until'],
    begin: ({ scheme, file, today }) => ({
      text: file.parts.draft?.text ?? '',
      until: printDate(daysAfter(today, scheme.casework.commentDays)),
    }),
    read: readDraft,
    Fields: ({ typed, problems, context }) => (
      <>
        <Shown head="What was found" text={context.file.parts.investigation?.text} />
        <DeskTextArea
          id="text"
          label="Draft decision"
          hint="In plain words and without names. It stands in the case as it was sent."
          rows={10}
          value={typed.text}
          error={problemOf(problems, 'text')}
        />
        <DeskTextInput
          id="until"
          label="Comments until"
          hint={untilHint(typed.until ?? '', context)}
          width={20}
          value={typed.until}
          error={problemOf(problems, 'until')}
        />
      </>
    ),
  },
  comment: {
    action: () => 'Record a comment',
    lead: 'Once both sides have commented, the decision is next.',
    fields: ['side', 'text'],
    read: (typed) =>
      readSaid(typed, {
        kind: 'comment',
        ifNoSide: 'Choose who commented.',
        ifNoText: 'Write what they said, or that they agree.',
      }),
    Fields: ({ typed, problems }) => (
      <SaidFields
        typed={typed}
        problems={problems}
        who="Who commented?"
        what="What they said"
        hint="In short and without names: that they agree, or what should change, and what was made of it."
      />
    ),
  },
  decided: {
    action: (stage) => (stage === 'intake' ? 'End it here' : 'Decide it'),
    lead: 'The decision counts from today, for the figures of this year.',
    fields: ['outcome', 'text', 'isRemediedBefore', 'codeConsidered', 'codeProvisions'],
    begin: ({ file }) => ({ text: file.parts.draft?.text ?? '' }),
    read: readDecided,
    Fields: ({ typed, problems, context }) => (
      <>
        <Comments file={context.file} />
        <DecisionFields typed={typed} problems={problems} context={context} />
        {context.code !== undefined && (
          <CodeFields typed={typed} problems={problems} name={context.scheme.handlingCode.name} />
        )}
      </>
    ),
  },
  'review-asked': {
    action: () => 'Record a request for review',
    lead: 'Either side may ask for a review of the decision.',
    fields: ['side', 'text'],
    read: (typed) =>
      readSaid(typed, {
        kind: 'review-asked',
        ifNoSide: 'Choose who asks for a review.',
        ifNoText: 'Write why they ask for it.',
      }),
    Fields: ({ typed, problems }) => (
      <SaidFields
        typed={typed}
        problems={problems}
        who="Who asks for a review?"
        what="Why they ask for it"
        hint="In short and without names."
      />
    ),
  },
  'review-answered': {
    action: () => 'Answer the review',
    lead: 'The decision stands, or is changed with everything that counts it.',
    fields: ['text'],
    read: (typed) => {
      const text = typed.text ?? ''
      const problems = textProblems('text', text, {
        ifMissing: 'Write the answer: why the decision stands.',
        longest: longestText,
      })
      return problems.length > 0
        ? { ok: false, problems }
        : { ok: true, request: { kind: 'review-answered', text } }
    },
    Fields: ({ typed, problems, context }) => (
      <>
        <Shown
          head="Why a review was asked for"
          text={context.file.steps.findLast(({ kind }) => kind === 'review-asked')?.text ?? undefined}
        />
        <DeskTextArea
          id="text"
          label="Why the decision stands"
          hint="Without names. Where it is to be changed, leave this empty and change the decision instead."
          rows={6}
          value={typed.text}
          error={problemOf(problems, 'text')}
        />
      </>
    ),
  },
}

/** A decision, and whether the Code was considered in it; all that is wrong with either. */
function readDecided(typed: TypedStep, { scheme, file, code }: StepContext): ReturnType<StepForm['read']> {
  const { outcome = '', text = '', isRemediedBefore = '', codeConsidered = '', codeProvisions = '' } = typed
  const reading = readDecision(scheme, file.stage, { outcome, text, isRemediedBefore })
  const considered: ConsiderationReading =
    code === undefined
      ? { ok: true, consideration: undefined }
      : readTypedConsideration({ codeConsidered, codeProvisions }, code)
  if (!reading.ok || !considered.ok) {
    const problems = [reading, considered].flatMap((one): readonly Problem[] => (one.ok ? [] : one.problems))
    return { ok: false, problems }
  }
  return {
    ok: true,
    request: { kind: 'decided', decision: reading.decision },
    consideration: considered.consideration,
  }
}

function readDraft(typed: TypedStep, { today }: StepContext) {
  const { text = '', until = '' } = typed
  const problems: Problem[] = [
    ...textProblems('text', text, { ifMissing: 'Write the draft decision.', longest: longestText }),
  ]
  const read = readDate(until)
  if (!read.ok) problems.push({ field: 'until', reason: `${read.problem}. ${read.advice}` })
  else if (read.date <= today) {
    problems.push({ field: 'until', reason: 'Both sides need time to comment. Choose a day after today.' })
  }
  if (!read.ok || problems.length > 0) return { ok: false, problems } as const
  return { ok: true, request: { kind: 'draft-sent', text, untilOn: read.date } } as const
}

/** A comment period may end on a day on which offices are closed; that is said. */
function untilHint(until: string, { bankHolidays }: StepContext): string {
  const read = readDate(until)
  const closed = read.ok ? closedDay(read.date, bankHolidays) : undefined
  const written = 'As 20 November 2023 or 20/11/2023.'
  return closed === undefined || !read.ok
    ? written
    : `${written} ${printDate(read.date)} is ${closed}, on which many offices are closed. That is allowed.`
}

function readSaid(
  typed: TypedStep,
  {
    kind,
    ifNoSide,
    ifNoText,
  }: {
    readonly kind: 'comment' | 'review-asked'
    readonly ifNoSide: string
    readonly ifNoText: string
  },
) {
  const side: Side | undefined = sides.find((one) => one === typed.side)
  const text = typed.text ?? ''
  const problems: Problem[] = [
    ...(side === undefined ? [{ field: 'side', reason: ifNoSide }] : []),
    ...textProblems('text', text, { ifMissing: ifNoText, longest: longestText }),
  ]
  if (side === undefined || problems.length > 0) return { ok: false, problems } as const
  return { ok: true, request: { kind, side, text } } as const
}

function SaidFields({
  typed,
  problems,
  who,
  what,
  hint,
}: {
  typed: TypedStep
  problems: readonly Problem[]
  who: string
  what: string
  hint: string
}) {
  return (
    <>
      <DeskRadios
        id="side"
        label={who}
        error={problemOf(problems, 'side')}
        choices={sides.map((side) => ({
          value: side,
          text: sideWords[side],
          isChosen: typed.side === side,
        }))}
      />
      <DeskTextArea
        id="text"
        label={what}
        hint={hint}
        rows={6}
        value={typed.text}
        error={problemOf(problems, 'text')}
      />
    </>
  )
}

function AssessmentFields({
  typed,
  problems,
  context,
}: {
  typed: TypedStep
  problems: readonly Problem[]
  context: StepContext
}) {
  return (
    <>
      <Shown head="The complaint" text={context.file.parts.complaint?.text} />
      {assessmentTests.map((test) => (
        <DeskTextArea
          id={test}
          label={testWords[test].name}
          hint={testWords[test].asks}
          rows={2}
          value={typed[test]}
          error={problemOf(problems, test)}
        />
      ))}
      <DeskRadios
        id="outcome"
        label="What follows?"
        hint="An early remedy: upheld here, it counts as investigated."
        error={problemOf(problems, 'outcome')}
        choices={[
          { value: toInvestigate, text: 'Investigate it', isChosen: typed.outcome === toInvestigate },
          ...outcomesAt(context.scheme, 'assessment').map(({ code, name, plainWords }) => ({
            value: code,
            text: name,
            hint: plainWords,
            isChosen: typed.outcome === code,
          })),
        ]}
      />
      <RemediedBefore
        typed={typed}
        problems={problems}
        otherwise="Not upheld, so neither"
        outcomes={outcomesAt(context.scheme, 'assessment')}
      />
      <DeskTextArea
        id="text"
        label="The decision, where it ends here"
        hint="In plain words and without names. Leave it empty where it is investigated."
        rows={4}
        value={typed.text}
        error={problemOf(problems, 'text')}
      />
    </>
  )
}

function DecisionFields({
  typed,
  problems,
  context: { scheme, file },
}: {
  typed: TypedStep
  problems: readonly Problem[]
  context: StepContext
}) {
  const outcomes = outcomesAt(scheme, file.stage)
  return (
    <>
      <DeskRadios
        id="outcome"
        label="How does it end?"
        error={problemOf(problems, 'outcome')}
        choices={outcomes.map(({ code, name, plainWords }) => ({
          value: code,
          text: name,
          hint: plainWords,
          isChosen: typed.outcome === code,
        }))}
      />
      <RemediedBefore
        typed={typed}
        problems={problems}
        otherwise="Not upheld, so neither"
        outcomes={outcomes}
      />
      <DeskTextArea
        id="text"
        label="The decision"
        hint="In plain words and without names: what was found, and what follows."
        rows={8}
        value={typed.text}
        error={problemOf(problems, 'text')}
      />
    </>
  )
}

/** Whether the authority's own handling of the complaint was looked at beside the Code. */
function CodeFields({
  typed,
  problems,
  name,
}: {
  typed: TypedStep
  problems: readonly Problem[]
  name: string
}) {
  return (
    <>
      <DeskRadios
        id="codeConsidered"
        label={`Was the ${name} considered?`}
        error={problemOf(problems, 'codeConsidered')}
        choices={[
          { value: 'yes', text: 'Yes', isChosen: typed.codeConsidered === 'yes' },
          { value: 'no', text: 'No', isChosen: typed.codeConsidered === 'no' },
          { value: '', text: 'Not recorded', isChosen: (typed.codeConsidered ?? '') === '' },
        ]}
      />
      <DeskTextInput
        id="codeProvisions"
        label="Which provisions, if any stood out?"
        hint="Their numbers, such as 6.1, 6.3. It can be left empty."
        width={20}
        value={typed.codeProvisions}
        error={problemOf(problems, 'codeProvisions')}
      />
    </>
  )
}

/** Asked only where a case may be upheld. */
function RemediedBefore({
  typed,
  problems,
  otherwise,
  outcomes,
}: {
  typed: TypedStep
  problems: readonly Problem[]
  otherwise: string
  outcomes: readonly { readonly isUpheld: boolean }[]
}) {
  if (!outcomes.some(({ isUpheld }) => isUpheld)) return null
  return (
    <DeskRadios
      id="isRemediedBefore"
      label="Remedied before it came here?"
      hint="Whether the authority had already offered what we agree was a proper remedy."
      error={problemOf(problems, 'isRemediedBefore')}
      choices={[
        { value: 'yes', text: 'Yes', isChosen: typed.isRemediedBefore === 'yes' },
        { value: 'no', text: 'No', isChosen: typed.isRemediedBefore === 'no' },
        { value: '', text: otherwise, isChosen: (typed.isRemediedBefore ?? '') === '' },
      ]}
    />
  )
}

function Comments({ file }: { file: WholeCaseFile }) {
  const comments = file.steps.filter(({ kind }) => kind === 'comment')
  return (
    <>
      {comments.map(({ side, text }) => (
        <Shown head={side === null ? 'Comment' : `${sideWords[side]} said`} text={text ?? undefined} />
      ))}
    </>
  )
}

/** What is on record already and helps to fill in the form. */
function Shown({ head, text }: { head: string; text: string | undefined }) {
  if (text === undefined) return null
  return (
    <blockquote class="case-comment">
      <p class="note">{head}</p>
      <Written text={text} />
    </blockquote>
  )
}
