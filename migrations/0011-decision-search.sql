-- How a search among many published decisions stays quick.

-- Counting ten thousand rows reads few pages where the long texts stand apart from what is counted. Rows without a
-- text of any length keep theirs.
alter table decision_statement set (toast_tuple_target = 256);

-- One index knows the words, what a search is narrowed by, and the quarter of the decision. A search for a common word
-- asks it for the newest quarters alone; an index of the words would first gather every decision that has them.
drop index decision_statement_search;

create index decision_statement_search on decision_statement using gin (
  search,
  (array[
    'quarter ' || (extract(year from decided_on) * 4 + extract(quarter from decided_on))::integer,
    'authority ' || authority_id,
    'category ' || category,
    'subcategory ' || category || '/' || subcategory,
    'outcome ' || outcome
  ]),
  remedy_kinds
);

-- The same view, and beside its columns what the index knows.
create or replace view published.decision_statement as
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
    search,
    expires_at,
    array[
      'quarter ' || (extract(year from decided_on) * 4 + extract(quarter from decided_on))::integer,
      'authority ' || authority_id,
      'category ' || category,
      'subcategory ' || category || '/' || subcategory,
      'outcome ' || outcome
    ] as facets
  from public.decision_statement
  where published_at <= published.current_moment()
  and (withdrawn_at is null or withdrawn_at > published.current_moment())
  and (expires_at is null or expires_at > published.current_moment());
