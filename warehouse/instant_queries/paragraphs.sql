-- one row per paragraph, those of the latest article first, its words folded and apart by single spaces; nobody speaks
select
  p.paragraph_id as id, ' ' || word_folded(p.text) || ' ' as folded, '' as speaker, a.source_id as source,
  coalesce(strftime(a.published_date, '%Y-%m'), '') as month, p.kind, a.published_date as day, 1::float as confidence, a.is_copy,
from paragraphs as p
join articles as a using (article_id)
order by a.published_date desc nulls last, a.article_id, p.position
