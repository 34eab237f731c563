-- one quote with everything known of it
select
  quote_id, quote, speaker_id, speaker, speaker_text, speaker_role, cue, via, kind, method, confidence, word_count, quote_key, position,
  chain, nested_in, article_id, paragraph_id, title, url, language, is_copy, source_id, source, published_date,
from v_quotes
where quote_id = $id;
