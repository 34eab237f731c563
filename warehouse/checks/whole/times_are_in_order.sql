-- nothing was seen, replaced or ended before it began, or will be; a day and a time of publication are a zone apart at most
-- An hour for clocks that were put right since; a zone is up to 14 hours from UTC.
with latest as (
  select make_timestamp(epoch_us(now())) + interval 1 hour as at
)
select 'article' as row, article_id as id, first_seen_at as earlier, last_seen_at as later,
from articles, latest
where first_seen_at > last_seen_at or last_seen_at > latest.at
union all
select 'published', article_id, published_date, published_at,
from articles
where published_at is not null
  and not coalesce(
    published_at between published_date - interval 14 hours and published_date + interval 38 hours,
    false
  )
union all
select 'version', article_id, seen_at, replaced_at,
from history.articles, latest
where seen_at > replaced_at or replaced_at > latest.at
union all
select 'run', run_id, started_at, ended_at,
from ops.runs, latest
where started_at > ended_at or started_at > latest.at
union all
select 'fetch', fetch_id, null, fetched_at,
from ops.fetches, latest
where fetched_at > latest.at;
