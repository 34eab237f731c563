-- one row per URL of $urls that was read before: what its latest reading gave
with asked as (
  select distinct unnest($urls::varchar[]) as url
)
select f.url, arg_max_null(f.etag, f.rowid) as etag, arg_max(f.outcome, f.rowid) as outcome, coalesce(any_value(q.attempts), 0) as attempts,
from ops.fetches as f
left join ops.quarantine as q on q.url = f.url
where f.url in (select url from asked)
group by f.url;
