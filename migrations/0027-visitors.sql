-- People without an account, who book places and answer surveys; and one more person of an authority.

-- The member of an authority's governing body who answers for how it handles complaints, as the Handling Code asks.
alter table appointment drop constraint appointment_role_check, drop constraint appointment_check;
alter table appointment
  add constraint appointment_role_check check (role in (
    'statistician', 'approver', 'investigator', 'compliance-officer', 'trainer', 'administrator',
    'link-officer', 'monitoring-officer', 'member-responsible', 'reader'
  )),
  add constraint appointment_check check (
    (role in ('link-officer', 'monitoring-officer', 'member-responsible', 'reader')) = (authority_id is not null)
  );

alter table invitation drop constraint invitation_role_check, drop constraint invitation_check;
alter table invitation
  add constraint invitation_role_check check (role in (
    'statistician', 'approver', 'investigator', 'compliance-officer', 'trainer', 'administrator',
    'link-officer', 'monitoring-officer', 'member-responsible', 'reader'
  )),
  add constraint invitation_check check (
    coalesce(role in ('link-officer', 'monitoring-officer', 'member-responsible', 'reader'), false)
      = (authority_id is not null)
  );

-- What somebody without an account may read and write. The pages for them have a role that can do nothing else: it reads
-- the views of this schema, and writes to those of them that src/database/visitor-role.ts names. A view of what is one
-- visitor's own shows it only to a transaction that has named its key, as the views of the schema portal do with a
-- session. They have the names and the columns of the tables, so that the same queries run on either.
create schema visitor;

-- The clock of publication, for a role that may not look at what it is made from.
create function visitor.current_moment() returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp
as 'select published.current_moment()';

-- Whom somebody may say they come from. The register is public.
create view visitor.authority with (security_barrier) as select * from public.authority;
