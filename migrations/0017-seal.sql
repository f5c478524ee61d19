-- A sealed revision: the fingerprint that stands for it, what it was frozen with, and what keeps it frozen.

-- Goes into the hashes of the cases a revision counts, whose numbers could else be guessed and tried. Never published.
alter table revision
  add column salt bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());

create table seal (
  year smallint not null,
  revision smallint not null,
  sealed_at timestamptz not null,
  sealed_by text not null,
  -- What the public reads in place of the person; none where a command sealed it.
  sealed_by_post text,
  -- How many people who had not prepared it approved exactly this.
  approval_count smallint not null,
  -- The root of a tree of hashes: one of what all authorities have in common, one of each authority.
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  common_hash bytea not null check (octet_length(common_hash) = 32),
  -- The text of the edition's wording.md; none in a year without letters.
  wording text,
  upheld_version text not null,
  -- From when on the fingerprint is public, ahead of what it stands for.
  fingerprint_shown_at timestamptz,
  primary key (year, revision),
  foreign key (year, revision) references revision
);

-- What the fingerprint has of each authority.
create table seal_leaf (
  authority_id integer not null references authority,
  year smallint not null,
  revision smallint not null,
  -- Of exactly the cases counted, with the salt of the revision.
  cases_hash bytea not null check (octet_length(cases_hash) = 32),
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  primary key (authority_id, year, revision),
  foreign key (year, revision) references seal
);

-- The cycle as it stood when a revision was sealed. The cycle itself may then change for the next.
create table sealed_cycle (
  year smallint not null,
  revision smallint not null,
  edition text,
  letter_date date not null,
  population_year smallint,
  population_release text,
  settings jsonb not null,
  primary key (year, revision),
  foreign key (year, revision) references revision
);

create table sealed_cycle_authority (
  authority_id integer not null references authority,
  year smallint not null,
  revision smallint not null,
  is_council boolean not null,
  gets_letter boolean not null,
  is_on_map boolean not null,
  comparison_group text,
  primary key (authority_id, year, revision),
  foreign key (year, revision) references sealed_cycle
);

create index sealed_cycle_authority_by_year on sealed_cycle_authority (year, revision, comparison_group);

-- What was released before there were seals stands as its cycle stands now.
insert into sealed_cycle
select year, revision, edition, letter_date, population_year, population_release, settings
from revision
join cycle using (year)
where sealed_at is not null;

insert into sealed_cycle_authority
select authority_id, year, revision, is_council, gets_letter, is_on_map, comparison_group
from sealed_cycle
join cycle_authority using (year);

alter table letter
  -- The finished PDF as it was approved and sent; none where it is typeset when somebody asks for it.
  add column pdf bytea,
  add column pdf_hash bytea,
  -- What it was composed from.
  add column facts jsonb,
  add check ((pdf is null) = (pdf_hash is null));
-- A PDF is compressed already.
alter table letter alter column pdf set storage external;

-- The database itself refuses to change what is sealed. Each statement is looked at once, whatever it writes.

create function refuse_change_of_sealed() returns trigger language plpgsql as $$
declare
  frozen record;
begin
  select year, revision into frozen
  from changed
  join public.revision using (year, revision)
  where sealed_at is not null
  limit 1;
  if found then
    raise exception 'revision % of % is sealed, and its rows of % stay as they are',
      frozen.revision, frozen.year, tg_table_name using errcode = 'object_not_in_prerequisite_state';
  end if;
  return null;
end
$$;

create function refuse_to_empty() returns trigger language plpgsql as $$
begin
  if exists (select from public.revision where sealed_at is not null) then
    raise exception '% has rows of sealed revisions, which stay as they are', tg_table_name
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  return null;
end
$$;

do $$
declare
  guarded text;
begin
  foreach guarded in array array[
    'figure', 'counted_set', 'group_average', 'national_count', 'letter', 'seal_leaf', 'sealed_cycle',
    'sealed_cycle_authority'
  ] loop
    execute format(
      'create trigger sealed_is_not_added_to after insert on %I referencing new table as changed '
      'for each statement execute function refuse_change_of_sealed()',
      guarded
    );
    execute format(
      'create trigger sealed_is_not_changed after update on %I referencing old table as changed '
      'for each statement execute function refuse_change_of_sealed()',
      guarded
    );
    execute format(
      'create trigger sealed_is_not_changed_into after update on %I referencing new table as changed '
      'for each statement execute function refuse_change_of_sealed()',
      guarded
    );
    execute format(
      'create trigger sealed_is_not_deleted after delete on %I referencing old table as changed '
      'for each statement execute function refuse_change_of_sealed()',
      guarded
    );
  end loop;
  foreach guarded in array array[
    'revision', 'figure', 'counted_set', 'group_average', 'national_count', 'letter', 'seal', 'seal_leaf',
    'sealed_cycle', 'sealed_cycle_authority', 'population'
  ] loop
    execute format(
      'create trigger sealed_is_not_emptied before truncate on %I '
      'for each statement execute function refuse_to_empty()',
      guarded
    );
  end loop;
end
$$;

-- Of a sealed revision only its moment may still be set, once, and moved while it is to come and into what is to come.
create function guard_revision() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.sealed_at is not null then
      raise exception 'revision % of % is sealed, and stays', old.revision, old.year
        using errcode = 'object_not_in_prerequisite_state';
    end if;
    return old;
  end if;
  if new.sealed_at is null then
    if tg_op = 'UPDATE' and old.sealed_at is not null then
      raise exception 'revision % of % is sealed, and stays so', old.revision, old.year
        using errcode = 'object_not_in_prerequisite_state';
    end if;
    return new;
  end if;
  if tg_op = 'INSERT' or old.sealed_at is null then
    if not exists (select from public.seal where year = new.year and revision = new.revision)
      or not exists (select from public.sealed_cycle where year = new.year and revision = new.revision) then
      raise exception 'revision % of % cannot be sealed without its seal and its cycle', new.revision, new.year
        using errcode = 'object_not_in_prerequisite_state';
    end if;
    return new;
  end if;
  if to_jsonb(new) - 'published_at' is distinct from to_jsonb(old) - 'published_at' then
    raise exception 'revision % of % is sealed, and only its moment can be set', old.revision, old.year
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  if new.published_at is distinct from old.published_at then
    if old.published_at <= published.current_moment() then
      raise exception 'revision % of % is public since %', old.revision, old.year, old.published_at
        using errcode = 'object_not_in_prerequisite_state';
    end if;
    if new.published_at is null or new.published_at < published.current_moment() then
      raise exception 'revision % of % cannot become public in the past', old.revision, old.year
        using errcode = 'object_not_in_prerequisite_state';
    end if;
  end if;
  return new;
end
$$;

create trigger sealed_stays_sealed
  before insert or update or delete on revision
  for each row execute function guard_revision();

-- A seal stays as it was made; that its fingerprint is shown is said once, and not taken back.
create function guard_seal() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if exists (
      select from public.revision where year = new.year and revision = new.revision and sealed_at is not null
    ) then
      raise exception 'revision % of % is sealed already', new.revision, new.year
        using errcode = 'object_not_in_prerequisite_state';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE'
    and old.fingerprint_shown_at is null
    and to_jsonb(new) - 'fingerprint_shown_at' = to_jsonb(old) - 'fingerprint_shown_at' then
    return new;
  end if;
  raise exception 'the seal of revision % of % stays as it is', old.revision, old.year
    using errcode = 'object_not_in_prerequisite_state';
end
$$;

create trigger sealed_stays_as_it_is
  before insert or update or delete on seal
  for each row execute function guard_seal();

-- What a sealed year counts its rates against. Another estimate comes as another release.
create function refuse_change_of_sealed_population() returns trigger language plpgsql as $$
declare
  frozen record;
begin
  select changed.year, release into frozen
  from changed
  join public.sealed_cycle on population_year = changed.year and population_release = release
  limit 1;
  if found then
    raise exception 'the population estimate for % of release % is that of a sealed year, and stays as it is',
      frozen.year, frozen.release using errcode = 'object_not_in_prerequisite_state';
  end if;
  return null;
end
$$;

-- Writing the same once more changes nothing.
create function refuse_another_sealed_population() returns trigger language plpgsql as $$
declare
  frozen record;
begin
  select changed.year, release into frozen
  from ((table before except table after) union all (table after except table before)) as changed
  join public.sealed_cycle on population_year = changed.year and population_release = release
  limit 1;
  if found then
    raise exception 'the population estimate for % of release % is that of a sealed year, and stays as it is',
      frozen.year, frozen.release using errcode = 'object_not_in_prerequisite_state';
  end if;
  return null;
end
$$;

create trigger sealed_is_not_added_to after insert on population referencing new table as changed
  for each statement execute function refuse_change_of_sealed_population();
create trigger sealed_is_not_changed after update on population referencing old table as before new table as after
  for each statement execute function refuse_another_sealed_population();
create trigger sealed_is_not_deleted after delete on population referencing old table as changed
  for each statement execute function refuse_change_of_sealed_population();

-- The public sees the cycle of the latest revision that is public, under the moment of the first.

create view published.sealed_cycle as
  select * from public.sealed_cycle where (year, revision) in (select year, revision from published.revision);

create view published.sealed_cycle_authority as
  select *
  from public.sealed_cycle_authority
  where (year, revision) in (select year, revision from published.revision);

create or replace view published.cycle as
  select
    sealed_cycle.year,
    edition,
    letter_date,
    first.published_at,
    population_year,
    population_release,
    settings
  from public.sealed_cycle
  join published.revision as first on first.year = sealed_cycle.year and first.revision = 1
  where (sealed_cycle.year, sealed_cycle.revision) in (
    select year, max(revision) from published.revision group by year
  );

create or replace view published.cycle_authority as
  select authority_id, year, is_council, gets_letter, is_on_map, comparison_group
  from public.sealed_cycle_authority
  where (year, revision) in (select year, max(revision) from published.revision group by year);

-- Without the facts: what of them the public may know, the letter says.
create or replace view published.letter as
  select authority_id, year, revision, content, pdf, pdf_hash
  from public.letter
  where (year, revision) in (select year, revision from published.revision);

-- A fingerprint that was shown ahead stands here alone; the rest follows at the moment.
create view published.seal as
  select
    year,
    revision,
    sealed_at,
    sealed_by_post,
    approval_count,
    fingerprint,
    fingerprint_shown_at,
    case when published.revision.year is not null then common_hash end as common_hash,
    case when published.revision.year is not null then wording end as wording,
    case when published.revision.year is not null then upheld_version end as upheld_version
  from public.seal
  left join published.revision using (year, revision)
  where published.revision.year is not null or fingerprint_shown_at <= published.current_moment();

create view published.seal_leaf as
  select authority_id, year, revision, cases_hash, leaf_hash
  from public.seal_leaf
  where (year, revision) in (select year, revision from published.revision);

drop trigger cycle_changes_what_is_public on cycle;
drop trigger cycle_authority_changes_what_is_public on cycle_authority;

do $$
declare
  changed text;
begin
  foreach changed in array array['seal', 'seal_leaf', 'sealed_cycle', 'sealed_cycle_authority'] loop
    execute format(
      'create trigger %I_changes_what_is_public after insert or update or delete or truncate on %I '
      'for each statement execute function published.note_change()',
      changed, changed
    );
  end loop;
end
$$;
