-- Lists of similar authorities, each made by somebody's own rule, for readers who compare.

create table similar_list (
  list text primary key check (list ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- Whose list it is and how it was made, for everybody to read.
  note text
);

create table similar_authority (
  list text not null references similar_list,
  authority_id integer not null references authority,
  -- The nearest is 1.
  place smallint not null check (place > 0),
  similar_id integer not null references authority,
  primary key (list, authority_id, place),
  unique (list, authority_id, similar_id),
  check (similar_id <> authority_id)
);

create view published.similar_list as select * from public.similar_list;
create view published.similar_authority as select * from public.similar_authority;

create trigger similar_list_changes_what_is_public
  after insert or update or delete or truncate on similar_list
  for each statement execute function published.note_change();

create trigger similar_authority_changes_what_is_public
  after insert or update or delete or truncate on similar_authority
  for each statement execute function published.note_change();
