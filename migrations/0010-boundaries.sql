-- Boundaries that an operator brings in, for the map of areas: what everybody may see as soon as it is there.

create table boundary_set (
  -- Which bodies stand on one map: one of the layers of the scheme's map.
  layer text not null,
  -- The calendar year of which the boundaries are.
  year smallint not null,
  -- The file they came from.
  file_name text not null,
  imported_at timestamptz not null default now(),
  -- Simplified, as TopoJSON; each geometry of the object "areas" has the slug of its authority as its id.
  topology jsonb not null,
  primary key (layer, year)
);

create view published.boundary_set as select * from public.boundary_set;

create trigger boundary_set_changes_what_is_public
  after insert or update or delete or truncate on boundary_set
  for each statement execute function published.note_change();
