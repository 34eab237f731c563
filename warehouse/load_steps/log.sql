-- the pipeline's own record: a row per reading, the quarantine, the ledger
-- A page that gave an article before and is now as it was, or is gone from its site, still stands for that article; and
-- so does one whose article could not be made again.
create or replace temp table batch_logged as
select
  r.*, o.outcome,
  o.message as said,
  coalesce(
    r.article_id,
    r.rebuilds,
    if(o.outcome in ('not_modified', 'unchanged', 'gone', 'not_found'), f.article_id, null)
  ) as stands_for,
from batch_readings as r
join batch_outcomes as o using (reading)
left join (
  select url_key, article_id from ops.frontier where url_key in (select page_key from batch_readings)
) as f on f.url_key = r.page_key;

insert into ops.fetches by name
select
  fetch_id,
  getvariable('run_id') as run_id,
  source_id,
  stands_for as article_id,
  entry_url as url,
  coalesce(exchange.final_url, claimed_url) as final_url,
  read_at as fetched_at,
  'page' as kind,
  outcome, bytes, duration_ms,
  exchange.http_status,
  coalesce(exchange.attempts, 1) as attempts,
  coalesce(exchange.etag, etag) as etag,
  exchange.last_modified,
  said as message,
  exchange.hops, exchange.content_sha256, exchange.warc_file, exchange.warc_offset, exchange.warc_length, exchange.blocked_by,
from batch_logged
order by read_at, reading;

create or replace temp table batch_quarantine as
with latest as (
  from batch_logged
  where outcome not in ('deferred', 'forgotten')
  qualify row_number() over (partition by entry_url order by reading desc) = 1
),
failed as (
  select entry_url, count(*) as attempts, min(read_at) as first_failed_at, max(read_at) as last_failed_at,
  from batch_logged
  where outcome not in ('deferred', 'forgotten') and stands_for is null
  group by entry_url
)
select
  l.entry_url as url,
  l.source_id,
  -- Bytes that are as they were when they failed fail for the same reason.
  q.url is not null and l.outcome in ('not_modified', 'unchanged') as is_as_before,
  if(is_as_before, q.reason, l.outcome) as reason,
  if(is_as_before, q.message, l.said) as message,
  coalesce(q.attempts, 0) + f.attempts as attempts,
  coalesce(q.first_failed_at, f.first_failed_at) as first_failed_at,
  f.last_failed_at,
  q.raw_path,
  l.next_check_at as next_try_at,
from latest as l
join failed as f using (entry_url)
left join ops.quarantine as q on q.url = l.entry_url
where l.stands_for is null;

delete from ops.quarantine where url in (select entry_url from batch_logged where outcome <> 'deferred');
insert into ops.quarantine by name
select * exclude (is_as_before) from batch_quarantine;

update ops.quarantine
set next_try_at = r.next_check_at
from batch_logged as r
where quarantine.url = r.entry_url and r.outcome = 'deferred';

insert into ops.loads by name
select
  getvariable('batch_sha256') as batch_sha256,
  getvariable('run_id') as run_id,
  now() at time zone 'UTC' as loaded_at,
  count(*) filter (outcome in ('new', 'updated')) as articles,
  coalesce((select sum(paragraphs) from batch_written), 0) as paragraphs,
  coalesce((select sum(quotes) from batch_written), 0) as quotes,
from batch_outcomes;
