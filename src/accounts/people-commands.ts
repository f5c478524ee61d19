import { actingUser } from '../authorities/acting-user.ts'
import { type Command, CommandError, type Invocation } from '../command-line/command.ts'
import { printMoment } from '../scheme/printed-dates.ts'
import { invitationDays, invitedAs } from './invitation.ts'
import { readOpenInvitations } from './invitation-store.ts'
import { readPeople } from './people-store.ts'
import { postOf } from './person.ts'
import { officerRoles, type Role, staffRoles } from './role.ts'

const roles: readonly Role[] = [...staffRoles, ...officerRoles]

/** The commands about people; `readSiteUrl` says which address the links begin with. */
export function peopleCommands(readSiteUrl: () => Promise<string>): readonly Command[] {
  return [
    {
      name: 'people invite',
      summary:
        'Invite somebody to sign in, and print the link to accept; so the first administrator comes in.',
      operands: 'ROLE EMAIL',
      options: {
        authority: {
          type: 'string',
          value: 'SLUG',
          summary: 'The authority that a link officer, monitoring officer or reader acts for.',
        },
      },
      run: async (invocation) => invitePerson(invocation, await readSiteUrl()),
    },
    {
      name: 'people list',
      summary: 'List who can sign in, as what, and who is invited.',
      operands: '',
      options: {},
      run: listPeople,
    },
  ]
}

async function invitePerson(
  { operands, options, scheme, database, print }: Invocation,
  siteUrl: string,
): Promise<void> {
  const [roleText, email, ...others] = operands
  const role = roles.find((one) => one === roleText)
  if (role === undefined) {
    throw new CommandError(
      `${roleText === undefined ? 'Name a role' : `"${roleText}" is no role`}; there are ${roles.join(', ')}.`,
      2,
    )
  }
  if (email === undefined || others.length > 0)
    throw new CommandError('Give one e-mail address after the role.', 2)
  const authority = typeof options.authority === 'string' ? options.authority : ''
  // Other commands start the quicker for it.
  const { invite } = await import('./invitation-actions.ts')
  const invited = await invite(
    { database: (await database()).database, siteUrl, serviceName: scheme.serviceName },
    { email, role, authority, actor: actingUser(), way: 'link' },
  )
  if (!invited.ok) throw new CommandError(invited.reason)
  if (invited.kind === 'appointed') {
    print(`${email} signs in here already, and is appointed from now on: ${invited.as}.`)
    return
  }
  print(
    `${email} is invited: ${invited.as}. Pass this link on to them alone; it is good for ${invitationDays} days:`,
  )
  print(invited.link)
}

async function listPeople({ operands, scheme, database, print }: Invocation): Promise<void> {
  if (operands.length > 0) throw new CommandError('"upheld people list" takes no further words.', 2)
  const opened = (await database()).database
  for (const { email, authority, appointments, lastSignedInAt } of await readPeople(opened)) {
    const post = postOf({ roles: appointments.map(({ role }) => role) })
    const last =
      lastSignedInAt === null ? 'never signed in' : `last signed in ${printMoment(scheme, lastSignedInAt)}`
    print([email, authority === null ? post : `${post}, ${authority}`, last].join('  '))
  }
  for (const invitation of await readOpenInvitations(opened)) {
    const until = `invited until ${printMoment(scheme, invitation.expiresAt)}`
    print([invitation.email, invitedAs(invitation), until].join('  '))
  }
}
