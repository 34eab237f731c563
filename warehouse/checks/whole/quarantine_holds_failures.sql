-- a page is in quarantine exactly when its latest reading gave no article, one that was put off or forgotten aside
with latest as (
  -- rowid: readings are written in the order in which they were loaded.
  select url, arg_max(article_id is null and outcome <> 'forgotten', rowid) as has_failed,
  from ops.fetches
  where kind = 'page' and outcome <> 'deferred'
  group by url
)
select coalesce(l.url, q.url) as url, l.has_failed, q.reason,
from latest as l
full join ops.quarantine as q on q.url = l.url
where coalesce(l.has_failed, false) <> (q.url is not null);
