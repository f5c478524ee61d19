-- The Handling Code that councils are asked to adopt: what it asks for, who adopted it, and how each council says it
-- follows it.

create table code_version (
  -- The month it was issued in.
  version text primary key check (version ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- The first day of the month where only the month is known.
  in_force_on date not null unique deferrable initially deferred
);

-- One thing the Code asks for, in our own words.
create table code_provision (
  version text not null references code_version,
  -- Names it in every version that asks for it, whatever its number there.
  provision text not null check (provision ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(provision) <= 60),
  section smallint not null check (section > 0),
  number text not null check (number ~ '^[0-9]+(\.[0-9]+)+$' and length(number) <= 12),
  -- As sourced; with a number that only says its place in the section; or with words that are not confirmed either.
  certainty text not null check (certainty in ('confirmed', 'number-not-confirmed', 'not-confirmed')),
  text text not null check (text <> '' and length(text) <= 2000),
  source text not null check (source <> '' and length(source) <= 300),
  primary key (version, provision),
  -- Provisions may change places with one another.
  unique (version, number) deferrable initially deferred,
  check (split_part(number, '.', 1) = section::text)
);

-- That an authority has adopted the Code, or tried it out before others did.
create table code_adoption (
  authority_id integer primary key references authority,
  adopted_on date,
  was_pilot boolean not null,
  check (adopted_on is not null or was_pilot)
);

-- What an authority says of how it follows the Code in one year from April to March. What is published stays readable;
-- whoever wants to say something else begins another revision.
create table self_assessment (
  authority_id integer not null references authority,
  year smallint not null,
  revision smallint not null check (revision > 0),
  code_version text not null references code_version,
  -- Why what was published is replaced; the first replaces nothing.
  reason text check (reason <> '' and length(reason) <= 1000),
  begun_by text not null,
  begun_at timestamptz not null,
  -- Everybody who wrote in it. None of them approves it.
  authors text[] not null,
  submitted_by text,
  submitted_at timestamptz,
  sent_back_at timestamptz,
  sent_back_reason text check (sent_back_reason <> '' and length(sent_back_reason) <= 1000),
  approved_by text,
  approved_post text,
  approved_at timestamptz,
  published_by text,
  published_at timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawal_reason text check (withdrawal_reason <> '' and length(withdrawal_reason) <= 1000),
  primary key (authority_id, year, revision),
  -- For its answers, which are to the provisions of one version.
  unique (authority_id, year, revision, code_version),
  check ((reason is null) = (revision = 1)),
  check (cardinality(authors) > 0),
  check ((submitted_by is null) = (submitted_at is null)),
  check ((sent_back_reason is null) = (sent_back_at is null)),
  check (num_nonnulls(approved_by, approved_post, approved_at) in (0, 3)),
  check ((published_by is null) = (published_at is null)),
  check (num_nonnulls(withdrawn_by, withdrawn_at, withdrawal_reason) in (0, 3)),
  check (approved_at is null or submitted_at is not null),
  check (published_at is null or approved_at is not null),
  check (withdrawn_at is null or published_at is not null),
  check (approved_by <> all (authors))
);

-- One draft at a time.
create unique index self_assessment_open on self_assessment (authority_id, year) where published_at is null;

-- The answers to one section are written together. Counts changes, so that whoever sends a form learns that somebody
-- else changed the section meanwhile.
create table self_assessment_section (
  authority_id integer not null,
  year smallint not null,
  revision smallint not null,
  section smallint not null,
  version integer not null default 1,
  saved_by text not null,
  saved_post text not null,
  saved_at timestamptz not null,
  primary key (authority_id, year, revision, section),
  foreign key (authority_id, year, revision) references self_assessment
);

create table self_assessment_answer (
  authority_id integer not null,
  year smallint not null,
  revision smallint not null,
  code_version text not null,
  provision text not null,
  -- Unknown while only evidence or a commentary is there.
  is_followed boolean,
  evidence text not null check (length(evidence) <= 4000),
  commentary text not null check (length(commentary) <= 4000),
  -- Where it is not followed: what will change, and by when.
  change text not null check (length(change) <= 2000),
  change_by date,
  -- Whether it stands here as last year's, and nobody has said yet that it still holds.
  is_carried_over boolean not null,
  -- The version of the section in which it last changed.
  changed_in integer not null,
  primary key (authority_id, year, revision, provision),
  foreign key (authority_id, year, revision, code_version)
    references self_assessment (authority_id, year, revision, code_version),
  foreign key (code_version, provision) references code_provision (version, provision)
);

create index self_assessment_answer_by_provision on self_assessment_answer (code_version, provision);

-- What was submitted is what is approved and published: it changes no more, unless it is sent back.
create function keep_submitted_answer() returns trigger language plpgsql as $$
declare
  written record := coalesce(new, old);
begin
  if exists (
    select
    from self_assessment
    where authority_id = written.authority_id and year = written.year and revision = written.revision
    and submitted_at is not null
  ) then
    raise exception 'the self-assessment of authority % for % is submitted, so its answers stay',
      written.authority_id, written.year;
  end if;
  return written;
end
$$;

create trigger answer_stays_once_submitted
  before insert or update or delete on self_assessment_answer
  for each row execute function keep_submitted_answer();

-- That the Code was considered in a case, or was not, and which of its provisions.
create table code_consideration (
  authority_id integer not null,
  complaint_id bigint not null,
  was_considered boolean not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (authority_id, complaint_id),
  foreign key (authority_id, complaint_id) references case_file
);

create table considered_provision (
  authority_id integer not null,
  complaint_id bigint not null,
  code_version text not null,
  provision text not null,
  primary key (authority_id, complaint_id, code_version, provision),
  foreign key (authority_id, complaint_id) references code_consideration,
  foreign key (code_version, provision) references code_provision (version, provision)
);

-- The Code is public, and so is who adopted it.
create view published.code_version as select * from public.code_version;
create view published.code_provision as select * from public.code_provision;
create view published.code_adoption as select * from public.code_adoption;

create view published.self_assessment as
  select
    authority_id, year, revision, code_version, reason, approved_post, approved_at, published_at,
    case when withdrawn_at <= published.current_moment() then withdrawn_at end as withdrawn_at,
    case when withdrawn_at <= published.current_moment() then withdrawal_reason end as withdrawal_reason
  from public.self_assessment
  where published_at <= published.current_moment();

create view published.self_assessment_answer as
  select
    answer.authority_id, answer.year, answer.revision, answer.code_version, provision, is_followed, evidence, commentary,
    change, change_by
  from public.self_assessment_answer as answer
  join published.self_assessment using (authority_id, year, revision);

create trigger code_version_changes_what_is_public
  after insert or update or delete or truncate on code_version
  for each statement execute function published.note_change();
create trigger code_provision_changes_what_is_public
  after insert or update or delete or truncate on code_provision
  for each statement execute function published.note_change();
create trigger code_adoption_changes_what_is_public
  after insert or update or delete or truncate on code_adoption
  for each statement execute function published.note_change();
-- Not while it is a draft, of which the public sees nothing; its answers change only then.
create trigger self_assessment_changes_what_is_public
  after update on self_assessment
  for each row when (new.published_at is not null) execute function published.note_change();

-- An authority's own officers see its drafts, and those of the closed ones whose work it took over; not who wrote them.
create view portal.self_assessment with (security_barrier) as
  select
    authority_id, year, revision, code_version, reason, begun_at, submitted_at, sent_back_at, sent_back_reason,
    approved_post, approved_at, published_at, withdrawn_at, withdrawal_reason
  from public.self_assessment
  where authority_id = any ((select portal.own_authorities())::integer[]);

create view portal.self_assessment_section with (security_barrier) as
  select authority_id, year, revision, section, version, saved_post, saved_at
  from public.self_assessment_section
  where authority_id = any ((select portal.own_authorities())::integer[]);

create view portal.self_assessment_answer with (security_barrier) as
  select
    authority_id, year, revision, code_version, provision, is_followed, evidence, commentary, change, change_by,
    is_carried_over, changed_in
  from public.self_assessment_answer
  where authority_id = any ((select portal.own_authorities())::integer[]);

create view portal.code_adoption with (security_barrier) as
  select authority_id, adopted_on, was_pilot
  from public.code_adoption
  where authority_id = any ((select portal.own_authorities())::integer[]);
