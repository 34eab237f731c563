-- one row per article: its place in the order in which clusters are decided; and what the decision fills
create or replace temp view batch_places as
select
  rowid as row, article_id, content_key, domain, cluster_id, is_copy,
  {
    'published_at': coalesce(published_at, published_date, 'infinity'::timestamp),
    'first_seen_at': first_seen_at,
    'article_id': article_id,
  } as place,
from articles
where content_key is not null;

-- The wordings, that is the articles of one content_key, whose cluster is open, each with the place of its first article.
create or replace temp table batch_wordings as
select content_key, place, null::varchar as lead_id, from batch_places limit 0;

create or replace temp table batch_resembling as
select place, place as other_place, content_key as other_key, is_copy as is_other_copy, from batch_places limit 0;
