-- the pipeline's own record: a row per reading, the ledger
-- A page that gave an article before and is now as it was, or is gone from its site, still stands for that article; and
-- so does one whose article could not be made again.
-- A view, as few of its columns are read twice: a copy of them all took a tenth of loading what is unchanged.
create or replace temp view batch_logged as
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

insert into ops.loads by name
select
  getvariable('batch_sha256') as batch_sha256,
  getvariable('run_id') as run_id,
  now() at time zone 'UTC' as loaded_at,
  count(*) filter (outcome in ('new', 'updated')) as articles,
  coalesce((select sum(paragraphs) from batch_written), 0) as paragraphs,
  coalesce((select sum(quotes) from batch_written), 0) as quotes,
from batch_outcomes;

update ops.runs set heartbeat_at = now() at time zone 'UTC' where run_id = getvariable('run_id');
