-- one row per page that is named and not forgotten, under the key that the frontier knows it by
create or replace temp table named_pages as
with named as (
  from named_entries as n
  where not exists (
    from ops.tombstones as t
    where t.url_key = n.url_key or n.domain = t.domain or ends_with(n.domain, '.' || t.domain)
  )
),
-- An address may be new and its article loaded: from a file, or from another address that led to it.
loaded as (
  select url_key, article_id, first_seen_at, last_seen_at,
  from articles
  where url_key in (select url_key from named)
),
keyed as (
  select article_id, min(url_key) as url_key,
  from ops.frontier
  where article_id in (select article_id from loaded)
  group by article_id
)
select
  if(f.url_key is null, coalesce(k.url_key, n.url_key), n.url_key) as url_key,
  arg_min(n.url, n.number) as url,
  arg_min(n.source_id, n.number) as source_id,
  arg_min(n.hints, n.number)::json as hints,
  arg_min(n.content, n.number) as content,
  max(n.stated_at) as stated_at,
  max(n.modified_at) as modified_at,
  any_value(l.article_id) as article_id,
  any_value(l.first_seen_at) as loaded_at,
  any_value(l.last_seen_at) as changed_at,
from named as n
left join (select url_key from ops.frontier where url_key in (select url_key from named)) as f using (url_key)
left join loaded as l using (url_key)
left join keyed as k using (article_id)
group by all;
