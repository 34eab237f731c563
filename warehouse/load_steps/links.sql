-- one row per link that this turn writes, with the article that it leads to where that one is there already
create or replace temp table batch_links as
with link as (
  select article_id, unnest(links, max_depth := 2),
  from batch_staged
  where reading in (select reading from batch_writes)
)
select l.*, t.article_id as target_article_id,
from link as l
left join (
  select article_id, url from articles where url in (select url from link)
  union
  select article_id, url from batch_articles
) as t using (url);
