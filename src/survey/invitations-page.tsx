import type { Context } from 'hono'
import type { Staff } from '../accounts/person.ts'
import { type Desk, StaffPage, tokenOf } from '../accounts/signed-in-route.tsx'
import { deskAddresses } from '../web/desk-addresses.ts'
import {
  DeskCheckboxes,
  DeskForm,
  DeskTextArea,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../web/desk-form-controls.tsx'
import { Standing } from '../web/desk-page.tsx'
import { Button } from '../web/form-controls.tsx'
import type { SentForm } from '../web/sent-form.ts'
import { inviteToSurvey } from './invitation-actions.ts'
import { isAnonymous } from './survey.ts'
import { askedSurvey, noSuchSurvey } from './surveys-page.tsx'

/** Where people are invited to a survey. */
export async function showSurveyInvitations(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return invitationsPage(context, desk, staff, [])
}

export async function sendSurveyInvitations(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const survey = await askedSurvey(context, desk)
  if (!survey) return noSuchSurvey(context, desk, staff)
  const { database, scheme, siteUrl } = desk
  const inviting = await inviteToSurvey({ database, scheme, siteUrl, actor: staff.email }, survey.id, {
    linkOfficers: form.text('whom') === 'link-officers',
    addresses: form.text('addresses'),
  })
  if (!inviting.ok) {
    context.status(422)
    return invitationsPage(context, desk, staff, [inviting], form)
  }
  const counts = new URLSearchParams({
    done: 'invited',
    count: String(inviting.invitedCount),
    already: String(inviting.alreadyCount),
  })
  return context.redirect(`${deskAddresses.survey(survey.id)}?${counts}`, 303)
}

async function invitationsPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  problems: readonly Problem[],
  form?: SentForm,
): Promise<Response> {
  const survey = await askedSurvey(context, desk)
  if (!survey) return noSuchSurvey(context, desk, staff)
  const action = deskAddresses.survey(survey.id, 'invitations')
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title="Invite people"
      current={deskAddresses.surveys()}
      back={{ text: survey.title, href: deskAddresses.survey(survey.id) }}
    >
      <ErrorSummary problems={problems} />
      <h1>Invite people</h1>
      <Standing>
        <strong>Each gets a link of their own, good for one answer.</strong>{' '}
        {isAnonymous(survey)
          ? 'Which answer came by which is not kept.'
          : 'The answer names their organisation, and not them.'}
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <DeskCheckboxes
          id="whom"
          label="Link officers"
          choices={[
            {
              value: 'link-officers',
              text: 'The link officers on record of every authority',
              isChosen: form?.text('whom') === 'link-officers',
            },
          ]}
        />
        <DeskTextArea
          id="addresses"
          label="Other e-mail addresses"
          hint="Parted by commas or line breaks. Whoever is invited already is not invited again. They are erased once the survey is closed."
          rows={8}
          value={form?.text('addresses')}
          error={problemOf(problems, 'addresses')}
        />
        <Button text="Send the invitations" />
      </DeskForm>
    </StaffPage>,
  )
}
