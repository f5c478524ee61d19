import { CamelCasePlugin, Kysely, type Transaction as KyselyTransaction, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './database-types.ts'

export type Database = Kysely<DB>
export type Transaction = KyselyTransaction<DB>

/** Connections to one database, and the queries over them. */
export type Connection = { readonly database: Database; readonly pool: pg.Pool }

/**
 * `published` has views of what is public, `portal` of what an authority may see, `visitor` of what somebody without an
 * account may read and write, by the names of the tables.
 */
type Schema = 'public' | 'published' | 'portal' | 'visitor'

/** What holds for connections of people without an account, besides what their role may do. */
export const visitorSettings = {
  // No page takes a tenth as long. A standby server waits longer before it ends a query that is in its way.
  statement_timeout: '15s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '30s',
} as const

/** The same for connections of the public site and of authorities' own pages, which change nothing. */
export const readerSettings = { default_transaction_read_only: 'on', ...visitorSettings } as const

/**
 * Opens a pool of connections. Nothing is sent until the first query; `database.destroy()` closes the pool.
 *
 * Rows come with camelCase names, whole numbers as numbers, dates as 'yyyy-mm-dd' and moments as Date.
 */
export function connect(url: string, schema: Schema = 'public'): Connection {
  const onConnect = (client: pg.ClientBase) => setSession(client, schema)
  const pool = new pg.Pool({ ...connectionSettings(url), max: 10, onConnect })
  // A connection that breaks is dropped by the pool; if it was in use, its query fails as well, which is where
  // it is reported. Without listeners either would end the program.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const database = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { database, pool }
}

/**
 * Does work that needs one connection throughout. Afterwards the connection ends, and with it whatever
 * transaction was left open; the signal ends it at once, also in the middle of a query.
 */
export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = new pg.Client(connectionSettings(url))
  // A connection that breaks fails its query as well, which is where it is reported.
  client.on('error', () => {})
  const end = () => void client.end()
  signal?.addEventListener('abort', end)
  try {
    await client.connect()
    await setSession(client)
    return await work(client)
  } finally {
    signal?.removeEventListener('abort', end)
    await client.end()
  }
}

/** What every connection of ours has in common, pooled or single. */
export function connectionSettings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types: { getTypeParser },
    application_name: 'upheld',
    connectionTimeoutMillis: 30_000,
    keepAlive: true,
  }
}

/** A server may have other defaults, and the text of values and the meaning of names depend on them. */
async function setSession(client: pg.ClientBase, schema: Schema = 'public'): Promise<void> {
  await client.query(`
    set search_path to ${schema};
    set datestyle to 'ISO, YMD';
    set timezone to 'UTC';
    set bytea_output to 'hex';
    ${sessionOf[schema]}`)
}

function settingsOf(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([setting, value]) => `set ${setting} to '${value}';`)
    .join('\n')
}

const readerSession = settingsOf(readerSettings)

const sessionOf: Readonly<Record<Schema, string>> = {
  public: '',
  // The state is asked for every request: to plan it each time would take longer than to answer it.
  published: `${readerSession} prepare published_state as select state::text as state from state;`,
  portal: readerSession,
  visitor: settingsOf(visitorSettings),
}

const oid = { int8: 20, date: 1082, numeric: 1700, int8Array: 1016, dateArray: 1182, numericArray: 1231 }

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [oid.int8]: wholeNumber,
  [oid.numeric]: Number,
  [oid.date]: (text) => text,
  [oid.int8Array]: (text) => arrayOf(text, wholeNumber),
  [oid.numericArray]: (text) => arrayOf(text, Number),
  [oid.dateArray]: (text) => arrayOf(text, (element) => element),
}

/** Set on our own connections rather than on pg itself, which other code in the process may share. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (
  type: number,
  format: 'text' | 'binary' = 'text',
) => {
  const ours = format === 'text' ? parsers[type] : undefined
  return ours ?? pg.types.getTypeParser(type, format)
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to be held exactly`)
  return value
}

/** Elements of these types are never quoted, and no column of ours has more than one dimension. */
function arrayOf<T>(text: string, parse: (element: string) => T): (T | null)[] {
  if (text === '{}') return []
  return text
    .slice(1, -1)
    .split(',')
    .map((element) => (element === 'NULL' ? null : parse(element)))
}
