-- no key stands twice: speakers, sources, the pages in quarantine and of the frontier, documents, readings
select 'speaker_id' as key, speaker_id as value, count(*) as times,
from speakers group by speaker_id having count(*) > 1
union all
select 'source_id', source_id, count(*), from sources group by source_id having count(*) > 1
union all
select 'frontier', url_key, count(*), from ops.frontier group by url_key having count(*) > 1
union all
select 'document', url, count(*), from ops.documents group by url, source_id having count(*) > 1
union all
select 'quarantine', url, count(*), from ops.quarantine group by url having count(*) > 1
union all
select 'fetch_id', fetch_id, count(*), from ops.fetches group by fetch_id having count(*) > 1;
