-- one row: what this batch gave in this run, as the log says
-- Left out on purpose: pages that wait, that were forgotten on demand, that are gone from their site or could not be made
-- again while their article stays, that failed and are as then.
select
  count(f.fetch_id) as found,
  count(*) filter (f.outcome = 'new') as new,
  count(*) filter (f.outcome = 'updated') as updated,
  count(*) filter (f.outcome in ('unchanged', 'not_modified') and f.article_id is not null) as unchanged,
  count(*) filter (
    f.outcome in ('skipped', 'deferred', 'forgotten')
      or f.article_id is not null and f.outcome not in ('new', 'updated', 'rebuilt', 'unchanged', 'not_modified')
      or f.outcome in ('unchanged', 'not_modified') and f.article_id is null
  ) as skipped,
  count(*) filter (
    f.fetch_id is not null and f.article_id is null and f.outcome not in ('deferred', 'forgotten', 'unchanged', 'not_modified')
  ) as failed,
  count(*) filter (f.outcome = 'rebuilt') as rebuilt,
  any_value(l.paragraphs) as paragraphs,
  any_value(l.quotes) as quotes,
from ops.loads as l
left join ops.fetches as f on f.run_id = l.run_id and f.fetch_id in (select fetch_id from batch_readings)
where l.batch_sha256 = getvariable('batch_sha256') and l.run_id = getvariable('run_id');
