import type { Context } from 'hono'
import { mayDo, postOf, type Staff } from '../../accounts/person.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { printMoment, printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm, ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { recordLook } from '../embargoed-look-actions.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { reviewPage } from '../review-page.tsx'
import { askedYear, noSuchReview } from '../review-parts.tsx'
import { readStanding } from '../review-standing-store.ts'
import { printFingerprint } from './fingerprint.ts'
import { onePost } from './one-post.ts'
import { sealReview, showFingerprint } from './seal-actions.ts'
import { readSeals, type Seal } from './seal-store.ts'

/** Seals an approved review. What stands in the way is told on the page of the review. */
export async function sendSeal(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const sealing = await sealReview(desk.database, desk.scheme, year, {
    actor: staff.email,
    post: postOf(staff),
    seen: form.text('standing'),
  })
  if (sealing.ok) return context.redirect(`${deskAddresses.review(year)}?done=sealed`, 303)
  context.status(sealing.isStale ? 409 : 422)
  return reviewPage(context, desk, staff, [sealing], form)
}

/** The seals of a year, and where a fingerprint is shown to everybody. */
export async function showSeal(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  return sealPage(context, desk, staff, [])
}

/** Shows a fingerprint to everybody, ahead of what it stands for. */
export async function sendFingerprint(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const revision = /^[1-9]\d{0,4}$/.test(form.text('revision')) ? Number(form.text('revision')) : 0
  const showing = await showFingerprint(desk.database, { year, revision }, staff.email)
  if (showing.ok) return context.redirect(`${deskAddresses.review(year)}?done=fingerprint-shown`, 303)
  context.status(422)
  return sealPage(context, desk, staff, [showing])
}

async function sealPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  problems: readonly Problem[],
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const standing = await readStanding(desk.database, year)
  if (standing) await recordLook(desk, staff, standing, 'seal')
  const seals = await readSeals(desk.database, year)
  const now = await currentMoment(desk.database)
  const name = formatReportingYear(year)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Seal ${name}`}
      current={deskAddresses.desk()}
      back={{ text: `Annual review ${name}`, href: deskAddresses.review(year) }}
    >
      <ErrorSummary problems={problems} />
      <h1>Seal and fingerprint</h1>
      {seals.length === 0 ? (
        <Standing>
          <strong>Not sealed yet.</strong> Once it is approved, sealing freezes figures, counted cases,
          letters and wording under one fingerprint.
        </Standing>
      ) : (
        <Standing>
          <strong>Frozen.</strong> The database itself refuses to change what is sealed. Whoever notes the
          fingerprint can check that later.
        </Standing>
      )}
      {seals.toReversed().map((seal) => (
        <SealSection desk={desk} staff={staff} seal={seal} now={now} />
      ))}
      {seals.length > 0 && <Rebuilding year={year} />}
    </StaffPage>,
  )
}

type ShownSeal = {
  readonly desk: ReviewDesk
  readonly staff: Staff
  readonly seal: Seal
  readonly now: Date
}

function SealSection({ desk, staff, seal, now }: ShownSeal) {
  const { scheme } = desk
  const { year, revision, fingerprint, sealedAt, sealedByPost, approvalCount } = seal
  const by = sealedByPost === null ? 'from the command line' : `by ${onePost(sealedByPost)}`
  return (
    <section>
      <h2>
        {printYear(scheme, year)}, revision {revision}
      </h2>
      <p class="long-word">
        <strong>{printFingerprint(fingerprint)}</strong>
      </p>
      <p>
        Sealed {printMoment(scheme, sealedAt)} {by}
        {approvalCount > 0 && `, approved by ${withNoun(approvalCount, { one: 'person', many: 'people' })}`}.
      </p>
      <Visibility desk={desk} staff={staff} seal={seal} now={now} />
    </section>
  )
}

/** Who can see the fingerprint, and where it can be shown if nobody can yet. */
function Visibility({ desk, staff, seal, now }: ShownSeal) {
  const { year, revision, fingerprintShownAt, publishedAt } = seal
  const action = deskAddresses.fingerprint(year)
  if (fingerprintShownAt !== null) {
    return (
      <p>
        <a href={addresses.seals()}>Public since {printMoment(desk.scheme, fingerprintShownAt)}</a>, ahead of
        what it stands for.
      </p>
    )
  }
  if (publishedAt !== null && publishedAt <= now) {
    return (
      <p>
        <a href={addresses.seals()}>Public since {printMoment(desk.scheme, publishedAt)}</a>, with everything
        it stands for.
      </p>
    )
  }
  const follows = publishedAt !== null && (
    <p class="note">With what it stands for it is public from {printMoment(desk.scheme, publishedAt)}.</p>
  )
  if (!mayDo(staff, 'seal-review')) {
    return follows || <p class="note">Nobody outside has seen it. An approver can show it.</p>
  }
  return (
    <>
      {follows}
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="revision" value={String(revision)} />
        <div class="desk-actions">
          <Button text="Show the fingerprint to everybody" isSecondary />
          <p class="note">
            It gives nothing away but that this revision is sealed, and cannot be taken back.
          </p>
        </div>
      </DeskForm>
    </>
  )
}

function Rebuilding({ year }: { year: ReportingYear }) {
  return (
    <section>
      <h2>Check it</h2>
      <p>
        <strong>npx upheld verify {formatReportingYear(year)}</strong> rebuilds figures, letters and PDFs from
        the record, compares every byte, and says whether today’s cases would still give the same.
      </p>
    </section>
  )
}
