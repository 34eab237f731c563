-- every article that came from the web has the page in the frontier that it came from
select f.article_id, f.url,
from ops.fetches as f
where f.kind = 'page'
  and f.http_status is not null
  and f.article_id in (select article_id from articles)
  and f.url not in (select url from ops.frontier);
