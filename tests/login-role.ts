import { sql } from 'kysely'
import pg from 'pg'
import type { Database } from '../src/database/connection.ts'
import { urlForRole } from '../src/database/public-role.ts'
import { withDatabase } from './database-server.ts'

/** What PostgreSQL says where a role may not do something. */
export const permissionDenied = '42501'

/** The code of the error a statement ends with, and nothing of it remains; undefined if it is done. */
export async function codeOf(
  client: pg.Client,
  statement: string,
  values: readonly unknown[] = [],
): Promise<string | undefined> {
  try {
    await client.query(statement, [...values])
    return undefined
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    await client.query('rollback')
    return error.code
  }
}

/** Everything in the database that holds rows or numbers, as the owner knows it. */
export async function relationsOf(
  database: Database,
): Promise<readonly { readonly name: string; readonly schema: string; readonly kind: string }[]> {
  const { rows } = await sql<{ name: string; schema: string; kind: string }>`
    select
      format('%I.%I', relnamespace::regnamespace, relname) as name,
      relnamespace::regnamespace::text as schema,
      relkind as kind
    from pg_class
    where relkind in ('r', 'p', 'v', 'm', 'f', 't', 'S')
  `.execute(database)
  return rows
}

/** The names of all that this role reads, tried one after another. */
export async function readableBy(client: pg.Client, database: Database): Promise<readonly string[]> {
  const readable: string[] = []
  for (const { name } of await relationsOf(database)) {
    if ((await codeOf(client, `select from ${name} limit 1`)) !== permissionDenied) readable.push(name)
  }
  return readable.toSorted()
}

/** The names of the views of one schema. */
export async function viewsOf(database: Database, schema: string): Promise<readonly string[]> {
  const relations = await relationsOf(database)
  return relations
    .filter((relation) => relation.schema === schema && relation.kind === 'v')
    .map(({ name }) => name)
    .toSorted()
}

/** What a role is on its server, beside what it may read. */
export async function roleOnServer(database: Database, role: string): Promise<unknown> {
  const { rows } = await sql`
    select
      rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls as "mayMore",
      rolconnlimit as "connectionLimit",
      rolpassword like 'SCRAM-SHA-256$%' as "isScram",
      (select count(*) from pg_auth_members where member = pg_authid.oid) as "memberships"
    from pg_authid
    where rolname = ${role}
  `.execute(database)
  return rows
}

/** What opening the other databases of the server ends with. */
export async function enteringOthers(
  ownerUrl: string,
  role: string,
  password: string,
): Promise<readonly string[]> {
  const refusals: string[] = []
  for (const name of ['postgres', 'template1']) {
    const other = new pg.Client({
      connectionString: withDatabase(urlForRole(ownerUrl, role, password), name),
    })
    refusals.push(await other.connect().then(() => 'entered', String))
  }
  return refusals
}

/** Functions of our schemas, and those of the system that write, lock or tell, which a role may call. */
export async function tellingFunctions(
  database: Database,
  role: string,
  schema: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select pg_proc.oid::regprocedure::text as name
    from pg_proc
    join pg_namespace on pg_namespace.oid = pronamespace
    where prokind = 'f'
    and nspname in ('pg_catalog', 'public', 'published', 'portal', 'visitor')
    and has_schema_privilege(${role}, pronamespace, 'usage')
    and (provolatile = 'v' or proname ~ '^(pg|lo|txid)_|_to_xml|ts_stat|nextval' or nspname = ${schema})
    and prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    and has_function_privilege(${role}, pg_proc.oid, 'execute')
    order by 1
  `.execute(database)
  return rows.map(({ name }) => name)
}
