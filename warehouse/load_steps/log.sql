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
select
  r.entry_url as url,
  arg_max(r.source_id, r.reading) as source_id,
  -- The bytes are those that failed before: so is the reason.
  if(arg_max(r.outcome, r.reading) in ('not_modified', 'unchanged') and any_value(q.reason) is not null,
    any_value(q.reason), arg_max(r.outcome, r.reading)) as reason,
  if(arg_max(r.outcome, r.reading) in ('not_modified', 'unchanged'),
    any_value(q.message), arg_max_null(r.said, r.reading)) as message,
  coalesce(any_value(q.attempts), 0) + count(*) filter (r.stands_for is null) as attempts,
  coalesce(any_value(q.first_failed_at), min(r.read_at)) as first_failed_at,
  max(r.read_at) as last_failed_at,
  any_value(q.raw_path) as raw_path,
  arg_max_null(r.next_check_at, r.reading) as next_try_at,
from batch_logged as r
left join ops.quarantine as q on q.url = r.entry_url
where r.outcome not in ('deferred', 'forgotten')
group by r.entry_url
having arg_max(r.stands_for is null, r.reading);

delete from ops.quarantine where url in (select entry_url from batch_logged where outcome <> 'deferred');
insert into ops.quarantine by name from batch_quarantine;

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
