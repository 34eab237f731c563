-- every article in the cluster in which it is there; written only where it changes
update articles
set cluster_id = c.cluster_id, is_copy = c.is_copy
from (
  select
    article_id,
    coalesce(c.cluster_id, article_id) as cluster_id,
    c.cluster_id is not null as is_copy,
  from articles
  left join incoming.main.copies as c using (article_id)
) as c
where articles.article_id = c.article_id
  and (articles.cluster_id <> c.cluster_id or articles.is_copy <> c.is_copy);
