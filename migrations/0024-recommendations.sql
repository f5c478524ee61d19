-- What an authority agreed to do, how it showed that it did, and what was found.

alter table recommendation
  -- What was agreed, in full, for the authority and the Ombudsman.
  add column text text check (text <> '' and length(text) <= 4000),
  add column amount_pence integer check (amount_pence > 0),
  -- What would be enough to show that it is done.
  add column evidence_wanted text check (length(evidence_wanted) <= 1000),
  -- Everybody who agreed it with the authority or changed it; nobody where it came with a file.
  add column agreed_by text[],
  -- Who recorded how it ended, and why where it was not carried out.
  add column settled_by text,
  add column settlement_reason text check (length(settlement_reason) <= 2000),
  -- Whoever agreed it does not say how it ended.
  add check (settled_by <> all (agreed_by)),
  -- The day of the decision, from then until it or its case has an outcome: the actions somebody waits for. Where the
  -- case is changed so that no remedy is due, such as to a decision without fault, nobody waits any more.
  add column open_since date;

-- It is settled with the first of its case, and counted in a year with the last.
alter table recommendation drop constraint recommendation_check1;
alter table recommendation add check (settled_year is null or settled_on is not null);

create function open_recommendation() returns trigger language plpgsql as $$
begin
  new.open_since := case when new.settlement is null then (
    select decided_on
    from complaint
    where complaint.authority_id = new.authority_id and complaint.complaint_id = new.complaint_id
    and compliance_outcome is null and remedy_due_on is not null
  ) end;
  return new;
end
$$;

create trigger recommendation_opens
  before insert or update of settlement on recommendation
  for each row execute function open_recommendation();

create function open_recommendations() returns trigger language plpgsql as $$
begin
  update recommendation
  set open_since = case
    when settlement is null and new.compliance_outcome is null and new.remedy_due_on is not null then new.decided_on
  end
  where recommendation.authority_id = new.authority_id and recommendation.complaint_id = new.complaint_id;
  return null;
end
$$;

create trigger complaint_opens_recommendations
  after update of decided_on, compliance_outcome, remedy_due_on on complaint
  for each row
  when (
    (old.decided_on, old.compliance_outcome, old.remedy_due_on is null)
    is distinct from (new.decided_on, new.compliance_outcome, new.remedy_due_on is null)
  )
  execute function open_recommendations();

update recommendation
set open_since = decided_on
from complaint
where complaint.authority_id = recommendation.authority_id and complaint.complaint_id = recommendation.complaint_id
and settlement is null and compliance_outcome is null and remedy_due_on is not null;

create index recommendation_open on recommendation (due_on, authority_id, complaint_id, recommendation_number)
  where open_since is not null;
create index recommendation_open_by_age on recommendation (open_since, authority_id, complaint_id, recommendation_number)
  where open_since is not null;
create index recommendation_open_by_authority on recommendation (authority_id, due_on) where open_since is not null;
create index recommendation_settled_by_authority on recommendation (authority_id, settled_on desc)
  where settlement is not null;

-- A due date that was moved, from what to what and why.
create table moved_due_date (
  authority_id integer not null,
  complaint_id bigint not null,
  recommendation_number smallint not null,
  moved_at timestamptz not null,
  from_on date not null,
  to_on date not null,
  reason text not null check (reason <> '' and length(reason) <= 500),
  moved_by text not null,
  primary key (authority_id, complaint_id, recommendation_number, moved_at),
  foreign key (authority_id, complaint_id, recommendation_number) references recommendation,
  check (to_on <> from_on)
);

create index moved_due_date_by_day on moved_due_date (moved_at);

-- A file as it was sent, by the hash of its content. The same content is kept once for an authority.
create table stored_file (
  authority_id integer not null references authority,
  sha256 bytea not null check (length(sha256) = 32),
  -- What it is by its content, whatever its name says.
  type text not null check (type in ('pdf', 'docx', 'png', 'jpeg')),
  byte_count integer not null check (byte_count > 0),
  -- Empty where it was found to be harmful.
  content bytea not null,
  -- What the scanner for harmful software said; 'unscanned' where an installation has none.
  scan text not null check (scan in ('unscanned', 'waiting', 'clean', 'harmful')),
  stored_at timestamptz not null,
  primary key (authority_id, sha256),
  check ((length(content) = 0) = (scan = 'harmful'))
);

create index stored_file_waiting on stored_file (stored_at) where scan = 'waiting';

-- What an authority says and shows about one recommendation. A draft until it is sent; then it never changes.
create table evidence (
  authority_id integer not null,
  complaint_id bigint not null,
  recommendation_number smallint not null,
  evidence_id bigint generated by default as identity,
  text text not null check (length(text) <= 4000),
  -- Whether the authority says that the action is complete.
  is_complete boolean,
  begun_by text not null references person,
  begun_post text not null,
  begun_at timestamptz not null,
  sent_at timestamptz,
  sent_by text references person,
  sent_post text,
  -- Counts changes of the draft, so that whoever sends a form learns that a colleague changed it meanwhile.
  version integer not null default 1,
  -- When files that were being sent stopped arriving; nothing of them was kept.
  broken_off_at timestamptz,
  -- A compliance officer read it, and says what is still wanted, where something is.
  read_at timestamptz,
  read_by text,
  answer text check (answer <> '' and length(answer) <= 2000),
  primary key (authority_id, evidence_id),
  foreign key (authority_id, complaint_id, recommendation_number) references recommendation,
  check (num_nonnulls(sent_at, sent_by, sent_post) in (0, 3)),
  check (sent_at is null or is_complete is not null),
  check (num_nonnulls(read_at, read_by) in (0, 2)),
  check (read_at is null or sent_at is not null),
  check (answer is null or read_at is not null)
);

create unique index evidence_draft on evidence (authority_id, complaint_id, recommendation_number) where sent_at is null;
create index evidence_by_recommendation on evidence (authority_id, complaint_id, recommendation_number, sent_at);
create index evidence_to_read on evidence (sent_at, authority_id, evidence_id) where sent_at is not null and read_at is null;

-- What was sent stays as it was; all that is added to it is that it was read, and the answer.
create function keep_sent_evidence() returns trigger language plpgsql as $$
begin
  if old.sent_at is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' or old.read_at is not null or (
    to_jsonb(old) - array['read_at', 'read_by', 'answer'] is distinct from
    to_jsonb(new) - array['read_at', 'read_by', 'answer']
  ) then
    raise exception 'evidence % was sent, and never changes', old.evidence_id;
  end if;
  return new;
end
$$;

create trigger evidence_is_sent_once
  before update or delete on evidence
  for each row execute function keep_sent_evidence();

create table evidence_file (
  authority_id integer not null,
  evidence_id bigint not null,
  file_number smallint not null,
  -- As it was called, without path and control characters.
  name text not null check (name <> '' and length(name) <= 200),
  sha256 bytea not null,
  primary key (authority_id, evidence_id, file_number),
  foreign key (authority_id, evidence_id) references evidence,
  foreign key (authority_id, sha256) references stored_file
);

create index evidence_file_by_content on evidence_file (authority_id, sha256);

create function keep_sent_files() returns trigger language plpgsql as $$
declare
  file evidence_file := case when tg_op = 'INSERT' then new else old end;
begin
  if exists (
    select from evidence
    where evidence.authority_id = file.authority_id and evidence.evidence_id = file.evidence_id and sent_at is not null
  ) then
    raise exception 'evidence % was sent, and its files never change', file.evidence_id;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;

create trigger evidence_file_is_sent_once
  before insert or update or delete on evidence_file
  for each row execute function keep_sent_files();

-- What follows where an agreed action was not carried out: a new investigation, a public report, or neither and why.
create table action_not_taken (
  authority_id integer not null,
  complaint_id bigint not null,
  recommendation_number smallint not null,
  recorded_at timestamptz not null,
  decision text check (decision in ('new-investigation', 'public-report', 'nothing-further')),
  decision_reason text check (length(decision_reason) <= 2000),
  decided_by text,
  decided_at timestamptz,
  new_complaint_id bigint,
  primary key (authority_id, complaint_id, recommendation_number),
  foreign key (authority_id, complaint_id, recommendation_number) references recommendation,
  foreign key (authority_id, new_complaint_id) references complaint,
  check (num_nonnulls(decision, decided_by, decided_at) in (0, 3))
);

create index action_not_taken_open on action_not_taken (recorded_at, authority_id, complaint_id, recommendation_number)
  where decision is null;

-- What somebody wants to be told of by mail, where it is not each thing as it happens.
create table notice_choice (
  person_id text primary key references person,
  is_weekly boolean not null
);

-- Something somebody is to be told: sent on its own, or kept for the weekly digest.
create table notice (
  notice_id bigint primary key generated by default as identity,
  -- What it says to whom, in words of the program: the same is never said twice.
  notice_key text not null unique,
  person_id text not null references person,
  text text not null,
  -- Where it can be seen, as an address of this site.
  path text not null,
  noted_at timestamptz not null,
  mail_id bigint references mail
);

create index notice_waiting on notice (person_id) where mail_id is null;
