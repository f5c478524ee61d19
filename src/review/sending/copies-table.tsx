import { printMoment } from '../../scheme/printed-dates.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm } from '../../web/desk-form-controls.tsx'
import { State } from '../../web/desk-page.tsx'
import type { LetterCopy } from './letter-copy.ts'
import type { AuthorityCopies } from './sending-summary.ts'

export type CopiesTableSettings = {
  readonly scheme: Scheme
  readonly year: ReportingYear
  readonly groups: readonly AuthorityCopies[]
  /** What the table lists, for those who do not see where it stands. */
  readonly caption: string
  /** The token of a form that is sent to an address; undefined for somebody who may only look. */
  readonly tokenFor: ((action: string) => string) | undefined
}

/** Whole authorities, each with every copy of its letter and what the server said of it. */
export function CopiesTable({ scheme, year, groups, caption, tokenFor }: CopiesTableSettings) {
  return (
    <table class="desk-table desk-table--list copies">
      <caption class="govuk-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Authority</th>
          <th scope="col">Post</th>
          <th scope="col">Address</th>
          <th scope="col" class="number">
            When
          </th>
          <th scope="col">Server</th>
        </tr>
      </thead>
      {groups.map(({ authority, revision, copies }) => (
        <tbody>
          {copies.map((copy, index) => (
            <tr>
              {index === 0 && (
                <th scope="rowgroup" rowspan={copies.length}>
                  {authority}
                  {revision > 1 && <span class="note">Reissued, revision {revision}</span>}
                </th>
              )}
              <td>{copy.post}</td>
              <td class="address">
                <BreakingAddress address={copy.address} />
              </td>
              <td class="number">{copy.answeredAt && shortMoment(scheme, copy.answeredAt, copy.queuedAt)}</td>
              <td>
                <CopyState scheme={scheme} copy={copy} />
                {tokenFor && <CopyActions year={year} copy={copy} tokenFor={tokenFor} />}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

/** An address that a narrow column breaks where it may be broken. */
export function BreakingAddress({ address }: { address: string }) {
  const at = address.lastIndexOf('@') + 1
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  )
}

function CopyState({ scheme, copy }: { scheme: Scheme; copy: LetterCopy }) {
  return (
    <>
      {stateInWords(scheme, copy)}
      {copy.answer !== null && hasTellingAnswer(copy) && <span class="note">{copy.answer}</span>}
      {copy.secondCopyCount > 0 && (
        <span class="note">
          Sent again without knowing whether it had arrived: there may be {copy.secondCopyCount + 1} copies
          with the same message number.
        </span>
      )}
    </>
  )
}

function hasTellingAnswer({ state }: LetterCopy): boolean {
  return state !== 'taken' && state !== 'received'
}

function stateInWords(scheme: Scheme, copy: LetterCopy) {
  switch (copy.state) {
    case 'waiting':
      return <State mark="open">Waiting</State>
    case 'handing-over':
      return <State mark="attention">Handing over</State>
    case 'taken':
      return <State mark="done">Taken</State>
    case 'refused':
      return <State mark="blocks">Refused</State>
    case 'given-up':
      return <State mark="blocks">Given up after {copy.attemptCount} tries</State>
    case 'trying-again':
      return (
        <State mark="open">
          Busy, {ordinal(copy.attemptCount + 1)} try at{' '}
          {copy.nextTryAt && shortMoment(scheme, copy.nextTryAt, copy.queuedAt)}
        </State>
      )
    case 'uncertain':
      return <State mark="attention">No answer after hand-over</State>
    case 'received':
      return (
        <>
          <State mark="done">They have it</State>
          <span class="note">
            said by {copy.decidedBy}
            {copy.decidedAt && `, ${shortMoment(scheme, copy.decidedAt, copy.queuedAt)}`}
          </span>
        </>
      )
    case 'corrected':
      return <State mark="open">Sent to another address</State>
  }
}

function CopyActions({
  year,
  copy,
  tokenFor,
}: {
  year: ReportingYear
  copy: LetterCopy
  tokenFor: (action: string) => string
}) {
  const action = deskAddresses.letterCopy(year, copy)
  const to = <span class="govuk-visually-hidden"> to {copy.address}</span>
  if (copy.state === 'uncertain') {
    return (
      <div class="copies__actions">
        <DeskForm action={action} token={tokenFor(action)}>
          <button type="submit" name="decision" value="send-again">
            Send again{to}
          </button>
          <button type="submit" name="decision" value="received">
            They have it
            <span class="govuk-visually-hidden"> at {copy.address}</span>
          </button>
        </DeskForm>
      </div>
    )
  }
  if (copy.state !== 'refused' && copy.state !== 'given-up') return null
  return (
    <div class="copies__actions">
      <a href={deskAddresses.letterCopyAddress(year, copy)}>
        Correct the address
        <span class="govuk-visually-hidden"> {copy.address}</span>
      </a>
      <DeskForm action={action} token={tokenFor(action)}>
        <button type="submit" name="decision" value="send-again">
          Try again{to}
        </button>
      </DeskForm>
    </div>
  )
}

/** The time, and the day where it is another than the one it is seen from. */
export function shortMoment(scheme: Scheme, moment: Date, seenFrom: Date): string {
  const [day = '', time = ''] = printMoment(scheme, moment).split(', ')
  return printMoment(scheme, seenFrom).startsWith(`${day},`) ? time : `${day.replace(/ \d{4}$/, '')}, ${time}`
}

const ordinals = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

function ordinal(count: number): string {
  return ordinals[count] ?? 'another'
}
