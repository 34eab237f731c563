-- one row per source that was read; what was made again from the archive says nothing of its source
create view source_health as
select
  f.source_id,
  count(*) as fetches,
  count(*) filter (f.outcome in ('new', 'updated', 'unchanged', 'not_modified') and f.article_id is not null) as ok,
  count(*) filter (f.outcome = 'new') as new,
  count(*) filter (f.outcome = 'updated') as updated,
  count(*) filter (f.article_id is null and f.outcome not in ('unchanged', 'not_modified')) as failed,
  max(f.fetched_at) filter (
    f.outcome in ('new', 'updated', 'unchanged', 'not_modified') and f.article_id is not null
  ) as last_ok_at,
  max(f.fetched_at) filter (f.outcome = 'new') as last_new_at,
  quantile_cont(f.duration_ms, 0.5)::integer as median_ms,
from ops.fetches as f
where f.kind = 'page' and f.outcome not in ('deferred', 'forgotten')
  and f.run_id not in (select run_id from ops.runs where flow = 'rebuild')
group by f.source_id;

comment on view source_health is 'How reading the pages of each source goes.';
comment on column source_health.source_id is 'Source: sources.source_id.';
comment on column source_health.fetches is 'Pages read, as far as ops.fetches has the rows.';
comment on column source_health.ok is 'Pages that gave an article, new, updated or unchanged (HTTP 304 as well).';
comment on column source_health.new is 'Articles that were not there.';
comment on column source_health.updated is 'Articles that had changed.';
comment on column source_health.failed is 'Pages that gave no article.';
comment on column source_health.last_ok_at is 'UTC. Latest page that gave an article.';
comment on column source_health.last_new_at is 'UTC. Latest new article.';
comment on column source_health.median_ms is 'Time of the middle page to read and extract.';
