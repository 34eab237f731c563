-- one quote with everything known of it
select
  quote_id, published_date, source, speaker, quote, speaker_text, speaker_role, cue, via, kind, method, confidence, word_count, title,
  url, language, is_copy, position, article_id, paragraph_id, speaker_id, source_id, published_at, chain,
from v_quotes
where quote_id = $quote_id;
