-- Each published state of a year, and the letters as they were sent.

-- The state that calculating writes, until it is released; then the next calculation begins another.
create table revision (
  year smallint not null references cycle,
  revision smallint not null check (revision > 0),
  calculated_at timestamptz not null default now(),
  -- The moment at which it becomes public; none while it is a draft.
  published_at timestamptz,
  -- What was corrected; the first revision corrects nothing.
  reason text,
  primary key (year, revision),
  check (reason is null or published_at is not null),
  check (published_at is null or (revision = 1) = (reason is null))
);

create unique index revision_has_one_draft on revision (year) where published_at is null;

insert into revision (year, revision)
select distinct year, revision from figure;

-- A letter as data, frozen with the revision it first stood in: later ones have it again only where it changed.
create table letter (
  authority_id integer not null references authority,
  year smallint not null,
  revision smallint not null,
  content jsonb not null,
  primary key (authority_id, year, revision),
  foreign key (year, revision) references revision
);

-- The year of all authorities together, published apart from their figures.
create table national_review (
  year smallint primary key references cycle,
  foreword text not null,
  published_at timestamptz not null
);
