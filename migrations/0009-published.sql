-- What the public may see, and nothing else. The public site reads these views as a role that can read no table.
-- They have the names and the columns of the tables, so that the same queries run on either.
--
-- The views are plain: one with security_barrier would not use the index of the search.

create schema published;

-- The clock that decides what is public. A function and no setting: a visitor's query could change a setting.
create function published.current_moment() returns timestamptz language sql stable as 'select now()';

create view published.installation as select * from public.installation;
create view published.authority as select * from public.authority;
create view published.authority_name as select * from public.authority_name;
create view published.authority_successor as select * from public.authority_successor;
create view published.population as select * from public.population;

create view published.revision as
  select * from public.revision where published_at <= published.current_moment();

create view published.cycle as
  select year, edition, letter_date, first.published_at, population_year, population_release, settings
  from public.cycle
  join published.revision as first using (year)
  where first.revision = 1;

create view published.cycle_authority as
  select * from public.cycle_authority where year in (select year from published.revision);

create view published.figure as
  select * from public.figure where (year, revision) in (select year, revision from published.revision);

create view published.group_average as
  select * from public.group_average where (year, revision) in (select year, revision from published.revision);

-- How many cases stand in a set, without saying which.
create view published.counted_set as
  select authority_id, year, revision, counted_set, complaint_count
  from public.counted_set
  where (year, revision) in (select year, revision from published.revision);

create view published.letter as
  select * from public.letter where (year, revision) in (select year, revision from published.revision);

create view published.national_review as
  select *
  from public.national_review
  where published_at <= published.current_moment() and year in (select year from published.revision);

-- Of a decision that was withdrawn, or whose time has passed, there remains that it was here.
create view published.decision_statement as
  select
    authority_id,
    complaint_id,
    reference,
    category,
    subcategory,
    outcome,
    decided_on,
    year,
    remedy_kinds,
    summary,
    sections,
    published_at,
    search
  from public.decision_statement
  where published_at <= published.current_moment()
  and (withdrawn_at is null or withdrawn_at > published.current_moment())
  and (expires_at is null or expires_at > published.current_moment());

create view published.decision_tombstone as
  select
    authority_id,
    complaint_id,
    reference,
    category,
    subcategory,
    case when withdrawn_at <= published.current_moment() then withdrawn_at else expires_at end as gone_at,
    case when withdrawn_at <= published.current_moment() then withdrawal_reason end as withdrawal_reason
  from public.decision_statement
  where published_at <= published.current_moment()
  and (withdrawn_at <= published.current_moment() or expires_at <= published.current_moment());

-- Which published decisions a figure counts. The cases it counts besides are known only by their number.
create view published.counted_decision as
  select counted.authority_id, counted.year, counted.revision, counted.counted_set, statement.complaint_id
  from public.counted_set as counted
  join published.decision_statement as statement
    on statement.authority_id = counted.authority_id
    and statement.complaint_id = any(counted.complaint_ids)
  where (counted.year, counted.revision) in (select year, revision from published.revision);

-- How a promise ended is public once the year in which it was settled is.
create view published.recommendation as
  select
    recommendation.authority_id,
    recommendation.complaint_id,
    recommendation_number,
    kind,
    due_on,
    recommendation.summary,
    case when released.year is not null then settled_on end as settled_on,
    released.year as settled_year,
    case when released.year is not null then settlement end as settlement
  from public.recommendation
  join published.decision_statement as statement using (authority_id, complaint_id)
  left join (select distinct year from published.revision) as released on released.year = settled_year;

create view published.public_report as
  select * from public.public_report where published_at <= published.current_moment();

create view published.public_report_case as
  select public_report_case.*
  from public.public_report_case
  join published.public_report using (public_report_id)
  join published.decision_statement as statement
    on statement.authority_id = public_report_case.authority_id
    and statement.complaint_id = public_report_case.complaint_id;

-- Which state of all this a page was made from. It changes with every change of a row that the views read, and with
-- every moment they wait for.
create table published.version (
  only_row boolean primary key default true check (only_row),
  number bigint not null
);

insert into published.version (number) values (1);

-- One row for each statement that changed something, gone again at the end of its transaction: whoever changes what
-- is public waits for another such transaction only while that one ends, and not while it works.
create table published.change (change_id bigint primary key generated always as identity);

create function published.note_change() returns trigger language plpgsql as $$
begin
  insert into published.change default values;
  return null;
end
$$;

create function published.count_change() returns trigger language plpgsql as $$
begin
  delete from published.change where change_id = new.change_id;
  update published.version set number = number + 1;
  return null;
end
$$;

create constraint trigger change_is_counted
  after insert on published.change
  deferrable initially deferred
  for each row execute function published.count_change();

do $$
declare
  changed text;
begin
  foreach changed in array array[
    'installation', 'authority', 'authority_name', 'authority_successor', 'population', 'cycle', 'cycle_authority',
    'revision', 'letter', 'national_review', 'decision_statement', 'recommendation', 'public_report',
    'public_report_case'
  ] loop
    execute format(
      'create trigger %I_changes_what_is_public after insert or update or delete or truncate on %I '
      'for each statement execute function published.note_change()',
      changed, changed
    );
  end loop;
end
$$;

create view published.state as
  select
    number as version,
    (
      select count(*) from public.revision where published_at <= published.current_moment()
    ) + (
      select count(*) from public.national_review where published_at <= published.current_moment()
    ) + (
      select count(*) from public.public_report where published_at <= published.current_moment()
    ) as moments_passed,
    (
      select max(published_at) from public.decision_statement where published_at <= published.current_moment()
    ) as last_statement,
    (
      select max(withdrawn_at) from public.decision_statement where withdrawn_at <= published.current_moment()
    ) as last_withdrawal,
    (
      select max(expires_at) from public.decision_statement where expires_at <= published.current_moment()
    ) as last_expiry
  from published.version;

create index decision_statement_by_withdrawal on decision_statement (withdrawn_at) where withdrawn_at is not null;
create index decision_statement_by_expiry on decision_statement (expires_at) where expires_at is not null;
