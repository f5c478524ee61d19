import { CommandError } from '../command-line/command.ts'
import { type Connection, connect, withClient } from './connection.ts'
import { databaseRefusal } from './database-refusal.ts'
import { keptRolePassword } from './embedded-data.ts'
import { closeOtherDatabases, urlForRole } from './public-role.ts'
import { upheldHome } from './upheld-home.ts'

/** A role that pages have in place of the owner, and how a server of the operator's names it. */
export type PageRole = {
  readonly name: string
  /** The schema whose views it sees; its password is kept under the same word. */
  readonly schema: 'portal' | 'visitor'
  /** The environment variable with its address. */
  readonly setting: string
  readonly prepare: (ownerUrl: string, password: string) => Promise<void>
  /** Whose pages, and what they do, as a sentence begins. */
  readonly whose: string
  /** What is wrong with a user who is not that role, after "The user of …". */
  readonly limit: string
}

/** Opens the database as a role that pages have: the one the operator names, or one made beside the embedded server. */
export async function openForRole(ownerUrl: string, role: PageRole): Promise<Connection> {
  const given = process.env[role.setting]
  if (given !== undefined && given !== '') return openChecked(given, role)
  if (process.env.DATABASE_URL) {
    throw new CommandError(
      `${role.setting} is not set. ${role.whose} through a role of their own; docs/operating.md says how to make it.`,
    )
  }
  const password = keptRolePassword(upheldHome(), role.schema)
  await role.prepare(ownerUrl, password)
  await closeOtherDatabases(ownerUrl)
  return connect(urlForRole(ownerUrl, role.name, password), role.schema)
}

async function openChecked(url: string, { name, schema, setting, limit }: PageRole): Promise<Connection> {
  if (!/^postgres(ql)?:\/\/./.test(url)) {
    throw new CommandError(`${setting} is not like postgresql://${name}:password@host:5432/database.`)
  }
  try {
    await withClient(url, async (client) => {
      const { rows } = await client.query<{ isRight: boolean }>(
        `
        select current_user = $1
          and not has_schema_privilege('public', 'usage')
          and coalesce(has_schema_privilege(to_regnamespace($2)::oid, 'usage'), false) as "isRight"`,
        [name, schema],
      )
      if (rows[0]?.isRight === true) return
      throw new CommandError(
        `The user of ${setting} ${limit}. Give it the role "${name}"; docs/operating.md says how to make it.`,
      )
    })
  } catch (error) {
    throw databaseRefusal(error, setting) ?? error
  }
  return connect(url, schema)
}
