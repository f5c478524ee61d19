-- One year's settings, and which bodies take part in it as what.

create table cycle (
  -- The calendar year in which the reporting year begins: 2023 stands for 2023-24.
  year smallint primary key,
  -- The form of the year's letters; none where no edition has been written for the year.
  edition text,
  letter_date date not null,
  published_at timestamptz not null,
  -- The population estimate that rates per 100,000 use; none where the year has no such rates.
  population_year smallint,
  population_release text,
  -- Contacts, signatory and addresses that stand in the letters; src/cycle/cycle-settings.ts checks them.
  settings jsonb not null,
  check ((population_year is null) = (population_release is null))
);

create table cycle_authority (
  authority_id integer not null references authority,
  year smallint not null references cycle,
  is_council boolean not null,
  gets_letter boolean not null,
  is_on_map boolean not null,
  comparison_group text,
  primary key (authority_id, year)
);

create index cycle_authority_by_year on cycle_authority (year, comparison_group);

-- Exact numbers of the Ombudsman's own training, which letters quote rounded.
create table training_total (
  year smallint primary key,
  course_count integer not null check (course_count >= 0),
  people_count integer not null check (people_count >= 0),
  care_provider_course_count integer check (care_provider_course_count between 0 and course_count),
  -- Modules announced but not yet to be booked, as they are named in running text.
  coming_modules text[] not null default '{}',
  seminar_places text[] not null default '{}',
  seminar_delegate_count integer check (seminar_delegate_count >= 0),
  seminar_authority_count integer check (seminar_authority_count <= seminar_delegate_count)
);
