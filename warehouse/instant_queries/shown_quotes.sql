-- one row per quote of $ids, in their order
select
  quote_id, quote as text, published_date, source_id, source, speaker_id, speaker, speaker_text, cue, confidence, kind, article_id,
  title, url, is_copy,
from v_quotes
where quote_id in (select unnest($ids))
order by list_position($ids, quote_id);
