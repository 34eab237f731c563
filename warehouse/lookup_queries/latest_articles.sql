-- one row per article, those published last
select a.article_id, a.title, a.source_id, s.name as source, a.published_date, a.quote_count, a.is_copy,
from articles as a
left join sources as s using (source_id)
order by a.published_date desc nulls last, a.article_id
limit $limit;
