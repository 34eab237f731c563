-- one row per article that comes in: not here, or here in an earlier version, and never forgotten here
create or replace temp macro host(url) as regexp_extract(lower(url), '^[a-z]+://(?:[^/@]*@)?(?:www\.)?([^/:?#]*)', 1);
set variable forgotten_domains = (select list(domain) from ops.tombstones where domain is not null);
create or replace temp macro is_on_forgotten_site(host) as coalesce(
  list_bool_or(list_transform(
    getvariable('forgotten_domains')::varchar[], lambda site: host = site or ends_with(host, '.' || site)
  )),
  false
);

create or replace temp table merged_articles as
select i.article_id, h.article_id is not null as is_there,
from incoming.main.articles as i
left join articles as h using (article_id)
where (h.article_id is null or i.version > h.version)
  and coalesce(i.url_key not in (select url_key from ops.tombstones where url_key is not null), true)
  and not is_on_forgotten_site(i.domain);

-- What was decided about clusters is open again around them; speakers whom they alone quoted may go.
create or replace temp table merged_keys as
select content_key
from incoming.main.articles
where content_key is not null and article_id in (select article_id from merged_articles)
union
select content_key
from articles
where content_key is not null
  and (
    article_id in (select article_id from merged_articles)
    or cluster_id in (select article_id from merged_articles)
  );

create or replace temp table batch_left_speakers as
select speaker_id from quotes where article_id in (select article_id from merged_articles)
union
select speaker_id from statements where article_id in (select article_id from merged_articles)
union
select speaker_id from history.quotes where article_id in (select article_id from merged_articles)
union
select speaker_id from history.statements where article_id in (select article_id from merged_articles);
