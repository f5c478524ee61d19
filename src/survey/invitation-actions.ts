import { newToken, tokenHash } from '../accounts/secret-token.ts'
import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { addressFault, type Mail } from '../mail/mail.ts'
import { queueMail } from '../mail/outbox-store.ts'
import { dayOf, printMoment } from '../scheme/printed-dates.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { surveyAddresses } from '../web/survey-addresses.ts'
import { isAnonymous, type KeptSurvey, surveyState } from './survey.ts'
import { insertInvitations, lockSurvey, readLinkOfficers } from './survey-store.ts'

export type Inviting =
  | { readonly ok: true; readonly invitedCount: number; readonly alreadyCount: number }
  | { readonly ok: false; readonly field?: 'addresses' | 'whom'; readonly reason: string }

/** Whom somebody wants to invite: the link officers of all authorities, and the addresses typed. */
export type Invited = { readonly linkOfficers: boolean; readonly addresses: string }

/** As many as there are authorities, many times over. */
const mostInvitations = 5_000

/**
 * Invites people to an open survey, each by a link of their own that can be used once; whoever is invited already is not
 * invited again. Nothing but the mail has the link.
 */
export async function inviteToSurvey(
  settings: {
    readonly database: Database
    readonly scheme: Scheme
    readonly siteUrl: string
    readonly actor: string
  },
  surveyId: number,
  invited: Invited,
): Promise<Inviting> {
  const { database, scheme, siteUrl, actor } = settings
  const typed = readAddresses(invited.addresses)
  if (!typed.ok) return typed
  if (typed.addresses.length === 0 && !invited.linkOfficers) {
    return { ok: false, field: 'addresses', reason: 'Say whom to invite: link officers, or addresses.' }
  }
  return database.transaction().execute(async (transaction): Promise<Inviting> => {
    const survey = await lockSurvey(transaction, surveyId)
    const now = await currentMoment(transaction)
    if (!survey || !['waiting', 'open'].includes(surveyState(survey, now))) {
      return { ok: false, reason: 'People can be invited once the survey is opened, and until it closes.' }
    }
    const officers = invited.linkOfficers ? await readLinkOfficers(transaction, dayOf(scheme, now)) : []
    const whom = onceEach([...officers, ...typed.addresses.map((email) => ({ email, authorityId: null }))])
    const tokens = new Map(whom.map(({ email }) => [email, newToken()]))
    const added = await insertInvitations(
      transaction,
      surveyId,
      whom.map((one) => ({ ...one, tokenHash: tokenHash(tokens.get(one.email) ?? '') })),
    )
    await queueMail(
      transaction,
      added.map(({ invitationId, email }) => {
        const link = siteUrl + surveyAddresses.surveyInvitation(survey.slug, tokens.get(email) ?? '')
        return invitationMail(
          scheme,
          { survey, isOpen: surveyState(survey, now) === 'open' },
          invitationId,
          email,
          link,
        )
      }),
    )
    await appendAudit(transaction, [
      {
        actor,
        action: 'survey invitations',
        subject: `survey ${surveyId}`,
        before: null,
        after: { invited: added.length, linkOfficers: invited.linkOfficers },
      },
    ])
    return { ok: true, invitedCount: added.length, alreadyCount: whom.length - added.length }
  })
}

type ReadAddresses =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | Extract<Inviting, { ok: false }>

function readAddresses(text: string): ReadAddresses {
  const addresses = text.split(/[\s,;]+/).filter((address) => address !== '')
  const wrong = addresses.find((address) => addressFault(address) !== undefined)
  if (wrong !== undefined) {
    const reason = `"${wrong.slice(0, 80)}" ${addressFault(wrong)}. Correct it and send the list again.`
    return { ok: false, field: 'addresses', reason }
  }
  if (addresses.length > mostInvitations) {
    const most = mostInvitations.toLocaleString('en-GB')
    return {
      ok: false,
      field: 'addresses',
      reason: `Invite at most ${most} at a time; send the rest after them.`,
    }
  }
  return { ok: true, addresses }
}

type Whom = { readonly email: string; readonly authorityId: number | null }

function onceEach(whom: readonly Whom[]): readonly Whom[] {
  const known = new Set<string>()
  return whom.filter(({ email }) => {
    const isNew = !known.has(email.toLowerCase())
    known.add(email.toLowerCase())
    return isNew
  })
}

function invitationMail(
  scheme: Scheme,
  { survey, isOpen }: { readonly survey: KeptSurvey; readonly isOpen: boolean },
  invitationId: number,
  email: string,
  link: string,
): Mail {
  return {
    key: `survey-invitation/${survey.id}/${invitationId}`,
    subject: `${scheme.serviceName}: ${survey.title}`,
    text: [
      `You are invited to answer a survey: ${survey.title}.`,
      '',
      survey.introduction,
      '',
      `Answer it here ${isOpen ? '' : `from ${printMoment(scheme, survey.opensAt)} `}until ${printMoment(scheme, survey.closesAt)}. The link is yours, and can be used once:`,
      link,
      '',
      isAnonymous(survey)
        ? 'The survey is anonymous. We keep that your invitation was used, and nothing that leads from it to your answer.'
        : 'Your answer is kept with the name of your organisation, and not with yours.',
      '',
    ].join('\n'),
    attachment: null,
    recipients: [{ address: email, post: '', isCopy: false }],
    holdsSecret: true,
    isRehearsal: false,
  }
}
