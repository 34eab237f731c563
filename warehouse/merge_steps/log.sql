-- what the log, the quarantine and the frontier gain
delete from ops.fetches where fetch_id in (select fetch_id from left_fetches);
insert into ops.fetches by name
from incoming.ops.fetches
where fetch_id in (select fetch_id from merged_fetches);

delete from ops.quarantine
where url in (select url from left_fetches) or url in (select url from merged_fetches where is_of_article);
insert into ops.quarantine by name
from incoming.ops.quarantine
where url in (select url from merged_fetches where not is_of_article) and url not in (select url from ops.quarantine);

create or replace temp table merged_pages as
select i.url_key,
from incoming.ops.frontier as i
left join ops.frontier as h using (url_key)
where (h.url_key is null or h.loaded_at is null and i.loaded_at is not null)
  and (i.article_id is null or i.article_id in (select article_id from articles))
  and i.url_key not in (select url_key from ops.tombstones where url_key is not null)
  and not is_on_forgotten_site(host(i.url));
delete from ops.frontier where url_key in (from merged_pages);
insert into ops.frontier by name
from incoming.ops.frontier
where url_key in (from merged_pages);

insert into ops.documents by name
from incoming.ops.documents as i
where not is_on_forgotten_site(host(url))
  and not exists (from ops.documents as h where h.url = i.url and h.source_id is not distinct from i.source_id);

-- Of an address under which the frontier does not know the page, or that is to be known no more, the way is not told.
update ops.fetches as f
set url = if(is_on_forgotten_site(host(f.url)), a.url, f.url), final_url = null, hops = null
from articles as a
where a.article_id = f.article_id
  and f.fetch_id in (select fetch_id from merged_fetches)
  and (
    f.http_status is not null and f.url not in (select url from ops.frontier)
    or is_on_forgotten_site(host(f.url))
    or is_on_forgotten_site(host(f.final_url))
  );
