-- one row per quote, the latest first, its words folded and apart by single spaces
select
  q.quote_id as id, ' ' || word_folded(q.text) || ' ' as folded, coalesce(q.speaker_id, '') as speaker, a.source_id as source,
  coalesce(strftime(a.published_date, '%Y-%m'), '') as month, q.kind, a.published_date as day, q.confidence, a.is_copy,
from quotes as q
join articles as a using (article_id)
order by a.published_date desc nulls last, q.quote_id
