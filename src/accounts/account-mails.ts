import { type Invitation, invitationDays, invitedAs } from './invitation.ts'

/** What a mail says. */
type MailWords = { readonly subject: string; readonly text: string }

/** To somebody who is invited; the link is for them alone. */
export function invitationMail({
  invitation,
  link,
  serviceName,
}: {
  readonly invitation: Pick<Invitation, 'role' | 'authority'>
  readonly link: string
  readonly serviceName: string
}): MailWords {
  const isAnew = invitation.role === null
  return {
    subject: isAnew ? 'Set up signing in again' : 'An invitation to sign in to annual reviews',
    text: lines(
      isAnew
        ? `You can set up another password and another second factor for annual reviews of the ${serviceName}.`
        : `You are invited to sign in to annual reviews of the ${serviceName}, as: ${invitedAs(invitation)}.`,
      '',
      'Open this link to begin. It is meant for you alone, so do not pass it on:',
      link,
      '',
      `The link is good for ${invitationDays} days and can be used once. You will need a phone or computer with an`,
      'authenticator app.',
      '',
      'If you did not expect this, leave the link alone and tell whoever you deal with at the',
      `${serviceName}.`,
    ),
  }
}

/** For how long the link to set another password can be followed. */
export const resetMinutes = 60

/** To somebody for whom another password was asked for. */
export function passwordResetMail({
  link,
  serviceName,
}: {
  readonly link: string
  readonly serviceName: string
}): MailWords {
  return {
    subject: 'Set another password',
    text: lines(
      `Somebody, most likely you, asked for another password for annual reviews of the ${serviceName}.`,
      '',
      'Open this link to set it. It is meant for you alone:',
      link,
      '',
      `The link is good for ${resetMinutes} minutes and can be used once. Your second factor stays as it is.`,
      '',
      'If it was not you, nothing has changed and there is nothing to do.',
    ),
  }
}

function lines(...text: readonly string[]): string {
  return `${text.join('\n')}\n`
}
