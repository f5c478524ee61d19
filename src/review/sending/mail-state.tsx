import { mayDo, type Staff } from '../../accounts/person.ts'
import { tokenOf } from '../../accounts/signed-in-route.tsx'
import { readMailSettings } from '../../mail/mail-settings.ts'
import type { SendingState } from '../../mail/sending-store.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm } from '../../web/desk-form-controls.tsx'
import { State } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { ReviewDesk } from '../review-desk.tsx'

/** What keeps mail from leaving, and what to do about it; nothing where mail leaves, or none is needed. */
export function MailState({
  desk,
  staff,
  sending,
  isNeeded,
}: {
  desk: ReviewDesk
  staff: Staff
  sending: SendingState
  /** Something waits, or soon will. */
  isNeeded: boolean
}) {
  return (
    <>
      <Suspension desk={desk} staff={staff} sending={sending} />
      {isNeeded && <MissingSettings desk={desk} />}
    </>
  )
}

function Suspension({ desk, staff, sending }: { desk: ReviewDesk; staff: Staff; sending: SendingState }) {
  const { suspendedAt, failure, nextStartAt } = sending
  const action = deskAddresses.mailResumption()
  if (suspendedAt === null) {
    if (failure === null || nextStartAt === null) return null
    return (
      <p class="mail-state">
        <State mark="attention">The mail server failed</State>
        <span class="note">
          {failure} Nothing is lost; the next try is at {printMoment(desk.scheme, nextStartAt)}.
        </span>
      </p>
    )
  }
  return (
    <div class="mail-state">
      <h2>Sending is suspended</h2>
      <p>
        <State mark="blocks">Since {printMoment(desk.scheme, suspendedAt)}</State>
      </p>
      <p>{failure}</p>
      {mayDo(staff, 'keep-mail-going') ? (
        <>
          <p>
            The server failed again and again, so nothing is sent until somebody has looked. Have it put
            right, then resume: every mail that was not handed over is still waiting, and none is sent twice.
          </p>
          <DeskForm action={action} token={tokenOf(desk, staff, action)}>
            <Button text="Resume sending" />
          </DeskForm>
        </>
      ) : (
        <p>
          A statistician or an administrator resumes it once the server works again. Nothing is lost
          meanwhile.
        </p>
      )}
    </div>
  )
}

/** Whether mail can leave, if nothing suspends it. */
export function hasMailSettings(desk: ReviewDesk): boolean {
  const reading = readMailSettings(process.env, desk.site.isDemonstration)
  return reading.ok && reading.settings !== null
}

function MissingSettings({ desk }: { desk: ReviewDesk }) {
  if (hasMailSettings(desk)) return null
  const reading = readMailSettings(process.env, desk.site.isDemonstration)
  return (
    <div class="mail-state">
      <h2>Mail waits</h2>
      <p>
        <State mark="blocks">
          {reading.ok ? 'No way to send mail is set' : 'The settings of mail are wrong'}
        </State>
      </p>
      <p>
        {reading.ok
          ? 'Set SMTP_URL and MAIL_FROM for a mail server, or NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID for GOV.UK Notify, and start Upheld again. What is queued waits until then and is not lost.'
          : reading.reason}
      </p>
    </div>
  )
}
