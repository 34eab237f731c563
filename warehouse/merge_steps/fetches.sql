-- one row per reading that comes in: an article brings all of its own; failures come for addresses that nobody knows here
-- So the log still has as many versions as the tables, and the latest reading of each address still decides about the
-- quarantine.
create or replace temp table merged_fetches as
select fetch_id, url, article_id is not null as is_of_article,
from incoming.ops.fetches
where article_id in (select article_id from merged_articles)
union all
select fetch_id, url, false,
from incoming.ops.fetches
where kind = 'page'
  and article_id is null
  and url not in (select url from ops.fetches where kind = 'page')
  and url not in (
    select url
    from incoming.ops.fetches
    where article_id is not null and article_id not in (select article_id from merged_articles)
  )
  and not is_on_forgotten_site(host(url))
union all
select fetch_id, url, false,
from incoming.ops.fetches
where kind <> 'page'
  and fetch_id not in (select fetch_id from ops.fetches)
  and not is_on_forgotten_site(host(url));

-- The readings of a version that goes, and the failures at the same addresses.
create or replace temp table left_fetches as
with left_urls as (
  select url from ops.fetches where article_id in (select article_id from merged_articles)
)
select fetch_id, url,
from ops.fetches
where article_id in (select article_id from merged_articles)
  or article_id is null and kind = 'page' and url in (from left_urls);
