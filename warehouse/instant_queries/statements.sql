-- one row per statement in indirect speech, the latest first, its words folded and apart by single spaces
select
  s.statement_id as id, ' ' || word_folded(s.text) || ' ' as folded, coalesce(s.speaker_id, '') as speaker, a.source_id as source,
  coalesce(strftime(a.published_date, '%Y-%m'), '') as month, s.kind, a.published_date as day, s.confidence, a.is_copy,
from statements as s
join articles as a using (article_id)
order by a.published_date desc nulls last, s.statement_id
