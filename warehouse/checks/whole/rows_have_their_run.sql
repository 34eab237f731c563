-- every article version, reading and batch belongs to a run
select 'article' as orphan, article_id as id, run_id,
from articles where run_id not in (select run_id from ops.runs)
union all
select 'fetch', fetch_id, run_id, from ops.fetches where run_id not in (select run_id from ops.runs)
union all
select 'load', batch_sha256, run_id, from ops.loads where run_id not in (select run_id from ops.runs);
