-- one row per other article that tells the same story in nearly the same words, the earliest first
select a.article_id, a.title, s.name as source, a.source_id, a.published_date, a.is_copy,
from articles as a
left join sources as s using (source_id)
where a.cluster_id = (select cluster_id from articles where article_id = $id) and a.article_id <> $id
order by a.is_copy, coalesce(a.published_at, a.published_date::timestamp), a.article_id;
