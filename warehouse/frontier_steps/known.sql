-- pages that the frontier has: what is said of them now, and whether that makes them due
-- A page that is said to have changed is looked at no sooner than half as long after the last look as it had then stayed
-- as it was: some sitemaps state the present for every page each time that they are asked for, and are so asked a dozen
-- times a year and not with every run. What failed or was put off keeps its time, which the host may have asked for.
create or replace temp table named_changes as
with said as (
  select
    f.url_key,
    {'entry': f.entry, 'content': f.content, 'stated_at': f.stated_at, 'source_id': f.source_id} as before,
    {
      'entry': if(json_contains(f.entry, p.hints), f.entry, json_merge_patch(f.entry, p.hints)),
      'content': if(f.loaded_at is null, coalesce(p.content, f.content), null),
      'stated_at': greatest(f.stated_at, p.stated_at),
      'source_id': if(f.next_check_at < getvariable('now') - interval 1 day, p.source_id, f.source_id),
    } as said,
    f.next_check_at, f.why,
    case
      when getvariable('are_asked_for') then getvariable('now')
      when coalesce(f.outcome, 'deferred') = 'deferred' or f.failures > 0 and f.next_check_at is not null then null
      when p.modified_at > coalesce(f.stated_at, f.fetched_at)
        then greatest(getvariable('now'), f.fetched_at + (f.fetched_at - coalesce(f.changed_at, f.found_at)) / 2)
    end as look_at,
  from ops.frontier as f
  join named_pages as p using (url_key)
)
select
  url_key,
  unnest(said),
  look_at < coalesce(next_check_at, 'infinity'::timestamp) as is_sooner,
  if(is_sooner, look_at, next_check_at) as next_check_at,
  case when getvariable('are_asked_for') then 'asked for' when is_sooner then 'changed' else why end as why,
from said
where said <> before or look_at is not null;

update ops.frontier
set
  entry = c.entry, content = c.content, stated_at = c.stated_at, source_id = c.source_id,
  next_check_at = c.next_check_at, why = c.why,
from named_changes as c
where frontier.url_key = c.url_key;
