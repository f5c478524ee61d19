import { mayDo, type Staff } from '../../accounts/person.ts'
import {
  type DeskChoice,
  DeskForm,
  DeskRadios,
  DeskTextArea,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { standingMark } from '../seen-standing.ts'
import type { LetterStep } from './letter-decision-actions.ts'
import type { LetterList } from './letter-lists.ts'
import { decidedMark, type LetterUnderReview } from './letter-under-review.ts'
import type { OpenStanding } from './rehearsal-actions.ts'

type DecisionFormSettings = {
  readonly under: LetterUnderReview
  readonly standing: OpenStanding
  readonly staff: Staff
  readonly list: LetterList
  readonly hasNext: boolean
  readonly action: string
  readonly token: string
  readonly problems: readonly Problem[]
  /** What was sent and refused, with everything typed. */
  readonly form: SentForm | undefined
}

/** What somebody decides about a letter, and what they may: approvers everything, others the added words. */
export function DecisionForm(settings: DecisionFormSettings) {
  const { under, standing, staff, list, hasNext, action, token, problems, form } = settings
  if (standing.current.stage !== 'draft' && standing.current.stage !== 'checked') {
    return (
      <>
        <h2>Your decision</h2>
        <p class="note">
          Letters are decided about while a review is a draft or being checked; this one is{' '}
          {standing.current.stage}.
        </p>
      </>
    )
  }
  if (!mayDo(staff, 'write-paragraph')) return null
  const isApprover = mayDo(staff, 'decide-letters')
  return (
    <>
      <h2>{isApprover ? 'Your decision' : 'Added words'}</h2>
      <DeskForm action={action} token={token}>
        <input type="hidden" name="standing" value={standingMark(standing.current)} />
        <input type="hidden" name="content" value={under.contentHash.toString('hex')} />
        <input type="hidden" name="decided" value={decidedMark(under)} />
        <input type="hidden" name="list" value={list} />
        <DeskRadios
          id="decision"
          label={isApprover ? 'What happens with this letter?' : 'What do you want to change?'}
          error={problemOf(problems, 'decision')}
          choices={[
            ...(isApprover ? decisions(under, staff, problems, form) : []),
            ...wordChoices(under, problems, form),
          ]}
        />
        <Button text={hasNext ? 'Save and open the next' : 'Save'} />
      </DeskForm>
    </>
  )
}

/** What a form asked for; the words that belong to another choice are left aside. */
export function stepOf(
  form: SentForm,
): { readonly ok: true; readonly step: LetterStep } | ({ readonly ok: false } & Problem) {
  switch (form.text('decision')) {
    case 'pass':
      return { ok: true, step: { kind: 'pass' } }
    case 'hold':
      return { ok: true, step: { kind: 'hold', reason: form.text('hold-reason') } }
    case 'leave-out':
      return { ok: true, step: { kind: 'leave-out', reason: form.text('leave-out-reason') } }
    case 'write':
      return { ok: true, step: { kind: 'write', text: form.text('words') } }
    case 'remove':
      return { ok: true, step: { kind: 'remove' } }
    default:
      return { ok: false, reason: 'Choose what happens with this letter.', field: 'decision' }
  }
}

function decisions(
  under: LetterUnderReview,
  staff: Staff,
  problems: readonly Problem[],
  form: SentForm | undefined,
): readonly DeskChoice[] {
  const { decision, addedWords } = under
  const isWaiting = addedWords !== null && addedWords.approvedBy === null
  const isOwn = isWaiting && addedWords.writtenBy === staff.email
  const reasonOf = (held: 'held' | 'left-out') => (decision?.decision === held ? decision.reason : null) ?? ''
  return [
    {
      value: 'pass',
      text: isWaiting ? 'Pass, with the added words approved' : 'Pass',
      hint: isOwn ? 'You wrote the added words, so somebody else has to approve them' : undefined,
      isChosen: chosenOf(form, decision?.decision === 'passed' ? 'pass' : undefined) === 'pass',
    },
    {
      value: 'hold',
      text: 'Hold',
      isChosen: chosenOf(form, decision?.decision === 'held' ? 'hold' : undefined) === 'hold',
      children: (
        <DeskTextArea
          id="hold-reason"
          label="Why? Others will read this."
          rows={2}
          value={form?.text('hold-reason') ?? reasonOf('held')}
          error={problemOf(problems, 'hold-reason')}
        />
      ),
    },
    {
      value: 'leave-out',
      text: 'Leave out',
      hint: 'Neither sealed nor sent; the others go without it',
      isChosen: chosenOf(form, decision?.decision === 'left-out' ? 'leave-out' : undefined) === 'leave-out',
      children: (
        <DeskTextArea
          id="leave-out-reason"
          label="Why is it left out? Others will read this."
          rows={2}
          value={form?.text('leave-out-reason') ?? reasonOf('left-out')}
          error={problemOf(problems, 'leave-out-reason')}
        />
      ),
    },
  ]
}

function wordChoices(
  { addedWords }: LetterUnderReview,
  problems: readonly Problem[],
  form: SentForm | undefined,
): readonly DeskChoice[] {
  return [
    {
      value: 'write',
      text: addedWords === null ? 'Add words to it' : 'Change the added words',
      hint: 'Somebody else must then approve them',
      isChosen: chosenOf(form, undefined) === 'write',
      children: (
        <DeskTextArea
          id="words"
          label="Words for this authority alone"
          hint="Plain text of up to 2,000 characters; a blank line parts paragraphs."
          rows={5}
          value={form?.text('words') ?? addedWords?.text ?? ''}
          error={problemOf(problems, 'words')}
        />
      ),
    },
    ...(addedWords === null
      ? []
      : [
          {
            value: 'remove',
            text: 'Take the added words away',
            isChosen: chosenOf(form, undefined) === 'remove',
          },
        ]),
  ]
}

/** What was sent comes before what stands in the record. */
function chosenOf(form: SentForm | undefined, recorded: string | undefined): string | undefined {
  return form ? form.text('decision') : recorded
}
