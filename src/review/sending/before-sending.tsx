import { formatCount } from '../../letters/letter-words.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm, DeskTextInput, type Problem, problemOf } from '../../web/desk-form-controls.tsx'
import { Button, Select } from '../../web/form-controls.tsx'
import type { Standing as ReviewStanding } from '../review-standing-store.ts'
import { BreakingAddress } from './copies-table.tsx'
import { type PlannedLetter, type SendingPlan, sendingMark } from './sending-plan-actions.ts'

export type BeforeSendingSettings = {
  readonly scheme: Scheme
  readonly standing: ReviewStanding
  readonly plan: SendingPlan
  /** The token of a form that is sent to an address; undefined for somebody who may only look. */
  readonly tokenFor: ((action: string) => string) | undefined
  /** Where a rehearsal goes if nothing else is typed. */
  readonly ownAddress: string
  readonly problems: readonly Problem[]
  readonly typed: { readonly authority: string; readonly address: string }
}

/** Exactly who would be sent what, a rehearsal of it, and the one button. */
export function BeforeSending(settings: BeforeSendingSettings) {
  const { scheme, standing, plan, tokenFor } = settings
  const { year, publishedAt } = standing.cycle
  const action = deskAddresses.sending(year)
  const faulty = plan.letters.filter(({ problem }) => problem !== null)
  const isFirst = standing.current?.revision === 1
  const hasPassed = isFirst && publishedAt <= standing.now
  return (
    <>
      {faulty.length > 0 && (
        <>
          <h2>In the way: {faulty.length}</h2>
          <ul class="govuk-list">
            {faulty.map(({ problem }) => (
              <li class="warning">{problem}</li>
            ))}
          </ul>
        </>
      )}
      {hasPassed && (
        <p class="warning">
          The moment of publication, {printMoment(scheme, publishedAt)}, has passed.{' '}
          <a href={deskAddresses.moment(year)}>Set a later one</a>, and the letters can be sent.
        </p>
      )}
      {plan.letters.length > 0 && tokenFor && <Rehearsal {...settings} />}
      {tokenFor && faulty.length === 0 && !hasPassed && (
        <>
          <h2>Send</h2>
          <p>
            {plan.letters.length === 0
              ? 'No letter of this revision is new or changed, so nothing is mailed.'
              : 'Every letter is mailed once, to the addresses below. Mail that has left cannot be called back.'}{' '}
            {isFirst
              ? `From then on each authority sees its own, and everybody from ${printMoment(scheme, publishedAt)}.`
              : 'The corrected figures become public with it.'}
          </p>
          <DeskForm action={action} token={tokenFor(action)}>
            <input type="hidden" name="standing" value={sendingMark(standing, plan)} />
            <Button
              text={
                plan.letters.length === 0
                  ? 'Go on without mail'
                  : `Send ${formatCount(plan.letters.length)} ${plan.letters.length === 1 ? 'letter' : 'letters'}`
              }
            />
          </DeskForm>
        </>
      )}
      {plan.letters.length > 0 && <Plan letters={plan.letters} />}
    </>
  )
}

function Rehearsal({ standing, plan, tokenFor, ownAddress, problems, typed }: BeforeSendingSettings) {
  const action = deskAddresses.sendingRehearsal(standing.cycle.year)
  return (
    <>
      <h2>Rehearse</h2>
      <p>
        One letter goes to a test address of the office, as it would leave. Its subject says that it is a
        rehearsal, and it is counted as nothing.
      </p>
      <DeskForm action={action} token={tokenFor?.(action) ?? ''}>
        <Select
          id="authority"
          name="authority"
          label="Letter to"
          items={plan.letters.map(({ letter }) => ({
            value: letter.slug,
            text: letter.authority,
            selected: letter.slug === typed.authority,
          }))}
        />
        <DeskTextInput
          id="address"
          label="Test address"
          type="email"
          value={typed.address === '' ? ownAddress : typed.address}
          error={problemOf(problems, 'address')}
        />
        <Button text="Send a rehearsal" isSecondary={true} />
      </DeskForm>
    </>
  )
}

function Plan({ letters }: { letters: readonly PlannedLetter[] }) {
  const copies = letters.reduce((sum, { recipients }) => sum + recipients.length, 0)
  return (
    <>
      <h2>Who is sent what</h2>
      <p>
        {formatCount(letters.length)} {letters.length === 1 ? 'letter' : 'letters'}, each as an attached PDF,
        to {formatCount(copies)} addresses.
      </p>
      <table class="desk-table desk-table--list copies">
        <caption class="govuk-visually-hidden">Every letter of {yearOf(letters)} and its recipients</caption>
        <thead>
          <tr>
            <th scope="col">Authority</th>
            <th scope="col">Post</th>
            <th scope="col">Address</th>
            <th scope="col">As</th>
          </tr>
        </thead>
        {letters.map(({ letter, recipients }) => (
          <tbody>
            {recipients.length === 0 && (
              <tr>
                <th scope="rowgroup">{letter.authority}</th>
                <td colspan={3} class="warning">
                  Nobody
                </td>
              </tr>
            )}
            {recipients.map(({ post, address, isCopy }, index) => (
              <tr>
                {index === 0 && (
                  <th scope="rowgroup" rowspan={recipients.length}>
                    {letter.authority}
                  </th>
                )}
                <td>{post}</td>
                <td class="address">
                  <BreakingAddress address={address} />
                </td>
                <td>{isCopy ? 'Copy' : 'Addressee'}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </>
  )
}

function yearOf([first]: readonly PlannedLetter[]): string {
  return first === undefined ? '' : formatReportingYear(first.letter.year)
}
