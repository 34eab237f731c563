-- what is to be erased: articles, and the readings, pages and documents that led to them or are named themselves
-- A site's address may lead to an article of another site, which stays; a page's own address names whatever it led to.
create or replace temp table forgotten_articles as
select article_id,
from articles
where url_key in (from forgotten_keys)
  or url in (select url from forgotten_urls)
  or article_id in (
    select article_id
    from ops.fetches
    where article_id is not null
      and (url in (select url from forgotten_urls where is_page) or final_url in (select url from forgotten_urls where is_page))
  );

create or replace temp table forgotten_fetches as
with of_articles as (
  select fetch_id, url, warc_file, warc_offset from ops.fetches where article_id in (from forgotten_articles)
)
from of_articles
union
select fetch_id, url, warc_file, warc_offset,
from ops.fetches
where article_id is null
  and (
    url in (select url from forgotten_urls)
    or final_url in (select url from forgotten_urls)
    -- An address whose latest reading failed is in quarantine; it goes with the readings that did not fail.
    or url in (select url from of_articles)
  );
