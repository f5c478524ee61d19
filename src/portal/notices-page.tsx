import type { Context } from 'hono'
import type { Officer } from '../accounts/person.ts'
import { tokenOf } from '../accounts/signed-in-route.tsx'
import { chooseNotices } from '../casework/notices/notice-actions.ts'
import { readNoticeChoice } from '../casework/notices/notice-store.ts'
import type { ReviewDesk } from '../review/review-desk.tsx'
import { deskAddresses } from '../web/desk-addresses.ts'
import { DeskForm, DeskRadios } from '../web/desk-form-controls.tsx'
import { Notice, Standing } from '../web/desk-page.tsx'
import { Button } from '../web/form-controls.tsx'
import type { SentForm } from '../web/sent-form.ts'
import { OfficerPage } from './officer-page.tsx'

/** How somebody is told by e-mail of what concerns their authority. */
export async function showNotices(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const isWeekly = (await readNoticeChoice(desk.database, officer.id)) ?? false
  const action = deskAddresses.portalNotices()
  const isLink = officer.roles.includes('link-officer')
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title="What we tell you of by e-mail"
      current={deskAddresses.portal()}
      back={{ text: 'To do', href: deskAddresses.portal() }}
    >
      {context.req.query('done') === 'chosen' && <Notice>It is kept. It holds for you alone.</Notice>}
      <h1>What we tell you of by e-mail</h1>
      <Standing>
        <strong>{isWeekly ? 'Once a week, on Mondays.' : 'Each thing as it happens.'}</strong> A mail has a
        reference and a link, and nothing about people.
      </Standing>
      {isLink ? (
        <p>
          As link officer you are told when evidence is due in ten working days, when it is overdue, when a
          query is answered and when a letter is ready.
        </p>
      ) : officer.roles.includes('monitoring-officer') ? (
        <p>As monitoring officer you are told when evidence is overdue.</p>
      ) : (
        <p>As reader you are told of nothing; your link officer is.</p>
      )}
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
        <DeskRadios
          id="how"
          label="How do you want to be told?"
          choices={[
            { value: 'each', text: 'Each thing as it happens', isChosen: !isWeekly },
            { value: 'weekly', text: 'Once a week, on Mondays, in one mail', isChosen: isWeekly },
          ]}
        />
        <Button text="Keep this" />
      </DeskForm>
    </OfficerPage>,
  )
}

/** Keeps what somebody chose. */
export async function sendNotices(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  await chooseNotices(desk.database, officer, form.text('how') === 'weekly')
  return context.redirect(`${deskAddresses.portalNotices()}?done=chosen`, 303)
}
