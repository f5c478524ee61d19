import type { Context } from 'hono'
import { deskAddresses } from '../web/desk-addresses.ts'
import { Standing, StateMark } from '../web/desk-page.tsx'
import { officerPermissions, staffPermissions } from './permission.ts'
import { mayDo, type Staff } from './person.ts'
import { officerRoles, type Role, roleWords, staffRoles } from './role.ts'
import { type Desk, StaffPage } from './signed-in-route.tsx'

/** What each role may do: the table that every page behind the sign-in is guarded by. */
export function showRoles(context: Context, desk: Desk, person: Staff): Response | Promise<Response> {
  return context.html(
    <StaffPage
      desk={desk}
      person={person}
      title="Roles"
      isWide={true}
      {...(mayDo(person, 'manage-people')
        ? { current: deskAddresses.people(), back: { text: 'People', href: deskAddresses.people() } }
        : {})}
    >
      <h1>Roles</h1>
      <Standing>
        What somebody is appointed as decides what they may do. Pages ask this table, and nothing else.
      </Standing>
      <h2>The Ombudsman's office</h2>
      <Permissions roles={staffRoles} permissions={staffPermissions} />
      <p>Nobody approves what they wrote or prepared, whatever they are appointed as.</p>
      <h2>Authorities</h2>
      <p>Each for one authority alone, and never for another's.</p>
      <Permissions roles={officerRoles} permissions={officerPermissions} />
    </StaffPage>,
  )
}

function Permissions({
  roles,
  permissions,
}: {
  readonly roles: readonly Role[]
  readonly permissions: Readonly<Record<string, { does: string; roles: readonly Role[] }>>
}) {
  return (
    <table class="desk-table permissions">
      <thead>
        <tr>
          <th scope="col">May</th>
          {roles.map((role) => (
            <th scope="col">{roleWords[role].name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Object.values(permissions).map(({ does, roles: allowed }) => (
          <tr>
            <th scope="row">{does}</th>
            {roles.map((role) => (
              <td
                data-role={roleWords[role].name}
                class={allowed.includes(role) ? undefined : 'permissions__no'}
              >
                {allowed.includes(role) ? (
                  <>
                    <StateMark mark="done" /> <span class="permissions__yes">Yes</span>
                  </>
                ) : (
                  'No'
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
