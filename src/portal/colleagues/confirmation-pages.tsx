import { type Context, Hono } from 'hono'
import { LinkedPage, linkedMessage } from '../../accounts/linked-page.tsx'
import { officeRoleNames } from '../../authorities/office-holder.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { printMoment } from '../../scheme/printed-dates.ts'
import { DeskForm } from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import { formToken, readSentForm } from '../../web/sent-form.ts'
import { type ChangeState, confirm, confirmationAddress, readChange } from './office-actions.ts'
import type { FoundChange } from './office-store.ts'

/** Where a new office holder confirms their address. Nobody signs in for it; the link is the key. */
export function confirmationPages(desk: ReviewDesk): Hono {
  const app = new Hono()
  app.get('/account/office-holder/:token', async (context) => {
    const token = context.req.param('token')
    const found = await readChange(desk.database, token)
    return found.state === 'open'
      ? formPage(context, desk, token, found.change)
      : closedPage(context, desk, found.state)
  })
  app.post('/account/office-holder/:token', async (context) => {
    const token = context.req.param('token')
    // In place of a session stands the link: a form made for one cannot be sent for another.
    const reading = await readSentForm(context, desk.secret, token)
    if (!reading.ok) {
      context.status(reading.status)
      return linkedMessage(context, desk, 'Nothing was changed', reading.reason)
    }
    const { database, scheme, site } = desk
    const confirmed = await confirm({ database, scheme, isDemonstration: site.isDemonstration }, token)
    if (!confirmed.ok) return closedPage(context, desk, confirmed.state)
    const { role, authority } = confirmed.change
    return linkedMessage(
      context,
      desk,
      'It is confirmed',
      `From today letters to the ${officeRoleNames[role].toLowerCase()} of ${authority} go to this address.`,
    )
  })
  return app
}

function formPage(context: Context, desk: ReviewDesk, token: string, change: FoundChange) {
  const { role, authority, post, name, email, expiresAt } = change
  const action = confirmationAddress(token)
  return context.html(
    <LinkedPage desk={desk} title={`Letters to ${authority}`}>
      <h1>Letters to {authority}</h1>
      <Standing>
        <strong>You are named as its {officeRoleNames[role].toLowerCase()}.</strong> Confirm that letters to
        that post reach you.
      </Standing>
      <dl class="office__words">
        <dt>Post</dt>
        <dd>{post}</dd>
        {name !== null && (
          <>
            <dt>Name</dt>
            <dd>{name}</dd>
          </>
        )}
        <dt>Address</dt>
        <dd>{email}</dd>
      </dl>
      {role === 'monitoring-officer' && (
        <p>As monitoring officer you are then sent a copy of each annual review letter.</p>
      )}
      <DeskForm action={action} token={formToken(desk.secret, token, action)}>
        <Button text="Confirm" />
      </DeskForm>
      <p class="note">
        The link works until {printMoment(desk.scheme, expiresAt)}. If this is not you, close this page: then
        everything stays as it is.
      </p>
    </LinkedPage>,
  )
}

const closedWords: Readonly<
  Record<Exclude<ChangeState['state'], 'open'>, { readonly title: string; readonly help: string }>
> = {
  used: {
    title: 'This has been confirmed already',
    help: 'Nothing more needs doing.',
  },
  expired: {
    title: 'This link has expired',
    help: 'Nothing was changed. Ask your link officer to send another one.',
  },
  withdrawn: {
    title: 'This link is no longer valid',
    help: 'The change was taken back, followed by a later one, or asked for by somebody who no longer acts for the authority. Use the latest link.',
  },
  overtaken: {
    title: 'Somebody else was put on record meanwhile',
    help: 'Nothing was changed. Ask your link officer to look at who holds the post now.',
  },
  unknown: {
    title: 'This link is not valid',
    help: 'Check that the whole link was copied, or ask your link officer for another one.',
  },
}

function closedPage(context: Context, desk: ReviewDesk, state: Exclude<ChangeState['state'], 'open'>) {
  const { title, help } = closedWords[state]
  context.status(state === 'unknown' ? 404 : state === 'overtaken' ? 409 : 410)
  return linkedMessage(context, desk, title, help)
}
