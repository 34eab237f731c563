-- one row per quote of one speaker, the latest first
select quote_id, quote, article_id, title, source_id, source, published_date, speaker_text, speaker_role, cue, confidence, kind, is_copy,
from v_quotes
where speaker_id = $id
order by published_date desc nulls last, article_id, position
limit $limit offset $start;
