-- nothing that was forgotten on demand is in the warehouse: no article, page, or reading of a forgotten page or site
with forgotten as (
  select domain from ops.tombstones where domain is not null
)
select 'article' as row, article_id as id, url,
from articles
where url_key in (select url_key from ops.tombstones)
  or exists (from forgotten as f where f.domain = articles.domain or suffix(articles.domain, '.' || f.domain))
union all
select 'page', url_key, url, from ops.frontier where url_key in (select url_key from ops.tombstones);
