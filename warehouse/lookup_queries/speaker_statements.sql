-- one row per statement of one speaker, the latest first
select statement_id, statement, article_id, title, source_id, source, published_date, cue, confidence,
from v_statements
where speaker_id = $id
order by published_date desc nulls last, article_id, position
limit $limit;
