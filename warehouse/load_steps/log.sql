-- the pipeline's own record: a row per reading, the quarantine, the ledger
insert into ops.fetches by name
select
  r.fetch_id,
  getvariable('run_id') as run_id,
  r.source_id,
  r.article_id,
  r.entry_url as url,
  r.claimed_url as final_url,
  r.read_at as fetched_at,
  o.outcome, r.bytes, r.duration_ms, r.etag, o.message,
from batch_readings as r
join batch_outcomes as o using (reading)
order by r.read_at, r.reading;

create or replace temp table batch_quarantine as
select
  r.entry_url as url,
  arg_max(r.source_id, r.reading) as source_id,
  arg_max(r.reason, r.reading) as reason,
  arg_max(r.message, r.reading) as message,
  coalesce(any_value(q.attempts), 0) + count(r.reason) as attempts,
  coalesce(any_value(q.first_failed_at), min(r.read_at)) as first_failed_at,
  max(r.read_at) as last_failed_at,
  any_value(q.raw_path) as raw_path,
from batch_readings as r
left join ops.quarantine as q on q.url = r.entry_url
group by r.entry_url
having arg_max(r.article_id is null, r.reading);

delete from ops.quarantine where url in (select entry_url from batch_readings);
insert into ops.quarantine by name from batch_quarantine;

insert into ops.loads by name
select
  getvariable('batch_sha256') as batch_sha256,
  getvariable('run_id') as run_id,
  now() at time zone 'UTC' as loaded_at,
  count(*) filter (outcome in ('new', 'updated')) as articles,
  coalesce((select sum(paragraphs) from batch_written), 0) as paragraphs,
  coalesce((select sum(quotes) from batch_written), 0) as quotes,
from batch_outcomes;
