-- every article that came from the web has the page in the frontier that it came from
-- A reading by way of an address that was forgotten says no more where it came from: it has no final URL.
select f.article_id, f.url,
from ops.fetches as f
where f.kind = 'page'
  and f.http_status is not null
  and f.final_url is not null
  and f.article_id in (select article_id from articles)
  and f.url not in (select url from ops.frontier);
