-- every article, reading, page of the frontier and document has its source, but a robots.txt, which has none
select 'article' as orphan, article_id as id, source_id,
from articles where source_id not in (select source_id from sources)
union all
select 'fetch', fetch_id, source_id,
from ops.fetches
where source_id not in (select source_id from sources) or source_id is null and kind <> 'robots'
union all
select 'page', url_key, source_id, from ops.frontier where source_id not in (select source_id from sources)
union all
select 'document', url, source_id,
from ops.documents
where source_id not in (select source_id from sources) or source_id is null and kind <> 'robots';
