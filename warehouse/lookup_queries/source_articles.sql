-- one row per article of one source, the latest first
select article_id, title, published_date, quote_count, word_count, is_copy,
from articles
where source_id = $id
order by published_date desc nulls last, article_id
limit $limit offset $start;
