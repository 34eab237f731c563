-- one row per speaker whom the articles that come in name: the longest form of the name, every form seen here or there
create or replace temp table batch_speakers as
with named as (
  select speaker_id from quotes where article_id in (select article_id from merged_articles)
  union
  select speaker_id from statements where article_id in (select article_id from merged_articles)
  union
  select speaker_id from history.quotes where article_id in (select article_id from merged_articles)
  union
  select speaker_id from history.statements where article_id in (select article_id from merged_articles)
),
seen as (
  select *, false as is_there,
  from incoming.main.speakers
  where speaker_id in (from named)
  union all by name
  select *, true as is_there,
  from speakers
  where speaker_id in (from named)
)
select
  speaker_id,
  arg_max(name, (length(name), is_there, name)) as name,
  arg_max(kind, (kind <> 'unknown', is_there, kind)) as kind,
  list_sort(list_distinct(flatten(list(aliases)))) as aliases,
  arg_max(wikidata_id, is_there) as wikidata_id,
from seen
group by speaker_id;

delete from speakers where speaker_id in (select speaker_id from batch_speakers);
insert into speakers by name from batch_speakers;

update links
set target_article_id = null
where article_id in (select article_id from merged_articles);
update links
set target_article_id = a.article_id
from articles as a
where links.target_article_id is null
  and links.url = a.url
  and (
    a.article_id in (select article_id from merged_articles)
    or links.article_id in (select article_id from merged_articles)
  );
