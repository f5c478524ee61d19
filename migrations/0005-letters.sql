-- Text approved for one authority and one year, beside the edition's own wording.

create table bespoke_paragraph (
  authority_id integer not null references authority,
  year smallint not null references cycle,
  text text not null,
  written_by text not null,
  written_at timestamptz not null default now(),
  approved_by text,
  approved_at timestamptz,
  primary key (authority_id, year),
  check ((approved_by is null) = (approved_at is null)),
  check (approved_by <> written_by)
);
