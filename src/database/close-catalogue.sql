-- Takes from everybody, in the current database, what tells how much there is in tables they cannot read: the system
-- catalogue with its counts and statistics, the sizes of tables, what other connections do. And what writes: large
-- objects, locks held across connections, blocks of code. A reader of the schema "published" has use for none of it.
--
-- Whoever owns that schema keeps it all. Only a superuser can run this, in each database anew; twice does no harm.
do $$
declare
  owner constant text := (select nspowner::regrole from pg_namespace where nspname = 'published');
  closed record;
begin
  for closed in
    select 'select' as privilege, format('table %s', oid::regclass) as object
    from pg_class
    where relnamespace in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
    and exists (select from aclexplode(relacl) where grantee = 0 and privilege_type = 'SELECT')
    union all
    select 'select (' || quote_ident(attname) || ')', format('table %s', attrelid::regclass)
    from pg_attribute
    where exists (select from aclexplode(attacl) where grantee = 0 and privilege_type = 'SELECT')
    union all
    -- What computes a value from its arguments alone stays, as operators and searches need it.
    select 'execute', format('function %s', oid::regprocedure)
    from pg_proc
    where pronamespace in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
    and prokind = 'f'
    and (provolatile = 'v' or proname ~ '^(pg|lo|txid|col|obj|shobj|query|table|schema|database|cursor|ts_stat)_|^ts_stat$')
    and (proacl is null or exists (select from aclexplode(proacl) where grantee = 0))
    union all
    select 'usage', format('language %I', lanname)
    from pg_language
    where lanpltrusted and (lanacl is null or exists (select from aclexplode(lanacl) where grantee = 0))
  loop
    execute format('grant %s on %s to %s', closed.privilege, closed.object, owner);
    execute format('revoke %s on %s from public', closed.privilege, closed.object);
  end loop;
end
$$;
