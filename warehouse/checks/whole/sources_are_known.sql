-- every article and every reading has its source
select 'article' as orphan, article_id as id, source_id,
from articles where source_id not in (select source_id from sources)
union all
select 'fetch', fetch_id, source_id, from ops.fetches where source_id not in (select source_id from sources);
