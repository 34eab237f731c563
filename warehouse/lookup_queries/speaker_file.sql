-- one row per quote of one speaker, the latest first, with everything that a table of quotes has
select
  quote_id, published_date, source, speaker, quote, speaker_text, speaker_role, cue, via, kind, method, confidence, word_count,
  title, url, language, is_copy, position, article_id, speaker_id, source_id, published_at, chain, nested_in,
from v_quotes
where speaker_id = $id
order by published_date desc nulls last, article_id, position
limit $limit;
