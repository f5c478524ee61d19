-- What an authority keeps here of the complaints made to itself, and the yearly report on how it dealt with them.
-- Nobody but its own officers reads the complaints; everybody reads the totals of a year that it publishes.

create table own_complaint (
  authority_id integer not null references authority,
  -- As the authority's own system has it.
  reference text not null check (reference <> '' and length(reference) <= 100),
  -- What the complaint is about, as it was put to whoever complained.
  definition text not null check (definition <> '' and length(definition) <= 2000),
  category text not null check (category <> '' and length(category) <= 100),
  service text check (service <> '' and length(service) <= 200),
  -- The statutory process it goes through, which has times of its own: the Code's clocks do not run for it.
  statutory_process text check (statutory_process <> ''),
  -- Refused at once, on one of the grounds the scheme has.
  refused_on date,
  refusal_ground text check (refusal_ground <> ''),
  remedies text[] not null,
  learning text check (learning <> '' and length(learning) <= 2000),
  -- When a file last said something new of it.
  imported_at timestamptz not null,
  primary key (authority_id, reference),
  check ((refused_on is null) = (refusal_ground is null))
);

-- A complaint has a first stage, and a second one if whoever complained asks for it.
create table own_complaint_stage (
  authority_id integer not null,
  reference text not null,
  stage smallint not null check (stage in (1, 2)),
  received_on date not null,
  -- Where the authority's system keeps it: what comes after hours counts as received on the next working day.
  received_time time,
  acknowledged_on date,
  -- The day of the answer, or the day on which the complaint was withdrawn.
  answered_on date,
  outcome text check (outcome <> ''),
  extended_until date,
  extension_reason text check (extension_reason <> '' and length(extension_reason) <= 1000),
  -- When whoever complained was told of it.
  extension_told_on date,
  primary key (authority_id, reference, stage),
  foreign key (authority_id, reference) references own_complaint on delete cascade,
  check (acknowledged_on >= received_on),
  check (answered_on >= coalesce(acknowledged_on, received_on)),
  check ((answered_on is null) = (outcome is null)),
  check (num_nonnulls(extended_until, extension_reason, extension_told_on) in (0, 3)),
  check (extension_told_on >= received_on and extended_until >= extension_told_on)
);

-- The pages that are asked for most show what waits for an answer.
create index own_complaint_stage_unanswered on own_complaint_stage (authority_id, received_on)
  where answered_on is null;
create index own_complaint_stage_by_receipt on own_complaint_stage (authority_id, received_on, reference)
  where stage = 1;

create view portal.own_complaint with (security_barrier) as
  select *
  from public.own_complaint
  where authority_id = any ((select portal.own_authorities())::integer[]);

create view portal.own_complaint_stage with (security_barrier) as
  select *
  from public.own_complaint_stage
  where authority_id = any ((select portal.own_authorities())::integer[]);

-- What people write into a year's report: what was learned, and what the governing body answers.
create table performance_words (
  authority_id integer not null references authority,
  year smallint not null,
  learned text not null check (length(learned) <= 5000),
  response text not null check (length(response) <= 5000),
  -- The governing body's name, and the day on which it considered the report.
  responded_by text not null check (length(responded_by) <= 200),
  responded_on date,
  -- Two people may write at once: the second is shown what the first wrote.
  version integer not null check (version > 0),
  written_post text not null,
  written_at timestamptz not null,
  primary key (authority_id, year),
  -- A response is somebody's, and of a day.
  check (response = '' or (responded_by <> '' and responded_on is not null))
);

create view portal.performance_words with (security_barrier) as
  select *
  from public.performance_words
  where authority_id = any ((select portal.own_authorities())::integer[]);

-- A year's totals as the authority published them: they stay as they were, whatever becomes of the complaints.
create table performance_report (
  authority_id integer not null references authority,
  year smallint not null,
  -- Published again, it takes the place of the one before.
  publication integer not null check (publication > 0),
  totals jsonb not null check (jsonb_typeof(totals) = 'object'),
  learned text not null,
  response text not null,
  responded_by text not null,
  responded_on date,
  published_by text not null,
  published_post text not null,
  published_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawal_reason text check (length(withdrawal_reason) between 1 and 1000),
  primary key (authority_id, year, publication),
  check (num_nonnulls(withdrawn_by, withdrawn_at, withdrawal_reason) in (0, 3)),
  check (withdrawn_at >= published_at)
);

create function keep_performance_report() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.withdrawn_at is not null or (
    to_jsonb(old) - array['withdrawn_by', 'withdrawn_at', 'withdrawal_reason']
    is distinct from to_jsonb(new) - array['withdrawn_by', 'withdrawn_at', 'withdrawal_reason']
  ) then
    raise exception 'performance report % of % stays as it was published', old.publication, old.year;
  end if;
  return new;
end
$$;

create trigger performance_report_stays_as_it_is
  before update or delete on performance_report
  for each row execute function keep_performance_report();

-- By posts: an officer need not know which colleague published.
create view portal.performance_report with (security_barrier) as
  select
    authority_id, year, publication, totals, learned, response, responded_by, responded_on, published_post,
    published_at, withdrawn_at, withdrawal_reason
  from public.performance_report
  where authority_id = any ((select portal.own_authorities())::integer[]);

-- The last one an authority published of each year. Of one that was withdrawn there remains that it was here, and why.
create view published.performance_report as
  select
    authority_id,
    year,
    published_at,
    withdrawn_at,
    withdrawal_reason,
    case when withdrawn_at is null then totals end as totals,
    case when withdrawn_at is null then learned end as learned,
    case when withdrawn_at is null then response end as response,
    case when withdrawn_at is null then responded_by end as responded_by,
    case when withdrawn_at is null then responded_on end as responded_on
  from public.performance_report
  where not exists (
    select
    from public.performance_report as later
    where later.authority_id = performance_report.authority_id
    and later.year = performance_report.year
    and later.publication > performance_report.publication
  );

create trigger performance_report_changes_what_is_public
  after insert or update or delete or truncate on performance_report
  for each statement execute function published.note_change();
