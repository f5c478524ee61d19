import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { numberInWords } from '../../scheme/sentence-words.ts'
import { CasePart } from '../../web/case-part.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { opening } from '../../web/opening.ts'
import { type CaseRecord, type KnownCase, printCaseValue } from '../case-record.ts'
import { printPence } from './pence.ts'
import { isServiceImprovement, kindName, type Recommendation, shortDate } from './recommendation.ts'
import type { RecordedRecommendation } from './recommendation-store.ts'
import { ActionState } from './settlement-words.tsx'

/** What was agreed in a case, as part of the page about it; nothing where nothing was agreed and nobody may agree it. */
export function AgreedPart({
  scheme,
  known: { authority, reference, record },
  actions,
  today,
  mayAgree,
  maySee,
}: {
  scheme: Scheme
  known: KnownCase
  actions: readonly RecordedRecommendation[]
  today: IsoDate
  /** Whoever reads it may agree actions, and the case is where they are agreed. */
  mayAgree: boolean
  /** Whoever reads it may see what was agreed in its words, and the evidence; others see what kinds of actions, and how they ended. */
  maySee: boolean
}) {
  const { slug } = authority
  const { remedyDueOn, complianceOutcome, decidedOn } = record
  if (actions.length === 0 && remedyDueOn === null && complianceOutcome === null && !mayAgree) return null
  return (
    <CasePart
      id="agreed"
      head="What was agreed"
      note={agreedNote(actions.length, remedyDueOn)}
      isChapter={true}
    >
      {actions.length > 0 && (
        <table class="desk-table desk-table--list case-table">
          <thead>
            <tr>
              <th scope="col">Action</th>
              <th scope="col" class="number">
                Due
              </th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {actions.map((action) => (
              <tr>
                <td>
                  <ActionWords scheme={scheme} action={action} maySee={maySee} />
                  <ActionLinks
                    slug={slug}
                    reference={reference}
                    action={action}
                    maySee={maySee && decidedOn !== null}
                    mayChange={mayAgree && action.settlement === null}
                  />
                </td>
                <td class="number">
                  <span class="portal-label">Due </span>
                  {shortDate(action.dueOn)}
                </td>
                <td>
                  <ActionState
                    scheme={scheme}
                    action={action}
                    today={today}
                    caseOutcome={complianceOutcome}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(actions.length > 0 || complianceOutcome !== null) && (
        <p class="note">{outcomeSentence(scheme, record, actions.length)}</p>
      )}
      {mayAgree && (
        <p>
          <a href={deskAddresses.newAction(slug, reference)}>
            {actions.length === 0 ? 'Agree an action' : 'Agree one more action'}
          </a>
        </p>
      )}
    </CasePart>
  )
}

function agreedNote(count: number, due: IsoDate | null) {
  if (count === 0 && due === null) return 'nothing yet'
  return (
    <>
      {count > 0 && (count === 1 ? '1 action' : `${count} actions`)}
      {count > 0 && due !== null && <br />}
      {due !== null && `${count > 1 ? 'last one due' : 'due'} ${printDate(due)}`}
    </>
  )
}

function outcomeSentence(
  scheme: Scheme,
  { complianceOutcome, complianceRecordedOn }: CaseRecord,
  count: number,
): string {
  if (complianceOutcome !== null && complianceRecordedOn !== null) {
    return `${printCaseValue(scheme, 'complianceOutcome', complianceOutcome)}: recorded on ${printDate(complianceRecordedOn)}, and counts in the year of that day.`
  }
  const all = count === 2 ? 'both' : `all ${numberInWords(count)}`
  const when = count === 1 ? 'it is settled' : `${all} are settled`
  return `The case’s compliance outcome follows when ${when}, and counts in the year it is recorded.`
}

function ActionWords({
  scheme,
  action,
  maySee,
}: {
  scheme: Scheme
  action: Recommendation
  maySee: boolean
}) {
  const { kind, text, amountPence, summary } = action
  const isImprovement = isServiceImprovement(scheme, kind)
  const name = isImprovement ? 'Service improvement' : kindName(scheme, kind)
  const said = maySee ? (text ?? summary) : null
  const amount = amountPence === null ? null : printPence(amountPence)
  const head = amount === null || said?.includes(amount) ? name : `${name}, ${amount}`
  return (
    <>
      <strong>{said === null ? head : `${head}:`}</strong> {said !== null && opening(said, 300)}
      {isImprovement && (
        <span class="note">{summary === null ? 'No public summary' : 'Public summary written'}</span>
      )}
    </>
  )
}

function ActionLinks({
  slug,
  reference,
  action,
  maySee,
  mayChange,
}: {
  slug: string
  reference: string
  action: Recommendation
  maySee: boolean
  mayChange: boolean
}) {
  if (!maySee && !mayChange) return null
  return (
    <span class="note">
      {maySee && (
        <a href={deskAddresses.recommendation(slug, reference, action.number)}>
          Evidence and outcome<span class="govuk-visually-hidden"> of action {action.number}</span>
        </a>
      )}
      {maySee && mayChange && ' · '}
      {mayChange && (
        <a href={deskAddresses.action(slug, reference, action.number)}>
          Change<span class="govuk-visually-hidden"> action {action.number}</span>
        </a>
      )}
    </span>
  )
}
