import type pg from 'pg'

/** One table of ours, with the columns that are stored rather than computed. */
export type StoredTable = { readonly name: string; readonly columns: readonly string[] }

/** All tables, each after those its rows refer to. */
export async function storedTables(client: pg.ClientBase): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable & { referred: string[] }>(`
    select
      relname as name,
      array(
        select attname::text
        from pg_attribute
        where attrelid = stored.oid and attnum > 0 and not attisdropped and attgenerated = ''
        order by attnum
      ) as columns,
      array(
        select confrelid::regclass::text
        from pg_constraint
        where conrelid = stored.oid and contype = 'f' and confrelid <> conrelid
      ) as referred
    from pg_class as stored
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migration'
    order by relname collate "C"`)
  const ordered: StoredTable[] = []
  let waiting = rows
  while (waiting.length > 0) {
    const isReady = ({ referred }: { referred: string[] }) =>
      referred.every((name) => ordered.some((table) => table.name === name))
    const ready = waiting.filter(isReady)
    if (ready.length === 0) throw new Error(`tables refer to each other: ${waiting.map(({ name }) => name)}`)
    ordered.push(...ready.map(({ name, columns }) => ({ name, columns })))
    waiting = waiting.filter((table) => !ready.includes(table))
  }
  return ordered
}
