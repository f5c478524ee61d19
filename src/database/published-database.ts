import { CommandError } from '../command-line/command.ts'
import { type Connection, connect } from './connection.ts'
import { keptPublicPassword } from './embedded-data.ts'
import { preparePublicRole, publicRole, urlForRole } from './public-role.ts'
import { upheldHome } from './upheld-home.ts'

/**
 * Opens the database as the public site reads it: as a role that can read what is published and nothing else. On a
 * server it is named by `DATABASE_PUBLIC_URL`; beside the embedded server the role is made here.
 */
export async function openPublished(ownerUrl: string): Promise<Connection> {
  return connect(await publicUrl(ownerUrl), 'published')
}

async function publicUrl(ownerUrl: string): Promise<string> {
  const given = process.env.DATABASE_PUBLIC_URL
  if (given !== undefined && given !== '') return given
  if (process.env.DATABASE_URL) {
    throw new CommandError(
      'DATABASE_PUBLIC_URL is not set. The public site reads through a role of its own; docs/operating.md says how to make it.',
    )
  }
  const password = keptPublicPassword(upheldHome())
  await preparePublicRole(ownerUrl, password)
  return urlForRole(ownerUrl, publicRole, password)
}
