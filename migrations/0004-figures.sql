-- A year's figures, and exactly which cases each of them counts.

-- Counted sets and figures are written whole for every member of a year, out of a query that joins authority
-- and cycle. References of their own would be checked row by row and take a third of the time of calculating.
create table counted_set (
  authority_id integer not null,
  year smallint not null,
  revision smallint not null,
  counted_set text not null,
  complaint_count integer not null check (complaint_count >= 0),
  -- One array a set: a row a case cost thirty times the time. Null where the count was published
  -- without its cases.
  complaint_ids bigint[],
  primary key (authority_id, year, revision, counted_set),
  check (complaint_ids is null or cardinality(complaint_ids) = complaint_count)
);

create table figure (
  authority_id integer not null,
  year smallint not null,
  revision smallint not null,
  measure text not null,
  state text not null check (state in ('calculated', 'nothing-to-report', 'not-calculated')),
  numerator integer,
  -- Null for a measure that is a plain count.
  denominator integer,
  origin text not null check (origin in ('cases', 'published-tables', 'published-letter')),
  -- The document a published figure stands in.
  document text,
  method_version smallint not null,
  -- The group whose averages stand beside it, as the cycle stood when this was calculated.
  comparison_group text,
  primary key (authority_id, year, revision, measure),
  check ((origin = 'cases') = (document is null)),
  check (state <> 'calculated' or numerator is not null),
  check (state <> 'nothing-to-report' or denominator = 0)
);

create index figure_by_year on figure (year, measure, revision);

create table group_average (
  year smallint not null references cycle,
  revision smallint not null,
  comparison_group text not null,
  measure text not null,
  -- Pooled: the sum of the members' numerators over the sum of their denominators.
  numerator bigint not null,
  denominator bigint not null,
  -- How many members have a figure, of how many in the group.
  member_count integer not null,
  group_member_count integer not null check (group_member_count >= member_count),
  -- The plain mean of the members' own rates, shown beside it; a share as 0 to 1.
  mean_of_rates double precision,
  primary key (year, revision, comparison_group, measure)
);
