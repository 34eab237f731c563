-- every article version, what history holds, every reading, batch and tombstone belongs to a run
select 'article' as orphan, article_id as id, run_id,
from articles where run_id not in (select run_id from ops.runs)
union all
select 'version', article_id, run_id, from history.articles where run_id not in (select run_id from ops.runs)
union all
select 'quote in history', quote_id, run_id, from history.quotes where run_id not in (select run_id from ops.runs)
union all
select 'statement in history', statement_id, run_id,
from history.statements where run_id not in (select run_id from ops.runs)
union all
select 'tombstone', coalesce(url_key, domain), run_id,
from ops.tombstones where run_id not in (select run_id from ops.runs)
union all
select 'fetch', fetch_id, run_id, from ops.fetches where run_id not in (select run_id from ops.runs)
union all
select 'load', batch_sha256, run_id, from ops.loads where run_id not in (select run_id from ops.runs);
