-- Lets the public site see whether the database has the schema of its version, where it cannot read any table.
create view published.schema_migration as select name, hash from public.schema_migration;
