-- one row per feed or sitemap that fails or has moved, and per source on the web whose latest three pages or more all failed,
-- that is silent for long, or that gives far less than it did, at $now
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
),
fresh as (
  select
    source_id,
    count(*) as times,
    max(fetched_at) as since,
    epoch(max(fetched_at) - min(fetched_at)) / (count(*) - 1) as seconds_between,
    count(*) filter (fetched_at > $now - interval 1 day) as latest,
    -- Of a source whose first day, on which it gave all that it had, is not among them.
    if(
      min(fetched_at) < $now - interval 16 day, count(*) filter (fetched_at > $now - interval 15 day) - latest, 0
    ) / 14 as usual,
  from ops.fetches
  where kind = 'page' and outcome = 'new' and source_id in (select source_id from ops.frontier)
  group by source_id
  having count(*) >= 10
),
quiet as (
  select
    source_id, since, times,
    -- Three days: over a weekend many outlets print nothing.
    epoch($now - since) > greatest(3 * 86_400, 10 * seconds_between) as is_silent,
    if(is_silent, 'silent', 'drop') as kind,
    if(
      is_silent,
      'no new article for ' || epoch($now - since)::bigint // 86_400 || ' days',
      format('{} new articles in a day, {:.0f} on a usual one', latest, usual)
    ) as why,
  from fresh
  where is_silent or (usual >= 5 and latest < usual / 5)
)
select source_id as source, kind, since, times, next_check_at, why, url,
from (from documents union all by name from pages union all by name select * exclude (is_silent) from quiet)
order by source, kind, url;
