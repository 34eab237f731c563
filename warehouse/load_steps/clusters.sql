-- articles of equal wording are one cluster, led by the earliest; written only where it changes
update articles
set cluster_id = c.lead_id, is_copy = c.article_id <> c.lead_id
from (
  select
    article_id,
    first_value(article_id) over (
      partition by content_key
      order by coalesce(published_at, published_date) nulls last, first_seen_at, article_id
    ) as lead_id,
  from articles
  where content_key in (from batch_keys)
) as c
where articles.article_id = c.article_id
  and (articles.cluster_id <> c.lead_id or articles.is_copy <> (c.article_id <> c.lead_id));
