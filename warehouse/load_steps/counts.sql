-- one row: what this batch gave in this run, as the log says
select
  count(f.fetch_id) as found,
  count(*) filter (f.outcome = 'new') as new,
  count(*) filter (f.outcome = 'updated') as updated,
  count(*) filter (f.outcome = 'unchanged') as unchanged,
  count(*) filter (f.outcome = 'skipped') as skipped,
  count(*) filter (f.fetch_id is not null and f.article_id is null) as failed,
  any_value(l.paragraphs) as paragraphs,
  any_value(l.quotes) as quotes,
from ops.loads as l
left join ops.fetches as f on f.run_id = l.run_id and f.fetch_id in (select fetch_id from batch_readings)
where l.batch_sha256 = getvariable('batch_sha256') and l.run_id = getvariable('run_id');
