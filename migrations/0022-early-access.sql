-- Who had early access to a year's letters and figures: public with them, by posts and never by names.
create view published.early_access as
  select had.authority_id, year, revision, had.post, had.had_by, had.first_at
  from (
    -- On an authority's own pages: its letter and figures under embargo, or what it checked before that.
    select
      authority_id,
      year,
      revision,
      post,
      case when was_checking then 'checked' else 'opened' end as had_by,
      min(seen_at) as first_at
    from public.early_access
    group by authority_id, year, revision, post, was_checking
    union all
    -- By mail: what a server took, what is known to have arrived, and what may have.
    select authority_id, year, revision, post, 'sent', min(answered_at)
    from public.letter_mail
    join public.mail using (mail_id)
    join public.mail_recipient using (mail_id)
    where not is_rehearsal and state in ('taken', 'received', 'uncertain')
    group by authority_id, year, revision, post
  ) as had
  join published.revision as released using (year, revision)
  where had.first_at < released.published_at;

-- All of it comes before the moment, but that somebody finds out later that a mail had arrived.
create trigger arrival_changes_what_is_public
  after update on mail_recipient
  for each row
  when (new.state = 'received' and new.state is distinct from old.state)
  execute function published.note_change();
