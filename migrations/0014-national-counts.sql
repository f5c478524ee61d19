-- What all authorities of a year come to together, kept with its revision so that no page counts it again.

create table national_count (
  year smallint not null,
  revision smallint not null,
  -- Of the authorities of one comparison group; none for those that stand in no group.
  comparison_group text,
  -- A counted set, such as `decided:upheld`. `agreed:` with a kind of recommendation is the cases decided in the year
  -- in which something of that kind was agreed.
  counted text not null,
  -- The category of the cases, for decisions alone; none for a whole set. Where a count was published without its
  -- cases their categories are not known, and the categories come to less than the set.
  category text,
  case_count integer not null check (case_count >= 0),
  unique nulls not distinct (year, revision, comparison_group, counted, category)
);

create view published.national_count as
  select * from public.national_count where (year, revision) in (select year, revision from published.revision);
