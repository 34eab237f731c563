-- no key stands twice: articles and their parts, speakers, sources, runs, batches, readings, pages of quarantine and frontier, documents, settings
select 'article_id' as key, article_id as value, count(*) as times,
from articles group by article_id having count(*) > 1
union all
select 'url', url, count(*), from articles group by url having count(*) > 1
union all
select 'paragraph_id', paragraph_id, count(*), from paragraphs group by paragraph_id having count(*) > 1
union all
select 'quote_id', quote_id, count(*), from quotes group by quote_id having count(*) > 1
union all
select 'statement_id', statement_id, count(*), from statements group by statement_id having count(*) > 1
union all
select 'speaker_id', speaker_id, count(*), from speakers group by speaker_id having count(*) > 1
union all
select 'source_id', source_id, count(*), from sources group by source_id having count(*) > 1
union all
select 'run_id', run_id, count(*), from ops.runs group by run_id having count(*) > 1
union all
select 'batch_sha256', batch_sha256, count(*), from ops.loads group by batch_sha256, run_id having count(*) > 1
union all
select 'fetch_id', fetch_id, count(*), from ops.fetches group by fetch_id having count(*) > 1
union all
select 'quarantine', url, count(*), from ops.quarantine group by url having count(*) > 1
union all
select 'frontier', url_key, count(*), from ops.frontier group by url_key having count(*) > 1
union all
select 'document', url, count(*), from ops.documents group by url, source_id having count(*) > 1
union all
select 'tombstone', coalesce(url_key, domain), count(*), from ops.tombstones group by url_key, domain having count(*) > 1
union all
select 'meta', key, count(*), from meta group by key having count(*) > 1;
