import { withNoun } from '../../scheme/count-noun.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm } from '../../web/desk-form-controls.tsx'
import { State } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { ReviewDesk } from '../review-desk.tsx'
import type { LettersUnderReview } from './letter-under-review.ts'
import type { Rehearsal } from './rehearsal-store.ts'

type RehearsalStateSettings = {
  readonly desk: ReviewDesk
  readonly year: ReportingYear
  readonly rehearsal: Rehearsal | undefined
  readonly letters: LettersUnderReview
  /** Of the form that begins one; undefined for those who may not. */
  readonly token: string | undefined
}

/** When all letters were last made and read back, how far it is, and the way to do it again. */
export function RehearsalState({ desk, year, rehearsal, letters, token }: RehearsalStateSettings) {
  if (letters.counts.all === 0) return null
  if (rehearsal?.isUnderWay) return <UnderWay year={year} rehearsal={rehearsal} />
  return (
    <div class="rehearsal-state">
      <p>{stateInWords(desk, rehearsal, letters)}</p>
      {token !== undefined && (
        <DeskForm action={deskAddresses.rehearsal(year)} token={token}>
          <Button text={rehearsal?.finishedAt ? 'Recompute' : 'Make all letters'} isSecondary={true} />
        </DeskForm>
      )}
    </div>
  )
}

function UnderWay({
  year,
  rehearsal: { doneCount, letterCount },
}: {
  year: ReportingYear
  rehearsal: Rehearsal
}) {
  return (
    <div class="rehearsal-state" data-rehearsal-progress={deskAddresses.rehearsalProgress(year)}>
      <p>
        <State mark="attention">Under way</State>{' '}
        <label for="rehearsal-progress">Letters made and read back</label>:{' '}
        <span class="rehearsal-state__count">{progressInWords(doneCount, letterCount)}</span>
      </p>
      <progress id="rehearsal-progress" max={Math.max(letterCount, 1)} value={doneCount} />
      <p>
        <a href={deskAddresses.rehearsal(year)}>Look again</a>
      </p>
    </div>
  )
}

function progressInWords(doneCount: number, letterCount: number): string {
  return letterCount === 0 ? 'just begun' : `${number(doneCount)} of ${number(letterCount)}`
}

function stateInWords(
  { scheme }: ReviewDesk,
  rehearsal: Rehearsal | undefined,
  { counts, fingerprint }: LettersUnderReview,
) {
  const missing = withNoun(number(counts.withoutProof), { one: 'letter has', many: 'letters have' })
  const unproven = counts.withoutProof > 0 && ` ${missing} no finished PDF that equals the record.`
  if (!rehearsal) return <>Not rehearsed yet.{unproven}</>
  if (rehearsal.finishedAt === null) {
    return (
      <>
        <strong>The last rehearsal ended before it was done</strong>, as its program stopped. What it had made
        is kept.{unproven}
      </>
    )
  }
  const seconds = ((rehearsal.workedMs ?? 0) / 1000).toLocaleString('en-GB', { maximumFractionDigits: 1 })
  const when = `Recomputed ${printMoment(scheme, rehearsal.finishedAt)}, in ${seconds} seconds.`
  if (rehearsal.fingerprint?.equals(fingerprint)) {
    return (
      <>
        {when}
        {unproven}
      </>
    )
  }
  return (
    <>
      {when} <strong>Some letters have changed since.</strong>
      {unproven}
    </>
  )
}

function number(count: number): string {
  return count.toLocaleString('en-GB')
}
