-- one row per statement of $ids, in their order
select
  statement_id, statement as text, published_date, source_id, source, speaker_id, speaker, speaker_text, cue, confidence, kind,
  article_id, title, url, is_copy,
from v_statements
where statement_id in (select unnest($ids))
order by list_position($ids, statement_id);
