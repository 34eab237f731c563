-- one row per address from which a page that is to be erased was read, and per document that named it
-- Feeds, sitemaps and home pages of its source repeat titles, and often whole texts.
with pages as (
  select url, source_id, true as is_page,
  from articles
  where article_id in (from forgotten_articles)
  union all
  select unnest([url, final_url]), source_id, coalesce(kind, 'page') = 'page',
  from ops.fetches
  where fetch_id in (select fetch_id from forgotten_fetches)
  union all
  select url, source_id, true,
  from ops.frontier
  where url_key in (from forgotten_keys)
),
documents as (
  select unnest([url, final_url]) as url, false as is_page,
  from ops.fetches
  where kind in ('feed', 'sitemap', 'home') and source_id in (select source_id from pages)
)
select distinct url, is_page,
from (select url, is_page from pages union all from documents)
where url is not null;
