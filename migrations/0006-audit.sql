-- Who did what, when, and what stood there before and after. Rows are chained by hash and never change.

create table audit_entry (
  entry_id bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  previous_hash bytea not null,
  hash bytea not null
);

-- The end of the chain. Whoever appends locks this row, so that entries follow one another; and it shows
-- where entries were taken off the end.
create table audit_head (
  only_row boolean primary key default true check (only_row),
  entry_id bigint not null,
  hash bytea not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end
$$;

create trigger audit_entry_is_append_only
  before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();
