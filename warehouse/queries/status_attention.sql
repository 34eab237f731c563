-- one row per feed or sitemap that fails or has moved, and per source on the web whose latest three pages or more all failed
with documents as (
  select
    source_id, kind, url,
    failing_since as since,
    if(failing_since is null, moved_runs, failures) as times,
    next_check_at,
    if(
      failing_since is null,
      -- Two runs in a row: once may be a mistake.
      'moved to ' || moved_to || ': change presslake.toml',
      -- A message begins with its address, which has a column of its own.
      concat_ws(': ', outcome, if(starts_with(message, url || ': '), substr(message, length(url) + 3), message))
    ) as why,
  from ops.documents
  where source_id is not null and (failing_since is not null or moved_runs >= 2)
),
good as (
  select source_id, max(rowid) as latest,
  from ops.fetches
  where kind = 'page' and article_id is not null
  group by source_id
),
pages as (
  select
    f.source_id, f.kind,
    arg_max(f.url, f.rowid) as url,
    min(f.fetched_at) as since,
    count(*) as times,
    arg_max(q.next_try_at, f.rowid) as next_check_at,
    concat_ws(': ', arg_max(f.outcome, f.rowid), arg_max(f.message, f.rowid)) as why,
  from ops.fetches as f
  left join good as g using (source_id)
  left join ops.quarantine as q on q.url = f.url
  where f.kind = 'page'
    and f.outcome not in ('deferred', 'forgotten')
    and f.rowid > coalesce(g.latest, -1)
    and f.source_id in (select source_id from ops.frontier)
  group by f.source_id, f.kind
  having count(*) >= 3
)
select source_id as source, kind, since, times, next_check_at, why, url,
from (from documents union all by name from pages)
order by source, kind, url;
