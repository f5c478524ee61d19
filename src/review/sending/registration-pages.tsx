import { type Context, Hono } from 'hono'
import { LinkedPage, linkedMessage } from '../../accounts/linked-page.tsx'
import {
  DeskForm,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import { formToken, readSentForm } from '../../web/sent-form.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import {
  type InvitationState,
  readInvitation,
  registerMonitoringOfficer,
  registrationAddress,
} from './registration-actions.ts'
import type { FoundInvitation } from './registration-store.ts'

/** Where a monitoring officer registers by the link of an invitation. Nobody signs in for it; the link is the key. */
export function registrationPages(desk: ReviewDesk): Hono {
  const app = new Hono()
  app.get('/account/monitoring-officer/:token', async (context) => {
    const token = context.req.param('token')
    const found = await readInvitation(desk.database, token)
    return found.state === 'open'
      ? formPage(context, desk, token, found.invitation, [])
      : closedPage(context, desk, found.state)
  })
  app.post('/account/monitoring-officer/:token', async (context) => {
    const token = context.req.param('token')
    // In place of a session stands the invitation: a form made for one cannot be sent for another.
    const reading = await readSentForm(context, desk.secret, token)
    if (!reading.ok) {
      context.status(reading.status)
      return linkedMessage(context, desk, 'Nothing was changed', reading.reason)
    }
    const typed = { post: reading.form.text('post'), address: reading.form.text('address') }
    const registered = await registerMonitoringOfficer(desk.database, token, typed)
    if (registered.ok) {
      return linkedMessage(
        context,
        desk,
        'You are registered',
        `From now on you are sent a copy of each annual review letter to ${registered.authority}.`,
      )
    }
    if (registered.state !== 'open') return closedPage(context, desk, registered.state)
    const found = await readInvitation(desk.database, token)
    if (found.state !== 'open') return closedPage(context, desk, found.state)
    context.status(422)
    return formPage(context, desk, token, found.invitation, [registered], typed)
  })
  return app
}

function formPage(
  context: Context,
  desk: ReviewDesk,
  token: string,
  { authority, post, email }: FoundInvitation,
  problems: readonly Problem[],
  typed: { readonly post: string; readonly address: string } = { post, address: email },
) {
  const action = registrationAddress(token)
  return context.html(
    <LinkedPage desk={desk} title="Copies of the annual review letter">
      <ErrorSummary problems={problems} />
      <h1>Copies of the annual review letter</h1>
      <Standing>
        <strong>As monitoring officer of {authority} you can be sent a copy</strong> of its annual review
        letter each year, by e-mail, as a PDF.
      </Standing>
      <DeskForm action={action} token={formToken(desk.secret, token, action)}>
        <DeskTextInput id="post" label="Your post" value={typed.post} error={problemOf(problems, 'post')} />
        <DeskTextInput
          id="address"
          label="Send it to"
          type="email"
          value={typed.address}
          error={problemOf(problems, 'address')}
        />
        <Button text="Register" />
      </DeskForm>
    </LinkedPage>,
  )
}

const closedWords: Readonly<
  Record<Exclude<InvitationState['state'], 'open'>, { readonly title: string; readonly help: string }>
> = {
  used: {
    title: 'This invitation has been used',
    help: 'You are registered, and nothing more needs doing. To change your post or address, write to the Ombudsman’s office.',
  },
  expired: {
    title: 'This invitation has expired',
    help: 'Ask the Ombudsman’s office for another one.',
  },
  unknown: {
    title: 'This link is not valid',
    help: 'Check that the whole link was copied, or ask the Ombudsman’s office for another invitation.',
  },
}

function closedPage(context: Context, desk: ReviewDesk, state: Exclude<InvitationState['state'], 'open'>) {
  const { title, help } = closedWords[state]
  context.status(state === 'unknown' ? 404 : 410)
  return linkedMessage(context, desk, title, help)
}
