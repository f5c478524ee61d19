import { mayDo, type Staff } from '../../accounts/person.ts'
import { tokenOf } from '../../accounts/signed-in-route.tsx'
import type { KnownCase } from '../../casework/case-record.ts'
import { type CaseFile, placeOf } from '../../casework/complaint/case-file.ts'
import { canTake } from '../../casework/complaint/case-stage.ts'
import { commentsAwaited } from '../../casework/complaint/case-step.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { CasePart } from '../../web/case-part.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm } from '../../web/desk-form-controls.tsx'
import { Button, ButtonLink } from '../../web/form-controls.tsx'
import type { ReviewDesk } from '../review-desk.tsx'
import { type StepOfForm, stepForms } from './case-step-forms.tsx'

/** What can be done with a case: at most one thing is the next one, the others stand beside it. */
export function CaseNext({
  desk,
  staff,
  known,
  file,
  today,
  changeRefusal,
}: {
  desk: ReviewDesk
  staff: Staff
  known: KnownCase
  file: CaseFile | undefined
  today: IsoDate
  /** Why what is on record cannot be changed now; undefined where it can. */
  changeRefusal: string | undefined
}) {
  const mayWork = mayDo(staff, 'work-on-cases')
  const mayChange = mayDo(staff, 'change-cases')
  if (!mayWork && !mayChange) return null
  const { slug } = known.authority
  const steps = mayWork && file !== undefined ? possibleSteps(file, today) : []
  const [first, ...others] = steps
  const isPrimary = first !== undefined && file?.task !== null
  // While a case is worked on here its decision is a step of its own.
  const isChanged = mayChange && (file === undefined || file.stage === 'decided')
  return (
    <CasePart id="next" head="Next" isChapter={true}>
      <div class="case-next">
        {first !== undefined && (
          <StepLink
            desk={desk}
            staff={staff}
            known={known}
            file={file}
            kind={first}
            isSecondary={!isPrimary}
          />
        )}
        {others.map((kind) => (
          <StepLink desk={desk} staff={staff} known={known} file={file} kind={kind} isSecondary={true} />
        ))}
        {mayWork && file === undefined && <BeginWork desk={desk} staff={staff} known={known} />}
        {isChanged && changeRefusal === undefined && (
          <ButtonLink
            text="Change this case"
            href={deskAddresses.caseChange(slug, known.reference)}
            isSecondary={true}
          />
        )}
        {isChanged && changeRefusal !== undefined && <p class="desk-unready">Change this case</p>}
      </div>
      {first !== undefined && <p class="note">{stepForms[first].lead}</p>}
      {isChanged && (
        <p class="note">
          {changeRefusal ??
            'When a case is changed you see everything that would change before anything is saved.'}
        </p>
      )}
      {mayChange && !isChanged && (
        <p class="note">
          Category and subcategory can be{' '}
          <a href={deskAddresses.caseChange(slug, known.reference)}>changed on record</a>.
        </p>
      )}
    </CasePart>
  )
}

/** The steps that can be taken with a case now, the one that is next first. */
function possibleSteps(file: CaseFile, today: IsoDate): readonly StepOfForm[] {
  const mayDecide = commentsAwaited(file, today) === undefined
  const order: readonly StepOfForm[] = [
    'resumed',
    'acknowledged',
    'sent-to-assessment',
    'assessed',
    ...(file.stage === 'draft' && mayDecide ? (['decided', 'comment'] as const) : []),
    ...(file.stage === 'draft' && !mayDecide ? (['comment'] as const) : []),
    'review-answered',
    'draft-sent',
    ...(file.stage === 'intake' ? (['decided'] as const) : []),
    'review-asked',
    'assigned',
    'paused',
  ]
  return order.filter((kind) => canTake(kind, placeOf(file)))
}

/** A step that needs nothing to be typed is a form of one button; any other has a page of its own. */
function StepLink({
  desk,
  staff,
  known: { authority, reference },
  file,
  kind,
  isSecondary,
}: {
  desk: ReviewDesk
  staff: Staff
  known: KnownCase
  file: CaseFile | undefined
  kind: StepOfForm
  isSecondary: boolean
}) {
  const action = deskAddresses.caseStep(authority.slug, reference, kind)
  const { action: text, fields } = stepForms[kind]
  if (fields.length > 0)
    return <ButtonLink text={text(file?.stage)} href={action} isSecondary={isSecondary} />
  return (
    <DeskForm action={action} token={tokenOf(desk, staff, action)}>
      <input type="hidden" name="seen" value={String(file?.version ?? 0)} />
      <Button text={text(file?.stage)} isSecondary={isSecondary} />
    </DeskForm>
  )
}

function BeginWork({ desk, staff, known }: { desk: ReviewDesk; staff: Staff; known: KnownCase }) {
  const action = deskAddresses.caseWork(known.authority.slug, known.reference)
  const isDecided = known.record.decidedOn !== null
  return (
    <DeskForm action={action} token={tokenOf(desk, staff, action)}>
      <Button text={isDecided ? 'A review was asked for' : 'Work on it here'} isSecondary={isDecided} />
    </DeskForm>
  )
}
