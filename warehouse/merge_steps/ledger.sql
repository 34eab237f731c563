-- runs, batches, tombstones and sources that are not here; and what the ledger has to say of versions that both had
delete from ops.runs
where ended_at is null and run_id in (select run_id from incoming.ops.runs where ended_at is not null);
insert into ops.runs by name
from incoming.ops.runs
where run_id not in (select run_id from ops.runs);
insert into ops.loads by name
from incoming.ops.loads as i
where not exists (from ops.loads as h where h.run_id = i.run_id and h.batch_sha256 = i.batch_sha256);

insert into ops.tombstones by name
from incoming.ops.tombstones as i
where not exists (
  from ops.tombstones as h where h.url_key is not distinct from i.url_key and h.domain is not distinct from i.domain
);

insert into sources by name
from incoming.main.sources
where source_id not in (select source_id from sources)
  and source_id in (
    select source_id from articles
    union
    select source_id from ops.fetches where source_id is not null
    union
    select source_id from ops.frontier
    union
    select source_id from ops.documents where source_id is not null
  );

insert into ops.loads by name
select
  'imported' as batch_sha256,
  $run_id as run_id,
  now() at time zone 'UTC' as loaded_at,
  (select count(*) from articles) + (select count(*) from history.articles)
    - (select coalesce(sum(articles), 0) from ops.loads) as articles,
  0 as paragraphs,
  0 as quotes,
where articles <> 0;
