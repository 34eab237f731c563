-- one row per article whose page is gone from its site
create view gone_articles as
with gone as (
  select article_id, max(fetched_at) as gone_at, arg_max(http_status, fetched_at) as http_status,
  from ops.frontier
  where article_id in (select article_id from ops.frontier where http_status in (404, 410, 451))
  group by article_id
  -- One article may have several addresses: it is there as long as one of them leads to it.
  having bool_and(http_status in (404, 410, 451))
)
select a.article_id, a.title, a.url, g.gone_at, g.http_status,
from gone as g
join articles as a using (article_id);

comment on view gone_articles is 'Articles whose pages are gone from their sites (HTTP 404, 410, 451); what they said stays.';
comment on column gone_articles.article_id is 'Article: articles.article_id.';
comment on column gone_articles.title is 'Headline of the last version.';
comment on column gone_articles.url is 'Canonical URL of the article.';
comment on column gone_articles.gone_at is 'UTC. When the page was last asked for in vain.';
comment on column gone_articles.http_status is 'What the site answered then: 404 not found, 410 gone, 451 for legal reasons.';
