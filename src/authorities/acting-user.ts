import { userInfo } from 'node:os'

/** Who types commands here, for the audit: the account's name, since the command line knows no other. */
export function actingUser(): string {
  try {
    return `command line: ${userInfo().username}`
  } catch {
    // An account without a name, as in some containers.
    return 'command line'
  }
}
